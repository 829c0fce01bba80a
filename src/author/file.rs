use std::fmt;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// A file to be written into a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Relative to the project's root, with `/` on every system.
    pub path: String,
    /// All of it.
    pub text: String,
    /// Whether it takes the place of a file that is there.
    pub replaces: bool,
}

/// Why nothing was written.
#[derive(Debug)]
pub enum Failure {
    /// What was asked for makes no sense here; what to do instead.
    Refused {
        /// Why, in one line.
        why: String,
        /// What to do; empty where that is plain.
        help: String,
    },
    /// The system refused.
    World {
        /// Where.
        path: String,
        /// What it said.
        error: io::Error,
    },
}

impl Failure {
    pub(super) fn refused(why: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Refused {
            why: why.into(),
            help: help.into(),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Refused { why, help } if help.is_empty() => f.write_str(why),
            Failure::Refused { why, help } => write!(f, "{why}\n  = help: {help}"),
            Failure::World { path, error } => write!(f, "cannot write {path}: {error}"),
        }
    }
}

impl std::error::Error for Failure {}

impl Draft {
    /// A file that must not be there yet.
    pub(super) fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            text: text.into(),
            replaces: false,
        }
    }

    /// A new text for a file that is there.
    pub(super) fn edit(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            replaces: true,
            ..Self::new(path, text)
        }
    }
}

/// Writes files into the project at `root`: all of them, or none if one that is new is there
/// already.
pub fn write(root: &Path, drafts: &[Draft]) -> Result<(), Failure> {
    for draft in drafts.iter().filter(|draft| !draft.replaces) {
        if fs::symlink_metadata(root.join(&draft.path)).is_ok() {
            return Err(Failure::refused(
                format!("{} is there already", draft.path),
                "edit it, or move it away first",
            ));
        }
    }
    for draft in drafts {
        place(root, draft).map_err(|error| Failure::World {
            path: draft.path.clone(),
            error,
        })?;
    }
    Ok(())
}

fn place(root: &Path, draft: &Draft) -> io::Result<()> {
    let path = root.join(&draft.path);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    if draft.replaces {
        // Whole or not at all, whatever happens meanwhile.
        let part = path.with_extension("part");
        let written = fs::write(&part, &draft.text).and_then(|()| fs::rename(&part, &path));
        if written.is_err() {
            // It is of no use; that it cannot be removed either says nothing new.
            let _ = fs::remove_file(&part);
        }
        return written;
    }
    let mut file = fs::File::create_new(&path)?;
    file.write_all(draft.text.as_bytes())
}
