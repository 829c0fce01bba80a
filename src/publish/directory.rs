//! A site in a directory: only what has changed is written, and it appears whole or not at all.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::OnceLock;

use crate::render::Renderer;
use crate::site::Site;
use crate::theme::Theme;

use super::disk::Stamp;
use super::journal::{self, Act, Journal};
use super::made::Made;
use super::manifest::{self, Manifest};
use super::order::Order;
use super::place::{self, Place};
use super::stage::{Encoded, Stage, Staged};
use super::{Failure, Options, Report, Step, WorldError, crew, whole};

/// From this many files on that had to be read to know them, the manifest is made younger than
/// they are, so that the next build need not. (Fewer are what a build wrote last.)
const READ: usize = 1024;

/// Finishes or takes back what a build was killed in.
pub(super) fn recover(place: &Place) -> Result<(), Failure> {
    journal::take_back(place)?;
    journal::finish(place, &())?;
    let old = place.old_files();
    if place::look(&place.out)?.is_none() && place::look(&old)?.is_some() {
        place::rename(&old, &place.out)?;
    }
    clear(place)
}

fn clear(place: &Place) -> Result<(), Failure> {
    whole::remove(&place.new_files())?;
    whole::remove(&place.old_files())?;
    place::remove_file(&place.new_manifest())
}

/// What stands at the output's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    Files,
}

/// Builds the site into its directory.
pub(super) fn build(
    site: &Site,
    theme: &Theme,
    place: &Place,
    options: &Options<'_>,
) -> Result<Report, Failure> {
    let renderer = Renderer::new(site, theme)?;
    let build = Build {
        site,
        theme,
        renderer: &renderer,
        order: &Order::new(site, theme),
        place,
        options,
        before: before(&place.out)?,
    };
    let result = build.run();
    let settled = place.journal().exists() || place.undo().exists();
    if result.is_err() && !settled {
        // It is of no use, and the next build clears it as well: a failure needs no telling.
        let _ = clear(place);
    }
    result
}

fn before(out: &Path) -> Result<Before, Failure> {
    match fs::read_dir(out) {
        Ok(mut entries) => Ok(match entries.next() {
            Some(_) => Before::Files,
            None => Before::Nothing,
        }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Before::Nothing),
        Err(error) => Err(WorldError::wrap("read", out)(error)),
    }
}

struct Build<'a, 's> {
    site: &'a Site,
    theme: &'a Theme,
    renderer: &'a Renderer<'s>,
    order: &'a Order<'a>,
    place: &'a Place,
    options: &'a Options<'a>,
    before: Before,
}

impl Build<'_, '_> {
    fn run(&self) -> Result<Report, Failure> {
        if !self.options.fresh
            && let Some((known, since)) = read_manifest(self.place)?
        {
            let keep = self.before == Before::Files;
            match self.with(&known, since, keep) {
                Err(failure) if self.is_own_change(&failure, &known) => {}
                result => return result,
            }
        }
        let made = Made::read(self.place)?;
        let strange = self.before == Before::Files && made.stranger(&self.place.out)?.is_some();
        self.with(&made.into_manifest(), i64::MIN, strange)
    }

    /// Whether a file of ours is in the way of a folder, or the other way round: such a site can
    /// only be replaced whole.
    fn is_own_change(&self, failure: &Failure, known: &Manifest) -> bool {
        let Failure::InTheWay { path, .. } = failure else {
            return false;
        };
        let Some(path) = path
            .strip_prefix(&self.place.out)
            .ok()
            .and_then(Path::to_str)
        else {
            return false;
        };
        let inside = format!("{path}/");
        let below = known.from(&inside);
        known.contains(path) || below.path().is_some_and(|below| below.starts_with(&inside))
    }

