use std::ops::Range;

use crate::diagnostic::Place;

/// The part of the text at `place` that stands for `value[range]`, where `value` is what YAML makes
/// of that text; all of it where escapes keep the part from being found.
pub fn written(place: &Place, value: &str, range: Range<usize>) -> Place {
    let Some(offsets) = offsets(place.text(), value) else {
        return place.clone();
    };
    let part = offsets
        .into_iter()
        .filter(|(byte, _)| range.contains(byte))
        .map(|(_, written)| written)
        .reduce(|all, next| all.start..next.end);
    match part {
        Some(part) => {
            let start = place.span.start;
            Place::new(&place.source, start + part.start..start + part.end)
        }
        None => place.clone(),
    }
}

/// For every character of `value` that is no white space, where it is written. White space is
/// another one where lines were folded.
fn offsets(text: &str, value: &str) -> Option<Vec<(usize, Range<usize>)>> {
    let body = match text.chars().next()? {
        '|' | '>' => text.find('\n')?,
        '"' | '\'' => 1,
        _ => 0,
    };
    let quote = text[..body].chars().next().unwrap_or_default();
    let mut written = text[body..]
        .char_indices()
        .filter(|(_, c)| !c.is_whitespace())
        .map(|(offset, c)| (body + offset, c))
        .peekable();
    let mut offsets = Vec::new();
    for (byte, c) in value.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        let (start, mut found) = written.next()?;
        let mut end = start + found.len_utf8();
        let escaped = match (quote, found) {
            ('\'', '\'') => true,
            ('"', '\\') => matches!(written.peek(), Some((_, '"' | '\\' | '/'))),
            _ => false,
        };
        if escaped {
            let (next, escaped) = written.next()?;
            found = escaped;
            end = next + escaped.len_utf8();
        }
        if found != c {
            return None;
        }
        offsets.push((byte, start..end));
    }
    Some(offsets)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::written;
    use crate::diagnostic::{Problems, Source};
    use crate::yaml::parse;

    /// What is written for the first `part` of the value of `x`.
    fn found(text: &str, part: &str) -> String {
        let source = Arc::new(Source {
            path: "x.yaml".into(),
            text: text.into(),
        });
        let node = parse(&source, &mut Problems::default()).expect("this is YAML");
        let x = node.get("x").expect("there is an x");
        let value = x.text().expect("it is a text");
        let start = value.find(part).expect("the part is there");
        let place = written(&x.place, value, start..start + part.len());
        place.text().to_owned()
    }

    #[test]
    fn a_part_of_a_text_is_found_however_it_is_written() {
        for text in [
            "x: one two three four\n",
            "x: one\n  two three\n  four\n",
            "x: 'one two three four'\n",
            "x: \"one two three four\"\n",
            "x: >-\n  one two three\n  four\n",
            "x: |\n  one two three four\n",
        ] {
            assert_eq!(found(text, "two three"), "two three", "{text}");
            assert_eq!(found(text, "four"), "four", "{text}");
        }
        assert_eq!(
            found("x: >-\n  one two\n  three\n", "two three"),
            "two\n  three"
        );
    }

    #[test]
    fn the_right_one_of_several_is_found() {
        let source = Arc::new(Source {
            path: "x.yaml".into(),
            text: "x: a b a b\n".into(),
        });
        let node = parse(&source, &mut Problems::default()).expect("this is YAML");
        let x = node.get("x").expect("there is an x");
        assert_eq!(written(&x.place, "a b a b", 4..5).span, 7..8);
    }

    #[test]
    fn quotes_inside_quotes_are_seen_through_and_other_escapes_are_not() {
        assert_eq!(found("x: 'it''s over'\n", "over"), "over");
        assert_eq!(found("x: 'it''s over'\n", "it's"), "it''s");
        assert_eq!(found("x: \"an \\\"end\\\" \"\n", "\"end\""), "\\\"end\\\"");
        assert_eq!(
            found("x: \"caf\\u00e9 end\"\n", "end"),
            "\"caf\\u00e9 end\""
        );
    }
}
