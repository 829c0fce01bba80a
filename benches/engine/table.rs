//! Rows of results.

use std::fmt;
use std::time::Duration;

use crate::project::Project;

/// What was found about one thing: some figures, of which the median counts.
#[derive(Debug)]
pub(crate) struct Row {
    /// What was measured.
    pub(crate) what: &'static str,
    /// The project's name.
    pub(crate) size: &'static str,
    /// One for each time it was measured.
    pub(crate) figures: Vec<f64>,
    /// What a figure counts, put behind it.
    pub(crate) unit: &'static str,
    /// What the median may be at most.
    pub(crate) target: f64,
    /// What came out in which time, where that means something.
    pub(crate) throughput: Option<Throughput>,
}

/// How fast pages came out.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Throughput {
    pages_per_second: f64,
    bytes_per_second: f64,
}

impl Throughput {
    /// All of a project's pages in the median of these times.
    pub(crate) fn new(project: &Project, times: &[Duration]) -> Self {
        let seconds: Vec<f64> = times.iter().map(Duration::as_secs_f64).collect();
        let (_, seconds, _) = spread(&seconds);
        Self {
            pages_per_second: project.files as f64 / seconds,
            bytes_per_second: project.bytes as f64 / seconds,
        }
    }
}

impl Row {
    /// The line above all rows.
    pub(crate) fn header() -> String {
        format!(
            "{:<34}{:<6}{:<28}{:<12}{:<5}{:>9}{:>7}",
            "what", "size", "median (min–max)", "target", "met", "pages/s", "MB/s"
        )
    }

    /// The line of something that the program cannot do.
    pub(crate) fn not_available(what: &str, size: &str) -> String {
        format!("{what:<34}{size:<6}not available")
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (least, median, most) = spread(&self.figures);
        let unit = self.unit;
        let target = format!("≤ {}{unit}", self.target);
        let found = format!("{median:.2}{unit} ({least:.2}–{most:.2})");
        let met = if median <= self.target { "yes" } else { "no" };
        let (what, size) = (self.what, self.size);
        write!(f, "{what:<34}{size:<6}{found:<28}{target:<12}{met:<5}")?;
        if let Some(throughput) = self.throughput {
            let pages = throughput.pages_per_second;
            let megabytes = throughput.bytes_per_second / 1e6;
            write!(f, "{pages:>9.0}{megabytes:>7.0}")?;
        }
        Ok(())
    }
}

/// The least, the median and the greatest of some figures.
fn spread(figures: &[f64]) -> (f64, f64, f64) {
    let mut sorted = figures.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let at = |index: usize| sorted[index];
    let middle = (sorted.len() - 1) / 2;
    let median = f64::midpoint(at(middle), at(sorted.len() / 2));
    (at(0), median, at(sorted.len() - 1))
}
