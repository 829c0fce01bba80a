use std::ops::Range;

/// What ends a sentence if white space follows.
const STOPS: &[char] = &['.', '!', '?', '…', '।', '؟', '۔'];

/// What ends a sentence whatever follows: these bring their own space.
const FULL_WIDTH_STOPS: &[char] = &['。', '！', '？'];

/// What may stand between the end of a sentence and the space after it.
const CLOSERS: &[char] = &[
    ')', ']', '"', '\'', '”', '’', '»', '›', '」', '』', '）', '》', '〉',
];

/// What ends in a full stop without ending a sentence, beside single letters and such as `e.g.`
const ABBREVIATIONS: &[&str] = &[
    "approx", "ca", "cf", "ex", "fig", "resp", "vs", "напр", "рис", "см",
];

/// Every sentence of a text without markup. A full stop ends one if white space follows and the next
/// word does not begin in lower case, as it does after `e.g.` and in “… and then”.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut from = 0;
    let is_stop = |c: char| STOPS.contains(&c) || FULL_WIDTH_STOPS.contains(&c);
    while let Some(offset) = text[from..].find(|c: char| c == '\n' || is_stop(c)) {
        let stop = from + offset;
        let rest = text[stop..].trim_start_matches(|c| is_stop(c) || CLOSERS.contains(&c));
        let end = text.len() - rest.len();
        let is_end = if end == stop {
            from = stop + 1;
            true
        } else {
            from = end;
            let run = &text[stop..end];
            run.contains(FULL_WIDTH_STOPS)
                || rest.is_empty()
                || rest.starts_with('\n')
                || rest.starts_with(char::is_whitespace) && !goes_on(&text[..stop], rest)
        };
        if is_end {
            sentences.push(start..end);
            start = end;
        }
    }
    sentences.push(start..text.len());
    let trimmed = sentences.into_iter().map(|range| trim(text, range));
    trimmed.filter(|range| !range.is_empty()).collect()
}

/// Whether a sentence goes on after a stop.
fn goes_on(before: &str, after: &str) -> bool {
    if after.trim_start().starts_with(char::is_lowercase) {
        return true;
    }
    let word = before
        .rsplit(|c: char| c.is_whitespace() || "([«“\"".contains(c))
        .next()
        .unwrap_or_default();
    let letters = !word.is_empty()
        && word
            .split('.')
            .all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic));
    letters || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.end - part.trim_start().len();
    start..start + part.trim().len()
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[track_caller]
    fn expect(text: &str, expected: &[&str]) {
        let found: Vec<&str> = sentences(text).into_iter().map(|it| &text[it]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_sentence_ends_where_white_space_follows_its_stop() {
        expect("One. Two! Three?", &["One.", "Two!", "Three?"]);
        expect("A clause without a stop", &["A clause without a stop"]);
        expect("One … goes on. Two", &["One … goes on.", "Two"]);
        expect("(One.) “Two.” Three.", &["(One.)", "“Two.”", "Three."]);
        expect("One… Two", &["One…", "Two"]);
        expect("  ", &[]);
    }

    #[test]
    fn a_stop_inside_a_word_or_after_an_abbreviation_ends_nothing() {
        expect(
            "See nginx: x.y and RFC 7.4.1 first.",
            &["See nginx: x.y and RFC 7.4.1 first."],
        );
        expect(
            "A proxy, e.g. nginx. Next.",
            &["A proxy, e.g. nginx.", "Next."],
        );
        expect(
            "A proxy, i.e. \u{FFFC}. Next.",
            &["A proxy, i.e. \u{FFFC}.", "Next."],
        );
        expect(
            "Um proxy (p. ex. Nginx) e resp. HTTP.",
            &["Um proxy (p. ex. Nginx) e resp. HTTP."],
        );
        expect(
            "Сервер и т. д. Затем, см. RFC.",
            &["Сервер и т. д. Затем, см. RFC."],
        );
    }

    #[test]
    fn code_and_numbers_may_begin_a_sentence() {
        expect(
            "It fails. \u{FFFC} throws. 1006 is told.",
            &["It fails.", "\u{FFFC} throws.", "1006 is told."],
        );
    }

    #[test]
    fn full_width_stops_need_no_space() {
        expect(
            "连接断开。请重试！好吗？",
            &["连接断开。", "请重试！", "好吗？"],
        );
        expect(
            "他说：“断开。”然后离开。",
            &["他说：“断开。”", "然后离开。"],
        );
        expect("等待…… 然后 1.2", &["等待……", "然后 1.2"]);
    }

    #[test]
    fn paragraphs_end_sentences() {
        expect(
            "A heading\nOne\nTwo. Three\n",
            &["A heading", "One", "Two.", "Three"],
        );
    }
}
