//! Every file that a site is made from, by the hash of its bytes: whether anything has changed,
//! and what, is known before a line of it is understood.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use walkdir::WalkDir;
use xxhash_rust::xxh3::xxh3_128;

use crate::content::Unreadable;

/// The folders of a project that a site is made from.
pub(crate) const FOLDERS: [&str; 4] = ["content", "i18n", "templates", "static"];

/// What a site is made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inputs {
    /// The program, and what it was asked for.
    pub choices: String,
    /// The hash of each file, by its path relative to the project's root.
    pub files: BTreeMap<String, String>,
}

/// How a file differs from what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It was not there.
    New,
    /// It has other bytes.
    Changed,
    /// It is gone.
    Gone,
}

impl Inputs {
    /// The files of the project at `root`. `choices` is whatever else its site depends on.
    pub fn read(root: &Path, choices: String) -> Result<Self, Unreadable> {
        let mut paths = Vec::new();
        for folder in FOLDERS {
            list(root, folder, &mut paths)?;
        }
        let hashed = paths.into_par_iter().map(|path| {
            let bytes = std::fs::read(root.join(&path));
            match bytes {
                Ok(bytes) => Ok((path, hash(&bytes))),
                Err(error) => Err(Unreadable { path, error }),
            }
        });
        Ok(Self {
            files: hashed.collect::<Result<_, _>>()?,
            choices,
        })
    }

    /// The files that are not as they were, by path.
    pub fn since<'a>(&'a self, before: &'a Inputs) -> BTreeMap<&'a str, Change> {
        let mut changes = BTreeMap::new();
        for (path, hash) in &self.files {
            match before.files.get(path) {
                None => changes.insert(path.as_str(), Change::New),
                Some(old) if old != hash => changes.insert(path.as_str(), Change::Changed),
                Some(_) => None,
            };
        }
        let gone = before.files.keys();
        let gone = gone.filter(|path| !self.files.contains_key(*path));
        changes.extend(gone.map(|path| (path.as_str(), Change::Gone)));
        changes
    }

    /// Whether a file has lost all that it held.
    #[cfg(feature = "serve")]
    pub(crate) fn emptied_since(&self, before: &Inputs) -> bool {
        let nothing = hash(b"");
        let changed = self.since(before).into_keys();
        changed
            .filter_map(|path| self.files.get(path))
            .any(|hash| *hash == nothing)
    }
}

/// The program that this is, by its source: what an older one has made may look different.
pub fn program() -> &'static str {
    env!("VERSUS_SOURCE")
}

fn hash(bytes: &[u8]) -> String {
    format!("{:032x}", xxh3_128(bytes))
}

fn list(root: &Path, folder: &str, paths: &mut Vec<String>) -> Result<(), Unreadable> {
    let base = root.join(folder);
    if !base.exists() {
        return Ok(());
    }
    for entry in WalkDir::new(base) {
        let entry = entry.map_err(|error| Unreadable {
            path: folder.to_owned(),
            error: error.into(),
        })?;
        // A link to a file counts as one, wherever files are read.
        if entry.path().is_file()
            && let Ok(path) = entry.path().strip_prefix(root)
        {
            let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
            paths.push(parts.join("/"));
        }
    }
    Ok(())
}
