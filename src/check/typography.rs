use std::ops::Range;

use super::editions;
use super::prose::Prose;
use crate::diagnostic::{Diagnostic, Id, Problems};
use crate::locale::{Locale, Typography};
use crate::site::Site;

/// Spaces at which no line is broken.
const NO_BREAK: [char; 2] = ['\u{a0}', '\u{202f}'];

/// The marks that quotations stand in, in one language or another.
const QUOTES: &str = "\"“”„«»「」";

/// The narrow marks that languages with wide ones have no use for beside their own letters.
const NARROW: &str = ",;:!?()";

/// Tells of marks and spaces that a language does not use, as its catalog says.
pub(super) fn check(site: &Site, problems: &mut Problems) {
    for edition in editions(site) {
        for (_, text, _) in edition.translated() {
            tell(edition.locale, &Prose::new(text), problems);
        }
    }
    for locale in site.locales.all() {
        for guide in locale.guides() {
            tell(locale, &Prose::document(&guide.body), problems);
        }
    }
}

fn tell(locale: &Locale, prose: &Prose<'_>, problems: &mut Problems) {
    let typography = &locale.typography;
    for (range, help) in mistakes(typography, &prose.text) {
        let mark = &prose.text[range.clone()];
        problems.push(
            Diagnostic::at(
                Id::Typography,
                &prose.place(range.clone()),
                format!("`{mark}` is not written so in {}", locale.name),
            )
            .help(help),
        );
    }
}

/// Each mark that is not as the language has it, and what to do.
fn mistakes(typography: &Typography, text: &str) -> Vec<(Range<usize>, String)> {
    let mut mistakes = Vec::new();
    for (start, mark) in text.char_indices() {
        let range = start..start + mark.len_utf8();
        let before = text[..start].chars().next_back();
        let after = text[range.end..].chars().next();
        let help = if QUOTES.contains(mark) && is_foreign(typography, mark) {
            format!("quotations stand in {}", typography.quotes)
        } else if typography.space_before.contains(mark)
            && ends_a_part(after)
            && !before.is_some_and(|before| NO_BREAK.contains(&before))
        {
            "put a no-break space (U+00A0) before it".to_owned()
        } else if mark == '«'
            && typography.space_before.contains('»')
            && !after.is_some_and(|after| NO_BREAK.contains(&after))
        {
            "put a no-break space (U+00A0) behind it".to_owned()
        } else if typography.wide && NARROW.contains(mark) && is_beside_han(before, after) {
            "write the wide mark".to_owned()
        } else {
            continue;
        };
        mistakes.push((range, help));
    }
    mistakes
}

fn is_foreign(typography: &Typography, mark: char) -> bool {
    !typography.quotes.is_empty() && !typography.quotes.contains(mark)
}

/// Whether a mark before `after` ends a part of a sentence, and is none within a name or a number.
fn ends_a_part(after: Option<char>) -> bool {
    after.is_none_or(|after| after.is_whitespace() || ")»…,.".contains(after))
}

fn is_beside_han(before: Option<char>, after: Option<char>) -> bool {
    let is_han = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
    before.is_some_and(is_han) || after.is_some_and(is_han)
}

#[cfg(test)]
mod tests {
    use super::mistakes;
    use crate::locale::Typography;

    #[track_caller]
    fn expect(quotes: &str, space_before: &str, wide: bool, text: &str, expected: &[&str]) {
        let typography = Typography {
            quotes: quotes.to_owned(),
            space_before: space_before.to_owned(),
            wide,
        };
        let found = mistakes(&typography, text).into_iter();
        let found: Vec<&str> = found.map(|(range, _)| &text[range]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn quotations_stand_in_the_marks_of_the_language() {
        expect(
            "«»",
            "",
            false,
            "«так» и \"так\" и “так”",
            &["\"", "\"", "“", "”"],
        );
        expect("“”", "", false, "“assim” e «assim»", &["«", "»"]);
        expect("", "", false, "\"any\" «mark»", &[]);
    }

    #[test]
    fn a_no_break_space_stands_before_the_marks_that_ask_for_it() {
        let french = ":;!?»";
        expect(
            "«»",
            french,
            false,
            "Vrai\u{a0}: «\u{a0}oui\u{a0}»\u{202f}!",
            &[],
        );
        expect("«»", french, false, "Faux : «oui» ?", &[":", "«", "»", "?"]);
        expect("«»", french, false, "à 10:30, host:port, ?q=1", &[]);
        expect("“”", "", false, "No: yes? «", &["«"]);
    }

    #[test]
    fn wide_languages_have_wide_marks_beside_their_letters() {
        expect("“”", "", true, "是,否（真）; (x, y)", &[","]);
        expect("“”", "", true, "状态码:404", &[":"]);
        expect("“”", "", false, "是,否", &[]);
    }
}
