//! What the last build was made from, beside what it made: if none of either has changed, there
//! is nothing to load and nothing to render.

use std::fs;

use serde::{Deserialize, Serialize};

use crate::inputs::Inputs;

use super::disk::{Disk, Found, Stamp};
use super::manifest::Manifest;
use super::place::{self, Place};
use super::{Failure, Report, WorldError, crew};

/// From this many files on that have to be read to know them, a build had better be done, which
/// writes down their new times.
const READ: usize = 1024;

/// What is written down after a build without problems.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Memo {
    /// The hash of the manifest that the build has written.
    manifest: String,
    pub(super) inputs: Inputs,
    report: Report,
}

impl Memo {
    /// The memo of the build that wrote the manifest of this place, if there is one.
    pub(super) fn read(place: &Place, manifest: &Manifest) -> Option<Self> {
        // A memo that cannot be read only costs time.
        let bytes = fs::read(place.memo()).ok()?;
        let memo: Self = serde_json::from_slice(&bytes).ok()?;
        (memo.manifest == hash(manifest)).then_some(memo)
    }

    /// Writes down what the site at a place was made from.
    pub(super) fn write(place: &Place, inputs: &Inputs, report: &Report) -> Result<(), Failure> {
        let path = place.manifest();
        let bytes = fs::read(&path).map_err(WorldError::wrap("read", &path))?;
        let Some(manifest) = Manifest::new(bytes) else {
            return Ok(());
        };
        let memo = Self {
            manifest: hash(&manifest),
            inputs: inputs.clone(),
            report: report.clone(),
        };
        let json = serde_json::to_vec(&memo).expect("a memo is plain data");
        if fs::read(place.memo()).is_ok_and(|before| before == json) {
            return Ok(());
        }
        place::write_whole(&place.memo(), |out| out.write_all(&json))
    }

    /// What is to be told of a build that finds everything as it was.
    pub(super) fn report(&self) -> Report {
        Report {
            rendered: 0,
            written: 0,
            deleted: 0,
            kept: self.report.total().files,
            ..self.report.clone()
        }
    }
}

fn hash(manifest: &Manifest) -> String {
    format!("{:032x}", manifest.hash())
}

/// Whether every file in the output is as the manifest has it, which was written at `since`.
pub(super) fn is_intact(place: &Place, manifest: &Manifest, since: i64) -> Result<bool, Failure> {
    let start = || (Disk::new(&place.out), 0);
    let look = |(disk, read): &mut (Disk<'_>, usize), block: usize| {
        let mut entries = manifest.entries(block);
        while let (Some(path), Some(entry)) = (entries.path(), entries.entry()) {
            let Ok(Found::File(stamp)) = disk.look(path) else {
                return Ok(false);
            };
            let vouched = Stamp::vouches(stamp, &entry, since);
            if !vouched {
                *read += 1;
                if *read > READ
                    || stamp.size != entry.size
                    || stamp.time != entry.time
                    || disk.hash(path)? != entry.hash
                {
                    return Ok(false);
                }
            }
            entries.advance();
        }
        Ok(true)
    };
    let (intact, _) = crew::share(manifest.blocks(), start, look, |_| ())?;
    Ok(intact.into_iter().all(|intact| intact))
}
