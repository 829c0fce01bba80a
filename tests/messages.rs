//! What the program says about bad input, to the letter.
//!
//! A folder in `tests/messages` is a case. Its files are laid over a copy of `tests/mini` before
//! that is built and checked, except for those that hold what must be said:
//!
//! | file | what it holds |
//! | --- | --- |
//! | `stderr.txt` | what `build` says, where it does |
//! | `check.txt` | what `check` says, where it knows more |
//! | `check.json`, `check.github` | the same in other formats, where somebody has made the file |
//!
//! A file that ends in `.edit` changes one of the project's, of which a whole copy would be out of
//! date soon or longer than the mistake: what stands above its line `=>` is replaced with what stands
//! below.
//!
//! `UPDATE_GOLDEN=1 cargo test --test messages` writes what must be said anew.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::sync::LazyLock;

use support::golden;
use support::project::{Project, Run, repository};
use support::tree::tree;
use versus::diagnostic::Id;

const CASES: &str = "tests/messages";
const BUILD: &str = "stderr.txt";
const CHECK: &str = "check.txt";
const FORMATS: [(&str, &str); 2] = [("check.json", "json"), ("check.github", "github")];

/// What the program said about a case.
struct Told {
    project: Project,
    build: Run,
    check: Run,
}

impl Told {
    /// Whether the input has errors, and not warnings alone.
    fn has_errors(&self) -> bool {
        self.build.stderr.contains("error[")
    }

    /// Whether a check tells what a build does not.
    fn knows_more(&self) -> bool {
        problems(&self.check.stdout)
            .into_iter()
            .any(|problem| !self.build.stderr.contains(problem))
    }
}

/// The problems in what was said, each with its lines.
fn problems(said: &str) -> Vec<&str> {
    let parts = said.split("\n\n");
    parts
        .filter(|part| part.starts_with("error[") || part.starts_with("warning["))
        .collect()
}

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
        let formats = FORMATS.iter().map(|(file, _)| *file);
        if [BUILD, CHECK]
            .into_iter()
            .chain(formats)
            .any(|file| file == path)
        {
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

/// Every case, built and checked once for all tests of this file.
static RUNS: LazyLock<BTreeMap<String, Told>> = LazyLock::new(|| {
    let tell = |case: String| {
        let project = project(&case);
        let told = Told {
            build: project.run(&[]),
            check: project.check(&[]),
            project,
        };
        (case, told)
    };
    cases().into_iter().map(tell).collect()
});

fn told(case: &str) -> &'static Told {
    RUNS.get(case)
        .unwrap_or_else(|| panic!("there is no case {CASES}/{case}"))
}

#[test]
fn every_problem_is_told_as_expected() {
    let mut differences = Vec::new();
    for (case, told) in &*RUNS {
        let folder = format!("{CASES}/{case}");
        let said = Some(&told.build.stderr).filter(|said| !said.is_empty());
        differences.extend(golden::compare_optional_file(
            &format!("{folder}/{BUILD}"),
            said,
        ));
        let said = Some(&told.check.stdout).filter(|_| told.knows_more());
        differences.extend(golden::compare_optional_file(
            &format!("{folder}/{CHECK}"),
            said,
        ));
        for (file, format) in FORMATS {
            let file = format!("{folder}/{file}");
            if repository().join(&file).exists() {
                let run = told.project.check(&["--format", format]);
                differences.extend(golden::compare_file(&file, &run.stdout));
            }
        }
        if told.build.stderr.is_empty() && !told.knows_more() {
            differences.push(format!("{case}: nothing is wrong with it"));
        }
    }
    golden::report(&differences, "messages");
}

#[test]
fn errors_alone_keep_a_site_from_being_published() {
    for (case, told) in &*RUNS {
        let has_errors = told.has_errors();
        let code = i32::from(has_errors);
        assert_eq!(told.build.code, code, "{case}: the exit code of the build");
        assert_eq!(told.check.code, code, "{case}: the exit code of the check");
        assert_eq!(
            told.project.out().exists(),
            !has_errors,
            "{case}: whether the site was published"
        );
    }
}

#[test]
fn no_message_holds_a_path_of_this_machine() {
    for (case, told) in &*RUNS {
        let root = told.project.root().display().to_string();
        for said in [&told.build.stderr, &told.check.stdout, &told.check.stderr] {
            assert!(!said.contains(&root), "{case}:\n{said}");
        }
    }
}

#[test]
fn a_check_tells_whatever_a_build_tells() {
    for (case, told) in &*RUNS {
        for problem in problems(&told.build.stderr) {
            assert!(
                told.check.stdout.contains(problem),
                "{case}: check does not tell\n{problem}\nbut\n{}",
                told.check.stdout
            );
        }
        assert_eq!(
            told.check.stderr, "",
            "{case}: problems are what was asked for"
        );
    }
}

#[test]
fn every_diagnostic_has_a_case() {
    // What is told is what is expected: the first test holds the two against each other.
    let missing: Vec<String> = Id::ALL
        .iter()
        .map(|id| format!("{}[{}]", id.severity().name(), id.name()))
        .filter(|id| !RUNS.values().any(|told| told.check.stdout.contains(id)))
        .collect();
    assert!(
        missing.is_empty(),
        "no case in {CASES} shows {}",
        missing.join(", ")
    );
}

#[test]
fn five_unrelated_mistakes_in_one_file_are_all_told_at_once() {
    let run = &told("five-mistakes").build;
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
    let Told {
        project,
        build: run,
        ..
    } = told("catalog-missing-key");
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
