use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Id, Place, Problems, Source};
use crate::yaml::{self, Node, shape};

use super::register::Register;
use super::shapes;

/// An article about what stands behind the codes.
#[derive(Debug, Clone)]
pub struct Guide {
    /// The file's name without `.md`, and the last part of its path.
    pub id: String,
    /// The families on whose hubs it is listed, by index.
    pub families: Vec<usize>,
    /// The English text.
    pub text: GuideText,
}

/// A guide in one language.
#[derive(Debug, Clone)]
pub struct GuideText {
    /// The heading.
    pub title: String,
    /// One line: what it tells.
    pub summary: String,
    /// The Markdown below the front matter.
    pub body: Place,
}

impl Guide {
    /// Reads the English file.
    pub(super) fn read(
        id: &str,
        source: &Arc<Source>,
        register: &Register,
        problems: &mut Problems,
    ) -> Option<Self> {
        let (text, front) = GuideText::parse(source, problems)?;
        let families = front.get("families").map(Node::items).unwrap_or_default();
        Some(Self {
            id: id.to_owned(),
            families: families
                .iter()
                .filter_map(|node| register.family(node, problems))
                .collect(),
            text,
        })
    }
}

impl GuideText {
    /// Reads a guide in any language; `None` if its front matter cannot be read.
    pub fn read(source: &Arc<Source>, problems: &mut Problems) -> Option<Self> {
        Self::parse(source, problems).map(|(text, _)| text)
    }

    fn parse(source: &Arc<Source>, problems: &mut Problems) -> Option<(Self, Node)> {
        let Some((front, body)) = split(&source.text) else {
            problems.push(
                Diagnostic::at(
                    Id::Syntax,
                    &Place::new(source, 0..0),
                    "the front matter is missing",
                )
                .help("begin the file with a line `---`, then `title:` and `summary:`, then `---`"),
            );
            return None;
        };
        // One line stands for the opening `---`, so that places keep their lines.
        let yaml = Arc::new(Source {
            path: source.path.clone(),
            text: format!("\n{}", &source.text[front]),
        });
        let node = yaml::parse(&yaml, problems)?;
        shape::check(&node, &shapes::GUIDE, "a guide", problems);
        let text = Self {
            title: node.string_of("title"),
            summary: node.string_of("summary"),
            body: Place::new(source, body..source.text.len()),
        };
        Some((text, node))
    }
}

/// The range of the front matter and the start of the body.
fn split(text: &str) -> Option<(std::ops::Range<usize>, usize)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "---")?;
    let mut offset = first.len();
    for line in lines {
        if line.trim_end() == "---" {
            return Some((first.len()..offset, offset + line.len()));
        }
        offset += line.len();
    }
    None
}
