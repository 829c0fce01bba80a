use std::ops::Range;

use super::editions;
use super::prose::Prose;
use super::script::mostly_latin;
use crate::content::{Content, GuideText, Reference, Text};
use crate::diagnostic::{Diagnostic, Id, Place, Problems};
use crate::locale::Language;
use crate::site::Site;
use crate::yaml::shape::Words;

/// Words that no sentence in another language has, and no name in lower case is.
const FUNCTION_WORDS: &[&str] = &[
    "an", "and", "are", "as", "at", "be", "but", "by", "for", "from", "in", "is", "it", "not",
    "of", "on", "or", "that", "the", "this", "to", "was", "were", "when", "which", "with",
];

/// From how many words on a part of a message is known as one.
const QUOTED: usize = 3;

/// Tells of English that was left in the texts of a language with letters of its own: of words
/// such as “the”, and of two words in a row that are no names. A reader takes it for a slip, and a
/// screen reader stumbles.
pub(super) fn check(site: &Site, problems: &mut Problems) {
    let verbatim = verbatim(&site.content);
    let tell = |prose: &Prose<'_>, help: &str, problems: &mut Problems| {
        for range in english(&prose.text) {
            let words = &prose.text[range.clone()];
            if !is_verbatim(words, &verbatim) {
                let place = prose.place(range.clone());
                let message = format!("`{words}` is English");
                problems.push(Diagnostic::at(Id::EnglishWords, &place, message).help(help));
            }
        }
    };
    for (index, locale) in site.locales.all().iter().enumerate() {
        let language = site.language(index);
        if language.is_source() || is_latin(language) {
            continue;
        }
        for (_, found) in language
            .whole_catalog()
            .filter(|(_, found)| found.translated)
        {
            tell(&Prose::new(found.text), help(found.text.words), problems);
        }
        for edition in editions(site).filter(|edition| edition.locale.id == locale.id) {
            for (path, text) in edition.texts() {
                let prose = Prose::new(text);
                let english = edition.family.texts.get(path);
                let untouched = english.is_some_and(|english| english.value == text.value);
                // What a server says is the same everywhere, and else it is told as untranslated.
                if untouched && path.contains("/exchange/") {
                    continue;
                }
                if untouched && is_label(path, text) && !is_verbatim(&text.value, &verbatim) {
                    let message = format!("`{}` is English", text.value);
                    problems.push(
                        Diagnostic::at(Id::EnglishWords, &text.place, message)
                            .help(help(text.words)),
                    );
                } else {
                    tell(&prose, help(text.words), problems);
                }
            }
        }
        for guide in locale.guides() {
            for line in [&guide.title, &guide.summary] {
                tell(
                    &Prose::new(&front_matter(guide, line)),
                    help(Words::Line),
                    problems,
                );
            }
            tell(&Prose::document(&guide.body), help(Words::Inline), problems);
        }
    }
}

/// Whether a text is the words of a label or a title: what goes over the wire in an exchange is often
/// the same in every language.
fn is_label(path: &str, text: &Text) -> bool {
    text.words == Words::Line
        && !path.contains("/exchange/")
        && text.value.contains(char::is_lowercase)
        && !text.value.contains(char::is_numeric)
}

/// Whether a language is written in Latin letters: what its catalog calls things says so.
fn is_latin(language: Language<'_>) -> bool {
    let own = language
        .whole_catalog()
        .filter(|(_, found)| found.translated);
    let words: Vec<&str> = own
        .filter(|(_, found)| found.text.words == Words::Line)
        .map(|(_, found)| found.text.value.as_str())
        .collect();
    words.is_empty() || mostly_latin(&words.join("\n"))
}

fn help(words: Words) -> &'static str {
    match words {
        Words::Inline => "translate it, or put it between backticks if it is code or a message",
        Words::Line | Words::Pattern => "translate it",
    }
}

/// A line of a guide's front matter with its place.
fn front_matter(guide: &GuideText, line: &str) -> Text {
    let body = &guide.body;
    Text {
        value: line.to_owned(),
        words: Words::Line,
        place: Place::new(&body.source, 0..body.span.start).narrowed_to(line),
    }
}

/// What no language translates: names, and what tools print.
fn verbatim(content: &Content) -> Vec<&str> {
    let codes = content.families.iter().flat_map(|family| &family.codes);
    codes
        .flat_map(|code| {
            let names = [Some(code.name.as_str()), code.registered_as.as_deref()];
            let messages = code.messages.iter();
            let references = code.references.iter();
            names
                .into_iter()
                .flatten()
                .chain(messages.map(|message| message.text.as_str()))
                .chain(references.filter_map(|reference| match reference {
                    Reference::Document { title, .. } => Some(title.as_str()),
                    Reference::Rfc { .. } => None,
                }))
        })
        .collect()
}

