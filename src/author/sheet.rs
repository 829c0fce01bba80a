use super::about;
use super::modeline::modeline;
use crate::yaml::shape::Field;

/// Where lines of a comment are broken.
const WIDTH: usize = 98;

/// A YAML file in the making, with guidance as comments.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    text: String,
    indent: usize,
}

impl Sheet {
    /// A file that begins with the line that tells editors its schema.
    pub(super) fn new(path: &str) -> Self {
        let mut sheet = Self::default();
        if let Some(modeline) = modeline(path) {
            sheet.line(&modeline);
        }
        sheet
    }

    /// A part of a file, at some depth.
    pub(super) fn at(indent: usize) -> Self {
        Self {
            text: String::new(),
            indent,
        }
    }

    /// One line as it is.
    pub(super) fn line(&mut self, line: &str) {
        if !line.is_empty() {
            self.text.push_str(&" ".repeat(self.indent));
            self.text.push_str(line);
        }
        self.text.push('\n');
    }

    /// Words as a comment, on as many lines as they need.
    pub(super) fn comment(&mut self, words: &str) {
        let width = WIDTH.saturating_sub(self.indent + 2).max(40);
        let mut line = String::new();
        for word in words.split_ascii_whitespace() {
            if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
                self.line(&format!("# {line}"));
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        if !line.is_empty() {
            self.line(&format!("# {line}"));
        }
    }

    /// What to write into a field, as a comment with room above it; `more` is what is known of it
    /// beyond the table of fields.
    pub(super) fn guide(&mut self, field: &Field, more: &str) {
        self.line("");
        self.comment(&format!("{} {more}", about::description(field)));
    }

    /// What `fill` writes, one level deeper.
    pub(super) fn nested(&mut self, fill: impl FnOnce(&mut Self)) {
        self.indent += 2;
        fill(self);
        self.indent -= 2;
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }
}

/// A text as a YAML scalar on one line.
pub(super) fn scalar(text: &str) -> String {
    let safe =
        |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '/' | '(' | ')');
    let plain = text.starts_with(char::is_alphanumeric)
        && text.chars().all(safe)
        && !text.ends_with(' ')
        && !["null", "true", "false"].contains(&text);
    if plain { text.to_owned() } else { quoted(text) }
}

/// A key of a mapping: one that YAML could take for a number is quoted.
pub(super) fn key(text: &str) -> String {
    let safe = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(safe) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_of_guidance_are_broken_into_lines() {
        let mut sheet = Sheet::at(2);
        sheet.comment(&"word ".repeat(30));
        let text = sheet.into_text();
        assert_eq!(text.lines().count(), 2, "{text}");
        assert!(
            text.lines()
                .all(|line| line.starts_with("  # word") && line.len() <= WIDTH)
        );
    }

    #[test]
    fn what_yaml_would_misread_is_quoted() {
        assert_eq!(scalar("Not Found"), "Not Found");
        assert_eq!(scalar("a: b"), "\"a: b\"");
        assert_eq!(scalar("say \"x\""), "\"say \\\"x\\\"\"");
        assert_eq!(scalar(""), "\"\"");
        assert_eq!(key("summary"), "summary");
        assert_eq!(key("1007"), "\"1007\"");
    }
}
