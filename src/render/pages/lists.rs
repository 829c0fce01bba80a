use serde::Serialize;
use tera::Value as Html;

use crate::compare;
use crate::content::Pair;
use crate::site::Subject;

use super::super::fragments::{LinkView, Words, pattern};
use super::super::head::Heading;
use super::super::{Renderer, View};

pub(in super::super) fn home(renderer: &Renderer<'_>, locale: usize) -> View {
    let tagline = renderer.plain(locale, "labels/tagline");
    let mut view = renderer.page(&Heading {
        locale,
        subject: Subject::Home,
        title: renderer.site_title(locale, &tagline),
        description: renderer.plain(locale, "labels/intro"),
        above: Vec::new(),
        name: renderer.plain(locale, "labels/home"),
    });
    let families = renderer.family_lists(locale, &mut view);
    let guides = renderer.guide_links(locale, &mut view, |_| true);
    view.put("families", &families);
    view.put("guides", &guides);
    let noted: Vec<NotedPairs> = noted(renderer, locale)
        .into_iter()
        .filter(|family| !family.pairs.is_empty())
        .collect();
    view.put("noted", &noted);
    view
}

/// The pairs of a family that have a note, with the family's name before each.
#[derive(Serialize)]
struct NotedPairs {
    family: Html,
    pairs: Vec<LinkView>,
}

fn noted(renderer: &Renderer<'_>, locale: usize) -> Vec<NotedPairs> {
    renderer
        .site
        .families()
        .map(|(index, family)| NotedPairs {
            family: renderer.family(locale, index).about.clone(),
            pairs: family
                .notes
                .keys()
                .map(|pair| renderer.pair_link(locale, index, *pair))
                .collect(),
        })
        .collect()
}

pub(in super::super) fn codes(renderer: &Renderer<'_>, locale: usize) -> View {
    let name = renderer.plain(locale, "headings/codes");
    let mut view = renderer.page(&Heading {
        locale,
        subject: Subject::Codes,
        title: renderer.site_title(locale, &name),
        description: renderer.plain(locale, "patterns/description_codes"),
        above: Vec::new(),
        name,
    });
    let families = renderer.family_lists(locale, &mut view);
    view.put("families", &families);
    view
}

pub(in super::super) fn comparisons(renderer: &Renderer<'_>, locale: usize) -> View {
    let name = renderer.plain(locale, "headings/comparisons");
    let mut view = renderer.page(&Heading {
        locale,
        subject: Subject::Comparisons,
        title: renderer.site_title(locale, &name),
        description: renderer.plain(locale, "patterns/description_comparisons"),
        above: Vec::new(),
        name,
    });
    for (index, _) in renderer.site.families() {
        view.note_fallback(renderer.family(locale, index).fell_back);
    }
    view.put("noted", &noted(renderer, locale));
    view
}

/// A group of a hub with its codes.
#[derive(Serialize)]
struct GroupCodes {
    index: usize,
    codes: Vec<Html>,
}

pub(in super::super) fn hub(renderer: &Renderer<'_>, locale: usize, index: usize) -> View {
    let family = &renderer.site.content.families[index];
    let fragments = renderer.family(locale, index);
    let mut view = renderer.page(&Heading {
        locale,
        subject: Subject::Hub { family: index },
        title: renderer.site_title(locale, &fragments.title),
        description: fragments.description.clone(),
        above: Vec::new(),
        name: family.name.clone(),
    });
    view.note_fallback(fragments.fell_back);
    let mut groups = Vec::new();
    for group in 0..family.groups.len() {
        let members = family.codes.iter().zip(&fragments.codes);
        let members = members
            .filter(|(code, _)| code.group == group)
            .map(|(_, prepared)| prepared);
        let mut codes = Vec::new();
        for prepared in members {
            view.note_fallback(prepared.summary_fell_back);
            codes.push(prepared.about.clone());
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
        .map(|pair| renderer.pair_link(locale, index, *pair))
        .collect();
    view.set("family", fragments.about.clone());
    view.put("groups", &groups);
    view.put("guides", &guides);
    view.put("noted", &pairs);
    view
}

/// A row of the matrix: a code and its pairs with every code before it.
#[derive(Serialize)]
struct MatrixRow<'a> {
    code: &'a Html,
    cells: Vec<MatrixCell>,
}

#[derive(Serialize)]
struct MatrixCell {
    href: String,
    label: String,
    /// In how many facts the two differ.
    differing: usize,
    distant: bool,
    noted: bool,
}

pub(in super::super) fn matrix(renderer: &Renderer<'_>, locale: usize, index: usize) -> View {
    let family = &renderer.site.content.families[index];
    let fragments = renderer.family(locale, index);
    // A title falls back whole, like a sentence.
    let own = renderer.site.language(locale);
    let translated = own
        .family(index, "family/title")
        .is_some_and(|found| found.translated);
    let language = if translated { own } else { own.in_source() };
    let fill = |name: &str| pattern(language, name, &|_| &fragments.title);
    let heading = Words {
        html: Html::normal_string(&fill("title_matrix")),
        lang: (!translated).then_some("en"),
    };
    let mut view = renderer.page(&Heading {
        locale,
        subject: Subject::Matrix { family: index },
        title: fill("title_matrix"),
        description: fill("description_matrix"),
        above: vec![Subject::Hub { family: index }],
        name: renderer.plain(locale, "headings/comparisons"),
    });
    view.note_fallback(fragments.fell_back);
    let cell = |pair: Pair| {
        let link = renderer.pair_link(locale, index, pair);
        let comparison = compare::compare(family, pair);
        MatrixCell {
            href: link.href,
            label: link.text,
            differing: comparison.differing().count(),
            distant: comparison.distant,
            noted: family.notes.contains_key(&pair),
        }
    };
    let rows: Vec<MatrixRow<'_>> = (1..family.codes.len())
        .map(|row| MatrixRow {
            code: &fragments.codes[row].about,
            cells: (0..row)
                .map(|column| cell(Pair::new(column, row)))
                .collect(),
        })
        .collect();
    let columns: Vec<&Html> = fragments
        .codes
        .iter()
        .take(rows.len())
        .map(|code| &code.about)
        .collect();
    view.set("family", fragments.about.clone());
    view.put("heading", &heading);
    view.put("columns", &columns);
    view.put("rows", &rows);
    view
}
