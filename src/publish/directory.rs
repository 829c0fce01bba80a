use std::collections::{BTreeSet, HashSet};
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use walkdir::WalkDir;

use super::{Failure, WorldError};

/// The folder beside the output that holds what Versus knows about it; never published.
const STATE: &str = ".versus";

/// Where an output stands, and what is known about it.
struct Place {
    out: PathBuf,
    /// The folder of this output in the state folder.
    state: PathBuf,
}

impl Place {
    fn new(out: &Path) -> Result<Self, Failure> {
        let out = std::path::absolute(out).map_err(WorldError::wrap("find", out))?;
        let (Some(parent), Some(name)) = (out.parent(), out.file_name()) else {
            return Err(Failure::NotAFolder { out });
        };
        let state = parent.join(STATE).join(name);
        Ok(Self { out, state })
    }

    /// The site that is being written.
    fn new_files(&self) -> PathBuf {
        self.state.join("new")
    }

    /// The site that is being replaced.
    fn old_files(&self) -> PathBuf {
        self.state.join("old")
    }

    /// The paths of the files that builds have put into the output, a line each.
    fn record(&self) -> PathBuf {
        self.state.join("made.txt")
    }

    /// Puts back a site that a build was killed while replacing.
    fn recover(&self) -> Result<(), Failure> {
        let old = self.old_files();
        if !self.out.exists() && old.exists() {
            fs::rename(&old, &self.out).map_err(WorldError::wrap("restore", &self.out))?;
        }
        Ok(())
    }

    fn refuse_strangers(&self) -> Result<(), Failure> {
        match fs::symlink_metadata(&self.out) {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) => {
                return Err(Failure::NotAFolder {
                    out: self.out.clone(),
                });
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(WorldError::wrap("read", &self.out)(error)),
        }
        let record = fs::read_to_string(self.record()).unwrap_or_default();
        let made: HashSet<&str> = record.lines().collect();
        match files_below(&self.out)?
            .into_iter()
            .find(|file| !made.contains(file.as_str()))
        {
            Some(stranger) => Err(Failure::NotOurs {
                out: self.out.clone(),
                stranger,
            }),
            None => Ok(()),
        }
    }
}

/// Puts back a site that a build was killed while replacing.
pub(super) fn recover(out: &Path) -> Result<(), Failure> {
    Place::new(out)?.recover()
}

/// A site that is being written beside its place.
pub(super) struct Staging {
    place: Place,
    folders: Mutex<HashSet<PathBuf>>,
    /// Held as long as this build may touch the output; the system lets go of it with the process.
    _lock: File,
}

impl Staging {
    /// Begins a site that will stand at `out`. Refuses a directory with files of others in it.
    pub(super) fn new(out: &Path) -> Result<Self, Failure> {
        let place = Place::new(out)?;
        place.refuse_strangers()?;
        fs::create_dir_all(&place.state).map_err(WorldError::wrap("create", &place.state))?;
        let lock = lock(&place)?;
        let files = place.new_files();
        remove(&files)?;
        fs::create_dir_all(&files).map_err(WorldError::wrap("create", &files))?;
        Ok(Self {
            place,
            folders: Mutex::default(),
            _lock: lock,
        })
    }

    /// Writes one file; `file` is relative to the output.
    pub(super) fn write(&self, file: &str, bytes: &[u8]) -> Result<(), Failure> {
        let path = self.place.new_files().join(file);
        if let Some(folder) = path.parent() {
            let mut folders = self.folders.lock().expect("no thread panics with it");
            if !folders.contains(folder) {
                fs::create_dir_all(folder).map_err(WorldError::wrap("create", folder))?;
                folders.insert(folder.to_owned());
            }
        }
        fs::write(&path, bytes).map_err(WorldError::wrap("write", &path))
    }

    /// Puts the site in its place. If that fails half-way, the old one is put back.
    pub(super) fn publish(self) -> Result<(), Failure> {
        let place = &self.place;
        let (files, old, record) = (place.new_files(), place.old_files(), place.record());
        // Once more: somebody may have put a file there meanwhile.
        place.refuse_strangers()?;
        let write_record = |made: &BTreeSet<String>| {
            let lines: Vec<&str> = made.iter().map(String::as_str).collect();
            fs::write(&record, lines.join("\n")).map_err(WorldError::wrap("write", &record))
        };
        // Until the new site stands in its place, the record vouches for both.
        let made = files_below(&files)?;
        let before = fs::read_to_string(&record).unwrap_or_default();
        write_record(
            &made
                .iter()
                .cloned()
                .chain(before.lines().map(str::to_owned))
                .collect(),
        )?;

        remove(&old)?;
        let replaced = place.out.exists();
        if replaced {
            fs::rename(&place.out, &old).map_err(WorldError::wrap("move", &place.out))?;
        }
        if let Err(error) = fs::rename(&files, &place.out) {
            place.recover()?;
            return Err(WorldError::wrap("create", &place.out)(error));
        }
        write_record(&made)?;
        remove(&old)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What is left of a site that was not published is of no use, and the next build clears
        // it as well: a failure to remove it needs no telling.
        let _ = fs::remove_dir_all(self.place.new_files());
    }
}

fn lock(place: &Place) -> Result<File, Failure> {
    let path = place.state.join("lock");
    let file = File::create(&path).map_err(WorldError::wrap("create", &path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Failure::Busy {
            out: place.out.clone(),
        }),
        Err(TryLockError::Error(error)) => Err(WorldError::wrap("lock", &path)(error)),
    }
}

fn remove(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(WorldError::wrap("clear", folder)(error))
        }
        _ => Ok(()),
    }
}

/// The files below a folder by their path in it, with `/` between its parts.
fn files_below(folder: &Path) -> Result<BTreeSet<String>, Failure> {
    let mut files = BTreeSet::new();
    for entry in WalkDir::new(folder).min_depth(1) {
        let entry = entry.map_err(|error| WorldError::wrap("read", folder)(error.into()))?;
        if !entry.file_type().is_dir()
            && let Ok(path) = entry.path().strip_prefix(folder)
        {
            let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
            files.insert(parts.join("/"));
        }
    }
    Ok(files)
}
