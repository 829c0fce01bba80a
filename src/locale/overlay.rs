use crate::content::{Pattern, Text, Texts};
use crate::diagnostic::{Diagnostic, Id, Problems};
use crate::yaml::shape::Words;
use crate::yaml::{Node, Value};

/// The English that a translation is held against.
pub(super) struct Source<'a> {
    /// The texts.
    pub(super) texts: &'a Texts,
    /// Whether the text at a path is missing or faulty, which was told.
    pub(super) unread: &'a dyn Fn(&str) -> bool,
}

/// Reads translations: a tree with the same paths as the English, and nothing else.
pub(super) fn read(node: &Node, source: &Source<'_>, problems: &mut Problems) -> Texts {
    let mut texts = Texts::default();
    descend(node, "", source, &mut texts, problems);
    texts
}

fn descend(
    node: &Node,
    path: &str,
    source: &Source<'_>,
    texts: &mut Texts,
    problems: &mut Problems,
) {
    let prefix = if path.is_empty() {
        String::new()
    } else {
        format!("{path}/")
    };
    if path.is_empty() && matches!(node.value, Value::Empty) {
        return; // Nothing is translated yet.
    }
    let Value::Map(entries) = &node.value else {
        let what = match path {
            "" => "the file".to_owned(),
            path => format!("`{path}`"),
        };
        problems.push(
            Diagnostic::at(
                Id::WrongType,
                &node.place,
                format!("{what} must be a mapping"),
            )
            .help("write `key: text` lines below it, indented, as the English has them"),
        );
        return;
    };
    for entry in entries {
        let key = entry.key.text.as_str();
        let path = format!("{prefix}{key}");
        if let Some(english) = source.texts.get(&path) {
            let faulty = (source.unread)(&path);
            let text = translation(&entry.value, key, english, faulty, problems);
            if let Some(text) = text {
                texts.insert(path, text);
            }
        } else if source.texts.below(&format!("{path}/")).next().is_some() {
            descend(&entry.value, &path, source, texts, problems);
        } else if !(source.unread)(&path) {
            let mut siblings: Vec<&str> = source
                .texts
                .below(&prefix)
                .filter_map(|rest| rest.split('/').next())
                .collect();
            siblings.dedup();
            problems.push(
                Diagnostic::at(
                    Id::UnknownKey,
                    &entry.key.place,
                    format!("the English has no `{path}`"),
                )
                .suggest(key, siblings, "it has"),
            );
        }
    }
}

/// The translation of one English text. The English itself may be faulty, which was told: it is then
/// no measure for the placeholders.
fn translation(
    node: &Node,
    key: &str,
    english: &Text,
    faulty: bool,
    problems: &mut Problems,
) -> Option<Text> {
    if node.is_todo() {
        return None;
    }
    let Some(value) = node.text().filter(|text| !text.is_empty()) else {
        let message = format!("`{key}` must be a text");
        problems.push(
            Diagnostic::at(Id::WrongType, &node.place, message)
                .help("write the translation, or remove the key: English then stands in"),
        );
        return None;
    };
    if english.words == Words::Pattern && !faulty {
        let expected = Pattern::new(&english.value);
        if Pattern::new(value).slots() != expected.slots() {
            let message = format!("`{key}` has other placeholders than the English");
            problems.push(Diagnostic::at(Id::Placeholders, &node.place, message).help(
                match expected.slots().as_slice() {
                    [] => format!("the English has none: “{}”", english.value),
                    names => format!(
                        "it needs {{{}}}, as in the English: “{}”",
                        names.join("}, {"),
                        english.value
                    ),
                },
            ));
            return None;
        }
    }
    Some(Text {
        value: value.to_owned(),
        words: english.words,
        place: node.place.clone(),
    })
}
