use std::ops::Range;

use crate::diagnostic::{Place, Problems, forbidden, is_forbidden};

/// Tells of every character of a scalar that no page may hold, at the escape that stands for it.
pub(super) fn refuse_forbidden(text: &str, place: &Place, problems: &mut Problems) {
    if !text.contains(is_forbidden) {
        return;
    }
    let mut found: Vec<char> = Vec::new();
    for (c, range) in escapes(place.text()) {
        if is_forbidden(c) {
            let start = place.span.start;
            let place = Place::new(&place.source, start + range.start..start + range.end);
            problems.push(forbidden(c, &place));
            found.push(c);
        }
    }
    // Those that are not written as an escape, or as two that together are one character.
    for c in text.chars().filter(|c| is_forbidden(*c)) {
        if !found.contains(&c) {
            problems.push(forbidden(c, &place.narrowed_to(c.encode_utf8(&mut [0; 4]))));
            found.push(c);
        }
    }
}

/// The escapes of a double-quoted text and the characters they stand for (YAML 1.2, section 5.7),
/// but for those that no page could be without.
fn escapes(text: &str) -> Vec<(char, Range<usize>)> {
    let mut escapes = Vec::new();
    let mut from = 0;
    while let Some(offset) = text[from..].find('\\') {
        let start = from + offset;
        let Some(kind) = text[start + 1..].chars().next() else {
            break;
        };
        let digits = match kind {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        let named = start + 1 + kind.len_utf8();
        let number = text.get(named..named + digits).unwrap_or_default();
        let c = match kind {
            '0' => Some('\0'),
            'a' => Some('\u{7}'),
            'b' => Some('\u{8}'),
            'v' => Some('\u{b}'),
            'f' => Some('\u{c}'),
            'e' => Some('\u{1b}'),
            'N' => Some('\u{85}'),
            _ => u32::from_str_radix(number, 16)
                .ok()
                .and_then(char::from_u32),
        };
        from = named + number.len();
        escapes.extend(c.map(|c| (c, start..from)));
    }
    escapes
}

#[cfg(test)]
mod tests {
    use super::escapes;

    #[test]
    fn an_escaped_backslash_begins_no_escape() {
        let text = r#""\\x01 é\é \x01\uFDD0 \U0001FFFE\e\n\"#;
        let found: Vec<(char, &str)> = escapes(text)
            .into_iter()
            .map(|(c, range)| (c, &text[range]))
            .collect();
        assert_eq!(
            found,
            [
                ('\u{1}', r"\x01"),
                ('\u{fdd0}', r"\uFDD0"),
                ('\u{1fffe}', r"\U0001FFFE"),
                ('\u{1b}', r"\e"),
            ]
        );
    }
}
