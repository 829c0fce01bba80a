use serde::Serialize;
use tera::Value as Html;

use crate::content::{CodeRef, Pair, Value};

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

    let mut view = renderer.page(&heading(renderer, locale, index, code_index));
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
    let group = lookup.words(&format!(
        "family/groups/{}/title",
        family.groups[code.group].id
    ));
    view.note_fallback(prepared.fell_back || prepared.summary_fell_back);
    view.note_fallback(facts.iter().any(|fact| fact.label.lang.is_some()));
    view.note_fallback(!choice.translated() || group.lang.is_some());

    let link = |other: &usize| {
        let link = renderer.pair_link(locale, index, Pair::new(code_index, *other));
        let other = fragments.codes[*other].about.clone();
        ComparisonLink {
            href: link.href,
            text: link.text,
            other,
        }
    };
    let confused: Vec<ComparisonLink> = code.confused_with.iter().map(link).collect();
    let others = (0..family.codes.len()).filter(|other| *other != code_index);
    let others: Vec<ComparisonLink> = others.map(|other| link(&other)).collect();
    let messages = code.messages.iter();
    let messages: Vec<MessageView<'_>> = messages
        .map(|message| MessageView {
            tool: &message.tool,
            text: &message.text,
        })
        .collect();
    let constants = code.constants.iter();
    let constants: Vec<ConstantView<'_>> = constants
        .map(|(place, name)| ConstantView { place, name })
        .collect();

    view.set("family", fragments.about.clone());
    view.set("code", prepared.about.clone());
    view.set("panel", prepared.panel.clone());
    view.put("group", &group);
    view.put("facts", &facts);
    view.put("choice", &choice);
    view.put("messages", &messages);
    view.put("constants", &constants);
    view.put("confused", &confused);
    view.put("others", &others);
    view.put(
        "equivalents",
        &renderer.equivalents(locale, index, &[code_index]),
    );
    view
}

fn heading(renderer: &Renderer<'_>, locale: usize, index: usize, code_index: usize) -> Heading {
    let site = renderer.site;
    let family = &site.content.families[index];
    let code = &family.codes[code_index];
    let language = site.language(locale);
    let name = code.full_name();
    let titles = ["title_code", "title_code_short"].map(|title| {
        pattern(language, title, &|slot| match slot {
            "family" => &family.name,
            "code" => code.id.text(),
            _ => &name,
        })
    });
    let summary = language.family(index, &format!("codes/{}/summary", code.id.slug()));
    Heading {
        locale,
        subject: Subject::Code {
            family: index,
            code: code_index,
        },
        title: fitting(titles),
        description: summary
            .map(|found| found.text.value.clone())
            .unwrap_or_default(),
        above: vec![Subject::Hub { family: index }],
        name: family.reference(code_index),
    }
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
