use crate::diagnostic::{Diagnostic, Id, Problems};
use crate::yaml::Node;

use super::identity::CodeId;

/// The ids of all families and codes: what references are looked up in.
#[derive(Debug, Default)]
pub(super) struct Register {
    /// Each family's id and its codes, sorted.
    pub(super) families: Vec<(String, Vec<CodeId>)>,
    /// Families that are there but could not be read, which was told.
    pub(super) unread: Vec<String>,
}

impl Register {
    /// The index of the family that a node names, or a problem.
    pub(super) fn family(&self, node: &Node, problems: &mut Problems) -> Option<usize> {
        let id = node.text()?;
        let index = self.families.iter().position(|(family, _)| family == id);
        if index.is_none() && !self.unread.iter().any(|unread| unread == id) {
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
            let same: Vec<String> = codes
                .iter()
                .filter(|code| code.text() == text)
                .map(|code| format!("`{code}`"))
                .collect();
            let references: Vec<String> = codes.iter().map(CodeId::reference).collect();
            problems.push(if same.is_empty() {
                let message = format!("the family `{name}` has no code `{text}`");
                let names = references.iter().map(String::as_str);
                Diagnostic::at(Id::UnknownCode, &node.place, message).suggest(
                    text,
                    names,
                    "its codes are",
                )
            } else {
                Diagnostic::at(
                    Id::UnknownCode,
                    &node.place,
                    format!("`{text}` is several codes"),
                )
                .help(format!("write {}", same.join(" or ")))
            });
        }
        index
    }
}
