use serde::Serialize;
use tera::Value;

use crate::site::Subject;

use super::super::fragments::{CodeView, LinkView};
use super::super::frame::Heading;
use super::super::view::View;
use super::super::{Failure, Renderer};

pub(in super::super) fn home(renderer: &Renderer<'_>, locale: usize) -> Result<View, Failure> {
    let tagline = renderer.plain(locale, "labels/tagline");
    let mut view = View::default();
    let families = renderer.family_lists(locale, &mut view, |code, _| {
        Value::from_serializable(&code.link())
    })?;
    let guides = renderer.guide_links(locale, &mut view, |_| true);
    view.put("families", &families);
    view.put("guides", &guides);
    let noted: Vec<NotedPairs> = noted(renderer, locale)?
        .into_iter()
        .filter(|family| !family.pairs.is_empty())
        .collect();
    view.put("noted", &noted);
    let heading = Heading {
        locale,
        subject: Subject::Home,
        title: renderer.site_title(locale, &tagline),
        description: renderer.plain(locale, "labels/intro"),
        above: Vec::new(),
        name: renderer.plain(locale, "labels/home"),
    };
    renderer.frame(&mut view, &heading)?;
    Ok(view)
}

/// The pairs of a family that have a note, with the family's name before each.
#[derive(Serialize)]
struct NotedPairs {
    family: Value,
    pairs: Vec<LinkView>,
}

fn noted(renderer: &Renderer<'_>, locale: usize) -> Result<Vec<NotedPairs>, Failure> {
    let families = renderer.site.families();
    let noted = families.map(|(index, _)| {
        let family = renderer.family(locale, index)?;
        let pairs = family.notes.keys().map(|pair| family.pair_view(*pair));
        Ok(NotedPairs {
            family: family.about.value(),
            pairs: pairs.collect(),
        })
    });
    noted.collect()
}

pub(in super::super) fn codes(renderer: &Renderer<'_>, locale: usize) -> Result<View, Failure> {
    let name = renderer.plain(locale, "headings/codes");
    let mut view = View::default();
    let families = renderer.family_lists(locale, &mut view, |code, view| {
        view.note_fallback(code.summary.lang.is_some());
        Value::from_serializable(code)
    })?;
    view.put("families", &families);
    let heading = Heading {
        locale,
        subject: Subject::Codes,
        title: renderer.site_title(locale, &name),
        description: renderer.plain(locale, "patterns/description_codes"),
        above: Vec::new(),
        name,
    };
    renderer.frame(&mut view, &heading)?;
    Ok(view)
}

pub(in super::super) fn comparisons(
    renderer: &Renderer<'_>,
    locale: usize,
) -> Result<View, Failure> {
    let name = renderer.plain(locale, "headings/comparisons");
    let mut view = View::default();
    for (index, _) in renderer.site.families() {
        view.note_fallback(renderer.family(locale, index)?.fell_back);
    }
    view.put("noted", &noted(renderer, locale)?);
    let heading = Heading {
        locale,
        subject: Subject::Comparisons,
        title: renderer.site_title(locale, &name),
        description: renderer.plain(locale, "patterns/description_comparisons"),
        above: Vec::new(),
        name,
    };
    renderer.frame(&mut view, &heading)?;
    Ok(view)
}

/// A group of a hub with its codes.
#[derive(Serialize)]
struct GroupCodes<'a> {
    index: usize,
    codes: Vec<&'a CodeView<'a>>,
}

pub(in super::super) fn hub(
    renderer: &Renderer<'_>,
    locale: usize,
    index: usize,
) -> Result<View, Failure> {
    let family = &renderer.site.content.families[index];
    let fragments = renderer.family(locale, index)?;
    let mut view = View::default();
    let (counts, translated) = renderer.counts(locale, index);
    view.note_fallback(fragments.fell_back || !translated);
    let mut groups = Vec::new();
    for group in 0..family.groups.len() {
        let members = family.codes.iter().zip(&fragments.codes);
        let members = members
            .filter(|(code, _)| code.group == group)
            .map(|(_, prepared)| prepared);
        let mut codes = Vec::new();
        for prepared in members {
            view.note_fallback(prepared.details.about.summary.lang.is_some());
            codes.push(&prepared.details.about);
        }
        groups.push(GroupCodes {
            index: group,
            codes,
        });
    }
    let guides = renderer.guide_links(locale, &mut view, |guide| guide.families.contains(&index));
    let pairs: Vec<LinkView> = family
        .notes
        .keys()
        .map(|pair| fragments.pair_view(*pair))
        .collect();
    view.set("family", &fragments.about);
    view.put("counts", &counts);
    view.put("groups", &groups);
    view.put("guides", &guides);
    view.put("noted", &pairs);
    let heading = Heading {
        locale,
        subject: Subject::Hub { family: index },
        title: renderer.site_title(locale, &fragments.title),
        description: fragments.description.clone(),
        above: Vec::new(),
        name: family.name.clone(),
    };
    renderer.frame(&mut view, &heading)?;
    Ok(view)
}
