use std::borrow::Cow;

use crate::compare::{Answer, Choice, Comparison, Relation};
use crate::content::Two;

use super::super::fragments::{CodeFragments, End, FamilyFrame, LocaleFragments, NoteFragments};
use super::super::frame::{Filling, description, gap};
use super::super::hashed::{Hashed, together};
use super::super::html::{Html, escaped};
use super::super::layout::{Layouts, Values};
use super::super::pieces::Pieces;
use super::super::sentence::{Phrase, Speaker, Voice};
use super::super::view::Slots;
use super::super::{Failure, Renderer};
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
    pub(in super::super) comparison: Comparison,
    pub(in super::super) layouts: &'r Layouts,
    /// Which languages the page stands for itself in.
    pub(in super::super) standing: usize,
    pub(in super::super) index_distant: bool,
    /// The pairs before and after it.
    pub(in super::super) neighbours: [Option<[&'r Hashed<End>; 2]>; 2],
}

/// The short answer.
#[derive(Default)]
struct Answered<'t> {
    said: Cow<'t, [Phrase]>,
    /// Whether it needs both summaries beside it.
    needs_summaries: bool,
    /// Whether it, and all that is told after it, is in the page's language.
    translated: bool,
}

impl ComparisonPage<'_, '_> {
    pub(in super::super) fn hash(&self) -> u128 {
        let verdict = self.note.and_then(|note| note.verdict.as_ref());
        let answered = verdict.is_some_and(|(_, translated)| *translated);
        let summaries = match self.comparison.answer {
            // Nothing else tells the codes apart.
            Answer::Cause if !answered => self.summaries.map(Hashed::hash),
            _ => [0; 2],
        };
        together([
            self.frame.hash(),
            self.codes[0].hash(),
            self.codes[1].hash(),
            self.note.map_or(0, Hashed::hash),
            summaries[0],
            summaries[1],
            u128::from(self.index_distant),
            together(
                (self.neighbours.iter())
                    .map(|pair| pair.map_or(0, |ends| together(ends.map(Hashed::hash)))),
            ),
        ])
    }

    /// Appends the page. `text` is room to put its pieces together in.
    pub(in super::super) fn paint(
        &self,
        renderer: &Renderer<'_>,
        text: &mut String,
        out: &mut Vec<u8>,
    ) -> Result<(), Failure> {
        let frame = self.frame;
        let [a, b] = self.codes;
        let pieces = &renderer.pieces;
        let speaker = Speaker {
            family: &frame.phrases,
            codes: [&a.phrases, &b.phrases],
            english: &pieces.english,
        };
        let mut piece = |compose: &mut dyn FnMut(&mut String)| {
            let start = text.len();
            compose(text);
            start..text.len()
        };
        let mut answer = Answered::default();
        let (differences, choices) = (
            piece(&mut |html| self.tell(&speaker, pieces, &mut answer, html)),
            piece(&mut |html| answer.translated &= self.choose(&speaker, pieces, html)),
        );
        let trap = self.note.and_then(|note| note.trap.as_ref());
        let fell_back = self.locale.fell_back
            || a.fell_back
            || b.fell_back
            || !answer.translated
            || trap.is_some_and(|trap| !trap.translated)
            || (self.comparison.rows.iter()).any(|row| frame.labels[row.fact].lang.is_some());

        let top = piece(&mut |html| self.top(&answer.said, fell_back, html));
        let heading = piece(&mut |html| {
            let names = [&a.number, &b.number, &a.name, &b.name];
            frame.heading.fill(html, &names.map(Html::as_str));
        });
        let short = piece(&mut |html| {
            for (index, sentence) in answer.said.iter().enumerate() {
                html.push_str(&sentence.html);
                if index + 1 < answer.said.len() {
                    html.push_str(gap(&sentence.plain));
                }
            }
        });
        let summaries = piece(&mut |html| {
            if answer.needs_summaries {
                let [first, second] = self.summaries;
                let both = [&a.glyph, first, &b.glyph, second];
                frame.summaries.fill(html, &both.map(Html::as_str));
            }
        });
        let differing = piece(&mut |html| self.rows(true, html));
        let equal = piece(&mut |html| self.rows(false, html));
        let related = piece(&mut |html| self.related(html));
        let equivalents = piece(&mut |html| self.equivalents(html));
        let walk = piece(&mut |html| self.walk(pieces, html));
        let values = Values {
            top: &text[top],
            heading: &text[heading],
            answer: &text[short],
            differences: &text[differences],
            choices: &text[choices],
            codes: self.codes.map(|code| {
                [
                    &code.glyph,
                    &code.title,
                    &code.panel,
                    &code.link,
                    &code.edit,
                ]
                .map(Html::as_str)
            }),
            summaries: &text[summaries],
            differing: &text[differing],
            equal: &text[equal],
            trap: trap.map_or("", |trap| trap.html.as_str()),
            related: &text[related],
            equivalents: &text[equivalents],
            walk: &text[walk],
        };
        let constant = |slots: &mut Slots| {
            slots.share("family", &frame.about);
            slots.share("footer", &self.locale.footer);
            slots.share("t", &self.locale.words);
        };
        self.layouts.paint(renderer, &constant, &values, out)
    }

