//! The languages of the site: catalogs, overlays, and what stands in for what is not translated.

mod available;
mod catalog;
mod coverage;
mod load;
mod next;
mod overlay;
mod plural;
mod record;
mod trace;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use icu_collator::CollatorBorrowed;
use icu_list::ListFormatter;

use crate::content::{Content, GuideText, Pattern, Text, Texts};

pub use available::{is_locale_id, packed_catalog};
pub use catalog::{CATALOG, Typography, is_needed};
pub use coverage::{Count, Coverage, Part, State, Unit};
pub use load::{TERMS, load};
pub use next::Task;
pub use plural::needed_forms;
use plural::{COUNTS, Plurals};
pub use record::{Fingerprint, Record};
pub use trace::{Seen, Trace};

/// The locale that everything else is translated from.
pub const SOURCE: &str = "en";

/// The file beside a language's overlays that fixes its terms.
pub(crate) const GLOSSARY: &str = "glossary";

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
    /// Its marks.
    pub typography: Typography,

    /// English terms, and what they are called.
    glossary: Vec<(String, String)>,
    catalog: Texts,
    /// By family.
    overlays: Vec<Texts>,
    /// By guide id.
    guides: BTreeMap<String, GuideText>,
    /// Which English its translations were made from; empty for English.
    record: Record,
    /// The catalog, overlays and guides that the project has, by path.
    files: BTreeSet<String>,
    lists: ListFormatter,
    plurals: Plurals,
    collator: CollatorBorrowed<'static>,
}

/// All languages, the default one first, the others by id.
#[derive(Debug)]
pub struct Locales {
    all: Vec<Locale>,
    source: usize,
    /// Where lookups are remembered, if somebody asks for it.
    trace: Option<Trace>,
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
    trace: Option<&'a Trace>,
}

impl Locale {
    /// The English terms that the glossary fixes, each with what it is called.
    pub fn glossary(&self) -> impl Iterator<Item = (&str, &str)> {
        let terms = self.glossary.iter();
        terms.map(|(english, own)| (english.as_str(), own.as_str()))
    }

    /// The translation of a family; empty for English.
    pub fn overlay(&self, family: usize) -> &Texts {
        &self.overlays[family]
    }

    /// The headings, labels and patterns that are in this language.
    pub fn catalog_texts(&self) -> &Texts {
        &self.catalog
    }

    /// Which English its translations were made from; empty for English.
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// The catalog, overlays and guides of this language that the project has, by path.
    pub fn files(&self) -> &BTreeSet<String> {
        &self.files
    }

    /// The guides in this language; none for English.
    pub fn guides(&self) -> impl Iterator<Item = &GuideText> {
        self.guides.values()
    }
}

/// A list with a space wherever a Chinese character meets a Latin letter or a digit: the patterns of
/// lists know only what stands between the items.
fn with_spaces(list: &str) -> String {
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let mut spaced = String::with_capacity(list.len());
    for c in list.chars() {
        let meets = spaced.chars().next_back().is_some_and(|before| {
            is_han(before) && c.is_ascii_alphanumeric()
                || before.is_ascii_alphanumeric() && is_han(c)
        });
        if meets {
            spaced.push(' ');
        }
        spaced.push(c);
    }
    spaced
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

    /// Remembers every lookup from now on.
    pub fn start_trace(&mut self) {
        self.trace = Some(Trace::default());
    }

    /// What was looked up since then.
    pub fn trace(&self) -> Option<&Trace> {
        self.trace.as_ref()
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
            trace: self.trace.as_ref(),
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
        let found = self.found(self.locale.catalog.get(path), || {
            self.source.catalog.get(path)
        });
        self.noted(found, path)
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
        let own = if self.is_source() {
            english()
        } else {
            self.locale.overlays[family].get(path)
        };
        self.noted(self.found(own, english), path)
    }

    /// A guide, and whether it is in this language.
    pub fn guide(&self, guide: usize) -> (&'a GuideText, bool) {
        let guide = &self.content.guides[guide];
        let own = if self.is_source() {
            Some(&guide.text)
        } else {
            self.locale.guides.get(&guide.id)
        };
        let text = own.unwrap_or(&guide.text);
        if let Some(trace) = self.trace {
            trace.note(&text.body, &format!("guides/{}", guide.id));
        }
        (text, own.is_some())
    }

    /// A number of things as the language counts them, such as “19 codes”, and whether it is in the
    /// language that was asked for.
    pub fn count(&self, thing: &str, count: usize) -> (String, bool) {
        let in_language = |locale: &'a Locale| {
            let path = format!("{COUNTS}/{thing}/{}", locale.plurals.form(count));
            let text = locale.catalog.get(&path)?;
            Some((text, path))
        };
        let own = in_language(self.locale);
        let translated = own.is_some() || self.is_source();
        let Some((text, path)) = own.or_else(|| in_language(self.source)) else {
            return (count.to_string(), translated);
        };
        if let Some(trace) = self.trace {
            trace.note(&text.place, &path);
        }
        let number = count.to_string();
        (Pattern::new(&text.value).fill(|_| &number), translated)
    }

    /// The order of two names in the language's alphabet.
    pub fn order(&self, one: &str, other: &str) -> Ordering {
        self.locale.collator.compare(one, other)
    }

    /// Several words joined as the language joins lists: “A, B and C”.
    pub fn list<'i>(&self, items: impl Iterator<Item = &'i str> + Clone) -> String {
        let list = self.locale.lists.format(items).to_string();
        if self.locale.tag.starts_with("zh") {
            with_spaces(&list)
        } else {
            list
        }
    }

    fn noted(&self, found: Option<Found<'a>>, path: &str) -> Option<Found<'a>> {
        if let (Some(trace), Some(found)) = (self.trace, found) {
            trace.note(&found.text.place, path);
        }
        found
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

#[cfg(test)]
mod tests {
    use super::with_spaces;

    #[test]
    fn chinese_keeps_its_distance_from_latin() {
        assert_eq!(
            with_spaces("HTTP 403和RST、5.7.1和连接"),
            "HTTP 403 和 RST、5.7.1 和连接"
        );
    }
}
