//! Which files are edited.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{
    Config, Event, EventHandler, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher,
};

use crate::inputs::FOLDERS;

/// How long nothing may happen before an edit is taken for done: editors write in several steps.
const QUIET: Duration = Duration::from_millis(15);

/// How long edits that follow each other are waited for.
const PATIENCE: Duration = Duration::from_millis(60);

/// How often the files are looked at where the system does not tell of edits.
const POLL: Duration = Duration::from_millis(500);

/// Tells when the files that a site is made from are edited.
///
/// What has changed is not told: who is told looks at all of them. Renames, bursts and folders that
/// come and go need no care then.
pub(super) struct Edits {
    root: PathBuf,
    watcher: Box<dyn Watcher + Send>,
    events: Receiver<Touched>,
}

/// Where something has happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Touched {
    /// In one of the folders.
    Inside,
    /// To a folder as a whole, or it is not known where.
    Folder,
}

/// What the system calls when something happens.
struct Handler {
    root: PathBuf,
    events: Sender<Touched>,
}

impl EventHandler for Handler {
    fn handle_event(&mut self, event: notify::Result<Event>) {
        let touched = match event {
            Ok(event) => touched(&self.root, &event),
            Err(_) => Some(Touched::Folder),
        };
        if let Some(touched) = touched {
            // Nobody waits any more when the server stops.
            let _ = self.events.send(touched);
        }
    }
}

fn touched(root: &Path, event: &Event) -> Option<Touched> {
    if event.need_rescan() {
        return Some(Touched::Folder);
    }
    let reads = |kind| !matches!(kind, AccessKind::Close(AccessMode::Write));
    if matches!(event.kind, EventKind::Access(kind) if reads(kind)) {
        return None;
    }
    let places = event.paths.iter().filter_map(|path| {
        let path = path.strip_prefix(root).ok()?;
        let mut parts = path.components();
        let folder = parts.next()?.as_os_str();
        let is_ours = FOLDERS.iter().any(|own| folder == *own);
        is_ours.then(|| match parts.next() {
            Some(_) => Touched::Inside,
            None => Touched::Folder,
        })
    });
    places.max_by_key(|touched| *touched == Touched::Folder)
}

impl Edits {
    /// Of the project at `root`. Where the system cannot tell of edits, or of no more of them, the
    /// files are looked at again and again.
    pub(super) fn new(root: &Path) -> notify::Result<Self> {
        let root = std::path::absolute(root)?;
        if !root.is_dir() {
            return Err(notify::Error::path_not_found());
        }
        Self::told_by::<RecommendedWatcher>(&root).or_else(|_| Self::told_by::<PollWatcher>(&root))
    }

    fn told_by<W: Watcher + Send + 'static>(root: &Path) -> notify::Result<Self> {
        let (sender, events) = mpsc::channel();
        let handler = Handler {
            root: root.to_owned(),
            events: sender,
        };
        let config = Config::default().with_poll_interval(POLL);
        let mut watcher = W::new(handler, config)?;
        // For folders that come later.
        watcher.watch(root, RecursiveMode::NonRecursive)?;
        let mut edits = Self {
            root: root.to_owned(),
            watcher: Box::new(watcher),
            events,
        };
        edits.follow_folders()?;
        Ok(edits)
    }

    /// Returns after an edit, as soon as nothing happens for a moment.
    pub(super) fn wait(&mut self) {
        let mut folder = false;
        let Ok(first) = self.events.recv() else {
            // The system tells of nothing any more.
            loop {
                std::thread::park();
            }
        };
        folder |= first == Touched::Folder;
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            match self.events.recv_timeout(QUIET) {
                Ok(touched) => folder |= touched == Touched::Folder,
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        if folder {
            // One that vanishes meanwhile is told of as well.
            let _ = self.follow_folders();
        }
    }

    /// Watches the folders that are there, anew: one may be another of the same name.
    fn follow_folders(&mut self) -> notify::Result<()> {
        for folder in FOLDERS {
            let path = self.root.join(folder);
            // It may never have been watched.
            let _ = self.watcher.unwatch(&path);
            if path.is_dir() {
                self.watcher.watch(&path, RecursiveMode::Recursive)?;
            }
        }
        Ok(())
    }
}
