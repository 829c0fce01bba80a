//! The languages of the site: catalogs, overlays, and what stands in for what is not translated.

mod catalog;
mod load;
mod overlay;

use std::collections::BTreeMap;

use icu_list::ListFormatter;

use crate::content::{Content, GuideText, Text, Texts};

pub use load::load;

/// The locale that everything else is translated from.
pub const SOURCE: &str = "en";

/// A language of the site.
#[derive(Debug)]
pub struct Locale {
    /// The catalog's file name, and the prefix of its paths.
    pub id: String,
    /// BCP 47, for `lang` and `hreflang`.
    pub tag: String,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// The language's own name.
    pub name: String,

    catalog: Texts,
    /// By family.
    overlays: Vec<Texts>,
    /// By guide id.
    guides: BTreeMap<String, GuideText>,
    lists: ListFormatter,
}

/// All languages, the default one first, the others by id.
#[derive(Debug)]
pub struct Locales {
    all: Vec<Locale>,
    source: usize,
}

/// A text in a language, or the English that stands in for it.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    /// The text.
    pub text: &'a Text,
    /// Whether it is in the language that was asked for.
    pub translated: bool,
}

/// A language with what it falls back to: where texts are looked up.
#[derive(Debug, Clone, Copy)]
pub struct Language<'a> {
    /// The language itself.
    pub locale: &'a Locale,
    source: &'a Locale,
    content: &'a Content,
}

impl Locale {
    /// The translation of a family; empty for English.
    pub fn overlay(&self, family: usize) -> &Texts {
        &self.overlays[family]
    }

    /// The guides in this language; none for English.
    pub fn guides(&self) -> impl Iterator<Item = &GuideText> {
        self.guides.values()
    }
}

impl Locales {
    /// All of them.
    pub fn all(&self) -> &[Locale] {
        &self.all
    }

    /// The one at the site's root.
    pub fn default_locale(&self) -> &Locale {
        &self.all[0]
    }

    /// English.
    pub fn source(&self) -> &Locale {
        &self.all[self.source]
    }

    /// Where English texts are looked up.
    pub fn source_language<'a>(&'a self, content: &'a Content) -> Language<'a> {
        self.language(self.source, content)
    }

    /// Where the texts of a locale are looked up.
    pub fn language<'a>(&'a self, locale: usize, content: &'a Content) -> Language<'a> {
        Language {
            locale: &self.all[locale],
            source: self.source(),
            content,
        }
    }
}

impl<'a> Language<'a> {
    /// Whether this is the language that all others are translated from.
    pub fn is_source(&self) -> bool {
        self.locale.id == self.source.id
    }

    /// The same lookups in English.
    #[must_use]
    pub fn in_source(self) -> Self {
        Self {
            locale: self.source,
            ..self
        }
    }

    /// An entry of the catalog, such as `headings/description`.
    pub fn catalog(&self, path: &str) -> Option<Found<'a>> {
        self.found(self.locale.catalog.get(path), || {
            self.source.catalog.get(path)
        })
    }

    /// Every entry of the catalog by path, whole.
    pub fn whole_catalog(&self) -> impl Iterator<Item = (&'a str, Found<'a>)> {
        let language = *self;
        self.source.catalog.iter().map(move |(path, text)| {
            let own = language.locale.catalog.get(path);
            (
                path,
                Found {
                    text: own.unwrap_or(text),
                    translated: own.is_some(),
                },
            )
        })
    }

    /// A text of a family, such as `codes/1007/summary`.
    pub fn family(&self, family: usize, path: &str) -> Option<Found<'a>> {
        let english = || self.content.families[family].texts.get(path);
        if self.is_source() {
            return english().map(|text| Found {
                text,
                translated: true,
            });
        }
        self.found(self.locale.overlays[family].get(path), english)
    }

    /// A guide, and whether it is in this language.
    pub fn guide(&self, guide: usize) -> (&'a GuideText, bool) {
        let guide = &self.content.guides[guide];
        if self.is_source() {
            return (&guide.text, true);
        }
        match self.locale.guides.get(&guide.id) {
            Some(text) => (text, true),
            None => (&guide.text, false),
        }
    }

    /// Several words joined as the language joins lists: “A, B and C”.
    pub fn list<'i>(&self, items: impl Iterator<Item = &'i str> + Clone) -> String {
        self.locale.lists.format(items).to_string()
    }

    fn found(
        &self,
        own: Option<&'a Text>,
        english: impl FnOnce() -> Option<&'a Text>,
    ) -> Option<Found<'a>> {
        own.map(|text| Found {
            text,
            translated: true,
        })
        .or_else(|| {
            english().map(|text| Found {
                text,
                translated: self.is_source(),
            })
        })
    }
}
