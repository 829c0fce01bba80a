use crate::diagnostic::{Diagnostic, Id, Problems};
use crate::yaml::Node;

use super::family::Family;

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

/// The exchange of a code: what is wrong with a step is told, and the step left out.
pub(super) fn exchange(node: &Node, family: &Family, problems: &mut Problems) -> Vec<Step> {
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
