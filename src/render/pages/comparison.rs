use serde::Serialize;
use tera::Value as Html;

use crate::compare::{self, Answer, Comparison, Relation};
use crate::content::{Family, Pair, Part, Pattern};
use crate::site::Subject;

use super::super::fragments::{LinkView, Words, pattern};
use super::super::head::{Heading, description};
use super::super::sentence::{Sentence, Speaker};
use super::super::{Renderer, View};
use super::fitting;

/// A fact in the table at a glance.
#[derive(Serialize)]
struct RowView<'a> {
    label: &'a Words,
    a: &'a Html,
    b: &'a Html,
    differs: bool,
}

/// The short answer and what is left to say after it.
struct Told {
    answer: Vec<Sentence>,
    differences: Vec<Sentence>,
    /// Whether the answer needs both summaries beside it.
    summaries: bool,
}

pub(in super::super) fn comparison(
    renderer: &Renderer<'_>,
    locale: usize,
    index: usize,
    pair: Pair,
) -> View {
    let site = renderer.site;
    let family = &site.content.families[index];
    let fragments = renderer.family(locale, index);
    let comparison = compare::compare(family, pair);
    let speaker = Speaker::new(site, locale, index, pair);
    let told = tell(&speaker, family, pair, &comparison);
    let answer: Vec<&str> = told.answer.iter().map(Sentence::plain).collect();

    let subject = Subject::Comparison {
        family: index,
        pair,
    };
    let heading = heading(renderer, locale, family, pair);
    let title: String = heading.iter().map(|piece| piece.text.as_str()).collect();
    let mut view = renderer.page(&Heading {
        locale,
        subject,
        title: fitting([title, short_title(renderer, locale, family, pair)]),
        description: description(&answer),
        above: vec![
            Subject::Hub { family: index },
            Subject::Matrix { family: index },
        ],
        name: renderer.pair_link(locale, index, pair).text,
    });
    let (a, b) = (&fragments.codes[pair.low()], &fragments.codes[pair.high()]);
    let choices = speaker.choices(comparison.choice);
    let trap = speaker.note("trap");
    let spoken = told
        .answer
        .iter()
        .chain(&told.differences)
        .chain(&choices)
        .chain(&trap);
    view.note_fallback(spoken.into_iter().any(|sentence| !sentence.translated()));
    view.note_fallback(a.fell_back || b.fell_back);

    let rows = |wanted: &dyn Fn(Relation) -> bool| -> Vec<RowView<'_>> {
        comparison
            .rows
            .iter()
            .filter(|row| wanted(row.relation))
            .map(|row| RowView {
                label: &fragments.labels[row.fact],
                a: &a.cells[row.fact],
                b: &b.cells[row.fact],
                differs: row.relation == Relation::Differs,
            })
            .collect()
    };
    let differing = rows(&|relation| relation != Relation::Equal);
    let equal = rows(&|relation| relation == Relation::Equal);
    view.note_fallback(
        differing
            .iter()
            .chain(&equal)
            .any(|row| row.label.lang.is_some()),
    );

    view.set("family", fragments.about.clone());
    view.set("a", a.about.clone());
    view.set("b", b.about.clone());
    view.set("a_panel", a.panel.clone());
    view.set("b_panel", b.panel.clone());
    view.put("heading", &heading);
    view.put("answer", &told.answer);
    view.put("summaries", &told.summaries);
    view.put("differing", &differing);
    view.put("equal", &equal);
    view.put("differences", &told.differences);
    view.put("trap", &trap);
    view.put("choices", &choices);
    view.put("related", &related(renderer, locale, index, pair));
    view.put(
        "equivalents",
        &renderer.equivalents(locale, index, &[pair.low(), pair.high()]),
    );
    view
}

/// A sentence derived in the page's language beats a verdict that is not.
fn tell(speaker: &Speaker<'_>, family: &Family, pair: Pair, comparison: &Comparison) -> Told {
    let derived = speaker.answer(comparison);
    let derived_is_whole = derived.iter().all(Sentence::translated);
    let verdict = speaker.note("verdict");
    let by_note = verdict.filter(|verdict| verdict.translated() || !derived_is_whole);
    let (answer, untold, summaries) = if let Some(verdict) = by_note {
        (
            vec![verdict],
            comparison.untold_by_note(family, pair),
            false,
        )
    } else {
        let untold = comparison.untold(family, pair);
        (derived, untold, comparison.answer == Answer::Cause)
    };
    let mut differences: Vec<Sentence> = untold
        .into_iter()
        .map(|fact| speaker.contrast(fact))
        .collect();
    let noted = family
        .notes
        .get(&pair)
        .into_iter()
        .flat_map(|note| &note.differences);
    differences.extend(noted.filter_map(|id| speaker.note(&format!("differences/{id}"))));
    if differences.is_empty() {
        differences.push(speaker.about_both("nothing_more"));
    }
    Told {
        answer,
        differences,
        summaries,
    }
}

/// A piece of the heading, and the placeholder that it stands for.
#[derive(Serialize)]
struct HeadingPiece {
    slot: Option<String>,
    text: String,
}

/// The heading, both names in it, piece by piece.
fn heading(
    renderer: &Renderer<'_>,
    locale: usize,
    family: &Family,
    pair: Pair,
) -> Vec<HeadingPiece> {
    let (low, high) = (&family.codes[pair.low()], &family.codes[pair.high()]);
    let found = renderer
        .site
        .language(locale)
        .catalog("patterns/title_comparison");
    let pattern = Pattern::new(found.map_or("", |found| &found.text.value));
    let piece = |part: &Part| match part {
        Part::Text(text) => HeadingPiece {
            slot: None,
            text: text.clone(),
        },
        Part::Slot(slot) => HeadingPiece {
            text: match slot.as_str() {
                "family" => family.name.clone(),
                "a" => low.id.text().to_owned(),
                "b" => high.id.text().to_owned(),
                "a_name" => low.full_name(),
                _ => high.full_name(),
            },
            slot: Some(slot.clone()),
        },
    };
    pattern.parts().iter().map(piece).collect()
}

/// The title without names, for where they make it too long.
fn short_title(renderer: &Renderer<'_>, locale: usize, family: &Family, pair: Pair) -> String {
    let (low, high) = (family.reference(pair.low()), family.reference(pair.high()));
    pattern(
        renderer.site.language(locale),
        "title_comparison_short",
        &|slot| match slot {
            "family" => &family.name,
            "a" => &low,
            _ => &high,
        },
    )
}

/// Other pairs of either code that people confuse.
fn related(renderer: &Renderer<'_>, locale: usize, index: usize, pair: Pair) -> Vec<LinkView> {
    let family = &renderer.site.content.families[index];
    let mut pairs: Vec<Pair> = [pair.low(), pair.high()]
        .into_iter()
        .flat_map(|code| {
            family.codes[code]
                .confused_with
                .iter()
                .map(move |other| Pair::new(code, *other))
        })
        .filter(|other| *other != pair)
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
        .into_iter()
        .map(|pair| renderer.pair_link(locale, index, pair))
        .collect()
}
