//! What a build is measured against: the same bytes put there by the least work possible.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::str::FromStr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use walkdir::WalkDir;

/// As many as the builds get.
pub(crate) const THREADS: usize = 2;

/// How many files a thread takes at once: enough that two seldom write to one directory, whose
/// lock they would wait for, and few enough that both end together.
const CHUNK: usize = 256;

/// The argument that makes this program a floor, in a process of its own.
const ARGUMENT: &str = "--floor";

/// The least work of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Floor {
    /// Every file of a site is written from memory.
    Files,
    /// All of its bytes are written to one file.
    OneFile,
    /// The file system is asked about every file.
    Stat,
}

/// A file of a site, relative to it, and its bytes.
type Page = (PathBuf, Vec<u8>);

impl Floor {
    const ALL: [(Self, &str); 3] = [
        (Self::Files, "files"),
        (Self::OneFile, "one-file"),
        (Self::Stat, "stat"),
    ];

    /// The time it takes for a site. What is written goes to `target`.
    ///
    /// Runs in a process of its own, as a build does: memory that the last one used would make the
    /// next one faster. Only the work itself is timed, not that the site is read before; a build
    /// has all of its pages to make from a few small files, and that is what its time is about.
    pub(crate) fn measure(self, site: &Path, target: &Path) -> io::Result<Duration> {
        let name = Self::ALL.iter().find(|(floor, _)| *floor == self);
        let (_, name) = name.expect("all floors are listed");
        let output = Command::new(std::env::current_exe()?)
            .args([ARGUMENT, name])
            .args([site, target])
            .output()?;
        let told = String::from_utf8_lossy(&output.stdout);
        told.trim().parse().map(Duration::from_nanos).map_err(|_| {
            let complaint = String::from_utf8_lossy(&output.stderr);
            io::Error::other(format!(
                "the floor of {} failed: {complaint}",
                site.display()
            ))
        })
    }

    /// Does the work and prints its nanoseconds, if the arguments are those of [`Self::measure`].
    pub(crate) fn run(arguments: &[String]) -> Option<io::Result<()>> {
        let [argument, name, site, target] = arguments else {
            return None;
        };
        let floor = Self::from_str(name).ok().filter(|_| argument == ARGUMENT)?;
        Some(
            floor
                .work(Path::new(site), Path::new(target))
                .map(|time| println!("{}", time.as_nanos())),
        )
    }

    fn work(self, site: &Path, target: &Path) -> io::Result<Duration> {
        let files: Vec<PathBuf> = files(site).collect::<io::Result<_>>()?;
        if self == Self::Stat {
            let start = Instant::now();
            shared(&files, |file| fs::symlink_metadata(file).map(drop))?;
            return Ok(start.elapsed());
        }
        let pages: Vec<Page> = files
            .iter()
            .map(|file| {
                let path = file.strip_prefix(site).expect("it was found there");
                Ok((target.join(path), fs::read(file)?))
            })
            .collect::<io::Result<_>>()?;
        let start = Instant::now();
        match self {
            Self::Files => write_files(&pages)?,
            _ => write_one(&pages, target)?,
        }
        Ok(start.elapsed())
    }
}

impl FromStr for Floor {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        let floor = Self::ALL.iter().find(|(_, known)| *known == name);
        floor.map(|(floor, _)| *floor).ok_or(())
    }
}

/// The files of a site, in the order of their paths.
pub(crate) fn files(site: &Path) -> impl Iterator<Item = io::Result<PathBuf>> + use<> {
    let entries = WalkDir::new(site).sort_by_file_name().into_iter();
    entries
        .filter(|entry| !entry.as_ref().is_ok_and(|entry| entry.file_type().is_dir()))
        .map(|entry| Ok(entry?.into_path()))
}

fn write_files(pages: &[Page]) -> io::Result<()> {
    shared(pages, |(path, bytes)| match fs::write(path, bytes) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(path.parent().expect("a file is in a folder"))?;
            fs::write(path, bytes)
        }
        written => written,
    })
}

fn write_one(pages: &[Page], target: &Path) -> io::Result<()> {
    let mut file = BufWriter::with_capacity(1 << 20, File::create(target)?);
    for (_, bytes) in pages {
        file.write_all(bytes)?;
    }
    file.flush()
}

/// Does something with every item, on all threads.
fn shared<T: Sync>(items: &[T], work: impl Fn(&T) -> io::Result<()> + Sync) -> io::Result<()> {
    let next = AtomicUsize::new(0);
    let chunks: Vec<&[T]> = items.chunks(CHUNK).collect();
    let run = || {
        while let Some(chunk) = chunks.get(next.fetch_add(1, Ordering::Relaxed)) {
            chunk.iter().try_for_each(&work)?;
        }
        Ok(())
    };
    thread::scope(|scope| {
        let threads = [(); THREADS].map(|()| scope.spawn(run));
        threads
            .into_iter()
            .try_for_each(|thread| thread.join().expect("no thread panics"))
    })
}
