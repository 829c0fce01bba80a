//! Sentences: patterns of the catalog with subjects and predicates in them.
//!
//! A sentence falls back whole: pattern and predicates are of one language, never mixed.

use std::cmp::Reverse;

use serde::Serialize;
use tera::Value as Html;

use crate::compare::{Answer, Choice, Comparison};
use crate::content::{FactKind, Family, Pair, Part, Pattern, Value};
use crate::locale::{Found, Language};
use crate::markdown::{self, Run};
use crate::site::Site;

use super::head::gap;

/// A sentence that a template can show.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Sentence {
    pieces: Vec<Piece>,
    /// `en` where English stands in for a missing translation.
    lang: Option<&'static str>,
    /// What stands between it and the next sentence.
    gap: &'static str,
    /// The words without markup.
    #[serde(skip)]
    plain: String,
}

/// A piece of a sentence.
#[derive(Debug, Clone, Serialize)]
struct Piece {
    text: Html,
    /// Whose voice it is: `a` or `b` where a code is mentioned.
    voice: Option<&'static str>,
}

/// Which of a pair's codes is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Voice {
    Low,
    High,
}

impl Voice {
    /// The class that templates and style sheet know it by.
    fn class(self) -> &'static str {
        match self {
            Voice::Low => "a",
            Voice::High => "b",
        }
    }
}

impl Sentence {
    fn new(pieces: Vec<Piece>, lang: Option<&'static str>, plain: String) -> Self {
        Self {
            pieces,
            lang,
            gap: gap(&plain),
            plain,
        }
    }

    /// Whether it is in the language that was asked for.
    pub(super) fn translated(&self) -> bool {
        self.lang.is_none()
    }

    /// The words without markup.
    pub(super) fn plain(&self) -> &str {
        &self.plain
    }
}

/// Makes the sentences about one pair, or about one code alone, in one language.
pub(super) struct Speaker<'a> {
    site: &'a Site,
    language: Language<'a>,
    locale: usize,
    index: usize,
    family: &'a Family,
    low: usize,
    /// The same as `low` where a code stands alone.
    high: usize,
}

impl<'a> Speaker<'a> {
    pub(super) fn new(site: &'a Site, locale: usize, family: usize, pair: Pair) -> Self {
        Self {
            high: pair.high(),
            ..Self::alone(site, locale, family, pair.low())
        }
    }

    /// For sentences about a code on its own page.
    pub(super) fn alone(site: &'a Site, locale: usize, family: usize, code: usize) -> Self {
        Self {
            site,
            language: site.language(locale),
            locale,
            index: family,
            family: &site.content.families[family],
            low: code,
            high: code,
        }
    }

    /// The short answer that is derived from the facts.
    pub(super) fn answer(&self, comparison: &Comparison) -> Vec<Sentence> {
        match &comparison.answer {
            Answer::Facts(facts) => facts.iter().map(|fact| self.contrast(*fact)).collect(),
            Answer::Groups => vec![self.contrast_groups()],
            Answer::Cause => vec![self.about_both("alike")],
        }
    }

    /// What a fact says about the two codes.
    pub(super) fn contrast(&self, fact: usize) -> Sentence {
        self.whole("contrast", |line, slot| match slot {
            "a_says" => line.predicate(fact, self.low),
            "b_says" => line.predicate(fact, self.high),
            _ => None,
        })
    }

