use std::fs;
use std::path::Path;

use crate::packed;

use super::file::{Draft, Failure, write};

/// Writes a whole small project into a folder that is empty or not there yet, and returns the paths
/// of its files.
pub fn new_site(folder: &Path) -> Result<Vec<&'static str>, Failure> {
    let is_empty = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        // What cannot be listed cannot be written either, which is told then.
        Err(_) => !folder.is_file(),
    };
    if !is_empty {
        return Err(Failure::refused(
            format!("{} is not an empty folder", folder.display()),
            "name one that is not there yet",
        ));
    }
    let drafts = packed::STARTER.iter().map(|(path, bytes)| {
        let text = std::str::from_utf8(bytes).expect("the files of the starter are text");
        Draft::new(*path, text)
    });
    write(folder, &drafts.collect::<Vec<_>>())?;
    Ok(packed::STARTER.iter().map(|(path, _)| *path).collect())
}
