//! An archive holds what the directory would, and parts of a site are together the whole.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::project::{Project, expect_exit};
use crate::support::tree::{Tree, expect_same, tree};

fn run(project: &Project, arguments: &[&str]) -> std::process::Output {
    Command::new(env!("CARGO_BIN_EXE_versus"))
        .args(["build", "--root"])
        .arg(project.root())
        .args(arguments)
        .output()
        .expect("the program runs")
}

fn archive(project: &Project, name: &str, arguments: &[&str]) -> Vec<u8> {
    let file = project.out().with_file_name("archives").join(name);
    let path = file.to_str().expect("the path is UTF-8");
    let arguments: Vec<&str> = arguments
        .iter()
        .copied()
        .chain(["--archive", path])
        .collect();
    expect_exit(&run(project, &arguments), 0);
    fs::read(file).expect("the archive")
}

fn entries(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = tar::Archive::new(bytes);
    let entries = archive.entries().expect("an archive");
    entries
        .map(|entry| {
            let mut entry = entry.expect("an entry");
            let header = entry.header();
            assert_eq!(header.mtime().ok(), Some(0));
            assert_eq!(header.mode().ok(), Some(0o644));
            assert_eq!((header.uid().ok(), header.gid().ok()), (Some(0), Some(0)));
            let owner = [header.username_bytes(), header.groupname_bytes()];
            assert_eq!(owner, [Some(&b""[..]); 2]);
            assert!(header.entry_type().is_file());
            let path = entry
                .path()
                .expect("a path")
                .to_str()
                .expect("UTF-8")
                .to_owned();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).expect("the bytes");
            (path, bytes)
        })
        .collect()
}

#[test]
fn an_archive_holds_what_the_directory_does_in_order() {
    let project = Project::mini();
    let directory = project.build(&[]);
    let bytes = archive(&project, "artifact.tar", &[]);
    let expected: Vec<_> = directory.into_iter().collect();
    assert!(
        entries(&bytes) == expected,
        "the archive is not the directory"
    );
    assert_eq!(bytes.len() % 512, 0);
}

#[test]
fn an_archive_is_the_same_with_any_number_of_threads() {
    let project = Project::mini();
    let one = archive(&project, "one.tar", &["--jobs", "1"]);
    for jobs in ["2", "3", "8"] {
        assert!(
            one == archive(&project, "more.tar", &["--jobs", jobs]),
            "--jobs {jobs}"
        );
    }
    assert!(
        one == archive(&project, "more.tar", &[]),
        "over another archive"
    );
}

#[test]
fn the_system_can_unpack_an_archive() {
    let project = Project::mini();
    archive(&project, "artifact.tar", &[]);
    let file = project
        .out()
        .with_file_name("archives")
        .join("artifact.tar");
    let unpacked = project.out().with_file_name("unpacked");
    fs::create_dir(&unpacked).expect("a folder");
    let status = Command::new("tar")
        .arg("-xf")
        .arg(file)
        .arg("-C")
        .arg(&unpacked)
        .status();
    match status {
        Ok(status) => assert!(status.success(), "tar cannot read the archive"),
        Err(_) => return eprintln!("skipped: there is no tar"),
    }
    expect_same(&project.build(&[]), &tree(&unpacked), "what was unpacked");
}

#[test]
fn an_archive_leaves_nothing_but_itself_and_its_lock() {
    let project = Project::mini();
    archive(&project, "artifact.tar", &[]);
    let left: Vec<String> = tree(&project.out().with_file_name("archives"))
        .into_keys()
        .collect();
    assert_eq!(left, [".versus/artifact.tar/lock", "artifact.tar"]);
    assert!(!project.root().join("public").exists());
}