    /// What the groups of the two codes say about them.
    fn contrast_groups(&self) -> Sentence {
        let says = |line: &mut Line<'_>, code: usize| {
            let group = &self.family.groups[self.family.codes[code].group].id;
            line.text(&format!("family/groups/{group}/says"))
        };
        self.whole("contrast", |line, slot| match slot {
            "a_says" => says(line, self.low),
            "b_says" => says(line, self.high),
            _ => None,
        })
    }

    /// A pattern that needs nothing but the two codes.
    pub(super) fn about_both(&self, pattern: &str) -> Sentence {
        self.whole(pattern, |_, _| None)
    }

    /// When to use which.
    pub(super) fn choices(&self, choice: Choice) -> Vec<Sentence> {
        let (low, high) = (Voice::Low, Voice::High);
        match choice {
            Choice::Both => vec![self.use_when(low), self.use_when(high)],
            Choice::Low => vec![self.use_when(low), self.about(high, "never_sent")],
            Choice::High => vec![self.about(low, "never_sent"), self.use_when(high)],
            Choice::Neither => vec![self.about_both("neither_sent")],
        }
    }

    /// When to use the code that stands alone.
    pub(super) fn choice(&self) -> Sentence {
        if self.family.codes[self.low].choosable {
            self.use_when(Voice::Low)
        } else {
            self.about(Voice::Low, "never_sent")
        }
    }

    fn use_when(&self, voice: Voice) -> Sentence {
        let slug = self.family.codes[self.code(voice)].id.slug();
        self.whole_about(voice, "use_when", |line, slot| match slot {
            "clause" => line.inline(&format!("codes/{slug}/choose_when")),
            _ => None,
        })
    }

    fn about(&self, voice: Voice, pattern: &str) -> Sentence {
        self.whole_about(voice, pattern, |_, _| None)
    }

    /// A text of the pair's note, such as `verdict`.
    pub(super) fn note(&self, field: &str) -> Option<Sentence> {
        let pair = self.family.pair_slug(Pair::new(self.low, self.high));
        let path = format!("notes/{pair}/{field}");
        let found = self.language.family(self.index, &path)?;
        Some(Sentence::new(
            self.marked(&found.text.value),
            (!found.translated).then_some("en"),
            markdown::plain(&found.text.value),
        ))
    }

    fn code(&self, voice: Voice) -> usize {
        match voice {
            Voice::Low => self.low,
            Voice::High => self.high,
        }
    }

    /// Inline Markdown in which each mention of a code wears its voice.
    fn marked(&self, text: &str) -> Vec<Piece> {
        let resolve = |target: &str| self.site.resolve_href(self.locale, target);
        let mut pieces = Vec::new();
        for run in markdown::runs(text, &resolve) {
            match run {
                Run::Markup(html) => {
                    pieces.push(Piece {
                        text: Html::safe_string(&html),
                        voice: None,
                    });
                }
                Run::Words(words) => self.mark_mentions(&words, &mut pieces),
            }
        }
        pieces
    }

    fn mark_mentions(&self, words: &str, pieces: &mut Vec<Piece>) {
        let names =
            [Voice::Low, Voice::High].map(|voice| (voice, self.family.reference(self.code(voice))));
        let mut rest = words;
        loop {
            let found = names
                .iter()
                .filter_map(|(voice, name)| Some((mention(rest, name)?, *voice, name)))
                // Where both begin, the longer name is meant.
                .min_by_key(|(start, _, name)| (*start, Reverse(name.len())));
            let before = found.map_or(rest, |(start, ..)| &rest[..start]);
            if !before.is_empty() {
                pieces.push(Piece {
                    text: Html::normal_string(before),
                    voice: None,
                });
            }
            let Some((start, voice, name)) = found else {
                return;
            };
            pieces.push(Piece {
                text: Html::normal_string(name),
                voice: Some(voice.class()),
            });
            rest = &rest[start + name.len()..];
        }
    }

    /// A sentence about both codes: `{a}` is the lower one, `{b}` the higher one.
    fn whole(&self, pattern: &str, fill: impl Fn(&mut Line<'_>, &str) -> Option<()>) -> Sentence {
        self.sentence(pattern, |line, slot| match slot {
            "a" => line.subject(Voice::Low),
            "b" => line.subject(Voice::High),
            slot => fill(line, slot),
        })
    }

    /// A sentence about one code, which is its `{a}`.
    fn whole_about(
        &self,
        voice: Voice,
        pattern: &str,
        fill: impl Fn(&mut Line<'_>, &str) -> Option<()>,
    ) -> Sentence {
        self.sentence(pattern, |line, slot| match slot {
            "a" => line.subject(voice),
            slot => fill(line, slot),
        })
    }

    /// The sentence in the page's language if all of it is translated, else in English.
    fn sentence(
        &self,
        pattern: &str,
        fill: impl Fn(&mut Line<'_>, &str) -> Option<()>,
    ) -> Sentence {
        let path = format!("patterns/{pattern}");
        let speak = |language: Language<'a>| {
            let mut line = Line {
                speaker: self,
                language,
                pieces: Vec::new(),
                plain: String::new(),
            };
            let pattern = own(language.catalog(&path))?;
            for part in Pattern::new(pattern).parts() {
                match part {
                    Part::Text(text) => line.push(text),
                    Part::Slot(slot) => fill(&mut line, slot)?,
                }
            }
            Some((line.pieces, line.plain))
        };
        let (spoken, lang) = match speak(self.language) {
            Some(spoken) => (Some(spoken), None),
            None => (speak(self.language.in_source()), Some("en")),
        };
        let (pieces, plain) = spoken.unwrap_or_default();
        Sentence::new(pieces, lang, plain)
    }
}

/// A sentence in the making, in one language: a lookup that finds no translation ends it.
struct Line<'s> {
    speaker: &'s Speaker<'s>,
    language: Language<'s>,
    pieces: Vec<Piece>,
    plain: String,
}

