use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

/// The text of an input file, kept so that a problem can show its lines.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// Relative to the project's root, with `/` on every system.
    pub path: String,
    /// The whole file.
    pub text: String,
}

/// What follows the path of a file that stands in no project.
const BUILT_IN: &str = " (built in)";

impl Source {
    /// A file that the program brings along for projects that have none of their own.
    pub fn built_in(path: &str, text: String) -> Self {
        Self {
            path: format!("{path}{BUILT_IN}"),
            text,
        }
    }

    /// Whether the program brings the file along.
    pub fn is_built_in(&self) -> bool {
        self.path.ends_with(BUILT_IN)
    }

    /// Line and column of a byte, both counted from 1, the column in characters.
    fn line_and_column(&self, byte: usize) -> (usize, usize) {
        let before = &self.text[..byte];
        let line = before.matches('\n').count() + 1;
        let column = before
            .rsplit('\n')
            .next()
            .map_or(0, |line| line.chars().count())
            + 1;
        (line, column)
    }
}

/// A range of bytes in a [`Source`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub source: Arc<Source>,
    /// Bytes of [`Source::text`], on character boundaries.
    pub span: Range<usize>,
}

impl Place {
    /// A place in `source`; `span` is cut to the text's length and to character boundaries.
    pub fn new(source: &Arc<Source>, span: Range<usize>) -> Self {
        let start = source.text.floor_char_boundary(span.start);
        let end = source.text.ceil_char_boundary(span.end).max(start);
        Self {
            source: Arc::clone(source),
            span: start..end,
        }
    }

    /// How much depends on the file: the site's own first, then what every code of a family is read
    /// by, then codes, then what speaks of them.
    pub(super) fn rank(&self) -> u8 {
        let path = self.source.path.as_str();
        if path == "content/site.yaml" {
            0
        } else if path.ends_with("/family.yaml") {
            1
        } else if path.starts_with("content/") && !path.starts_with("content/guides/") {
            2
        } else {
            3
        }
    }

    /// The text at this place.
    pub fn text(&self) -> &str {
        &self.source.text[self.span.clone()]
    }

    /// Line and column of its first character, both counted from 1, the column in characters.
    pub fn line_and_column(&self) -> (usize, usize) {
        self.source.line_and_column(self.span.start)
    }

    /// The same of what follows its last character.
    pub fn end_line_and_column(&self) -> (usize, usize) {
        self.source.line_and_column(self.span.end)
    }

    /// As much of it as stands on its first line: a problem with a long text is shown where it
    /// begins.
    #[must_use]
    pub fn first_line(&self) -> Self {
        let text = self.text();
        let end = text.find(['\n', '\r']).unwrap_or(text.len());
        Self {
            span: self.span.start..self.span.start + end,
            ..self.clone()
        }
    }

    /// The part of this place that spells `needle`, or all of it where escapes or line breaks
    /// keep it from being found.
    #[must_use]
    pub fn narrowed_to(&self, needle: &str) -> Self {
        match self.text().find(needle) {
            Some(offset) if !needle.is_empty() => {
                let start = self.span.start + offset;
                Self {
                    source: Arc::clone(&self.source),
                    span: start..start + needle.len(),
                }
            }
            _ => self.clone(),
        }
    }
}

/// Where something is written changes nothing about what is made of it: a place adds nothing to a
/// fingerprint.
impl Hash for Place {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> Ordering {
        (&self.source.path, self.span.start, self.span.end).cmp(&(
            &other.source.path,
            other.span.start,
            other.span.end,
        ))
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let source = Arc::new(Source {
            path: "a.yaml".into(),
            text: "a: b\né: x\n".into(),
        });
        let place = Place::new(&source, 9..10);
        assert_eq!(place.text(), "x");
        assert_eq!(place.line_and_column(), (2, 4));
        assert_eq!(place.end_line_and_column(), (2, 5));
    }

    #[test]
    fn a_place_ends_on_its_first_line_where_only_that_is_shown() {
        let source = Arc::new(Source {
            path: "a.yaml".into(),
            text: "one\r\ntwo\n".into(),
        });
        let place = Place::new(&source, 1..8);
        assert_eq!(place.end_line_and_column(), (2, 4));
        assert_eq!(place.first_line().text(), "ne");
        assert_eq!(Place::new(&source, 5..7).first_line().text(), "tw");
    }

    #[test]
    fn a_place_is_narrowed_to_what_it_spells() {
        let source = Arc::new(Source {
            path: "a.yaml".into(),
            text: "see [x](y)".into(),
        });
        let place = Place::new(&source, 0..10);
        assert_eq!(place.narrowed_to("(y)").span, 7..10);
        assert_eq!(place.narrowed_to("nowhere").span, 0..10);
    }
}
