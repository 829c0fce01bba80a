use crate::diagnostic::{Diagnostic, Id, Problems};
use crate::yaml::Node;

use super::family::{Family, unique_ids};

/// A step of an exchange. Its words are texts of the code.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Step {
    /// The key of its texts.
    pub id: String,
    /// What happens.
    pub action: Action,
}

/// What happens in a step; lanes are indices of [`Family::lanes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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

/// The exchange of a code: what is wrong with a step is told, and the step left out.
pub(super) fn exchange(node: &Node, family: &Family, problems: &mut Problems) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let items = node.get("exchange").map(Node::items).unwrap_or_default();
    unique_ids(items, "step", problems);
    for item in items {
        let Some(id) = item.text_of("id") else {
            continue;
        };
        if steps.iter().any(|step| step.id == id) {
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
                let keys = item.entries().iter().map(|entry| &entry.key);
                let mut actions =
                    keys.filter(|key| ["send", "wait", "cut"].contains(&key.text.as_str()));
                problems.push(match (actions.next(), actions.next()) {
                    (Some(first), Some(second)) => Diagnostic::at(
                        Id::InvalidStep,
                        &second.place,
                        format!(
                            "a step cannot have both `{}` and `{}`",
                            first.text, second.text
                        ),
                    )
                    .help("make two steps of it"),
                    _ => Diagnostic::at(
                        Id::InvalidStep,
                        &item.place,
                        "a step needs one of `send`, `wait` and `cut`",
                    )
                    .help("`send` and `cut` go with `from` and `to`, `wait` goes with `at`"),
                });
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
        let message = format!("there is no lane `{lane}`");
        let lanes = family.lanes.iter().map(String::as_str);
        let mut diagnostic = Diagnostic::at(Id::UnknownLane, &node.place, message).suggest(
            lane,
            lanes,
            "the family's lanes are",
        );
        if family.lanes.is_empty() {
            diagnostic = diagnostic.help("the family has no `lanes`: add them to its family.yaml");
        }
        problems.push(diagnostic);
    }
    index
}
