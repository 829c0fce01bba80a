use std::hash::{Hash, Hasher};
use std::io;

use serde::Serialize;
use tera::{Context, Value};
use xxhash_rust::xxh3::Xxh3;

/// What a template sees: the only way into one.
///
/// Each value is whole before it is set, so that a page shows nothing that did not pass through
/// here, and [`View::fingerprint`] knows all of it.
#[derive(Default)]
pub(super) struct View {
    context: Context,
    seen: Xxh3,
    /// Whether something on the page is English because it is not translated.
    pub(super) fell_back: bool,
}

impl View {
    /// Sets a value that was prepared before.
    pub(super) fn set(&mut self, key: &'static str, shared: &Shared) {
        self.seen.update(key.as_bytes());
        self.seen.update(&shared.hash.to_le_bytes());
        self.context.insert_value(key, shared.value.clone());
    }

    /// Prepares a value and sets it.
    pub(super) fn put(&mut self, key: &'static str, value: &(impl Serialize + ?Sized)) {
        self.set(key, &Shared::new(value));
    }

    /// Remembers whether something on the page is English because it is not translated.
    pub(super) fn note_fallback(&mut self, fell_back: bool) {
        self.fell_back |= fell_back;
    }

    pub(super) fn context(&self) -> &Context {
        &self.context
    }

    /// A hash of all that was set.
    pub(super) fn fingerprint(&self) -> u128 {
        self.seen.digest128()
    }
}

/// A value that many views hold.
#[derive(Debug, Clone)]
pub(super) struct Shared {
    value: Value,
    hash: u128,
}

impl Shared {
    pub(super) fn new(value: &(impl Serialize + ?Sized)) -> Self {
        let mut hash = Xxh3::new();
        serde_json::to_writer(Hashing(&mut hash), value).expect("views are plain data");
        Self {
            value: Value::from_serializable(value),
            hash: hash.digest128(),
        }
    }

    pub(super) fn hash(&self) -> u128 {
        self.hash
    }

    pub(super) fn value(&self) -> Value {
        self.value.clone()
    }
}

impl Hash for Shared {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.hash.hash(state);
    }
}

struct Hashing<'a>(&'a mut Xxh3);

impl io::Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What the templates of fragments and of prepared pages see, whose fingerprints are those of what
/// they are prepared from. Each page sets all of it anew.
#[derive(Debug, Default)]
pub(super) struct Slots {
    context: Context,
    html: String,
}

impl Slots {
    pub(super) fn share(&mut self, key: &'static str, shared: &Shared) {
        self.set(key, shared.value.clone());
    }

    /// Puts a value together, piece by piece.
    pub(super) fn compose(&mut self, key: &'static str, push: impl FnOnce(&mut String)) {
        self.html.clear();
        push(&mut self.html);
        self.context
            .insert_value(key, Value::safe_string(&self.html));
    }

    pub(super) fn put(&mut self, key: &'static str, value: &(impl Serialize + ?Sized)) {
        self.set(key, Value::from_serializable(value));
    }

    fn set(&mut self, key: &'static str, value: Value) {
        self.context.insert_value(key, value);
    }

    pub(super) fn context(&self) -> &Context {
        &self.context
    }
}
