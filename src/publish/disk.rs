//! What stands in the output now. Nothing here ever follows a link.

use std::fs::{File, Metadata};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use xxhash_rust::xxh3::xxh3_128;

use super::manifest::Entry;
use super::{Failure, WorldError, place};

/// What stands at the path of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// Nothing.
    Nothing,
    /// A link, of whatever kind and target.
    Link,
    /// A file.
    File(Stamp),
}

/// What can be known of a file without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    /// How many bytes.
    pub(super) size: u64,
    /// When they were written, in nanoseconds since 1970.
    pub(super) time: i64,
    /// When anything about the file changed last; nobody can set it back.
    changed: i64,
}

impl Stamp {
    /// The stamp of a file.
    pub(super) fn new(metadata: &Metadata) -> Self {
        // What lies outside of the years 1678 to 2262 is equal to nothing, and so always read.
        let written = metadata.modified().ok();
        let since = written.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let time = since.and_then(|since| i64::try_from(since.as_nanos()).ok());
        let time = time.unwrap_or(i64::MIN);
        Self {
            size: metadata.len(),
            time,
            changed: changed(metadata).unwrap_or(time),
        }
    }

    /// Whether a file with this stamp surely is the one that an entry was made for, if the entry
    /// was written down at `since`. In the moment of writing, a file may have changed twice.
    pub(super) fn vouches(self, entry: &Entry, since: i64) -> bool {
        self.size == entry.size
            && self.time == entry.time
            && self.time < since
            && self.changed < since
            && self.time != i64::MIN
    }
}

#[cfg(unix)]
fn changed(metadata: &Metadata) -> Option<i64> {
    use std::os::unix::fs::MetadataExt;
    let seconds = metadata.ctime().checked_mul(1_000_000_000)?;
    seconds.checked_add(metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> Option<i64> {
    None
}

/// A look into the output, for one thread.
#[derive(Debug)]
pub(super) struct Disk<'a> {
    out: &'a Path,
    /// The folder that was looked at last.
    folder: Option<String>,
    /// Whether it is there.
    there: bool,
    buffer: Vec<u8>,
}

impl<'a> Disk<'a> {
    pub(super) fn new(out: &'a Path) -> Self {
        Self {
            out,
            folder: None,
            there: false,
            buffer: Vec::new(),
        }
    }

    /// Where a file of the output stands.
    pub(super) fn path(&self, file: &str) -> PathBuf {
        self.out.join(file)
    }

    /// Looks at the path of a file, and at the folders it lies in. What is neither a file nor a
    /// link, or in place of a folder no folder, is an error.
    pub(super) fn look(&mut self, file: &str) -> Result<Found, Failure> {
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        if self.folder.as_deref() != Some(folder) {
            self.there = self.is_folder(folder)?;
            self.folder = Some(folder.to_owned());
        }
        if !self.there {
            return Ok(Found::Nothing);
        }
        let path = self.path(file);
        let Some(metadata) = place::look(&path)? else {
            return Ok(Found::Nothing);
        };
        let kind = metadata.file_type();
        if kind.is_file() {
            Ok(Found::File(Stamp::new(&metadata)))
        } else if kind.is_symlink() {
            Ok(Found::Link)
        } else {
            Err(Failure::InTheWay {
                path,
                is: if kind.is_dir() { "a folder" } else { "no file" },
                belongs: "a file",
            })
        }
    }

    /// Whether all parts of a path are folders; an error if one of them is something else.
    fn is_folder(&self, folder: &str) -> Result<bool, Failure> {
        let mut path = self.out.to_owned();
        for part in std::iter::once("").chain(folder.split('/').filter(|part| !part.is_empty())) {
            if !part.is_empty() {
                path.push(part);
            }
            let Some(metadata) = place::look(&path)? else {
                return Ok(false);
            };
            if !metadata.is_dir() {
                return Err(Failure::InTheWay {
                    is: if metadata.is_symlink() {
                        "a link"
                    } else {
                        "a file"
                    },
                    path,
                    belongs: "a folder",
                });
            }
        }
        Ok(true)
    }

    /// The hash of the bytes of a file that [`Self::look`] has found.
    pub(super) fn hash(&mut self, file: &str) -> Result<u128, Failure> {
        let path = self.path(file);
        self.buffer.clear();
        File::open(&path)
            .and_then(|mut file| file.read_to_end(&mut self.buffer))
            .map_err(WorldError::wrap("read", &path))?;
        Ok(xxh3_128(&self.buffer))
    }
}
