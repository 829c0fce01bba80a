//! What the program says about bad input, to the letter.
//!
//! A folder in `tests/messages` is a case. Its files are laid over a copy of `tests/mini` before
//! that is built, except for `stderr.txt`, which holds what must be said. A file that ends in
//! `.edit` changes one of the repository's catalogs, of which a whole copy would be out of date
//! soon: what stands above its line `=>` is replaced with what stands below.
//!
//! `UPDATE_GOLDEN=1 cargo test --test messages` writes every `stderr.txt` anew.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::sync::LazyLock;

use support::golden;
use support::project::{Project, Run, repository};
use support::tree::tree;
use versus::diagnostic::{Id, Severity};

const CASES: &str = "tests/messages";
const EXPECTED: &str = "stderr.txt";

/// The names of all cases, sorted.
fn cases() -> Vec<String> {
    let entries = fs::read_dir(repository().join(CASES)).expect("the cases can be read");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("the cases can be read").file_name())
        .map(|name| name.into_string().expect("names of cases are UTF-8"))
        .collect();
    names.sort();
    names
}

fn project(case: &str) -> Project {
    let project = Project::mini();
    for (path, bytes) in tree(&repository().join(CASES).join(case)) {
        if path == EXPECTED {
            continue;
        }
        match path.strip_suffix(".edit") {
            Some(edited) => edit(&project, case, edited, &bytes),
            None => project.write(&path, bytes),
        }
    }
    if case == "file-too-large" {
        let text = format!("code: 0x99\nsummary: {}\n", "x".repeat(1 << 20));
        project.write("content/courier/0x99.yaml", text);
    }
    project
}

fn edit(project: &Project, case: &str, path: &str, bytes: &[u8]) {
    let edit = String::from_utf8_lossy(bytes);
    let (old, new) = edit
        .split_once("=>\n")
        .unwrap_or_else(|| panic!("{CASES}/{case}/{path}.edit has no line `=>`"));
    let text = fs::read_to_string(project.root().join(path))
        .unwrap_or_else(|error| panic!("{case}: {path} cannot be read: {error}"));
    assert_eq!(
        text.matches(old).count(),
        1,
        "{CASES}/{case}/{path}.edit: {path} must hold `{old}` once"
    );
    project.write(path, text.replace(old, new));
}

/// Every case, built once for all tests of this file.
static RUNS: LazyLock<BTreeMap<String, (Project, Run)>> = LazyLock::new(|| {
    let build = |case: String| {
        let project = project(&case);
        let run = project.run(&[]);
        (case, (project, run))
    };
    cases().into_iter().map(build).collect()
});

fn built(case: &str) -> &'static (Project, Run) {
    RUNS.get(case)
        .unwrap_or_else(|| panic!("there is no case {CASES}/{case}"))
}

#[test]
fn every_problem_is_told_as_expected() {
    let mut problems = Vec::new();
    for (case, (project, run)) in &*RUNS {
        let file = format!("{CASES}/{case}/{EXPECTED}");
        problems.extend(golden::compare_file(&file, &run.stderr));
        let has_errors = run.stderr.contains("error[");
        let code = i32::from(has_errors);
        if run.code != code {
            problems.push(format!("{case}: the exit code is {}, not {code}", run.code));
        }
        if project.out().exists() == has_errors {
            problems.push(if has_errors {
                format!("{case}: a site with errors was published")
            } else {
                format!("{case}: a site with nothing but warnings was not published")
            });
        }
        let root = project.root().display().to_string();
        if run.stderr.contains(&root) {
            problems.push(format!("{case}: a message holds a path of this machine"));
        }
    }
    golden::report(&problems, "messages");
}

#[test]
fn every_diagnostic_has_a_case() {
    // What is told is what is expected: the test above holds the two against each other.
    let missing: Vec<String> = Id::ALL
        .iter()
        .map(|id| match id.severity() {
            Severity::Error => format!("error[{}]", id.name()),
            Severity::Warning => format!("warning[{}]", id.name()),
        })
        .filter(|told| !RUNS.values().any(|(_, run)| run.stderr.contains(told)))
        .collect();
    assert!(
        missing.is_empty(),
        "no case in {CASES} shows {}",
        missing.join(", ")
    );
}

#[test]
fn five_unrelated_mistakes_in_one_file_are_all_told_at_once() {
    let (_, run) = built("five-mistakes");
    let told = run.stderr.matches("error[").count();
    assert_eq!(
        told, 5,
        "not each of the five is told once:\n{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("5 errors"),
        "the summary counts them:\n{}",
        run.stderr
    );
}

#[test]
fn a_catalog_without_an_entry_builds_and_shows_it_as_english() {
    let (project, run) = built("catalog-missing-key");
    assert_eq!(
        run.code, 0,
        "a warning does not stop the build:\n{}",
        run.stderr
    );
    let path = project.out().join("pt/locker/4-03.html");
    let page = scraper::Html::parse_document(
        &fs::read_to_string(path).expect("pt/locker/4-03.html is built"),
    );
    let heading = scraper::Selector::parse(r#"h3 span[lang="en"]"#).expect("a valid selector");
    let english: Vec<String> = page
        .select(&heading)
        .map(|span| span.text().collect())
        .collect();
    assert_eq!(
        english,
        ["When you see it"],
        "pt/locker/4-03.html marks what its catalog lacks, and nothing else, as English"
    );
}
