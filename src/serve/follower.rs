//! The thread that looks at the files after every edit, and makes a site of them.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use crate::diagnostic::Diagnostic;
use crate::inputs::Inputs;
use crate::project::{self, Loaded, Options, Trouble};

use super::events::{Now, Problems};
use super::files::ending;
use super::generation::{Generation, Trial};
use super::live::{Live, Watch};
use super::watch::Edits;

/// How often files that change while they are read are read again.
const ATTEMPTS: usize = 20;

/// How long is waited before that.
const PAUSE: Duration = Duration::from_millis(5);

/// Follows a project from now on. The receiver hears of what keeps it from being read at all.
pub(super) fn start(
    options: Options,
    mut edits: Edits,
    watch: Arc<dyn Watch>,
) -> (Live, oneshot::Receiver<Trouble>) {
    let live = Live::new(watch);
    let (hopeless, trouble) = oneshot::channel();
    let mut follower = Follower {
        live: live.clone(),
        options: Options {
            memory: Some(Arc::default()),
            ..options
        },
        seen: None,
        shown: None,
        start: RandomState::new().hash_one(()),
        count: 0,
    };
    thread::spawn(move || {
        if let Err(trouble) = follower.begin() {
            // The server that would listen may have stopped.
            let _ = hopeless.send(trouble);
            return;
        }
        loop {
            edits.wait();
            follower.look();
        }
    });
    (live, trouble)
}

/// What the thread knows that looks at the files.
struct Follower {
    live: Live,
    options: Options,
    /// The files when they were last read.
    seen: Option<Inputs>,
    /// The files that the site that is shown was made from, and its version.
    shown: Option<(Inputs, String)>,
    /// What tells this run of the program from others, whose tabs may still be open.
    start: u64,
    /// How many sites there have been.
    count: usize,
}

/// What was made of the files.
type Outcome = Result<(Option<Loaded>, Vec<Diagnostic>), Trouble>;

impl Follower {
    /// Reads the files for the first time. Options that name what is not there are an error; files
    /// with problems are not.
    fn begin(&mut self) -> Result<(), Trouble> {
        let start = Instant::now();
        let inputs = self.options.inputs(&"")?;
        match project::load(&self.options) {
            Err(Trouble::NotFound(error)) => return Err(error.into()),
            outcome => self.show(inputs, outcome, start),
        }
        // What was edited meanwhile.
        self.look();
        Ok(())
    }

    /// Shows the files as they are, if they have changed.
    fn look(&mut self) {
        let start = Instant::now();
        for attempt in 1..=ATTEMPTS {
            let is_last = attempt == ATTEMPTS;
            let before = self.options.inputs(&"");
            if let Ok(inputs) = &before
                && let Some(seen) = &self.seen
            {
                if inputs == seen {
                    return;
                }
                // A file is emptied before it is written anew.
                if inputs.emptied_since(seen) && !is_last {
                    thread::sleep(PAUSE);
                    continue;
                }
            }
            let outcome = project::load(&self.options);
            let after = self.options.inputs(&"");
            match (before, after) {
                (Ok(before), Ok(after)) if before == after || is_last => {
                    return self.show(after, outcome, start);
                }
                (_, Err(error)) if is_last => return self.tell_trouble(&error.into()),
                // A file has changed or vanished while it was read.
                _ => thread::sleep(PAUSE),
            }
        }
    }

    fn show(&mut self, inputs: Inputs, outcome: Outcome, start: Instant) {
        let changed: Vec<String> = match &self.seen {
            Some(seen) => inputs.since(seen).into_keys().map(str::to_owned).collect(),
            None => Vec::new(),
        };
        let (loaded, mut problems) = match outcome {
            Ok(outcome) => outcome,
            Err(trouble) => {
                self.seen = None;
                return self.tell_trouble(&trouble);
            }
        };
        self.seen = Some(inputs.clone());
        let Some(loaded) = loaded else {
            return self.tell_broken(&problems);
        };
        let version = self.version(&inputs);
        let is_template = |path: &str| path.starts_with("templates/");
        let trial = Trial {
            paths: self.live.recent(),
            every_kind: match &self.shown {
                Some((shown, _)) => inputs.since(shown).into_keys().any(is_template),
                None => false,
            },
        };
        let site = match Generation::start(loaded, version.clone(), trial) {
            Ok(site) => site,
            Err(failure) => {
                problems.push(*failure);
                return self.tell_broken(&problems);
            }
        };
        self.shown = Some((inputs, version));
        self.live.now.send_replace(Some(Now {
            site: Some(Arc::new(site)),
            problems: None,
        }));
        self.live.watch.shown(&changed, &problems, start.elapsed());
    }

    /// What the next site is called: as the one that is shown if only style sheets differ, which tabs
    /// put on without a reload.
    fn version(&mut self, inputs: &Inputs) -> String {
        let is_style = |path: &str| path.starts_with("static/") && ending(path) == Some("css");
        match &self.shown {
            Some((shown, version))
                if inputs.since(shown).into_keys().all(is_style) && self.shown_is_whole() =>
            {
                version.clone()
            }
            _ => {
                self.count += 1;
                format!("{:016x}.{}", self.start, self.count)
            }
        }
    }

    /// Whether no tab shows, in place of a page of the site, that it could not be made.
    fn shown_is_whole(&self) -> bool {
        let now = self.live.now.borrow();
        let site = now.as_ref().and_then(|now| now.site.as_ref());
        site.is_some_and(|site| !site.has_failed.load(Ordering::Relaxed))
    }

    fn tell_broken(&self, problems: &[Diagnostic]) {
        self.tell(Problems::of_input(problems));
        self.live.watch.broken(problems);
    }

    fn tell_trouble(&self, trouble: &Trouble) {
        self.tell(Problems::of_world(trouble));
        self.live.watch.trouble(trouble);
    }

    fn tell(&self, problems: Problems) {
        self.live.now.send_modify(|now| {
            now.get_or_insert_default().problems = Some(Arc::new(problems));
        });
    }
}
