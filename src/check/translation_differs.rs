use super::editions;
use super::prose::Prose;
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
            for (kind, surplus) in KINDS {
                let missing = surplus(english, text).into_iter();
                let added = surplus(text, english).into_iter();
                let told = missing
                    .map(|token| (token, "is missing in the translation", "add it"))
                    .chain(added.map(|token| {
                        (
                            token,
                            "is not in the English",
                            "write it as the English does",
                        )
                    }));
                for (token, what, help) in told {
                    let place = text.place.narrowed_to(&token).first_line();
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

/// What the first text has that the second has not, or less often.
type Surplus = fn(&Text, &Text) -> Vec<String>;

const KINDS: [(&str, Surplus); 3] = [("code", code), ("link", links), ("number", numbers)];

/// Pieces of code. One language may quote what another writes as code.
fn code(one: &Text, other: &Text) -> Vec<String> {
    let pieces = |text: &Text| -> Vec<String> {
        let pieces = markdown::inline_pieces(&text.value).into_iter();
        pieces
            .filter(|(piece, _)| matches!(piece, Piece::Code))
            .map(|(_, range)| text.value[range].to_owned())
            .collect()
    };
    if one.words != Words::Inline {
        return Vec::new();
    }
    let mut surplus = surplus(pieces(one), pieces(other));
    surplus.retain(|code| !other.value.contains(code.trim_matches('`')));
    surplus
}

/// Where links lead.
fn links(one: &Text, other: &Text) -> Vec<String> {
    let targets = |text: &Text| -> Vec<String> {
        let links = markdown::inline_links(&text.value).into_iter();
        links.map(|link| link.target).collect()
    };
    if one.words != Words::Inline {
        return Vec::new();
    }
    surplus(targets(one), targets(other))
}

/// Numbers outside code, wherever the other text has them and however often. Signs between groups of
/// digits are each language's own.
fn numbers(one: &Text, other: &Text) -> Vec<String> {
    let prose = Prose::new(one).text;
    let mut surplus: Vec<String> = digits(&prose)
        .filter(|number| digits(&other.value).all(|there| there != *number))
        .map(str::to_owned)
        .collect();
    surplus.dedup();
    surplus
}

fn digits(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
}

/// What the first list has more of than the second.
fn surplus(one: Vec<String>, mut other: Vec<String>) -> Vec<String> {
    let mut surplus = one;
    surplus.retain(
        |token| match other.iter().position(|there| there == token) {
            Some(place) => {
                other.swap_remove(place);
                false
            }
            None => true,
        },
    );
    surplus
}
