use super::super::hashed::Hashed;
use super::super::html::Html;
use super::super::sentence::{CodePhrases, Mentions, Sentence, Speaker, Tongues, Voice, mentions};
use super::{End, FamilyFrame, Lookup};
use crate::content::Family;

/// When to use a code, or that nobody may: in either voice.
#[derive(Debug, Hash)]
pub(in crate::render) struct Choices {
    alone: [Sentence; 2],
    /// Beside codes that the words mention, which then wear their voice.
    beside: Vec<(usize, [Sentence; 2])>,
}

impl Choices {
    pub(super) fn new(
        lookup: &Lookup<'_, '_>,
        frame: &FamilyFrame,
        ends: &[Hashed<End>],
        family: &Family,
        index: usize,
        phrases: &Tongues<CodePhrases>,
    ) -> Self {
        let renderer = lookup.renderer;
        let speaker = Speaker {
            family: &frame.phrases,
            codes: [phrases, phrases],
            english: &renderer.pieces.english,
        };
        let resolve = |target: &str| renderer.site.resolve_href(lookup.locale, target);
        let in_both_voices = |name: &str, other: Option<&str>| {
            Voice::BOTH.map(|voice| {
                let other = other.map(|other| (voice.other(), other));
                let names: Vec<(Voice, &str)> =
                    std::iter::once((voice, name)).chain(other).collect();
                let mark = |text: &str| -> Html {
                    let mentions = Mentions {
                        stencil: &renderer.pieces.mention,
                        names: &names,
                    };
                    mentions.mark(text, &resolve)
                };
                speaker.choice(voice, family.codes[index].choosable, &mark)
            })
        };
        let tongues = [Some(&phrases.own), phrases.english.as_ref()];
        let clauses: Vec<&str> = tongues
            .into_iter()
            .flatten()
            .filter_map(|said| said.choose_when.as_ref())
            .map(|(_, plain)| plain.as_str())
            .collect();
        let name = family.reference(index);
        Self {
            alone: in_both_voices(&name, None),
            beside: (ends.iter().map(|end| &end.name).enumerate())
                .filter(|(other, _)| *other != index)
                .filter(|(_, other)| clauses.iter().any(|clause| mentions(clause, other)))
                .map(|(index, other)| (index, in_both_voices(&name, Some(other))))
                .collect(),
        }
    }

    /// On the code's own page.
    pub(in crate::render) fn alone(&self) -> &Sentence {
        &self.alone[Voice::Low as usize]
    }

    /// On the page of a pair with `other`, where the code has this voice.
    pub(in crate::render) fn beside(&self, other: usize, voice: Voice) -> &Sentence {
        let found = self.beside.iter().find(|(index, _)| *index == other);
        let made = found.map_or(&self.alone, |(_, made)| made);
        &made[voice as usize]
    }
}