    fn with(&self, known: &Manifest, since: i64, keep: bool) -> Result<Report, Failure> {
        place::create_folder(&self.place.new_files())?;
        let stage = Stage {
            theme: self.theme,
            renderer: self.renderer,
            order: self.order,
            range: self.options.shard.range(self.order.len()),
            place: self.place,
            known,
            since,
            keep,
            made: OnceLock::new(),
            watch: self.options.watch,
        };
        let Staged {
            pieces,
            tallies,
            read,
        } = stage.run()?;
        let count = |bits: u64| bits.count_ones() as usize;
        let mut report = Report::default();
        for tally in tallies {
            tally.add_to(self.site, &mut report);
        }
        report.written = pieces.iter().map(|piece| count(piece.staged)).sum();
        report.deleted = pieces.iter().map(|piece| piece.stale.len()).sum();
        report.kept = stage.range.len() - report.written;
        let changes = Changes {
            stage: &stage,
            same: pieces.len() == known.blocks()
                && pieces.iter().enumerate().all(
                    |(index, piece)| matches!(piece.block, Encoded::Same(same) if same == index),
                ),
            paths: pieces
                .iter()
                .any(|piece| piece.added != 0 || !piece.stale.is_empty())
                || !self.place.made().exists(),
            pieces: &pieces,
            options: self.options,
        };
        self.options.watch.step(Step::Staged);
        // Replacing files one by one is dearer than making a directory anew.
        let most = report.written * 5 > stage.range.len() * 2;
        if self.before == Before::Nothing {
            changes.appear()?;
        } else if report.written + report.deleted == 0 {
            changes.record(read)?;
        } else if !keep {
            changes.replace()?;
        } else if most && Made::read(self.place)?.stranger(&self.place.out)?.is_none() {
            changes.link_kept()?;
            changes.replace()?;
        } else {
            changes.journal()?;
        }
        Ok(report)
    }
}

/// The last build's manifest, and when it was written, in nanoseconds since 1970.
pub(super) fn read_manifest(place: &Place) -> Result<Option<(Manifest, i64)>, Failure> {
    let path = place.manifest();
    let Some(metadata) = place::look(&path)?.filter(fs::Metadata::is_file) else {
        return Ok(None);
    };
    let bytes = fs::read(&path).map_err(WorldError::wrap("read", &path))?;
    Ok(Manifest::new(bytes).map(|manifest| (manifest, Stamp::new(&metadata).time)))
}

/// What a build has staged, to be put into the output.
struct Changes<'a, 's> {
    stage: &'a Stage<'a, 's>,
    pieces: &'a [super::stage::Piece],
    options: &'a Options<'a>,
    /// Whether the manifest stays as it is.
    same: bool,
    /// Whether the list of files changes.
    paths: bool,
}

impl Changes<'_, '_> {
    fn step(&self, step: Step<'_>) {
        self.options.watch.step(step);
    }

    /// Nothing changes in the output, but perhaps in what is known of it.
    fn record(&self, read: usize) -> Result<(), Failure> {
        let place = self.stage.place;
        if !self.same {
            self.write_manifest()?;
            place::rename(&place.new_manifest(), &place.manifest())?;
        } else if read > READ {
            place.touch(&place.manifest())?;
        }
        self.step(Step::Recorded);
        self.write_made()?;
        place::remove_folder(&place.new_files())
    }

    /// The first site at this place.
    fn appear(&self) -> Result<(), Failure> {
        self.announce()?;
        whole::appear(self.stage.place, self.options.watch)?;
        self.settle()
    }

    /// A whole site in the place of another one.
    fn replace(&self) -> Result<(), Failure> {
        let place = self.stage.place;
        self.announce()?;
        // Once more: somebody may have put a file there meanwhile.
        if let Some(path) = Made::read(place)?.stranger(&place.out)? {
            return Err(Failure::NotOurs { path });
        }
        whole::replace(place, self.options.exchange, self.options.watch)?;
        self.settle()?;
        whole::remove(&place.new_files())?;
        whole::remove(&place.old_files())?;
        self.step(Step::Cleared);
        Ok(())
    }

