use std::sync::Arc;

use super::outline::{self, Outline};
use super::sheet::{self, Sheet};
use crate::diagnostic::{Problems, Source};
use crate::yaml::{self, Entry, Node, Value};

/// A file with every text of `outline` that it lacks, still to be written; everything that is there
/// stays as it is. `None` if that cannot be done without touching what is there.
pub(super) fn complete(source: &Source, node: &Node, outline: &Outline) -> Option<String> {
    let mut insertions = Vec::new();
    if let Value::Map(_) = node.value {
        descend(node, outline, &mut insertions);
    } else {
        let mut sheet = Sheet::default();
        outline.draw(&mut sheet);
        insertions.push(Insertion {
            place: source.text.len(),
            text: sheet.into_text(),
        });
    }
    let completed = inserted(&source.text, insertions);
    keeps(node, outline, &completed).then_some(completed)
}

/// A text with insertions, whose lines end as its own do.
fn inserted(text: &str, mut insertions: Vec<Insertion>) -> String {
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut completed = text.to_owned();
    if !insertions.is_empty() && !text.is_empty() && !text.ends_with('\n') {
        completed.push_str(line_end);
    }
    let end = completed.len();
    // From the end, so that the places before stay true.
    insertions.sort_by_key(|insertion| insertion.place);
    for insertion in insertions.into_iter().rev() {
        let at_end = insertion.place == text.len();
        let words = insertion.text.replace('\n', line_end);
        completed.insert_str(if at_end { end } else { insertion.place }, &words);
    }
    completed
}

/// Whether a text holds all that `node` does, and all that `outline` wants: YAML has more ways to
/// write a mapping than a person thinks of.
fn keeps(node: &Node, outline: &Outline, completed: &str) -> bool {
    let mut problems = Problems::default();
    let source = Arc::new(Source {
        path: node.place.source.path.clone(),
        text: completed.to_owned(),
    });
    let Some(now) = yaml::parse(&source, &mut problems) else {
        return false;
    };
    problems.count() == 0 && holds(&now, node) && has_all(&now, outline)
}

/// Whether every text of one tree is in another at the same place.
fn holds(now: &Node, before: &Node) -> bool {
    match (&now.value, &before.value) {
        (_, Value::Empty) => true,
        (Value::Text(now), Value::Text(before)) => now == before,
        (Value::List(now), Value::List(before)) => {
            now.len() == before.len()
                && now
                    .iter()
                    .zip(before)
                    .all(|(now, before)| holds(now, before))
        }
        (Value::Map(_), Value::Map(before)) => before.iter().all(|entry| {
            let now = now.get(&entry.key.text);
            now.is_some_and(|now| holds(now, &entry.value))
        }),
        _ => false,
    }
}

/// Whether a tree has a text at every place of an outline.
fn has_all(node: &Node, outline: &Outline) -> bool {
    match outline {
        Outline::Text(_) => node.text().is_some(),
        Outline::Map(entries) => entries
            .iter()
            .all(|(key, wanted)| node.get(key).is_some_and(|node| has_all(node, wanted))),
    }
}

/// Lines or words to be put into a file.
struct Insertion {
    /// The byte before which they go.
    place: usize,
    text: String,
}

/// Entries that a mapping lacks in one place.
struct Gap<'a> {
    /// What they follow in English; at the start of the mapping if there is nothing.
    after: Option<&'a Entry>,
    entries: Vec<(&'a str, &'a Outline)>,
}

