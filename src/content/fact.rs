use crate::diagnostic::{Diagnostic, Id, Place, Problems};
use crate::yaml::shape::unknown_value;
use crate::yaml::{Node, Value as Yaml};

use super::code::CodeRef;
use super::register::Register;

/// A property by which the codes of a family can be compared.
#[derive(Debug, Clone)]
pub struct Fact {
    /// The key under which codes give their value.
    pub id: String,
    /// What values it takes.
    pub kind: FactKind,
    /// The values of other facts without which this one does not apply.
    pub only_if: Vec<Condition>,
    /// Where its id is written.
    pub place: Place,
}

/// The type of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactKind {
    /// `yes` or `no`.
    YesNo,
    /// One of these options, by id.
    Choice(Vec<String>),
    /// Several of these options, by id.
    Set(Vec<String>),
    /// A code of this family, by index.
    Code(usize),
    /// Literal tokens, such as header names.
    Terms,
    /// The declaration could not be read, which was told: every value is [`Value::Unknown`].
    Unread,
}

/// That another fact has one of some values.
#[derive(Debug, Clone)]
pub struct Condition {
    /// The other fact's index.
    pub fact: usize,
    /// Any of these will do.
    pub values: Vec<Value>,
}

/// The value of a fact for one code.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// Nobody has said: no row, no sentence.
    Unknown,
    /// The question makes no sense for this code: “—”, and no sentence.
    NotApplicable,
    /// Of a [`FactKind::YesNo`].
    YesNo(bool),
    /// Of a [`FactKind::Choice`]: an option's index.
    Choice(usize),
    /// Of a [`FactKind::Set`]: the options' indices, ascending.
    Set(Vec<usize>),
    /// Of a [`FactKind::Code`].
    Code(CodeRef),
    /// Of a [`FactKind::Terms`], in the order given.
    Terms(Vec<String>),
}

/// The word in YAML for a question that makes no sense.
const NOT_APPLICABLE: &str = "not_applicable";

impl Fact {
    /// Reads a fact, but for its conditions.
    pub(super) fn read(node: &Node, register: &Register, problems: &mut Problems) -> Option<Self> {
        let place = node.get("id")?.place.clone();
        let id = node.text_of("id")?.to_owned();
        let options = || -> Vec<String> {
            let options = node.get("options").map(Node::entries).unwrap_or_default();
            options
                .iter()
                .map(|option| option.key.text.clone())
                .collect()
        };
        let mut require = |key: &str, what: &str| {
            let found = node.get(key);
            if found.is_none() {
                problems.push(
                    Diagnostic::at(
                        Id::MissingField,
                        &node.place,
                        format!("the fact `{id}` lacks the field `{key}`"),
                    )
                    .help(format!("add `{key}:` {what}")),
                );
            }
            found
        };
        let kind = match node.text_of("type").unwrap_or_default() {
            "yes_no" => {
                if let Some(says) = require("says", "with the predicates `yes:` and `no:` below it")
                    && !matches!(says.value, Yaml::Map(_))
                {
                    problems.push(
                        Diagnostic::at(Id::WrongType, &says.place, "`says` must be a mapping")
                            .help("write the predicates `yes:` and `no:` below it"),
                    );
                }
                FactKind::YesNo
            }
            "choice" => {
                let options_node = require("options", "with an entry for each value below it");
                for option in options_node.map(Node::entries).unwrap_or_default() {
                    if option.value.get("says").is_none() {
                        problems.push(
                            Diagnostic::at(
                                Id::MissingField,
                                &option.key.place,
                                format!("the option `{}` lacks the field `says`", option.key.text),
                            )
                            .help("add `says:` with what is true of every code that bears it"),
                        );
                    }
                }
                FactKind::Choice(options())
            }
            "set" => {
                require("options", "with an entry for each value below it");
                require("says", "with the predicate, `{value}` in it");
                FactKind::Set(options())
            }
            "code" => {
                require("says", "with the predicate, `{value}` in it");
                require("family", "with the id of the family that the code is of")
                    .and_then(|family| register.family(family, problems))
                    .map_or(FactKind::Unread, FactKind::Code)
            }
            "terms" => {
                require("says", "with the predicate, `{value}` in it");
                FactKind::Terms
            }
            _ => FactKind::Unread,
        };
        Some(Self {
            id,
            kind,
            only_if: Vec::new(),
            place,
        })
    }

