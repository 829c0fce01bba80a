//! The projects that are built, small and large.

use std::cell::RefCell;
use std::fs;
use std::io;
use std::iter::repeat_n;
use std::path::{Path, PathBuf};

use crate::corpus::{Corpus, Source};
use crate::floor;
use crate::program::{Program, Run, Scratch};

/// The repository, which is the project of the real site.
const REPOSITORY: &str = env!("CARGO_MANIFEST_DIR");

/// How large a project is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub(crate) enum Size {
    /// The real site.
    #[value(name = "real")]
    Real,
    /// Some 1,000 pages.
    #[value(name = "1k")]
    Small,
    /// Some 30,000 pages.
    #[value(name = "30k")]
    Medium,
    /// Some 300,000 pages.
    #[value(name = "300k")]
    Large,
}

impl Size {
    /// What it is called in the table.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Real => "real",
            Self::Small => "1k",
            Self::Medium => "30k",
            Self::Large => "300k",
        }
    }

    fn corpus(self) -> Option<Corpus> {
        match self {
            Self::Real => None,
            Self::Small => Some(Corpus::new([17, 8])),
            Self::Medium => Some(Corpus::new([17, 17, 40, 63, 63])),
            Self::Large => {
                let families = [(120, 4), (63, 10), (40, 2)];
                let sizes = families
                    .iter()
                    .flat_map(|(codes, count)| repeat_n(*codes, *count));
                Some(Corpus::new(sizes))
            }
        }
    }
}

/// A project and its site, built once before anything is measured.
#[derive(Debug)]
pub(crate) struct Project {
    /// How large it is.
    pub(crate) size: Size,
    /// Its folder.
    pub(crate) root: PathBuf,
    /// Its site.
    pub(crate) site: PathBuf,
    /// How many files the site has. All but a few are pages.
    pub(crate) files: usize,
    /// How many bytes they have.
    pub(crate) bytes: u64,
    /// What clean builds have cost.
    pub(crate) builds: RefCell<Vec<Run>>,
    corpus: Option<Corpus>,
}

impl Project {
    /// Writes a project and builds it.
    pub(crate) fn new(size: Size, program: &Program, scratch: &Scratch) -> io::Result<Self> {
        let corpus = size.corpus();
        let mut root = PathBuf::from(REPOSITORY);
        if let Some(corpus) = &corpus {
            root = scratch.fresh()?;
            corpus.write(Path::new(REPOSITORY), &root)?;
        }
        let built = scratch.fresh()?;
        program.build(&root, &built)?;
        let (mut files, mut bytes, mut comparisons) = (0, 0, 0);
        for file in floor::files(&built) {
            let file = file?;
            files += 1;
            bytes += fs::metadata(&file)?.len();
            comparisons += usize::from(file.to_string_lossy().contains("-vs-"));
        }
        if let Some(corpus) = &corpus {
            assert_eq!(
                comparisons,
                corpus.comparisons(),
                "comparisons of {}",
                size.name()
            );
        }
        Ok(Self {
            size,
            root,
            site: built,
            files,
            bytes,
            builds: RefCell::default(),
            corpus,
        })
    }

    /// Builds the site into a new folder.
    pub(crate) fn build(&self, program: &Program, out: &Path) -> io::Result<Run> {
        Scratch::settle();
        let run = program.build(&self.root, out)?;
        self.builds.borrow_mut().push(run);
        Ok(run)
    }

    /// The file of one code, unless this is the real site, whose files stay as they are.
    pub(crate) fn code(&self) -> Option<io::Result<Source>> {
        self.corpus.as_ref().map(|corpus| corpus.code(&self.root))
    }

    /// The template of all pages, unless this is the real site.
    pub(crate) fn template(&self) -> Option<io::Result<Source>> {
        let made_up = self.corpus.is_some();
        made_up.then(|| Corpus::template(&self.root))
    }
}