/// Finds what to insert where, in a mapping and in those below it.
fn descend(node: &Node, outline: &Outline, insertions: &mut Vec<Insertion>) {
    let Outline::Map(wanted) = outline else {
        return;
    };
    let mut gaps: Vec<Gap<'_>> = Vec::new();
    let mut before: Option<&Entry> = None;
    let mut open = false;
    for (key, wanted) in wanted {
        if let Some(entry) = node.entries().iter().find(|entry| entry.key.text == *key) {
            if matches!(entry.value.value, Value::Map(_)) {
                descend(&entry.value, wanted, insertions);
            }
            before = Some(entry);
            open = false;
            continue;
        }
        match gaps.last_mut().filter(|_| open) {
            Some(gap) => gap.entries.push((key, wanted)),
            None => gaps.push(Gap {
                after: before,
                entries: vec![(key, wanted)],
            }),
        }
        open = true;
    }
    let in_braces = node.place.text().starts_with('{');
    insertions.extend(gaps.into_iter().map(|gap| match node.entries().first() {
        None => within_empty_braces(node, &gap),
        Some(_) if in_braces => within_braces(node, &gap),
        Some(first) => below(first, &gap),
    }));
}

/// On lines of its own, as deep as the entries that are there.
fn below(first: &Entry, gap: &Gap<'_>) -> Insertion {
    let text = first.key.place.source.text.as_str();
    let start = first.key.place.span.start;
    let line = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let indent = &text[line..start];
    let mut sheet = Sheet::at(indent.chars().count());
    for (key, wanted) in &gap.entries {
        outline::draw(key, wanted, &mut sheet);
    }
    Insertion {
        place: match gap.after {
            Some(entry) => next_line(text, end(entry)),
            None => above_comments(text, line, indent),
        },
        text: sheet.into_text(),
    }
}

/// The start of a line, or of the comments right above it that stand as deep: they are about it. What
/// stands above the first line of a file that is not indented is about the file.
fn above_comments(text: &str, line: usize, indent: &str) -> usize {
    let mut start = line;
    while !indent.is_empty() {
        let above = text[..start].trim_end_matches(['\r', '\n']);
        let before = above.rfind('\n').map_or(0, |newline| newline + 1);
        let rest = above[before..].strip_prefix(indent);
        if before == start || !rest.is_some_and(|rest| rest.starts_with('#')) {
            break;
        }
        start = before;
    }
    start
}

/// Behind the last entry in braces, whichever it follows in English: there is one line for all.
fn within_braces(node: &Node, gap: &Gap<'_>) -> Insertion {
    let entries = gap.entries.iter();
    let entries = entries.map(|(key, wanted)| format!(", {}", in_braces(key, wanted)));
    Insertion {
        place: node.entries().iter().map(end).max().unwrap_or_default(),
        text: entries.collect(),
    }
}

fn within_empty_braces(node: &Node, gap: &Gap<'_>) -> Insertion {
    let entries = gap.entries.iter();
    let entries: Vec<String> = entries
        .map(|(key, wanted)| in_braces(key, wanted))
        .collect();
    Insertion {
        place: node.place.span.start + 1,
        text: format!(" {} ", entries.join(", ")),
    }
}

fn in_braces(key: &str, wanted: &Outline) -> String {
    format!("{}: {}", sheet::key(key), wanted.in_braces())
}

/// Where an entry ends.
fn end(entry: &Entry) -> usize {
    let value = &entry.value;
    value.place.span.end.max(entry.key.place.span.end)
}

