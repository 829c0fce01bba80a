//! What `versus build --report` writes, and that its document tells all of it.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use support::json::keys;
use support::project::{Project, expect_exit, repository};

const DOCUMENT: &str = "docs/report.md";

fn path(project: &Project) -> PathBuf {
    project.root().join("report.json")
}

fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("no report: {error}"));
    assert!(text.ends_with("}\n"), "the report ends in a line");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}:\n{text}"))
}

/// Builds the project, with these arguments too, and reads the report.
fn report(project: &Project, arguments: &[&str]) -> Value {
    let path = path(project);
    let path = path.to_str().expect("the path is UTF-8");
    project.build(&[&["--report", path], arguments].concat());
    read(path.as_ref())
}

fn number(report: &Value, key: &str) -> u64 {
    let value = report.pointer(&format!("/{}", key.replace('.', "/")));
    let number = value.and_then(Value::as_u64);
    number.unwrap_or_else(|| panic!("{key} is no number: {report:#}"))
}

fn keys_of(value: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    keys(value, "", &mut found);
    found
}

#[test]
fn the_document_tells_every_key_and_no_other() {
    let document = fs::read_to_string(repository().join(DOCUMENT)).expect("the document is there");
    let told: BTreeSet<String> = document
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`'))
        .map(|(key, _)| key.to_owned())
        .collect();
    let real = keys_of(&report(&Project::mini(), &[]));
    assert_eq!(told, real, "{DOCUMENT} and a real report differ");

    let (_, example) = document.split_once("```json\n").expect("an example");
    let (example, _) = example.split_once("```").expect("the example ends");
    let example: Value = serde_json::from_str(example).expect("the example is JSON");
    assert_eq!(keys_of(&example), real, "the example in {DOCUMENT} is old");
    assert_eq!(number(&example, "format"), 1);
}

#[test]
fn a_report_tells_what_was_built() {
    let project = Project::mini();
    let report = report(&project, &["--jobs", "3"]);
    let files = support::tree::tree(&project.out());
    let bytes: usize = files.values().map(Vec::len).sum();
    assert_eq!(number(&report, "format"), 1);
    assert_eq!(report["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(report["output"], project.out().to_str().expect("UTF-8"));
    assert_eq!(number(&report, "threads"), 3);
    assert_eq!(number(&report, "total.files"), files.len() as u64);
    assert_eq!(number(&report, "total.bytes"), bytes as u64);
    assert_eq!(number(&report, "written"), files.len() as u64);
    assert_eq!(number(&report, "kept"), 0);
    assert_eq!(number(&report, "deleted"), 0);
    let assets = number(&report, "assets.files");
    assert_eq!(number(&report, "rendered"), files.len() as u64 - assets);

    let rows = report["pages"].as_array().expect("rows");
    let sum: u64 = rows.iter().map(|row| number(row, "files")).sum();
    assert_eq!(sum + assets, number(&report, "total.files"));
    let sum: u64 = rows.iter().map(|row| number(row, "bytes")).sum();
    assert_eq!(
        sum + number(&report, "assets.bytes"),
        number(&report, "total.bytes")
    );
    let row = rows
        .iter()
        .find(|row| row["kind"] == "comparisons" && row["locale"] == "pt");
    assert_eq!(number(row.expect("a row"), "files"), 6);
    assert!(rows.iter().any(|row| row["locale"].is_null()));

    let seconds = |stage: &str| report["seconds"][stage].as_f64().expect("seconds");
    let stages = seconds("load") + seconds("pages") + seconds("publish");
    assert!((stages - seconds("total")).abs() < 0.01, "{report:#}");
    if cfg!(target_os = "linux") {
        assert!(number(&report, "peak_memory") > 1_000_000, "{report:#}");
    }
}

#[test]
fn a_build_that_changes_nothing_is_reported_too() {
    let project = Project::mini();
    let first = report(&project, &[]);
    let second = report(&project, &[]);
    assert_eq!(number(&second, "written"), 0);
    assert_eq!(number(&second, "kept"), number(&first, "written"));
    assert_eq!(second["pages"], first["pages"]);
    let third = report(&project, &["--locale", "en"]);
    assert!(number(&third, "deleted") > 0, "{third:#}");
}

#[test]
fn an_archive_is_reported() {
    let project = Project::mini();
    let archive = project.root().join("site.tar");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_versus"))
        .args(["build", "--root"])
        .arg(project.root())
        .arg("--archive")
        .arg(&archive)
        .arg("--report")
        .arg(path(&project))
        .output()
        .expect("the program runs");
    expect_exit(&output, 0);
    let report = read(&path(&project));
    assert_eq!(report["output"], archive.to_str().expect("UTF-8"));
    assert_eq!(number(&report, "written"), number(&report, "total.files"));
}

#[test]
fn a_report_that_cannot_be_written_is_told_with_its_path() {
    let project = Project::mini();
    let file = project.root().join("nowhere/report.json");
    let folder = project.root().join("folder");
    fs::create_dir(&folder).expect("a folder");
    for path in [file, folder] {
        let path = path.to_str().expect("UTF-8");
        let run = project.run(&["--report", path]);
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert!(
            run.stderr.contains(&format!("cannot write {path}: ")),
            "{}",
            run.stderr
        );
        assert!(!Path::new(&format!("{path}.part")).exists());
    }
    assert!(project.out().exists(), "the site is there nevertheless");
}

#[test]
fn a_build_that_fails_leaves_the_last_report() {
    let project = Project::mini();
    let before = report(&project, &[]);
    project.write("templates/codes.html", "{{ nothing.at.all }}");
    let path = path(&project);
    let run = project.run(&["--report", path.to_str().expect("UTF-8")]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert_eq!(read(&path), before);
}
