//! What a build did, as JSON: `docs/report.md` documents it, and a test compares the two.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use serde::Serialize;

use crate::publish::{Count, Failure, Report, WorldError};

/// Rises when a key changes its meaning or goes. A new key does not change it.
const FORMAT: u32 = 1;

/// When the stages of a build ended.
#[derive(Debug)]
pub(super) struct Clock {
    pub(super) start: Instant,
    pub(super) loaded: Instant,
    pub(super) staged: OnceLock<Instant>,
    pub(super) end: Instant,
}

impl Clock {
    /// Of a build that found nothing to do.
    pub(super) fn idle(start: Instant) -> Self {
        Self {
            start,
            loaded: Instant::now(),
            staged: OnceLock::new(),
            end: Instant::now(),
        }
    }
}

/// What a build did.
#[derive(Debug, Serialize)]
pub(super) struct BuildReport {
    /// The version of this format.
    format: u32,
    /// The version of the program.
    version: &'static str,
    /// The directory or the archive, as it was given.
    output: String,
    /// How many threads worked.
    threads: usize,
    seconds: Seconds,
    /// The most memory that the process has had, in bytes, where the system tells.
    peak_memory: Option<u64>,
    /// How many pages were rendered.
    rendered: usize,
    /// How many files were written.
    written: usize,
    /// How many files stand there as they stood before.
    kept: usize,
    /// How many files were deleted because nothing claims them any more.
    deleted: usize,
    /// All pages and assets.
    total: Amount,
    /// Style sheets, scripts and pictures.
    assets: Amount,
    /// A row for each kind of page in each locale.
    pages: Vec<Pages>,
}

/// How long each stage took.
#[derive(Debug, Serialize)]
struct Seconds {
    /// Reading and judging the project.
    load: f64,
    /// Preparing what pages share, rendering what has changed, and writing it beside the output.
    pages: f64,
    /// Putting it in its place.
    publish: f64,
    /// All of it.
    total: f64,
}

/// Files and their bytes.
#[derive(Debug, Serialize)]
struct Amount {
    files: usize,
    bytes: u64,
}

#[derive(Debug, Serialize)]
struct Pages {
    /// What the summary of a build calls them.
    kind: &'static str,
    /// The locale's id; none for what belongs to no locale.
    locale: Option<String>,
    files: usize,
    bytes: u64,
}

impl From<Count> for Amount {
    fn from(Count { files, bytes }: Count) -> Self {
        Self { files, bytes }
    }
}

impl BuildReport {
    pub(super) fn new(report: &Report, clock: &Clock, output: &Path) -> Self {
        let staged = clock.staged.get().copied().unwrap_or(clock.end);
        let pages = report.pages.iter().flat_map(|(kind, locales)| {
            locales.iter().map(|(locale, count)| Pages {
                kind: kind.plural(),
                locale: Some(locale.clone()).filter(|locale| !locale.is_empty()),
                files: count.files,
                bytes: count.bytes,
            })
        });
        Self {
            format: FORMAT,
            version: env!("CARGO_PKG_VERSION"),
            output: output.to_string_lossy().into_owned(),
            threads: rayon::current_num_threads(),
            seconds: Seconds {
                load: seconds(clock.loaded - clock.start),
                pages: seconds(staged - clock.loaded),
                publish: seconds(clock.end - staged),
                total: seconds(clock.end - clock.start),
            },
            peak_memory: peak_memory(),
            rendered: report.rendered,
            written: report.written,
            kept: report.kept,
            deleted: report.deleted,
            total: report.total().into(),
            assets: report.assets.into(),
            pages: pages.collect(),
        }
    }

    /// Writes the report to a file, whole or not at all.
    pub(super) fn write(&self, path: &Path) -> Result<(), Failure> {
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        let write = || {
            let mut json = serde_json::to_string_pretty(self).map_err(io::Error::other)?;
            json.push('\n');
            fs::write(&part, json)?;
            fs::rename(&part, path)
        };
        write().map_err(|error| {
            // It is of no use; that it cannot be removed either says nothing new.
            let _ = fs::remove_file(&part);
            Failure::World(WorldError {
                doing: "write",
                path: path.to_owned(),
                error,
            })
        })
    }
}

/// Milliseconds are enough for a stage.
fn seconds(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 1e3).round() / 1e3
}

/// Only Linux tells it in a file.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim_end().parse().ok()?;
    Some(kibibytes * 1024)
}
