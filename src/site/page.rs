use crate::content::Pair;

use super::Site;

/// The folder of all sitemaps but the one that lists them.
pub const SITEMAPS: &str = "sitemaps/";

/// Anything of the site that is published at one path; the theme's assets come beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Page {
    /// A page in a language.
    Localized {
        /// The locale's index.
        locale: usize,
        /// What it is about.
        subject: Subject,
    },
    /// What a locale's pages are found by, which scripts read.
    Search {
        /// The locale's index.
        locale: usize,
    },
    /// `404.html`, in all languages at once.
    NotFound,
    /// The list of sitemaps.
    SitemapIndex,
    /// The sitemap of a locale's pages that belong to no family.
    SitemapOfPages {
        /// The locale's index.
        locale: usize,
    },
    /// The sitemap of a locale's pages of a family.
    SitemapOfFamily {
        /// The locale's index.
        locale: usize,
        /// The family's index.
        family: usize,
    },
    /// `robots.txt`
    Robots,
    /// `sw.js`, the service worker: it keeps visited pages, or puts an end to one that did. Browsers
    /// ask for it at one address for ever, so it is none of the assets.
    Worker,
    /// `.nojekyll`, so that GitHub Pages publishes the files as they are.
    NoJekyll,
    /// `CNAME`, for a domain of the site's own.
    Cname,
}

/// What a page in a language is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// The site.
    Home,
    /// A family.
    Hub {
        /// The family's index.
        family: usize,
    },
    /// A code.
    Code {
        /// The family's index.
        family: usize,
        /// The code's index.
        code: usize,
    },
    /// The comparisons of every family.
    Comparisons,
    /// All pairs of a family.
    Matrix {
        /// The family's index.
        family: usize,
    },
    /// A pair of codes.
    Comparison {
        /// The family's index.
        family: usize,
        /// The pair.
        pair: Pair,
    },
    /// The list of guides.
    Guides,
    /// A guide.
    Guide {
        /// The guide's index.
        guide: usize,
    },
    /// The list of every code.
    Codes,
    /// How much of each language is translated.
    Translations,
}

/// The kinds of pages, for counting.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Two codes side by side.
    Comparison,
    /// One code.
    Code,
    /// A family.
    Hub,
    /// All pairs of a family.
    Matrix,
    /// An article.
    Guide,
    /// Home, lists, and what machines read.
    Other,
}

impl Kind {
    /// What several of the kind are called.
    pub fn plural(self) -> &'static str {
        match self {
            Kind::Comparison => "comparisons",
            Kind::Code => "codes",
            Kind::Hub => "hubs",
            Kind::Matrix => "matrices",
            Kind::Guide => "guides",
            Kind::Other => "others",
        }
    }
}

impl Page {
    /// The kind it is counted as.
    pub fn kind(self) -> Kind {
        let Page::Localized { subject, .. } = self else {
            return Kind::Other;
        };
        match subject {
            Subject::Comparison { .. } => Kind::Comparison,
            Subject::Code { .. } => Kind::Code,
            Subject::Hub { .. } => Kind::Hub,
            Subject::Matrix { .. } => Kind::Matrix,
            Subject::Guide { .. } => Kind::Guide,
            Subject::Home
            | Subject::Comparisons
            | Subject::Guides
            | Subject::Codes
            | Subject::Translations => Kind::Other,
        }
    }

    /// The locale of a page in a language.
    pub fn locale(self) -> Option<usize> {
        match self {
            Page::Localized { locale, .. } => Some(locale),
            _ => None,
        }
    }
}

impl Site {
    /// Every page, in the order of the site. Nothing is held but the place in the walk.
    pub fn pages(&self) -> impl Iterator<Item = Page> {
        let localized = self.locales().flat_map(move |(locale, _)| {
            self.subjects()
                .map(move |subject| Page::Localized { locale, subject })
        });
        localized.chain(self.pages_without_language())
    }

    /// The pages that machines read, and `404.html`.
    pub(super) fn pages_without_language(&self) -> impl Iterator<Item = Page> {
        let sitemaps = self.locales().flat_map(move |(locale, _)| {
            std::iter::once(Page::SitemapOfPages { locale }).chain(
                self.families()
                    .map(move |(family, _)| Page::SitemapOfFamily { locale, family }),
            )
        });
        let cname = self.content.settings.domain.as_ref().map(|_| Page::Cname);
        let indexes = self.locales().map(|(locale, _)| Page::Search { locale });
        sitemaps
            .chain(indexes)
            .chain([
                Page::NotFound,
                Page::SitemapIndex,
                Page::Robots,
                Page::Worker,
                Page::NoJekyll,
            ])
            .chain(cname)
    }

    /// What the pages of every locale are about, in order.
    pub fn subjects(&self) -> impl Iterator<Item = Subject> {
        self.own_subjects().chain(
            self.families()
                .flat_map(move |(family, _)| self.family_subjects(family)),
        )
    }

