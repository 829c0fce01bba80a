//! What has to be done file by file. A journal that stands in its place is a promise: this build,
//! or the next one, does all of it, or undoes all of it where the system refuses.

use std::fs;
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::xxh3_128;

use super::made::Made;
use super::manifest::Manifest;
use super::place::{self, Place};
use super::{Failure, Step, Watch, WorldError};

const MAGIC: &[u8] = b"versus journal 1\n";

/// What is done to one path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// A file is put where none is.
    Add,
    /// A file takes the place of another one.
    Replace,
    /// A file goes.
    Delete,
}

impl Act {
    const ALL: [(Act, u8); 3] = [(Act::Add, b'+'), (Act::Replace, b'='), (Act::Delete, b'-')];

    fn sign(self) -> u8 {
        let found = Self::ALL.iter().find(|(act, _)| *act == self);
        found.map_or(0, |(_, sign)| *sign)
    }

    fn of(sign: u8) -> Option<Self> {
        let found = Self::ALL.iter().find(|(_, of)| *of == sign);
        found.map(|(act, _)| *act)
    }
}

/// A list of what is to be done. On the disk: a sign, the path and a zero byte for each, and the
/// hash of it all at the end.
#[derive(Debug)]
pub(super) struct Journal {
    bytes: Vec<u8>,
}

impl Journal {
    pub(super) fn new() -> Self {
        Self {
            bytes: MAGIC.to_vec(),
        }
    }

    pub(super) fn push(&mut self, act: Act, path: &str) {
        self.bytes.push(act.sign());
        self.bytes.extend_from_slice(path.as_bytes());
        self.bytes.push(0);
    }

    /// Puts the journal in its place: from here on the build is settled.
    pub(super) fn write(&self, place: &Place) -> Result<(), Failure> {
        place::write_synced(&place.journal(), |out| {
            out.write_all(&self.bytes)?;
            out.write_all(&xxh3_128(&self.bytes).to_le_bytes())
        })
    }

    fn read(path: &Path) -> Result<Option<Self>, Failure> {
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if place::is_missing(&error) => return Ok(None),
            Err(error) => return Err(WorldError::wrap("read", path)(error)),
        };
        let whole = bytes.split_last_chunk::<16>().filter(|(list, hash)| {
            u128::from_le_bytes(**hash) == xxh3_128(list) && list.starts_with(MAGIC)
        });
        // A list of nothing does no harm, and the manifest below it says what is true.
        let bytes = whole.map_or(MAGIC, |(list, _)| list).to_vec();
        Ok(Some(Self { bytes }))
    }

    fn list(&self) -> impl DoubleEndedIterator<Item = (Act, &str)> {
        self.bytes[MAGIC.len()..]
            .split(|byte| *byte == 0)
            .filter_map(|line| {
                let (sign, path) = line.split_first()?;
                let path = str::from_utf8(path).ok()?;
                place::is_inside(path).then_some((Act::of(*sign)?, path))
            })
    }

    fn is_empty(&self) -> bool {
        self.list().next().is_none()
    }

    /// Does everything that is not done yet.
    fn apply(&self, place: &Place, watch: &dyn Watch) -> Result<(), Failure> {
        let (new, old) = (place.new_files(), place.old_files());
        for (act, path) in self.list() {
            let (staged, kept, out) = (new.join(path), old.join(path), place.out.join(path));
            if act == Act::Delete {
                if is_there(&out)? {
                    make_room(&kept)?;
                    place::rename(&out, &kept)?;
                }
                watch.step(Step::Deleted(path));
            } else if is_there(&staged)? {
                if act == Act::Replace && !is_there(&kept)? && is_there(&out)? {
                    make_room(&kept)?;
                    keep(&out, &kept)?;
                    watch.step(Step::Kept(path));
                }
                make_room(&out)?;
                place::rename(&staged, &out)?;
                watch.step(Step::Placed(path));
            }
        }
        Ok(())
    }

    /// Takes everything back that was done, as far as the system lets it; the first thing that it
    /// does not is the error.
    fn undo(&self, place: &Place) -> Result<(), Failure> {
        let mut result = Ok(());
        for (act, path) in self.list().rev() {
            result = result.and(undo(place, act, path));
        }
        result
    }

    fn remove_empty_folders(&self, place: &Place) {
        for (act, path) in self.list() {
            if act == Act::Delete {
                remove_empty_folders(&place.out, path);
            }
        }
    }
}

