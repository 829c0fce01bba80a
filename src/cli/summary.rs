use std::fmt;
use std::path::Path;
use std::time::Duration;

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
            writeln!(f, "{files:>9}{:>11}", human(bytes))?;
        }
        let assets = self.report.assets;
        let width = 8 * locales.len() + 9;
        writeln!(
            f,
            "{:<12}{:>width$}{:>11}",
            "assets",
            assets.files,
            human(assets.bytes)
        )?;

        let total = self.report.total();
        writeln!(
            f,
            "\n{} files, {}, in {:.2} s: {} ({})",
            total.files,
            human(total.bytes),
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

#[expect(clippy::cast_precision_loss, reason = "three digits are shown")]
pub(super) fn human(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::human;

    #[test]
    fn sizes_are_read_at_a_glance() {
        assert_eq!(human(999), "999 B");
        assert_eq!(human(12_345), "12.3 kB");
        assert_eq!(human(9_876_543), "9.9 MB");
    }
}
