use std::collections::HashMap;

use super::editions;
use crate::diagnostic::{Diagnostic, Id, Problems};
use crate::site::Site;

/// From how many words on two languages do not say the same by chance.
const WORDS: usize = 4;

/// Tells of translations that are the English, word for word. What all languages write alike, such as
/// a command in an exchange, needs no translation.
pub(super) fn check(site: &Site, problems: &mut Problems) {
    let mut translated: HashMap<(&str, &str), bool> = HashMap::new();
    for edition in editions(site) {
        for (path, text, english) in edition.paired() {
            let key = (edition.family.id.as_str(), path);
            *translated.entry(key).or_default() |= text.value != english.value;
        }
    }
    for edition in editions(site) {
        for (path, text, english) in edition.paired() {
            let is_same = text.value == english.value;
            let is_long = text.value.split_whitespace().count() >= WORDS;
            if is_same && is_long && translated[&(edition.family.id.as_str(), path)] {
                problems.push(
                    Diagnostic::at(
                        Id::SameAsEnglish,
                        &text.place,
                        "the translation is the English",
                    )
                    .help("translate it, or leave it out: then it is shown as English"),
                );
            }
        }
    }
}