impl<'s> Line<'s> {
    fn family_text(&self, path: &str) -> Option<&'s str> {
        own(self.language.family(self.speaker.index, path))
    }

    fn push(&mut self, text: &str) {
        self.plain.push_str(text);
        self.pieces.push(Piece {
            text: Html::normal_string(text),
            voice: None,
        });
    }

    fn text(&mut self, path: &str) -> Option<()> {
        let text = self.family_text(path)?;
        self.push(text);
        Some(())
    }

    fn inline(&mut self, path: &str) -> Option<()> {
        let text = self.family_text(path)?;
        self.plain.push_str(&markdown::plain(text));
        self.pieces.extend(self.speaker.marked(text));
        Some(())
    }

    /// The code as this language calls it in a sentence, its name in the code's voice. At the
    /// start of a sentence the words before the name begin with a capital, the name never does.
    fn subject(&mut self, voice: Voice) -> Option<()> {
        let pattern = Pattern::new(self.family_text("family/subject")?);
        let name = self.speaker.family.reference(self.speaker.code(voice));
        for part in pattern.parts() {
            match part {
                Part::Text(text) if self.plain.is_empty() => self.push(&capitalised(text)),
                Part::Text(text) => self.push(text),
                Part::Slot(_) => {
                    self.plain.push_str(&name);
                    self.pieces.push(Piece {
                        text: Html::normal_string(&name),
                        voice: Some(voice.class()),
                    });
                }
            }
        }
        Some(())
    }

    fn predicate(&mut self, index: usize, code: usize) -> Option<()> {
        let fact = &self.speaker.family.facts[index];
        let value = &self.speaker.family.codes[code].values[index];
        let base = format!("family/facts/{}", fact.id);
        let words = match (value, &fact.kind) {
            (Value::YesNo(yes), _) => {
                return self.text(&format!("{base}/says/{}", if *yes { "yes" } else { "no" }));
            }
            (Value::Choice(option), FactKind::Choice(options)) => {
                return self.text(&format!("{base}/options/{}/says", options[*option]));
            }
            (Value::Set(chosen), FactKind::Set(options)) => {
                let words: Vec<&str> = chosen
                    .iter()
                    .map(|option| {
                        let base = format!("{base}/options/{}", options[*option]);
                        self.family_text(&format!("{base}/word"))
                            .or_else(|| self.family_text(&format!("{base}/label")))
                    })
                    .collect::<Option<_>>()?;
                self.language.list(words.iter().copied())
            }
            (Value::Code(code), _) => {
                let family = &self.speaker.site.content.families[code.family];
                format!("{} {}", family.name, family.reference(code.code))
            }
            (Value::Terms(terms), _) => self.language.list(terms.iter().map(String::as_str)),
            _ => return None,
        };
        let pattern = Pattern::new(self.family_text(&format!("{base}/says"))?);
        let text = pattern.fill(|_| &words);
        self.push(&text);
        Some(())
    }
}

/// A text that is in the language that was asked for.
fn own(found: Option<Found<'_>>) -> Option<&str> {
    found
        .filter(|found| found.translated)
        .map(|found| found.text.value.as_str())
}

/// Where `name` stands in `text` as a word of its own.
fn mention(text: &str, name: &str) -> Option<usize> {
    let part_of_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.match_indices(name)
        .map(|(start, _)| start)
        .find(|start| {
            let before = text[..*start].chars().next_back();
            let after = text[start + name.len()..].chars().next();
            !before.is_some_and(part_of_word) && !after.is_some_and(part_of_word)
        })
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::mention;

    #[test]
    fn a_mention_is_a_word_of_its_own() {
        assert_eq!(mention("see 1006, not 1007", "1007"), Some(14));
        assert_eq!(mention("port 10070, 1007.", "1007"), Some(12));
        assert_eq!(mention("4000–4999", "400"), None);
        assert_eq!(mention("错误1007。", "1007"), Some(6));
        assert_eq!(mention("错误 1007", "1007"), Some(7));
    }
}
