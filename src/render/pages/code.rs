use serde::Serialize;
use tera::Value;

use crate::content::Value as FactValue;

use super::super::fragments::{CodeFragments, End, FamilyFrame, LocaleFragments, Words};
use super::super::frame::{Filling, description};
use super::super::hashed::{Hashed, together};
use super::super::html::Html;
use super::super::pieces::Pieces;
use super::super::view::Slots;
use super::fitting;

/// The page of a code is made from these and nothing else, so that their hashes tell whether its
/// bytes have changed.
pub(in super::super) struct CodePage<'r, 's> {
    pub(in super::super) locale: &'r LocaleFragments,
    pub(in super::super) frame: &'r Hashed<FamilyFrame>,
    pub(in super::super) code: &'r Hashed<CodeFragments<'s>>,
    pub(in super::super) ends: &'r Hashed<Vec<End>>,
}

/// A fact in the table of a code.
#[derive(Serialize)]
struct FactView<'a> {
    label: &'a Words,
    cell: &'a Html,
}

#[derive(Serialize)]
struct MessageView<'a> {
    tool: &'a str,
    text: &'a str,
}

/// The code's name in a library.
#[derive(Serialize)]
struct ConstantView<'a> {
    place: &'a str,
    name: &'a str,
}

impl CodePage<'_, '_> {
    pub(in super::super) fn hash(&self) -> u128 {
        together([self.frame.hash(), self.code.hash(), self.ends.hash()])
    }

    pub(in super::super) fn fill(&self, pieces: &Pieces, slots: &mut Slots) {
        let (frame, fragments) = (self.frame, self.code);
        let code = fragments.code;
        let facts: Vec<FactView<'_>> = (code.values.iter().enumerate())
            .filter(|(_, value)| **value != FactValue::Unknown)
            .map(|(fact, _)| FactView {
                label: &frame.labels[fact],
                cell: &fragments.cells[fact],
            })
            .collect();
        let choice = fragments.choices.alone();
        let fell_back = self.locale.fell_back
            || fragments.fell_back
            || fragments.about.summary.lang.is_some()
            || facts.iter().any(|fact| fact.label.lang.is_some())
            || !choice.translated
            || fragments.group_title.lang.is_some();
        let messages: Vec<MessageView<'_>> = (code.messages.iter())
            .map(|message| MessageView {
                tool: &message.tool,
                text: &message.text,
            })
            .collect();
        let constants: Vec<ConstantView<'_>> = (code.constants.iter())
            .map(|(place, name)| ConstantView { place, name })
            .collect();
        let equivalents = fragments.equivalents.iter();
        let equivalents: String = equivalents.map(|(_, item)| item.as_str()).collect();

        slots.html("top", &self.top(fell_back));
        slots.set("family", frame.about.value());
        slots.set("code", Value::from_serializable(&fragments.about));
        slots.set("panel", fragments.panel.value());
        slots.html("edit", &fragments.edit);
        slots.set("group", Value::from_serializable(&fragments.group_title));
        slots.set("facts", Value::from_serializable(&facts));
        slots.html("choice", &choice.html);
        slots.set("messages", Value::from_serializable(&messages));
        slots.set("constants", Value::from_serializable(&constants));
        slots.set("confused", Value::from_serializable(&fragments.confused));
        slots.html("others", &self.others(pieces));
        slots.html("equivalents", &Html::markup(equivalents));
        slots.set("footer", self.locale.footer.value());
        slots.set("t", self.locale.words.value());
    }

    fn top(&self, fell_back: bool) -> Html {
        let (frame, code) = (self.frame, self.code);
        let fill = |slot: &str| match slot {
            "family" => frame.name.as_str(),
            "code" => code.about.number,
            _ => &code.about.name,
        };
        let [long, short] = &frame.titles.code;
        frame.code_frames[code.speaks].filled(&Filling {
            title: &fitting([&|| long.fill(fill), &|| short.fill(fill)]),
            description: &description(&[&code.description]),
            slug: code.code.id.slug(),
            name: &code.reference,
            notice: self.locale.notice(fell_back),
        })
    }

    /// The comparisons with every other code of the family.
    fn others(&self, pieces: &Pieces) -> Html {
        let own = self.code.code.id.slug();
        let place = self.ends.iter().position(|end| end.slug == own);
        let mut html = String::new();
        for (index, other) in self.ends.iter().enumerate() {
            if Some(index) == place {
                continue;
            }
            let own = End {
                slug: own.to_owned(),
                name: self.code.reference.clone(),
            };
            let (a, b) = if Some(index) < place {
                (other, &own)
            } else {
                (&own, other)
            };
            let href = Html::text(&format!(
                "{}{}-vs-{}",
                self.frame.comparisons, a.slug, b.slug
            ));
            let text = Html::text(&self.frame.pair_name(&a.name, &b.name));
            let item = &pieces.pair;
            item.fill(&mut html, &[href.as_str(), text.as_str()]);
            html.push('\n');
        }
        Html::markup(html)
    }
}
