//! Made-up projects of any size: the same files on every machine and in every run.
//!
//! The theme and the catalogs are the repository's own. Families, codes, notes and their
//! translations are made up; each file has about as many words as a real one.

mod family;
mod words;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use family::Family;
use words::{ENGLISH, FOREIGN};

/// A project, by the sizes of its families.
#[derive(Debug)]
pub(crate) struct Corpus {
    /// How many codes each family has.
    families: Vec<usize>,
}

/// A file of a corpus that can be edited.
#[derive(Debug)]
pub(crate) struct Source {
    path: PathBuf,
    text: String,
}

impl Corpus {
    /// A project of families with so many codes.
    pub(crate) fn new(families: impl IntoIterator<Item = usize>) -> Self {
        Self {
            families: families.into_iter().collect(),
        }
    }

    /// How many pages of all languages compare two codes.
    pub(crate) fn comparisons(&self) -> usize {
        let pairs = self.families.iter().map(|codes| codes * (codes - 1) / 2);
        pairs.sum::<usize>() * (1 + FOREIGN.len())
    }

    /// Writes the project to a folder. `repository` has the theme and the catalogs.
    pub(crate) fn write(&self, repository: &Path, root: &Path) -> io::Result<()> {
        for theme in ["templates", "static"] {
            copy(&repository.join(theme), &root.join(theme))?;
        }
        fs::create_dir_all(root.join("i18n"))?;
        for language in FOREIGN.iter().chain([&ENGLISH]) {
            let catalog = format!("i18n/{}.yaml", language.id);
            fs::copy(repository.join(&catalog), root.join(&catalog))?;
        }
        fs::create_dir_all(root.join("content"))?;
        fs::write(root.join("content/site.yaml"), self.settings())?;
        for (index, codes) in self.families.iter().enumerate() {
            Family::new(index, *codes).write(root)?;
        }
        Ok(())
    }

    /// The file of a code in the middle of the largest family.
    pub(crate) fn code(&self, root: &Path) -> io::Result<Source> {
        let (index, codes) = self
            .families
            .iter()
            .enumerate()
            .max_by_key(|(_, codes)| **codes)
            .expect("a corpus has families");
        Source::read(root.join(Family::new(index, *codes).code_file(codes / 2)))
    }

    /// The template that every page goes through.
    pub(crate) fn template(root: &Path) -> io::Result<Source> {
        Source::read(root.join("templates/base.html"))
    }

    fn settings(&self) -> String {
        let families: Vec<String> = (0..self.families.len()).map(family::id).collect();
        format!(
            "title: Versus\n\
             base_url: https://example.github.io/versus\n\
             default_locale: {}\n\
             families: [{}]\n\
             repository: {{ url: https://github.com/example/versus, branch: main }}\n\
             licence: {{ name: CC BY 4.0, url: https://creativecommons.org/licenses/by/4.0/ }}\n",
            ENGLISH.id,
            families.join(", ")
        )
    }
}

impl Source {
    fn read(path: PathBuf) -> io::Result<Self> {
        let text = fs::read_to_string(&path)?;
        Ok(Self { path, text })
    }

    /// Writes the file with `more` put behind the first `mark` in it.
    pub(crate) fn edit(&self, mark: &str, more: &str) -> io::Result<()> {
        let (before, after) = self
            .text
            .split_once(mark)
            .ok_or_else(|| io::Error::other(format!("{} has no {mark}", self.path.display())))?;
        fs::write(&self.path, [before, mark, more, after].concat())
    }

    /// Writes the file as it was.
    pub(crate) fn restore(&self) -> io::Result<()> {
        fs::write(&self.path, &self.text)
    }
}

/// Copies a folder with all that is in it.
pub(crate) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
