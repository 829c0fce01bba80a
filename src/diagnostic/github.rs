//! Diagnostics as workflow commands, with which GitHub shows a problem on its line of a pull
//! request: `docs/check.md` documents them.

use std::fmt::Write as _;
use std::path::{Component, Path};

use super::{Diagnostic, Place};

/// All of `diagnostics`, one a line. `root` is the way from the repository to the project.
pub fn render(diagnostics: &[Diagnostic], root: &Path) -> String {
    let folder = folder(root);
    let mut text = String::new();
    for diagnostic in diagnostics {
        let properties: Vec<String> = properties(diagnostic, &folder)
            .into_iter()
            .map(|(name, value)| format!("{name}={}", escape(&value, &['%', '\r', '\n', ':', ','])))
            .collect();
        let severity = diagnostic.severity().name();
        let message = message(diagnostic, &folder);
        let message = escape(&message, &['%', '\r', '\n']);
        writeln!(text, "::{severity} {}::{message}", properties.join(","))
            .expect("a string can be written to");
    }
    text
}

fn properties(diagnostic: &Diagnostic, folder: &str) -> Vec<(&'static str, String)> {
    let mut properties = Vec::new();
    if let Some(place) = &diagnostic.place {
        // Columns count only where a place begins and ends on one line.
        let place = place.first_line();
        let (line, column) = place.line_and_column();
        let (_, end) = place.end_line_and_column();
        properties.extend([
            ("file", format!("{folder}{}", place.source.path)),
            ("line", line.to_string()),
            ("col", column.to_string()),
            ("endLine", line.to_string()),
            ("endColumn", end.to_string()),
        ]);
    }
    properties.push(("title", diagnostic.id.name().to_owned()));
    properties
}

/// The message, the other places, and what to do, each on a line of its own.
fn message(diagnostic: &Diagnostic, folder: &str) -> String {
    let mut lines = vec![diagnostic.message.clone()];
    if !diagnostic.label.is_empty() {
        lines.push(diagnostic.label.clone());
    }
    let related = diagnostic.related.iter();
    lines.extend(related.map(|(place, words)| {
        let (line, column) = Place::line_and_column(place);
        format!("{words}: {folder}{}:{line}:{column}", place.source.path)
    }));
    lines.extend(diagnostic.help.iter().map(|help| format!("help: {help}")));
    lines.join("\n")
}

/// What stands before the paths of the project's files: nothing where its root is the folder that
/// the command runs in.
fn folder(root: &Path) -> String {
    let parts = root.components();
    let parts = parts.filter(|part| *part != Component::CurDir);
    let path = parts.collect::<std::path::PathBuf>();
    let path = path
        .to_string_lossy()
        .replace(std::path::MAIN_SEPARATOR, "/");
    match path.as_str() {
        "" | "/" => path,
        _ => format!("{path}/"),
    }
}

/// GitHub reads these characters as part of the command, unless they are written as their number.
fn escape(text: &str, special: &[char]) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if special.contains(&c) {
            write!(escaped, "%{:02X}", u32::from(c)).expect("a string can be written to");
        } else {
            escaped.push(c);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::{Id, Source};

    fn place(path: &str, text: &str, span: std::ops::Range<usize>) -> Place {
        let path = path.to_owned();
        let text = text.to_owned();
        Place::new(&Arc::new(Source { path, text }), span)
    }

    #[test]
    fn what_github_would_read_as_its_own_is_written_as_a_number() {
        let place = place("content/a, b: 100%.yaml", "one: 1\n", 5..6);
        let problem = Diagnostic::at(Id::WrongType, &place, "100%: a, b")
            .label("here")
            .related(&place, "and here")
            .help("one")
            .help("two");
        assert_eq!(
            render(&[problem], Path::new(".")),
            "::error file=content/a%2C b%3A 100%25.yaml,line=1,col=6,endLine=1,endColumn=7,\
             title=wrong-type::100%25: a, b%0Ahere%0A\
             and here: content/a, b: 100%25.yaml:1:6%0Ahelp: one%0Ahelp: two\n"
        );
    }

    #[test]
    fn a_problem_without_a_place_has_no_file() {
        let problem = Diagnostic::nowhere(Id::Untranslated, "nowhere");
        assert_eq!(
            render(&[problem], Path::new("site")),
            "::warning title=untranslated::nowhere\n"
        );
    }

    #[test]
    fn a_place_of_several_lines_ends_on_its_first() {
        let place = place("a.yaml", "one: two\n  three\n", 5..16);
        let told = render(
            &[Diagnostic::at(Id::WrongType, &place, "x")],
            Path::new("docs/site/"),
        );
        let expected = "::error file=docs/site/a.yaml,line=1,col=6,endLine=1,endColumn=9,";
        assert!(told.starts_with(expected), "{told}");
    }

    #[test]
    fn paths_begin_where_the_command_runs() {
        for (root, expected) in [
            (".", ""),
            ("", ""),
            ("./site", "site/"),
            ("site/.", "site/"),
            ("../site", "../site/"),
            ("/srv/site/", "/srv/site/"),
            ("/", "/"),
        ] {
            assert_eq!(folder(Path::new(root)), expected, "{root}");
        }
    }
}
