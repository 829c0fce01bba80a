use serde::Serialize;
use tera::Value as Html;

use super::{Lookup, Words};
use crate::content::{FactKind, Family, Value};
use crate::site::Subject;

/// A cell of a table of facts.
#[derive(Serialize)]
pub(super) struct Cell {
    /// `yes`, `no`, `not_applicable`, `words` or `terms`.
    kind: &'static str,
    pub(super) items: Vec<CellItem>,
}

#[derive(Serialize)]
pub(super) struct CellItem {
    pub(super) words: Words,
    href: Option<String>,
}

impl Lookup<'_> {
    /// The value of a fact for one code.
    pub(super) fn cell(&self, family: &Family, fact: usize, value: &Value) -> Cell {
        let fact = &family.facts[fact];
        let option = |options: &[String], index: usize| CellItem {
            words: self.words(&format!(
                "family/facts/{}/options/{}/label",
                fact.id, options[index]
            )),
            href: None,
        };
        let (kind, items) = match (value, &fact.kind) {
            (Value::YesNo(true), _) => ("yes", Vec::new()),
            (Value::YesNo(false), _) => ("no", Vec::new()),
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
                    html: Html::normal_string(&name),
                    lang: None,
                };
                ("words", vec![CellItem { words, href }])
            }
            (Value::Terms(terms), _) => {
                let items = terms.iter().map(|term| CellItem {
                    words: Words {
                        html: Html::normal_string(term),
                        lang: None,
                    },
                    href: None,
                });
                ("terms", items.collect())
            }
            (Value::NotApplicable, _) => ("not_applicable", Vec::new()),
            _ => ("unknown", Vec::new()),
        };
        Cell { kind, items }
    }
}
