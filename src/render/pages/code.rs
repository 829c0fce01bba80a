use serde::Serialize;

use crate::content::Value as FactValue;

use super::super::fragments::{
    CodeDetails, CodeFragments, End, FamilyFrame, LocaleFragments, Words,
};
use super::super::frame::{Filling, description};
use super::super::hashed::{Hashed, together};
use super::super::html::{Html, escaped};
use super::super::pieces::Pieces;
use super::super::view::Slots;
use super::fitting;

/// The page of a code is made from these and nothing else, so that their hashes tell whether its
/// bytes have changed.
pub(in super::super) struct CodePage<'r, 's> {
    pub(in super::super) locale: &'r LocaleFragments,
    pub(in super::super) frame: &'r Hashed<FamilyFrame>,
    pub(in super::super) code: &'r Hashed<CodeFragments<'s>>,
    pub(in super::super) details: &'r Hashed<CodeDetails<'s>>,
    pub(in super::super) ends: &'r Hashed<Vec<Hashed<End>>>,
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
    /// What the button that copies it is called.
    copy: String,
}

/// The code's name in a library.
#[derive(Serialize)]
struct ConstantView<'a> {
    place: &'a str,
    name: &'a str,
    /// What the button that copies it is called.
    copy: String,
}

impl CodePage<'_, '_> {
    pub(in super::super) fn hash(&self) -> u128 {
        together([
            self.frame.hash(),
            self.code.hash(),
            self.details.hash(),
            self.ends.hash(),
        ])
    }

    pub(in super::super) fn fill(&self, pieces: &Pieces, slots: &mut Slots) {
        let (frame, fragments, details) = (self.frame, self.code, self.details);
        let code = details.code;
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
            || details.about.summary.lang.is_some()
            || (details.also_called.iter()).any(|names| names.lang.is_some())
            || facts.iter().any(|fact| fact.label.lang.is_some())
            || !choice.translated
            || details.group_title.lang.is_some();
        let copy = |text: &str| frame.titles.copy.fill(|_| text);
        let messages: Vec<MessageView<'_>> = (code.messages.iter())
            .map(|message| MessageView {
                tool: &message.tool,
                text: &message.text,
                copy: copy(&message.text),
            })
            .collect();
        let constants: Vec<ConstantView<'_>> = (code.constants.iter())
            .map(|(place, name)| ConstantView {
                place,
                name,
                copy: copy(name),
            })
            .collect();

        slots.compose("top", |html| self.top(fell_back, html));
        slots.share("family", &frame.about);
        slots.put("code", &details.about);
        slots.put("panel", &fragments.panel);
        slots.put("edit", &fragments.edit);
        slots.put("group", &details.group_title);
        slots.put("severity", &code.severity);
        slots.put("also_called", &details.also_called);
        slots.put("facts", &facts);
        slots.compose("choice", |html| html.push_str(choice.html.as_str()));
        slots.put("messages", &messages);
        slots.put("constants", &constants);
        slots.put("confused", &details.confused);
        slots.compose("others", |html| self.others(pieces, html));
        slots.compose("equivalents", |html| {
            for (_, item) in &fragments.equivalents {
                html.push_str(item.as_str());
            }
        });
        slots.share("footer", &self.locale.footer);
        slots.share("t", &self.locale.words);
    }

    fn top(&self, fell_back: bool, html: &mut String) {
        let (frame, code) = (self.frame, self.code);
        let fill = |slot: &str| match slot {
            "family" => frame.name.as_str(),
            "code" => code.text,
            _ => &code.full_name,
        };
        let [long, short] = &frame.titles.code;
        let filling = Filling {
            title: &fitting([&|| long.fill(fill), &|| short.fill(fill)]),
            description: &description(std::iter::once(self.details.description.as_str())),
            slug: code.slug,
            name: &code.reference,
            notice: self.locale.notice(fell_back),
        };
        frame.code_frames[code.speaks].fill(&filling, html);
    }

    /// The comparisons with every other code of the family.
    fn others(&self, pieces: &Pieces, html: &mut String) {
        let own = self.code.slug;
        let place = self.ends.iter().position(|end| end.slug == own);
        let place = place.expect("a code is one of its family");
        for index in (0..self.ends.len()).filter(|index| *index != place) {
            let (a, b) = (&self.ends[index.min(place)], &self.ends[index.max(place)]);
            let href = [&self.frame.comparisons, &a.slug, "-vs-", &b.slug].concat();
            let text = self.frame.pair_name(&a.name, &b.name);
            pieces.pair.fill(html, &[&escaped(&href), &escaped(&text)]);
            html.push('\n');
        }
    }
}
