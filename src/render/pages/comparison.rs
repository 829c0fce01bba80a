use std::borrow::Cow;

use crate::compare::{self, Answer, Choice, Comparison, Relation};
use crate::content::Two;

use super::super::fragments::{CodeFragments, FamilyFrame, LocaleFragments, NoteFragments};
use super::super::frame::{Filling, description, gap};
use super::super::hashed::{Hashed, together};
use super::super::html::Html;
use super::super::pieces::Pieces;
use super::super::sentence::{Phrase, Speaker, Voice};
use super::super::view::Slots;
use super::fitting;

/// A comparison is made from these and nothing else, so that their hashes tell whether its bytes
/// have changed.
pub(in super::super) struct ComparisonPage<'r, 's> {
    pub(in super::super) locale: &'r LocaleFragments,
    pub(in super::super) frame: &'r Hashed<FamilyFrame>,
    pub(in super::super) codes: [&'r Hashed<CodeFragments<'s>>; 2],
    pub(in super::super) summaries: [&'r Hashed<Html>; 2],
    pub(in super::super) note: Option<&'r Hashed<NoteFragments<'s>>>,
    pub(in super::super) two: Two<'s>,
    /// Which languages the page stands for itself in.
    pub(in super::super) standing: usize,
    pub(in super::super) index_distant: bool,
}

/// The short answer and what is left to say after it.
struct Told<'t> {
    answer: Cow<'t, [Phrase]>,
    /// Each as an item of a list.
    differences: String,
    /// Whether the answer needs both summaries beside it.
    summaries: bool,
    /// Whether all of it is in the page's language.
    translated: bool,
}

