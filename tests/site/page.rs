//! A page of the built site, and what its path says that it is about.

use scraper::{ElementRef, Html};
use versus::content::Pair;
use versus::locale::Locale;

use crate::support::pages::{all, css, path_of};
use crate::{BASE, FILES, ORIGIN, site, word};

/// What the path of an HTML file says that the page is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum About {
    Comparison {
        family: usize,
        pair: Pair,
    },
    Code {
        family: usize,
        code: usize,
    },
    /// A hub or a matrix.
    Family {
        family: usize,
        matrix: bool,
    },
    Guide(usize),
    List,
    NotFound,
}

/// An HTML page of the built site.
pub(crate) struct Page {
    pub(crate) file: &'static str,
    pub(crate) source: &'static str,
    pub(crate) html: Html,
    pub(crate) locale: usize,
    pub(crate) about: About,
}

impl Page {
    pub(crate) fn read(file: &'static str) -> Self {
        let bytes = &FILES[file];
        let source = std::str::from_utf8(bytes).unwrap_or_else(|error| panic!("{file}: {error}"));
        let (locale, about) = place(file);
        Self {
            file,
            source,
            html: Html::parse_document(source),
            locale,
            about,
        }
    }

    pub(crate) fn locale(&self) -> &'static Locale {
        &site().locales.all()[self.locale]
    }

    /// Words of the page's catalog.
    pub(crate) fn word(&self, path: &str) -> &'static str {
        word(self.locale, path)
    }

    pub(crate) fn url(&self) -> String {
        format!("{ORIGIN}{BASE}{}", path_of(self.file))
    }

    pub(crate) fn main(&self) -> ElementRef<'_> {
        let main = self.html.select(&css("main")).next();
        main.unwrap_or_else(|| panic!("{} has no main", self.file))
    }

    pub(crate) fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        all(&self.html, selector)
    }
}

/// The locale and subject of an HTML file, by its path alone.
pub(crate) fn place(file: &str) -> (usize, About) {
    let locales = site().locales.all();
    let default = &site().locales.default_locale().id;
    let (locale, rest) = match file.split_once('/') {
        Some((first, rest)) if first != default && locales.iter().any(|it| it.id == first) => {
            (first, rest)
        }
        _ => (default.as_str(), file),
    };
    let locale = locales
        .iter()
        .position(|it| it.id == locale)
        .expect("it is one");
    let family = |id: &str| {
        let mut families = site().content.families.iter();
        families
            .position(|family| family.id == id)
            .unwrap_or_else(|| panic!("{file}: no family"))
    };
    let code = |index: usize, slug: &str| {
        let mut codes = site().content.families[index].codes.iter();
        codes
            .position(|code| code.id.slug() == slug)
            .unwrap_or_else(|| panic!("{file}: no code"))
    };
    let stem = rest.strip_suffix(".html").expect("an HTML file");
    let parts: Vec<&str> = stem.split('/').collect();
    let about = match parts.as_slice() {
        ["404"] => About::NotFound,
        ["index" | "codes" | "translations"] | ["compare" | "guides", "index"] => About::List,
        ["guides", id] => {
            let mut guides = site().content.guides.iter();
            let guide = guides.position(|guide| guide.id == *id);
            About::Guide(guide.unwrap_or_else(|| panic!("{file}: no guide")))
        }
        ["compare", id, "index"] => About::Family {
            family: family(id),
            matrix: true,
        },
        ["compare", id, pair] => {
            let family = family(id);
            let (low, high) = pair
                .split_once("-vs-")
                .unwrap_or_else(|| panic!("{file}: no pair"));
            About::Comparison {
                family,
                pair: Pair::new(code(family, low), code(family, high)),
            }
        }
        [id, "index"] => About::Family {
            family: family(id),
            matrix: false,
        },
        [id, slug] => About::Code {
            family: family(id),
            code: code(family(id), slug),
        },
        _ => panic!("{file} is no page of the design"),
    };
    (locale, about)
}
