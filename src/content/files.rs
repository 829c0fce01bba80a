use std::collections::HashMap;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::diagnostic::{Diagnostic, Id, Place, Problems, Source, forbidden, is_forbidden};
use crate::yaml::{self, Node};

/// The largest text file that is read: no person writes a longer one.
const MAX_BYTES: u64 = 1 << 20;

/// The input files of a project.
#[derive(Debug)]
pub struct Files {
    root: PathBuf,
    /// The YAML files, which are read and parsed side by side before anybody asks for them.
    trees: Mutex<HashMap<String, Tree>>,
    memory: Option<Arc<Memory>>,
}

/// A YAML file as a tree, and what is wrong with it.
#[derive(Debug)]
struct Tree {
    node: Result<Option<Arc<Node>>, Unreadable>,
    problems: Problems,
}

/// Trees of files as they were when they were last read, for those who read a project again and
/// again: what has not changed since is not parsed again.
#[derive(Debug, Default)]
pub struct Memory(Mutex<HashMap<String, Parsed>>);

/// What became of a text.
#[derive(Debug, Clone)]
struct Parsed {
    source: Arc<Source>,
    node: Option<Arc<Node>>,
    problems: Problems,
}

impl Parsed {
    fn new(source: Arc<Source>) -> Self {
        let mut problems = Problems::default();
        let node = yaml::parse(&source, &mut problems).map(Arc::new);
        if let Some(node) = &node {
            tell_todos(node, &mut problems);
        }
        Self {
            source,
            node,
            problems,
        }
    }
}

impl Memory {
    fn parse(&self, source: Arc<Source>) -> Parsed {
        let trees = || self.0.lock().expect("no thread panics with it");
        let known = trees().get(&source.path).cloned();
        known
            .filter(|known| known.source == source)
            .unwrap_or_else(|| {
                let parsed = Parsed::new(source);
                trees().insert(parsed.source.path.clone(), parsed.clone());
                parsed
            })
    }
}

/// A file or folder that the system does not let us read.
#[derive(Debug)]
pub struct Unreadable {
    /// Relative to the project's root.
    pub path: String,
    /// What the system said.
    pub error: io::Error,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot read {}: {}", self.path, self.error)
    }
}

impl std::error::Error for Unreadable {}