impl ComparisonPage<'_, '_> {
    pub(in super::super) fn hash(&self) -> u128 {
        let comparison = compare::compare(&self.two);
        // They are shown where nothing else tells the codes apart.
        let summaries = match comparison.answer {
            Answer::Cause => self.summaries.map(Hashed::hash),
            Answer::Facts(_) | Answer::Groups => [0; 2],
        };
        together([
            self.frame.hash(),
            self.codes[0].hash(),
            self.codes[1].hash(),
            self.note.map_or(0, Hashed::hash),
            summaries[0],
            summaries[1],
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
        let told = self.tell(&speaker, &comparison, pieces);
        let trap = self.note.and_then(|note| note.trap.as_ref());
        let choices_translated = self.choices(&speaker, comparison.choice, pieces, slots);
        let fell_back = self.locale.fell_back
            || a.fell_back
            || b.fell_back
            || !told.translated
            || !choices_translated
            || trap.is_some_and(|trap| !trap.translated)
            || (comparison.rows.iter()).any(|row| frame.labels[row.fact].lang.is_some());

        slots.compose("top", |html| self.top(&comparison, &told, fell_back, html));
        slots.compose("heading", |html| {
            let names = [&a.number, &b.number, &a.name, &b.name];
            frame.heading.fill(html, &names.map(Html::as_str));
        });
        slots.compose("answer", |html| {
            for (index, sentence) in told.answer.iter().enumerate() {
                html.push_str(&sentence.html);
                if index + 1 < told.answer.len() {
                    html.push_str(gap(&sentence.plain));
                }
            }
        });
        slots.compose("summaries", |html| {
            if told.summaries {
                let [first, second] = self.summaries;
                let both = [&a.glyph, first, &b.glyph, second];
                frame.summaries.fill(html, &both.map(Html::as_str));
            }
        });
        slots.compose("differing", |html| self.rows(&comparison, true, html));
        slots.compose("equal", |html| self.rows(&comparison, false, html));
        for (keys, code) in [
            (["a_glyph", "a_title", "a_panel", "a_link", "a_edit"], a),
            (["b_glyph", "b_title", "b_panel", "b_link", "b_edit"], b),
        ] {
            let [glyph, title, panel, link, edit] = keys;
            slots.compose(glyph, |html| html.push_str(code.glyph.as_str()));
            slots.share(title, &code.title);
            slots.share(panel, &code.panel);
            slots.share(link, &code.link);
            slots.share(edit, &code.edit);
        }
        slots.compose("differences", |html| html.push_str(&told.differences));
        slots.compose("trap", |html| {
            html.push_str(trap.map_or("", |trap| trap.html.as_str()));
        });
        slots.compose("related", |html| self.related(html));
        slots.compose("equivalents", |html| self.equivalents(html));
        slots.share("family", &frame.about);
        slots.share("footer", &self.locale.footer);
        slots.share("t", &self.locale.words);
    }

    /// A sentence derived in the page's language beats a verdict that is not.
    fn tell(&self, speaker: &Speaker<'_>, comparison: &Comparison, pieces: &Pieces) -> Told<'_> {
        let verdict = self.note.and_then(|note| note.verdict.as_ref());
        let mut derived = Vec::new();
        let mut translated = verdict.is_some_and(|verdict| verdict.1);
        let by_note = translated || {
            translated = speaker.answer(comparison, &mut derived);
            verdict.is_some() && !translated
        };
        let mut said = Phrase::default();
        let mut differences = String::new();
        let mut item = |html: &str| {
            pieces.item.fill(&mut differences, &[html]);
            differences.push('\n');
        };
        let mut contrast = |fact: usize| {
            said.html.clear();
            translated &= speaker.contrast(fact, &mut said);
            item(&said.html);
        };
        if by_note {
            comparison.untold_by_note(&self.two).for_each(&mut contrast);
        } else {
            comparison.untold(&self.two).for_each(&mut contrast);
        }
        for difference in self.note.iter().flat_map(|note| &note.differences) {
            translated &= difference.translated;
            item(difference.html.as_str());
        }
        if differences.is_empty() {
            translated &= speaker.nothing_more(&mut said);
            pieces.item.fill(&mut differences, &[&said.html]);
            differences.push('\n');
        }
        let verdict = verdict.filter(|_| by_note);
        Told {
            answer: verdict.map_or(Cow::Owned(derived), |(phrase, _)| {
                Cow::Borrowed(std::slice::from_ref(phrase))
            }),
            differences,
            summaries: !by_note && comparison.answer == Answer::Cause,
            translated,
        }
    }

    /// When to use which. Whether all of it is in the page's language.
    fn choices(
        &self,
        speaker: &Speaker<'_>,
        choice: Choice,
        pieces: &Pieces,
        slots: &mut Slots,
    ) -> bool {
        let [a, b] = self.codes;
        let pair = self.two.pair;
        let mut translated = true;
        slots.compose("choices", |html| {
            let mut item = |said: &str| {
                pieces.item.fill(html, &[said]);
                html.push('\n');
            };
            if choice == Choice::Neither {
                let mut said = Phrase::default();
                translated = speaker.neither_sent(&mut said);
                item(&said.html);
                return;
            }
            for choice in [
                a.choices.beside(pair.high(), Voice::Low),
                b.choices.beside(pair.low(), Voice::High),
            ] {
                translated &= choice.translated;
                item(choice.html.as_str());
            }
        });
        translated
    }

    fn top(&self, comparison: &Comparison, told: &Told<'_>, fell_back: bool, html: &mut String) {
        let frame = self.frame;
        let [a, b] = self.codes;
        let [long, short] = &frame.titles.comparison;
        let title = fitting([
            &|| {
                long.fill(|slot| match slot {
                    "family" => &frame.name,
                    "a" => a.text,
                    "b" => b.text,
                    "a_name" => &a.full_name,
                    _ => &b.full_name,
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
        let answer = told.answer.iter().map(|said| said.plain.as_str());
        let indexed = self.index_distant || !comparison.distant;
        let filling = Filling {
            title: &title,
            description: &description(answer),
            slug: &[a.slug, "-vs-", b.slug].concat(),
            name: &frame.pair_name(&a.reference, &b.reference),
            notice: self.locale.notice(fell_back),
        };
        frame.comparison_frames[self.standing][usize::from(indexed)].fill(&filling, html);
    }

    /// The rows of the facts that differ or apply to one code only, or of those that are equal.
    fn rows(&self, comparison: &Comparison, differing: bool, html: &mut String) {
        let [a, b] = self.codes;
        for row in &comparison.rows {
            let fact = row.fact;
            let stencil = match row.relation {
                Relation::Equal => &self.frame.same[fact],
                Relation::OneSided => &self.frame.rows[fact][0],
                Relation::Differs => &self.frame.rows[fact][1],
            };
            if differing == (row.relation != Relation::Equal) {
                stencil.fill(html, &[a.cells[fact].as_str(), b.cells[fact].as_str()]);
                html.push('\n');
            }
        }
    }

    /// Other pairs of either code that people confuse.
    fn related(&self, html: &mut String) {
        let [a, b] = self.codes;
        let pairs = a.related.iter().chain(&b.related);
        in_order(pairs.filter(|(pair, _)| *pair != self.two.pair), html);
    }

    /// The counterparts of either code in other families.
    fn equivalents(&self, html: &mut String) {
        let [a, b] = self.codes;
        in_order(a.equivalents.iter().chain(&b.equivalents), html);
    }
}

/// Each item once, in the order of what it leads to.
fn in_order<'a, K: Ord + 'a>(items: impl Iterator<Item = &'a (K, Html)>, html: &mut String) {
    let mut items: Vec<&(K, Html)> = items.collect();
    items.sort_unstable_by_key(|(key, _)| key);
    items.dedup_by_key(|(key, _)| key);
    for (_, item) in items {
        html.push_str(item.as_str());
    }
}
