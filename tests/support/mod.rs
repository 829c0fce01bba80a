//! What the tests of the whole program share: projects, the program run on them, and the files
//! that come out.

#![allow(dead_code, reason = "each test uses the part that it needs")]

pub(crate) mod golden;
pub(crate) mod json;
pub(crate) mod pages;
pub(crate) mod project;
pub(crate) mod server;
pub(crate) mod tree;

/// Fails if there is any problem, and tells the first of them.
pub(crate) fn none<T: std::fmt::Display>(what: &str, problems: impl IntoIterator<Item = T>) {
    let problems: Vec<String> = problems.into_iter().map(|item| item.to_string()).collect();
    assert!(
        problems.is_empty(),
        "{what}: {} problems\n{}",
        problems.len(),
        problems[..problems.len().min(30)].join("\n")
    );
}
