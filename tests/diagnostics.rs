//! The explanations of all problems, and the document that holds them.
//!
//! Each explanation has an example. It is true: what is called right has no such problem in the
//! small project, and what is called wrong has it. `docs/diagnostics.md` is made of the
//! explanations, and `UPDATE_GOLDEN=1 cargo test --test diagnostics` makes it anew.

mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use rayon::prelude::*;
use serde_json::Value;
use support::golden;
use support::none;
use support::project::Project;
use versus::diagnostic::{Id, Severity};

const DOCUMENT: &str = "docs/diagnostics.md";

/// Those that no fragment of a text can show, each with the reason.
const WITHOUT_EXAMPLE: [(Id, &str); 2] = [
    (Id::NotUtf8, "a document is UTF-8 itself"),
    (Id::FileTooLarge, "nobody reads a mebibyte"),
];

/// What an explanation calls wrong and right.
#[derive(Debug, PartialEq, Eq)]
enum Example<'a> {
    /// A part of a file.
    Part {
        path: &'a str,
        wrong: &'a str,
        right: &'a str,
    },
    /// The path of a file.
    Path { wrong: &'a str, right: &'a str },
}

impl<'a> Example<'a> {
    /// The example at the end of an explanation.
    fn of(explanation: &'a str) -> Option<Self> {
        let (words, example) = explanation.split_once(" is wrong:\n\n")?;
        let (wrong, rest) = fenced(example)?;
        let (right, rest) = fenced(rest.strip_prefix("\nThis is right:\n\n")?)?;
        assert_eq!(rest, "", "an explanation ends with its example");
        let last = words.lines().last()?;
        let path = last
            .strip_prefix("In `")
            .and_then(|rest| rest.strip_suffix("`, this"));
        match path {
            Some(path) => Some(Example::Part { path, wrong, right }),
            None if last == "A file of this name" => Some(Example::Path {
                wrong: wrong.trim_end(),
                right: right.trim_end(),
            }),
            None => None,
        }
    }

    /// The small project with what is wrong in it, or with what is right.
    fn project(&self, is_wrong: bool) -> Project {
        let project = Project::mini();
        match *self {
            Example::Part { path, wrong, right } => {
                let shown = if is_wrong { wrong } else { right };
                let file = project.root().join(path);
                if file.exists() {
                    let text = project.read(path);
                    // The last line of a fragment may go on, with a comment for example.
                    let (shown, right) = (shown.trim_end(), right.trim_end());
                    let found = text.matches(right).count();
                    assert_eq!(found, 1, "{path} must hold what is right once:\n{right}");
                    project.write(path, text.replace(right, shown));
                } else {
                    project.write(path, shown);
                }
            }
            Example::Path { wrong, right } => {
                assert!(project.root().join(right).exists(), "there is no {right}");
                if is_wrong {
                    let rename = fs::rename(project.root().join(right), project.root().join(wrong));
                    rename.expect("a file can be renamed");
                }
            }
        }
        project
    }
}

/// The lines of a fenced block at the start of a text, and what follows it.
fn fenced(text: &str) -> Option<(&str, &str)> {
    let (_, text) = text.strip_prefix("```")?.split_once('\n')?;
    let end = text.find("```\n")?;
    Some((&text[..end], &text[end + "```\n".len()..]))
}

/// How often each problem is found in a project.
fn problems(project: &Project) -> BTreeMap<String, usize> {
    let told = project.check(&["--format", "json"]);
    let report: Value = serde_json::from_str(&told.stdout).expect("this is JSON");
    let mut found = BTreeMap::new();
    for problem in report["problems"].as_array().expect("a list") {
        let id = problem["id"].as_str().expect("a text").to_owned();
        *found.entry(id).or_default() += 1;
    }
    found
}

#[test]
fn every_example_is_true() {
    let judge = |id: &Id| -> Option<String> {
        let name = id.name();
        let excused = WITHOUT_EXAMPLE.iter().any(|(without, _)| without == id);
        let Some(example) = Example::of(id.explanation()) else {
            return (!excused).then(|| format!("{name} has no example"));
        };
        if excused {
            return Some(format!("{name} has an example: it needs no excuse"));
        }
        let right = problems(&example.project(false));
        if !right.is_empty() {
            return Some(format!("{name}: what is right has problems: {right:?}"));
        }
        let wrong = problems(&example.project(true));
        (!wrong.contains_key(name)).then(|| format!("{name}: what is wrong has only {wrong:?}"))
    };
    none(
        "the examples of explanations",
        Id::ALL.par_iter().filter_map(judge).collect::<Vec<_>>(),
    );
}

#[test]
fn every_explanation_begins_with_words() {
    for id in Id::ALL {
        let text = id.explanation();
        let about = id.about();
        assert!(
            about.ends_with('.') && !about.contains("  "),
            "{id}: {about}"
        );
        assert!(text.starts_with(char::is_uppercase), "{id}:\n{text}");
        assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{id}");
        assert!(
            !text.contains('#') || !text.contains("\n# "),
            "{id} has a heading"
        );
        for line in text.lines() {
            assert!(line.chars().count() <= 102, "{id}: a long line:\n{line}");
        }
    }
}

#[test]
fn the_document_holds_every_explanation() {
    let difference = golden::compare_file(DOCUMENT, &document());
    golden::report(difference.as_slice(), "diagnostics");
}

/// `docs/diagnostics.md`.
fn document() -> String {
    let mut text = String::from(
        "# Diagnostics\n\n\
         Every problem that Versus tells of has an id, which stands between brackets before the\n\
         message. `versus explain unknown-field` shows the same words as this document.\n\n\
         An **error** keeps the site from being published. A **warning** does not; the rules of\n\
         [`versus check`](check.md) warn, unless `--deny-warnings` makes errors of them.\n\n\
         The examples are from the small project that Versus is tested with, whose protocol is made\n\
         up. A test holds them true. This document is made from `src/diagnostic/explanations/` by\n\
         `UPDATE_GOLDEN=1 cargo test --test diagnostics`.\n",
    );
    let mut line = |words: std::fmt::Arguments<'_>| {
        text.write_fmt(words).expect("a string can be written to");
    };
    for (heading, severity) in [("Errors", Severity::Error), ("Warnings", Severity::Warning)] {
        line(format_args!(
            "\n## {heading}\n\n| id | what it is |\n| --- | --- |\n"
        ));
        for id in of(severity) {
            line(format_args!("| [`{id}`](#{id}) | {} |\n", id.about()));
        }
    }
    for id in of(Severity::Error).chain(of(Severity::Warning)) {
        let severity = id.severity().name();
        line(format_args!(
            "\n## {id}\n\n*{severity}*: {}\n\n{}",
            id.about(),
            id.explanation()
        ));
    }
    text
}

fn of(severity: Severity) -> impl Iterator<Item = Id> {
    let ids = Id::ALL.iter().copied();
    ids.filter(move |id| id.severity() == severity)
}
