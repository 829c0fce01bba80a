use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::content::{Family, Pair};

use super::{Language, Part, State};

/// Texts that belong together and are worth translating next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// The part that they are of.
    pub part: Part,
    /// The file to write.
    pub file: String,
    /// What the paths of all its texts begin with; of a guide, its id.
    pub path: String,
    /// The paths of those that are translated from English that has changed since.
    pub stale: Vec<String>,
    /// The paths of those that are not translated.
    pub missing: Vec<String>,
    /// Of a code: in how many pairs it is that people confuse.
    pub confused_pairs: usize,
}

/// What is worth more comes first: words that stand on every page, then those that the short
/// answers of all pairs of a family are made from, then what people have written about a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Catalog,
    Family,
    Note,
    Code,
    Guide,
}

impl Language<'_> {
    /// What of some parts is stale or missing, most worth translating first. A code is worth as
    /// much as it is in pairs that people confuse; at the same worth, stale comes before missing.
    pub fn next_tasks(&self, parts: impl IntoIterator<Item = Part>) -> Vec<Task> {
        let mut tasks: Vec<(Kind, Task)> = Vec::new();
        for part in parts {
            tasks.extend(self.tasks_of(part));
        }
        tasks.sort_by_key(|(kind, task)| {
            (*kind, Reverse(task.confused_pairs), task.stale.is_empty())
        });
        tasks.into_iter().map(|(_, task)| task).collect()
    }

    /// What of a part is to be done, in the part's own order.
    fn tasks_of(&self, part: Part) -> Vec<(Kind, Task)> {
        let mut groups: BTreeMap<Group<'_>, Task> = BTreeMap::new();
        let family = match part {
            Part::Family(family) => Some(&self.content.families[family]),
            Part::Catalog | Part::Guides => None,
        };
        let confused = family.map(confused_pairs).unwrap_or_default();
        let units = self.units(part);
        for unit in &units {
            let state = unit.state();
            if !matches!(state, State::Stale | State::Missing) {
                continue;
            }
            let group = Group::of(part, unit.path, family);
            let task = groups.entry(group).or_insert_with(|| Task {
                part,
                file: self.file(part, unit.path),
                path: group.prefix.to_owned(),
                stale: Vec::new(),
                missing: Vec::new(),
                confused_pairs: match group.kind {
                    Kind::Code => confused.get(&group.place.0).copied().unwrap_or_default(),
                    _ => 0,
                },
            });
            let paths = match state {
                State::Stale => &mut task.stale,
                _ => &mut task.missing,
            };
            paths.push(unit.path.to_owned());
        }
        let tasks = groups.into_iter();
        tasks.map(|(group, task)| (group.kind, task)).collect()
    }
}

/// Texts that are translated together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Group<'a> {
    kind: Kind,
    /// The codes of a code or note, by index.
    place: (usize, usize),
    /// What all of their paths begin with.
    prefix: &'a str,
}

impl<'a> Group<'a> {
    fn of(part: Part, path: &'a str, family: Option<&Family>) -> Self {
        let start = |parts: usize| {
            let end = path.match_indices('/').nth(parts - 1);
            &path[..end.map_or(path.len(), |(end, _)| end)]
        };
        let place = |slug: &str| {
            let codes = family.into_iter().flat_map(|family| &family.codes);
            let place = codes.map(|code| code.id.slug()).position(|own| own == slug);
            place.unwrap_or(usize::MAX)
        };
        let (kind, place, prefix) = match part {
            Part::Catalog => (Kind::Catalog, (0, 0), start(1)),
            Part::Guides => (Kind::Guide, (0, 0), path),
            Part::Family(_) => match path.split('/').collect::<Vec<_>>().as_slice() {
                ["codes", slug, ..] => (Kind::Code, (place(slug), 0), start(2)),
                ["notes", pair, ..] => {
                    let (low, high) = pair.split_once("-vs-").unwrap_or((pair, ""));
                    (Kind::Note, (place(low), place(high)), start(2))
                }
                _ => (Kind::Family, (0, 0), start(1)),
            },
        };
        Self {
            kind,
            place,
            prefix,
        }
    }
}

/// In how many pairs each code is that people confuse: those that have a note, and those of which
/// one lists the other.
fn confused_pairs(family: &Family) -> BTreeMap<usize, usize> {
    let listed = family.codes.iter().enumerate().flat_map(|(code, about)| {
        let others = about.confused_with.iter();
        others.map(move |other| Pair::new(code, *other))
    });
    let pairs: BTreeSet<Pair> = family.notes.keys().copied().chain(listed).collect();
    let mut counts = BTreeMap::new();
    for pair in pairs {
        for code in [pair.low(), pair.high()] {
            *counts.entry(code).or_default() += 1;
        }
    }
    counts
}
