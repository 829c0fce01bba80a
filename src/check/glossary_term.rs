use std::ops::Range;

use super::editions;
use super::prose::Prose;
use crate::diagnostic::{Diagnostic, Id, Problems};
use crate::site::Site;

/// What stands before words that are spoken of.
const OPENING: [char; 6] = ['"', '“', '«', '‘', '(', '（'];

/// What stands behind them.
const CLOSING: [char; 6] = ['"', '”', '»', '’', ')', '）'];

/// Tells of English terms in a translation that the glossary of its language translates: one thing is
/// called one thing throughout a language.
pub(super) fn check(site: &Site, problems: &mut Problems) {
    for edition in editions(site) {
        let terms = edition.locale.glossary();
        let terms = terms.filter(|(english, own)| english != own);
        let terms: Vec<(&str, &str)> = terms.collect();
        for (path, text, _) in edition.translated().filter(|_| !terms.is_empty()) {
            // Some search by the English word.
            if path.ends_with("/also_called") {
                continue;
            }
            let prose = Prose::new(text);
            for (english, own) in &terms {
                for range in found(&prose.text, english) {
                    problems.push(
                        Diagnostic::at(
                            Id::GlossaryTerm,
                            &prose.place(range),
                            format!("the glossary translates `{english}`"),
                        )
                        .help(format!("write `{own}`, as the language needs it here")),
                    );
                }
            }
        }
    }
}

/// Where a term stands as whole words, in lower case: names begin in upper case. One that stands alone
/// between quotation marks or parentheses is spoken of.
fn found<'t>(text: &'t str, term: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    let is_word = |c: char| c.is_alphanumeric() || "-_".contains(c);
    text.match_indices(term).filter_map(move |(start, term)| {
        let end = start + term.len();
        let (before, after) = (
            text[..start].chars().next_back(),
            text[end..].chars().next(),
        );
        let is_part = before.is_some_and(is_word) || after.is_some_and(is_word);
        let is_quoted = text[..start].trim_end().ends_with(OPENING)
            && text[end..].trim_start().starts_with(CLOSING);
        (!is_part && !is_quoted).then_some(start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::found;

    #[test]
    fn a_term_is_found_as_whole_words_in_lower_case() {
        let starts = |text: &'static str| -> Vec<usize> {
            found(text, "header field")
                .map(|range| range.start)
                .collect()
        };
        assert_eq!(starts("o header field falta"), [2]);
        assert_eq!(starts("header field, header field"), [0, 14]);
        assert!(starts("«\u{a0}header field\u{a0}» (header field)").is_empty());
        assert!(starts("Header Field e header fields, subheader field").is_empty());
    }
}
