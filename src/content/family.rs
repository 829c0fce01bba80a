use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Id, Problems};
use crate::yaml::Node;
use crate::yaml::shape::Words;

use super::code::Code;
use super::fact::{Condition, Fact, Value};
use super::note::Note;
use super::pattern::Pattern;
use super::register::Register;
use super::settings::Link;
use super::shapes;
use super::texts::Texts;

/// A set of codes that can be compared.
#[derive(Debug, Clone)]
pub struct Family {
    /// The folder's name, and the family's part of every path.
    pub id: String,
    /// What stands before a code: `WebSocket`.
    pub name: String,
    /// What a sentence calls a code.
    pub refer_by: ReferBy,
    /// What people type for it, besides its name.
    pub aliases: Vec<String>,
    /// The registry of the codes.
    pub registry: Option<Link>,
    /// Who stands in an exchange, by id.
    pub lanes: Vec<String>,
    /// The parts of the family, in order.
    pub groups: Vec<Group>,
    /// Ranges of codes without pages.
    pub ranges: Vec<Range>,
    /// What codes are compared by, most telling first.
    pub facts: Vec<Fact>,
    /// The codes in their order.
    pub codes: Vec<Code>,
    /// What people have written about single pairs.
    pub notes: BTreeMap<Pair, Note>,
    /// The English words of all of these.
    pub texts: Texts,
    /// The paths below which texts are missing or faulty, which was told.
    pub unread: Vec<String>,
}

/// What a sentence calls a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReferBy {
    /// `1007`
    Number,
    /// `ABORTED`
    Name,
}

/// A part of a family that its registry or specification draws.
#[derive(Debug, Clone, Hash)]
pub struct Group {
    /// The key under which codes name it.
    pub id: String,
    /// How bad its codes are, one of [`SEVERITIES`](shapes::SEVERITIES).
    pub severity: Option<&'static str>,
    /// The facts, by index, whose difference the group's predicate tells already.
    pub tells: Vec<usize>,
}

/// A range of codes without pages.
#[derive(Debug, Clone)]
pub struct Range {
    /// The key of its texts.
    pub id: String,
    /// The first and the last code, as written.
    pub codes: String,
}

/// Two codes of one family by index, the lower one first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pair {
    low: usize,
    high: usize,
}

impl Pair {
    /// The pair of two different codes, in whichever order they are given.
    ///
    /// # Panics
    ///
    /// If both are the same code.
    pub fn new(one: usize, other: usize) -> Self {
        assert_ne!(one, other, "a pair has two codes");
        Self {
            low: one.min(other),
            high: one.max(other),
        }
    }

    /// The code that stands first.
    pub fn low(self) -> usize {
        self.low
    }

    /// The code that stands second.
    pub fn high(self) -> usize {
        self.high
    }
}

/// What of a code is compared with others.
#[derive(Debug, Clone, Copy, Hash)]
pub struct Compared<'a> {
    /// [`Code::values`]
    pub values: &'a [Value],
    /// [`Code::group`]
    pub group: usize,
    /// [`Code::choosable`]
    pub choosable: bool,
    /// [`Code::confused_with`]
    pub confused_with: &'a [usize],
}

impl Code {
    /// What of it is compared with others.
    pub fn compared(&self) -> Compared<'_> {
        Compared {
            values: &self.values,
            group: self.group,
            choosable: self.choosable,
            confused_with: &self.confused_with,
        }
    }
}

/// Two codes of a family, and what is known about them together.
#[derive(Debug, Clone, Copy)]
pub struct Two<'a> {
    /// Which of the family's codes they are.
    pub pair: Pair,
    /// The lower one.
    pub low: Compared<'a>,
    /// The higher one.
    pub high: Compared<'a>,
    /// The group of each.
    pub groups: [&'a Group; 2],
    /// What somebody has written about them.
    pub note: Option<&'a Note>,
}

impl Two<'_> {
    /// Whether either code lists the other as confused with it.
    pub fn confused(&self) -> bool {
        self.low.confused_with.contains(&self.pair.high)
            || self.high.confused_with.contains(&self.pair.low)
    }
}

