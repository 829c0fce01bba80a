//! What many pages share, prepared once per language: words of the catalog, panels of codes,
//! cells and rows of tables, phrases, frames.

mod cell;
mod choices;
mod code;
mod exchange;
mod family;
mod frame;
mod locale;
mod lookup;
mod note;

use serde::Serialize;

pub(super) use code::{CodeDetails, CodeFragments, CodeView, PreparedCode};
pub(super) use family::{End, FamilyFragments};
pub(super) use frame::FamilyFrame;
pub(super) use locale::LocaleFragments;
pub(super) use lookup::{Lookup, pattern};
pub(super) use note::NoteFragments;

use super::html::Html;

/// Words as HTML, and the language that stands in where they are not translated.
#[derive(Debug, Clone, Hash, Serialize)]
pub(super) struct Words {
    pub(super) html: Html,
    pub(super) lang: Option<&'static str>,
}

/// A link with the words for it.
#[derive(Debug, Clone, Hash, Serialize)]
pub(super) struct LinkView {
    pub(super) text: String,
    pub(super) href: String,
}
