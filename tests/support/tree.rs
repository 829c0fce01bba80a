//! Folders as maps from path to bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::none;

/// The files below a folder by their path in it, with `/` between its parts.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// Every file below `folder`, hidden ones too.
pub(crate) fn tree(folder: &Path) -> Tree {
    let mut files = Tree::new();
    collect(folder, "", &mut files);
    files
}

fn collect(folder: &Path, prefix: &str, files: &mut Tree) {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries {
        let entry = entry.expect("an entry of a folder");
        let name = entry
            .file_name()
            .into_string()
            .expect("names here are UTF-8");
        let path = entry.path();
        if path.is_dir() {
            collect(&path, &format!("{prefix}{name}/"), files);
        } else {
            let bytes =
                fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            files.insert(format!("{prefix}{name}"), bytes);
        }
    }
}

/// Writes a file and the folders it needs.
pub(crate) fn write(path: &Path, bytes: impl AsRef<[u8]>) {
    let folder = path.parent().expect("a file is in a folder");
    fs::create_dir_all(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    fs::write(path, bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// Fails if two builds differ, and says in which files.
pub(crate) fn expect_same(one: &Tree, other: &Tree, what: &str) {
    let names: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    let differing: Vec<&String> = names
        .into_iter()
        .filter(|name| one.get(*name) != other.get(*name))
        .collect();
    none(what, differing);
}
