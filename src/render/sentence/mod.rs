//! Sentences: patterns of the catalog with subjects and predicates in them.
//!
//! A sentence falls back whole: pattern and predicates are of one language, never mixed. So each
//! family and each code has its [`Tongues`]: what it says in the page's language, and in English.

mod mention;
mod phrase;
mod speaker;

pub(super) use mention::{Mentions, mentions};
pub(super) use phrase::{CodePhrases, FamilyPhrases, Phrase, Phrases};
pub(super) use speaker::Speaker;

use std::sync::Arc;

use crate::locale::Language;

use super::html::Html;

/// A sentence that a template can show.
#[derive(Debug, Clone, Hash)]
pub(super) struct Sentence {
    pub(super) html: Html,
    /// The words without markup.
    pub(super) plain: String,
    /// Whether it is in the language that was asked for.
    pub(super) translated: bool,
}

/// Whose voice it is: the code that stands first on a page, or the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Voice {
    Low,
    High,
}

impl Voice {
    pub(super) const BOTH: [Self; 2] = [Self::Low, Self::High];

    pub(super) fn other(self) -> Self {
        match self {
            Voice::Low => Voice::High,
            Voice::High => Voice::Low,
        }
    }

    /// The class that templates and style sheet know it by.
    pub(super) fn class(self) -> &'static str {
        match self {
            Voice::Low => "a",
            Voice::High => "b",
        }
    }
}

/// The same in the page's language and in English.
#[derive(Debug, Hash)]
pub(super) struct Tongues<T> {
    pub(super) own: Arc<T>,
    /// `None` where the page's language is English.
    pub(super) english: Option<Arc<T>>,
}

impl<T> Tongues<T> {
    /// `english` is what is made of English, which many languages share.
    pub(super) fn new<'a>(
        language: Language<'a>,
        english: &Arc<T>,
        make: impl Fn(Language<'a>) -> T,
    ) -> Self {
        if language.is_source() {
            Self {
                own: Arc::clone(english),
                english: None,
            }
        } else {
            Self {
                own: Arc::new(make(language)),
                english: Some(Arc::clone(english)),
            }
        }
    }
}

/// What English says of a family and its codes.
#[derive(Debug)]
pub(super) struct English {
    pub(super) family: Arc<FamilyPhrases>,
    pub(super) codes: Vec<Arc<CodePhrases>>,
}
