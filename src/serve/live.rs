//! A project that is being edited: the last good site of it, and what is wrong since.

use std::collections::VecDeque;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::watch;

use crate::diagnostic::Diagnostic;
use crate::project::Trouble;

use super::events::{Now, Problems};
use super::files::Found;
use super::generation::Generation;

/// Is told what a server does.
pub trait Watch: Send + Sync {
    /// It listens at this address, and answers from now on.
    fn listening(&self, address: &str);

    /// The site of the files as they are now is shown. It has no errors, and perhaps warnings; it took
    /// so long from when it was clear that these files had changed, which are none at the start.
    fn shown(&self, changed: &[String], warnings: &[Diagnostic], time: Duration);

    /// The files have errors, so that the last good site stays.
    fn broken(&self, problems: &[Diagnostic]);

    /// The files cannot be read.
    fn trouble(&self, trouble: &Trouble);
}

/// How many of the pages that were asked for last have to be whole in a new site.
const RECENT: usize = 16;

/// A project, shown to whoever asks.
#[derive(Clone)]
pub(super) struct Live {
    pub(super) now: watch::Sender<Option<Now>>,
    recent: Arc<Mutex<VecDeque<String>>>,
    pub(super) watch: Arc<dyn Watch>,
}

/// Why a page cannot be shown: the events tell it.
pub(super) struct NoPage {
    /// Of which site it would be.
    pub(super) version: String,
}

impl Live {
    /// Nothing is shown yet.
    pub(super) fn new(watch: Arc<dyn Watch>) -> Self {
        Self {
            now: watch::Sender::new(None),
            recent: Arc::default(),
            watch,
        }
    }

    /// What is shown, now and later; nothing until the files were read for the first time.
    pub(super) fn now(&self) -> watch::Receiver<Option<Now>> {
        self.now.subscribe()
    }

    /// The last good site, if there is one, once the files were read.
    pub(super) async fn site(&self) -> Option<Arc<Generation>> {
        let mut now = self.now();
        let now = now.wait_for(Option::is_some).await.ok()?;
        now.as_ref().and_then(|now| now.site.clone())
    }

    /// What a path leads to on a site of this project.
    pub(super) async fn find(&self, site: &Arc<Generation>, path: String) -> Result<Found, NoPage> {
        match site.find(path.clone()).await {
            Some(Ok(found)) => {
                if matches!(&found, Found::File(file) if file.is_page()) {
                    self.remember(path);
                }
                Ok(found)
            }
            failed => {
                if let Some(Err(failure)) = failed {
                    self.fail(site, *failure);
                }
                Err(NoPage {
                    version: site.version.clone(),
                })
            }
        }
    }

    fn remember(&self, path: String) {
        let mut recent = self.recent.lock().expect("no thread panics with it");
        recent.retain(|other| *other != path);
        recent.push_front(path);
        recent.truncate(RECENT);
    }

    /// The paths of the pages that were asked for last.
    pub(super) fn recent(&self) -> Vec<String> {
        let recent = self.recent.lock().expect("no thread panics with it");
        recent.iter().cloned().collect()
    }

    /// Tells that a page of a site cannot be made, unless something else is told already.
    fn fail(&self, site: &Arc<Generation>, problem: Diagnostic) {
        site.has_failed.store(true, Ordering::Relaxed);
        let problems = [problem];
        let is_news = self.now.send_if_modified(|now| match now {
            Some(Now {
                site: Some(shown),
                problems: told @ None,
            }) if Arc::ptr_eq(shown, site) => {
                *told = Some(Arc::new(Problems::of_input(&problems)));
                true
            }
            _ => false,
        });
        if is_news {
            self.watch.broken(&problems);
        }
    }
}
