use std::array;
use std::ops::Range;
use std::sync::OnceLock;

use super::html::Html;
use super::stencil::Stencil;
use super::view::Slots;
use super::{Failure, Renderer, Template};

/// What the template of a comparison is given that differs from page to page.
const SLOTS: [&str; 22] = [
    "top",
    "heading",
    "answer",
    "differences",
    "choices",
    "a_glyph",
    "a_title",
    "a_panel",
    "a_link",
    "a_edit",
    "b_glyph",
    "b_title",
    "b_panel",
    "b_link",
    "b_edit",
    "summaries",
    "differing",
    "equal",
    "trap",
    "related",
    "equivalents",
    "walk",
];

/// The last slots may be empty, which the template may ask.
const OPTIONAL: Range<usize> = 15..22;

/// How many sets of them there are.
const SHAPES: usize = 1 << (OPTIONAL.end - OPTIONAL.start);

/// The values of all slots, by the names and in the order of [`SLOTS`].
#[derive(Debug, Default)]
pub(super) struct Values<'a> {
    pub(super) top: &'a str,
    pub(super) heading: &'a str,
    pub(super) answer: &'a str,
    pub(super) differences: &'a str,
    pub(super) choices: &'a str,
    /// Glyph, title, panel, link and edit link of each code.
    pub(super) codes: [[&'a str; 5]; 2],
    pub(super) summaries: &'a str,
    pub(super) differing: &'a str,
    pub(super) equal: &'a str,
    pub(super) trap: &'a str,
    pub(super) related: &'a str,
    pub(super) equivalents: &'a str,
    pub(super) walk: &'a str,
}

impl<'a> Values<'a> {
    fn list(&self) -> [&'a str; SLOTS.len()] {
        let [a, b] = self.codes;
        [
            self.top,
            self.heading,
            self.answer,
            self.differences,
            self.choices,
            a[0],
            a[1],
            a[2],
            a[3],
            a[4],
            b[0],
            b[1],
            b[2],
            b[3],
            b[4],
            self.summaries,
            self.differing,
            self.equal,
            self.trap,
            self.related,
            self.equivalents,
            self.walk,
        ]
    }
}

/// The comparisons of a family in a locale, as the template lays them out: rendered once for each
/// set of slots that are empty, with a hole for each that is not.
#[derive(Debug)]
pub(super) struct Layouts([OnceLock<Result<Layout, Failure>>; SHAPES]);

#[derive(Debug)]
enum Layout {
    /// The template puts each value in as it is.
    Holes(Stencil),
    /// It does something else with one, so it has to be asked for each page.
    Template,
}

impl Layouts {
    pub(super) fn new() -> Self {
        Self(array::from_fn(|_| OnceLock::new()))
    }

    /// Appends a page. `constant` sets what is the same on all pages of the family and locale.
    pub(super) fn paint(
        &self,
        renderer: &Renderer<'_>,
        constant: &dyn Fn(&mut Slots),
        values: &Values<'_>,
        out: &mut Vec<u8>,
    ) -> Result<(), Failure> {
        let list = values.list();
        let bits =
            OPTIONAL.map(|slot| usize::from(!list[slot].is_empty()) << (slot - OPTIONAL.start));
        let layout =
            self.0[bits.sum::<usize>()].get_or_init(|| Layout::new(renderer, constant, &list));
        match layout.as_ref().map_err(Clone::clone)? {
            Layout::Holes(stencil) => {
                stencil.fill_bytes(out, &list);
                Ok(())
            }
            Layout::Template => render(renderer, constant, &list, out),
        }
    }
}

impl Layout {
    /// The layout of pages that lack what this one lacks.
    fn new(
        renderer: &Renderer<'_>,
        constant: &dyn Fn(&mut Slots),
        list: &[&str; SLOTS.len()],
    ) -> Result<Self, Failure> {
        let holes: [Html; SLOTS.len()] = array::from_fn(Stencil::hole);
        let marks: [&str; SLOTS.len()] = array::from_fn(|slot| match list[slot] {
            "" => "",
            _ => holes[slot].as_str(),
        });
        let (mut marked, mut expected, mut filled) = (Vec::new(), Vec::new(), Vec::new());
        render(renderer, constant, &marks, &mut marked)?;
        let stencil = Stencil::cut(&String::from_utf8_lossy(&marked));
        // A template that does more than print a value or ask whether it is empty is found out by
        // its first page.
        stencil.fill_bytes(&mut filled, list);
        render(renderer, constant, list, &mut expected)?;
        Ok(if filled == expected {
            Self::Holes(stencil)
        } else {
            Self::Template
        })
    }
}

fn render(
    renderer: &Renderer<'_>,
    constant: &dyn Fn(&mut Slots),
    list: &[&str; SLOTS.len()],
    out: &mut Vec<u8>,
) -> Result<(), Failure> {
    let mut slots = Slots::default();
    constant(&mut slots);
    for (name, value) in SLOTS.into_iter().zip(list) {
        slots.put(name, &Html::markup(*value));
    }
    renderer.template(Template::Comparison, slots.context(), out)
}
