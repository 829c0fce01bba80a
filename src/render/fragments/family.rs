use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use super::super::hashed::Hashed;
use super::super::layout::Layouts;
use super::super::view::Shared;
use super::super::{Failure, Renderer};
use super::frame::FamilyFrame;
use super::{LinkView, Lookup, NoteFragments, PreparedCode, Words};
use crate::content::Pair;
use crate::markdown;
use crate::site::Subject;

/// Of a family in a locale.
#[derive(Debug)]
pub(in crate::render) struct FamilyFragments<'s> {
    /// What templates know about the family.
    pub(in crate::render) about: Shared,
    /// The title without markup.
    pub(in crate::render) title: String,
    /// The description without markup.
    pub(in crate::render) description: String,
    /// Whether any of it, codes and labels aside, is English because it is not translated.
    pub(in crate::render) fell_back: bool,
    /// What the pages of all codes and pairs share.
    pub(in crate::render) frame: Hashed<FamilyFrame>,
    pub(in crate::render) codes: Vec<PreparedCode<'s>>,
    pub(in crate::render) notes: BTreeMap<Pair, Hashed<NoteFragments<'s>>>,
    pub(in crate::render) layouts: Layouts,
    /// All codes as others link to them.
    pub(in crate::render) ends: Hashed<Vec<Hashed<End>>>,
}

/// A code as the second one of a link to a comparison.
#[derive(Debug, Hash)]
pub(in crate::render) struct End {
    pub(in crate::render) slug: String,
    pub(in crate::render) name: String,
}

#[derive(Serialize)]
struct FamilyView<'a> {
    id: &'a str,
    name: &'a str,
    title: Words,
    description: Words,
    href: String,
    matrix: String,
    registry: Option<LinkView>,
    groups: Vec<GroupView>,
    ranges: Vec<RangeView<'a>>,
}

#[derive(Serialize)]
struct GroupView {
    id: String,
    title: Words,
}

#[derive(Serialize)]
struct RangeView<'a> {
    codes: &'a str,
    title: Words,
    description: Words,
}

impl FamilyView<'_> {
    /// All its words.
    fn words(&self) -> impl Iterator<Item = &Words> {
        let groups = self.groups.iter().map(|group| &group.title);
        let ranges = self.ranges.iter();
        [&self.title, &self.description]
            .into_iter()
            .chain(groups)
            .chain(ranges.flat_map(|range| [&range.title, &range.description]))
    }
}

impl<'s> FamilyFragments<'s> {
    pub(in crate::render) fn new(
        renderer: &Renderer<'s>,
        locale_index: usize,
        index: usize,
    ) -> Result<Self, Failure> {
        let family = &renderer.site.content.families[index];
        let locale = renderer.locale(locale_index);
        let lookup = Lookup {
            renderer,
            locale: locale_index,
            family: index,
        };
        let about = view(&lookup);
        let fell_back = about.words().any(|words| words.lang.is_some());
        let about = Shared::new(&about);
        let frame = Hashed::new(FamilyFrame::new(&lookup, locale, &about)?);
        let source = |field: &str| {
            let found = lookup.language().family(index, &format!("family/{field}"));
            found.map_or("", |found| found.text.value.as_str())
        };
        let codes = 0..family.codes.len();
        let ends = codes.clone().map(|code| {
            Hashed::new(End {
                slug: family.codes[code].id.slug().to_owned(),
                name: family.reference(code),
            })
        });
        let ends = Hashed::new(ends.collect::<Vec<_>>());
        let notes = family.notes.iter();
        Ok(Self {
            title: source("title").to_owned(),
            description: markdown::plain(source("description")),
            fell_back,
            about,
            codes: codes
                .into_par_iter()
                .map(|code| PreparedCode::new(&lookup, locale, &frame, &ends, code))
                .collect::<Result<_, _>>()?,
            notes: notes
                .map(|(pair, note)| {
                    let fragments = NoteFragments::new(renderer, locale_index, index, *pair, note);
                    (*pair, Hashed::new(fragments))
                })
                .collect(),
            ends,
            layouts: Layouts::new(),
            frame,
        })
    }

    /// The codes of a pair as links name them.
    pub(in crate::render) fn ends_of(&self, pair: Pair) -> [&Hashed<End>; 2] {
        [&self.ends[pair.low()], &self.ends[pair.high()]]
    }

    /// A link to a comparison as an item: its address and words.
    pub(in crate::render) fn pair_link(&self, pair: Pair) -> (String, String) {
        let [a, b] = self.ends_of(pair);
        (
            format!("{}{}-vs-{}", self.frame.comparisons, a.slug, b.slug),
            self.frame.pair_name(&a.name, &b.name),
        )
    }

    /// The same for templates.
    pub(in crate::render) fn pair_view(&self, pair: Pair) -> LinkView {
        let (href, text) = self.pair_link(pair);
        LinkView { text, href }
    }
}

fn view<'s>(lookup: &Lookup<'_, 's>) -> FamilyView<'s> {
    let site = lookup.renderer.site;
    let index = lookup.family;
    let family = &site.content.families[index];
    let groups = family.groups.iter().map(|group| GroupView {
        id: group.id.clone(),
        title: lookup.words(&format!("family/groups/{}/title", group.id)),
    });
    let ranges = family.ranges.iter().map(|range| RangeView {
        codes: &range.codes,
        title: lookup.words(&format!("family/ranges/{}/title", range.id)),
        description: lookup.words(&format!("family/ranges/{}/description", range.id)),
    });
    FamilyView {
        id: &family.id,
        name: &family.name,
        title: lookup.words("family/title"),
        description: lookup.words("family/description"),
        href: site.href(lookup.locale, Subject::Hub { family: index }),
        matrix: site.href(lookup.locale, Subject::Matrix { family: index }),
        registry: family.registry.as_ref().map(|registry| LinkView {
            text: registry.name.clone(),
            href: registry.url.clone(),
        }),
        groups: groups.collect(),
        ranges: ranges.collect(),
    }
}
