use crate::diagnostic::{Diagnostic, Id, Place, Problems};
use crate::yaml::{Node, Value as Yaml};

use super::fact::Value;
use super::family::Family;
use super::identity::CodeId;

/// One member of a family.
#[derive(Debug, Clone)]
pub struct Code {
    /// What tells it from the others.
    pub id: CodeId,
    /// The common name.
    pub name: String,
    /// The registry's name, where it differs.
    pub registered_as: Option<String>,
    /// `false` for a code that vendors use though no registry has it.
    pub registered: bool,
    /// The index of its group.
    pub group: usize,
    /// A value for each fact of the family, in the family's order.
    pub values: Vec<Value>,
    /// Whether anybody may choose to send it.
    pub choosable: bool,
    /// The wire, step by step.
    pub exchange: Vec<Step>,
    /// What tools print.
    pub messages: Vec<Message>,
    /// The names in libraries: where, and the name.
    pub constants: Vec<(String, String)>,
    /// The specifications.
    pub references: Vec<Reference>,
    /// The codes of its family that it is mistaken for, by index.
    pub confused_with: Vec<usize>,
    /// Codes of other families that mean much the same.
    pub equivalents: Vec<CodeRef>,
    /// The file that defines it, relative to the project's root.
    pub path: String,
}

/// A code of any family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CodeRef {
    /// The family's index.
    pub family: usize,
    /// The code's index in it.
    pub code: usize,
}

/// A step of an exchange. Its words are texts of the code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The key of its texts.
    pub id: String,
    /// What happens.
    pub action: Action,
}

/// What happens in a step; lanes are indices of [`Family::lanes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// One lane sends to another.
    Send {
        /// Who sends.
        from: usize,
        /// Who receives.
        to: usize,
    },
    /// A lane waits.
    Wait {
        /// Who waits.
        at: usize,
    },
    /// What goes from one lane to another is cut off.
    Cut {
        /// The side it came from.
        from: usize,
        /// The side it never reaches.
        to: usize,
    },
}

impl Action {
    /// The field that holds the step's words: `send`, `wait` or `cut`.
    pub fn field(self) -> &'static str {
        match self {
            Action::Send { .. } => "send",
            Action::Wait { .. } => "wait",
            Action::Cut { .. } => "cut",
        }
    }
}

/// A line that a tool prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Who prints it.
    pub tool: String,
    /// What is printed, to the letter.
    pub text: String,
}

/// A specification, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reference {
    /// An RFC.
    Rfc {
        /// Its number.
        number: String,
        /// A section of it.
        section: Option<String>,
    },
    /// Any other document.
    Document {
        /// What it is called.
        title: String,
        /// Where it is.
        url: String,
    },
}

impl Reference {
    /// Where it can be read.
    pub fn url(&self) -> String {
        match self {
            Reference::Rfc {
                number,
                section: None,
            } => {
                format!("https://www.rfc-editor.org/rfc/rfc{number}")
            }
            Reference::Rfc {
                number,
                section: Some(section),
            } => {
                format!("https://www.rfc-editor.org/rfc/rfc{number}#section-{section}")
            }
            Reference::Document { url, .. } => url.clone(),
        }
    }
}

/// The ids of all families and codes: what references are looked up in.
#[derive(Debug, Default)]
pub(super) struct Register {
    /// Each family's id and its codes, sorted.
    pub(super) families: Vec<(String, Vec<CodeId>)>,
}

impl Register {
    /// The index of the family that a node names, or a problem.
    pub(super) fn family(&self, node: &Node, problems: &mut Problems) -> Option<usize> {
        let id = node.text()?;
        let index = self.families.iter().position(|(family, _)| family == id);
        if index.is_none() {
            let families = self.families.iter().map(|(family, _)| family.as_str());
            problems.push(
                Diagnostic::at(
                    Id::UnknownFamily,
                    &node.place,
                    format!("there is no family `{id}`"),
                )
                .suggest(id, families, "there are"),
            );
        }
        index
    }

