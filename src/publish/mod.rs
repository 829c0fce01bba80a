//! Pages into a directory: everything is written beside the output first, and takes its place
//! only when it is whole.

mod directory;
mod report;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Problems};
use crate::render::Renderer;
use crate::site::{Page, Site};
use crate::theme::Theme;

use directory::Staging;
pub use report::{Count, Report};

/// Why a site was not published.
#[derive(Debug)]
pub enum Failure {
    /// Templates failed.
    Input(Vec<Diagnostic>),
    /// The system refused.
    World(WorldError),
    /// The output directory holds what Versus did not make.
    NotOurs {
        /// The directory.
        out: PathBuf,
        /// A file in it, relative to it.
        stranger: String,
    },
    /// The output is a file, a link, or a path without a name.
    NotAFolder {
        /// The path.
        out: PathBuf,
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
            Failure::NotOurs { out, stranger } => write!(
                f,
                "{} holds {stranger}, which versus did not make; choose another directory with --out, or empty this one yourself",
                out.display()
            ),
            Failure::NotAFolder { out } => write!(
                f,
                "{} cannot hold a site; name a folder with --out, one that is there or a new one",
                out.display()
            ),
            Failure::AmongInputs { out, inputs } => write!(
                f,
                "{} lies in {}, from which the site is made; choose another directory with --out",
                out.display(),
                inputs.display()
            ),
            Failure::Busy { out } => write!(
                f,
                "another build is writing to {}; wait for it to end, or choose another directory with --out",
                out.display()
            ),
        }
    }
}

impl std::error::Error for Failure {}

impl WorldError {
    /// A closure that wraps what the system says about doing something to a path.
    fn wrap(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Failure + use<> {
        let path = path.to_owned();
        move |error| Failure::World(WorldError { doing, path, error })
    }
}

/// Makes sure that a site can be written to `out`: that it does not lie among the files of the
/// project at `root`, and that a site which a build was killed while replacing is back in its place.
pub fn prepare(root: &Path, out: &Path) -> Result<(), Failure> {
    let absolute = |path: &Path| std::path::absolute(path).map_err(WorldError::wrap("find", path));
    let out = absolute(out)?;
    for folder in ["content", "i18n", "templates", "static", ".versus"] {
        let inputs = absolute(root)?.join(folder);
        if out.starts_with(&inputs) {
            return Err(Failure::AmongInputs { out, inputs });
        }
    }
    directory::recover(&out)
}

/// Pages that a thread renders before it looks for more.
const CHUNK: usize = 64;

/// Writes the whole site to `out`. `progress` is told of each page as it is written.
pub fn publish(
    site: &Site,
    theme: &Theme,
    out: &Path,
    progress: &(dyn Fn() + Sync),
) -> Result<Report, Failure> {
    let staging = Staging::new(out)?;
    let renderer = Renderer::new(site, theme).map_err(|problem| Failure::Input(vec![*problem]))?;

    let problems: Mutex<Problems> = Mutex::default();
    let failed = AtomicBool::new(false);
    let mut report = Report::default();
    let mut pages = site.pages().peekable();
    // A wave of pages at a time: nothing but the pages' names is ever held.
    let wave = CHUNK * rayon::current_num_threads() * 4;
    while pages.peek().is_some() && !failed.load(Ordering::Relaxed) {
        let wave: Vec<Page> = pages.by_ref().take(wave).collect();
        let parts: Vec<Report> = wave
            .par_chunks(CHUNK)
            .map(|chunk| {
                let mut part = Report::default();
                let mut buffer = Vec::new();
                let mut painter = renderer.painter();
                for page in chunk {
                    buffer.clear();
                    let made = painter.view(*page).and_then(|_| painter.paint(&mut buffer));
                    if let Err(problem) = made {
                        failed.store(true, Ordering::Relaxed);
                        problems
                            .lock()
                            .expect("no thread panics with it")
                            .push(*problem);
                        continue;
                    }
                    staging.write(&site.file(*page), &buffer)?;
                    part.add(site, *page, buffer.len());
                    progress();
                }
                Ok(part)
            })
            .collect::<Result<_, Failure>>()?;
        for part in parts {
            report.merge(part);
        }
    }
    let problems = problems.into_inner().expect("no thread panics with it");
    if problems.has_errors() {
        return Err(Failure::Input(distinct(problems)));
    }
    for asset in &theme.assets {
        staging.write(&asset.file(), &asset.bytes)?;
        report.add_asset(asset.bytes.len());
    }
    staging.publish()?;
    Ok(report)
}

/// A template that fails does so on many pages: each failure is told once.
fn distinct(problems: Problems) -> Vec<Diagnostic> {
    let mut problems = problems.into_sorted();
    problems.dedup_by(|a, b| a.place == b.place && a.message == b.message);
    problems
}