/// Does what the journal in its place says and writes down that it was done. If the system
/// refuses, everything is as before, and the error says why.
pub(super) fn finish(place: &Place, watch: &dyn Watch) -> Result<(), Failure> {
    let Some(journal) = Journal::read(&place.journal())? else {
        return Ok(());
    };
    if let Err(failure) = journal.apply(place, watch) {
        place::rename(&place.journal(), &place.undo())?;
        take_back(place)?;
        return Err(failure);
    }
    journal.remove_empty_folders(place);
    if journal.is_empty() {
        // It was damaged: nobody knows what the output holds.
        place::remove_file(&place.manifest())?;
        place::remove_file(&place.new_manifest())?;
    }
    if let Ok(bytes) = fs::read(place.new_manifest()) {
        // Renaming has changed what the files' stamps say of them, so it must have been before.
        place.touch(&place.new_manifest())?;
        place::rename(&place.new_manifest(), &place.manifest())?;
        watch.step(Step::Recorded);
        if let Some(manifest) = Manifest::new(bytes)
            && journal.list().any(|(act, _)| act != Act::Replace)
        {
            Made::write(place, &manifest)?;
            watch.step(Step::Listed);
        }
    }
    place::remove_file(&place.journal())?;
    watch.step(Step::Cleared);
    place::remove_folder(&place.old_files())?;
    place::remove_folder(&place.new_files())
}

/// Goes on with what an earlier build has begun to take back.
pub(super) fn take_back(place: &Place) -> Result<(), Failure> {
    let Some(journal) = Journal::read(&place.undo())? else {
        return Ok(());
    };
    journal.undo(place)?;
    place::remove_file(&place.new_manifest())?;
    place::remove_file(&place.undo())?;
    place::remove_folder(&place.old_files())?;
    place::remove_folder(&place.new_files())
}

fn undo(place: &Place, act: Act, path: &str) -> Result<(), Failure> {
    let (staged, kept) = (place.new_files().join(path), place.old_files().join(path));
    let out = place.out.join(path);
    if act != Act::Delete && is_there(&staged)? && is_there(&out)? {
        // It was not done.
        return Ok(());
    }
    if is_there(&kept)? {
        make_room(&out)?;
        return place::rename(&kept, &out);
    }
    if act == Act::Add {
        place::remove_file(&out)?;
        remove_empty_folders(&place.out, path);
    }
    Ok(())
}

fn is_there(path: &Path) -> Result<bool, Failure> {
    Ok(place::look(path)?.is_some())
}

fn make_room(path: &Path) -> Result<(), Failure> {
    path.parent().map_or(Ok(()), place::create_folder)
}

/// Keeps a file under a second name, so that the first one is never without a file.
fn keep(file: &Path, kept: &Path) -> Result<(), Failure> {
    let is_link = place::look(file)?.is_some_and(|metadata| metadata.is_symlink());
    if is_link {
        return place::rename(file, kept);
    }
    if fs::hard_link(file, kept).is_ok() {
        return Ok(());
    }
    let part = PathBuf::from(kept).with_extension("part");
    fs::copy(file, &part).map_err(WorldError::wrap("copy", file))?;
    place::rename(&part, kept)
}

/// Removes the folders that a file has left empty; the system refuses for all others.
fn remove_empty_folders(out: &Path, file: &str) {
    let mut folder = Path::new(file).parent();
    while let Some(empty) = folder.filter(|folder| !folder.as_os_str().is_empty()) {
        if fs::remove_dir(out.join(empty)).is_err() {
            return;
        }
        folder = empty.parent();
    }
}
