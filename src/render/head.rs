//! What stands in the head of a page, and its place on the site.

use serde::Serialize;
use serde_json::json;

use crate::site::{Site, Subject};

use super::{Renderer, View};

/// The longest description that search engines show whole.
const DESCRIPTION: usize = 160;

#[derive(Serialize)]
struct Head<'a> {
    title: &'a str,
    description: &'a str,
    canonical: String,
    indexed: bool,
    alternates: Vec<Alternate<'a>>,
    /// The address for readers of any other language.
    otherwise: Option<String>,
    breadcrumbs: String,
}

#[derive(Serialize)]
struct Alternate<'a> {
    tag: &'a str,
    url: String,
}

#[derive(Serialize)]
struct Translation<'a> {
    tag: &'a str,
    name: &'a str,
    href: String,
    current: bool,
}

/// A step of the way from the home page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Crumb {
    pub(super) name: String,
    pub(super) href: String,
    #[serde(skip)]
    pub(super) subject: Subject,
}

/// Where a page stands and what it is called.
pub(super) struct Heading {
    pub(super) locale: usize,
    pub(super) subject: Subject,
    pub(super) title: String,
    pub(super) description: String,
    /// The way from the home page to the page itself, both of them left out.
    pub(super) above: Vec<Subject>,
    /// What the page is called at the end of that way.
    pub(super) name: String,
}

impl Renderer<'_> {
    /// A view with all that the frame of a page needs.
    pub(super) fn page(&self, heading: &Heading) -> View {
        let site = self.site;
        let Heading {
            locale, subject, ..
        } = *heading;
        let alternates = site.alternates(subject);
        let member = alternates.contains(&locale);
        // For readers of any other language: the default locale, or else English, or else the first.
        let among = |id: &str| {
            let members = alternates.iter().copied();
            members
                .into_iter()
                .find(|index| site.locales.all()[*index].id == id)
        };
        let otherwise = among(&site.locales.default_locale().id)
            .or_else(|| among(&site.locales.source().id))
            .or_else(|| alternates.first().copied());
        let crumbs = self.crumbs(heading);
        let fitting = description(&[&heading.description]);

        let head = Head {
            title: &heading.title,
            description: &fitting,
            canonical: site.url(site.canonical_locale(locale, subject), subject),
            indexed: site.indexable(subject),
            alternates: alternates
                .iter()
                .filter(|_| member)
                .map(|index| Alternate {
                    tag: &site.locales.all()[*index].tag,
                    url: site.url(*index, subject),
                })
                .collect(),
            otherwise: otherwise
                .filter(|_| member)
                .map(|index| site.url(index, subject)),
            breadcrumbs: breadcrumb_list(site, locale, &crumbs, heading),
        };
        let languages: Vec<Translation<'_>> = site
            .locales()
            .map(|(index, other)| Translation {
                tag: &other.tag,
                name: &other.name,
                href: site.href(index, subject),
                current: index == locale,
            })
            .collect();

        let fragments = self.locale(locale);
        let mut view = View::default();
        view.set("site", self.site_value.clone());
        view.set("t", fragments.words.clone());
        view.set("plain", fragments.plain.clone());
        view.set("locale", fragments.about.clone());
        view.put("head", &head);
        view.put("crumbs", &crumbs);
        view.put("name", &heading.name);
        view.put("languages", &languages);
        view.note_fallback(fragments.fell_back);
        view
    }

    fn crumbs(&self, heading: &Heading) -> Vec<Crumb> {
        if heading.subject == Subject::Home {
            return Vec::new();
        }
        std::iter::once(Subject::Home)
            .chain(heading.above.iter().copied())
            .map(|subject| Crumb {
                name: self.short_name(heading.locale, subject),
                href: self.site.href(heading.locale, subject),
                subject,
            })
            .collect()
    }

    /// What a page is called in the breadcrumbs of those below it.
    fn short_name(&self, locale: usize, subject: Subject) -> String {
        let label = |path: &str| {
            let found = self.site.language(locale).catalog(path);
            found
                .map(|found| found.text.value.clone())
                .unwrap_or_default()
        };
        match subject {
            Subject::Hub { family } => self.site.content.families[family].name.clone(),
            Subject::Matrix { .. } | Subject::Comparisons => label("headings/comparisons"),
            Subject::Guides => label("headings/guides"),
            _ => label("labels/home"),
        }
    }
}

/// The way to a page for search engines, as JSON-LD that is safe inside a script element.
fn breadcrumb_list(site: &Site, locale: usize, crumbs: &[Crumb], heading: &Heading) -> String {
    let above = crumbs
        .iter()
        .map(|crumb| (crumb.name.as_str(), crumb.subject));
    let items: Vec<serde_json::Value> = above
        .chain([(heading.name.as_str(), heading.subject)])
        .enumerate()
        .map(|(index, (name, subject))| {
            json!({
                "@type": "ListItem",
                "position": index + 1,
                "name": name,
                "item": site.url(locale, subject),
            })
        })
        .collect();
    let list = json!({
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": items,
    });
    list.to_string().replace('<', "\\u003c")
}

/// A description that fits: the whole text, or else its first whole sentence.
pub(super) fn description(sentences: &[&str]) -> String {
    let mut whole = String::new();
    for sentence in sentences {
        if !whole.is_empty() {
            whole.push_str(gap(&whole));
        }
        whole.push_str(sentence);
    }
    if whole.chars().count() <= DESCRIPTION {
        return whole;
    }
    let first = sentences.first().copied().unwrap_or_default();
    first_sentence(first).to_owned()
}

/// What stands between a text and the sentence after it: nothing where a full-width full stop
/// brings its own space.
pub(super) fn gap(text: &str) -> &'static str {
    if text.ends_with(['。', '！', '？']) {
        ""
    } else {
        " "
    }
}

/// The text up to the end of its first sentence.
fn first_sentence(text: &str) -> &str {
    let mut chars = text.char_indices().peekable();
    while let Some((index, c)) = chars.next() {
        let end = match c {
            '。' | '！' | '？' => true,
            '.' | '!' | '?' => chars.peek().is_some_and(|(_, next)| next.is_whitespace()),
            _ => false,
        };
        if end {
            return &text[..index + c.len_utf8()];
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_description_is_its_first_whole_sentence() {
        let long = "x".repeat(160);
        assert_eq!(description(&["One.", "Two."]), "One. Two.");
        assert_eq!(description(&["一。", "二。"]), "一。二。");
        assert_eq!(description(&["One, RFC 1.2. Two.", &long]), "One, RFC 1.2.");
        assert_eq!(description(&["一。二。", &long]), "一。");
        let endless = "y".repeat(200);
        assert_eq!(description(&[&endless]), endless);
    }
}
