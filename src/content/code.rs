use crate::diagnostic::{Diagnostic, Id, Place, Problems};
use crate::yaml::{Entry, Node, Value as Yaml};

use super::fact::{Condition, Fact, Value};
use super::family::Family;
use super::identity::CodeId;
use super::reference::{self, Reference};
use super::register::Register;
use super::shapes;
use super::step::{self, Step};

/// One member of a family.
#[derive(Debug, Clone, Hash)]
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
    /// How bad it is, one of [`SEVERITIES`](shapes::SEVERITIES).
    pub severity: Option<&'static str>,
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
    /// Where it lists each of them.
    pub confused_places: Vec<Place>,
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

/// A line that a tool prints.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Message {
    /// Who prints it.
    pub tool: String,
    /// What is printed, to the letter.
    pub text: String,
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
        let (confused_with, confused_places) =
            confused_with(node, &id, family_index, register, problems);
        let equivalents = node.get("equivalents").map(Node::items).unwrap_or_default();
        let group = group(node, family, problems);
        Self {
            name: node.string_of("name"),
            registered_as: node.text_of("registered_as").map(str::to_owned),
            registered: node
                .get("registered")
                .and_then(Node::yes_no)
                .unwrap_or(true),
            severity: shapes::severity(node)
                .or_else(|| family.groups.get(group).and_then(|group| group.severity)),
            group,
            values: values(node, family, register, problems),
            choosable: node.get("choose_when").is_some(),
            exchange: step::exchange(node, family, problems),
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
            references: reference::references(node, problems),
            confused_with,
            confused_places,
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

/// The codes that a code is mistaken for, and where it lists them.
fn confused_with(
    node: &Node,
    id: &CodeId,
    family: usize,
    register: &Register,
    problems: &mut Problems,
) -> (Vec<usize>, Vec<Place>) {
    let items = node.get("confused_with").map(Node::items);
    let mut listed: Vec<(usize, Place)> = Vec::new();
    for item in items.unwrap_or_default() {
        let Some(index) = register.code(family, item, problems) else {
            continue;
        };
        if let Some((_, first)) = listed.iter().find(|(other, _)| *other == index) {
            problems.push(
                Diagnostic::at(Id::DuplicateId, &item.place, "a code that is listed twice")
                    .label("again here")
                    .related(first, "first here")
                    .help("remove one of the two"),
            );
        } else if register.families[family].1[index] == *id {
            problems.push(
                Diagnostic::at(
                    Id::UnknownCode,
                    &item.place,
                    format!("`{id}` cannot be confused with itself"),
                )
                .help("remove it from the list"),
            );
        } else {
            listed.push((index, item.place.clone()));
        }
    }
    listed.into_iter().unzip()
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
    let mut entries: Vec<Option<&Entry>> = vec![None; family.facts.len()];
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
            entries[index] = Some(entry);
        }
    }
    let given = values.clone();
    // A fact that does not apply can make another one not apply.
    for _ in 0..family.facts.len() {
        for (index, fact) in family.facts.iter().enumerate() {
            if broken_condition(fact, &values).is_some() {
                values[index] = Value::NotApplicable;
            }
        }
    }
    for (index, fact) in family.facts.iter().enumerate() {
        let Some(broken) = broken_condition(fact, &values) else {
            continue;
        };
        if let Some(entry) = entries[index]
            && given[index] != Value::NotApplicable
        {
            let other = &family.facts[broken.fact].id;
            let message = format!("`{}` does not apply to this code", fact.id);
            let mut diagnostic =
                Diagnostic::at(Id::InapplicableFact, &entry.key.place, message).help(format!(
                    "the family declares it for other values of `{other}` (`only_if`): remove it here"
                ));
            if let Some(other) = entries[broken.fact] {
                diagnostic = diagnostic.related(&other.value.place, "because of this value");
            }
            problems.push(diagnostic);
        }
    }
    values
}

/// What keeps a fact from applying.
fn broken_condition<'f>(fact: &'f Fact, values: &[Value]) -> Option<&'f Condition> {
    fact.only_if.iter().find(|condition| {
        let other = &values[condition.fact];
        *other != Value::Unknown && !condition.values.contains(other)
    })
}
