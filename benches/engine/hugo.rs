//! The same pages from another generator.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::corpus::copy;
use crate::program::{Run, Scratch};
use crate::project::Project;

/// The site that is filled with a project's data: see its `hugo.yaml`.
const SITE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/hugo");

/// A Hugo site with the data of a made-up project. It has the comparisons only.
#[derive(Debug)]
pub(crate) struct Hugo {
    program: PathBuf,
    site: PathBuf,
}

impl Hugo {
    /// Writes the site for a program called `hugo`.
    pub(crate) fn new(program: &Path, project: &Project, scratch: &Scratch) -> io::Result<Self> {
        let site = scratch.fresh()?;
        copy(Path::new(SITE), &site)?;
        let data = site.join("data");
        copy(&project.root.join("content"), &data.join("content"))?;
        fs::create_dir(data.join("catalogs"))?;
        for entry in fs::read_dir(project.root.join("i18n"))? {
            let (path, name) = entry.map(|entry| (entry.path(), entry.file_name()))?;
            if path.is_dir() {
                copy(&path, &data.join("overlays").join(name))?;
            } else {
                fs::copy(&path, data.join("catalogs").join(name))?;
            }
        }
        Ok(Self {
            program: program.to_owned(),
            site,
        })
    }

    /// Builds it into a folder.
    pub(crate) fn build(&self, out: &Path) -> io::Result<Run> {
        let mut command = Command::new(&self.program);
        command.arg("--quiet").arg("--source").arg(&self.site);
        Run::of(command.arg("--destination").arg(out))
    }
}
