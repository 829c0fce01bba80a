//! Puts a whole folder in the place of another one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::place::{self, Place};
use super::{Failure, Step, Watch, WorldError, crew};

/// Puts the new files where no site is.
pub(super) fn appear(place: &Place, watch: &dyn Watch) -> Result<(), Failure> {
    // An empty folder may be in the way, which not every system replaces.
    match fs::remove_dir(&place.out) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(WorldError::wrap("replace", &place.out)(error));
        }
        _ => {}
    }
    fs::rename(place.new_files(), &place.out).map_err(WorldError::wrap("create", &place.out))?;
    watch.step(Step::Exchanged);
    Ok(())
}

/// Puts the new files in the place of the old ones, in one step where the system can.
pub(super) fn replace(place: &Place, at_once: bool, watch: &dyn Watch) -> Result<(), Failure> {
    let (out, new, old) = (&place.out, place.new_files(), place.old_files());
    let exchanged = at_once && exchange(&new, out).map_err(WorldError::wrap("replace", out))?;
    if !exchanged {
        place::rename(out, &old)?;
        watch.step(Step::Moved);
        if let Err(failure) = place::rename(&new, out) {
            place::rename(&old, out)?;
            return Err(failure);
        }
    }
    watch.step(Step::Exchanged);
    Ok(())
}

/// Whether two folders were exchanged; not where the system or the file system cannot.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Removes a folder with all that is in it, if it is there; several threads share its folders.
pub(super) fn remove(folder: &Path) -> Result<(), Failure> {
    let folders: Vec<PathBuf> = WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_dir())
        .map(walkdir::DirEntry::into_path)
        .collect();
    crew::share(
        folders.len(),
        || (),
        |(), index| {
            for entry in fs::read_dir(&folders[index])
                .into_iter()
                .flatten()
                .flatten()
            {
                if entry.file_type().is_ok_and(|kind| !kind.is_dir()) {
                    // What stays is removed below, or named there.
                    let _ = fs::remove_file(entry.path());
                }
            }
            Ok(())
        },
        |()| (),
    )?;
    place::remove_folder(folder)
}
