//! The same as JSON: `docs/translating.md` documents it, and a test compares the two.

use serde::Serialize;

use super::{Below, Covered};
use crate::locale::{Count, Task};

/// Rises when a key changes its meaning or goes. A new key does not change it.
const FORMAT: u32 = 1;

/// How much of each language is translated.
#[derive(Debug, Serialize)]
pub(super) struct Report<'a> {
    /// The version of this format.
    format: u32,
    /// All chosen languages but English.
    locales: Vec<LocaleReport<'a>>,
    /// What was asked for with `--min`.
    min: Option<u8>,
    /// The parts of which less is translated.
    below: Vec<BelowReport<'a>>,
}

#[derive(Debug, Serialize)]
struct LocaleReport<'a> {
    locale: &'a str,
    /// The language's own name.
    name: &'a str,
    #[serde(flatten)]
    total: Amount,
    parts: Vec<PartReport<'a>>,
    /// Everything that is stale or missing, most worth translating first.
    next: Vec<TaskReport<'a>>,
}

#[derive(Debug, Serialize)]
struct PartReport<'a> {
    /// The id of a family, `catalog` or `guides`.
    part: &'a str,
    #[serde(flatten)]
    total: Amount,
    fields: Vec<FieldReport<'a>>,
}

#[derive(Debug, Serialize)]
struct FieldReport<'a> {
    field: &'a str,
    #[serde(flatten)]
    total: Amount,
}

/// How many texts are in which state.
#[derive(Debug, Serialize)]
struct Amount {
    texts: usize,
    fresh: usize,
    unreviewed: usize,
    stale: usize,
    missing: usize,
    percent: usize,
}

#[derive(Debug, Serialize)]
struct TaskReport<'a> {
    file: &'a str,
    path: &'a str,
    stale: &'a [String],
    missing: &'a [String],
    confused_pairs: usize,
}

#[derive(Debug, Serialize)]
struct BelowReport<'a> {
    locale: &'a str,
    part: &'a str,
    percent: usize,
}

impl From<Count> for Amount {
    fn from(count: Count) -> Self {
        Self {
            texts: count.texts(),
            fresh: count.fresh,
            unreviewed: count.unreviewed,
            stale: count.stale,
            missing: count.missing,
            percent: count.per_cent(),
        }
    }
}

impl<'a> From<&'a Task> for TaskReport<'a> {
    fn from(task: &'a Task) -> Self {
        Self {
            file: &task.file,
            path: &task.path,
            stale: &task.stale,
            missing: &task.missing,
            confused_pairs: task.confused_pairs,
        }
    }
}

impl<'a> LocaleReport<'a> {
    fn new(covered: &'a Covered<'_>) -> Self {
        let parts = covered.parts.iter().map(|part| PartReport {
            part: covered.language.part_id(part.part),
            total: part.total.into(),
            fields: part
                .fields
                .iter()
                .map(|(field, count)| FieldReport {
                    field,
                    total: (*count).into(),
                })
                .collect(),
        });
        Self {
            locale: &covered.language.locale.id,
            name: &covered.language.locale.name,
            total: covered.total().into(),
            parts: parts.collect(),
            next: covered.next.iter().map(TaskReport::from).collect(),
        }
    }
}

impl<'a> Report<'a> {
    pub(super) fn new(
        languages: &'a [Covered<'_>],
        min: Option<u8>,
        below: &'a [Below<'_>],
    ) -> Self {
        let below = below.iter().map(|part| BelowReport {
            locale: part.locale,
            part: part.part,
            percent: part.percent,
        });
        Self {
            format: FORMAT,
            locales: languages.iter().map(LocaleReport::new).collect(),
            min,
            below: below.collect(),
        }
    }

    /// The whole document.
    pub(super) fn text(&self) -> String {
        let mut json = serde_json::to_string_pretty(self).expect("counts and names are plain data");
        json.push('\n');
        json
    }
}
