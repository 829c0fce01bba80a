use crate::content::{Code, FactKind, Family, Part, Pattern, Value};
use crate::locale::{Found, Language};
use crate::markdown;
use crate::site::Site;

use super::super::html::escaped;
use super::super::stencil::Stencil;
use super::Voice;
use super::mention::push_mention;

/// Words that make a part of a sentence.
#[derive(Debug, Clone, Default, Hash)]
pub(in super::super) struct Phrase {
    pub(in super::super) html: String,
    pub(in super::super) plain: String,
}

/// Room for a long sentence with its markup.
const ROOM: usize = 512;

impl Phrase {
    /// Room for a sentence.
    pub(in super::super) fn room() -> Self {
        Self {
            html: String::with_capacity(ROOM),
            plain: String::with_capacity(ROOM),
        }
    }

    fn text(text: &str) -> Self {
        let mut phrase = Self::default();
        phrase.push_text(text);
        phrase
    }

    pub(super) fn push(&mut self, phrase: &Phrase) {
        self.html.push_str(&phrase.html);
        self.plain.push_str(&phrase.plain);
    }

    fn push_text(&mut self, text: &str) {
        self.html.push_str(&escaped(text));
        self.plain.push_str(text);
    }
}

/// A pattern of the catalog, cut into what stands and what is put in.
#[derive(Debug, Hash)]
pub(super) struct Form(Vec<Piece>);

#[derive(Debug, Hash)]
enum Piece {
    Words(Phrase),
    Slot(Slot),
}

/// What a sentence has room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Slot {
    A,
    B,
    ASays,
    BSays,
    Clause,
}

impl Form {
    fn new(pattern: &str) -> Self {
        let pattern = Pattern::new(pattern);
        let pieces = pattern.parts().iter().map(|part| match part {
            Part::Text(text) => Piece::Words(Phrase::text(text)),
            Part::Slot(slot) => match slot.as_str() {
                "a" => Piece::Slot(Slot::A),
                "b" => Piece::Slot(Slot::B),
                "a_says" => Piece::Slot(Slot::ASays),
                "b_says" => Piece::Slot(Slot::BSays),
                "clause" => Piece::Slot(Slot::Clause),
                // The loader allows no other; its braces are words then.
                _ => Piece::Words(Phrase::text(&format!("{{{slot}}}"))),
            },
        });
        Self(pieces.collect())
    }

    /// Says the sentence, unless one of its slots stays empty.
    pub(super) fn fill(
        &self,
        said: &mut Phrase,
        fill: impl Fn(Slot, &mut Phrase) -> Option<()>,
    ) -> Option<()> {
        for piece in &self.0 {
            match piece {
                Piece::Words(words) => said.push(words),
                Piece::Slot(slot) => fill(*slot, said)?,
            }
        }
        Some(())
    }
}

/// The patterns of one language.
#[derive(Debug, Hash)]
pub(in super::super) struct FamilyPhrases {
    pub(super) contrast: Option<Form>,
    pub(super) alike: Option<Form>,
    pub(super) nothing_more: Option<Form>,
    pub(super) use_when: Option<Form>,
    pub(super) never_sent: Option<Form>,
    pub(super) neither_sent: Option<Form>,
}

impl FamilyPhrases {
    pub(in super::super) fn new(language: Language<'_>) -> Self {
        let form = |name: &str| own(language.catalog(&format!("patterns/{name}"))).map(Form::new);
        Self {
            contrast: form("contrast"),
            alike: form("alike"),
            nothing_more: form("nothing_more"),
            use_when: form("use_when"),
            never_sent: form("never_sent"),
            neither_sent: form("neither_sent"),
        }
    }
}

/// What one language says of a code; `None` where it is not translated.
#[derive(Debug, Hash)]
pub(in super::super) struct CodePhrases {
    /// What a sentence calls the code, in either voice.
    pub(super) subject: Option<[Subject; 2]>,
    /// The predicate of each fact.
    pub(super) says: Vec<Option<Phrase>>,
    /// The predicate of its group.
    pub(super) group_says: Option<Phrase>,
    /// When to choose it, as written and without markup.
    pub(in super::super) choose_when: Option<(String, String)>,
}

