use std::collections::BTreeMap;

use crate::compare::{self, Answer, Choice, Comparison, Relation};
use crate::content::Two;

use super::super::fragments::{CodeFragments, FamilyFrame, LocaleFragments, NoteFragments};
use super::super::frame::{Filling, description, gap};
use super::super::hashed::{Hashed, together};
use super::super::html::Html;
use super::super::pieces::Pieces;
use super::super::sentence::{Sentence, Speaker, Voice};
use super::super::view::Slots;
use super::{fitting, list};

/// A comparison is made from these and nothing else, so that their hashes tell whether its bytes
/// have changed.
pub(in super::super) struct ComparisonPage<'r, 's> {
    pub(in super::super) locale: &'r LocaleFragments,
    pub(in super::super) frame: &'r Hashed<FamilyFrame>,
    pub(in super::super) codes: [&'r Hashed<CodeFragments<'s>>; 2],
    pub(in super::super) note: Option<&'r Hashed<NoteFragments<'s>>>,
    pub(in super::super) two: Two<'s>,
    /// Which languages the page stands for itself in.
    pub(in super::super) standing: usize,
    pub(in super::super) index_distant: bool,
}

/// The short answer and what is left to say after it.
struct Told {
    answer: Vec<Sentence>,
    differences: Vec<Sentence>,
    /// Whether the answer needs both summaries beside it.
    summaries: bool,
}

impl ComparisonPage<'_, '_> {
    pub(in super::super) fn hash(&self) -> u128 {
        together([
            self.frame.hash(),
            self.codes[0].hash(),
            self.codes[1].hash(),
            self.note.map_or(0, Hashed::hash),
            u128::from(self.index_distant),
        ])
    }

    pub(in super::super) fn fill(&self, pieces: &Pieces, slots: &mut Slots) {
        let frame = self.frame;
        let [a, b] = self.codes;
        let comparison = compare::compare(&self.two);
        let speaker = Speaker {
            family: &frame.phrases,
            codes: [&a.phrases, &b.phrases],
            english: &pieces.english,
        };
        let told = self.tell(&speaker, &comparison);
        let choices = self.choices(&speaker, comparison.choice);
        let trap = self.note.and_then(|note| note.trap.as_ref());
        let mut spoken = (told.answer.iter().chain(&told.differences))
            .chain(&choices)
            .chain(trap);
        let fell_back = self.locale.fell_back
            || a.fell_back
            || b.fell_back
            || spoken.any(|sentence| !sentence.translated)
            || (comparison.rows.iter()).any(|row| frame.labels[row.fact].lang.is_some());

        slots.html("top", &self.top(&comparison, &told, fell_back));
        slots.html(
            "heading",
            &frame.heading.filled(&[
                a.number.as_str(),
                b.number.as_str(),
                a.name.as_str(),
                b.name.as_str(),
            ]),
        );
        slots.html("answer", &joined(&told.answer));
        let summaries = || {
            frame.summaries.filled(&[
                a.glyph.as_str(),
                a.summary.as_str(),
                b.glyph.as_str(),
                b.summary.as_str(),
            ])
        };
        let summaries = told.summaries.then(summaries).unwrap_or_default();
        slots.html("summaries", &summaries);
        self.rows(&comparison, slots);
        for (keys, code) in [
            (["a_glyph", "a_title", "a_panel", "a_link", "a_edit"], a),
            (["b_glyph", "b_title", "b_panel", "b_link", "b_edit"], b),
        ] {
            let [glyph, title, panel, link, edit] = keys;
            slots.html(glyph, &code.glyph);
            slots.html(title, &code.title);
            slots.set(panel, code.panel.value());
            slots.html(link, &code.link);
            slots.html(edit, &code.edit);
        }
        slots.set(
            "differences",
            list(told.differences.iter().map(|said| &said.html)),
        );
        slots.html("trap", trap.map_or(&Html::default(), |trap| &trap.html));
        slots.set("choices", list(choices.iter().map(|said| &said.html)));
        slots.html("related", &self.related());
        slots.html("equivalents", &self.equivalents());
        slots.set("family", frame.about.value());
        slots.set("footer", self.locale.footer.value());
        slots.set("t", self.locale.words.value());
    }

