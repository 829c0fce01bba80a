use super::super::Renderer;
use super::super::html::Html;
use super::super::sentence::{Mentions, Phrase, Sentence, Voice};
use crate::content::{Note, Pair};
use crate::locale::Language;
use crate::markdown;

/// Of a note in a locale.
#[derive(Debug, Hash)]
pub(in crate::render) struct NoteFragments<'s> {
    pub(in crate::render) note: &'s Note,
    /// What it says, and whether that is in the locale's language.
    pub(in crate::render) verdict: Option<(Phrase, bool)>,
    pub(in crate::render) differences: Vec<Sentence>,
    pub(in crate::render) trap: Option<Sentence>,
}

impl<'s> NoteFragments<'s> {
    pub(super) fn new(
        renderer: &Renderer<'s>,
        locale: usize,
        index: usize,
        pair: Pair,
        note: &'s Note,
    ) -> Self {
        let site = renderer.site;
        let family = &site.content.families[index];
        let language: Language<'_> = site.language(locale);
        let names = [family.reference(pair.low()), family.reference(pair.high())];
        let mentions = Mentions {
            stencil: &renderer.pieces.mention,
            names: &[(Voice::Low, &names[0]), (Voice::High, &names[1])],
        };
        let resolve = |target: &str| site.resolve_href(locale, target);
        let slug = family.pair_slug(pair);
        let sentence = |field: &str| {
            let found = language.family(index, &format!("notes/{slug}/{field}"))?;
            let text = found.text.value.as_str();
            let html = mentions.mark(text, &resolve);
            let english = |html: Html| renderer.pieces.english.filled(&[html.as_str()]);
            Some(Sentence {
                html: if found.translated {
                    html
                } else {
                    english(html)
                },
                plain: markdown::plain(text),
                translated: found.translated,
            })
        };
        let differences = note.differences.iter();
        Self {
            note,
            verdict: sentence("verdict").map(|said| {
                let phrase = Phrase {
                    html: said.html.as_str().to_owned(),
                    plain: said.plain,
                };
                (phrase, said.translated)
            }),
            differences: differences
                .filter_map(|id| sentence(&format!("differences/{id}")))
                .collect(),
            trap: sentence("trap"),
        }
    }
}
