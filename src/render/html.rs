use std::borrow::Cow;

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
        Self(escaped(text).into_owned())
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

/// Plain text as HTML.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    let special = |byte: &u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'');
    if !text.as_bytes().iter().any(special) {
        return Cow::Borrowed(text);
    }
    let mut html = Vec::with_capacity(text.len() + 8);
    tera::escape_html(text, &mut html).expect("memory can be written to");
    Cow::Owned(String::from_utf8(html).expect("escaped text is text"))
}
