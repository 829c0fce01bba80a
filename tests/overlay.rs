//! A translation completed by `versus new overlay` has all that was missing and all that was there.

mod support;

use std::collections::BTreeSet;
use std::sync::Arc;

use support::project::Project;
use versus::diagnostic::{Problems, Source};
use versus::yaml::{self, Entry, Node, Value};

/// Completes the Portuguese WebSocket codes; what the command says, which must succeed.
fn complete(project: &Project) -> String {
    let run = project.command(&["new", "overlay", "pt", "websocket"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.stdout
}

/// The range of bytes of every entry that stands on lines of its own and can go, whole.
fn entries(node: &Node, text: &str, ranges: &mut Vec<std::ops::Range<usize>>) {
    for entry in node.entries() {
        let start = text[..entry.key.place.span.start]
            .rfind('\n')
            .map_or(0, |at| at + 1);
        let end = last(entry);
        let end = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
        if text[start..entry.key.place.span.start].trim().is_empty() {
            ranges.push(start..end);
            if !entry.value.place.text().starts_with('{') {
                entries(&entry.value, text, ranges);
            }
        }
    }
}

fn last(entry: &Entry) -> usize {
    let below = entry.value.entries().iter().map(last).max();
    below.unwrap_or_default().max(entry.value.place.span.end)
}

fn parse(text: &str) -> Node {
    let source = Arc::new(Source {
        path: "overlay".to_owned(),
        text: text.to_owned(),
    });
    yaml::parse(&source, &mut Problems::default()).expect("the overlay is YAML")
}

fn paths(node: &Node, prefix: &str, found: &mut BTreeSet<String>) {
    for entry in node.entries() {
        let path = format!("{prefix}/{}", entry.key.text);
        match entry.value.value {
            Value::Map(_) => paths(&entry.value, &path, found),
            _ => {
                found.insert(path);
            }
        }
    }
}

/// Entries are taken out of a whole translation, a different fifth of them each time; what is put in
/// their place is all that was missing, and every line that was left is still there, in its order.
#[test]
fn an_overlay_is_completed_and_loses_nothing() {
    const PATH: &str = "i18n/pt/websocket.yaml";
    let project = Project::copy();
    let whole = project.read(PATH);
    let mut all = BTreeSet::new();
    paths(&parse(&whole), "", &mut all);
    let mut ranges = Vec::new();
    entries(&parse(&whole), &whole, &mut ranges);
    assert!(ranges.len() > 200, "{} entries can go", ranges.len());
    for round in 0..12 {
        let mut text = whole.clone();
        let mut gone: Vec<_> = ranges
            .iter()
            .enumerate()
            .filter(|(index, _)| (index * 31 + round * 17) % 29 < 5)
            .map(|(_, range)| range.clone())
            .collect();
        // From the end; what holds something that is gone stays.
        gone.sort_by_key(|range| std::cmp::Reverse(range.start));
        let mut from = usize::MAX;
        for range in gone {
            let mut rest = text.clone();
            if range.end <= from {
                rest.replace_range(range.clone(), "");
                from = range.start;
            }
            if is_overlay(&rest) {
                text = rest;
            }
        }
        let text = format!("# A comment of mine.\n{text}# At the end.\n");
        assert!(
            text.len() < whole.len(),
            "round {round} has taken nothing out"
        );
        project.write(PATH, &text);
        assert_eq!(complete(&project), format!("added to {PATH}\n"));
        let completed = project.read(PATH);
        let mut found = BTreeSet::new();
        paths(&parse(&completed), "", &mut found);
        assert_eq!(found, all, "round {round}");
        let mut lines = completed.lines();
        for line in text.lines() {
            assert!(
                lines.any(|other| other == line),
                "round {round}: lost `{line}`"
            );
        }
        assert_eq!(complete(&project), "nothing is missing there\n");
        assert_eq!(project.read(PATH), completed);
    }
}

/// Whether every key has something below it.
fn is_overlay(text: &str) -> bool {
    fn filled(node: &Node) -> bool {
        !matches!(node.value, Value::Empty)
            && node.entries().iter().all(|entry| filled(&entry.value))
    }
    filled(&parse(text))
}