#[test]
fn an_archive_is_refused_where_it_does_no_good() {
    let project = Project::mini();
    let inside = project.root().join("static/artifact.tar");
    let folder = project.root();
    let out = project.out();
    let path = |path: &PathBuf| path.to_str().expect("UTF-8").to_owned();
    for arguments in [
        vec!["--archive".to_owned(), path(&inside)],
        vec!["--archive".to_owned(), path(&folder)],
        vec![
            "--archive".to_owned(),
            path(&out),
            "--out".to_owned(),
            path(&out),
        ],
        vec!["--shard".to_owned(), "4/3".to_owned()],
        vec!["--shard".to_owned(), "0/3".to_owned()],
    ] {
        let before = tree(&project.root());
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        expect_exit(&run(&project, &arguments), 2);
        expect_same(&before, &tree(&project.root()), &format!("{arguments:?}"));
    }
}

#[test]
fn a_template_that_fails_leaves_the_archive_that_was_there() {
    let project = Project::mini();
    let before = archive(&project, "artifact.tar", &[]);
    project.write("templates/guide.html", "{{ nothing_of_this_name.at_all }}");
    let file = project
        .out()
        .with_file_name("archives")
        .join("artifact.tar");
    let path = file.to_str().expect("UTF-8");
    let output = run(&project, &["--archive", path]);
    expect_exit(&output, 1);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("templates/guide.html"), "{told}");
    assert!(fs::read(&file).expect("the archive") == before);
}

#[test]
fn shards_are_disjoint_and_together_the_whole() {
    let project = Project::mini();
    let whole = project.build(&[]);
    let mut together = Tree::new();
    for number in 1..=4 {
        let shard = format!("{number}/4");
        let part = project.build(&["--shard", &shard]);
        assert!(
            part.len().abs_diff(whole.len() / 4) <= 1,
            "{shard} has {}",
            part.len()
        );
        let seen: BTreeSet<String> = together.keys().cloned().collect();
        assert!(
            part.keys().all(|file| !seen.contains(file)),
            "{shard} overlaps"
        );
        together.extend(part);
    }
    expect_same(&whole, &together, "the shards");
}

/// The shell commands of a step of the workflow in `docs/sharding.md`.
fn documented(begins: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/sharding.md");
    let text = fs::read_to_string(path).expect("the documentation");
    let line = text
        .lines()
        .map(str::trim)
        .find(|line| line.starts_with(begins));
    let line = line.unwrap_or_else(|| panic!("the workflow has no step `{begins}`"));
    line.trim_start_matches("run: ").to_owned()
}

#[cfg(unix)]
#[test]
fn the_documented_workflow_makes_the_whole_archive() {
    let project = Project::mini();
    let whole = archive(
        &project,
        "whole.tar",
        &["--base-url", "https://example.org"],
    );
    let build = documented("run: cargo run");
    let join = documented("run: cat");
    let folder = project.out().with_file_name("archives");
    let shell = |command: &str| {
        let output = Command::new("sh")
            .args(["-euc", command])
            .current_dir(&folder)
            .env("BASE_URL", "https://example.org")
            .output()
            .expect("a shell");
        expect_exit(&output, 0);
    };
    for shard in 1..=3 {
        let program = format!(
            "{} build --root {}",
            env!("CARGO_BIN_EXE_versus"),
            project.root().display()
        );
        let command = build
            .replace("cargo run --locked -- build", &program)
            .replace("${{ matrix.shard }}", &shard.to_string())
            .replace("${{ strategy.job-total }}", "3");
        assert!(!command.contains("${{"), "{command}");
        shell(&command);
        // Each artifact is downloaded into a folder of its own.
        let parts = folder.join(format!("parts/shard-{shard}"));
        fs::create_dir_all(&parts).expect("a folder");
        let part = format!("shard-{shard}.tar");
        fs::rename(folder.join(&part), parts.join(&part)).expect("the shard was built");
    }
    shell(&join);
    let joined = fs::read(folder.join("artifact.tar")).expect("the archive");
    assert!(joined == whole, "the shards are not the whole archive");
}
