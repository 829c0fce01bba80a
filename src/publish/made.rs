//! `files.txt`: a line for the path of every file that builds have put into the output, in order.
//! It says whose a file is when there is no manifest.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::manifest::Manifest;
use super::place::{self, Place};
use super::{Failure, WorldError};

/// The files that builds have made.
#[derive(Debug, Default)]
pub(super) struct Made(Manifest);

impl Made {
    /// Reads the list; it is empty where there is none.
    pub(super) fn read(place: &Place) -> Result<Self, Failure> {
        let path = place.made();
        let text = match fs::read(&path) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(WorldError::wrap("read", &path)(error)),
        };
        let mut lines: Vec<&str> = text.lines().filter(|line| place::is_inside(line)).collect();
        // Somebody may have edited it.
        lines.sort_unstable();
        lines.dedup();
        Ok(Self(Manifest::of_paths(lines)))
    }

    /// The files as a manifest that knows nothing of what is in them.
    pub(super) fn into_manifest(self) -> Manifest {
        self.0
    }

    /// Whether a build has made the file.
    pub(super) fn contains(&self, path: &str) -> bool {
        self.0.contains(path)
    }

    /// Writes the list of these files and those of `more`, both sorted, unless it is that already.
    pub(super) fn write_with(
        &self,
        place: &Place,
        more: impl Iterator<Item = String>,
    ) -> Result<(), Failure> {
        let mut mine = self.0.all();
        place::write_whole(&place.made(), |out| {
            for path in more {
                while let Some(before) = mine.path().filter(|mine| **mine < *path) {
                    writeln!(out, "{before}")?;
                    mine.advance();
                }
                if mine.path() == Some(&*path) {
                    mine.advance();
                }
                write_line(out, &path)?;
            }
            while let Some(after) = mine.path() {
                writeln!(out, "{after}")?;
                mine.advance();
            }
            Ok(())
        })
    }

    /// Writes the list of the files that a manifest knows.
    pub(super) fn write(place: &Place, manifest: &Manifest) -> Result<(), Failure> {
        let mut all = manifest.all();
        place::write_whole(&place.made(), |out| {
            while let Some(path) = all.path() {
                write_line(out, path)?;
                all.advance();
            }
            Ok(())
        })
    }

    /// A file in a folder that no build has made, if there is one.
    pub(super) fn stranger(&self, folder: &Path) -> Result<Option<PathBuf>, Failure> {
        for entry in WalkDir::new(folder).min_depth(1) {
            let entry = entry.map_err(|error| WorldError::wrap("read", folder)(error.into()))?;
            if entry.file_type().is_dir() {
                continue;
            }
            let parts: Option<Vec<&str>> = entry
                .path()
                .strip_prefix(folder)
                .ok()
                .and_then(|path| path.iter().map(|part| part.to_str()).collect());
            if !parts.is_some_and(|parts| self.contains(&parts.join("/"))) {
                return Ok(Some(entry.into_path()));
            }
        }
        Ok(None)
    }
}

/// A name with a line break would be read as two: that file counts as somebody else's.
fn write_line(out: &mut dyn Write, path: &str) -> io::Result<()> {
    if path.contains(['\n', '\r']) {
        return Ok(());
    }
    writeln!(out, "{path}")
}
