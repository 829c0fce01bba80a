use std::sync::Arc;

use crate::diagnostic::{Place, Source};

/// What begins a text that is still to be written. A translation that is one counts as missing.
pub const TODO: &str = "TODO";

/// A value of a YAML file with its place.
#[derive(Debug, Clone)]
pub struct Node {
    /// What is written there.
    pub value: Value,
    /// Where it is written.
    pub place: Place,
}

/// What a [`Node`] holds.
#[derive(Debug, Clone)]
pub enum Value {
    /// Nothing: `key:` without a value.
    Empty,
    /// What YAML has and these files may not have, which was told.
    Refused,
    /// A text, exactly as written, escapes and folding undone.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A mapping, in the order of the file.
    Map(Vec<Entry>),
}

/// A key of a mapping and its value.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The key.
    pub key: Key,
    /// The value.
    pub value: Node,
}

/// A key with its place.
#[derive(Debug, Clone)]
pub struct Key {
    /// The key's text.
    pub text: String,
    /// Where it is written.
    pub place: Place,
}

/// Whether a text says that it is still to be written.
pub fn is_todo(text: &str) -> bool {
    text.strip_prefix(TODO)
        .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
}

impl Node {
    /// What stands in for a file that could not be read.
    pub fn empty(path: &str) -> Self {
        let source = Arc::new(Source {
            path: path.to_owned(),
            text: String::new(),
        });
        Self {
            value: Value::Empty,
            place: Place::new(&source, 0..0),
        }
    }

    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether it is a text that says that the text itself is still to be written.
    pub fn is_todo(&self) -> bool {
        self.text().is_some_and(is_todo)
    }

    /// Every text below it, or it itself, that is still to be written.
    pub fn todos(&self) -> Vec<&Node> {
        match &self.value {
            Value::Text(_) if self.is_todo() => vec![self],
            Value::List(items) => items.iter().flat_map(Node::todos).collect(),
            Value::Map(entries) => entries
                .iter()
                .flat_map(|entry| entry.value.todos())
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The items of a list; none for everything else.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The entries of a mapping; none for everything else.
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The value of a key of a mapping.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries()
            .iter()
            .find(|entry| entry.key.text == key)
            .map(|entry| &entry.value)
    }

    /// The value at a path of keys, such as `headings/description`.
    pub fn at(&self, path: &str) -> Option<&Node> {
        path.split('/').try_fold(self, |node, key| node.get(key))
    }

    /// The text of a key of a mapping.
    pub fn text_of(&self, key: &str) -> Option<&str> {
        self.get(key)?.text()
    }

    /// The text of a key of a mapping as an owned value; empty where it is missing.
    pub fn string_of(&self, key: &str) -> String {
        self.text_of(key).unwrap_or_default().to_owned()
    }

    /// `true` for `yes`, `false` for `no`.
    pub fn yes_no(&self) -> Option<bool> {
        match self.text()? {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        }
    }

    /// The item itself as a list of one, or the items of a list: for fields that take either.
    pub fn one_or_many(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => std::slice::from_ref(self),
        }
    }
}
