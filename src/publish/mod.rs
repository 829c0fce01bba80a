//! Pages into a directory, or into an archive of one.
//!
//! Everything is published in one order, that of its path (`order`), which several threads
//! walk along (`crew`, `stage`). What the manifest (`manifest`) and a look at the output
//! (`disk`) say has not changed is not rendered, what would be the same bytes is not written,
//! and everything else is written beside the output first. It takes its place only when it is
//! whole (`whole`), or as a journal says that can be finished or undone (`journal`).

mod archive;
mod crew;
mod directory;
mod disk;
mod failure;
mod journal;
mod known;
mod made;
mod manifest;
mod memo;
mod order;
mod place;
mod plan;
mod report;
mod shard;
mod stage;
mod whole;

use std::fs::File;
use std::path::{Path, PathBuf};

use crate::inputs::Inputs;
use crate::site::Site;
use crate::theme::Theme;

pub use failure::{Failure, WorldError};
pub use known::{Known, KnownFile};
use memo::Memo;
use place::Place;
pub use plan::{Plan, Row};
pub use report::{Count, Report};
pub use shard::{NotAShard, Shard};

/// How a site is published.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// Render and write everything, whatever is known of the last build.
    pub fresh: bool,
    /// Which part of the site.
    pub shard: Shard,
    /// Whether a directory may be exchanged with another one in one step, where the system can.
    /// Two renames do it otherwise.
    pub exchange: bool,
    /// Who is told how far it is.
    pub watch: &'a dyn Watch,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            fresh: false,
            shard: Shard::WHOLE,
            exchange: true,
            watch: &(),
        }
    }
}

/// Somebody who is told how far a build is. A build that ends at any of these moments leaves
/// nothing that the next one does not put right.
pub trait Watch: Sync {
    /// One more file is dealt with.
    fn page(&self) {}

    /// A step of publishing is done.
    fn step(&self, _step: Step<'_>) {}
}

impl Watch for () {}

/// A step of publishing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// Everything new is written beside the output.
    Staged,
    /// The list of all files that builds have made is up to date.
    Listed,
    /// The manifest of the last build is gone.
    Forgotten,
    /// The old site is out of the way, where two directories cannot be exchanged.
    Moved,
    /// The new site stands in its place.
    Exchanged,
    /// It is settled what is done file by file.
    Journalled,
    /// A file that will be replaced has a second name.
    Kept(&'a str),
    /// A file stands in its place.
    Placed(&'a str),
    /// A file is out of the output.
    Deleted(&'a str),
    /// The manifest is that of this build.
    Recorded,
    /// What is left of the old site is gone, or nothing will be done with it.
    Cleared,
}

/// Where a site will stand. No other build may write there as long as this lives.
#[derive(Debug)]
pub struct Output {
    place: Place,
    is_archive: bool,
    /// The system lets go of it with the process.
    _lock: File,
}

impl Output {
    /// The directory `out`, which does not lie among the files of the project at `root`. What an
    /// earlier build was killed in is finished or undone.
    pub fn directory(root: &Path, out: &Path) -> Result<Self, Failure> {
        let out = outside(root, out)?;
        if place::look(&out)?.is_some_and(|metadata| !metadata.is_dir()) {
            return Err(Failure::NotAFolder { out });
        }
        let place = Place::new(out.clone()).ok_or(Failure::NotAFolder { out })?;
        let lock = place.lock()?;
        directory::recover(&place)?;
        Ok(Self {
            place,
            is_archive: false,
            _lock: lock,
        })
    }

    /// The archive `file`, which does not lie among the files of the project at `root`.
    pub fn archive(root: &Path, file: &Path) -> Result<Self, Failure> {
        let file = outside(root, file)?;
        if place::look(&file)?.is_some_and(|metadata| !metadata.is_file()) {
            return Err(Failure::NotAFile { file });
        }
        let place = Place::new(file.clone()).ok_or(Failure::NotAFile { file })?;
        let lock = place.lock()?;
        Ok(Self {
            place,
            is_archive: true,
            _lock: lock,
        })
    }
}

/// The absolute form of a path that lies in no folder of the project.
fn outside(root: &Path, out: &Path) -> Result<PathBuf, Failure> {
    let absolute = |path: &Path| std::path::absolute(path).map_err(WorldError::wrap("find", path));
    let out = absolute(out)?;
    for folder in ["content", "i18n", "templates", "static", ".versus"] {
        let inputs = absolute(root)?.join(folder);
        if out.starts_with(&inputs) {
            return Err(Failure::AmongInputs { out, inputs });
        }
    }
    Ok(out)
}

/// The report of a build that has nothing to do: the last one was made from the same inputs, and
/// left the output as it is now.
pub fn unchanged(output: &Output, inputs: &Inputs) -> Result<Option<Report>, Failure> {
    if output.is_archive {
        return Ok(None);
    }
    let place = &output.place;
    let Some((manifest, since)) = directory::read_manifest(place)? else {
        return Ok(None);
    };
    match Memo::read(place, &manifest) {
        Some(memo) if memo.inputs == *inputs => {
            let intact = memo::is_intact(place, &manifest, since)?;
            Ok(intact.then(|| memo.report()))
        }
        _ => Ok(None),
    }
}

/// Writes down what a site was made from, for [`unchanged`]. It must not have had any problem,
/// because a build that has nothing to do tells of none.
pub fn remember(output: &Output, inputs: &Inputs, report: &Report) -> Result<(), Failure> {
    if output.is_archive {
        return Ok(());
    }
    Memo::write(&output.place, inputs, report)
}

/// Publishes a site.
pub fn publish(
    site: &Site,
    theme: &Theme,
    output: &Output,
    options: &Options<'_>,
) -> Result<Report, Failure> {
    if output.is_archive {
        archive::build(site, theme, &output.place, options)
    } else {
        directory::build(site, theme, &output.place, options)
    }
}
