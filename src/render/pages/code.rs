use serde::Serialize;
use tera::Value as Html;

use crate::content::{CodeRef, Pair, Value};
use crate::markdown;
use crate::site::Subject;

use super::super::fragments::{LinkView, Lookup, Words, pattern};
use super::super::head::Heading;
use super::super::sentence::Speaker;
use super::super::{Renderer, View};
use super::fitting;

/// A fact in the table of a code.
#[derive(Serialize)]
struct FactView<'a> {
    label: &'a Words,
    cell: &'a Html,
}

/// A comparison that leads on from a code.
#[derive(Serialize)]
struct ComparisonLink {
    href: String,
    text: String,
    /// The other code.
    other: Html,
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

pub(in super::super) fn code(
    renderer: &Renderer<'_>,
    locale: usize,
    index: usize,
    code_index: usize,
) -> View {
    let site = renderer.site;
    let family = &site.content.families[index];
    let code = &family.codes[code_index];
    let fragments = renderer.family(locale, index);
    let prepared = &fragments.codes[code_index];
    let lookup = Lookup {
        renderer,
        locale,
        family: index,
    };
    let slug = code.id.slug();
    let language = site.language(locale);

    let summary = language.family(index, &format!("codes/{slug}/summary"));
    let name = code.full_name();
    let titles = ["title_code", "title_code_short"].map(|title| {
        pattern(language, title, &|slot| match slot {
            "family" => &family.name,
            "code" => code.id.text(),
            _ => &name,
        })
    });
    let mut view = renderer.page(&Heading {
        locale,
        subject: Subject::Code {
            family: index,
            code: code_index,
        },
        title: fitting(titles),
        description: summary
            .map(|found| markdown::plain(&found.text.value))
            .unwrap_or_default(),
        above: vec![Subject::Hub { family: index }],
        name: family.reference(code_index),
    });

    let facts: Vec<FactView<'_>> = code
        .values
        .iter()
        .enumerate()
        .filter(|(_, value)| **value != Value::Unknown)
        .map(|(fact, _)| FactView {
            label: &fragments.labels[fact],
            cell: &prepared.cells[fact],
        })
        .collect();
    let choice = Speaker::alone(site, locale, index, code_index).choice();
    view.note_fallback(prepared.fell_back || summary.is_some_and(|found| !found.translated));
    view.note_fallback(facts.iter().any(|fact| fact.label.lang.is_some()));
    view.note_fallback(!choice.translated());

    let link = |other: usize| {
        let link = renderer.pair_link(locale, index, Pair::new(code_index, other));
        ComparisonLink {
            href: link.href,
            text: link.text,
            other: fragments.codes[other].about.clone(),
        }
    };
    let messages: Vec<MessageView<'_>> = code
        .messages
        .iter()
        .map(|message| MessageView {
            tool: &message.tool,
            text: &message.text,
        })
        .collect();
    let constants: Vec<ConstantView<'_>> = code
        .constants
        .iter()
        .map(|(place, name)| ConstantView { place, name })
        .collect();
    let group = &family.groups[code.group].id;

    view.set("family", fragments.about.clone());
    view.set("code", prepared.about.clone());
    view.set("panel", prepared.panel.clone());
    view.put(
        "group",
        &lookup.words(&format!("family/groups/{group}/title")),
    );
    view.put("facts", &facts);
    view.put("messages", &messages);
    view.put("constants", &constants);
    view.put(
        "confused",
        &code
            .confused_with
            .iter()
            .map(|other| link(*other))
            .collect::<Vec<_>>(),
    );
    view.put(
        "others",
        &(0..family.codes.len())
            .filter(|other| *other != code_index)
            .map(link)
            .collect::<Vec<_>>(),
    );
    view.put(
        "equivalents",
        &renderer.equivalents(locale, index, &[code_index]),
    );
    view.put("choice", &choice);
    view
}

impl Renderer<'_> {
    /// The codes of other families that mean much the same as one of these.
    pub(super) fn equivalents(
        &self,
        locale: usize,
        family: usize,
        codes: &[usize],
    ) -> Vec<LinkView> {
        let site = self.site;
        let mut equivalents: Vec<CodeRef> = codes
            .iter()
            .flat_map(|code| &site.content.families[family].codes[*code].equivalents)
            .copied()
            .filter(|code| site.has_family(code.family))
            .collect();
        equivalents.sort_unstable();
        equivalents.dedup();
        equivalents
            .into_iter()
            .map(|CodeRef { family, code }| {
                let other = &site.content.families[family];
                LinkView {
                    text: format!(
                        "{} {} {}",
                        other.name,
                        other.codes[code].id.text(),
                        other.codes[code].full_name()
                    ),
                    href: site.href(locale, Subject::Code { family, code }),
                }
            })
            .collect()
    }
}
