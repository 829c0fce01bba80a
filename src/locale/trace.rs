use std::collections::BTreeSet;
use std::sync::Mutex;

use crate::diagnostic::Place;

/// Remembers which texts were looked up, to tell what a page is made from.
#[derive(Debug, Default)]
pub struct Trace(Mutex<BTreeSet<Seen>>);

/// A text that was looked up.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seen {
    /// The file that it is written in.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// Its path among the texts, such as `codes/1007/summary`.
    pub path: String,
}

impl Trace {
    pub(super) fn note(&self, place: &Place, path: &str) {
        let seen = Seen {
            file: place.source.path.clone(),
            line: place.line_and_column().0,
            path: path.to_owned(),
        };
        self.0
            .lock()
            .expect("no thread panics with it")
            .insert(seen);
    }

    /// Everything that was looked up, by file and line.
    pub fn seen(&self) -> Vec<Seen> {
        let seen = self.0.lock().expect("no thread panics with it");
        seen.iter().cloned().collect()
    }
}
