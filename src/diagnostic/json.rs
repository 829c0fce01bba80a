//! Diagnostics as JSON for programs: `docs/check.md` documents it.

use serde::Serialize;

use super::{Diagnostic, Place, Tally};

#[derive(Serialize)]
struct Report<'a> {
    problems: Vec<Problem<'a>>,
    errors: usize,
    warnings: usize,
}

#[derive(Serialize)]
struct Problem<'a> {
    id: &'static str,
    severity: &'static str,
    message: &'a str,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    label: Option<&'a str>,
    related: Vec<Related<'a>>,
    help: &'a [String],
}

#[derive(Serialize)]
struct Related<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    label: &'a str,
}

/// All of `diagnostics` as one object, with a line break at its end.
pub fn render(diagnostics: &[Diagnostic]) -> String {
    let Tally { errors, warnings } = Tally::of(diagnostics);
    let report = Report {
        problems: diagnostics.iter().map(Problem::new).collect(),
        errors,
        warnings,
    };
    let mut json = serde_json::to_string_pretty(&report).expect("a report is plain data");
    json.push('\n');
    json
}

impl<'a> Problem<'a> {
    fn new(diagnostic: &'a Diagnostic) -> Self {
        let place = diagnostic.place.as_ref();
        let start = place.map(Place::line_and_column);
        let end = place.map(Place::end_line_and_column);
        Self {
            id: diagnostic.id.name(),
            severity: diagnostic.severity().name(),
            message: &diagnostic.message,
            file: place.map(|place| place.source.path.as_str()),
            line: start.map(|(line, _)| line),
            column: start.map(|(_, column)| column),
            end_line: end.map(|(line, _)| line),
            end_column: end.map(|(_, column)| column),
            label: Some(diagnostic.label.as_str()).filter(|label| !label.is_empty()),
            related: (diagnostic.related.iter())
                .map(|(place, label)| Related::new(place, label))
                .collect(),
            help: &diagnostic.help,
        }
    }
}

impl<'a> Related<'a> {
    fn new(place: &'a Place, label: &'a str) -> Self {
        let (line, column) = place.line_and_column();
        Self {
            file: &place.source.path,
            line,
            column,
            label,
        }
    }
}
