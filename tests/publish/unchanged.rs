//! What has not changed is not touched, and what somebody else has changed is noticed.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use versus::publish::{Options, Report};

use crate::support::project::Project;
use crate::support::tree::{Tree, expect_same, tree, write};
use crate::{clean, edit, load, publish, try_publish};

const PAGE: &str = "pt/compare/courier/0x87-vs-0x88.html";

struct Built {
    project: Project,
    files: Tree,
}

/// A project that was built, a while ago.
fn built() -> Built {
    let project = Project::mini();
    publish(&project, &Options::default());
    let files = tree(&project.out());
    // What was written in one moment with the manifest is always looked at.
    age(&project, Duration::from_hours(1));
    publish(&project, &Options::default());
    Built { project, files }
}

fn state(project: &Project) -> PathBuf {
    project.out().with_file_name(".versus").join("site")
}

fn set_time(path: &Path, time: SystemTime) {
    let file = File::options()
        .write(true)
        .open(path)
        .expect("the file opens");
    file.set_modified(time).expect("its time can be set");
}

fn time(path: &Path) -> SystemTime {
    let metadata = fs::symlink_metadata(path).expect("it is there");
    metadata.modified().expect("it has a time")
}

/// Makes all files of the output older.
fn age(project: &Project, by: Duration) {
    for file in tree(&project.out()).keys() {
        let path = project.out().join(file);
        set_time(&path, time(&path) - by);
    }
}

/// When everything in the output and beside it was written, and as which file.
fn stamps(project: &Project) -> BTreeMap<PathBuf, (SystemTime, u64)> {
    let outputs = [project.out(), state(project)];
    let mut stamps = BTreeMap::new();
    for folder in outputs {
        for file in tree(&folder).into_keys().filter(|file| file != "lock") {
            let path = folder.join(file);
            stamps.insert(path.clone(), (time(&path), inode(&path)));
        }
    }
    stamps
}

#[cfg(unix)]
fn inode(path: &Path) -> u64 {
    use std::os::unix::fs::MetadataExt;
    fs::symlink_metadata(path).expect("it is there").ino()
}

#[cfg(not(unix))]
fn inode(_: &Path) -> u64 {
    0
}

fn expect(report: &Report, rendered: usize, written: usize, deleted: usize) {
    let found = (report.rendered, report.written, report.deleted);
    assert_eq!(
        found,
        (rendered, written, deleted),
        "rendered, written, deleted"
    );
}

#[test]
fn a_build_without_a_change_touches_nothing() {
    let built = built();
    let before = stamps(&built.project);
    let report = publish(&built.project, &Options::default());
    expect(&report, 0, 0, 0);
    assert_eq!(report.kept, built.files.len());
    assert_eq!(before, stamps(&built.project));
}

#[test]
fn so_does_one_right_after_the_first() {
    let project = Project::mini();
    publish(&project, &Options::default());
    let before = stamps(&project);
    expect(&publish(&project, &Options::default()), 0, 0, 0);
    assert_eq!(before, stamps(&project));
}

#[test]
fn the_program_says_that_nothing_changed() {
    let project = Project::mini();
    let first = project.run(&[]);
    assert!(first.stdout.contains(" written)"), "{}", first.stdout);
    let second = project.run(&[]);
    assert!(
        second.stdout.contains("(nothing changed)"),
        "{}",
        second.stdout
    );
    let other = project.run(&["--locale", "pt"]);
    assert!(other.stdout.contains(" deleted)"), "{}", other.stdout);
}

#[test]
fn an_edit_touches_only_the_pages_that_show_it() {
    let built = built();
    edit(&built.project, "Something else.");
    let before = stamps(&built.project);
    let report = publish(&built.project, &Options::default());
    let expected = clean(&built.project);
    let changed = |file: &&String| expected.get(*file) != built.files.get(*file);
    let count = expected.keys().filter(changed).count();
    assert!(
        count > 3 && count < expected.len() / 2,
        "{count} pages show it"
    );
    expect(&report, count, count, 0);
    expect_same(&expected, &tree(&built.project.out()), "the output");
    let after = stamps(&built.project);
    for file in expected.keys().filter(|file| !changed(file)) {
        let path = built.project.out().join(file);
        assert_eq!(before[&path], after[&path], "{file}");
    }
}

