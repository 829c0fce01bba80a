//! The program as a black box, and the folders it works in.

use std::cell::Cell;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use wait4::Wait4 as _;

use crate::floor::THREADS;

/// What a run of a program cost.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Run {
    /// From its start to its end.
    pub(crate) time: Duration,
    /// The most memory it held, in bytes.
    ///
    /// Linux counts what the parent held when it started the program, so this one must stay small:
    /// it never reads a site.
    pub(crate) peak: u64,
}

impl Run {
    /// Runs a command that must succeed and say nothing on standard error.
    pub(crate) fn of(command: &mut Command) -> io::Result<Self> {
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        let start = Instant::now();
        let mut child = command.spawn()?;
        let mut complaint = String::new();
        if let Some(mut stderr) = child.stderr.take() {
            stderr.read_to_string(&mut complaint)?;
        }
        let usage = child.wait4()?;
        let time = start.elapsed();
        if !usage.status.success() || !complaint.is_empty() {
            let status = usage.status;
            return Err(io::Error::other(format!(
                "{command:?}: {status}\n{complaint}"
            )));
        }
        Ok(Self {
            time,
            peak: usage.rusage.maxrss,
        })
    }
}

/// A `versus` to be measured.
#[derive(Debug, Clone)]
pub(crate) struct Program(PathBuf);

impl Program {
    /// The program at a path.
    pub(crate) fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// Builds a project into a folder.
    pub(crate) fn build(&self, root: &Path, out: &Path) -> io::Result<Run> {
        self.make(root, "--out", out)
    }

    /// Builds a project into one file.
    pub(crate) fn archive(&self, root: &Path, file: &Path) -> io::Result<Run> {
        self.make(root, "--archive", file)
    }

    /// Whether it can build into one file.
    pub(crate) fn has_archives(&self) -> io::Result<bool> {
        let help = Command::new(&self.0).args(["build", "--help"]).output()?;
        Ok(String::from_utf8_lossy(&help.stdout).contains("--archive"))
    }

    fn make(&self, root: &Path, option: &str, target: &Path) -> io::Result<Run> {
        let mut command = Command::new(&self.0);
        command.arg("build").arg("--jobs").arg(THREADS.to_string());
        command.arg("--root").arg(root).arg(option).arg(target);
        Run::of(&mut command)
    }
}

/// A folder for all that is written. What is in it stays until the end: on ext4, files are made two
/// to ten times slower for minutes after many have been deleted.
#[derive(Debug)]
pub(crate) struct Scratch {
    folder: TempDir,
    made: Cell<usize>,
    tidy: bool,
}

impl Scratch {
    /// A folder in `parent`. With `tidy`, files are deleted as soon as they have been measured.
    pub(crate) fn new(parent: &Path, tidy: bool) -> io::Result<Self> {
        fs::create_dir_all(parent)?;
        Ok(Self {
            folder: TempDir::with_prefix_in("engine-", parent)?,
            made: Cell::default(),
            tidy,
        })
    }

    /// A path in a new folder of its own: where nothing is yet.
    pub(crate) fn fresh(&self) -> io::Result<PathBuf> {
        let made = self.made.replace(self.made.get() + 1);
        let folder = self.folder.path().join(made.to_string());
        fs::create_dir(&folder)?;
        Ok(folder.join("site"))
    }

    /// Gives up what was written to a [fresh](Self::fresh) path.
    pub(crate) fn finish(&self, path: &Path) -> io::Result<()> {
        match path.parent() {
            Some(folder) if self.tidy => fs::remove_dir_all(folder),
            _ => Ok(()),
        }
    }

    /// Waits until all that was written is on the disk, so that the next measurement does not pay
    /// for the last one. Where there is no `sync`, it does.
    pub(crate) fn settle() {
        let _ = Command::new("sync").status();
    }
}
