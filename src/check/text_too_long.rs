use std::ops::Range;

use super::prose::Prose;
use super::sentences::sentences;
use super::{Edition, editions};
use crate::content::{Text, field};
use crate::diagnostic::{Diagnostic, Id, Place, Problems};
use crate::site::Site;
use crate::yaml::shape::Limit;

/// Tells of texts that are longer than the table of fields allows: who has an error in front of them
/// reads the first lines.
pub(super) fn check(site: &Site, problems: &mut Problems) {
    for edition in editions(site) {
        for (path, text) in edition.texts() {
            let found = field(path).and_then(|field| Some((field.name, field.limit?)));
            if let Some((name, limit)) = found
                && let Some((size, place)) = too_much(text, allowed(limit, edition.english))
            {
                problems.push(too_long(name, &size, &place));
            }
        }
        if edition.english {
            too_many_entries(&edition, problems);
        }
    }
}

/// How much of a text readers take in its language. Most languages need more letters than English,
/// and some cut one sentence in two where English would not.
fn allowed(limit: Limit, english: bool) -> Limit {
    match limit {
        Limit::Characters(count) if !english => Limit::Characters(count + count / 5),
        Limit::Sentences(count) if !english => Limit::Sentences(count + 1),
        _ => limit,
    }
}

/// How much a text has and may have, and where the rest of it begins.
fn too_much(text: &Text, limit: Limit) -> Option<(String, Place)> {
    let prose = Prose::new(text);
    let (size, rest) = match limit {
        Limit::Characters(most) => {
            let (count, rest) = characters_beyond(&prose.text, most)?;
            (format!("{count} characters, more than {most}"), rest)
        }
        Limit::Sentences(most) => {
            let (count, rest) = sentences_beyond(&prose.text, most)?;
            let most = match most {
                1 => "one".to_owned(),
                _ => most.to_string(),
            };
            (format!("{count} sentences, more than {most}"), rest)
        }
        Limit::Entries(_) => return None,
    };
    Some((size, prose.place(rest)))
}

/// How many characters a text has, and those beyond a limit.
fn characters_beyond(text: &str, most: usize) -> Option<(usize, Range<usize>)> {
    let (start, _) = text.char_indices().nth(most)?;
    Some((text.chars().count(), start..text.len()))
}

/// How many sentences a text has, and the first one beyond a limit.
fn sentences_beyond(text: &str, most: usize) -> Option<(usize, Range<usize>)> {
    let sentences = sentences(text);
    Some((sentences.len(), sentences.get(most)?.clone()))
}

/// Entries of a note, which are the same in every language.
fn too_many_entries(edition: &Edition<'_>, problems: &mut Problems) {
    let family = edition.family;
    for (pair, note) in &family.notes {
        let path = format!("notes/{}/differences", family.pair_slug(*pair));
        let Some(Limit::Entries(most)) = field(&path).and_then(|field| field.limit) else {
            continue;
        };
        let first = note.differences.get(most);
        let text = first.and_then(|key| edition.texts.get(&format!("{path}/{key}")));
        if let Some(text) = text {
            let size = format!("{} entries, more than {most}", note.differences.len());
            problems.push(too_long("differences", &size, &text.place));
        }
    }
}

fn too_long(name: &str, size: &str, place: &Place) -> Diagnostic {
    Diagnostic::at(Id::TextTooLong, place, format!("`{name}` has {size}"))
        .label("too much from here on")
        .help("say first what helps most, and leave out what does not")
}

#[cfg(test)]
mod tests {
    use super::{allowed, characters_beyond, sentences_beyond};
    use crate::yaml::shape::Limit;

    #[test]
    fn what_is_too_much_begins_after_the_limit() {
        assert_eq!(characters_beyond("héllo", 5), None);
        assert_eq!(characters_beyond("héllo!", 5), Some((6, 6..7)));
        assert_eq!(sentences_beyond("One. Two.", 2), None);
        assert_eq!(sentences_beyond("One. Two. Three.", 1), Some((3, 5..9)));
    }

    #[test]
    fn translations_may_be_a_little_longer() {
        let characters = Limit::Characters(110);
        assert_eq!(allowed(characters, true), characters);
        assert_eq!(allowed(characters, false), Limit::Characters(132));
        assert_eq!(allowed(Limit::Sentences(3), false), Limit::Sentences(4));
        assert_eq!(allowed(Limit::Entries(3), false), Limit::Entries(3));
    }
}