    /// What the pages that belong to no family are about.
    pub fn own_subjects(&self) -> impl Iterator<Item = Subject> {
        let guides = (0..self.content.guides.len())
            .filter(|guide| self.has_guide(*guide))
            .map(|guide| Subject::Guide { guide });
        [
            Subject::Home,
            Subject::Codes,
            Subject::Comparisons,
            Subject::Guides,
            Subject::Translations,
        ]
        .into_iter()
        .chain(guides)
    }

    /// What the pages of one family are about.
    pub fn family_subjects(&self, index: usize) -> impl Iterator<Item = Subject> + use<> {
        let family = &self.content.families[index];
        let codes = 0..family.codes.len();
        let pairs = family.pairs();
        [
            Subject::Hub { family: index },
            Subject::Matrix { family: index },
        ]
        .into_iter()
        .chain(codes.map(move |code| Subject::Code {
            family: index,
            code,
        }))
        .chain(pairs.map(move |pair| Subject::Comparison {
            family: index,
            pair,
        }))
    }

    /// The path of a page in a language, from the site's root: `/pt/websocket/1007`.
    pub fn path(&self, locale: usize, subject: Subject) -> String {
        let mut path = "/".to_owned();
        self.path_into(locale, subject, &mut path);
        path
    }

    /// Appends the path of a page in a language, without the slash it begins with.
    fn path_into(&self, locale: usize, subject: Subject, path: &mut String) {
        let locale = &self.locales.all()[locale];
        if locale.id != self.locales.default_locale().id {
            push(path, &[&locale.id, "/"]);
        }
        let family = |index: usize| &self.content.families[index];
        let slug = |index: usize, code: usize| family(index).codes[code].id.slug();
        match subject {
            Subject::Home => {}
            Subject::Hub { family: index } => push(path, &[&family(index).id, "/"]),
            Subject::Code {
                family: index,
                code,
            } => push(path, &[&family(index).id, "/", slug(index, code)]),
            Subject::Comparisons => path.push_str("compare/"),
            Subject::Matrix { family: index } => push(path, &["compare/", &family(index).id, "/"]),
            Subject::Comparison {
                family: index,
                pair,
            } => {
                let (low, high) = (slug(index, pair.low()), slug(index, pair.high()));
                push(
                    path,
                    &["compare/", &family(index).id, "/", low, "-vs-", high],
                );
            }
            Subject::Guides => path.push_str("guides/"),
            Subject::Guide { guide } => push(path, &["guides/", &self.content.guides[guide].id]),
            Subject::Codes => path.push_str("codes"),
            Subject::Translations => path.push_str("translations"),
        }
    }

    /// The path under which a page is linked on this site, the base path before it.
    pub fn href(&self, locale: usize, subject: Subject) -> String {
        format!(
            "{}{}",
            self.content.settings.base.path(),
            self.path(locale, subject)
        )
    }

    /// The whole address of a page.
    pub fn url(&self, locale: usize, subject: Subject) -> String {
        format!(
            "{}{}",
            self.content.settings.base.origin(),
            self.href(locale, subject)
        )
    }

    /// The file of a page, relative to the output directory.
    ///
    /// A path that ends in a slash is a directory with `index.html`; every other one is a flat
    /// file, which GitHub Pages serves without its `.html`.
    pub fn file(&self, page: Page) -> String {
        let mut file = String::new();
        self.file_into(page, &mut file);
        file
    }

    /// Appends the file of a page to `file`, which makes no other text on its way.
    pub fn file_into(&self, page: Page, file: &mut String) {
        let locale = |index: usize| self.locales.all()[index].id.as_str();
        match page {
            Page::Localized { locale, subject } => {
                let start = file.len();
                self.path_into(locale, subject, file);
                let is_folder = file.len() == start || file.ends_with('/');
                file.push_str(if is_folder { "index.html" } else { ".html" });
            }
            Page::Search { locale } => {
                self.path_into(locale, Subject::Home, file);
                file.push_str("search.json");
            }
            Page::NotFound => file.push_str("404.html"),
            Page::SitemapIndex => file.push_str("sitemap.xml"),
            Page::SitemapOfPages { locale: index } => {
                push(file, &[SITEMAPS, locale(index), ".xml"]);
            }
            Page::SitemapOfFamily {
                locale: index,
                family,
            } => {
                let family = &self.content.families[family].id;
                push(file, &[SITEMAPS, locale(index), ".", family, ".xml"]);
            }
            Page::Robots => file.push_str("robots.txt"),
            Page::Worker => file.push_str("sw.js"),
            Page::NoJekyll => file.push_str(".nojekyll"),
            Page::Cname => file.push_str("CNAME"),
        }
    }
}

fn push(path: &mut String, parts: &[&str]) {
    for part in parts {
        path.push_str(part);
    }
}
