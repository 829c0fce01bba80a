use std::collections::BTreeMap;

use crate::diagnostic::Place;
use crate::yaml::shape::{Shape, Words};
use crate::yaml::{Node, Value};

/// The words of a family or of a catalog in one language, by path: `codes/1007/summary`,
/// `family/facts/retry/label`, `headings/description`.
///
/// English is collected from the content itself; a translation is a file of the same paths. So
/// what can be translated, and how much of it is, needs no list of its own.
#[derive(Debug, Default, Clone)]
pub struct Texts(BTreeMap<String, Text>);

/// One text with its place.
#[derive(Debug, Clone)]
pub struct Text {
    /// The words.
    pub value: String,
    /// What kind of words they are.
    pub words: Words,
    /// Where they are written.
    pub place: Place,
}

impl Texts {
    /// The text at a path.
    pub fn get(&self, path: &str) -> Option<&Text> {
        self.0.get(path)
    }

    /// Puts a text at a path.
    pub fn insert(&mut self, path: String, text: Text) {
        self.0.insert(path, text);
    }

    /// Adds all of another collection.
    pub fn append(&mut self, mut others: Texts) {
        self.0.append(&mut others.0);
    }

    /// All texts by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Text)> {
        self.0.iter().map(|(path, text)| (path.as_str(), text))
    }

    /// The path of every text below `prefix`, without it.
    pub fn below<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .range(prefix.to_owned()..)
            .map_while(move |(path, _)| path.strip_prefix(prefix))
    }

    /// Adds every text for the reader that `node`, of this shape, holds.
    pub fn collect(&mut self, node: &Node, shape: &Shape, path: &str) {
        match (shape, &node.value) {
            (Shape::Words(words), Value::Text(text)) => {
                let text = Text {
                    value: text.clone(),
                    words: *words,
                    place: node.place.clone(),
                };
                self.insert(path.to_owned(), text);
            }
            (Shape::Record(fields), Value::Map(entries)) => {
                for entry in entries {
                    let field = fields.iter().find(|field| field.name == entry.key.text);
                    if let Some(field) = field {
                        self.collect(&entry.value, &field.shape, &join(path, field.name));
                    }
                }
            }
            (Shape::Map(shape), Value::Map(entries)) => {
                for entry in entries {
                    self.collect(&entry.value, shape, &join(path, &entry.key.text));
                }
            }
            (Shape::MapOr(map, _), Value::Map(_)) => self.collect(node, map, path),
            (Shape::MapOr(_, other), _) => self.collect(node, other, path),
            (Shape::List(shape), Value::List(items)) => {
                for item in items {
                    if let Some(id) = item.text_of("id") {
                        self.collect(item, shape, &join(path, id));
                    }
                }
            }
            _ => {}
        }
    }
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}/{key}")
    }
}