    /// What has to be known before anything is placed: which files are ours, and that nothing is
    /// known of them.
    fn announce(&self) -> Result<(), Failure> {
        let place = self.stage.place;
        self.write_union()?;
        self.write_manifest()?;
        place::remove_file(&place.manifest())?;
        self.step(Step::Forgotten);
        Ok(())
    }

    /// What is known after everything was placed.
    fn settle(&self) -> Result<(), Failure> {
        let place = self.stage.place;
        place::rename(&place.new_manifest(), &place.manifest())?;
        self.step(Step::Recorded);
        self.write_made()
    }

    /// Gives every file that stays a place among the new ones.
    fn link_kept(&self) -> Result<(), Failure> {
        let stage = self.stage;
        let new = stage.place.new_files();
        let link = |folder: &mut String, chunk: usize| {
            let places = stage.places(chunk);
            let mut file = String::new();
            for (bit, item) in stage.order.range(places).enumerate() {
                if self.pieces[chunk].staged & (1 << bit) != 0 {
                    continue;
                }
                file.clear();
                stage.order.file_into(item, &mut file);
                let (from, to) = (stage.place.out.join(&file), new.join(&file));
                if let Some((parent, _)) = file.rsplit_once('/')
                    && parent != folder
                {
                    place::create_folder(&new.join(parent))?;
                    parent.clone_into(folder);
                }
                if fs::hard_link(&from, &to).is_err() {
                    fs::copy(&from, &to).map_err(WorldError::wrap("copy", &from))?;
                }
            }
            Ok(())
        };
        crew::share(self.pieces.len(), String::new, link, |_| ())?;
        Ok(())
    }

    /// A few files in a site that stays.
    fn journal(&self) -> Result<(), Failure> {
        let place = self.stage.place;
        let mut journal = Journal::new();
        let mut file = String::new();
        for (chunk, piece) in self.pieces.iter().enumerate() {
            for stale in &piece.stale {
                journal.push(Act::Delete, stale);
            }
            if piece.staged == 0 {
                continue;
            }
            for (bit, item) in self.stage.order.range(self.stage.places(chunk)).enumerate() {
                let is = |bits: u64| bits & (1 << bit) != 0;
                if is(piece.staged) {
                    file.clear();
                    self.stage.order.file_into(item, &mut file);
                    let act = if is(piece.replacing) {
                        Act::Replace
                    } else {
                        Act::Add
                    };
                    journal.push(act, &file);
                }
            }
        }
        self.write_union()?;
        self.write_manifest()?;
        journal.write(place)?;
        self.step(Step::Journalled);
        journal::finish(place, self.options.watch)
    }

    fn write_manifest(&self) -> Result<(), Failure> {
        let blocks = self.pieces.iter().map(|piece| match &piece.block {
            Encoded::Same(block) => self.stage.known.block(*block),
            Encoded::New(bytes) => bytes,
        });
        place::write_whole(&self.stage.place.new_manifest(), |mut out| {
            manifest::write(blocks, &mut out)
        })
    }

    /// Lists all files that are or will be in the output.
    fn write_union(&self) -> Result<(), Failure> {
        if self.paths {
            let place = self.stage.place;
            let files = self
                .stage
                .order
                .range(self.stage.range.clone())
                .map(|item| {
                    let mut file = String::new();
                    self.stage.order.file_into(item, &mut file);
                    file
                });
            Made::read(place)?.write_with(place, files)?;
        }
        self.step(Step::Listed);
        Ok(())
    }

    /// Lists the files that are in the output.
    fn write_made(&self) -> Result<(), Failure> {
        if self.paths {
            let path = self.stage.place.manifest();
            let bytes = fs::read(&path).map_err(WorldError::wrap("read", &path))?;
            if let Some(manifest) = Manifest::new(bytes) {
                Made::write(self.stage.place, &manifest)?;
            }
        }
        self.step(Step::Listed);
        Ok(())
    }
}
