use std::collections::BTreeMap;

use super::super::frame::Frame;
use super::super::html::Html;
use super::super::sentence::{FamilyPhrases, Tongues};
use super::super::stencil::Stencil;
use super::super::view::{Shared, Slots};
use super::super::{Failure, Template};
use super::cell::Cells;
use super::{LocaleFragments, Lookup, Words};
use crate::content::{Family, Pattern};
use crate::locale::Language;
use crate::site::Subject;

/// What the pages of all codes and pairs of a family share in a locale.
#[derive(Debug, Hash)]
pub(in crate::render) struct FamilyFrame {
    /// Of all that is the locale's.
    locale: u128,
    /// What templates know about the family.
    pub(in crate::render) about: Shared,
    pub(in crate::render) name: String,
    /// The path below which the comparisons stand.
    pub(in crate::render) comparisons: String,
    pub(in crate::render) labels: Vec<Words>,
    /// A row of the table for each fact, which differs or applies to one code only: two cells.
    pub(in crate::render) rows: Vec<[Stencil; 2]>,
    /// A fact in which both codes are the same: one cell.
    pub(in crate::render) same: Vec<Stencil>,
    pub(in crate::render) cells: Cells,
    pub(in crate::render) phrases: Tongues<FamilyPhrases>,
    /// The heading of a comparison: both codes and both names.
    pub(in crate::render) heading: Stencil,
    /// Both summaries: each code's glyph and summary.
    pub(in crate::render) summaries: Stencil,
    pub(in crate::render) titles: Titles,
    /// By the languages that a code or a pair speaks; see `Standings`.
    pub(in crate::render) comparison_frames: Vec<[Frame; 2]>,
    pub(in crate::render) code_frames: Vec<Frame>,
}

/// The patterns of titles and names, all of them plain text.
#[derive(Debug, Hash)]
pub(in crate::render) struct Titles {
    /// Of a comparison, with names and without.
    pub(in crate::render) comparison: [Pattern; 2],
    /// Of a code, in full and short.
    pub(in crate::render) code: [Pattern; 2],
    pair: Pattern,
    /// Of a button that copies a text.
    pub(in crate::render) copy: Pattern,
}

impl Titles {
    fn new(language: Language<'_>) -> Self {
        let pattern = |name: &str| {
            let found = language.catalog(&format!("patterns/{name}"));
            Pattern::new(found.map_or("", |found| &found.text.value))
        };
        Self {
            comparison: ["title_comparison", "title_comparison_short"].map(pattern),
            code: ["title_code", "title_code_short"].map(pattern),
            pair: pattern("pair"),
            copy: pattern("copy"),
        }
    }
}

impl FamilyFrame {
    pub(super) fn new(
        lookup: &Lookup<'_, '_>,
        locale: &LocaleFragments,
        about: &Shared,
    ) -> Result<Self, Failure> {
        let renderer = lookup.renderer;
        let site = renderer.site;
        let index = lookup.family;
        let family = &site.content.families[index];
        let labels: Vec<Words> = family
            .facts
            .iter()
            .map(|fact| lookup.words(&format!("family/facts/{}/label", fact.id)))
            .collect();
        let row = |template: Template, label: &Words, differs: bool| {
            let mut view = locale.view();
            view.put("label", label);
            view.put("differs", &differs);
            view.put("a", &Stencil::hole(0));
            view.put("b", &Stencil::hole(1));
            renderer.stencil(template, &view)
        };
        let rows = labels.iter().map(|label| {
            let row = |differs| row(Template::Row, label, differs);
            Ok([row(false)?, row(true)?])
        });
        let same = labels.iter().map(|label| row(Template::Same, label, false));
        let comparisons = Subject::Matrix { family: index };
        let hub = Subject::Hub { family: index };
        let standings = &renderer.standings[index];
        let frame = |folder: Subject, above: &[Subject], indexed: bool, set: &[bool]| {
            let standing = site.standing_where(indexed, |locale| set[locale]);
            Frame::new(renderer, lookup.locale, folder, above, standing)
        };
        let comparison_frames = standings.of_pairs().map(|set| {
            let frame = |indexed| frame(comparisons, &[hub, comparisons], indexed, set);
            Ok([frame(false)?, frame(true)?])
        });
        let code_frames = standings
            .of_codes()
            .map(|set| frame(hub, &[hub], true, set));
        Ok(Self {
            locale: locale.hash(),
            about: about.clone(),
            name: family.name.clone(),
            comparisons: site.href(lookup.locale, comparisons),
            rows: rows.collect::<Result<_, Failure>>()?,
            same: same.collect::<Result<_, Failure>>()?,
            labels,
            cells: Cells::new(lookup, locale)?,
            phrases: Tongues::new(
                lookup.language(),
                &renderer.english(index).family,
                FamilyPhrases::new,
            ),
            heading: heading(lookup, family)?,
            summaries: summaries(lookup)?,
            titles: Titles::new(lookup.language()),
            comparison_frames: comparison_frames.collect::<Result<_, Failure>>()?,
            code_frames: code_frames.collect::<Result<_, Failure>>()?,
        })
    }

    /// What a comparison is called: “1007 vs 1013”.
    pub(in crate::render) fn pair_name(&self, a: &str, b: &str) -> String {
        self.titles
            .pair
            .fill(|slot| if slot == "a" { a } else { b })
    }
}

fn heading(lookup: &Lookup<'_, '_>, family: &Family) -> Result<Stencil, Failure> {
    #[derive(serde::Serialize)]
    struct Piece {
        slot: Option<String>,
        text: Html,
    }

    use crate::content::Part;
    let found = lookup.language().catalog("patterns/title_comparison");
    let pattern = Pattern::new(found.map_or("", |found| &found.text.value));
    let holes = BTreeMap::from([("a", 0), ("b", 1), ("a_name", 2), ("b_name", 3)]);
    let pieces: Vec<Piece> = pattern
        .parts()
        .iter()
        .map(|part| match part {
            Part::Text(text) => Piece {
                slot: None,
                text: Html::text(text),
            },
            Part::Slot(slot) => Piece {
                text: holes
                    .get(slot.as_str())
                    .map_or_else(|| Html::text(&family.name), |hole| Stencil::hole(*hole)),
                slot: Some(slot.clone()),
            },
        })
        .collect();
    let mut view = Slots::default();
    view.put("pieces", &pieces);
    lookup.renderer.stencil(Template::Heading, &view)
}

fn summaries(lookup: &Lookup<'_, '_>) -> Result<Stencil, Failure> {
    let mut view = Slots::default();
    for (index, name) in ["a_glyph", "a_summary", "b_glyph", "b_summary"]
        .iter()
        .enumerate()
    {
        view.put(name, &Stencil::hole(index));
    }
    lookup.renderer.stencil(Template::Summaries, &view)
}
