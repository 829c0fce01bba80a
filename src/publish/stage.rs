//! One walk along everything that is published: what has changed is rendered and written beside
//! the output, and what nothing claims any more is found.

use std::fs::File;
use std::io::Write;
use std::ops::Range;
use std::sync::OnceLock;

use xxhash_rust::xxh3::xxh3_128;

use crate::render::{Painter, Renderer};
use crate::theme::Theme;

use super::crew::{self, CHUNK};
use super::disk::{Disk, Found, Stamp};
use super::made::Made;
use super::manifest::{Block, Cursor, Entry, Manifest};
use super::order::{Item, Order};
use super::place::{self, Place};
use super::report::Tally;
use super::{Failure, Watch, WorldError};

/// What is published, and what is known about what was.
pub(super) struct Stage<'a, 's> {
    pub(super) theme: &'a Theme,
    pub(super) renderer: &'a Renderer<'s>,
    pub(super) order: &'a Order<'a>,
    /// The part of the order that is published.
    pub(super) range: Range<usize>,
    pub(super) place: &'a Place,
    /// What the last build published.
    pub(super) known: &'a Manifest,
    /// When that was written down, in nanoseconds since 1970.
    pub(super) since: i64,
    /// Whether files that are in the output may stay there.
    pub(super) keep: bool,
    /// The files that builds have made, read when they are asked for.
    pub(super) made: OnceLock<Made>,
    pub(super) watch: &'a dyn Watch,
}

/// A chunk of the order, after the walk.
pub(super) struct Piece {
    pub(super) block: Encoded,
    /// The files that were written beside the output, a bit each.
    pub(super) staged: u64,
    /// Those of them that replace a file.
    pub(super) replacing: u64,
    /// Those whose path the last build did not know.
    pub(super) added: u64,
    /// Files of earlier builds that nothing claims any more.
    pub(super) stale: Vec<String>,
}

/// A block of the manifest.
pub(super) enum Encoded {
    /// The same as one of the old manifest.
    Same(usize),
    /// Another one.
    New(Vec<u8>),
}

/// What one thread needs.
struct Worker<'a, 's> {
    painter: Painter<'a, 's>,
    disk: Disk<'a>,
    tally: Tally,
    /// How many files had to be read because their stamp did not vouch for them.
    read: usize,
    path: String,
    bytes: Vec<u8>,
    /// The folder that was made last.
    folder: Option<String>,
}

/// What came of the walk.
pub(super) struct Staged {
    pub(super) pieces: Vec<Piece>,
    pub(super) tallies: Vec<Tally>,
    /// How many files had to be read because their stamp did not vouch for them.
    pub(super) read: usize,
}

/// What becomes of one file.
struct Fate {
    entry: Entry,
    staged: bool,
    replacing: bool,
}

impl Stage<'_, '_> {
    /// Walks along the whole range.
    pub(super) fn run(&self) -> Result<Staged, Failure> {
        let chunks = self.range.len().div_ceil(CHUNK);
        let start = || Worker {
            painter: self.renderer.painter(),
            disk: Disk::new(&self.place.out),
            tally: Tally::default(),
            read: 0,
            path: String::new(),
            bytes: Vec::new(),
            folder: None,
        };
        let (pieces, ends) = crew::share(
            chunks,
            start,
            |worker, chunk| self.chunk(worker, chunk),
            |worker| (worker.tally, worker.read),
        )?;
        let read = ends.iter().map(|(_, read)| read).sum();
        Ok(Staged {
            pieces,
            tallies: ends.into_iter().map(|(tally, _)| tally).collect(),
            read,
        })
    }

    /// The places of a chunk in the order.
    pub(super) fn places(&self, chunk: usize) -> Range<usize> {
        let start = self.range.start + chunk * CHUNK;
        start..(start + CHUNK).min(self.range.end)
    }

    fn chunk(&self, worker: &mut Worker<'_, '_>, chunk: usize) -> Result<Piece, Failure> {
        let places = self.places(chunk);
        let mut old = match chunk {
            0 => self.known.all(),
            _ => self.known.from(&self.file(places.start)),
        };
        let end = (places.end < self.range.end).then(|| self.file(places.end));
        let mut piece = Piece {
            block: Encoded::New(Vec::new()),
            staged: 0,
            replacing: 0,
            added: 0,
            stale: Vec::new(),
        };
        let mut block = Block::default();
        let mut first = String::new();
        let mut failures = Vec::new();
        for (bit, item) in self.order.range(places).enumerate() {
            worker.path.clear();
            self.order.file_into(item, &mut worker.path);
            if bit == 0 {
                first.clone_from(&worker.path);
            }
            pass(&mut old, Some(&worker.path), &mut piece.stale);
            let before = old.entry().filter(|_| old.path() == Some(&*worker.path));
            if before.is_some() {
                old.advance();
            }
            match self.file_of(worker, item, before) {
                Ok(fate) => {
                    piece.staged |= u64::from(fate.staged) << bit;
                    piece.replacing |= u64::from(fate.replacing) << bit;
                    piece.added |= u64::from(before.is_none()) << bit;
                    block.push(&worker.path, fate.entry);
                    self.watch.page();
                }
                // The other pages of the chunk may tell of another template.
                Err(failure @ Failure::Input(_)) => failures.push(failure),
                Err(failure) => return Err(failure),
            }
        }
        if let Some(failure) = crew::together(failures) {
            return Err(failure);
        }
        pass(&mut old, end.as_deref(), &mut piece.stale);
        drop_missing(&mut worker.disk, &mut piece.stale)?;
        piece.block = match self.known.find(&first, &block.bytes) {
            Some(same) => Encoded::Same(same),
            None => Encoded::New(block.bytes),
        };
        Ok(piece)
    }

