use serde::Serialize;
use tera::{Context, Value};

/// The key under which templates see [`View::note_fallback`].
const UNTRANSLATED: &str = "untranslated";

/// What a template sees: the only way into one.
///
/// Each value is whole before it is set, so that a page shows nothing that did not pass through
/// here.
#[derive(Debug, Default)]
pub(super) struct View {
    context: Context,
}

impl View {
    /// Sets a value that was prepared before.
    pub(super) fn set(&mut self, key: &'static str, value: Value) {
        self.context.insert_value(key, value);
    }

    /// Prepares a value and sets it.
    pub(super) fn put(&mut self, key: &'static str, value: &(impl Serialize + ?Sized)) {
        self.context
            .insert_value(key, Value::from_serializable(value));
    }

    /// Remembers whether something on the page is English because it is not translated.
    pub(super) fn note_fallback(&mut self, fell_back: bool) {
        let before = self
            .context
            .get(UNTRANSLATED)
            .and_then(Value::as_bool)
            .unwrap_or(false);
        self.context
            .insert_value(UNTRANSLATED, Value::from(before || fell_back));
    }

    pub(super) fn context(&self) -> &Context {
        &self.context
    }
}
