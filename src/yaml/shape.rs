//! The shape of a file as a small table of fields: the one truth that reading, “did you mean”
//! and every description of the format go by.
//!
//! [`check`] tells every departure of a tree from its shape at once. What is read from the tree
//! afterwards may therefore take a missing or misshapen value as told already.

use super::{Node, Value};
use crate::diagnostic::{Diagnostic, Id, Place, Problems, nearest};

/// What a value must look like.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Words for the reader, translated by overlays.
    Words(Words),
    /// A text that is the same in every language.
    Verbatim,
    /// An id: `a-z`, `0-9`, `-` and `_`, beginning with a letter.
    Id,
    /// An http or https address.
    Url,
    /// A whole number.
    Number,
    /// `yes` or `no`.
    YesNo,
    /// One of these.
    OneOf(&'static [&'static str]),
    /// A list.
    List(&'static Shape),
    /// A mapping with keys of the contributor's choice.
    Map(&'static Shape),
    /// A mapping with these fields.
    Record(&'static [Field]),
    /// A mapping of the first shape, or a value of the second.
    MapOr(&'static Shape, &'static Shape),
    /// A value, or a list of such values.
    OneOrMany(&'static Shape),
}

/// What kind of words a text holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// Plain text on one line.
    Line,
    /// Markdown, inline only.
    Inline,
    /// Plain text with placeholders in braces.
    Pattern,
}

/// A field of a record.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The key.
    pub name: &'static str,
    /// The shape of its value.
    pub shape: Shape,
    /// Whether it must be there.
    pub required: bool,
    /// What a contributor writes there, in a few words.
    pub about: &'static str,
    /// How to write it well; empty where there is nothing to say.
    pub advice: &'static str,
    /// How much of it readers take.
    pub limit: Option<Limit>,
}

/// How much a field should hold at most. More of it is worth a warning, never an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Characters of a text.
    Characters(usize),
    /// Sentences of a text.
    Sentences(usize),
    /// Entries of a list or mapping.
    Entries(usize),
}

/// A field that must be there.
pub const fn required(name: &'static str, shape: Shape, about: &'static str) -> Field {
    Field {
        name,
        shape,
        required: true,
        about,
        advice: "",
        limit: None,
    }
}

/// A field that may be there.
pub const fn optional(name: &'static str, shape: Shape, about: &'static str) -> Field {
    Field {
        required: false,
        ..required(name, shape, about)
    }
}

impl Field {
    /// The field with words on how to write it well.
    #[must_use]
    pub const fn advice(self, advice: &'static str) -> Self {
        Self { advice, ..self }
    }

    /// The field with how much of it readers take.
    #[must_use]
    pub const fn limit(self, limit: Limit) -> Self {
        Self {
            limit: Some(limit),
            ..self
        }
    }
}

impl Shape {
    /// The fields of a record that `node` lacks, which was told: those that must be there, texts that
    /// are none, and all others too if a field that the record does not have may be one of them
    /// misspelt.
    pub fn absent<'n>(&self, node: &'n Node) -> impl Iterator<Item = &'static str> + use<'n> {
        let fields: &'static [Field] = match self {
            Shape::Record(fields) => fields,
            _ => &[],
        };
        let known = |key: &str| fields.iter().any(|field| field.name == key);
        let misspelt = node.entries().iter().any(|entry| !known(&entry.key.text));
        fields
            .iter()
            .filter(move |field| match (node.get(field.name), &field.shape) {
                (None, _) => field.required || misspelt,
                (Some(node), Shape::Words(_)) => node.text().is_none(),
                (Some(_), _) => false,
            })
            .map(|field| field.name)
    }
}

/// Tells where `node` departs from `shape`; `name` is what the messages call it.
pub fn check(node: &Node, shape: &Shape, name: &str, problems: &mut Problems) {
    if matches!(node.value, Value::Refused) {
        return;
    }
    match shape {
        Shape::Words(_) | Shape::Verbatim => {
            text(node, name, "a text", problems);
            comment_in_text(node, problems);
        }
        Shape::Id => {
            // What is still to be written is told as such, and by whoever looks the id up.
            if let Some(id) = text(node, name, "an id", problems)
                && !node.is_todo()
            {
                check_id(id, &node.place, problems);
            }
        }
        Shape::Url => {
            if let Some(url) = text(node, name, "an address", problems) {
                check_url(url, &node.place, problems);
            }
        }
        Shape::Number => {
            if let Some(number) = text(node, name, "a number", problems)
                && number.parse::<u64>().is_err()
            {
                problems.push(expected("a number", node, name));
            }
        }
        Shape::YesNo => one_of(node, &["yes", "no"], name, problems),
        Shape::OneOf(values) => one_of(node, values, name, problems),
        Shape::List(item) => match &node.value {
            Value::List(items) => {
                for node in items {
                    check(node, item, name, problems);
                }
            }
            _ => problems.push(expected("a list", node, name)),
        },
        Shape::Map(value) => match &node.value {
            Value::Map(entries) => {
                for entry in entries {
                    check(&entry.value, value, &entry.key.text, problems);
                }
            }
            _ => problems.push(expected("a mapping", node, name)),
        },
        Shape::Record(fields) => record(node, fields, name, problems),
        Shape::MapOr(map, other) => match &node.value {
            Value::Map(_) => check(node, map, name, problems),
            _ => check(node, other, name, problems),
        },
        Shape::OneOrMany(shape) => {
            for node in node.one_or_many() {
                check(node, shape, name, problems);
            }
        }
    }
}

