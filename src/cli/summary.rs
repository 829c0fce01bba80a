use std::fmt;
use std::path::Path;
use std::time::Duration;

use super::size::Size;
use crate::publish::Report;

/// What was made, as a table: a row for each kind of page, a column for each locale.
pub(super) struct Summary<'a> {
    pub(super) report: &'a Report,
    pub(super) out: &'a Path,
    pub(super) time: Duration,
}

impl fmt::Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds = &self.report.pages;
        let mut locales: Vec<&str> = kinds
            .values()
            .flat_map(|kind| kind.keys().map(String::as_str))
            .collect();
        locales.sort_unstable();
        locales.dedup();
        locales.retain(|locale| !locale.is_empty());

        write!(f, "{:<12}", "")?;
        for locale in &locales {
            write!(f, "{locale:>8}")?;
        }
        writeln!(f, "{:>9}{:>11}", "all", "bytes")?;
        for (kind, counts) in kinds {
            write!(f, "{:<12}", kind.plural())?;
            for locale in &locales {
                let count = counts.get(*locale).copied().unwrap_or_default();
                write!(f, "{:>8}", count.files)?;
            }
            let files: usize = counts.values().map(|count| count.files).sum();
            let bytes: u64 = counts.values().map(|count| count.bytes).sum();
            writeln!(f, "{files:>9}{:>11}", Size(bytes))?;
        }
        let assets = self.report.assets;
        let width = 8 * locales.len() + 9;
        writeln!(
            f,
            "{:<12}{:>width$}{:>11}",
            "assets",
            assets.files,
            Size(assets.bytes)
        )?;

        let total = self.report.total();
        writeln!(
            f,
            "\n{} files, {}, in {:.2} s: {} ({})",
            total.files,
            Size(total.bytes),
            self.time.as_secs_f64(),
            self.out.display(),
            Changes(self.report)
        )
    }
}

/// What a build has changed in the output.
struct Changes<'a>(&'a Report);

impl fmt::Display for Changes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0.written, self.0.deleted) {
            (0, 0) => f.write_str("nothing changed"),
            (written, 0) => write!(f, "{written} written"),
            (written, deleted) => write!(f, "{written} written, {deleted} deleted"),
        }
    }
}
