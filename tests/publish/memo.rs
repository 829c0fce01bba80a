//! A build that finds its inputs and its output as they were does nothing; any other one is not
//! fooled.

use std::fs;
use std::path::PathBuf;

use super::edit;
use super::support::project::{self, Project, expect_exit, folder_in_memory};
use super::support::tree::{expect_same, tree, write};

/// Where a build writes down what it was made from.
fn memo(project: &Project) -> PathBuf {
    project.out().with_file_name(".versus/site/memo.json")
}

/// Builds twice, so that the second build has had nothing to do.
fn settled() -> Project {
    let project = Project::mini();
    assert_eq!(project.run(&[]).code, 0);
    let second = project.run(&[]);
    assert!(
        second.stdout.contains("nothing changed"),
        "{}",
        second.stdout
    );
    assert!(memo(&project).exists());
    project
}

/// Builds, expects this in the last line, and that the site is right.
fn build(project: &Project, arguments: &[&str], told: &str) {
    let run = project.run(arguments);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains(told), "{}", run.stdout);
    let folder = folder_in_memory();
    let out = folder.path().join("site");
    expect_exit(&project::build(&project.root(), &out, arguments), 0);
    expect_same(&tree(&out), &tree(&project.out()), "a clean build");
}

#[test]
fn the_summary_is_that_of_the_build_before() {
    let project = settled();
    let table = |run: &str| run.lines().take_while(|line| !line.is_empty()).count();
    let known = project.run(&[]).stdout;
    fs::remove_file(memo(&project)).expect("there is a memo");
    let looked = project.run(&[]).stdout;
    assert!(table(&known) > 5, "{known}");
    let rows = |run: &str| {
        run.lines()
            .take(table(run))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(rows(&known), rows(&looked));
}

#[test]
fn an_edit_is_seen_whatever_the_time_of_the_file_says() {
    let project = settled();
    let file = project.root().join("content/courier/0x88.yaml");
    let time = fs::metadata(&file)
        .and_then(|metadata| metadata.modified())
        .expect("a time");
    edit(&project, "The parcel waits.");
    fs::File::options()
        .write(true)
        .open(&file)
        .and_then(|file| file.set_modified(time))
        .expect("the time is set back");
    build(&project, &[], " written)");
}

#[test]
fn a_new_file_and_one_that_is_gone_are_seen() {
    let project = settled();
    project.write("static/more.txt", "more");
    build(&project, &[], "1 written)");
    fs::remove_file(project.root().join("static/more.txt")).expect("the file goes");
    build(&project, &[], "0 written, 1 deleted)");
}

#[test]
fn other_options_are_another_site() {
    let project = settled();
    build(
        &project,
        &["--base-url", "https://example.org/x"],
        " written)",
    );
    build(&project, &["--locale", "pt"], " deleted)");
}

#[test]
fn a_file_that_changed_in_the_output_is_restored() {
    let project = settled();
    write(&project.out().join("codes.html"), "mine");
    build(&project, &[], "1 written)");
    fs::remove_file(project.out().join("404.html")).expect("the file goes");
    build(&project, &[], "1 written)");
}

#[test]
fn a_memo_that_cannot_be_read_costs_nothing_but_time() {
    let project = settled();
    for damaged in ["", "{", "{}", "[1]"] {
        fs::write(memo(&project), damaged).expect("it is written");
        build(&project, &[], "nothing changed");
    }
}

#[test]
fn a_manifest_of_another_build_has_no_memo() {
    let project = settled();
    let memo = memo(&project);
    let before = fs::read(&memo).expect("there is a memo");
    edit(&project, "The parcel waits.");
    build(&project, &[], " written)");
    // As if the build had been killed before it could write its own.
    fs::write(&memo, before).expect("it is written");
    build(&project, &[], "nothing changed");
}

#[test]
fn a_site_with_warnings_tells_them_every_time() {
    let project = Project::mini();
    let catalog = project.read("i18n/ru.yaml");
    let line = catalog
        .lines()
        .find(|line| line.trim_start().starts_with("learn_more:"))
        .expect("the catalog has it");
    project.write(
        "i18n/ru.yaml",
        catalog.replacen(&format!("{line}\n"), "", 1),
    );
    for _ in 0..3 {
        let run = project.run(&[]);
        assert_eq!(run.code, 0);
        assert!(
            run.stderr.contains("warning[untranslated]"),
            "{}",
            run.stderr
        );
    }
}

#[test]
fn fresh_builds_do_not_ask() {
    let project = settled();
    let run = project.run(&["--fresh"]);
    assert!(run.stdout.contains(" written)"), "{}", run.stdout);
    build(&project, &[], "nothing changed");
}
