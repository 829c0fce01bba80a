//! What is added to pages while they are edited: a script that follows the [events](super::events).

use hyper::body::Bytes;

use super::files::File;

/// Where the server's own files are: no page and no asset has such a path, whatever the base path.
pub(super) const FOLDER: &str = "/.versus/";

/// Where the events come from, in [`FOLDER`].
pub(super) const EVENTS: &str = "events";

const FILES: [(&str, &[u8]); 2] = [
    ("overlay.css", include_bytes!("browser/overlay.css")),
    ("reload.js", include_bytes!("browser/reload.js")),
];

/// A file of the server's own, by its name in [`FOLDER`].
pub(super) fn file(name: &str) -> Option<File> {
    let (name, bytes) = FILES.iter().find(|(own, _)| *own == name)?;
    Some(File {
        name: (*name).to_owned(),
        bytes: Bytes::from_static(bytes),
        modified: None,
    })
}

/// The script, for the end of a page that was made of this version of the site.
pub(super) fn tag(version: &str) -> String {
    include_str!("browser/script.html").replace("{{ version }}", version)
}

/// What stands where a page would, if it cannot be made: the script tells why.
pub(super) fn no_page(version: &str) -> File {
    let page = include_str!("browser/no-page.html").to_owned() + &tag(version);
    File {
        name: "no-page.html".to_owned(),
        bytes: page.into(),
        modified: None,
    }
}
