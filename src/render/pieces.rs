use serde::Serialize;

use super::fragments::Words;
use super::html::Html;
use super::stencil::Stencil;
use super::view::Slots;
use super::{Failure, Renderer, Template};

/// Small pieces that are the same in every language, but for what is put into them.
#[derive(Debug, Default, Hash)]
pub(super) struct Pieces {
    /// English that stands in for a missing translation: the words.
    pub(super) english: Stencil,
    /// A code in a sentence: the class of its voice, its name.
    pub(super) mention: Stencil,
    /// A code as a heading: its address, glyph and label.
    pub(super) title: Stencil,
    /// An item of a row of links: its address and text.
    pub(super) link: Stencil,
    /// An item of a list: the words.
    pub(super) item: Stencil,
    /// A link to a comparison in a list of many: its address and text.
    pub(super) pair: Stencil,
    /// A link to a comparison beside the one in hand: which way, its address and text.
    pub(super) walk: Stencil,
    /// Where a code can be edited: the address and the words.
    pub(super) edit: Stencil,
    /// A cell of the matrix: its address, what it is called, how many facts differ.
    matrix_cells: [Stencil; 4],
}

#[derive(Serialize)]
struct CellMarks {
    noted: bool,
    distant: bool,
}

impl Pieces {
    pub(super) fn new(renderer: &Renderer<'_>) -> Result<Self, Failure> {
        let make = |template: Template, holes: &[&'static str]| {
            let mut view = Slots::default();
            for (index, name) in holes.iter().enumerate() {
                view.put(name, &Stencil::hole(index));
            }
            renderer.stencil(template, &view)
        };
        let cell = |noted: bool, distant: bool| {
            let mut view = Slots::default();
            view.put("href", &Stencil::hole(0));
            view.put("label", &Stencil::hole(1));
            view.put("differing", &Stencil::hole(2));
            view.put("marks", &CellMarks { noted, distant });
            renderer.stencil(Template::MatrixCell, &view)
        };
        Ok(Self {
            english: make(Template::English, &["text"])?,
            mention: make(Template::Mention, &["voice", "name"])?,
            title: make(Template::Title, &["href", "glyph", "label"])?,
            link: make(Template::Link, &["href", "text"])?,
            item: make(Template::Item, &["text"])?,
            pair: make(Template::Pair, &["href", "text"])?,
            walk: make(Template::Walk, &["rel", "href", "text"])?,
            edit: make(Template::Edit, &["href", "text"])?,
            matrix_cells: [
                cell(false, false)?,
                cell(true, false)?,
                cell(false, true)?,
                cell(true, true)?,
            ],
        })
    }

    pub(super) fn matrix_cell(&self, noted: bool, distant: bool) -> &Stencil {
        &self.matrix_cells[usize::from(noted) + 2 * usize::from(distant)]
    }

    /// Words, marked where they are English in a page of another language.
    pub(super) fn marked(&self, words: &Words) -> Html {
        match words.lang {
            Some(_) => self.english.filled(&[words.html.as_str()]),
            None => words.html.clone(),
        }
    }
}