/// Whether words are quoted: a whole name or message, or as much of one as nobody says by chance.
fn is_verbatim(words: &str, verbatim: &[&str]) -> bool {
    let long = words.split_whitespace().count() >= QUOTED;
    verbatim
        .iter()
        .any(|whole| *whole == words || long && whole.contains(words))
}

/// The runs of Latin words that are English: that hold two words in lower case in a row, or one that
/// only English has.
fn english(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Vec<Range<usize>>> = Vec::new();
    for word in words(text) {
        match runs.last_mut() {
            Some(run)
                if run.last().is_some_and(|last| {
                    text[last.end..word.start].trim_matches(' ').is_empty()
                }) =>
            {
                run.push(word);
            }
            _ => runs.push(vec![word]),
        }
    }
    let is_lower = |word: &Range<usize>| !text[word.clone()].contains(char::is_uppercase);
    let is_function_word = |word: &Range<usize>| FUNCTION_WORDS.contains(&&text[word.clone()]);
    runs.into_iter()
        .filter(|run| {
            let in_a_row = run.windows(2).any(|two| two.iter().all(is_lower));
            run.iter().any(is_function_word) || in_a_row && !is_gloss(text, run)
        })
        .filter_map(|run| Some(run.first()?.start..run.last()?.end))
        .collect()
}

/// Whether words are all that stands between two parentheses: the English term behind its translation.
fn is_gloss(text: &str, run: &[Range<usize>]) -> bool {
    const LONGEST: usize = 3;
    let (Some(first), Some(last)) = (run.first(), run.last()) else {
        return false;
    };
    run.len() <= LONGEST
        && text[..first.start].ends_with(['(', '（'])
        && text[last.end..].starts_with([')', '）'])
}

/// The words of Latin letters in a text. What has digits or signs in it is a name, an address or a
/// number.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "'’-_./:@#&=?%+~\\".contains(c);
    let is_edge = |c: char| !c.is_ascii_alphanumeric() && !"_/@#&=%+~\\".contains(c);
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(is_part)?;
        let rest = &text[start..];
        let token = &rest[..rest.find(|c| !is_part(c)).unwrap_or(rest.len())];
        from = start + token.len();
        let word = token.trim_matches(is_edge);
        let start = start + token.len() - token.trim_start_matches(is_edge).len();
        Some(start..start + word.len())
    })
    .filter(|range| {
        let word = &text[range.clone()];
        let is_letter = |c: char| c.is_ascii_alphabetic() || "'’-".contains(c);
        !word.is_empty() && word.chars().all(is_letter)
    })
}

#[cfg(test)]
mod tests {
    use super::{english, is_verbatim};

    #[track_caller]
    fn expect(text: &str, expected: &[&str]) {
        let found: Vec<&str> = english(text).into_iter().map(|it| &text[it]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn english_is_told_by_its_small_words_and_by_words_in_a_row() {
        expect("Приём load balancer разорвал.", &["load balancer"]);
        expect("发送the连接后关闭。", &["the"]);
        expect("Кадр of Close.", &["of Close"]);
        expect("Кадр (of the end).", &["of the end"]);
        expect(
            "Кадр (or a whole sentence left).",
            &["or a whole sentence left"],
        );
        expect("第一：a message arrived. 然后", &["a message arrived"]);
        expect(
            "Сервер  is   down. Кадр don't know.",
            &["is   down", "don't know"],
        );
    }

    #[test]
    fn names_alone_are_no_english() {
        for text in [
            "Через nginx, curl и Close или Ping.",
            "使用 WebSocket 的 Close 帧和 close()。",
            "Кадр Close frame и код 1007 Invalid Payload Data.",
            "{a} vs {b}",
            "URL wss://example.org/of/the и keep-alive",
            "nginx/proxy_read_timeout и/или TCP is_open",
            "第一行 nginx\ncurl",
            "Try Again Later",
            "При полном джиттере (full jitter) время",
            "完全抖动（full jitter）时",
        ] {
            expect(text, &[]);
        }
    }

    #[test]
    fn a_quotation_is_not_translated() {
        let verbatim = [
            "Invalid frame payload data",
            "sent 1011 (internal error) keepalive ping timeout",
        ];
        assert!(is_verbatim("Invalid frame payload data", &verbatim));
        assert!(is_verbatim("keepalive ping timeout", &verbatim));
        assert!(!is_verbatim("payload data", &verbatim));
        assert!(!is_verbatim("ping timeout later", &verbatim));
    }
}