impl Family {
    /// The codes of a pair.
    pub fn two(&self, pair: Pair) -> Two<'_> {
        let (low, high) = (&self.codes[pair.low], &self.codes[pair.high]);
        Two {
            pair,
            low: low.compared(),
            high: high.compared(),
            groups: [&self.groups[low.group], &self.groups[high.group]],
            note: self.notes.get(&pair),
        }
    }

    /// Every pair of the family's codes, in their order.
    pub fn pairs(&self) -> impl Iterator<Item = Pair> + use<> {
        let codes = self.codes.len();
        (0..codes).flat_map(move |low| (low + 1..codes).map(move |high| Pair { low, high }))
    }

    /// The pairs before and after one, in their order.
    pub fn neighbours(&self, pair: Pair) -> [Option<Pair>; 2] {
        let Pair { low, high } = pair;
        let last = self.codes.len() - 1;
        let before = match (low, high) {
            (0, 1) => None,
            _ if high == low + 1 => Some((low - 1, last)),
            _ => Some((low, high - 1)),
        };
        let after = match high {
            _ if high < last => Some((low, high + 1)),
            _ if low + 2 <= last => Some((low + 1, low + 2)),
            _ => None,
        };
        [before, after].map(|pair| pair.map(|(low, high)| Pair { low, high }))
    }

    /// The pair's form in paths: `1007-vs-1013`.
    pub fn pair_slug(&self, pair: Pair) -> String {
        format!(
            "{}-vs-{}",
            self.codes[pair.low].id.slug(),
            self.codes[pair.high].id.slug()
        )
    }

    /// What a sentence calls a code.
    pub fn reference(&self, code: usize) -> String {
        let code = &self.codes[code];
        match (self.refer_by, code.id.qualifier()) {
            (ReferBy::Number, None) => code.id.text().to_owned(),
            (ReferBy::Number, Some(qualifier)) => format!("{} ({qualifier})", code.id.text()),
            (ReferBy::Name, _) => code.full_name(),
        }
    }

    /// Whether the text at a path is missing or faulty, which was told.
    pub fn is_unread(&self, path: &str) -> bool {
        self.unread.iter().any(|prefix| {
            let rest = path.strip_prefix(prefix.as_str());
            prefix.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }

    /// Reads `family.yaml`, whose shape has been checked; codes and notes come later.
    pub(super) fn read(
        id: &str,
        node: &Node,
        register: &Register,
        problems: &mut Problems,
    ) -> Self {
        let facts = facts(node, register, problems);
        let mut texts = Texts::default();
        texts.collect(node, &shapes::FAMILY, "family");
        let items = |key: &str| node.get(key).map(Node::items).unwrap_or_default();
        unique_ids(items("groups"), "group", problems);
        unique_ids(items("ranges"), "range", problems);
        let mut family = Self {
            id: id.to_owned(),
            name: node.string_of("name"),
            refer_by: match node.text_of("refer_by") {
                Some("name") => ReferBy::Name,
                _ => ReferBy::Number,
            },
            aliases: items("aliases")
                .iter()
                .filter_map(|item| item.text().map(str::to_owned))
                .collect(),
            registry: node.get("registry").map(Link::read),
            lanes: node
                .get("lanes")
                .map(Node::entries)
                .unwrap_or_default()
                .iter()
                .map(|entry| entry.key.text.clone())
                .collect(),
            groups: items("groups")
                .iter()
                .map(|group| Group {
                    id: group.string_of("id"),
                    severity: shapes::severity(group),
                    tells: fact_list(group.get("tells"), &facts, problems),
                })
                .collect(),
            ranges: items("ranges")
                .iter()
                .map(|range| Range {
                    id: range.string_of("id"),
                    codes: range.string_of("codes"),
                })
                .collect(),
            facts,
            codes: Vec::new(),
            notes: BTreeMap::new(),
            texts,
            unread: Vec::new(),
        };
        family.check_placeholders(problems);
        family
    }

    /// Tells of predicates and subjects with other placeholders than they can be given.
    fn check_placeholders(&mut self, problems: &mut Problems) {
        let patterns = self
            .texts
            .iter()
            .filter(|(_, text)| text.words == Words::Pattern);
        let mut faulty = Vec::new();
        for (path, text) in patterns {
            let allowed = match path.strip_prefix("family/facts/") {
                Some(rest) => {
                    let id = rest.split('/').next().unwrap_or_default();
                    let fact = self.facts.iter().find(|fact| fact.id == id);
                    fact.and_then(Fact::predicate_slots)
                }
                None if path == "family/subject" => Some(&["code"][..]),
                None => Some(&[][..]),
            };
            let Some(allowed) = allowed else { continue };
            if Pattern::new(&text.value).slots() != allowed {
                let key = path.rsplit('/').next().unwrap_or_default();
                let message = format!("`{key}` has the wrong placeholders");
                let help = match allowed {
                    [] => "write it without anything in braces".to_owned(),
                    names => format!("write it with `{{{}}}`", names.join("}` and `{")),
                };
                problems.push(Diagnostic::at(Id::Placeholders, &text.place, message).help(help));
                faulty.push(path.to_owned());
            }
        }
        self.unread.extend(faulty);
    }
}

fn facts(node: &Node, register: &Register, problems: &mut Problems) -> Vec<Fact> {
    let nodes = node.get("facts").map(Node::items).unwrap_or_default();
    unique_ids(nodes, "fact", problems);
    let mut read: Vec<(Fact, &Node)> = Vec::new();
    for node in nodes {
        read.extend(Fact::read(node, register, problems).map(|fact| (fact, node)));
    }
    let (mut facts, nodes): (Vec<Fact>, Vec<&Node>) = read.into_iter().unzip();
    for (index, node) in nodes.into_iter().enumerate() {
        facts[index].only_if = conditions(node, &facts, register, problems);
    }
    facts
}

fn conditions(
    node: &Node,
    facts: &[Fact],
    register: &Register,
    problems: &mut Problems,
) -> Vec<Condition> {
    let mut conditions = Vec::new();
    for entry in node.get("only_if").map(Node::entries).unwrap_or_default() {
        let id = entry.key.text.as_str();
        let Some(fact) = facts.iter().position(|fact| fact.id == id) else {
            problems.push(
                Diagnostic::at(
                    Id::UnknownFact,
                    &entry.key.place,
                    format!("there is no fact `{id}`"),
                )
                .suggest(
                    id,
                    facts.iter().map(|fact| fact.id.as_str()),
                    "the facts are",
                ),
            );
            continue;
        };
        let values = entry.value.one_or_many().iter();
        let values: Vec<Value> = values
            .map(|value| facts[fact].value(value, register, problems))
            .filter(|value| *value != Value::Unknown)
            .collect();
        if !values.is_empty() {
            conditions.push(Condition { fact, values });
        }
    }
    conditions
}

/// The indices of the facts that a list names.
pub(super) fn fact_list(
    node: Option<&Node>,
    facts: &[Fact],
    problems: &mut Problems,
) -> Vec<usize> {
    let mut indices = Vec::new();
    for item in node.map(Node::items).unwrap_or_default() {
        let Some(id) = item.text() else { continue };
        if let Some(index) = facts.iter().position(|fact| fact.id == id) {
            indices.push(index);
        } else {
            problems.push(
                Diagnostic::at(
                    Id::UnknownFact,
                    &item.place,
                    format!("there is no fact `{id}`"),
                )
                .suggest(
                    id,
                    facts.iter().map(|fact| fact.id.as_str()),
                    "the facts are",
                ),
            );
        }
    }
    indices
}

/// Tells of items of a list that have one id.
pub(super) fn unique_ids(items: &[Node], kind: &str, problems: &mut Problems) {
    for (index, item) in items.iter().enumerate() {
        let Some(id) = item.get("id") else { continue };
        let first = items[..index].iter().filter_map(|item| item.get("id"));
        if let Some(first) = first.into_iter().find(|first| first.text() == id.text()) {
            let text = id.text().unwrap_or_default();
            problems.push(
                Diagnostic::at(
                    Id::DuplicateId,
                    &id.place,
                    format!("a second {kind} `{text}`"),
                )
                .label("again here")
                .related(&first.place, "first here")
                .help(format!("give each {kind} an id of its own")),
            );
        }
    }
}
