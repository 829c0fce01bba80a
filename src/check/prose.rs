use std::ops::Range;

use crate::content::{Part, Pattern, Text};
use crate::diagnostic::Place;
use crate::markdown::{self, Piece};
use crate::yaml;
use crate::yaml::shape::Words;

/// What stands for a piece of code or a placeholder: no letter of any language.
pub(super) const OBJECT: char = '\u{FFFC}';

/// A text as its reader sees it: words without markup, and one [`OBJECT`] for each piece of code
/// and each placeholder.
pub(super) struct Prose<'a> {
    /// What is seen.
    pub(super) text: String,
    /// For each byte of it, the byte that is written for it.
    origins: Vec<usize>,
    source: Source<'a>,
}

/// Where a text is written.
enum Source<'a> {
    Text(&'a Text),
    /// A document, which no notation stands in the way of.
    Document(&'a Place),
}

impl<'a> Prose<'a> {
    /// A text of a catalog, of a family or of its translation.
    pub(super) fn new(text: &'a Text) -> Self {
        let mut prose = Self::of(Source::Text(text));
        let value = text.value.as_str();
        match text.words {
            Words::Line => prose.push(&Piece::Words(value.to_owned()), 0..value.len()),
            Words::Inline => prose.push_all(markdown::inline_pieces(value)),
            Words::Pattern => {
                let mut start = 0;
                for part in Pattern::new(value).parts() {
                    let (piece, length) = match part {
                        Part::Text(text) => (Piece::Words(text.clone()), text.len()),
                        Part::Slot(name) => (Piece::Code, "{}".len() + name.len()),
                    };
                    prose.push(&piece, start..start + length);
                    start += length;
                }
            }
        }
        prose
    }

    /// The body of a guide.
    pub(super) fn document(body: &'a Place) -> Self {
        let mut prose = Self::of(Source::Document(body));
        prose.push_all(markdown::document_pieces(body.text()));
        prose
    }

    fn of(source: Source<'a>) -> Self {
        Self {
            text: String::new(),
            origins: Vec::new(),
            source,
        }
    }

    fn push_all(&mut self, pieces: Vec<(Piece, Range<usize>)>) {
        for (piece, range) in pieces {
            self.push(&piece, range);
        }
    }

    fn push(&mut self, piece: &Piece, range: Range<usize>) {
        let mut object = [0; 4];
        let words = match piece {
            Piece::Words(words) => words.as_str(),
            Piece::Code => OBJECT.encode_utf8(&mut object),
            Piece::Break => " ",
            Piece::End => "\n",
        };
        self.text.push_str(words);
        if words.len() == range.len() {
            self.origins.extend(range);
        } else if let Some(others) = words.len().checked_sub(1) {
            // An entity, or a piece of code: the last byte is written last, all others first.
            self.origins
                .extend(std::iter::repeat_n(range.start, others));
            self.origins
                .push(range.end.saturating_sub(1).max(range.start));
        }
    }

    /// What is written for a part of what is seen.
    pub(super) fn written(&self, seen: Range<usize>) -> &'a str {
        let range = self.origin(seen);
        match self.source {
            Source::Text(text) => &text.value[range],
            Source::Document(body) => &body.text()[range],
        }
    }

    /// Where that stands in its file.
    pub(super) fn place(&self, seen: Range<usize>) -> Place {
        let range = self.origin(seen);
        match self.source {
            Source::Text(text) => yaml::written(&text.place, &text.value, range),
            Source::Document(body) => {
                let start = body.span.start;
                Place::new(&body.source, start + range.start..start + range.end)
            }
        }
    }

    fn origin(&self, seen: Range<usize>) -> Range<usize> {
        let whole = match self.source {
            Source::Text(text) => text.value.as_str(),
            Source::Document(body) => body.text(),
        };
        let Some(last) = seen.end.checked_sub(1).filter(|_| !seen.is_empty()) else {
            return 0..0;
        };
        let start = whole.floor_char_boundary(self.origins[seen.start]);
        let end = whole.ceil_char_boundary(self.origins[last] + 1);
        start..end
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Prose;
    use crate::content::Text;
    use crate::diagnostic::{Place, Source};
    use crate::yaml::shape::Words;

    fn text(value: &str, words: Words) -> Text {
        let source = Arc::new(Source {
            path: "x.yaml".into(),
            text: value.into(),
        });
        Text {
            value: value.to_owned(),
            words,
            place: Place::new(&source, 0..value.len()),
        }
    }

    #[test]
    fn markup_is_not_seen_and_code_is_one_piece() {
        let text = text(
            "**Did `onopen()` fire?** See [é &amp; ü](/the/end).",
            Words::Inline,
        );
        let prose = Prose::new(&text);
        assert_eq!(prose.text, "Did \u{FFFC} fire? See é & ü.");
        let seen = |part: &str| {
            let start = prose.text.find(part).expect("it is seen");
            start..start + part.len()
        };
        assert_eq!(
            prose.written(seen("Did \u{FFFC} fire?")),
            "Did `onopen()` fire?"
        );
        assert_eq!(prose.written(seen("é & ü")), "é &amp; ü");
        assert_eq!(prose.written(seen("See é")), "See [é");
        assert_eq!(prose.place(seen("fire")).text(), "fire");
        assert_eq!(prose.written(0..0), "");
    }

    #[test]
    fn the_body_of_a_guide_knows_its_file() {
        let source = Arc::new(Source {
            path: "x.md".into(),
            text: "---\ntitle: x\n---\n# One\n\n`two` three\n".into(),
        });
        let body = Place::new(&source, 17..source.text.len());
        let prose = Prose::document(&body);
        assert_eq!(prose.text, "One\n\u{FFFC} three\n");
        let start = prose.text.find("three").expect("it is seen");
        let place = prose.place(start..start + 5);
        assert_eq!(place.text(), "three");
        assert_eq!(place.line_and_column(), (6, 7));
    }

    #[test]
    fn placeholders_are_pieces_too_and_a_line_has_no_markup() {
        let pattern = text("Use {a} when {clause}.", Words::Pattern);
        let prose = Prose::new(&pattern);
        assert_eq!(prose.text, "Use \u{FFFC} when \u{FFFC}.");
        assert_eq!(prose.written(4..12), "{a} when");
        let line = text("a `b` {c}", Words::Line);
        assert_eq!(Prose::new(&line).text, "a `b` {c}");
    }
}
