use serde::Serialize;
use tera::Value as Html;

use super::super::{Failure, Renderer};
use super::{CodeFragments, LinkView, LocaleFragments, Lookup, Words};
use crate::markdown;
use crate::site::Subject;

/// Of a family in a locale.
#[derive(Debug)]
pub(in crate::render) struct FamilyFragments {
    /// What templates know about the family.
    pub(in crate::render) about: Html,
    /// The title without markup.
    pub(in crate::render) title: String,
    /// The description without markup.
    pub(in crate::render) description: String,
    /// Whether any of it, codes and labels aside, is English because it is not translated.
    pub(in crate::render) fell_back: bool,
    /// The facts' labels.
    pub(in crate::render) labels: Vec<Words>,
    pub(in crate::render) codes: Vec<CodeFragments>,
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

impl FamilyFragments {
    pub(super) fn new(
        renderer: &Renderer<'_>,
        locale: &LocaleFragments,
        locale_index: usize,
        index: usize,
    ) -> Result<Self, Failure> {
        let site = renderer.site;
        let family = &site.content.families[index];
        let lookup = Lookup {
            renderer,
            locale: locale_index,
            family: index,
        };
        let about = FamilyView {
            id: &family.id,
            name: &family.name,
            title: lookup.words("family/title"),
            description: lookup.words("family/description"),
            href: site.href(locale_index, Subject::Hub { family: index }),
            matrix: site.href(locale_index, Subject::Matrix { family: index }),
            registry: family.registry.as_ref().map(|registry| LinkView {
                text: registry.name.clone(),
                href: registry.url.clone(),
            }),
            groups: family
                .groups
                .iter()
                .map(|group| GroupView {
                    id: group.id.clone(),
                    title: lookup.words(&format!("family/groups/{}/title", group.id)),
                })
                .collect(),
            ranges: family
                .ranges
                .iter()
                .map(|range| RangeView {
                    codes: &range.codes,
                    title: lookup.words(&format!("family/ranges/{}/title", range.id)),
                    description: lookup.words(&format!("family/ranges/{}/description", range.id)),
                })
                .collect(),
        };
        let labels = family
            .facts
            .iter()
            .map(|fact| lookup.words(&format!("family/facts/{}/label", fact.id)));
        let source = |field: &str| {
            let found = lookup.language().family(index, &format!("family/{field}"));
            found.map_or("", |found| found.text.value.as_str())
        };
        let words: Vec<&Words> = [&about.title, &about.description]
            .into_iter()
            .chain(about.groups.iter().map(|group| &group.title))
            .chain(
                about
                    .ranges
                    .iter()
                    .flat_map(|range| [&range.title, &range.description]),
            )
            .collect();
        Ok(Self {
            fell_back: words.iter().any(|words| words.lang.is_some()),
            about: Html::from_serializable(&about),
            title: source("title").to_owned(),
            description: markdown::plain(source("description")),
            labels: labels.collect(),
            codes: (0..family.codes.len())
                .map(|code| CodeFragments::new(&lookup, locale, family, code))
                .collect::<Result<_, _>>()?,
        })
    }
}
