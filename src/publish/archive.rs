//! A site as one archive: a tar file without folders, the same bytes every time.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::panic;
use std::sync::{Condvar, Mutex, MutexGuard};
use std::thread;

use tar::{EntryType, Header};

use crate::render::{Painter, Renderer};
use crate::site::Site;
use crate::theme::Theme;

use super::crew::{self, CHUNK};
use super::order::{Item, Order};
use super::place::{self, Place};
use super::report::Tally;
use super::{Failure, Options, Report, Step, WorldError};

/// What an archive is measured in.
const BLOCK: usize = 512;

/// How many chunks each thread may be ahead of what is written.
const AHEAD: usize = 4;

/// Builds the site into an archive.
pub(super) fn build(
    site: &Site,
    theme: &Theme,
    place: &Place,
    options: &Options<'_>,
) -> Result<Report, Failure> {
    let renderer = Renderer::new(site, theme)?;
    let order = Order::new(site, theme);
    let archive = Archive {
        theme,
        renderer: &renderer,
        range: options.shard.range(order.len()),
        order: &order,
        options,
    };
    let path = place.new_archive();
    let write = || {
        let file = File::create(&path).map_err(WorldError::wrap("create", &path))?;
        let put = |bytes: &[u8]| {
            (&file)
                .write_all(bytes)
                .map_err(WorldError::wrap("write", &path))
        };
        let tallies = archive.write(&put)?;
        if options.shard.is_last() {
            put(&[0; 2 * BLOCK])?;
        }
        options.watch.step(Step::Staged);
        place::rename(&path, &place.out)?;
        options.watch.step(Step::Exchanged);
        Ok(tallies)
    };
    let tallies = write().inspect_err(|_: &Failure| {
        // It is of no use, and the next build writes over it: a failure needs no telling.
        let _ = place::remove_file(&path);
    })?;
    let mut report = Report::default();
    for tally in tallies {
        tally.add_to(site, &mut report);
    }
    report.written = archive.range.len();
    Ok(report)
}

struct Archive<'a, 's> {
    theme: &'a Theme,
    renderer: &'a Renderer<'s>,
    order: &'a Order<'a>,
    range: std::ops::Range<usize>,
    options: &'a Options<'a>,
}

/// Chunks on their way from the threads that make them to the one that writes them.
#[derive(Default)]
struct Belt {
    state: Mutex<State>,
    moved: Condvar,
}

#[derive(Default)]
struct State {
    /// How many chunks were handed out.
    begun: usize,
    /// How many chunks were written.
    written: usize,
    made: BTreeMap<usize, Result<Vec<u8>, Failure>>,
    /// Buffers to be used again.
    spare: Vec<Vec<u8>>,
    stopped: bool,
}

impl Belt {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no thread panics with it")
    }

    /// A chunk to be made and a buffer for it, as soon as the writer is near enough.
    fn begin(&self, chunks: usize, ahead: usize) -> Option<(usize, Vec<u8>)> {
        let wait = |state: &mut State| {
            !state.stopped && state.begun < chunks && state.begun >= state.written + ahead
        };
        let state = self.moved.wait_while(self.state(), wait);
        let mut state = state.expect("no thread panics with it");
        if state.stopped || state.begun >= chunks {
            return None;
        }
        state.begun += 1;
        Some((state.begun - 1, state.spare.pop().unwrap_or_default()))
    }

    fn put(&self, chunk: usize, bytes: Result<Vec<u8>, Failure>) {
        self.state().made.insert(chunk, bytes);
        self.moved.notify_all();
    }

    /// The next chunk in order, as soon as it is made.
    fn take(&self) -> Option<Result<Vec<u8>, Failure>> {
        let wait = |state: &mut State| {
            let next = state.written;
            !state.stopped && !state.made.contains_key(&next)
        };
        let state = self.moved.wait_while(self.state(), wait);
        let mut state = state.expect("no thread panics with it");
        let next = state.written;
        state.made.remove(&next)
    }

    fn written(&self, mut buffer: Vec<u8>) {
        buffer.clear();
        let mut state = self.state();
        state.spare.push(buffer);
        state.written += 1;
        drop(state);
        self.moved.notify_all();
    }

    fn stop(&self) {
        self.state().stopped = true;
        self.moved.notify_all();
    }
}

