//! How much is translated: what is told of it, recorded of it, and shown of it.

mod command;
mod page;
mod record;
#[path = "../support/mod.rs"]
mod support;

use serde_json::Value;
use support::project::Project;

/// Runs `versus accept` and returns what it said.
fn accept(project: &Project, arguments: &[&str]) -> String {
    let run = project.command(&[&["accept"], arguments].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.stdout
}

/// Runs `versus coverage` and reads its JSON.
fn coverage(project: &Project, arguments: &[&str]) -> Value {
    let run = project.command(&[&["coverage", "--format", "json"], arguments].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}:\n{}", run.stdout))
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    let items = value[key].as_array();
    items.unwrap_or_else(|| panic!("{key} is no list: {value:#}"))
}

/// The item of a list whose `key` has this value.
fn item<'v>(items: &'v [Value], key: &str, name: &str) -> &'v Value {
    let found = items.iter().find(|item| item[key] == name);
    found.unwrap_or_else(|| panic!("there is no {key} {name}: {items:#?}"))
}

fn part<'v>(coverage: &'v Value, locale: &str, name: &str) -> &'v Value {
    let locale = item(list(coverage, "locales"), "locale", locale);
    item(list(locale, "parts"), "part", name)
}

/// The numbers of texts, fresh, unreviewed, stale and missing ones.
fn counts(value: &Value) -> [u64; 5] {
    ["texts", "fresh", "unreviewed", "stale", "missing"].map(|key| {
        let number = value[key].as_u64();
        number.unwrap_or_else(|| panic!("{key} is no number: {value:#}"))
    })
}

fn sum<'v>(values: impl IntoIterator<Item = &'v Value>) -> [u64; 5] {
    let mut sum = [0; 5];
    for value in values {
        for (sum, count) in sum.iter_mut().zip(counts(value)) {
            *sum += count;
        }
    }
    sum
}

fn edit(project: &Project, file: &str, old: &str, new: &str) {
    let before = project.read(file);
    assert_eq!(before.matches(old).count(), 1, "{file} holds `{old}` once");
    project.write(file, before.replace(old, new));
}
