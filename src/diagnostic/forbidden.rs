use super::{Diagnostic, Id, Place};

/// Whether no page may hold a character: HTML forbids noncharacters and controls but for white
/// space (HTML, section 13.2.3.5), and XML the form feed too.
pub fn is_forbidden(c: char) -> bool {
    let control = c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    control || matches!(c, '\u{FDD0}'..='\u{FDEF}') || u32::from(c) & 0xFFFE == 0xFFFE
}

/// The problem that a text holds such a character.
pub fn forbidden(c: char, place: &Place) -> Diagnostic {
    Diagnostic::at(
        Id::ForbiddenCharacter,
        place,
        format!("no page may hold the character U+{:04X}", u32::from(c)),
    )
    .help("remove it: HTML forbids control characters, and characters that Unicode sets aside")
}

#[cfg(test)]
mod tests {
    use super::is_forbidden;

    #[test]
    fn controls_and_noncharacters_are_forbidden_and_nothing_else() {
        for c in [
            '\0', '\u{1}', '\u{b}', '\u{c}', '\u{1b}', '\u{7f}', '\u{85}',
        ] {
            assert!(is_forbidden(c), "{c:?}");
        }
        for c in ['\u{fdd0}', '\u{fdef}', '\u{fffe}', '\u{ffff}', '\u{10fffe}'] {
            assert!(is_forbidden(c), "{c:?}");
        }
        for c in [
            '\t', '\n', '\r', ' ', '\u{a0}', '\u{ad}', '\u{200b}', '\u{2028}',
        ] {
            assert!(!is_forbidden(c), "{c:?}");
        }
        for c in [
            '\u{fdcf}',
            '\u{fdf0}',
            '\u{feff}',
            '\u{fffd}',
            '\u{10fffd}',
            '語',
        ] {
            assert!(!is_forbidden(c), "{c:?}");
        }
    }
}
