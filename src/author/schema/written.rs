use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

use super::super::file::{Draft, Failure, write};
use super::super::modeline::FOLDER;
use super::{MADE, schemas};
use crate::site::Site;

/// What writing the schemas has done to a file, by its path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// It is new, or it was out of date.
    Changed(String),
    /// It was made for what is no more.
    Deleted(String),
}

/// Writes every schema of the project at `root` that is missing or out of date, and deletes those
/// that were made for families that are no more.
pub fn write_schemas(root: &Path, site: &Site) -> Result<Vec<Written>, Failure> {
    let wanted = schemas(&site.content, &site.locales);
    let there = made(root);
    let mut changes = Vec::new();
    let outdated = wanted
        .iter()
        .filter(|(path, text)| there.get(*path) != Some(*text));
    for (path, text) in outdated {
        write(root, &[Draft::edit(path, text)])?;
        changes.push(Written::Changed(path.clone()));
    }
    for path in there.keys().filter(|path| !wanted.contains_key(*path)) {
        fs::remove_file(root.join(path)).map_err(|error| Failure::World {
            path: path.clone(),
            error,
        })?;
        changes.push(Written::Deleted(path.clone()));
    }
    Ok(changes)
}

/// The schemas that were made before, by path; a file of somebody's own is none of them.
fn made(root: &Path) -> BTreeMap<String, String> {
    let files = WalkDir::new(root.join(FOLDER)).into_iter();
    let files = files.filter_map(Result::ok).filter_map(|entry| {
        let path = entry.path().strip_prefix(root).ok()?;
        let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
        let text = fs::read_to_string(entry.path()).ok()?;
        text.contains(MADE)
            .then(|| Some((parts?.join("/"), text)))?
    });
    files.collect()
}
