//! Committed files that hold what is expected. `UPDATE_GOLDEN=1` writes them anew.

use std::collections::BTreeMap;
use std::fs;

use super::project::repository;
use super::tree::{tree, write};

/// Whether the expected files are to be written, not compared.
pub(crate) fn updating() -> bool {
    std::env::var_os("UPDATE_GOLDEN").is_some_and(|value| value == "1")
}

/// Compares `actual` with the files in `folder`, both ways; tells each file that differs.
pub(crate) fn compare_folder(folder: &str, actual: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let path = repository().join(folder);
    if updating() {
        if path.exists() {
            fs::remove_dir_all(&path).expect("the expected files can be removed");
        }
        for (name, bytes) in actual {
            write(&path.join(name), bytes);
        }
        return Vec::new();
    }
    let expected = if path.exists() {
        tree(&path)
    } else {
        BTreeMap::new()
    };
    let mut problems = Vec::new();
    for (name, bytes) in actual {
        match expected.get(name) {
            None => problems.push(format!("{folder}/{name} is missing: the build makes it")),
            Some(expected) => problems.extend(difference(expected, bytes).map(|difference| {
                format!("{folder}/{name} differs from what the build makes\n{difference}")
            })),
        }
    }
    for name in expected.keys().filter(|name| !actual.contains_key(*name)) {
        problems.push(format!(
            "{folder}/{name} is expected, but no build makes it"
        ));
    }
    problems
}

/// Compares `actual` with one file; tells how it differs.
pub(crate) fn compare_file(file: &str, actual: &str) -> Option<String> {
    let path = repository().join(file);
    if updating() {
        write(&path, actual.as_bytes());
        return None;
    }
    let Ok(expected) = fs::read(&path) else {
        return Some(format!("{file} is missing; it would hold\n{actual}"));
    };
    difference(&expected, actual.as_bytes())
        .map(|difference| format!("{file} differs\n{difference}\nThe whole is now\n{actual}"))
}

/// Compares `actual` with one file, which is not there if there is nothing; tells how it differs.
pub(crate) fn compare_optional_file(file: &str, actual: Option<&String>) -> Option<String> {
    if let Some(actual) = actual {
        return compare_file(file, actual);
    }
    let path = repository().join(file);
    if !path.exists() {
        None
    } else if updating() {
        fs::remove_file(&path).expect("the expected file can be removed");
        None
    } else {
        Some(format!("{file} is expected, but nothing is said"))
    }
}

/// Panics with the problems, if there are any, and says how to accept them.
pub(crate) fn report(problems: &[String], test: &str) {
    assert!(
        problems.is_empty(),
        "{}\n\nIf this is as it should be: UPDATE_GOLDEN=1 cargo test --test {test}\n",
        problems.join("\n\n")
    );
}

/// The first line in which two files differ.
fn difference(expected: &[u8], actual: &[u8]) -> Option<String> {
    if expected == actual {
        return None;
    }
    let (expected, actual) = (
        String::from_utf8_lossy(expected),
        String::from_utf8_lossy(actual),
    );
    let (mut old, mut new) = (expected.split('\n'), actual.split('\n'));
    let mut number = 1;
    loop {
        let (old, new) = (old.next(), new.next());
        if old != new || old.is_none() {
            let show = |line: Option<&str>| line.unwrap_or("(the file has ended)").to_owned();
            return Some(format!(
                "  line {number}\n  expected: {}\n  actual:   {}",
                show(old),
                show(new)
            ));
        }
        number += 1;
    }
}

#[test]
fn the_first_line_that_differs_is_told_with_its_number() {
    let told = difference(b"a\nb\nc\n", b"a\nB\nC\n").expect("they differ");
    assert_eq!(told, "  line 2\n  expected: b\n  actual:   B");
    assert_eq!(difference(b"a\n", b"a\n"), None);
    let told = difference(b"a", b"a\n").expect("they differ");
    assert!(told.contains("line 2"), "{told}");
}
