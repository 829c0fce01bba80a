use std::ops::Range;

use super::editions;
use super::prose::Prose;
use crate::content::Family;
use crate::diagnostic::{Diagnostic, Id, Problems};
use crate::site::Site;

/// Tells of predicates and clauses that are written like whole sentences. They are put into the
/// middle of one: “1007 … and 1013 …”, “Use 1007 when …”.
pub(super) fn check(site: &Site, problems: &mut Problems) {
    for edition in editions(site) {
        for (path, text) in edition.texts() {
            let Some(part) = Part::of(path) else { continue };
            let prose = Prose::new(text);
            let mut tell = |range, what| {
                let message = format!("{} {what}", part.name());
                problems.push(
                    Diagnostic::at(Id::PredicateForm, &prose.place(range), message)
                        .help(part.help(edition.family)),
                );
            };
            // Where a language writes names and nouns, a clause may begin with one.
            let may_begin_with_capital = part == Part::Clause && !edition.english;
            if !may_begin_with_capital && let Some(range) = capital(&prose.text) {
                tell(range, "begins with a capital");
            }
            if let Some(range) = full_stop(&prose.text) {
                tell(range, "ends in a full stop");
            }
        }
    }
}

/// A part of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// What follows the code.
    Predicate,
    /// What follows “Use 1007 when”.
    Clause,
}

impl Part {
    /// What the text at a path is part of, if it is not whole in itself.
    fn of(path: &str) -> Option<Self> {
        let mut keys = path.rsplit('/');
        match [keys.next(), keys.next()] {
            [Some("says"), _] | [_, Some("says")] => Some(Part::Predicate),
            [Some("choose_when"), _] => Some(Part::Clause),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Part::Predicate => "a predicate",
            Part::Clause => "`choose_when`",
        }
    }

    fn help(self, family: &Family) -> String {
        let code = family.codes.first().map(|_| family.reference(0));
        let code = code.unwrap_or_default();
        match self {
            Part::Predicate => format!("write it as it goes on after the code: “{code} …”"),
            Part::Clause => format!("write it as it goes on after “Use {code} when …”"),
        }
    }
}

/// The first word, if it begins with a capital as sentences do. TLS and HTTP are capitals wherever
/// they stand.
fn capital(text: &str) -> Option<Range<usize>> {
    let word = text.split(|c: char| !c.is_alphanumeric()).next()?;
    let mut letters = word.chars();
    let is_capital = letters.next()?.is_uppercase();
    let goes_on_small = match letters.next() {
        Some(second) => second.is_lowercase(),
        // “A message …”, but neither “A TLS …” nor “A's …”.
        None => text[word.len()..]
            .strip_prefix(' ')
            .is_some_and(|rest| rest.starts_with(char::is_lowercase)),
    };
    (is_capital && goes_on_small).then_some(0..word.len())
}

/// The full stop at the end.
fn full_stop(text: &str) -> Option<Range<usize>> {
    let text = text.trim_end();
    let last = text.chars().next_back()?;
    let is_one = matches!(last, '.' | '。' | '।') && !text.ends_with("..");
    is_one.then(|| text.len() - last.len_utf8()..text.len())
}

#[cfg(test)]
mod tests {
    use super::{Part, capital, full_stop};

    #[test]
    fn predicates_and_clauses_are_known_by_their_paths() {
        for path in [
            "family/groups/reserved/says",
            "family/facts/on_wire/says/yes",
            "family/facts/retry/options/never/says",
        ] {
            assert_eq!(Part::of(path), Some(Part::Predicate), "{path}");
        }
        assert_eq!(Part::of("codes/1007/choose_when"), Some(Part::Clause));
        for path in ["codes/1007/summary", "family/facts/retry/label"] {
            assert_eq!(Part::of(path), None, "{path}");
        }
    }

    #[test]
    fn a_capital_is_one_that_begins_a_sentence() {
        for (text, word) in [
            ("Is sent", "Is"),
            ("A message is too large", "A"),
            ("É enviado", "É"),
            ("Отправляется", "Отправляется"),
        ] {
            assert_eq!(capital(text), Some(0..word.len()), "{text}");
        }
        for text in [
            "is sent",
            "TLS failed",
            "A TLS handshake fails",
            "A's turn",
            "HTTP",
            "\u{FFFC} Is",
            "1007 Is",
            "",
            "在",
        ] {
            assert_eq!(capital(text), None, "{text}");
        }
    }

    #[test]
    fn a_full_stop_is_one_at_the_end() {
        assert_eq!(full_stop("is sent."), Some(7..8));
        assert_eq!(full_stop("发送。"), Some(6..9));
        for text in ["is sent", "such as nginx 1.2", "and so on...", ""] {
            assert_eq!(full_stop(text), None, "{text}");
        }
    }
}
