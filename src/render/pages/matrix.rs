use std::sync::Arc;

use serde::Serialize;
use tera::Context;

use crate::compare;
use crate::content::{Compared, Family, Pair};
use crate::site::Subject;

use super::super::fragments::{FamilyFragments, PreparedCode, Words, pattern};
use super::super::frame::Heading;
use super::super::hashed::{Hashed, together};
use super::super::html::{Html, escaped};
use super::super::pieces::Pieces;
use super::super::view::View;
use super::super::{Failure, Renderer};

/// A code at the edge of the matrix.
#[derive(Hash, Serialize)]
struct MatrixCode<'r> {
    href: &'r str,
    name: &'r str,
    glyph: &'r str,
    #[serde(skip)]
    compared: Compared<'r>,
}

/// A row of the matrix: a code and its pairs with every code before it.
#[derive(Serialize)]
struct MatrixRow<'a> {
    code: &'a MatrixCode<'a>,
    cells: Html,
}

/// The matrix of a family: how it is headed, and the fragments that its rows are made from.
pub(in super::super) struct MatrixPage<'s> {
    view: View,
    family: &'s Family,
    fragments: Arc<FamilyFragments<'s>>,
}

impl<'r> MatrixCode<'r> {
    fn new(code: &'r PreparedCode<'_>) -> Self {
        let about = &code.details.about;
        Self {
            href: &about.href,
            name: &about.name,
            glyph: &about.glyph,
            compared: code.fragments.compared,
        }
    }
}

impl<'s> MatrixPage<'s> {
    pub(in super::super) fn new(
        renderer: &Renderer<'s>,
        locale: usize,
        index: usize,
    ) -> Result<Self, Failure> {
        let fragments = renderer.family(locale, index)?;
        Ok(Self {
            view: view(renderer, locale, index, &fragments)?,
            family: &renderer.site.content.families[index],
            fragments,
        })
    }

    pub(in super::super) fn hash(&self) -> u128 {
        let family = &self.fragments;
        let notes = family.notes.values().map(Hashed::hash);
        let shared = [
            self.view.fingerprint(),
            Hashed::new(codes(family)).hash(),
            family.frame.hash(),
            family.ends.hash(),
        ];
        together(shared.into_iter().chain(notes))
    }

    /// What the template sees.
    pub(in super::super) fn context(&mut self, pieces: &Pieces) -> &Context {
        let codes = codes(&self.fragments);
        let rows: Vec<MatrixRow<'_>> = (1..codes.len())
            .map(|row| MatrixRow {
                code: &codes[row],
                cells: self.cells(pieces, row),
            })
            .collect();
        let columns = codes.iter().take(rows.len());
        let columns: Vec<&MatrixCode<'_>> = columns.collect();
        self.view.put("columns", &columns);
        self.view.put("rows", &rows);
        self.view.context()
    }

    fn cells(&self, pieces: &Pieces, row: usize) -> Html {
        let mut cells = String::new();
        for column in 0..row {
            let pair = Pair::new(column, row);
            // The page stands in the folder of the comparisons, and has thousands of these.
            let href = self.family.pair_slug(pair);
            let [a, b] = self.fragments.ends_of(pair);
            let label = self.fragments.frame.pair_name(&a.name, &b.name);
            let two = self.family.two(pair);
            let comparison = compare::compare(&two);
            let differing = comparison.differing().count().to_string();
            pieces
                .matrix_cell(two.note.is_some(), comparison.distant)
                .fill(&mut cells, &[&escaped(&href), &escaped(&label), &differing]);
        }
        Html::markup(cells)
    }
}

fn codes<'r>(family: &'r FamilyFragments<'_>) -> Vec<MatrixCode<'r>> {
    family.codes.iter().map(MatrixCode::new).collect()
}

fn view(
    renderer: &Renderer<'_>,
    locale: usize,
    index: usize,
    fragments: &FamilyFragments<'_>,
) -> Result<View, Failure> {
    // A title falls back whole, like a sentence.
    let own = renderer.site.language(locale);
    let translated = own
        .family(index, "family/title")
        .is_some_and(|found| found.translated);
    let language = if translated { own } else { own.in_source() };
    let fill = |name: &str| pattern(language, name, &|_| &fragments.title);
    let heading = Words {
        html: Html::text(&fill("title_matrix")),
        lang: (!translated).then_some("en"),
    };
    let mut view = View::default();
    view.note_fallback(fragments.fell_back);
    view.put("heading", &heading);
    let heading = Heading {
        locale,
        subject: Subject::Matrix { family: index },
        title: fill("title_matrix"),
        description: fill("description_matrix"),
        above: vec![Subject::Hub { family: index }],
        name: renderer.plain(locale, "headings/comparisons"),
    };
    renderer.frame(&mut view, &heading)?;
    Ok(view)
}
