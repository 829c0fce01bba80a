use std::iter::Sum;
use std::ops::AddAssign;

use crate::content::{GuideText, shapes};
use crate::yaml::is_todo;
use crate::yaml::shape::Shape;

use super::{Fingerprint, Language};

/// A part of a language that is translated and accepted by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The catalog.
    Catalog,
    /// A family, by index.
    Family(usize),
    /// All guides.
    Guides,
}

/// What has become of an English text in a language. All that is translated is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// It is translated from the English of now.
    Fresh,
    /// It is translated; from which English, nobody has recorded.
    Unreviewed,
    /// It is translated from English that has changed since.
    Stale,
    /// It is not translated.
    Missing,
}

/// A text to be translated: one below a path of the English, or a guide.
#[derive(Debug, Clone)]
pub struct Unit<'a> {
    /// Its path in its part; of a guide, its id.
    pub path: &'a str,
    english: English<'a>,
    translated: bool,
    recorded: Option<Fingerprint>,
}

#[derive(Debug, Clone)]
enum English<'a> {
    Text(&'a str),
    Guide(&'a GuideText),
}

/// How many texts are in which state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Translated from the English of now.
    pub fresh: usize,
    /// Translated, without a record.
    pub unreviewed: usize,
    /// Translated from English that has changed since.
    pub stale: usize,
    /// Not translated.
    pub missing: usize,
}

/// How much of a part is translated into a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// The part.
    pub part: Part,
    /// All its texts.
    pub total: Count,
    /// The same by field, in the order in which contributors know them: those of codes, such as
    /// `summary`, between `family` and `notes`; the sections of a catalog; each guide.
    pub fields: Vec<(String, Count)>,
}

impl Unit<'_> {
    /// What has become of it.
    pub fn state(&self) -> State {
        match self.recorded {
            _ if !self.translated => State::Missing,
            None => State::Unreviewed,
            Some(recorded) if recorded == self.fingerprint() => State::Fresh,
            Some(_) => State::Stale,
        }
    }

    /// By what the English of now is known again.
    pub fn fingerprint(&self) -> Fingerprint {
        match self.english {
            English::Text(text) => Fingerprint::of([text]),
            English::Guide(GuideText {
                title,
                summary,
                body,
            }) => Fingerprint::of([title.as_str(), summary, body.text()]),
        }
    }

    /// The field that it is counted as.
    fn field(&self) -> &str {
        let mut parts = self.path.split('/');
        match (parts.next(), parts.nth(1)) {
            (Some("codes"), Some(field)) => field,
            (first, _) => first.unwrap_or_default(),
        }
    }
}

impl Count {
    /// All texts.
    pub fn texts(self) -> usize {
        self.fresh + self.unreviewed + self.stale + self.missing
    }

    /// Those that are translated and not known to be out of date.
    pub fn done(self) -> usize {
        self.fresh + self.unreviewed
    }

    /// How much of the whole that is, rounded down: 100 means all.
    pub fn per_cent(self) -> usize {
        (self.done() * 100).checked_div(self.texts()).unwrap_or(100)
    }

    /// Whether nothing is left to do.
    pub fn is_whole(self) -> bool {
        self.done() == self.texts()
    }

    /// Counts one more text.
    pub fn add(&mut self, state: State) {
        *match state {
            State::Fresh => &mut self.fresh,
            State::Unreviewed => &mut self.unreviewed,
            State::Stale => &mut self.stale,
            State::Missing => &mut self.missing,
        } += 1;
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.fresh += other.fresh;
        self.unreviewed += other.unreviewed;
        self.stale += other.stale;
        self.missing += other.missing;
    }
}

impl Sum for Count {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), |mut sum, count| {
            sum += count;
            sum
        })
    }
}