fn record(node: &Node, fields: &[Field], name: &str, problems: &mut Problems) {
    let Value::Map(entries) = &node.value else {
        problems.push(expected("a mapping", node, name));
        return;
    };
    let mut meant: Vec<&str> = Vec::new();
    for entry in entries {
        let key = entry.key.text.as_str();
        if let Some(field) = fields.iter().find(|field| field.name == key) {
            check(&entry.value, &field.shape, key, problems);
            continue;
        }
        let names = || fields.iter().map(|field| field.name);
        meant.extend(nearest(key, names()));
        let message = format!("{name} has no field `{key}`");
        let mut diagnostic = Diagnostic::at(Id::UnknownField, &entry.key.place, message).suggest(
            key,
            names(),
            "its fields are",
        );
        if key.contains(' ') {
            diagnostic = diagnostic.help("inside `{ }` a text with a comma needs quotes");
        }
        problems.push(diagnostic);
    }
    let missing = |field: &&Field| {
        field.required && node.get(field.name).is_none() && !meant.contains(&field.name)
    };
    for field in fields.iter().filter(missing) {
        let start = node.place.span.start;
        problems.push(
            Diagnostic::at(
                Id::MissingField,
                &Place {
                    span: start..start,
                    ..node.place.clone()
                },
                format!("{name} lacks the field `{}`", field.name),
            )
            .help(format!("add `{}:` ({})", field.name, field.about)),
        );
    }
}

fn text<'a>(
    node: &'a Node,
    name: &str,
    expectation: &str,
    problems: &mut Problems,
) -> Option<&'a str> {
    let text = node.text().filter(|text| !text.is_empty());
    if text.is_none() {
        problems.push(expected(expectation, node, name));
    }
    text
}

/// ` #` begins a comment, which in prose cuts a text short without a word. A comment that is meant
/// as one has a space after its `#`.
fn comment_in_text(node: &Node, problems: &mut Problems) {
    let Place { source, span } = &node.place;
    let rest = source.text[span.end..].lines().next().unwrap_or_default();
    let cut = rest.trim_start();
    let quoted = node.place.text().starts_with(['"', '\'']);
    let word = cut
        .strip_prefix('#')
        .is_some_and(|word| word.starts_with(|c: char| !c.is_whitespace()));
    if word && !quoted && cut.len() < rest.len() {
        let start = span.end + rest.len() - cut.len();
        problems.push(
            Diagnostic::at(
                Id::CommentInText,
                &Place::new(source, start..start + cut.len()),
                "the text ends here: ` #` begins a comment",
            )
            .label("this is left out")
            .help("put quotes around the text, or write it below `>-`"),
        );
    }
}

fn one_of(node: &Node, values: &[&str], name: &str, problems: &mut Problems) {
    let Some(text) = text(node, name, "a value", problems) else {
        return;
    };
    if !values.contains(&text) {
        problems.push(unknown_value(
            text,
            &node.place,
            name,
            values.iter().copied(),
        ));
    }
}

fn expected(expectation: &str, node: &Node, name: &str) -> Diagnostic {
    if matches!(node.value, Value::Empty) && node.place.span.end == 0 {
        return Diagnostic::at(Id::WrongType, &node.place, "the file is empty")
            .help("write its fields into it, or remove the file");
    }
    let found = match &node.value {
        Value::Empty | Value::Refused => "nothing",
        Value::Text(text) if text.is_empty() => "an empty text",
        Value::Text(_) => "a text",
        Value::List(_) => "a list",
        Value::Map(_) => "a mapping",
    };
    Diagnostic::at(
        Id::WrongType,
        &node.place,
        format!("`{name}` must be {expectation}"),
    )
    .label(format!("here is {found}"))
    .help(match (expectation, &node.value) {
        (_, Value::Empty) => "write its value after the colon, or remove the key",
        ("a list", _) => "write `[one, two]`, or one item a line, each after `- `",
        ("a mapping", _) => "write `key: value` lines below it, indented",
        ("a number", _) => "write digits only",
        _ => "write one text; put quotes around it if it begins with `[` or `{`",
    })
}

/// A value that is none of those allowed.
pub fn unknown_value<'a>(
    value: &str,
    place: &Place,
    name: &str,
    allowed: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let allowed: Vec<&str> = allowed.into_iter().collect();
    let message = format!("`{name}` cannot be `{value}`");
    let diagnostic = Diagnostic::at(Id::UnknownValue, place, message);
    match value.to_ascii_lowercase().as_str() {
        "true" | "on" if allowed.contains(&"yes") => diagnostic.help("write `yes`"),
        "false" | "off" if allowed.contains(&"no") => diagnostic.help("write `no`"),
        _ => diagnostic.suggest(value, allowed, "it can be"),
    }
}

/// Whether an id can be part of a path and a key.
pub fn is_id(id: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    id.starts_with(|first: char| first.is_ascii_lowercase()) && id.chars().all(fits)
}

/// Tells if `id` has characters that keep it from being part of a path or a key.
pub fn check_id(id: &str, place: &Place, problems: &mut Problems) {
    if !is_id(id) {
        problems.push(
            Diagnostic::at(Id::InvalidId, place, format!("`{id}` cannot be an id"))
                .help("an id is made of a-z, 0-9, - and _, and begins with a letter"),
        );
    }
}

/// Tells if `url` is not an http(s) address.
pub fn check_url(url: &str, place: &Place, problems: &mut Problems) {
    let host = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    let fits = host.is_some_and(|host| host.starts_with(|c: char| c.is_ascii_alphanumeric()))
        && !url
            .contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"`{}|\\^".contains(c));
    if !fits {
        problems.push(
            Diagnostic::at(Id::InvalidUrl, place, format!("`{url}` is not an address"))
                .help("write a whole one, such as https://www.rfc-editor.org/rfc/rfc6455"),
        );
    }
}
