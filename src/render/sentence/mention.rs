use std::cmp::Reverse;

use crate::markdown::{self, Run};

use super::super::html::{Html, escaped};
use super::super::stencil::Stencil;
use super::Voice;

/// Finds codes in words, so that each mention wears the code's voice.
pub(in super::super) struct Mentions<'a> {
    pub(in super::super) stencil: &'a Stencil,
    pub(in super::super) names: &'a [(Voice, &'a str)],
}

impl Mentions<'_> {
    /// Inline Markdown in which each mention of a code wears its voice.
    pub(in super::super) fn mark(&self, text: &str, resolve: &dyn Fn(&str) -> String) -> Html {
        let mut html = String::new();
        for run in markdown::runs(text, resolve) {
            match run {
                Run::Markup(markup) => html.push_str(&markup),
                Run::Words(words) => self.push(&words, &mut html),
            }
        }
        Html::markup(html)
    }

    fn push(&self, words: &str, html: &mut String) {
        let mut rest = words;
        loop {
            let names = self.names.iter();
            let found = names
                .filter_map(|(voice, name)| Some((mention(rest, name)?, *voice, *name)))
                // Where both begin, the longer name is meant.
                .min_by_key(|(start, _, name)| (*start, Reverse(name.len())));
            let Some((start, voice, name)) = found else {
                html.push_str(&escaped(rest));
                return;
            };
            html.push_str(&escaped(&rest[..start]));
            push_mention(html, self.stencil, voice, name);
            rest = &rest[start + name.len()..];
        }
    }
}

/// Appends a code's name in its voice.
pub(super) fn push_mention(html: &mut String, stencil: &Stencil, voice: Voice, name: &str) {
    stencil.fill(html, &[voice.class(), &escaped(name)]);
}

/// Whether words mention a code.
pub(in super::super) fn mentions(words: &str, name: &str) -> bool {
    mention(words, name).is_some()
}

/// Where `name` stands in `text` as a word of its own.
fn mention(text: &str, name: &str) -> Option<usize> {
    let part_of_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.match_indices(name)
        .map(|(start, _)| start)
        .find(|start| {
            let before = text[..*start].chars().next_back();
            let after = text[start + name.len()..].chars().next();
            !before.is_some_and(part_of_word) && !after.is_some_and(part_of_word)
        })
}

#[cfg(test)]
mod tests {
    use super::mention;

    #[test]
    fn a_mention_is_a_word_of_its_own() {
        assert_eq!(mention("see 1006, not 1007", "1007"), Some(14));
        assert_eq!(mention("port 10070, 1007.", "1007"), Some(12));
        assert_eq!(mention("4000–4999", "400"), None);
        assert_eq!(mention("错误1007。", "1007"), Some(6));
        assert_eq!(mention("错误 1007", "1007"), Some(7));
    }
}