    fn file(&self, place: usize) -> String {
        let file = self.order.file(place);
        file.expect("the range is within the order")
    }

    /// Decides what becomes of one file, whose path stands in `worker.path`.
    fn file_of(
        &self,
        worker: &mut Worker<'_, '_>,
        item: Item,
        before: Option<Entry>,
    ) -> Result<Fate, Failure> {
        let found = if self.keep {
            worker.disk.look(&worker.path)?
        } else {
            Found::Nothing
        };
        let mut hash = None;
        let fingerprint = match item {
            Item::Page(page) => worker.painter.view(page)?,
            Item::Asset(index) => xxh3_128(&self.theme.assets[index].bytes),
        };
        if let (Some(before), Found::File(stamp)) = (before, found)
            && before.fingerprint == fingerprint
            && self.is_intact(worker, stamp, &before, &mut hash)?
        {
            worker.count(item, before.size);
            let time = stamp.time;
            return Ok(Fate::kept(Entry { time, ..before }));
        }

        let bytes: &[u8] = match item {
            Item::Page(_) => {
                worker.bytes.clear();
                worker.painter.paint(&mut worker.bytes)?;
                worker.tally.rendered += 1;
                &worker.bytes
            }
            Item::Asset(index) => &self.theme.assets[index].bytes,
        };
        let mut entry = Entry {
            fingerprint,
            hash: xxh3_128(bytes),
            size: bytes.len() as u64,
            time: 0,
        };
        if let Found::File(stamp) = found {
            let told = before.filter(|before| before.hash == entry.hash);
            let expected = Entry {
                time: told.map_or(i64::MIN, |before| before.time),
                ..entry
            };
            if self.is_intact(worker, stamp, &expected, &mut hash)? {
                worker.count(item, entry.size);
                entry.time = stamp.time;
                return Ok(Fate::kept(entry));
            }
            if before.is_none() && !self.is_ours(&worker.path)? {
                return Err(Failure::NotOurs {
                    path: worker.disk.path(&worker.path),
                });
            }
        }
        if found == Found::Link && before.is_none() && !self.is_ours(&worker.path)? {
            return Err(Failure::InTheWay {
                path: worker.disk.path(&worker.path),
                is: "a link",
                belongs: "a file",
            });
        }
        entry.time = self.write(worker, item)?;
        worker.count(item, entry.size);
        Ok(Fate {
            entry,
            staged: true,
            replacing: found != Found::Nothing,
        })
    }

    /// Whether a file in the output holds the bytes of an entry.
    fn is_intact(
        &self,
        worker: &mut Worker<'_, '_>,
        stamp: Stamp,
        entry: &Entry,
        hash: &mut Option<u128>,
    ) -> Result<bool, Failure> {
        if stamp.vouches(entry, self.since) {
            return Ok(true);
        }
        if stamp.size != entry.size {
            return Ok(false);
        }
        let hash = if let Some(hash) = *hash {
            hash
        } else {
            worker.read += 1;
            *hash.insert(worker.disk.hash(&worker.path)?)
        };
        Ok(hash == entry.hash)
    }

    fn is_ours(&self, path: &str) -> Result<bool, Failure> {
        let made = if let Some(made) = self.made.get() {
            made
        } else {
            let made = Made::read(self.place)?;
            self.made.get_or_init(|| made)
        };
        Ok(made.contains(path))
    }

    /// Writes a file beside the output; returns when that was, in nanoseconds since 1970.
    fn write(&self, worker: &mut Worker<'_, '_>, item: Item) -> Result<i64, Failure> {
        let bytes: &[u8] = match item {
            Item::Page(_) => &worker.bytes,
            Item::Asset(index) => &self.theme.assets[index].bytes,
        };
        let new = self.place.new_files();
        let path = new.join(&worker.path);
        let folder = worker
            .path
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder);
        if worker.folder.as_deref() != Some(folder) {
            place::create_folder(&new.join(folder))?;
            worker.folder = Some(folder.to_owned());
        }
        let write = || {
            let mut file = File::create(&path)?;
            file.write_all(bytes)?;
            file.metadata()
        };
        let metadata = write().map_err(WorldError::wrap("write", &path))?;
        Ok(Stamp::new(&metadata).time)
    }
}

impl Worker<'_, '_> {
    fn count(&mut self, item: Item, bytes: u64) {
        match item {
            Item::Page(page) => self.tally.add_page(page, bytes),
            Item::Asset(_) => self.tally.add_asset(bytes),
        }
    }
}

impl Fate {
    fn kept(entry: Entry) -> Self {
        Self {
            entry,
            staged: false,
            replacing: false,
        }
    }
}

/// Passes all entries before a path, or to the end: nothing claims them.
fn pass(old: &mut Cursor<'_>, path: Option<&str>, stale: &mut Vec<String>) {
    while let Some(before) = old.path() {
        if path.is_some_and(|path| before >= path) {
            return;
        }
        stale.push(before.to_owned());
        old.advance();
    }
}

/// Leaves those paths that hold a file or a link. What stands in the way of a page is an
/// error; in the way of a file that goes, it is none of our business.
fn drop_missing(disk: &mut Disk<'_>, stale: &mut Vec<String>) -> Result<(), Failure> {
    let mut failure = None;
    stale.retain(|path| {
        place::is_inside(path)
            && match disk.look(path) {
                Ok(found) => found != Found::Nothing,
                Err(Failure::InTheWay { .. }) => false,
                Err(error) => {
                    failure.get_or_insert(error);
                    false
                }
            }
    });
    failure.map_or(Ok(()), Err)
}
