use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::{Failure, WorldError};

/// The folder beside the output that holds what Versus knows about it; never published.
const STATE: &str = ".versus";

/// A site that is being written beside its place.
pub(super) struct Staging {
    out: PathBuf,
    /// The folder of this output in the state folder.
    state: PathBuf,
    made: Mutex<HashSet<PathBuf>>,
}

impl Staging {
    /// Begins a site that will stand at `out`. Refuses a directory with files of others in it.
    pub(super) fn new(out: &Path) -> Result<Self, Failure> {
        let out = std::path::absolute(out).map_err(WorldError::wrap("find", out))?;
        let (Some(parent), Some(name)) = (out.parent(), out.file_name()) else {
            return Err(Failure::NotOurs {
                out: out.clone(),
                stranger: "/".to_owned(),
            });
        };
        let staging = Self {
            state: parent.join(STATE).join(name),
            out: out.clone(),
            made: Mutex::default(),
        };
        staging.refuse_strangers()?;
        let files = staging.files();
        if files.exists() {
            fs::remove_dir_all(&files).map_err(WorldError::wrap("clear", &files))?;
        }
        fs::create_dir_all(&files).map_err(WorldError::wrap("create", &files))?;
        Ok(staging)
    }

    /// Writes one file; `file` is relative to the output.
    pub(super) fn write(&self, file: &str, bytes: &[u8]) -> Result<(), Failure> {
        let path = self.files().join(file);
        if let Some(folder) = path.parent() {
            let mut made = self.made.lock().expect("no thread panics with it");
            if !made.contains(folder) {
                fs::create_dir_all(folder).map_err(WorldError::wrap("create", folder))?;
                made.insert(folder.to_owned());
            }
        }
        fs::write(&path, bytes).map_err(WorldError::wrap("write", &path))
    }

    /// Puts the site in its place. If that fails half-way, the old one is put back.
    pub(super) fn publish(self) -> Result<(), Failure> {
        let files = self.files();
        let names = top_level(&files)?;
        let record = self.record();
        fs::write(&record, names.join("\n")).map_err(WorldError::wrap("write", &record))?;
        let old = self.state.join("old");
        if old.exists() {
            fs::remove_dir_all(&old).map_err(WorldError::wrap("clear", &old))?;
        }
        let replaced = self.out.exists();
        if replaced {
            fs::rename(&self.out, &old).map_err(WorldError::wrap("move", &self.out))?;
        }
        if let Err(error) = fs::rename(&files, &self.out) {
            if replaced {
                fs::rename(&old, &self.out).map_err(WorldError::wrap("restore", &self.out))?;
            }
            return Err(WorldError::wrap("create", &self.out)(error));
        }
        if replaced {
            fs::remove_dir_all(&old).map_err(WorldError::wrap("clear", &old))?;
        }
        Ok(())
    }

    fn files(&self) -> PathBuf {
        self.state.join("new")
    }

    /// The names that the last build put at the top of the output.
    fn record(&self) -> PathBuf {
        self.state.join("made.txt")
    }

    fn refuse_strangers(&self) -> Result<(), Failure> {
        let metadata = match fs::symlink_metadata(&self.out) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(WorldError::wrap("read", &self.out)(error)),
        };
        let strange = |stranger: &str| Failure::NotOurs {
            out: self.out.clone(),
            stranger: stranger.to_owned(),
        };
        if !metadata.is_dir() {
            let name = self.out.file_name().unwrap_or_default();
            return Err(strange(&name.to_string_lossy()));
        }
        let made = fs::read_to_string(self.record()).unwrap_or_default();
        let made: HashSet<&str> = made.lines().collect();
        match top_level(&self.out)?
            .iter()
            .find(|name| !made.contains(name.as_str()))
        {
            Some(stranger) => Err(strange(stranger)),
            None => Ok(()),
        }
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What is left of a site that was not published is of no use, and the next build clears
        // it as well: a failure to remove it needs no telling.
        let _ = fs::remove_dir_all(self.files());
    }
}

fn top_level(folder: &Path) -> Result<Vec<String>, Failure> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(WorldError::wrap("read", folder))? {
        let entry = entry.map_err(WorldError::wrap("read", folder))?;
        names.push(entry.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}