    /// The placeholders that this fact's predicates may hold.
    /// `None` if its type is not known.
    pub(super) fn predicate_slots(&self) -> Option<&'static [&'static str]> {
        match self.kind {
            FactKind::YesNo | FactKind::Choice(_) => Some(&[]),
            FactKind::Set(_) | FactKind::Code(_) | FactKind::Terms => Some(&["value"]),
            FactKind::Unread => None,
        }
    }

    /// Reads a value of this fact. A value that the fact does not take is told and `Unknown`.
    pub(super) fn value(&self, node: &Node, register: &Register, problems: &mut Problems) -> Value {
        if node.text() == Some(NOT_APPLICABLE) {
            return Value::NotApplicable;
        }
        if node.is_todo() {
            return Value::Unknown;
        }
        match &self.kind {
            FactKind::YesNo => match node.yes_no() {
                Some(yes) => Value::YesNo(yes),
                None => self.unknown(node, &["yes", "no", NOT_APPLICABLE], problems),
            },
            FactKind::Choice(options) => self
                .option(node, options, problems)
                .map_or(Value::Unknown, Value::Choice),
            FactKind::Set(options) => {
                let items = node.one_or_many().iter();
                let mut set: Vec<usize> = items
                    .filter_map(|item| self.option(item, options, problems))
                    .collect();
                set.sort_unstable();
                set.dedup();
                if set.is_empty() {
                    Value::Unknown
                } else {
                    Value::Set(set)
                }
            }
            FactKind::Code(_) if node.text().is_none() => {
                self.unknown(node, &["a code", NOT_APPLICABLE], problems)
            }
            FactKind::Code(family) => {
                let code = register.code(*family, node, problems);
                code.map_or(Value::Unknown, |code| {
                    Value::Code(CodeRef {
                        family: *family,
                        code,
                    })
                })
            }
            FactKind::Terms => {
                let terms = node.one_or_many().iter().filter_map(Node::text);
                let terms: Vec<String> = terms.map(str::to_owned).collect();
                if terms.is_empty() {
                    problems.push(
                        Diagnostic::at(
                            Id::WrongType,
                            &node.place,
                            format!("`{}` has no terms", self.id),
                        )
                        .help(format!(
                            "write them, or `{NOT_APPLICABLE}`, or leave the fact out"
                        )),
                    );
                    return Value::Unknown;
                }
                Value::Terms(terms)
            }
            FactKind::Unread => Value::Unknown,
        }
    }

    fn option(&self, node: &Node, options: &[String], problems: &mut Problems) -> Option<usize> {
        let index = node
            .text()
            .and_then(|text| options.iter().position(|option| option == text));
        if index.is_none() {
            let mut allowed: Vec<&str> = options.iter().map(String::as_str).collect();
            allowed.push(NOT_APPLICABLE);
            self.unknown(node, &allowed, problems);
        }
        index
    }

    fn unknown(&self, node: &Node, allowed: &[&str], problems: &mut Problems) -> Value {
        problems.push(match node.text() {
            Some(text) => unknown_value(text, &node.place, &self.id, allowed.iter().copied()),
            None => Diagnostic::at(
                Id::WrongType,
                &node.place,
                format!("`{}` takes one value", self.id),
            )
            .label("here is a list")
            .help(format!("write one of {}", allowed.join(", "))),
        });
        Value::Unknown
    }
}
