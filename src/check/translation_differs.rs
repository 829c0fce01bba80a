use super::editions;
use crate::content::Text;
use crate::diagnostic::{Diagnostic, Id, Problems};
use crate::markdown::{self, Piece};
use crate::site::Site;
use crate::yaml::shape::Words;

/// Tells of code, links and numbers that a translation has and its English has not, or the other way
/// round: none of them is ever translated.
pub(super) fn check(site: &Site, problems: &mut Problems) {
    for edition in editions(site) {
        for (path, text, english) in edition.translated() {
            // Words to search by are each language's own.
            if path.ends_with("/also_called") {
                continue;
            }
            for (kind, tokens) in KINDS {
                let (own, source) = (tokens(text), tokens(english));
                let missing = surplus(&source, &own);
                let mut added = surplus(&own, &source);
                // The English may quote what another language writes as code.
                added.retain(|token| !english.value.contains(token.trim_matches('`')));
                let told = missing
                    .iter()
                    .map(|token| (token, "is missing in the translation", "add it"))
                    .chain(added.iter().map(|token| {
                        (
                            token,
                            "is not in the English",
                            "write it as the English does",
                        )
                    }));
                for (token, what, help) in told {
                    let place = text.place.narrowed_to(token).first_line();
                    problems.push(
                        Diagnostic::at(
                            Id::TranslationDiffers,
                            &place,
                            format!("the {kind} `{}` {what}", token.trim_matches('`')),
                        )
                        .related(&english.place.first_line(), "the English")
                        .help(help),
                    );
                }
            }
        }
    }
}

type Tokens = fn(&Text) -> Vec<String>;

const KINDS: [(&str, Tokens); 3] = [("code", code), ("link", links), ("number", numbers)];

/// What the first list has more of than the second.
fn surplus(one: &[String], other: &[String]) -> Vec<String> {
    let mut rest = other.to_vec();
    let mut surplus = Vec::new();
    for token in one {
        match rest.iter().position(|there| there == token) {
            Some(place) => {
                rest.swap_remove(place);
            }
            None => surplus.push(token.clone()),
        }
    }
    surplus
}

/// The pieces of code.
fn code(text: &Text) -> Vec<String> {
    if text.words != Words::Inline {
        return Vec::new();
    }
    let pieces = markdown::inline_pieces(&text.value).into_iter();
    pieces
        .filter(|(piece, _)| matches!(piece, Piece::Code))
        .map(|(_, range)| text.value[range].to_owned())
        .collect()
}

/// Where the links lead.
fn links(text: &Text) -> Vec<String> {
    if text.words != Words::Inline {
        return Vec::new();
    }
    let links = markdown::inline_links(&text.value).into_iter();
    links.map(|link| link.target).collect()
}

/// The numbers, each once: a language may have to say one twice, and may write as code what English
/// does not. Signs between groups of digits are each language's own.
fn numbers(text: &Text) -> Vec<String> {
    let mut numbers: Vec<String> = text
        .value
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
        .map(str::to_owned)
        .collect();
    numbers.sort();
    numbers.dedup();
    numbers
}