#[test]
fn fresh_files_are_written_when_they_are_asked_for() {
    let built = built();
    let options = Options {
        fresh: true,
        ..Options::default()
    };
    let report = publish(&built.project, &options);
    assert_eq!(report.written, built.files.len());
    assert_eq!(report.kept, 0);
}

#[test]
fn files_that_lost_their_times_are_known_by_their_bytes() {
    let built = built();
    age(&built.project, Duration::from_secs(1000));
    let before = stamps(&built.project);
    let manifest = state(&built.project).join("manifest");
    let report = publish(&built.project, &Options::default());
    expect(&report, 0, 0, 0);
    let mut after = stamps(&built.project);
    // The manifest alone learns the new times.
    assert_ne!(
        after.insert(manifest.clone(), before[&manifest]),
        Some(before[&manifest])
    );
    assert_eq!(before, after);
}

#[test]
fn a_copy_of_output_and_manifest_saves_the_rendering() {
    let built = built();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("site");
    for (from, to) in [
        (built.project.out(), out.clone()),
        (state(&built.project), folder.path().join(".versus/site")),
    ] {
        for (file, bytes) in tree(&from) {
            write(&to.join(file), bytes);
        }
    }
    let loaded = load(&built.project, &["en", "pt"]);
    let report = try_publish(&built.project, &loaded, &out, &Options::default());
    expect(&report.expect("it is published"), 0, 0, 0);
}

/// What somebody did to one page is put right, and nothing else is done.
fn restored(change: impl FnOnce(&Path)) {
    let built = built();
    change(&built.project.out().join(PAGE));
    let report = publish(&built.project, &Options::default());
    expect(&report, 1, 1, 0);
    expect_same(&built.files, &tree(&built.project.out()), "the output");
}

#[test]
fn a_changed_file_is_restored() {
    restored(|page| write(page, "something else"));
}

#[test]
fn a_file_cut_short_is_restored() {
    restored(|page| write(page, ""));
}

#[test]
fn a_deleted_file_is_restored() {
    restored(|page| fs::remove_file(page).expect("the file goes"));
}

#[test]
fn a_file_of_the_same_size_is_restored() {
    restored(|page| {
        let mut bytes = fs::read(page).expect("the page");
        bytes[100] ^= 1;
        write(page, bytes);
    });
}

#[cfg(unix)]
#[test]
fn a_file_of_the_same_size_whose_time_was_set_back_is_restored() {
    restored(|page| {
        let before = time(page);
        let mut bytes = fs::read(page).expect("the page");
        bytes[100] ^= 1;
        write(page, bytes);
        set_time(page, before);
    });
}

#[cfg(unix)]
#[test]
fn a_link_in_place_of_a_page_is_replaced_and_what_it_leads_to_stays() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let target = folder.path().join("target");
    write(&target, "mine");
    restored(|page| {
        fs::remove_file(page).expect("the file goes");
        std::os::unix::fs::symlink(&target, page).expect("a link");
    });
    assert_eq!(fs::read(&target).expect("the target"), b"mine");
}

#[test]
fn a_file_that_was_only_touched_is_not_rendered() {
    let built = built();
    let page = built.project.out().join(PAGE);
    set_time(&page, SystemTime::UNIX_EPOCH + Duration::from_secs(1));
    let before = stamps(&built.project);
    expect(&publish(&built.project, &Options::default()), 0, 0, 0);
    assert_eq!(before[&page], stamps(&built.project)[&page]);
}

#[test]
fn an_output_that_was_deleted_is_built_again() {
    let built = built();
    fs::remove_dir_all(built.project.out()).expect("the output goes");
    let report = publish(&built.project, &Options::default());
    assert_eq!(report.written, built.files.len());
    expect_same(&built.files, &tree(&built.project.out()), "the output");
}

#[test]
fn pages_that_nothing_claims_go_with_their_folders() {
    let built = built();
    let strange = built.project.out().join("pt/compare/mine.txt");
    write(&strange, "mine");
    let loaded = load(&built.project, &["en"]);
    let out = built.project.out();
    let report = try_publish(&built.project, &loaded, &out, &Options::default());
    let report = report.expect("it is published");
    assert!(report.deleted > 20, "{} were deleted", report.deleted);
    let left: Vec<_> = tree(&out.join("pt")).into_keys().collect();
    assert_eq!(left, ["compare/mine.txt"]);
    assert!(!out.join("pt/courier").exists(), "an empty folder is left");
}
