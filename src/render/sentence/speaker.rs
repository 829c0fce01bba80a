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

/// What a slot of a sentence is filled with; `None` where it is not translated.
type Filling<'f> = &'f dyn Fn([&CodePhrases; 2], Slot, &mut Phrase) -> Option<()>;

impl Speaker<'_> {
    /// The sentences of the short answer that is derived from the facts: each is said into a
    /// phrase of `said`. Whether all are in the language that was asked for.
    pub(in super::super) fn answer(&self, comparison: &Comparison, said: &mut Vec<Phrase>) -> bool {
        let mut say = |make: &dyn Fn(&mut Phrase) -> bool| {
            let mut phrase = Phrase::room();
            let translated = make(&mut phrase);
            said.push(phrase);
            translated
        };
        match &comparison.answer {
            Answer::Facts(facts) => {
                let mut whole = true;
                for fact in facts {
                    whole &= say(&|phrase| self.contrast(*fact, phrase));
                }
                whole
            }
            Answer::Groups => {
                say(&|phrase| self.contrast_of(&|code| code.group_says.as_ref(), phrase))
            }
            Answer::Cause => say(&|phrase| self.about_both(|family| &family.alike, phrase)),
        }
    }

    /// What a fact says about the two codes.
    pub(in super::super) fn contrast(&self, fact: usize, said: &mut Phrase) -> bool {
        self.contrast_of(&|code| code.says[fact].as_ref(), said)
    }

    fn contrast_of(
        &self,
        says: &dyn Fn(&CodePhrases) -> Option<&Phrase>,
        said: &mut Phrase,
    ) -> bool {
        self.say(
            |family| &family.contrast,
            &|[low, high], slot, phrase| {
                let code = match slot {
                    Slot::ASays => low,
                    Slot::BSays => high,
                    _ => return None,
                };
                phrase.push(says(code)?);
                Some(())
            },
            said,
        )
    }

    /// That no fact is left that sets the two apart.
    pub(in super::super) fn nothing_more(&self, said: &mut Phrase) -> bool {
        self.about_both(|family| &family.nothing_more, said)
    }

    /// That neither code is a choice.
    pub(in super::super) fn neither_sent(&self, said: &mut Phrase) -> bool {
        self.about_both(|family| &family.neither_sent, said)
    }

    fn about_both(
        &self,
        form: impl Fn(&FamilyPhrases) -> &Option<Form>,
        said: &mut Phrase,
    ) -> bool {
        self.say(form, &|_, _, _| None, said)
    }

    /// When to use one of the codes, or that nobody may. `mark` makes HTML of the words.
    pub(in super::super) fn choice(
        &self,
        voice: Voice,
        choosable: bool,
        mark: &dyn Fn(&str) -> Html,
    ) -> Sentence {
        let mut said = Phrase::default();
        let translated = self.say(
            |family| {
                if choosable {
                    &family.use_when
                } else {
                    &family.never_sent
                }
            },
            &|codes, slot, phrase| {
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
            &mut said,
        );
        Sentence {
            html: Html::markup(said.html),
            plain: said.plain,
            translated,
        }
    }

    /// Says a sentence in the page's language if all of it is translated, else in English; `fill`
    /// is asked first for what is put into each slot, and the two codes are known. The HTML is
    /// appended to what was said before, the plain words are those of this sentence.
    fn say(
        &self,
        form: impl Fn(&FamilyPhrases) -> &Option<Form>,
        fill: Filling<'_>,
        said: &mut Phrase,
    ) -> bool {
        let speak = |family: &FamilyPhrases, codes: [&CodePhrases; 2], said: &mut Phrase| {
            let form = form(family).as_ref()?;
            form.fill(said, |slot, said| {
                fill(codes, slot, said).or_else(|| match slot {
                    Slot::A => subject(codes[0], Voice::Low, said),
                    Slot::B => subject(codes[1], Voice::High, said),
                    _ => None,
                })
            })
        };
        let [low, high] = self.codes;
        let start = said.html.len();
        said.plain.clear();
        if speak(&self.family.own, [&*low.own, &*high.own], said).is_some() {
            return true;
        }
        said.html.truncate(start);
        said.plain.clear();
        if let (Some(family), Some(low), Some(high)) =
            (&self.family.english, &low.english, &high.english)
        {
            // The loader sees to it that English is whole.
            speak(family, [&**low, &**high], said);
        }
        let english = said.html.split_off(start);
        self.english.fill(&mut said.html, &[&english]);
        false
    }
}

/// The code as its language calls it in a sentence.
fn subject(code: &CodePhrases, voice: Voice, said: &mut Phrase) -> Option<()> {
    let subject = &code.subject.as_ref()?[voice as usize];
    let part = if said.plain.is_empty() {
        &subject.at_start
    } else {
        &subject.within
    };
    said.push(part);
    Some(())
}
