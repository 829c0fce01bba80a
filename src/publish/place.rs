//! Where an output stands, what is kept beside it, and who may write to it.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use super::{Failure, WorldError};

/// The folder beside the output that holds what Versus knows about it; never published.
const STATE: &str = ".versus";

/// Where an output stands, and what is known about it.
#[derive(Debug)]
pub(super) struct Place {
    /// The output.
    pub(super) out: PathBuf,
    /// The folder of this output in the state folder.
    state: PathBuf,
}

impl Place {
    /// The place at an absolute path; `None` if it has no name.
    pub(super) fn new(out: PathBuf) -> Option<Self> {
        let state = out.parent()?.join(STATE).join(out.file_name()?);
        Some(Self { out, state })
    }

    /// The files that are to be published.
    pub(super) fn new_files(&self) -> PathBuf {
        self.state.join("new")
    }

    /// The files that are being replaced.
    pub(super) fn old_files(&self) -> PathBuf {
        self.state.join("old")
    }

    /// What the last build published.
    pub(super) fn manifest(&self) -> PathBuf {
        self.state.join("manifest")
    }

    /// What this build publishes.
    pub(super) fn new_manifest(&self) -> PathBuf {
        self.state.join("manifest.new")
    }

    /// The paths of all files that builds have put into the output.
    pub(super) fn made(&self) -> PathBuf {
        self.state.join("files.txt")
    }

    /// What the last build was made from.
    pub(super) fn memo(&self) -> PathBuf {
        self.state.join("memo.json")
    }

    /// What has to be done file by file, and will be.
    pub(super) fn journal(&self) -> PathBuf {
        self.state.join("journal")
    }

    /// The same, when it has to be undone.
    pub(super) fn undo(&self) -> PathBuf {
        self.state.join("undo")
    }

    /// The archive that is being written.
    pub(super) fn new_archive(&self) -> PathBuf {
        self.state.join("archive")
    }

    /// Sets the time of a file to now, by the clock of the file system, which gives the files in
    /// the output their times.
    pub(super) fn touch(&self, path: &Path) -> Result<(), Failure> {
        let clock = self.state.join("clock");
        let touch = || {
            let now = File::create(&clock)?.metadata()?.modified()?;
            File::options().write(true).open(path)?.set_modified(now)?;
            fs::remove_file(&clock)
        };
        touch().map_err(WorldError::wrap("write", path))
    }

    /// Keeps all other builds away until the file is closed, which the system does for a process
    /// that ends.
    pub(super) fn lock(&self) -> Result<File, Failure> {
        fs::create_dir_all(&self.state).map_err(WorldError::wrap("create", &self.state))?;
        let path = self.state.join("lock");
        let file = File::create(&path).map_err(WorldError::wrap("create", &path))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(Failure::Busy {
                out: self.out.clone(),
            }),
            Err(TryLockError::Error(error)) => Err(WorldError::wrap("lock", &path)(error)),
        }
    }
}

/// Whether a path leads to a file below the folder it is joined to, as every one that a build
/// writes down does.
pub(super) fn is_inside(path: &str) -> bool {
    let mut parts = Path::new(path).components();
    !path.is_empty() && parts.all(|part| matches!(part, Component::Normal(_)))
}

/// What stands at a path itself, links not followed; `None` if nothing does.
pub(super) fn look(path: &Path) -> Result<Option<fs::Metadata>, Failure> {
    match fs::symlink_metadata(path) {
        Ok(metadata) => Ok(Some(metadata)),
        // Below something that is no folder there is nothing.
        Err(error) if is_missing(&error) => Ok(None),
        Err(error) => Err(WorldError::wrap("read", path)(error)),
    }
}

/// Whether a path leads nowhere.
pub(super) fn is_missing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// Writes a file that is either what it was or all of the new one, wherever a build is killed.
pub(super) fn write_whole(
    path: &Path,
    bytes: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    write(path, bytes, |_| Ok(()))
}

/// The same, even when the power fails.
pub(super) fn write_synced(
    path: &Path,
    bytes: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    write(path, bytes, File::sync_all)
}

fn write(
    path: &Path,
    bytes: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    sync: impl FnOnce(&File) -> io::Result<()>,
) -> Result<(), Failure> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let write = || {
        let file = File::create(&part)?;
        let mut writer = io::BufWriter::with_capacity(1 << 16, file);
        bytes(&mut writer)?;
        let file = writer
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        sync(&file)
    };
    write().map_err(WorldError::wrap("write", &part))?;
    rename(&part, path)
}

/// Renames a file or folder; the error names the new place.
pub(super) fn rename(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::rename(from, to).map_err(WorldError::wrap("replace", to))
}

/// Makes a folder and all that it lies in.
pub(super) fn create_folder(folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(WorldError::wrap("create", folder))
}

/// Removes a file, if it is there.
pub(super) fn remove_file(path: &Path) -> Result<(), Failure> {
    match fs::remove_file(path) {
        Err(error) if !is_missing(&error) => Err(WorldError::wrap("remove", path)(error)),
        _ => Ok(()),
    }
}

/// Removes a folder with all that is in it, if it is there.
pub(super) fn remove_folder(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Err(error) if !is_missing(&error) => Err(WorldError::wrap("clear", folder)(error)),
        _ => Ok(()),
    }
}
