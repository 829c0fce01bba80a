use crate::diagnostic::{Diagnostic, Id, Problems};
use crate::yaml::{Node, Value as Yaml};

/// A specification, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
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

/// The references of a code.
pub(super) fn references(node: &Node, problems: &mut Problems) -> Vec<Reference> {
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