impl<'a> Language<'a> {
    /// What a part is called in records and commands.
    pub fn part_id(&self, part: Part) -> &'a str {
        match part {
            Part::Catalog => "catalog",
            Part::Family(family) => &self.content.families[family].id,
            Part::Guides => "guides",
        }
    }

    /// The file that a part is translated in; of the guides, that of the one with this id.
    pub fn file(&self, part: Part, guide: &str) -> String {
        let locale = &self.locale.id;
        match part {
            Part::Catalog => format!("i18n/{locale}.yaml"),
            Part::Family(_) => format!("i18n/{locale}/{}.yaml", self.part_id(part)),
            Part::Guides => format!("i18n/{locale}/guides/{guide}.md"),
        }
    }

    /// Every text of a part, by path. What is still to be written in English cannot be translated
    /// yet, and is left out.
    pub fn units(&self, part: Part) -> Vec<Unit<'a>> {
        let language = *self;
        let record = &language.locale.record;
        let section = language.part_id(part);
        let unit = |path: &'a str, english, translated| Unit {
            path,
            english,
            translated,
            recorded: record.get(section, path),
        };
        let (english, own) = match part {
            Part::Guides => {
                let guides = language.content.guides.iter();
                return guides
                    .filter(|guide| !is_unwritten(&guide.text))
                    .map(|guide| {
                        let own = language.locale.guides.get(&guide.id);
                        let translated = own.is_some_and(|own| !is_unwritten(own));
                        unit(&guide.id, English::Guide(&guide.text), translated)
                    })
                    .collect();
            }
            Part::Catalog => (&language.source.catalog, &language.locale.catalog),
            Part::Family(family) => (
                &language.content.families[family].texts,
                &language.locale.overlays[family],
            ),
        };
        let written = english.iter().filter(|(_, text)| !is_todo(&text.value));
        written
            .map(|(path, text)| unit(path, English::Text(&text.value), own.get(path).is_some()))
            .collect()
    }

    /// How much of a part is translated.
    pub fn coverage(&self, part: Part) -> Coverage {
        let mut fields: Vec<(String, Count)> = Vec::new();
        for unit in self.units(part) {
            let name = unit.field();
            let place = fields.iter().position(|(field, _)| field == name);
            let place = place.unwrap_or_else(|| {
                fields.push((name.to_owned(), Count::default()));
                fields.len() - 1
            });
            fields[place].1.add(unit.state());
        }
        if let Part::Family(_) = part {
            fields.sort_by_key(|(field, _)| rank(field));
        }
        Coverage {
            part,
            total: fields.iter().map(|(_, count)| *count).sum(),
            fields,
        }
    }
}

/// Whether some of a guide is still to be written.
fn is_unwritten(guide: &GuideText) -> bool {
    [&guide.title, &guide.summary, guide.body.text().trim_start()]
        .into_iter()
        .any(is_todo)
}

/// The place of a field among those of a family.
fn rank(field: &str) -> usize {
    let fields = match shapes::CODE {
        Shape::Record(fields) => fields,
        _ => &[],
    };
    match field {
        "family" => 0,
        "notes" => usize::MAX,
        _ => fields
            .iter()
            .position(|known| known.name == field)
            .map_or(usize::MAX - 1, |place| place + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(translated: bool, recorded: Option<&str>) -> Unit<'static> {
        Unit {
            path: "codes/1007/summary",
            english: English::Text("now"),
            translated,
            recorded: recorded.map(|text| Fingerprint::of([text])),
        }
    }

    #[test]
    fn a_text_is_in_the_state_that_its_record_says() {
        assert_eq!(unit(true, Some("now")).state(), State::Fresh);
        assert_eq!(unit(true, Some("before")).state(), State::Stale);
        assert_eq!(unit(true, None).state(), State::Unreviewed);
        assert_eq!(unit(false, None).state(), State::Missing);
        // A translation that was taken out again is missing, whatever was recorded of it.
        assert_eq!(unit(false, Some("now")).state(), State::Missing);
    }

    #[test]
    fn only_a_whole_translation_is_a_hundred_per_cent() {
        let mut count = Count {
            fresh: 500,
            unreviewed: 499,
            stale: 1,
            missing: 0,
        };
        assert_eq!((count.texts(), count.per_cent()), (1000, 99));
        assert!(!count.is_whole());
        count.stale = 0;
        assert_eq!(count.per_cent(), 100);
        assert!(count.is_whole());
        // Where there is nothing to translate, nothing is left.
        assert_eq!(Count::default().per_cent(), 100);
    }

    #[test]
    fn fields_are_those_that_contributors_know_in_their_order() {
        let field = |path| {
            let unit = Unit {
                path,
                ..unit(true, None)
            };
            unit.field().to_owned()
        };
        assert_eq!(field("codes/1007/exchange/close/send"), "exchange");
        assert_eq!(field("family/facts/retry/label"), "family");
        assert_eq!(field("notes/1-vs-2/verdict"), "notes");
        assert_eq!(field("headings/description"), "headings");
        assert_eq!(field("closing-a-websocket"), "closing-a-websocket");
        let mut fields = ["notes", "choose_when", "exchange", "family", "summary"];
        fields.sort_by_key(|field| rank(field));
        assert_eq!(
            fields,
            ["family", "summary", "choose_when", "exchange", "notes"]
        );
    }
}
