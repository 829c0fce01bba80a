use crate::compare::{Answer, Comparison};

use super::super::html::Html;
use super::super::stencil::Stencil;
use super::phrase::{CodePhrases, FamilyPhrases, Form, Phrase, Slot};
use super::{Sentence, Tongues, Voice};

/// Makes the sentences about two codes in one language.
pub(in super::super) struct Speaker<'a> {
    pub(in super::super) family: &'a Tongues<FamilyPhrases>,
    /// Twice the same where a code stands alone.
    pub(in super::super) codes: [&'a Tongues<CodePhrases>; 2],
    /// Marks a sentence as English.
    pub(in super::super) english: &'a Stencil,
}

impl Speaker<'_> {
    /// The short answer that is derived from the facts.
    pub(in super::super) fn answer(&self, comparison: &Comparison) -> Vec<Sentence> {
        match &comparison.answer {
            Answer::Facts(facts) => facts.iter().map(|fact| self.contrast(*fact)).collect(),
            Answer::Groups => vec![self.contrast_of(|code| code.group_says.as_ref())],
            Answer::Cause => vec![self.sentence(|family| family.alike.as_ref(), |_, _, _| None)],
        }
    }

    /// What a fact says about the two codes.
    pub(in super::super) fn contrast(&self, fact: usize) -> Sentence {
        self.contrast_of(|code| code.says[fact].as_ref())
    }

    fn contrast_of(&self, says: impl Fn(&CodePhrases) -> Option<&Phrase>) -> Sentence {
        self.sentence(
            |family| family.contrast.as_ref(),
            |[low, high], slot, phrase| {
                let code = match slot {
                    Slot::ASays => low,
                    Slot::BSays => high,
                    _ => return None,
                };
                phrase.push(says(code)?);
                Some(())
            },
        )
    }

    /// That no fact is left that sets the two apart.
    pub(in super::super) fn nothing_more(&self) -> Sentence {
        self.sentence(|family| family.nothing_more.as_ref(), |_, _, _| None)
    }

    /// That neither code is a choice.
    pub(in super::super) fn neither_sent(&self) -> Sentence {
        self.sentence(|family| family.neither_sent.as_ref(), |_, _, _| None)
    }

    /// When to use one of the codes, or that nobody may. `mark` makes HTML of the words.
    pub(in super::super) fn choice(
        &self,
        voice: Voice,
        choosable: bool,
        mark: &dyn Fn(&str) -> Html,
    ) -> Sentence {
        self.sentence(
            |family| {
                let form = if choosable {
                    &family.use_when
                } else {
                    &family.never_sent
                };
                form.as_ref()
            },
            |codes, slot, phrase| {
                let code = codes[voice as usize];
                match slot {
                    Slot::A => subject(code, voice, phrase),
                    Slot::Clause => {
                        let (text, plain) = code.choose_when.as_ref()?;
                        phrase.html.push_str(mark(text).as_str());
                        phrase.plain.push_str(plain);
                        Some(())
                    }
                    _ => None,
                }
            },
        )
    }

    /// The sentence in the page's language if all of it is translated, else in English. `fill`
    /// is asked first for what is put into each slot; the two codes are known.
    fn sentence(
        &self,
        form: impl Fn(&FamilyPhrases) -> Option<&Form>,
        fill: impl Fn([&CodePhrases; 2], Slot, &mut Phrase) -> Option<()>,
    ) -> Sentence {
        let speak = |family: &FamilyPhrases, codes: [&CodePhrases; 2]| {
            form(family)?.fill(|slot, phrase| {
                fill(codes, slot, phrase).or_else(|| match slot {
                    Slot::A => subject(codes[0], Voice::Low, phrase),
                    Slot::B => subject(codes[1], Voice::High, phrase),
                    _ => None,
                })
            })
        };
        let [low, high] = self.codes;
        if let Some(Phrase { html, plain }) = speak(&self.family.own, [&low.own, &high.own]) {
            return Sentence {
                html: Html::markup(html),
                plain,
                translated: true,
            };
        }
        let english = match (&self.family.english, &low.english, &high.english) {
            (Some(family), Some(low), Some(high)) => speak(family, [low, high]),
            _ => None,
        };
        let Phrase { html, plain } = english.unwrap_or_default();
        Sentence {
            html: self.english.filled(&[&html]),
            plain,
            translated: false,
        }
    }
}

/// The code as its language calls it in a sentence.
fn subject(code: &CodePhrases, voice: Voice, phrase: &mut Phrase) -> Option<()> {
    let subject = &code.subject.as_ref()?[voice as usize];
    let part = if phrase.plain.is_empty() {
        &subject.at_start
    } else {
        &subject.within
    };
    phrase.push(part);
    Some(())
}
