use serde::Serialize;

use super::super::html::Html;
use super::super::{Failure, Template};
use super::{LocaleFragments, Lookup, Words};
use crate::content::{FactKind, Family, Value};
use crate::site::Subject;

/// A cell of a table of facts.
#[derive(Serialize)]
struct Cell {
    /// `yes`, `no`, `not_applicable`, `words` or `terms`.
    kind: &'static str,
    items: Vec<CellItem>,
}

#[derive(Serialize)]
struct CellItem {
    words: Words,
    href: Option<String>,
}

/// The cells of values that many codes have.
#[derive(Debug, Hash)]
pub(in crate::render) struct Cells {
    yes: Made,
    no: Made,
    not_applicable: Made,
    unknown: Made,
    /// By fact and option.
    options: Vec<Vec<Made>>,
}

/// A cell, and whether it is English because it is not translated.
type Made = (Html, bool);

impl Cells {
    pub(super) fn new(lookup: &Lookup<'_, '_>, locale: &LocaleFragments) -> Result<Self, Failure> {
        let facts = &lookup.renderer.site.content.families[lookup.family].facts;
        let options = facts.iter().enumerate().map(|(fact, about)| {
            let options = match &about.kind {
                FactKind::Choice(options) => options.len(),
                _ => 0,
            };
            let choices = (0..options).map(Value::Choice);
            choices
                .map(|choice| made(lookup, locale, fact, &choice))
                .collect::<Result<_, _>>()
        });
        let plain = |value: &Value| cell_of(lookup, locale, &plain_cell(value));
        Ok(Self {
            yes: plain(&Value::YesNo(true))?,
            no: plain(&Value::YesNo(false))?,
            not_applicable: plain(&Value::NotApplicable)?,
            unknown: plain(&Value::Unknown)?,
            options: options.collect::<Result<_, Failure>>()?,
        })
    }

    /// The value of a fact for one code.
    pub(super) fn get(
        &self,
        lookup: &Lookup<'_, '_>,
        locale: &LocaleFragments,
        fact: usize,
        value: &Value,
    ) -> Result<Made, Failure> {
        match value {
            Value::YesNo(true) => Ok(self.yes.clone()),
            Value::YesNo(false) => Ok(self.no.clone()),
            Value::NotApplicable => Ok(self.not_applicable.clone()),
            Value::Unknown => Ok(self.unknown.clone()),
            Value::Choice(option) => Ok(self.options[fact][*option].clone()),
            Value::Set(_) | Value::Code(_) | Value::Terms(_) => made(lookup, locale, fact, value),
        }
    }
}

fn made(
    lookup: &Lookup<'_, '_>,
    locale: &LocaleFragments,
    fact: usize,
    value: &Value,
) -> Result<Made, Failure> {
    let family = &lookup.renderer.site.content.families[lookup.family];
    cell_of(lookup, locale, &lookup.cell(family, fact, value))
}

fn cell_of(
    lookup: &Lookup<'_, '_>,
    locale: &LocaleFragments,
    cell: &Cell,
) -> Result<Made, Failure> {
    let mut view = locale.view();
    view.put("cell", cell);
    let html = lookup.renderer.fragment(Template::Cell, &view)?;
    let fell_back = cell.items.iter().any(|item| item.words.lang.is_some());
    Ok((html, fell_back))
}

impl Lookup<'_, '_> {
    /// The value of a fact for one code.
    fn cell(&self, family: &Family, fact: usize, value: &Value) -> Cell {
        let fact = &family.facts[fact];
        let option = |options: &[String], index: usize| CellItem {
            words: self.words(&format!(
                "family/facts/{}/options/{}/label",
                fact.id, options[index]
            )),
            href: None,
        };
        let (kind, items) = match (value, &fact.kind) {
            (Value::Choice(chosen), FactKind::Choice(options)) => {
                ("words", vec![option(options, *chosen)])
            }
            (Value::Set(chosen), FactKind::Set(options)) => (
                "words",
                chosen
                    .iter()
                    .map(|chosen| option(options, *chosen))
                    .collect(),
            ),
            (Value::Code(code), _) => {
                let site = self.renderer.site;
                let other = &site.content.families[code.family];
                let name = format!("{} {}", other.name, other.reference(code.code));
                let subject = Subject::Code {
                    family: code.family,
                    code: code.code,
                };
                let href = site
                    .has_family(code.family)
                    .then(|| site.href(self.locale, subject));
                let words = Words {
                    html: Html::text(&name),
                    lang: None,
                };
                ("words", vec![CellItem { words, href }])
            }
            (Value::Terms(terms), _) => {
                let items = terms.iter().map(|term| CellItem {
                    words: Words {
                        html: Html::text(term),
                        lang: None,
                    },
                    href: None,
                });
                ("terms", items.collect())
            }
            (plain, _) => return plain_cell(plain),
        };
        Cell { kind, items }
    }
}

/// A value that needs no words of the family.
fn plain_cell(value: &Value) -> Cell {
    let kind = match value {
        Value::YesNo(true) => "yes",
        Value::YesNo(false) => "no",
        Value::NotApplicable => "not_applicable",
        _ => "unknown",
    };
    Cell {
        kind,
        items: Vec::new(),
    }
}