    /// A sentence derived in the page's language beats a verdict that is not.
    fn tell(&self, speaker: &Speaker<'_>, comparison: &Comparison) -> Told {
        let verdict = self.note.and_then(|note| note.verdict.as_ref());
        let derived = match verdict {
            Some(verdict) if verdict.translated => None,
            _ => Some(speaker.answer(comparison)),
        };
        let derived_is_whole = |derived: &Vec<Sentence>| derived.iter().all(|said| said.translated);
        let derived = derived.filter(|derived| verdict.is_none() || derived_is_whole(derived));
        let contrast = |fact| speaker.contrast(fact);
        let (answer, mut differences, summaries): (_, Vec<Sentence>, _) = match (derived, verdict) {
            (None, Some(verdict)) => {
                let untold = comparison.untold_by_note(&self.two).map(contrast);
                (vec![verdict.clone()], untold.collect(), false)
            }
            (derived, _) => {
                let untold = comparison.untold(&self.two).map(contrast);
                let summaries = comparison.answer == Answer::Cause;
                (derived.unwrap_or_default(), untold.collect(), summaries)
            }
        };
        let noted = self.note.map(|note| note.differences.iter().cloned());
        differences.extend(noted.into_iter().flatten());
        if differences.is_empty() {
            differences.push(speaker.nothing_more());
        }
        Told {
            answer,
            differences,
            summaries,
        }
    }

    /// When to use which.
    fn choices(&self, speaker: &Speaker<'_>, choice: Choice) -> Vec<Sentence> {
        if choice == Choice::Neither {
            return vec![speaker.neither_sent()];
        }
        let [a, b] = self.codes;
        let pair = self.two.pair;
        vec![
            a.choices.beside(pair.high(), Voice::Low).clone(),
            b.choices.beside(pair.low(), Voice::High).clone(),
        ]
    }

    fn top(&self, comparison: &Comparison, told: &Told, fell_back: bool) -> Html {
        let frame = self.frame;
        let [a, b] = self.codes;
        let [long, short] = &frame.titles.comparison;
        let title = fitting([
            &|| {
                long.fill(|slot| match slot {
                    "family" => &frame.name,
                    "a" => a.about.number,
                    "b" => b.about.number,
                    "a_name" => &a.about.name,
                    _ => &b.about.name,
                })
            },
            &|| {
                short.fill(|slot| match slot {
                    "family" => &frame.name,
                    "a" => &a.reference,
                    _ => &b.reference,
                })
            },
        ]);
        let answer: Vec<&str> = told.answer.iter().map(|said| said.plain.as_str()).collect();
        let indexed = self.index_distant || !comparison.distant;
        frame.comparison_frames[self.standing][usize::from(indexed)].filled(&Filling {
            title: &title,
            description: &description(&[&description(&answer)]),
            slug: &format!("{}-vs-{}", a.code.id.slug(), b.code.id.slug()),
            name: &frame.pair_name(&a.reference, &b.reference),
            notice: self.locale.notice(fell_back),
        })
    }

    fn rows(&self, comparison: &Comparison, slots: &mut Slots) {
        let [a, b] = self.codes;
        let (mut differing, mut equal) = (String::new(), String::new());
        for row in &comparison.rows {
            let fact = row.fact;
            let cells = [a.cells[fact].as_str(), b.cells[fact].as_str()];
            let (stencil, rows) = match row.relation {
                Relation::Equal => (&self.frame.same[fact], &mut equal),
                Relation::OneSided => (&self.frame.rows[fact][0], &mut differing),
                Relation::Differs => (&self.frame.rows[fact][1], &mut differing),
            };
            stencil.fill(rows, &cells);
            rows.push('\n');
        }
        slots.html("differing", &Html::markup(differing));
        slots.html("equal", &Html::markup(equal));
    }

    /// Other pairs of either code that people confuse.
    fn related(&self) -> Html {
        let [a, b] = self.codes;
        let pairs = a.related.iter().chain(&b.related);
        let others = pairs.filter(|(pair, _)| *pair != self.two.pair);
        in_order(others.map(|(pair, item)| (pair, item)))
    }

    /// The counterparts of either code in other families.
    fn equivalents(&self) -> Html {
        let [a, b] = self.codes;
        let codes = a.equivalents.iter().chain(&b.equivalents);
        in_order(codes.map(|(code, item)| (code, item)))
    }
}

/// Each item once, in the order of what it leads to.
fn in_order<'a, K: Ord + 'a>(items: impl Iterator<Item = (&'a K, &'a Html)>) -> Html {
    let items: BTreeMap<&K, &Html> = items.collect();
    Html::markup(items.into_values().map(Html::as_str).collect::<String>())
}

/// Sentences one after the other.
fn joined(sentences: &[Sentence]) -> Html {
    let mut html = String::new();
    for (index, sentence) in sentences.iter().enumerate() {
        html.push_str(sentence.html.as_str());
        if index + 1 < sentences.len() {
            html.push_str(gap(&sentence.plain));
        }
    }
    Html::markup(html)
}
