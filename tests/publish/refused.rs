//! Where the system or somebody's file is in the way, the error names it, and the old site stays.

use std::fs;
use std::path::Path;

use versus::publish::Options;

use crate::support::project::{Project, Run};
use crate::support::tree::{Tree, expect_same, tree, write};
use crate::{clean, edit, load, publish, try_publish};

const BUILD: [&str; 4] = ["--locale", "en", "--locale", "pt"];

fn expect_refusal(run: &Run, names: &str) {
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(
        run.stderr.contains(names),
        "{names} is not named:\n{}",
        run.stderr
    );
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
}

/// Builds an edited site into an output that somebody has changed, which is refused.
fn refused(names: &str, change: impl FnOnce(&Path)) -> (Project, Tree) {
    let project = Project::mini();
    publish(&project, &Options::default());
    change(&project.out());
    let before = tree(&project.out());
    edit(&project, "Another text.");
    for arguments in [&[][..], &["--fresh"]] {
        let arguments: Vec<&str> = BUILD.iter().chain(arguments).copied().collect();
        expect_refusal(&project.run(&arguments), names);
        expect_same(&before, &tree(&project.out()), "the old site");
        let new = project.out().with_file_name(".versus").join("site/new");
        assert!(!new.exists(), "what was not published is left");
    }
    (project, before)
}

#[test]
fn a_folder_where_a_page_belongs() {
    let (project, _) = refused("pt/courier/0x88.html", |out| {
        let page = out.join("pt/courier/0x88.html");
        fs::remove_file(&page).expect("the page goes");
        write(&page.join("mine.txt"), "mine");
    });
    fs::remove_dir_all(project.out().join("pt/courier/0x88.html")).expect("the folder goes");
    publish(&project, &Options::default());
    expect_same(&clean(&project), &tree(&project.out()), "the mended output");
}

#[test]
fn a_file_where_a_folder_belongs() {
    refused("pt/courier", |out| {
        fs::remove_dir_all(out.join("pt/courier")).expect("the folder goes");
        write(&out.join("pt/courier"), "mine");
    });
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_output() {
    let elsewhere = tempfile::tempdir().expect("a temporary folder");
    let target = elsewhere.path().join("courier");
    refused("pt/courier", |out| {
        let folder = out.join("pt/courier");
        fs::rename(&folder, &target).expect("the folder can be moved");
        write(&target.join("mine.txt"), "mine");
        std::os::unix::fs::symlink(&target, &folder).expect("a link");
    });
    assert_eq!(tree(&target).len(), 5, "what the link leads to was changed");
}

#[cfg(unix)]
#[test]
fn an_output_that_is_a_link() {
    let project = Project::mini();
    let elsewhere = tempfile::tempdir().expect("a temporary folder");
    std::os::unix::fs::symlink(elsewhere.path(), project.out()).expect("a link");
    expect_refusal(&project.run(&BUILD), "site");
    assert!(tree(elsewhere.path()).is_empty());
}

#[cfg(target_os = "linux")]
#[test]
fn a_place_where_nothing_can_be_written() {
    // Nobody can make a folder there, whatever they are allowed.
    let project = Project::mini();
    let output = crate::support::project::build(&project.root(), Path::new("/proc/versus"), &[]);
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("/proc"), "{told}");
}

/// Runs the program where files cannot grow beyond so many blocks of 512 bytes, as on a full disk.
#[cfg(unix)]
fn run_with_room_for(blocks: usize, project: &Project, arguments: &[&str]) -> Run {
    let output = std::process::Command::new("sh")
        .arg("-c")
        .arg(format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\""))
        .args(["sh", env!("CARGO_BIN_EXE_versus"), "build", "--root"])
        .arg(project.root())
        .arg("--out")
        .arg(project.out())
        .args(arguments)
        .output()
        .expect("a shell");
    Run {
        code: output.status.code().expect("it ends by itself"),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

#[cfg(unix)]
#[test]
fn no_room_for_the_files() {
    let project = Project::mini();
    publish(&project, &Options::default());
    let before = tree(&project.out());
    edit(&project, "Another text.");
    for arguments in [&[][..], &["--fresh"]] {
        let arguments: Vec<&str> = BUILD.iter().chain(arguments).copied().collect();
        expect_refusal(&run_with_room_for(2, &project, &arguments), ".versus");
        expect_same(&before, &tree(&project.out()), "the old site");
        let left = tree(&project.out().with_file_name(".versus"));
        assert!(left.keys().all(|file| !file.contains("/new/")), "{left:?}");
    }
    publish(&project, &Options::default());
    expect_same(
        &clean(&project),
        &tree(&project.out()),
        "when there is room again",
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_cannot_be_replaced_half_way() {
    use std::process::Command;
    let project = Project::mini();
    publish(&project, &Options::default());
    write(&project.out().join("mine.txt"), "mine");
    let before = tree(&project.out());
    let page = project.out().join("pt/courier/0x88.html");
    let immutable = |sign: &str| {
        let status = Command::new("chattr")
            .arg(format!("{sign}i"))
            .arg(&page)
            .status();
        status.is_ok_and(|status| status.success())
    };
    if !immutable("+") {
        eprintln!("skipped: this file system or user cannot make a file immutable");
        return;
    }
    edit(&project, "Another text.");
    let loaded = load(&project, &["en", "pt"]);
    let result = try_publish(&project, &loaded, &project.out(), &Options::default());
    assert!(immutable("-"), "the file can be changed again");
    let failure = result.expect_err("the file cannot be replaced").to_string();
    assert!(failure.contains("0x88.html"), "{failure}");
    expect_same(&before, &tree(&project.out()), "the old site");
    publish(&project, &Options::default());
    let mut expected = clean(&project);
    expected.insert("mine.txt".to_owned(), b"mine".to_vec());
    expect_same(
        &expected,
        &tree(&project.out()),
        "when it can be replaced again",
    );
}
