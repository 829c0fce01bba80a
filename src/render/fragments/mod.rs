//! What many pages share, prepared once per language: words of the catalog, panels of codes,
//! cells of tables.

mod cell;
mod code;
mod family;
mod locale;
mod lookup;

use serde::Serialize;
use tera::Value as Html;

pub(super) use code::CodeFragments;
pub(super) use family::FamilyFragments;
pub(super) use locale::LocaleFragments;
pub(super) use lookup::{Lookup, pattern};

/// Words as HTML, and the language that stands in where they are not translated.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Words {
    pub(super) html: Html,
    pub(super) lang: Option<&'static str>,
}

/// A link with the words for it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct LinkView {
    pub(super) text: String,
    pub(super) href: String,
}
