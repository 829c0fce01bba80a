use crate::diagnostic::{Diagnostic, Id, Place, Problems, is_forbidden};
use crate::yaml::Node;

/// What `content/site.yaml` says about the whole site.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The site's name.
    pub title: String,
    /// Where the site is published.
    pub base: BaseUrl,
    /// A domain of its own.
    pub domain: Option<String>,
    /// The locale whose paths have no prefix.
    pub default_locale: String,
    /// The languages, if not every one that has a catalog, each with where it is named.
    pub locales: Option<Vec<(String, Place)>>,
    /// The families' ids in the order they are shown.
    pub families: Vec<String>,
    /// Where links for editing lead.
    pub repository: Repository,
    /// The licence of the prose.
    pub licence: Link,
    /// Whether search engines may index pairs that nobody confuses.
    pub index_distant: bool,
    /// Whether readers' browsers keep the pages they have visited.
    pub offline: bool,
    /// Where the default locale is named.
    pub default_locale_place: Place,
}

/// The address a site is published under, without a slash at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    origin: String,
    path: String,
}

/// The repository that holds the content.
#[derive(Debug, Clone)]
pub struct Repository {
    /// Its address, without a slash at its end.
    pub url: String,
    /// The branch that people edit.
    pub branch: String,
}

/// A name and an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What it is called.
    pub name: String,
    /// Where it leads.
    pub url: String,
}

impl BaseUrl {
    /// Splits an http(s) address into origin and path; a query or fragment has no meaning here
    /// and makes it `None`.
    pub fn new(url: &str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        let stray = |c: char| "?# \"<>".contains(c) || is_forbidden(c);
        if !matches!(scheme, "http" | "https") || rest.contains(stray) {
            return None;
        }
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        if host.is_empty() {
            return None;
        }
        let path = path.trim_matches('/');
        let path = if path.is_empty() {
            String::new()
        } else {
            format!("/{path}")
        };
        Some(Self {
            origin: format!("{scheme}://{host}"),
            path,
        })
    }

    /// Scheme and host: `https://example.github.io`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// What every path of the site begins with: empty, or `/versus`.
    pub fn path(&self) -> &str {
        &self.path
    }
}

impl Repository {
    /// Where a file that is there is edited.
    pub fn edit(&self, path: &str) -> String {
        format!("{}/edit/{}/{path}", self.url, self.branch)
    }

    /// Where a file that is not there yet is begun. The whole path goes into the query, because
    /// its folder may not be there either.
    pub fn begin(&self, path: &str) -> String {
        format!("{}/new/{}?filename={path}", self.url, self.branch)
    }
}

impl Link {
    /// Reads a record of `name` and `url`.
    pub(super) fn read(node: &Node) -> Self {
        Self {
            name: node.string_of("name"),
            url: node.string_of("url"),
        }
    }
}

impl Settings {
    /// Reads a tree whose shape has been checked.
    pub(super) fn read(node: &Node, problems: &mut Problems) -> Self {
        let url = node.text_of("base_url").unwrap_or_default();
        let base = BaseUrl::new(url).unwrap_or_else(|| {
            if let Some(node) = node.get("base_url").filter(|node| node.text().is_some()) {
                problems.push(
                    Diagnostic::at(Id::InvalidUrl, &node.place, "`base_url` is not an address")
                        .help("write it like https://example.github.io/versus"),
                );
            }
            BaseUrl {
                origin: String::new(),
                path: String::new(),
            }
        });
        if let Some(domain) = node.get("domain")
            && domain.text().is_some_and(|text| {
                text.contains(|c: char| "/:".contains(c) || c.is_whitespace() || c.is_control())
            })
        {
            problems.push(
                Diagnostic::at(Id::InvalidUrl, &domain.place, "`domain` is not a domain")
                    .help("write the bare name, such as codes.example.org"),
            );
        }
        let repository = node.get("repository");
        let from_repository = |key| {
            repository
                .map(|repository| repository.string_of(key))
                .unwrap_or_default()
        };
        Self {
            title: node.string_of("title"),
            base,
            domain: node.text_of("domain").map(str::to_owned),
            default_locale: node.string_of("default_locale"),
            locales: node.get("locales").map(|locales| {
                let named = locales.items().iter();
                named
                    .filter_map(|item| Some((item.text()?.to_owned(), item.place.clone())))
                    .collect()
            }),
            families: node
                .get("families")
                .map(|families| families.items().iter().filter_map(Node::text))
                .into_iter()
                .flatten()
                .map(str::to_owned)
                .collect(),
            repository: Repository {
                url: from_repository("url").trim_end_matches('/').to_owned(),
                branch: from_repository("branch"),
            },
            licence: node.get("licence").map_or_else(
                || Link {
                    name: String::new(),
                    url: String::new(),
                },
                Link::read,
            ),
            index_distant: node
                .get("index_distant")
                .and_then(Node::yes_no)
                .unwrap_or(false),
            offline: node.get("offline").and_then(Node::yes_no).unwrap_or(false),
            default_locale_place: node
                .get("default_locale")
                .map_or(&node.place, |node| &node.place)
                .clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::BaseUrl;

    #[test]
    fn a_base_url_is_an_origin_and_a_path() {
        let base = BaseUrl::new("https://example.github.io/versus/").expect("a good address");
        assert_eq!(
            (base.origin(), base.path()),
            ("https://example.github.io", "/versus")
        );
        let base = BaseUrl::new("http://localhost:8080").expect("a good address");
        assert_eq!((base.origin(), base.path()), ("http://localhost:8080", ""));
        for bad in ["ftp://x", "https://", "x", "https://x/?q", "https://x/#f"] {
            assert_eq!(BaseUrl::new(bad), None, "{bad}");
        }
    }
}
