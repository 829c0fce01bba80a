use std::collections::BTreeMap;

use serde::Serialize;

use crate::content::{Code, Family, ReferBy};
use crate::site::Site;

/// What a locale's codes are found by, and the words of the search.
#[derive(Serialize)]
struct Index<'s> {
    words: BTreeMap<&'static str, &'s str>,
    pair: &'s str,
    families: Vec<FamilyEntry<'s>>,
}

#[derive(Serialize)]
struct FamilyEntry<'s> {
    id: &'s str,
    name: &'s str,
    aliases: Vec<&'s str>,
    /// What a sentence calls its codes: `number` or `name`.
    by: &'static str,
    codes: Vec<CodeEntry<'s>>,
}

/// A code by place, because thousands of keys would weigh more than what they stand for: its form
/// in paths, its number, its name, how bad it is, what else people call it, one line on it, its
/// names in libraries and what tools print, a line each.
#[derive(Serialize)]
struct CodeEntry<'s>(
    &'s str,
    &'s str,
    String,
    &'s str,
    &'s str,
    &'s str,
    String,
    String,
);

/// The words of the search by the names that the script asks for.
const WORDS: &[(&str, &str)] = &[
    ("search", "labels/search"),
    ("hint", "labels/search_hint"),
    ("none", "labels/search_none"),
    ("compare", "patterns/compare"),
    ("compare_first", "labels/compare_first"),
    ("all", "headings/codes"),
    ("slash", "labels/search_slash"),
    ("close", "labels/close"),
    ("results", "labels/results"),
];

/// The search index of a locale, as JSON.
pub(in super::super) fn search(site: &Site, locale: usize) -> String {
    let language = site.language(locale);
    let word = |path: &str| {
        let found = language.catalog(path);
        found.map_or("", |found| found.text.value.as_str())
    };
    let index = Index {
        words: WORDS
            .iter()
            .map(|(name, path)| (*name, word(path)))
            .collect(),
        pair: word("patterns/pair"),
        families: site
            .families()
            .map(|(index, family)| family_entry(site, locale, index, family))
            .collect(),
    };
    serde_json::to_string(&index).expect("an index is plain data")
}

fn family_entry<'s>(
    site: &'s Site,
    locale: usize,
    index: usize,
    family: &'s Family,
) -> FamilyEntry<'s> {
    let text = |path: &str| {
        let found = site.language(locale).family(index, path);
        found.map_or("", |found| found.text.value.as_str())
    };
    let code = |code: &'s Code| {
        let own = |field: &str| text(&format!("codes/{}/{field}", code.id.slug()));
        let names = code.constants.iter().map(|(_, name)| name.as_str());
        let messages = code.messages.iter().map(|message| message.text.as_str());
        CodeEntry(
            code.id.slug(),
            code.id.text(),
            code.full_name(),
            code.severity.unwrap_or_default(),
            own("also_called"),
            own("summary"),
            lines(names),
            lines(messages),
        )
    };
    let title = std::iter::once(text("family/title"));
    FamilyEntry {
        id: &family.id,
        name: &family.name,
        aliases: family
            .aliases
            .iter()
            .map(String::as_str)
            .chain(title)
            .collect(),
        by: match family.refer_by {
            ReferBy::Number => "number",
            ReferBy::Name => "name",
        },
        codes: family.codes.iter().map(code).collect(),
    }
}

fn lines<'a>(items: impl Iterator<Item = &'a str>) -> String {
    items.collect::<Vec<_>>().join("\n")
}
