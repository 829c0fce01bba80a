//! Projects in a temporary folder, and the program run on them.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use super::tree::{Tree, tree, write};

/// A folder that may be changed at will; it is gone when the test ends.
pub(crate) struct Project {
    folder: TempDir,
}

/// What a run of the program left behind.
pub(crate) struct Run {
    /// The exit code.
    pub(crate) code: i32,
    /// What it said on standard output.
    pub(crate) stdout: String,
    /// What it said on standard error.
    pub(crate) stderr: String,
}

impl Run {
    /// What a process that has ended left behind.
    pub(crate) fn new(output: Output) -> Self {
        Self {
            code: output.status.code().expect("the program ends by itself"),
            stdout: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
        }
    }
}

/// The folders that make a project.
const PROJECT: [&str; 5] = ["content", "i18n", "templates", "static", "schema"];

/// The repository, which is the project of the real site.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

impl Project {
    /// A copy of the repository's project.
    pub(crate) fn copy() -> Self {
        let project = Self::empty();
        for folder in PROJECT {
            copy(
                &repository().join(folder),
                &project.root().join(folder),
                |_| true,
            );
        }
        project
    }

    /// The small project in `tests/mini`, with the repository's own catalogs and theme.
    pub(crate) fn mini() -> Self {
        Self::mini_in(folder())
    }

    /// The same, in memory where the system has such a folder: for tests that build many times.
    pub(crate) fn mini_in_memory() -> Self {
        Self::mini_in(folder_in_memory())
    }

    fn mini_in(folder: TempDir) -> Self {
        let project = Self { folder };
        for theme in ["templates", "static"] {
            copy(
                &repository().join(theme),
                &project.root().join(theme),
                |_| true,
            );
        }
        // Catalogs only: the overlays beside them belong to the repository's own families.
        let catalogs = |path: &str| !path.contains('/');
        copy(
            &repository().join("i18n"),
            &project.root().join("i18n"),
            catalogs,
        );
        copy(&repository().join("tests/mini"), &project.root(), |_| true);
        project
    }

    /// A project without a file.
    pub(crate) fn empty() -> Self {
        Self { folder: folder() }
    }

    /// The folder that holds `content/` and `i18n/`.
    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("project")
    }

    /// Where this project's site goes.
    pub(crate) fn out(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    /// Writes one file of the project.
    pub(crate) fn write(&self, file: &str, bytes: impl AsRef<[u8]>) {
        write(&self.root().join(file), bytes);
    }

    /// Reads one file of the project.
    pub(crate) fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.root().join(file))
            .unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    /// Runs `versus build` on this project, into [`Self::out`].
    pub(crate) fn try_build(&self, arguments: &[&str]) -> Output {
        build(&self.root(), &self.out(), arguments)
    }

    /// The same, and what it said.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        Run::new(self.try_build(arguments))
    }

    /// Runs `versus check` in this project's folder.
    pub(crate) fn check(&self, arguments: &[&str]) -> Run {
        check(&self.root(), arguments)
    }

    /// Runs a command of the program on this project.
    pub(crate) fn command(&self, arguments: &[&str]) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_versus"))
            .args(arguments)
            .arg("--root")
            .arg(self.root())
            .output()
            .expect("the program runs");
        Run::new(output)
    }

    /// The same as [`Self::try_build`], and what came out; panics if it did not succeed.
    pub(crate) fn build(&self, arguments: &[&str]) -> Tree {
        expect_exit(&self.try_build(arguments), 0);
        tree(&self.out())
    }
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder can be made")
}

/// A temporary folder in memory, or on the disk where the system has no such folder.
pub(crate) fn folder_in_memory() -> TempDir {
    tempfile::tempdir_in("/dev/shm").unwrap_or_else(|_| folder())
}

/// Runs `versus build`.
pub(crate) fn build(root: &Path, out: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_versus"))
        .arg("build")
        .arg("--root")
        .arg(root)
        .arg("--out")
        .arg(out)
        .args(arguments)
        .output()
        .expect("the program runs")
}

/// Runs `versus check` in a folder.
pub(crate) fn check(folder: &Path, arguments: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_versus"))
        .arg("check")
        .args(arguments)
        .current_dir(folder)
        .output();
    Run::new(output.expect("the program runs"))
}

/// Builds the repository's site into a new folder and reads it.
pub(crate) fn build_repository(arguments: &[&str]) -> Tree {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let out = folder.path().join("site");
    expect_exit(&build(repository(), &out, arguments), 0);
    tree(&out)
}

/// Fails, with what the program said, if it ended with another exit code.
pub(crate) fn expect_exit(output: &Output, code: i32) {
    assert_eq!(
        output.status.code(),
        Some(code),
        "the exit code is wrong; standard error was:\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

fn copy(from: &Path, to: &Path, wanted: impl Fn(&str) -> bool) {
    for (path, bytes) in tree(from) {
        if wanted(&path) {
            write(&to.join(path), bytes);
        }
    }
}
