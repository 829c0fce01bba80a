//! What the program does with its output directory: nothing of anybody's is lost.

mod support;

use std::fs;
use std::sync::LazyLock;

use support::project::{Project, build, build_repository, expect_exit, repository};
use support::tree::{Tree, expect_same, tree, write};

const URL: [&str; 2] = ["--base-url", "https://example.org/versus"];

static WHOLE: LazyLock<Tree> = LazyLock::new(|| build_repository(&URL));

fn with_url<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    URL.iter().chain(arguments).copied().collect()
}

#[test]
fn bad_input_publishes_nothing_and_keeps_what_was_there() {
    let project = Project::copy();
    let before = project.build(&URL);
    for (file, bad) in [
        (
            "content/websocket/1007.yaml",
            "code: 1007\nname: Only a name\n",
        ),
        ("i18n/pt.yaml", "tag: [\n"),
        ("templates/code.html", "{% if %}"),
        // Compiles, and fails only when a page is rendered.
        ("templates/guide.html", "{{ nothing_of_this_name.at_all }}"),
    ] {
        let good = project.read(file);
        project.write(file, bad);
        let output = project.try_build(&URL);
        assert_eq!(output.status.code(), Some(1), "{file}");
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(
            told.contains(file),
            "standard error does not name {file}:\n{told}"
        );
        expect_same(&before, &tree(&project.out()), &format!("{file} is bad"));
        project.write(file, good);
    }
    expect_same(&before, &project.build(&URL), "the repaired project");
}

#[test]
fn bad_input_makes_no_output_directory() {
    let project = Project::copy();
    project.write("content/site.yaml", "title: Versus\n");
    expect_exit(&project.try_build(&URL), 1);
    assert!(!project.out().exists(), "an output was made of bad input");
}

#[test]
fn wrong_usage_is_told_apart_from_bad_input() {
    let project = Project::copy();
    for (arguments, names) in [
        (&["--locale", "tlh"][..], "tlh"),
        (&["--family", "morse"], "morse"),
        (&["--colour", "green"], "--colour"),
        (&["--jobs", "0"], "--jobs"),
        (&["--base-url", "example.org"], "--base-url"),
    ] {
        let output = project.try_build(arguments);
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}:\n{told}");
        assert!(told.contains(names), "{arguments:?}:\n{told}");
        assert!(!project.out().exists(), "{arguments:?} made an output");
    }
}

#[test]
fn a_file_in_the_place_of_the_output_is_left_alone() {
    let project = Project::copy();
    write(&project.out(), "mine");
    expect_exit(&project.try_build(&URL), 2);
    assert_eq!(fs::read_to_string(project.out()).expect("the file"), "mine");
}

#[test]
fn a_site_can_stand_among_the_files_of_somebody_else() {
    let project = Project::copy();
    write(&project.out().join("thesis.txt"), "three years of work");
    write(&project.out().join("pt/deep/er.txt"), "more of it");
    let strange = tree(&project.out());
    let mut expected = WHOLE.clone();
    expected.extend(strange);
    expect_same(&expected, &project.build(&URL), "the site and the files");
}

#[test]
fn an_empty_directory_can_be_the_output() {
    let project = Project::copy();
    fs::create_dir_all(project.out()).expect("a folder");
    assert!(project.build(&URL).contains_key("index.html"));
}

#[test]
fn a_second_build_replaces_the_first_one_whole() {
    let project = Project::copy();
    project.build(&URL);
    let smaller = project.build(&with_url(&["--locale", "pt"]));
    assert!(
        !smaller.contains_key("codes.html") && smaller.contains_key("pt/codes.html"),
        "pages of the first build are left over"
    );
    expect_same(&WHOLE, &project.build(&URL), "the third build");
}

#[test]
fn files_that_were_put_into_the_output_stay_there() {
    let project = Project::mini();
    project.build(&URL);
    let strange = ["google1234.html", "assets/mine.txt", "mine/too.txt"];
    for file in strange {
        write(&project.out().join(file), "mine");
    }
    for arguments in [
        &[][..],
        &["--fresh"],
        &["--locale", "pt"],
        &["--locale", "pt", "--fresh"],
        &[],
    ] {
        let mut files = project.build(&with_url(arguments));
        for file in strange {
            let bytes = files.remove(file);
            assert_eq!(bytes.as_deref(), Some(&b"mine"[..]), "{file}");
        }
        let folder = tempfile::tempdir().expect("a temporary folder");
        let clean = folder.path().join("site");
        expect_exit(&build(&project.root(), &clean, &with_url(arguments)), 0);
        expect_same(&tree(&clean), &files, &format!("{arguments:?}"));
    }
}

#[test]
fn a_file_of_somebody_else_is_not_replaced_by_a_page() {
    let project = Project::copy();
    write(&project.out().join("pt/codes.html"), "mine");
    write(&project.out().join("robots.txt"), &WHOLE["robots.txt"]);
    let before = tree(&project.out());
    let output = project.try_build(&URL);
    expect_exit(&output, 2);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("pt/codes.html"), "{told}");
    expect_same(&before, &tree(&project.out()), "the directory");
    fs::remove_file(project.out().join("pt/codes.html")).expect("the file");
    expect_same(&WHOLE, &project.build(&URL), "the same bytes are adopted");
}

#[test]
fn a_site_that_a_build_was_killed_while_replacing_is_put_back() {
    let project = Project::copy();
    let before = project.build(&URL);
    let old = project.out().with_file_name(".versus").join("site/old");
    fs::rename(project.out(), old).expect("the site can be moved");
    project.write("content/websocket/1000.yaml", "code: [");
    expect_exit(&project.try_build(&URL), 1);
    expect_same(&before, &tree(&project.out()), "the site that was put back");
}

#[test]
fn two_builds_do_not_write_to_one_output_at_once() {
    let project = Project::copy();
    let before = project.build(&URL);
    let state = project.out().with_file_name(".versus").join("site");
    let lock = fs::File::create(state.join("lock")).expect("the lock is a file");
    lock.lock().expect("nobody else holds it");
    let output = project.try_build(&URL);
    expect_exit(&output, 2);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("another build"), "{told}");
    expect_same(
        &before,
        &tree(&project.out()),
        "the output of the other build",
    );
    drop(lock);
    project.build(&URL);
}

#[test]
fn a_site_is_not_written_among_the_files_that_it_is_made_from() {
    let project = Project::copy();
    for folder in ["content", "i18n/pt", "templates", "static/site", ".versus"] {
        let out = project.root().join(folder);
        let before = tree(&project.root());
        let output = build(&project.root(), &out, &URL);
        expect_exit(&output, 2);
        expect_same(
            &before,
            &tree(&project.root()),
            &format!("the project, built to {folder}"),
        );
    }
}

#[test]
fn nobody_has_to_listen_to_what_is_said() {
    let project = Project::copy();
    project.write("content/websocket/1000.yaml", "code: [");
    let status = std::process::Command::new(env!("CARGO_BIN_EXE_versus"))
        .args(["build", "--root"])
        .arg(project.root())
        .stderr(fs::File::open(project.root().join("content/site.yaml")).expect("a file"))
        .status()
        .expect("the program runs");
    assert_eq!(
        status.code(),
        Some(1),
        "standard error cannot be written to"
    );
}

#[test]
fn an_output_inside_a_folder_that_is_not_there_yet_is_made() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("not/yet/there");
    expect_exit(&build(repository(), &out, &URL), 0);
    expect_same(&WHOLE, &tree(&out), "the site in a new folder");
}