    /// Finds the short answer, and says in a list what is left to say after it. A sentence derived
    /// in the page's language beats a verdict that is not.
    fn tell<'t>(
        &'t self,
        speaker: &Speaker<'_>,
        pieces: &Pieces,
        answer: &mut Answered<'t>,
        html: &mut String,
    ) {
        let comparison = &self.comparison;
        let verdict = self.note.and_then(|note| note.verdict.as_ref());
        let mut derived = Vec::with_capacity(2);
        let mut translated = verdict.is_some_and(|verdict| verdict.1);
        let by_note = translated || {
            translated = speaker.answer(comparison, &mut derived);
            verdict.is_some() && !translated
        };
        let start = html.len();
        let mut said = Phrase::room();
        let mut item = |said: &str| {
            pieces.item.fill(html, &[said]);
            html.push('\n');
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
        if html.len() == start {
            said.html.clear();
            translated &= speaker.nothing_more(&mut said);
            pieces.item.fill(html, &[&said.html]);
            html.push('\n');
        }
        *answer = Answered {
            said: match verdict {
                Some((phrase, _)) if by_note => Cow::Borrowed(std::slice::from_ref(phrase)),
                _ => Cow::Owned(derived),
            },
            needs_summaries: !by_note && comparison.answer == Answer::Cause,
            translated,
        };
    }

    /// Says in a list when to use which. Whether all of it is in the page's language.
    fn choose(&self, speaker: &Speaker<'_>, pieces: &Pieces, html: &mut String) -> bool {
        let [a, b] = self.codes;
        let pair = self.two.pair;
        let mut item = |said: &str| {
            pieces.item.fill(html, &[said]);
            html.push('\n');
        };
        if self.comparison.choice == Choice::Neither {
            let mut said = Phrase::default();
            let translated = speaker.neither_sent(&mut said);
            item(&said.html);
            return translated;
        }
        let choices = [
            a.choices.beside(pair.high(), Voice::Low),
            b.choices.beside(pair.low(), Voice::High),
        ];
        for choice in choices {
            item(choice.html.as_str());
        }
        choices.iter().all(|choice| choice.translated)
    }

    fn top(&self, answer: &[Phrase], fell_back: bool, html: &mut String) {
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
        let answer = answer.iter().map(|said| said.plain.as_str());
        let indexed = self.index_distant || !self.comparison.distant;
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
    fn rows(&self, differing: bool, html: &mut String) {
        let [a, b] = self.codes;
        for row in &self.comparison.rows {
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

    /// The comparisons before and after this one.
    fn walk(&self, pieces: &Pieces, html: &mut String) {
        for (rel, ends) in ["prev", "next"].iter().zip(self.neighbours) {
            let Some([a, b]) = ends else { continue };
            let href = [&a.slug, "-vs-", &b.slug].concat();
            let text = self.frame.pair_name(&a.name, &b.name);
            pieces
                .walk
                .fill(html, &[rel, &escaped(&href), &escaped(&text)]);
        }
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