/// The start of the line below a place.
fn next_line(text: &str, place: usize) -> usize {
    text[place..]
        .find('\n')
        .map_or(text.len(), |newline| place + newline + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{Text, Texts};
    use crate::diagnostic::Place;
    use crate::yaml::shape::Words;

    fn outline(paths: &[&str]) -> Outline {
        let mut texts = Texts::default();
        let source = Arc::new(Source {
            path: "english".to_owned(),
            text: " ".repeat(paths.len()),
        });
        for (index, path) in paths.iter().enumerate() {
            texts.insert(
                (*path).to_owned(),
                Text {
                    value: format!("the {path}"),
                    words: Words::Line,
                    place: Place::new(&source, index..index),
                },
            );
        }
        let mut outline = Outline::default();
        outline.add_below(&texts, "");
        outline
    }

    fn completed(text: &str, paths: &[&str]) -> String {
        let source = Arc::new(Source {
            path: "overlay".to_owned(),
            text: text.to_owned(),
        });
        let node = yaml::parse(&source, &mut Problems::default()).expect("this is YAML");
        complete(&source, &node, &outline(paths)).expect("it can be completed")
    }

    #[test]
    fn what_is_missing_goes_behind_what_it_follows_and_nothing_else_changes() {
        let text = "\
# Kept.
a:
  z: Z   # kept, too
  x: >-
    two
    lines

# At the end.
";
        let paths = ["a/x", "a/y", "a/z", "b/1/c", "b/1/d"];
        assert_eq!(
            completed(text, &paths),
            "\
# Kept.
a:
  z: Z   # kept, too
  x: >-
    two
    lines
  # the a/y
  y: TODO
b:
  \"1\":
    # the b/1/c
    c: TODO
    # the b/1/d
    d: TODO

# At the end.
"
        );
    }

    #[test]
    fn a_mapping_in_braces_stays_in_them() {
        assert_eq!(
            completed("a: { x: X } # kept\n", &["a/w", "a/x", "a/y/z"]),
            "a: { x: X, w: TODO, y: { z: TODO } } # kept\n"
        );
    }

    #[test]
    fn an_entry_that_comes_first_is_put_first() {
        assert_eq!(
            completed("b: B", &["a", "b", "c"]),
            "# the a\na: TODO\nb: B\n# the c\nc: TODO\n"
        );
        assert_eq!(
            completed("# only this\n", &["a"]),
            "# only this\n# the a\na: TODO\n"
        );
        assert_eq!(
            completed("a: {}\n", &["a/b", "a/c"]),
            "a: { b: TODO, c: TODO }\n"
        );
        let whole = completed("", &["a", "b"]);
        assert_eq!(completed(&whole, &["a", "b"]), whole);
    }

    #[test]
    fn braces_of_every_kind_are_completed() {
        for text in [
            "a: {\n  b: B,\n  d: D\n}\ne: E\n",
            "a: {\n  b: B,\n}\n",
            "a: { b: B, c: { x: X } } # kept\ne: E\n",
            "{ a: { b: B }, e: { x: X } }\n",
            "a: { # nothing yet\n}\n",
            "a: { b: B, c: {} }\n",
            "e: {\n}\n",
        ] {
            let paths = ["a/b", "a/c/x", "a/c/y", "a/d", "e/x"];
            let paths = if text.contains("e: E") {
                &paths[..4]
            } else {
                &paths
            };
            let whole = completed(text, paths);
            assert_eq!(completed(&whole, paths), whole, "from {text}");
        }
    }

    #[test]
    fn what_is_said_about_an_entry_stays_above_it() {
        let text = "# About the file.\na:\n  # About c,\n  # in two lines.\n  c: C\n";
        assert_eq!(
            completed(text, &["a/b", "a/c"]),
            "# About the file.\na:\n  # the a/b\n  b: TODO\n  # About c,\n  # in two lines.\n  c: C\n"
        );
    }

    #[test]
    fn lines_end_as_they_do_in_the_file() {
        assert_eq!(
            completed("a: A\r\n", &["a", "b"]),
            "a: A\r\n# the b\r\nb: TODO\r\n"
        );
    }

    #[test]
    fn what_cannot_be_completed_is_left_alone() {
        for text in ["a:\n  ? b\n  : B\n", "null\n", "a: A\rb: B\r"] {
            let source = Arc::new(Source {
                path: "overlay".to_owned(),
                text: text.to_owned(),
            });
            let node = yaml::parse(&source, &mut Problems::default()).expect("this is YAML");
            let outline = outline(&["a/a", "a/b", "a/c", "d"]);
            assert_eq!(complete(&source, &node, &outline), None, "{text}");
        }
    }
}
