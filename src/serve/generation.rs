//! One state of the project: a site without errors that renders what is asked for.

use std::sync::atomic::AtomicBool;
use std::sync::mpsc;
use std::thread;

use tokio::sync::oneshot;

use crate::content::BaseUrl;
use crate::project::Loaded;
use crate::render::{Failure, Painter, Renderer};
use crate::site::{Page, SITEMAPS, Site, Subject};
use crate::theme::{Asset, Theme};

use super::files::{self, File, Files, Found, ending};
use super::script;

/// A site on a thread of its own, which ends with this handle.
#[derive(Debug)]
pub(super) struct Generation {
    pub(super) base: BaseUrl,
    /// What pages say they were made of.
    pub(super) version: String,
    /// The addresses of the style sheets, each with the version of its content.
    pub(super) styles: Vec<String>,
    /// Whether one of its pages could not be made.
    pub(super) has_failed: AtomicBool,
    jobs: mpsc::Sender<Job>,
}

/// Which pages have to be whole in a site before it is shown.
#[derive(Debug)]
pub(super) struct Trial {
    /// Those that these paths lead to.
    pub(super) paths: Vec<String>,
    /// One of each kind.
    pub(super) every_kind: bool,
}

/// A path, and who wants to know what it leads to.
struct Job {
    path: String,
    reply: oneshot::Sender<Result<Found, Failure>>,
}

impl Generation {
    /// Starts a site and tries it. A template that fails makes it no site.
    pub(super) fn start(loaded: Loaded, version: String, trial: Trial) -> Result<Self, Failure> {
        let base = loaded.site.content.settings.base.clone();
        let assets = loaded.theme.assets.iter();
        let styles = assets
            .filter(|asset| ending(&asset.name) == Some("css"))
            .map(|asset| format!("{}{}", base.path(), asset.path()))
            .collect();
        let (jobs, asked) = mpsc::channel::<Job>();
        let (tried, verdict) = mpsc::channel();
        let tag = script::tag(&version);
        thread::spawn(move || {
            let renderer = match Renderer::new(&loaded.site, &loaded.theme) {
                Ok(renderer) => renderer,
                Err(failure) => return tried.send(Err(failure)),
            };
            let mut pages = Pages {
                site: &loaded.site,
                theme: &loaded.theme,
                painter: renderer.painter(),
                tag,
            };
            tried.send(pages.stand(&trial))?;
            for job in asked {
                // Who asked may have gone away.
                let _ = job.reply.send(files::find(&mut pages, &job.path));
            }
            Ok(())
        });
        verdict.recv().expect("the thread tries its pages")?;
        Ok(Self {
            base,
            version,
            styles,
            has_failed: AtomicBool::new(false),
            jobs,
        })
    }

    /// What a path leads to, with the script at the end of every page. `None` if the thread is gone.
    pub(super) async fn find(&self, path: String) -> Option<Result<Found, Failure>> {
        let (reply, found) = oneshot::channel();
        self.jobs.send(Job { path, reply }).ok()?;
        found.await.ok()
    }
}

/// The files of a site that is not written anywhere.
struct Pages<'r, 's> {
    site: &'s Site,
    theme: &'s Theme,
    painter: Painter<'r, 's>,
    /// What follows every page.
    tag: String,
}

impl Pages<'_, '_> {
    fn stand(&mut self, trial: &Trial) -> Result<(), Failure> {
        for path in &trial.paths {
            files::find(self, path)?;
        }
        if trial.every_kind {
            for page in self.samples() {
                self.paint(page)?;
            }
        }
        Ok(())
    }

    /// A page of each kind.
    fn samples(&self) -> Vec<Page> {
        let mut pages = vec![
            Page::NotFound,
            Page::SitemapIndex,
            Page::Robots,
            Page::Worker,
        ];
        let Some((locale, _)) = self.site.locales().next() else {
            return pages;
        };
        pages.push(Page::SitemapOfPages { locale });
        let of_family = self
            .site
            .families()
            .next()
            .into_iter()
            .flat_map(|(family, _)| {
                let subjects = self.site.family_subjects(family);
                // The two lists, then every code, then every pair: a code and a pair are enough.
                let codes = self.site.content.families[family].codes.len();
                subjects.enumerate().filter_map(move |(place, subject)| {
                    (place <= 2 || place == 2 + codes).then_some(subject)
                })
            });
        let subjects: Vec<Subject> = self.site.own_subjects().chain(of_family).collect();
        pages.extend(
            subjects
                .into_iter()
                .map(|subject| Page::Localized { locale, subject }),
        );
        pages
    }

    fn paint(&mut self, page: Page) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        self.painter.view(page)?;
        self.painter.paint(&mut bytes)?;
        Ok(bytes)
    }

    fn asset(&self, name: &str) -> Option<&Asset> {
        self.theme.assets.iter().find(|asset| asset.file() == name)
    }
}

impl Files for Pages<'_, '_> {
    type Error = Failure;

    fn file(&mut self, name: &str) -> Result<Option<File>, Failure> {
        let mut bytes = match self.site.page_of_file(name) {
            Some(page) => self.paint(page)?,
            None => match self.asset(name) {
                Some(asset) => asset.bytes.clone(),
                None => return Ok(None),
            },
        };
        if ending(name) == Some("html") {
            bytes.extend_from_slice(self.tag.as_bytes());
        }
        Ok(Some(File {
            name: name.to_owned(),
            bytes: bytes.into(),
            modified: None,
        }))
    }

    fn has_folder(&mut self, name: &str) -> Result<bool, Failure> {
        let inside = format!("{name}/");
        let mut assets = self.theme.assets.iter();
        Ok(self
            .site
            .page_of_file(&format!("{inside}index.html"))
            .is_some()
            || inside == SITEMAPS
            || assets.any(|asset| asset.file().starts_with(&inside)))
    }
}
