//! The output engine: only what has changed is touched, no moment leaves half a site, and an
//! archive or the parts of a site are the same site.

mod archive;
mod edits;
mod interrupted;
mod manifest;
mod memo;
mod refused;
#[path = "../support/mod.rs"]
mod support;
mod unchanged;

use std::path::Path;

use support::project::{Project, folder_in_memory};
use support::tree::{Tree, tree};
use versus::project::{self, Loaded};
use versus::publish::{self, Failure, Options, Output, Report};
use versus::site::Scope;

/// Loads the project with only the given languages; all if none is.
fn load(project: &Project, locales: &[&str]) -> Loaded {
    let options = project::Options {
        root: project.root(),
        scope: Scope {
            locales: locales.iter().map(|locale| (*locale).to_owned()).collect(),
            ..Scope::default()
        },
        ..project::Options::default()
    };
    let (loaded, problems) = project::load(&options).expect("the project can be read");
    loaded.unwrap_or_else(|| panic!("the project has errors: {problems:?}"))
}

fn try_publish(
    project: &Project,
    loaded: &Loaded,
    out: &Path,
    options: &Options<'_>,
) -> Result<Report, Failure> {
    // A lock is only gone when no process has it, and one that a test next to this one is just
    // beginning to start has a copy of it for a moment.
    let mut tries = 0;
    let output = loop {
        match Output::directory(&project.root(), out) {
            Err(Failure::Busy { .. }) if tries < 200 => tries += 1,
            output => break output?,
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    };
    publish::publish(&loaded.site, &loaded.theme, &output, options)
}

/// Builds the project into its output, in English and Portuguese.
fn publish(project: &Project, options: &Options<'_>) -> Report {
    let loaded = load(project, &["en", "pt"]);
    try_publish(project, &loaded, &project.out(), options)
        .unwrap_or_else(|failure| panic!("the site is not published: {failure}"))
}

/// What a build from nothing makes of the project, in English and Portuguese.
fn clean(project: &Project) -> Tree {
    clean_in(project, &["en", "pt"])
}

fn clean_in(project: &Project, locales: &[&str]) -> Tree {
    let folder = folder_in_memory();
    let out = folder.path().join("site");
    try_publish(project, &load(project, locales), &out, &Options::default())
        .unwrap_or_else(|failure| panic!("the site is not published: {failure}"));
    tree(&out)
}

/// Changes a text that a few pages show.
fn edit(project: &Project, text: &str) {
    let file = "content/courier/0x88.yaml";
    let code = project.read(file);
    let (before, after) = code
        .split_once("summary: ")
        .expect("the code has a summary");
    let (_, after) = after.split_once('\n').expect("the summary is a line");
    project.write(file, format!("{before}summary: {text}\n{after}"));
}

/// Numbers that look random and are the same in every run.
struct Random(u64);

impl Random {
    /// A number below `end`.
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}