/// Stops the belt when the thread that has it ends, by a panic too: nobody waits for it then.
struct Stop<'a>(&'a Belt);

impl Drop for Stop<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.stop();
        }
    }
}

impl Archive<'_, '_> {
    /// Gives all entries to `put`, in order, while the next ones are made.
    fn write(&self, put: &impl Fn(&[u8]) -> Result<(), Failure>) -> Result<Vec<Tally>, Failure> {
        let chunks = self.range.len().div_ceil(CHUNK);
        let threads = crew::threads().min(chunks);
        let belt = Belt::default();
        let work = || {
            let _stop = Stop(&belt);
            let mut painter = self.renderer.painter();
            let mut tally = Tally::default();
            while let Some((chunk, mut bytes)) = belt.begin(chunks, AHEAD * threads) {
                let made = self.chunk(chunk, &mut painter, &mut tally, &mut bytes);
                belt.put(chunk, made.map(|()| bytes));
            }
            tally
        };
        thread::scope(|scope| {
            let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
            let result = (0..chunks).try_for_each(|_| match belt.take() {
                Some(made) => {
                    let bytes = made?;
                    put(&bytes)?;
                    belt.written(bytes);
                    Ok(())
                }
                // A thread has panicked, which is told below.
                None => Ok(()),
            });
            belt.stop();
            let mut tallies = Vec::with_capacity(threads);
            for worker in workers {
                match worker.join() {
                    Ok(tally) => tallies.push(tally),
                    Err(panic) => panic::resume_unwind(panic),
                }
            }
            result.map(|()| tallies)
        })
    }

    /// Appends the entries of a chunk to `out`.
    fn chunk(
        &self,
        chunk: usize,
        painter: &mut Painter<'_, '_>,
        tally: &mut Tally,
        out: &mut Vec<u8>,
    ) -> Result<(), Failure> {
        let start = self.range.start + chunk * CHUNK;
        let places = start..(start + CHUNK).min(self.range.end);
        let mut path = String::new();
        let mut failures = Vec::new();
        for item in self.order.range(places) {
            path.clear();
            self.order.file_into(item, &mut path);
            let head = out.len();
            out.resize(head + BLOCK, 0);
            let result = match item {
                Item::Page(page) => painter.view(page).and_then(|_| painter.paint(out)),
                Item::Asset(index) => {
                    out.extend_from_slice(&self.theme.assets[index].bytes);
                    Ok(())
                }
            };
            if let Err(problem) = result {
                failures.push(problem.into());
                continue;
            }
            let size = (out.len() - head - BLOCK) as u64;
            let header = header(&path, size).map_err(WorldError::wrap("archive", path.as_ref()))?;
            out[head..head + BLOCK].copy_from_slice(header.as_bytes());
            out.resize(out.len().next_multiple_of(BLOCK), 0);
            match item {
                Item::Page(page) => {
                    tally.add_page(page, size);
                    tally.rendered += 1;
                }
                Item::Asset(_) => tally.add_asset(size),
            }
            self.options.watch.page();
        }
        crew::together(failures).map_or(Ok(()), Err)
    }
}

/// What stands before the bytes of a file. Nothing in it depends on who builds the site, or when.
fn header(path: &str, size: u64) -> std::io::Result<Header> {
    let mut header = Header::new_ustar();
    header.set_path(path)?;
    header.set_size(size);
    header.set_mode(0o644);
    header.set_uid(0);
    header.set_gid(0);
    header.set_mtime(0);
    header.set_entry_type(EntryType::Regular);
    header.set_cksum();
    Ok(header)
}
