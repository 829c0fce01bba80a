use crate::content::{Family, Text, Texts};
use crate::yaml::TODO;

use super::sheet::{Sheet, key};

/// English texts as the tree that a translation of them is, in the order of their files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outline {
    /// A text, and its English.
    Text(String),
    /// A mapping.
    Map(Vec<(String, Outline)>),
}

impl Default for Outline {
    fn default() -> Self {
        Self::Map(Vec::new())
    }
}

impl Outline {
    /// What stands below a key.
    pub(super) fn get(&self, key: &str) -> Option<&Outline> {
        match self {
            Self::Text(_) => None,
            Self::Map(entries) => entries
                .iter()
                .find(|(name, _)| name == key)
                .map(|(_, outline)| outline),
        }
    }

    /// All texts of a family: its own, those of its codes, those of its notes.
    pub(super) fn of_family(family: &Family) -> Self {
        let mut outline = Self::default();
        outline.add_below(&family.texts, "family/");
        for code in &family.codes {
            outline.add_below(&family.texts, &format!("codes/{}/", code.id.slug()));
        }
        for pair in family.notes.keys() {
            outline.add_below(
                &family.texts,
                &format!("notes/{}/", family.pair_slug(*pair)),
            );
        }
        outline
    }

    /// Adds the texts whose paths begin with `prefix`, in the order in which they are written.
    pub(super) fn add_below(&mut self, texts: &Texts, prefix: &str) {
        let below = texts.iter().filter(|(path, _)| path.starts_with(prefix));
        let mut below: Vec<(&str, &Text)> = below.collect();
        below.sort_by_key(|(_, text)| text.place.span.start);
        for (path, text) in below {
            self.add(path, &text.value);
        }
    }

    fn add(&mut self, path: &str, english: &str) {
        let Self::Map(entries) = self else { return };
        let (first, rest) = path.split_once('/').unwrap_or((path, ""));
        let index = entries.iter().position(|(key, _)| key == first);
        let index = index.unwrap_or_else(|| {
            entries.push((first.to_owned(), Self::Map(Vec::new())));
            entries.len() - 1
        });
        if rest.is_empty() {
            entries[index].1 = Self::Text(english.to_owned());
        } else {
            entries[index].1.add(rest, english);
        }
    }

    /// Every text of it still to be written, below its English.
    pub(super) fn draw(&self, sheet: &mut Sheet) {
        if let Self::Map(entries) = self {
            for (key, outline) in entries {
                draw(key, outline, sheet);
            }
        }
    }

    /// The same on one line, for a mapping in braces.
    pub(super) fn in_braces(&self) -> String {
        match self {
            Self::Text(_) => TODO.to_owned(),
            Self::Map(entries) => {
                let entries = entries
                    .iter()
                    .map(|(name, outline)| format!("{}: {}", key(name), outline.in_braces()));
                format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
            }
        }
    }
}

/// One entry of a mapping, to be written.
pub(super) fn draw(name: &str, outline: &Outline, sheet: &mut Sheet) {
    match outline {
        Outline::Text(english) => {
            sheet.comment(english);
            sheet.line(&format!("{}: {TODO}", key(name)));
        }
        Outline::Map(_) => {
            sheet.line(&format!("{}:", key(name)));
            sheet.nested(|sheet| outline.draw(sheet));
        }
    }
}
