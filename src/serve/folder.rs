//! A directory that was built, served as it lies on the disk.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::content::BaseUrl;
use crate::site::SITEMAPS;

use super::files::{File, Files};

/// A built site.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    root: PathBuf,
    pub(super) base: BaseUrl,
}

impl Folder {
    /// The site in a directory. Under which address it was built says its sitemap; `None` where
    /// there is none, or one that builds do not write.
    pub(super) fn open(root: &Path) -> io::Result<Option<Self>> {
        let sitemap = match fs::read_to_string(root.join("sitemap.xml")) {
            Ok(sitemap) => sitemap,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let base = sitemap
            .split_once("<loc>")
            .and_then(|(_, rest)| rest.split_once(&["/", SITEMAPS].concat()))
            .and_then(|(url, _)| BaseUrl::new(url));
        let root = root.to_owned();
        Ok(base.map(|base| Self { root, base }))
    }

    /// Where a name leads to. What no build makes is not there: links, and names that mean something
    /// to the system.
    fn inside(&self, name: &str) -> io::Result<Option<PathBuf>> {
        let mut path = self.root.clone();
        for part in name.split('/') {
            let mut components = Path::new(part).components();
            let is_plain = matches!(
                (components.next(), components.next()),
                (Some(Component::Normal(only)), None) if only == part
            );
            if !is_plain || part.contains(|c: char| c.is_control() || "\\:".contains(c)) {
                return Ok(None);
            }
            path.push(part);
            match path.symlink_metadata() {
                Ok(entry) if !entry.is_symlink() => {}
                Ok(_) => return Ok(None),
                Err(error) if is_missing(&error) => return Ok(None),
                Err(error) => return Err(error),
            }
        }
        Ok(Some(path))
    }
}

/// Whether an error says that nothing has this name, or nothing can.
fn is_missing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound
            | io::ErrorKind::NotADirectory
            | io::ErrorKind::InvalidFilename
            | io::ErrorKind::InvalidInput
    )
}

impl Files for Folder {
    type Error = io::Error;

    fn file(&mut self, name: &str) -> io::Result<Option<File>> {
        let Some(path) = self.inside(name)?.filter(|path| path.is_file()) else {
            return Ok(None);
        };
        Ok(Some(File {
            name: name.to_owned(),
            modified: path.metadata()?.modified().ok(),
            bytes: fs::read(&path)?.into(),
        }))
    }

    fn has_folder(&mut self, name: &str) -> io::Result<bool> {
        Ok(self.inside(name)?.is_some_and(|path| path.is_dir()))
    }
}
