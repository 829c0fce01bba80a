use std::collections::HashMap;

use super::editions;
use super::prose::Prose;
use super::script::mostly_dense;
use super::sentences::sentences;
use crate::diagnostic::{Diagnostic, Id, Place, Problems};
use crate::site::Site;

/// The texts of a code that are its own.
const FIELDS: &[&str] = &[
    "summary",
    "description",
    "when_seen",
    "how_to_fix",
    "choose_when",
];

/// The shortest sentence that is no coincidence, in characters.
const LONG: usize = 30;

/// The same where a character is a word or a syllable.
const LONG_IF_DENSE: usize = 10;

/// Tells of texts and sentences that two codes of a family share. Side by side in a comparison, they
/// tell the reader nothing.
pub(super) fn check(site: &Site, problems: &mut Problems) {
    for edition in editions(site) {
        // Which code says something, and where.
        let mut said: HashMap<String, (usize, Place)> = HashMap::new();
        for (code, text) in edition
            .family
            .codes
            .iter()
            .enumerate()
            .flat_map(|(index, code)| {
                let texts = FIELDS.iter().map(move |field| edition.text_of(code, field));
                texts.flatten().map(move |text| (index, text))
            })
        {
            let prose = Prose::new(text);
            let mut again = |words: &str, place: Place| match said.get(words) {
                Some((first, there)) if *first != code => Some((place, there.clone())),
                Some(_) => None,
                None => {
                    said.insert(words.to_owned(), (code, place));
                    None
                }
            };
            if let Some((place, first)) = again(&squeezed(&text.value), text.place.clone()) {
                problems.push(repeated("text", &place, &first));
                continue;
            }
            for range in sentences(&prose.text) {
                let words = squeezed(prose.written(range.clone()));
                if is_long(&words)
                    && let Some((place, first)) = again(&words, prose.place(range))
                {
                    problems.push(repeated("sentence", &place, &first));
                }
            }
        }
    }
}

fn repeated(what: &str, place: &Place, first: &Place) -> Diagnostic {
    Diagnostic::at(
        Id::RepeatedText,
        place,
        format!("this {what} stands in two codes"),
    )
    .label("again here")
    .related(first, "first here")
    .help("say what is particular to each of the two")
}

fn is_long(sentence: &str) -> bool {
    let least = if mostly_dense(sentence) {
        LONG_IF_DENSE
    } else {
        LONG
    };
    sentence.chars().count() >= least
}

/// A text with single spaces, however its lines are broken.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{is_long, squeezed};

    #[test]
    fn a_short_sentence_may_stand_twice() {
        assert!(!is_long("Nothing is broken."));
        assert!(is_long("Reconnect after a delay that grows."));
        assert!(!is_long("请稍后重试。"));
        assert!(is_long("请等待一段时间后重新连接。"));
    }

    #[test]
    fn line_breaks_do_not_hide_a_repetition() {
        assert_eq!(squeezed(" one\n  two  three "), "one two three");
    }
}