    /// The index of the code of `family` that a node names, or a problem.
    pub(super) fn code(
        &self,
        family: usize,
        node: &Node,
        problems: &mut Problems,
    ) -> Option<usize> {
        let text = node.text()?;
        let (name, codes) = &self.families[family];
        let exact = codes.iter().position(|code| code.reference() == text);
        let mut same_number = codes
            .iter()
            .enumerate()
            .filter(|(_, code)| code.text() == text);
        let index = exact.or_else(|| match (same_number.next(), same_number.next()) {
            (Some((index, _)), None) => Some(index),
            _ => None,
        });
        if index.is_none() {
            let references: Vec<String> = codes.iter().map(CodeId::reference).collect();
            problems.push(
                Diagnostic::at(
                    Id::UnknownCode,
                    &node.place,
                    format!("the family `{name}` has no code `{text}`"),
                )
                .suggest(
                    text,
                    references.iter().map(String::as_str),
                    "its codes are",
                ),
            );
        }
        index
    }
}

impl Code {
    /// The name, with the qualifier where the name alone does not hold it.
    pub fn full_name(&self) -> String {
        match self.id.qualifier() {
            Some(qualifier) if qualifier != self.name => format!("{} ({qualifier})", self.name),
            _ => self.name.clone(),
        }
    }

    /// Reads a code whose shape has been checked, for a family whose own file has been read.
    pub(super) fn read(
        node: &Node,
        id: CodeId,
        family: &Family,
        family_index: usize,
        register: &Register,
        problems: &mut Problems,
    ) -> Self {
        let confused_with = node
            .get("confused_with")
            .map(Node::items)
            .unwrap_or_default();
        let equivalents = node.get("equivalents").map(Node::items).unwrap_or_default();
        Self {
            name: node.string_of("name"),
            registered_as: node.text_of("registered_as").map(str::to_owned),
            registered: node
                .get("registered")
                .and_then(Node::yes_no)
                .unwrap_or(true),
            group: group(node, family, problems),
            values: values(node, family, register, problems),
            choosable: node.get("choose_when").is_some(),
            exchange: exchange(node, family, problems),
            messages: node
                .get("messages")
                .map(Node::items)
                .unwrap_or_default()
                .iter()
                .map(|item| Message {
                    tool: item.string_of("tool"),
                    text: item.string_of("text"),
                })
                .collect(),
            constants: node
                .get("constants")
                .map(Node::entries)
                .unwrap_or_default()
                .iter()
                .filter_map(|entry| Some((entry.key.text.clone(), entry.value.text()?.to_owned())))
                .collect(),
            references: references(node, problems),
            confused_with: confused_with
                .iter()
                .filter_map(|item| {
                    let index = register.code(family_index, item, problems)?;
                    if register.families[family_index].1[index] == id {
                        problems.push(
                            Diagnostic::at(
                                Id::UnknownCode,
                                &item.place,
                                format!("`{id}` cannot be confused with itself"),
                            )
                            .help("remove it from the list"),
                        );
                        return None;
                    }
                    Some(index)
                })
                .collect(),
            equivalents: equivalents
                .iter()
                .filter_map(|item| {
                    let family = register.family(item.get("family")?, problems)?;
                    let code = register.code(family, item.get("code")?, problems)?;
                    Some(CodeRef { family, code })
                })
                .collect(),
            path: node.place.source.path.clone(),
            id,
        }
    }
}

fn group(node: &Node, family: &Family, problems: &mut Problems) -> usize {
    let Some((group, place)) = node
        .get("group")
        .and_then(|node| Some((node.text()?, &node.place)))
    else {
        return 0;
    };
    let ids = || family.groups.iter().map(|group| group.id.as_str());
    ids().position(|id| id == group).unwrap_or_else(|| {
        problems.push(
            Diagnostic::at(
                Id::UnknownGroup,
                place,
                format!("there is no group `{group}`"),
            )
            .suggest(group, ids(), "the family's groups are"),
        );
        0
    })
}

