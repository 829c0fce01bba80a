use std::fmt;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::{Problems, Source};
use crate::yaml;

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

/// Writes files into the project at `root`: all of them, or none. A file that is new must not be
/// there already.
pub fn write(root: &Path, drafts: &[Draft]) -> Result<(), Failure> {
    for draft in drafts {
        check(root, draft)?;
    }
    let mut made: Vec<PathBuf> = Vec::new();
    // New files first: they can be taken back.
    let (edits, new): (Vec<&Draft>, Vec<&Draft>) = drafts.iter().partition(|draft| draft.replaces);
    for draft in new.into_iter().chain(edits) {
        let path = root.join(&draft.path);
        let placed = if draft.replaces {
            replace(&path, &draft.text)
        } else {
            create(&path, &draft.text)
        };
        if let Err(error) = placed {
            for path in made {
                // What cannot be taken back is told by the next try, which finds it there.
                let _ = fs::remove_file(path);
            }
            return Err(Failure::World {
                path: draft.path.clone(),
                error,
            });
        }
        if !draft.replaces {
            made.push(path);
        }
    }
    Ok(())
}

/// Refuses what would overwrite a file, and what nobody could read.
fn check(root: &Path, draft: &Draft) -> Result<(), Failure> {
    if !draft.replaces && fs::symlink_metadata(root.join(&draft.path)).is_ok() {
        return Err(Failure::refused(
            format!("{} is there already", draft.path),
            "edit it, or move it away first",
        ));
    }
    if Path::new(&draft.path)
        .extension()
        .is_some_and(|ending| ending == "yaml")
    {
        let source = Arc::new(Source {
            path: draft.path.clone(),
            text: draft.text.clone(),
        });
        let mut problems = Problems::default();
        yaml::parse(&source, &mut problems);
        if problems.count() > 0 {
            return Err(Failure::refused(
                format!("{} would not be YAML", draft.path),
                "write each name on one line, without control characters",
            ));
        }
    }
    Ok(())
}

fn create(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = fs::File::create_new(path)?;
    file.write_all(text.as_bytes())
}

/// Replaces a file whole or not at all, whatever happens meanwhile. What it is, such as who may read
/// it, stays.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    match fs::symlink_metadata(path) {
        // What a link leads to is somebody else's to replace.
        Ok(metadata) if metadata.is_symlink() => return fs::write(path, text),
        Ok(metadata) if metadata.permissions().readonly() => {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        _ => {}
    }
    let (part, mut file) = part(path)?;
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| match fs::metadata(path) {
            Ok(metadata) => fs::set_permissions(&part, metadata.permissions()),
            Err(_) => Ok(()),
        })
        .and_then(|()| fs::rename(&part, path));
    if written.is_err() {
        // It is of no use; that it cannot be removed either says nothing new.
        let _ = fs::remove_file(&part);
    }
    written
}

/// A new file beside another one, which nobody else has.
fn part(path: &Path) -> io::Result<(PathBuf, fs::File)> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    for number in 0..u8::MAX {
        let part = path.with_file_name(format!(".{name}.{number}"));
        match fs::File::create_new(&part) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            other => return other.map(|file| (part, file)),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_somebody_else_is_lost() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let root = folder.path();
        for (name, text) in [
            ("a.yaml", "a: A\n"),
            (".a.yaml.0", "mine"),
            ("a.part", "mine, too"),
        ] {
            fs::write(root.join(name), text).expect("it can be written");
        }
        write(root, &[Draft::edit("a.yaml", "a: B\n")]).expect("it is replaced");
        let read = |name: &str| fs::read_to_string(root.join(name)).expect("it is there");
        assert_eq!(read("a.yaml"), "a: B\n");
        assert_eq!(read(".a.yaml.0"), "mine");
        assert_eq!(read("a.part"), "mine, too");
        assert_eq!(fs::read_dir(root).expect("a folder").count(), 3);
    }

    #[test]
    fn all_files_are_written_or_none() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let root = folder.path();
        fs::create_dir(root.join("taken.yaml")).expect("a folder");
        let drafts = [
            Draft::new("new.yaml", "a: A\n"),
            Draft::edit("taken.yaml", "b: B\n"),
        ];
        assert!(write(root, &drafts).is_err());
        assert!(!root.join("new.yaml").exists());
        let broken = [
            Draft::new("one.yaml", "a: A\n"),
            Draft::new("two.yaml", "a: b: c\n"),
        ];
        assert!(matches!(write(root, &broken), Err(Failure::Refused { .. })));
        assert!(!root.join("one.yaml").exists());
    }
}