/// A code as the subject of a sentence.
#[derive(Debug, Hash)]
pub(super) struct Subject {
    /// At the start of a sentence the words before the name begin with a capital; the name never
    /// does.
    pub(super) at_start: Phrase,
    pub(super) within: Phrase,
}

/// What is needed to find the phrases of a code.
pub(in super::super) struct Phrases<'a> {
    pub(in super::super) site: &'a Site,
    pub(in super::super) family: usize,
    pub(in super::super) mention: &'a Stencil,
}

impl Phrases<'_> {
    pub(in super::super) fn of_code(&self, language: Language<'_>, index: usize) -> CodePhrases {
        let family = &self.site.content.families[self.family];
        let code = &family.codes[index];
        let text = |path: &str| own(language.family(self.family, path));
        let name = family.reference(index);
        let group = &family.groups[code.group].id;
        CodePhrases {
            subject: text("family/subject")
                .map(|pattern| Voice::BOTH.map(|voice| self.subject(pattern, &name, voice))),
            says: (0..family.facts.len())
                .map(|fact| self.predicate(language, family, code, fact))
                .collect(),
            group_says: text(&format!("family/groups/{group}/says")).map(Phrase::text),
            choose_when: text(&format!("codes/{}/choose_when", code.id.slug()))
                .map(|text| (text.to_owned(), markdown::plain(text))),
        }
    }

    fn subject(&self, pattern: &str, name: &str, voice: Voice) -> Subject {
        let pattern = Pattern::new(pattern);
        let phrase = |at_start: bool| {
            let mut phrase = Phrase::default();
            for part in pattern.parts() {
                match part {
                    Part::Text(text) if at_start && phrase.plain.is_empty() => {
                        phrase.push_text(&capitalised(text));
                    }
                    Part::Text(text) => phrase.push_text(text),
                    Part::Slot(_) => {
                        push_mention(&mut phrase.html, self.mention, voice, name);
                        phrase.plain.push_str(name);
                    }
                }
            }
            phrase
        };
        Subject {
            at_start: phrase(true),
            within: phrase(false),
        }
    }

    fn predicate(
        &self,
        language: Language<'_>,
        family: &Family,
        code: &Code,
        index: usize,
    ) -> Option<Phrase> {
        let fact = &family.facts[index];
        let base = format!("family/facts/{}", fact.id);
        let text = |path: &str| own(language.family(self.family, path));
        let words = match (&code.values[index], &fact.kind) {
            (Value::YesNo(yes), _) => {
                let says = if *yes { "yes" } else { "no" };
                return text(&format!("{base}/says/{says}")).map(Phrase::text);
            }
            (Value::Choice(option), FactKind::Choice(options)) => {
                return text(&format!("{base}/options/{}/says", options[*option]))
                    .map(Phrase::text);
            }
            (Value::Set(chosen), FactKind::Set(options)) => {
                let words: Vec<&str> = chosen
                    .iter()
                    .map(|option| {
                        let base = format!("{base}/options/{}", options[*option]);
                        text(&format!("{base}/word")).or_else(|| text(&format!("{base}/label")))
                    })
                    .collect::<Option<_>>()?;
                language.list(words.iter().copied())
            }
            (Value::Code(code), _) => {
                let other = &self.site.content.families[code.family];
                format!("{} {}", other.name, other.reference(code.code))
            }
            (Value::Terms(terms), _) => language.list(terms.iter().map(String::as_str)),
            _ => return None,
        };
        let pattern = Pattern::new(text(&format!("{base}/says"))?);
        Some(Phrase::text(&pattern.fill(|_| &words)))
    }
}

/// A text that is in the language that was asked for.
fn own(found: Option<Found<'_>>) -> Option<&str> {
    found
        .filter(|found| found.translated)
        .map(|found| found.text.value.as_str())
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
