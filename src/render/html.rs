use serde::{Serialize, Serializer};
use tera::Value;

/// HTML that templates put in as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Html(String);

impl Html {
    /// HTML that a template or the Markdown library made.
    pub(super) fn markup(html: impl Into<String>) -> Self {
        Self(html.into())
    }

    /// Plain text, escaped.
    pub(super) fn text(text: &str) -> Self {
        let mut html = String::with_capacity(text.len());
        push_text(&mut html, text);
        Self(html)
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// What templates see of it.
    pub(super) fn value(&self) -> Value {
        Value::safe_string(&self.0)
    }
}

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

/// Appends plain text to HTML, escaped.
pub(super) fn push_text(html: &mut String, text: &str) {
    if text.contains(['&', '<', '>', '"', '\'']) {
        let mut escaped = Vec::with_capacity(text.len() + 8);
        tera::escape_html(text, &mut escaped).expect("memory can be written to");
        html.push_str(&String::from_utf8(escaped).expect("escaped text is text"));
    } else {
        html.push_str(text);
    }
}
