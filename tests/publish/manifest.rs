//! A manifest that cannot be trusted means a full build, never a wrong site.

use std::fs;
use std::path::PathBuf;

use versus::publish::Options;

use crate::support::project::Project;
use crate::support::tree::{expect_same, tree, write};
use crate::{clean, load, try_publish};

fn state(project: &Project) -> PathBuf {
    project.out().with_file_name(".versus").join("site")
}

#[test]
fn a_manifest_that_is_not_whole_is_not_believed() {
    let project = Project::mini();
    let loaded = load(&project, &["en", "pt"]);
    let build = || {
        try_publish(&project, &loaded, &project.out(), &Options::default())
            .unwrap_or_else(|failure| panic!("the site is not published: {failure}"))
    };
    build();
    let path = state(&project).join("manifest");
    let whole = fs::read(&path).expect("the manifest");
    let expected = clean(&project);
    let cut = (0..whole.len())
        .step_by(1 + whole.len() / 12)
        .map(|end| whole[..end].to_vec());
    let flipped = (0..whole.len()).step_by(97).step_by(7).map(|at| {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        bytes
    });
    let longer = [&whole[..], b"more"].concat();
    for (index, bytes) in cut.chain(flipped).chain([longer]).enumerate() {
        write(&path, bytes);
        // What the manifest would have been believed about.
        fs::remove_file(project.out().join("codes.html")).expect("the page goes");
        let report = build();
        assert_eq!(report.kept, 0, "manifest {index} was believed");
        expect_same(
            &expected,
            &tree(&project.out()),
            &format!("manifest {index}"),
        );
    }
    fs::remove_file(&path).expect("the manifest goes");
    assert_eq!(build().kept, 0);
    expect_same(&expected, &tree(&project.out()), "no manifest");
}

#[test]
fn without_any_memory_the_same_bytes_are_adopted() {
    let project = Project::mini();
    let loaded = load(&project, &["en", "pt"]);
    let build =
        || try_publish(&project, &loaded, &project.out(), &Options::default()).expect("published");
    build();
    fs::remove_dir_all(state(&project)).expect("the memory goes");
    let report = build();
    assert_eq!((report.written, report.deleted), (0, 0));
    assert_eq!((build().rendered, build().written), (0, 0));
}

#[test]
fn lists_that_name_files_elsewhere_delete_nothing_there() {
    let project = Project::mini();
    let mine = project.out().with_file_name("mine.txt");
    write(&mine, "mine");
    let loaded = load(&project, &["en", "pt"]);
    let build =
        || try_publish(&project, &loaded, &project.out(), &Options::default()).expect("published");
    build();
    let list = state(&project).join("files.txt");
    let text = fs::read_to_string(&list).expect("the list");
    let absolute = mine.display();
    write(
        &list,
        format!("../mine.txt\n{absolute}\n{text}pt/../../mine.txt\n./x\n"),
    );
    write(&project.out().join("strange.txt"), "mine");
    fs::remove_file(state(&project).join("manifest")).expect("the manifest goes");
    build();
    assert!(mine.exists(), "a file outside of the output is gone");
    assert!(project.out().join("strange.txt").exists());
}
