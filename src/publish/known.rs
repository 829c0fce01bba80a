use std::path::{Path, PathBuf};

use crate::inputs::Inputs;

use super::disk::{Disk, Found};
use super::manifest::Manifest;
use super::memo::Memo;
use super::place::Place;
use super::{Failure, WorldError, directory};

/// What the last build into a directory has written down, for those who only look.
#[derive(Debug)]
pub struct Known {
    out: PathBuf,
    manifest: Manifest,
    since: i64,
    inputs: Option<Inputs>,
}

/// A published file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownFile {
    /// The fingerprint of its page when it was rendered.
    pub fingerprint: u128,
    /// Whether it stands in the output as it was written.
    pub intact: bool,
}

impl Known {
    /// What is known of the directory `out`; `None` if no build has written a manifest for it.
    pub fn read(out: &Path) -> Result<Option<Self>, Failure> {
        let out = std::path::absolute(out).map_err(WorldError::wrap("find", out))?;
        let Some(place) = Place::new(out) else {
            return Ok(None);
        };
        let Some((manifest, since)) = directory::read_manifest(&place)? else {
            return Ok(None);
        };
        Ok(Some(Self {
            inputs: Memo::read(&place, &manifest).map(|memo| memo.inputs),
            out: place.out,
            manifest,
            since,
        }))
    }

    /// What is known of a file; `None` if the last build did not publish it.
    pub fn file(&self, path: &str) -> Result<Option<KnownFile>, Failure> {
        let entries = self.manifest.from(path);
        let Some(entry) = entries.entry().filter(|_| entries.path() == Some(path)) else {
            return Ok(None);
        };
        let mut disk = Disk::new(&self.out);
        let intact = match disk.look(path)? {
            Found::File(stamp) => {
                stamp.vouches(&entry, self.since)
                    || (stamp.size == entry.size && disk.hash(path)? == entry.hash)
            }
            Found::Nothing | Found::Link => false,
        };
        Ok(Some(KnownFile {
            fingerprint: entry.fingerprint,
            intact,
        }))
    }

    /// What the site was made from, if the build had no problems to tell.
    pub fn inputs(&self) -> Option<&Inputs> {
        self.inputs.as_ref()
    }
}
