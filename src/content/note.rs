use crate::diagnostic::{Diagnostic, Id, Place, Problems};
use crate::yaml::Node;

use super::family::{Family, Pair, fact_list};

/// What somebody has written about one pair. Its words are texts of the family.
#[derive(Debug, Clone, Hash)]
pub struct Note {
    /// The facts, by index, whose difference the verdict tells already.
    pub tells: Vec<usize>,
    /// The keys of its differences.
    pub differences: Vec<String>,
    /// Whether it warns of a wrong choice.
    pub trap: bool,
}

impl Note {
    /// Reads a note whose shape has been checked.
    pub(super) fn read(node: &Node, family: &Family, problems: &mut Problems) -> Self {
        let differences = node
            .get("differences")
            .map(Node::entries)
            .unwrap_or_default();
        Self {
            tells: fact_list(node.get("tells"), &family.facts, problems),
            differences: differences
                .iter()
                .map(|entry| entry.key.text.clone())
                .collect(),
            trap: node.get("trap").is_some(),
        }
    }
}

/// The pair that a note's file name means, or a problem.
pub(super) fn pair(
    stem: &str,
    family: &Family,
    node: &Node,
    problems: &mut Problems,
) -> Option<Pair> {
    let start = Place {
        span: 0..0,
        ..node.place.clone()
    };
    let example = family
        .pairs()
        .next()
        .map_or_else(|| "401-vs-403".to_owned(), |pair| family.pair_slug(pair));
    let mut refuse = |why: String, help: String| {
        problems.push(Diagnostic::at(Id::NotAPair, &start, why).help(help));
        None
    };
    let Some((one, other)) = stem.split_once("-vs-") else {
        return refuse(
            format!("`{stem}` does not name two codes"),
            format!("name the file like {example}.yaml"),
        );
    };
    let find = |slug: &str| family.codes.iter().position(|code| code.id.slug() == slug);
    match (find(one), find(other)) {
        (Some(one), Some(other)) if one < other => Some(Pair::new(one, other)),
        (Some(one), Some(other)) if one > other => refuse(
            format!("`{stem}` names the higher code first"),
            format!(
                "rename the file to {}.yaml",
                family.pair_slug(Pair::new(one, other))
            ),
        ),
        (Some(_), Some(_)) => refuse(
            format!("`{stem}` names one code twice"),
            "a pair has two codes: rename or remove the file".to_owned(),
        ),
        (found, _) => refuse(
            format!(
                "`{}` is not a code of this family",
                if found.is_none() { one } else { other }
            ),
            format!("name the file like {example}.yaml, with codes that have a file"),
        ),
    }
}