/// A value for each fact: given, or inapplicable because of another fact, or unknown.
fn values(
    node: &Node,
    family: &Family,
    register: &Register,
    problems: &mut Problems,
) -> Vec<Value> {
    let mut values = vec![Value::Unknown; family.facts.len()];
    let mut places: Vec<Option<&Place>> = vec![None; family.facts.len()];
    for entry in node.get("facts").map(Node::entries).unwrap_or_default() {
        let id = entry.key.text.as_str();
        let Some(index) = family.facts.iter().position(|fact| fact.id == id) else {
            let ids = family.facts.iter().map(|fact| fact.id.as_str());
            problems.push(
                Diagnostic::at(
                    Id::UnknownFact,
                    &entry.key.place,
                    format!("there is no fact `{id}`"),
                )
                .suggest(id, ids, "the family's facts are"),
            );
            continue;
        };
        if matches!(entry.value.value, Yaml::Text(_) | Yaml::List(_)) {
            values[index] = family.facts[index].value(&entry.value, register, problems);
            places[index] = Some(&entry.key.place);
        }
    }
    let given = values.clone();
    for (index, fact) in family.facts.iter().enumerate() {
        let broken = fact.only_if.iter().find(|condition| {
            let other = &given[condition.fact];
            *other != Value::Unknown && !condition.values.contains(other)
        });
        let Some(broken) = broken else { continue };
        if let Some(place) = places[index]
            && given[index] != Value::NotApplicable
        {
            let other = &family.facts[broken.fact].id;
            problems.push(
                Diagnostic::at(
                    Id::InapplicableFact,
                    place,
                    format!("`{}` does not apply to this code", fact.id),
                )
                .help(format!(
                    "the family declares it for some values of `{other}` only (`only_if`): remove it here"
                )),
            );
        }
        values[index] = Value::NotApplicable;
    }
    values
}

fn exchange(node: &Node, family: &Family, problems: &mut Problems) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for item in node.get("exchange").map(Node::items).unwrap_or_default() {
        let Some(id) = item.text_of("id") else {
            continue;
        };
        if steps.iter().any(|step| step.id == id) {
            problems.push(
                Diagnostic::at(
                    Id::DuplicateId,
                    &item.place,
                    format!("a second step `{id}`"),
                )
                .help("give each step an id of its own"),
            );
            continue;
        }
        let mut lane = |key: &str| lane(item, key, family, problems);
        let has = |key: &str| item.get(key).is_some();
        let action = match (has("send"), has("wait"), has("cut")) {
            (true, false, false) => lane("from")
                .zip(lane("to"))
                .map(|(from, to)| Action::Send { from, to }),
            (false, true, false) => lane("at").map(|at| Action::Wait { at }),
            (false, false, true) => lane("from")
                .zip(lane("to"))
                .map(|(from, to)| Action::Cut { from, to }),
            _ => {
                problems.push(
                    Diagnostic::at(
                        Id::InvalidStep,
                        &item.place,
                        "a step is one of `send`, `wait` and `cut`",
                    )
                    .help("`send` and `cut` go with `from` and `to`, `wait` goes with `at`"),
                );
                None
            }
        };
        steps.extend(action.map(|action| Step {
            id: id.to_owned(),
            action,
        }));
    }
    steps
}

fn lane(item: &Node, key: &str, family: &Family, problems: &mut Problems) -> Option<usize> {
    let Some(node) = item.get(key) else {
        problems.push(
            Diagnostic::at(
                Id::InvalidStep,
                &item.place,
                format!("this step lacks `{key}`"),
            )
            .help("`send` and `cut` go with `from` and `to`, `wait` goes with `at`"),
        );
        return None;
    };
    let lane = node.text()?;
    let index = family.lanes.iter().position(|id| id == lane);
    if index.is_none() {
        problems.push(
            Diagnostic::at(
                Id::UnknownLane,
                &node.place,
                format!("there is no lane `{lane}`"),
            )
            .suggest(
                lane,
                family.lanes.iter().map(String::as_str),
                "the family's lanes are",
            ),
        );
    }
    index
}

fn references(node: &Node, problems: &mut Problems) -> Vec<Reference> {
    let mut references = Vec::new();
    for item in node.get("references").map(Node::items).unwrap_or_default() {
        if !matches!(item.value, Yaml::Map(_)) {
            continue;
        }
        let text = |key| item.text_of(key).map(str::to_owned);
        match (text("rfc"), text("title"), text("url")) {
            (Some(number), None, None) => {
                references.push(Reference::Rfc {
                    number,
                    section: text("section"),
                });
            }
            (None, Some(title), Some(url)) => references.push(Reference::Document { title, url }),
            _ => problems.push(
                Diagnostic::at(
                    Id::MissingField,
                    &item.place,
                    "a reference is an RFC, or a title with an address",
                )
                .help("write `{ rfc: 6455, section: 7.4.1 }` or `{ title: …, url: https://… }`"),
            ),
        }
    }
    references
}
