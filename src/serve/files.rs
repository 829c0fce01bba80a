//! What a path leads to, as GitHub Pages has it, whether files lie on the disk or are made when they
//! are asked for.

use std::time::SystemTime;

use hyper::body::Bytes;

/// A file of a site.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct File {
    /// Relative to the site's root.
    pub(super) name: String,
    pub(super) bytes: Bytes,
    /// When it was last changed, if it lies on the disk.
    pub(super) modified: Option<SystemTime>,
}

impl File {
    /// Whether it is read by people in a browser.
    pub(super) fn is_page(&self) -> bool {
        ending(&self.name) == Some("html")
    }
}

/// The ending of a file's name, which tells its type.
pub(super) fn ending(name: &str) -> Option<&str> {
    name.rsplit_once('.').map(|(_, ending)| ending)
}

/// What a path leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    File(File),
    /// A folder, by its name without a slash: its address ends in one.
    Folder(String),
    /// Nothing; the site's own page says so, if it has one.
    Missing(Option<File>),
}

/// Where the files of a site are.
pub(super) trait Files {
    /// Why a file that is there cannot be had.
    type Error;

    /// A file by its name, relative to the site's root. There is none by a name that leads out of it.
    fn file(&mut self, name: &str) -> Result<Option<File>, Self::Error>;

    /// Whether there is a folder of this name, without a slash at its end.
    fn has_folder(&mut self, name: &str) -> Result<bool, Self::Error>;
}

/// What a decoded path leads to that has neither the base path nor the slash after it.
pub(super) fn find<F: Files>(files: &mut F, path: &str) -> Result<Found, F::Error> {
    let found = if path.is_empty() || path.ends_with('/') {
        files.file(&format!("{path}index.html"))?
    } else if let Some(file) = files.file(path)? {
        Some(file)
    } else if files.has_folder(path)? {
        return Ok(Found::Folder(path.to_owned()));
    } else {
        files.file(&format!("{path}.html"))?
    };
    Ok(match found {
        Some(file) => Found::File(file),
        None => Found::Missing(files.file("404.html")?),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::convert::Infallible;

    use super::*;

    impl Files for BTreeSet<&str> {
        type Error = Infallible;

        fn file(&mut self, name: &str) -> Result<Option<File>, Infallible> {
            Ok(self.contains(name).then(|| file(name)))
        }

        fn has_folder(&mut self, name: &str) -> Result<bool, Infallible> {
            let folder = format!("{name}/");
            Ok(self.iter().any(|file| file.starts_with(&folder)))
        }
    }

    fn file(name: &str) -> File {
        File {
            name: name.to_owned(),
            bytes: Bytes::new(),
            modified: None,
        }
    }

    #[test]
    fn pages_are_found_without_their_ending_and_folders_with_their_slash() {
        let mut files = BTreeSet::from([
            "index.html",
            "404.html",
            "codes.html",
            "http/index.html",
            "http/404.html",
            "assets/style.css",
        ]);
        let mut find = |path: &str| {
            let Ok(found) = find(&mut files, path);
            found
        };
        for (path, name) in [
            ("", "index.html"),
            ("index.html", "index.html"),
            ("codes", "codes.html"),
            ("codes.html", "codes.html"),
            ("404", "404.html"),
            ("http/", "http/index.html"),
            ("http/404", "http/404.html"),
            ("http/index", "http/index.html"),
            ("assets/style.css", "assets/style.css"),
        ] {
            assert_eq!(find(path), Found::File(file(name)), "{path}");
        }
        for path in ["http", "assets"] {
            assert_eq!(find(path), Found::Folder(path.to_owned()));
        }
        for path in [
            "codes/",
            "http/404/",
            "assets/",
            "assets/style",
            "/",
            "http/405",
        ] {
            assert_eq!(find(path), Found::Missing(Some(file("404.html"))), "{path}");
        }
    }
}
