use std::fmt;

use super::Covered;
use crate::locale::{Count, Coverage, Part, Task};

/// How many of the next tasks are told; nobody does more of them in a day.
const TASKS: usize = 10;

/// How many stale texts of a task are named.
const NAMES: usize = 4;

/// The columns of a table and their widths; the per cent follow without a name.
const COLUMNS: [(&str, usize); 5] = [
    ("texts", 7),
    ("fresh", 7),
    ("unreviewed", 12),
    ("stale", 7),
    ("missing", 9),
];

/// A table for each language, and what is worth translating next.
pub(super) struct Text<'a> {
    pub(super) languages: &'a [Covered<'a>],
    /// Whether fields are told where all of them are alike, too.
    pub(super) all_fields: bool,
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.languages.is_empty() {
            return writeln!(
                f,
                "English is what all other languages are translated from."
            );
        }
        let width = self.width();
        for (index, covered) in self.languages.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            self.table(f, covered, width)?;
            next(f, &covered.next)?;
        }
        let total: Count = self.languages.iter().map(Covered::total).sum();
        if total.unreviewed + total.stale > 0 {
            f.write_str(
                "\nunreviewed  nobody has recorded which English it was translated from\n\
                 stale       the English has changed since; it is shown nevertheless\n\
                 `versus accept` records that a translation says what the English says now.\n",
            )?;
        }
        Ok(())
    }
}

impl Text<'_> {
    /// The width of the first column.
    fn width(&self) -> usize {
        let names = self.languages.iter().flat_map(|covered| {
            let parts = covered.parts.iter();
            let parts = parts.flat_map(|part| {
                let fields = part.fields.iter();
                let fields = fields.map(|(field, _)| field.chars().count() + 2);
                fields.chain([covered.language.part_id(part.part).chars().count()])
            });
            parts.chain([covered.language.locale.id.len()])
        });
        names.max().unwrap_or_default() + 1
    }

    fn table(
        &self,
        f: &mut fmt::Formatter<'_>,
        covered: &Covered<'_>,
        width: usize,
    ) -> fmt::Result {
        write!(f, "{:<width$}", covered.language.locale.id)?;
        for (state, width) in COLUMNS {
            write!(f, "{state:>width$}")?;
        }
        writeln!(f)?;
        for part in &covered.parts {
            row(f, covered.language.part_id(part.part), part.total, width)?;
            if self.all_fields || !is_uniform(part) {
                for (field, count) in &part.fields {
                    row(f, &format!("  {field}"), *count, width)?;
                }
            }
        }
        row(f, "all", covered.total(), width)
    }
}

/// Whether its fields tell nothing more than the whole: that all or nothing is done.
fn is_uniform(part: &Coverage) -> bool {
    let total = part.total;
    total.is_whole() || total.missing == total.texts()
}

fn row(f: &mut fmt::Formatter<'_>, name: &str, count: Count, width: usize) -> fmt::Result {
    write!(f, "{name:<width$}")?;
    let counts = [
        count.texts(),
        count.fresh,
        count.unreviewed,
        count.stale,
        count.missing,
    ];
    for (count, (_, width)) in counts.into_iter().zip(COLUMNS) {
        match count {
            0 => write!(f, "{:>width$}", "-")?,
            _ => write!(f, "{count:>width$}")?,
        }
    }
    writeln!(f, "{:>7} %", count.per_cent())
}

/// The first tasks, each on a line: which file, which path in it, and what is to be done there.
fn next(f: &mut fmt::Formatter<'_>, tasks: &[Task]) -> fmt::Result {
    if tasks.is_empty() {
        return Ok(());
    }
    writeln!(f, "\nNext")?;
    let shown = &tasks[..tasks.len().min(TASKS)];
    let lines: Vec<(&str, &str, String)> = shown
        .iter()
        .map(|task| (task.file.as_str(), path(task), todo(task)))
        .collect();
    let files = lines.iter().map(|(file, ..)| file.chars().count()).max();
    let paths = lines.iter().map(|(_, path, _)| path.chars().count()).max();
    let (files, paths) = (files.unwrap_or_default(), paths.unwrap_or_default());
    for (file, path, todo) in lines {
        writeln!(f, "  {file:<files$}  {path:<paths$}  {todo}")?;
    }
    match tasks.len() - shown.len() {
        0 => Ok(()),
        more => writeln!(f, "  and {more} more"),
    }
}

/// Where in its file a task is: at one text, or at what several have in common.
fn path(task: &Task) -> &str {
    match (task.stale.as_slice(), task.missing.as_slice()) {
        _ if task.part == Part::Guides => "",
        ([one], []) | ([], [one]) => one,
        _ => &task.path,
    }
}

/// What is to be done. Texts that are stale are named, since the file does not show which they are.
fn todo(task: &Task) -> String {
    let stale = match task.stale.as_slice() {
        [] => None,
        [_] if task.missing.is_empty() => Some("stale".to_owned()),
        several => {
            let names = several.iter().take(NAMES);
            let names = names.map(|path| below(path, &task.path));
            let mut names = names.collect::<Vec<_>>().join(", ");
            if several.len() > NAMES {
                names = format!("{names} and {} more", several.len() - NAMES);
            }
            Some(format!("stale: {names}"))
        }
    };
    let missing = match task.missing.len() {
        0 => None,
        1 if task.stale.is_empty() => Some("missing".to_owned()),
        count => Some(format!("{count} missing")),
    };
    let confused = match task.confused_pairs {
        0 => None,
        1 => Some("in 1 confused pair".to_owned()),
        pairs => Some(format!("in {pairs} confused pairs")),
    };
    let all = [stale, missing, confused].into_iter().flatten();
    all.collect::<Vec<_>>().join("; ")
}

/// A path without what it begins with.
fn below<'p>(path: &'p str, start: &str) -> &'p str {
    let rest = path.strip_prefix(start);
    rest.and_then(|rest| rest.strip_prefix('/')).unwrap_or(path)
}
