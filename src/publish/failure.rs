use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::render;

/// Why a site was not published.
#[derive(Debug)]
pub enum Failure {
    /// Templates failed.
    Input(Vec<Diagnostic>),
    /// The system refused.
    World(WorldError),
    /// A page would replace a file that Versus did not make.
    NotOurs {
        /// The file.
        path: PathBuf,
    },
    /// Something stands where a file or a folder of the site belongs.
    InTheWay {
        /// What stands there.
        path: PathBuf,
        /// What it is, such as “a folder”.
        is: &'static str,
        /// What belongs there, such as “a file”.
        belongs: &'static str,
    },
    /// The output is a file, a link, or a path without a name.
    NotAFolder {
        /// The path.
        out: PathBuf,
    },
    /// The archive is a folder, a link, a device, or a path without a name.
    NotAFile {
        /// The path.
        file: PathBuf,
    },
    /// The output lies among the project's own files.
    AmongInputs {
        /// The output.
        out: PathBuf,
        /// The project's folder that it lies in.
        inputs: PathBuf,
    },
    /// Another build writes to the same output.
    Busy {
        /// The output.
        out: PathBuf,
    },
}

/// Something that the system refused to do.
#[derive(Debug)]
pub struct WorldError {
    /// What was to be done, such as “write”.
    pub doing: &'static str,
    /// To which file or directory.
    pub path: PathBuf,
    /// What the system said.
    pub error: io::Error,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Input(problems) => write!(f, "{} templates failed", problems.len()),
            Failure::World(WorldError { doing, path, error }) => {
                write!(f, "cannot {doing} {}: {error}", path.display())
            }
            Failure::NotOurs { path } => write!(
                f,
                "{} is not a file that versus made, and the site has another one of that name; move it away, or choose another directory with --out",
                path.display()
            ),
            Failure::InTheWay { path, is, belongs } => write!(
                f,
                "{} is {is} where {belongs} of the site belongs; move it away, or choose another directory with --out",
                path.display()
            ),
            Failure::NotAFolder { out } => write!(
                f,
                "{} cannot hold a site; name a folder with --out, one that is there or a new one",
                out.display()
            ),
            Failure::NotAFile { file } => write!(
                f,
                "{} cannot be an archive; name a file with --archive, one that is there or a new one",
                file.display()
            ),
            Failure::AmongInputs { out, inputs } => write!(
                f,
                "{} lies in {}, from which the site is made; choose another place",
                out.display(),
                inputs.display()
            ),
            Failure::Busy { out } => write!(
                f,
                "another build is writing to {}; wait for it to end, or choose another place",
                out.display()
            ),
        }
    }
}

impl std::error::Error for Failure {}

impl From<render::Failure> for Failure {
    fn from(problem: render::Failure) -> Self {
        Failure::Input(vec![*problem])
    }
}

impl WorldError {
    /// A closure that wraps what the system says about doing something to a path.
    pub(super) fn wrap(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Failure {
        move |error| {
            let path = path.to_owned();
            Failure::World(WorldError { doing, path, error })
        }
    }
}
