use std::sync::Arc;

use super::outline::{self, Outline};
use super::sheet::{self, Sheet};
use crate::diagnostic::Source;
use crate::yaml::{Entry, Node, Value};

/// A file with every text of `outline` that it lacks, still to be written; everything that is there
/// stays as it is.
pub(super) fn complete(source: &Arc<Source>, node: &Node, outline: &Outline) -> String {
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
    let mut text = source.text.clone();
    if !insertions.is_empty() && !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    let end = text.len();
    // From the end, so that the places before stay true.
    insertions.sort_by_key(|insertion| insertion.place);
    for insertion in insertions.into_iter().rev() {
        let at_end = insertion.place == source.text.len();
        text.insert_str(if at_end { end } else { insertion.place }, &insertion.text);
    }
    text
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
    let mut sheet = Sheet::at(text[line..start].chars().count());
    for (key, wanted) in &gap.entries {
        outline::draw(key, wanted, &mut sheet);
    }
    Insertion {
        place: gap.after.map_or(line, |entry| next_line(text, end(entry))),
        text: sheet.into_text(),
    }
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
    let below = value.entries().iter().map(end).max();
    let own = value.place.span.end.max(entry.key.place.span.end);
    below.unwrap_or_default().max(own)
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
    use crate::diagnostic::{Place, Problems};
    use crate::yaml;
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
        complete(&source, &node, &outline(paths))
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
}
