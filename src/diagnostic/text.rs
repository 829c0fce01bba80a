//! Diagnostics as text for people, with the lines of the file and a caret.

use annotate_snippets::{AnnotationKind, Element, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Place, Severity};

/// Whether the text may hold colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// For files, pipes and tests.
    Plain,
    /// For a terminal.
    Coloured,
}

/// All of `diagnostics`, each followed by an empty line.
pub fn render(diagnostics: &[Diagnostic], style: Style) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    };
    let mut text = String::new();
    for diagnostic in diagnostics {
        text.push_str(renderer.render(&[group(diagnostic)]).trim_end());
        text.push_str("\n\n");
    }
    text
}

fn group(diagnostic: &Diagnostic) -> Group<'_> {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(
        level
            .primary_title(diagnostic.message.as_str())
            .id(diagnostic.id.name()),
    );
    if let Some(place) = &diagnostic.place {
        let mut snippet = snippet(place);
        snippet = snippet.annotation(
            AnnotationKind::Primary
                .span(place.first_line().span)
                .label(non_empty(&diagnostic.label)),
        );
        for (other, words) in &diagnostic.related {
            if other.source == place.source {
                snippet = snippet.annotation(
                    AnnotationKind::Context
                        .span(other.first_line().span)
                        .label(non_empty(words)),
                );
            }
        }
        group = group.element(snippet);
        for (other, words) in &diagnostic.related {
            if other.source != place.source {
                let annotation = AnnotationKind::Context
                    .span(other.first_line().span)
                    .label(non_empty(words));
                group = group.element(self::snippet(other).annotation(annotation));
            }
        }
    }
    group.elements(
        diagnostic
            .help
            .iter()
            .map(|help| -> Element<'_> { Level::HELP.message(help.as_str()).into() }),
    )
}

fn snippet(place: &Place) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    Snippet::source(place.source.text.as_str()).path(place.source.path.as_str())
}

fn non_empty(words: &str) -> Option<&str> {
    (!words.is_empty()).then_some(words)
}
