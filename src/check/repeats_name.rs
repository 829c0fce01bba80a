use std::ops::Range;

use super::editions;
use super::prose::Prose;
use crate::diagnostic::{Diagnostic, Id, Problems};
use crate::site::Site;
use crate::yaml;

/// Words that add nothing to a name.
const EMPTY_WORDS: &[&str] = &[
    "a",
    "an",
    "and",
    "are",
    "as",
    "at",
    "be",
    "because",
    "been",
    "by",
    "code",
    "denotes",
    "error",
    "for",
    "from",
    "had",
    "has",
    "have",
    "in",
    "indicates",
    "is",
    "it",
    "its",
    "means",
    "of",
    "on",
    "or",
    "signals",
    "states",
    "status",
    "that",
    "the",
    "there",
    "this",
    "to",
    "was",
    "were",
    "with",
];

/// What may stand before a name without hiding it.
const ARTICLES: &[&str] = &["a", "an", "the", "this"];

/// Tells of summaries that begin with the code's name or say nothing else. The name stands beside
/// the summary wherever it is shown, so the reader learns nothing.
pub(super) fn check(site: &Site, problems: &mut Problems) {
    for edition in editions(site) {
        for code in &edition.family.codes {
            let Some(text) = edition.text_of(code, "summary") else {
                continue;
            };
            let prose = Prose::new(text);
            let names = [Some(&code.name), code.registered_as.as_ref()];
            let names = names.into_iter().flatten();
            let number = code.id.text();
            let mut found = names
                .filter(|name| !yaml::is_todo(name))
                .filter_map(|name| Some((name, repeated(&prose.text, number, name)?)));
            if let Some((name, range)) = found.next() {
                problems.push(
                    Diagnostic::at(
                        Id::RepeatsName,
                        &prose.place(range),
                        format!("the summary repeats the name `{name}`"),
                    )
                    .help("say what happened, in words that are not in the name"),
                );
            }
        }
    }
}

/// The part of a summary that is nothing but the name: its beginning, perhaps behind the number, or
/// all of it.
fn repeated(summary: &str, number: &str, name: &str) -> Option<Range<usize>> {
    let (said, named) = (words(summary), words(name));
    let is_article = |(word, _): &&(String, Range<usize>)| {
        ARTICLES.contains(&word.as_str()) || word.eq_ignore_ascii_case(number)
    };
    let articles = said.iter().take_while(is_article).count();
    let begins = said
        .get(articles..articles + named.len())
        .filter(|start| start.iter().zip(&named).all(|((a, _), (b, _))| a == b));
    if let Some([first, .., last]) = begins {
        return Some(first.1.start..last.1.end);
    }
    if let Some([only]) = begins {
        return Some(only.1.clone());
    }
    let mut telling = said
        .iter()
        .map(|(word, _)| word.as_str())
        .filter(|word| !EMPTY_WORDS.contains(word))
        .peekable();
    let nothing_else =
        telling.peek().is_some() && telling.all(|word| named.iter().any(|(name, _)| name == word));
    nothing_else.then_some(0..summary.len())
}

/// The words of a text in lower case.
fn words(text: &str) -> Vec<(String, Range<usize>)> {
    let mut words: Vec<(String, Range<usize>)> = Vec::new();
    for (start, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        let end = start + c.len_utf8();
        match words.last_mut() {
            Some((word, range)) if range.end == start => {
                word.extend(c.to_lowercase());
                range.end = end;
            }
            _ => words.push((c.to_lowercase().collect(), start..end)),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::repeated;

    #[test]
    fn a_summary_that_is_the_name_is_found() {
        for (summary, name, part) in [
            (
                "Invalid payload data.",
                "Invalid Payload Data",
                "Invalid payload data",
            ),
            (
                "The payload data is invalid.",
                "Invalid Payload Data",
                "The payload data is invalid.",
            ),
            (
                "This code indicates that the door is held.",
                "HELD_DOOR",
                "This code indicates that the door is held.",
            ),
            (
                "The bad gateway answered late.",
                "Bad Gateway",
                "bad gateway",
            ),
            ("Gone, and nobody knows where to.", "Gone", "Gone"),
            ("1007 Gone for good.", "Gone", "Gone"),
        ] {
            let found = repeated(summary, "1007", name);
            assert_eq!(found.map(|range| &summary[range]), Some(part), "{summary}");
        }
    }

    #[test]
    fn a_summary_that_says_more_is_left_alone() {
        for (summary, name) in [
            (
                "A message arrived whose bytes do not fit its type.",
                "Invalid Payload Data",
            ),
            ("The server behind the gateway is bad.", "Bad Gateway"),
            ("The courier may leave.", "GO"),
            ("Goods have arrived.", "GO"),
            ("Try it on another server.", "Try Again Later"),
            ("It is.", "It Is So"),
        ] {
            assert_eq!(repeated(summary, "1007", name), None, "{summary}");
        }
    }
}
