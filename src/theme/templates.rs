use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tera::{Error, ErrorKind, ReportError, Tera};

use crate::diagnostic::{Diagnostic, Id, Place, Problems, Source};

/// Compiles all templates. Every one with a mistake of its own is told.
pub(super) fn compile(
    sources: &BTreeMap<String, Arc<Source>>,
    problems: &mut Problems,
) -> Option<Tera> {
    let mut broken: BTreeSet<String> = BTreeSet::new();
    loop {
        let mut tera = Tera::new();
        tera.autoescape_on([".html", ".xml"]);
        let whole = sources.iter().filter(|(name, _)| !broken.contains(*name));
        let Err(error) = tera.add_raw_templates(whole.map(|(name, source)| (name, &source.text)))
        else {
            return broken.is_empty().then_some(tera);
        };
        // What fails because another template was taken out is no mistake of its own.
        let own = report(&error).map(|report| report.filename().to_owned());
        if own.is_none() && !broken.is_empty() {
            return None;
        }
        problems.push(explain(&error, Id::Template, sources));
        match own.filter(|name| sources.contains_key(name)) {
            Some(name) if broken.insert(name.clone()) => {}
            _ => return None,
        }
    }
}

/// A template error as a problem, with its place in the template where Tera knows it.
pub fn explain(error: &Error, id: Id, sources: &BTreeMap<String, Arc<Source>>) -> Diagnostic {
    let help = "templates are written in Tera: https://keats.github.io/tera/";
    let Some(report) = report(error) else {
        return Diagnostic::nowhere(id, error.to_string().trim_end_matches('.')).help(help);
    };
    let message = report.message().trim_end_matches('.').replace('\n', " ");
    match sources.get(report.filename()) {
        Some(source) => Diagnostic::at(
            id,
            &Place::new(source, report.span().range.clone()),
            message,
        )
        .help(help),
        None => Diagnostic::nowhere(id, format!("{}: {message}", report.filename())).help(help),
    }
}

fn report(error: &Error) -> Option<&ReportError> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => Some(report),
        _ => None,
    }
}