impl Files {
    /// The files below `root`, for those who read them once.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self::with(root, None)
    }

    /// The files below `root`, of which `memory` may hold trees, and holds them from now on.
    pub fn with(root: impl Into<PathBuf>, memory: Option<Arc<Memory>>) -> Self {
        let mut files = Self {
            root: root.into(),
            trees: Mutex::default(),
            memory,
        };
        let paths: Vec<String> = ["content", "i18n"]
            .iter()
            .flat_map(|folder| files.yaml_below(folder))
            .collect();
        let trees = paths.into_par_iter().map(|path| {
            let tree = files.parse(&path);
            (path, tree)
        });
        files.trees = Mutex::new(trees.collect());
        files
    }

    /// A YAML file as a tree; `None` if it could not be read as YAML, which is then told.
    pub fn tree(
        &self,
        path: &str,
        problems: &mut Problems,
    ) -> Result<Option<Arc<Node>>, Unreadable> {
        let ahead = self
            .trees
            .lock()
            .expect("no thread panics with it")
            .remove(path);
        let tree = ahead.unwrap_or_else(|| self.parse(path));
        problems.append(tree.problems);
        tree.node
    }

    fn parse(&self, path: &str) -> Tree {
        let mut problems = Problems::default();
        let source = self.read(path, &mut problems);
        let node = source.map(|source| {
            let parsed = source.map(|source| match &self.memory {
                Some(memory) => memory.parse(source),
                None => Parsed::new(source),
            })?;
            problems.append(parsed.problems);
            parsed.node
        });
        Tree { node, problems }
    }

    /// The YAML files of a folder and of those in it. What cannot be listed is told when somebody
    /// asks for it.
    fn yaml_below(&self, folder: &str) -> Vec<String> {
        let files = WalkDir::new(self.root.join(folder)).max_depth(3);
        let files = files.into_iter().filter_map(Result::ok);
        files
            .filter(|entry| {
                entry
                    .path()
                    .extension()
                    .is_some_and(|ending| ending == "yaml")
            })
            .filter_map(|entry| {
                let path = entry.path().strip_prefix(&self.root).ok()?;
                let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
                parts.map(|parts| parts.join("/"))
            })
            .collect()
    }

    /// The project's root.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Whether a file or folder is there.
    pub fn exists(&self, path: &str) -> bool {
        self.root.join(path).exists()
    }

    /// Whether a folder holds nothing.
    pub fn is_empty(&self, folder: &str) -> Result<bool, Unreadable> {
        let entries = self.entries(folder, |entry| entry.file_name().into_string().ok())?;
        Ok(entries.is_empty())
    }

    /// A text file, or `None` if what it holds was told as a problem. A character that no page may
    /// hold is told, and replaced, so that what else is wrong with the file is told as well.
    pub fn read(
        &self,
        path: &str,
        problems: &mut Problems,
    ) -> Result<Option<Arc<Source>>, Unreadable> {
        let unreadable = |error| Unreadable {
            path: path.to_owned(),
            error,
        };
        let full = self.root.join(path);
        let size = std::fs::metadata(&full).map_err(unreadable)?.len();
        if size > MAX_BYTES {
            problems.push(
                Diagnostic::nowhere(
                    Id::FileTooLarge,
                    format!("{path} has {size} bytes, more than the {MAX_BYTES} that are read"),
                )
                .help("split the file, or remove what does not belong there"),
            );
            return Ok(None);
        }
        let bytes = std::fs::read(&full).map_err(unreadable)?;
        match String::from_utf8(bytes) {
            Ok(text) => {
                let text = text
                    .strip_prefix('\u{feff}')
                    .map(str::to_owned)
                    .unwrap_or(text);
                Ok(Some(cleaned(path, text, problems)))
            }
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let source = Arc::new(Source {
                    path: path.to_owned(),
                    text,
                });
                // Up to here the lossy text has the same bytes.
                let place = Place::new(&source, valid..valid + 1);
                problems.push(
                    Diagnostic::at(Id::NotUtf8, &place, "the file is not UTF-8")
                        .label("this is another encoding")
                        .help("save the file as UTF-8 in your editor"),
                );
                Ok(None)
            }
        }
    }

    /// The names of the files in a folder that end in `.extension`, sorted; none if the folder is
    /// not there.
    pub fn names(&self, folder: &str, extension: &str) -> Result<Vec<String>, Unreadable> {
        self.entries(folder, |entry| {
            let name = entry.file_name().into_string().ok()?;
            let dotted = name
                .strip_suffix(extension)
                .and_then(|stem| stem.strip_suffix('.'));
            let stem = dotted.filter(|stem| !stem.is_empty() && !stem.starts_with('.'))?;
            entry.path().is_file().then(|| stem.to_owned())
        })
    }

    /// Tells of files that are not read because their names end in `.yml`, or in capitals.
    pub fn check_endings(&self, folder: &str, problems: &mut Problems) -> Result<(), Unreadable> {
        let misnamed = self.entries(folder, |entry| {
            let name = entry.file_name().into_string().ok()?;
            let (_, ending) = name.rsplit_once('.')?;
            let yaml = ["yaml", "yml"]
                .iter()
                .any(|yaml| ending.eq_ignore_ascii_case(yaml));
            (yaml && ending != "yaml" && !name.starts_with('.')).then_some(name)
        })?;
        for name in misnamed {
            let stem = name
                .rsplit_once('.')
                .map_or(name.as_str(), |(stem, _)| stem);
            problems.push(
                Diagnostic::nowhere(Id::WrongEnding, format!("{folder}/{name} is not read"))
                    .help(format!("rename it to {stem}.yaml")),
            );
        }
        Ok(())
    }

    /// The names of the folders in a folder, sorted.
    pub fn folders(&self, folder: &str) -> Result<Vec<String>, Unreadable> {
        self.entries(folder, |entry| {
            let name = entry.file_name().into_string().ok()?;
            (entry.path().is_dir() && !name.starts_with('.')).then_some(name)
        })
    }

    fn entries(
        &self,
        folder: &str,
        keep: impl Fn(&std::fs::DirEntry) -> Option<String>,
    ) -> Result<Vec<String>, Unreadable> {
        let unreadable = |error| Unreadable {
            path: folder.to_owned(),
            error,
        };
        let entries = match std::fs::read_dir(self.root.join(folder)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(unreadable(error)),
        };
        let mut names = Vec::new();
        for entry in entries {
            names.extend(keep(&entry.map_err(unreadable)?));
        }
        names.sort();
        Ok(names)
    }
}

/// Tells that some of a file is still to be written: once, however much it is.
fn tell_todos(file: &Node, problems: &mut Problems) {
    if !file.place.source.text.contains(yaml::TODO) {
        return;
    }
    let todos = file.todos();
    let Some(first) = todos.first() else { return };
    let told = match todos.len() {
        1 => Diagnostic::at(Id::Todo, &first.place, "a text is still to be written"),
        count => Diagnostic::at(
            Id::Todo,
            &first.place,
            format!("{count} texts are still to be written"),
        )
        .label("the first of them"),
    };
    problems.push(told.help("write the text, or remove the field where it need not be there"));
}

/// The file with every character that no page may hold replaced. The first one of a kind is told,
/// since a file that was made by a wrong tool may hold thousands.
fn cleaned(path: &str, text: String, problems: &mut Problems) -> Arc<Source> {
    let path = path.to_owned();
    if !text.contains(is_forbidden) {
        return Arc::new(Source { path, text });
    }
    let mut clean = String::with_capacity(text.len());
    let mut found: Vec<(char, usize, usize)> = Vec::new();
    for c in text.chars() {
        if is_forbidden(c) {
            match found.iter_mut().find(|(before, ..)| *before == c) {
                Some((.., count)) => *count += 1,
                None => found.push((c, clean.len(), 1)),
            }
            clean.push(char::REPLACEMENT_CHARACTER);
        } else {
            clean.push(c);
        }
    }
    let source = Arc::new(Source { path, text: clean });
    for (c, start, count) in found {
        let problem = forbidden(c, &Place::new(&source, start..start + 1));
        problems.push(match count {
            1 => problem,
            _ => problem.label(format!("the first of {count}")),
        });
    }
    source
}
