use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

use crate::diagnostic::is_forbidden;

use super::{GUARD, guard, parser};

/// A link, an image or an address in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it leads, as written.
    pub target: String,
    /// The bytes of the whole link in the text.
    pub range: Range<usize>,
    /// Whether it is an image, which no text may hold.
    pub image: bool,
}

/// What begins a reference to a character by its number.
const REFERENCE: &str = "&#";

/// Every link of inline Markdown.
pub fn inline_links(text: &str) -> Vec<Link> {
    if !text.contains(['[', '<']) {
        return Vec::new();
    }
    let guarded = guard(text);
    let mut links = links(Parser::new(&guarded));
    for link in &mut links {
        link.range = link.range.start - GUARD.len()..link.range.end - GUARD.len();
    }
    links
}

/// Every link of a document.
pub fn document_links(text: &str) -> Vec<Link> {
    links(parser(text))
}

/// Every character of inline Markdown that no page may hold and that is written as a reference,
/// such as `&#1;`, and the bytes of the text that hold it.
pub fn inline_forbidden(text: &str) -> Vec<(char, Range<usize>)> {
    if !text.contains(REFERENCE) {
        return Vec::new();
    }
    let guarded = guard(text);
    let mut found = forbidden(Parser::new(&guarded));
    for (_, range) in &mut found {
        *range = range.start - GUARD.len()..range.end - GUARD.len();
    }
    found
}

/// The same of a document.
pub fn document_forbidden(text: &str) -> Vec<(char, Range<usize>)> {
    if text.contains(REFERENCE) {
        forbidden(parser(text))
    } else {
        Vec::new()
    }
}

fn links(parser: Parser<'_>) -> Vec<Link> {
    parser
        .into_offset_iter()
        .filter_map(|(event, range)| match event {
            Event::Start(Tag::Link { dest_url, .. }) => Some(Link {
                target: dest_url.into_string(),
                range,
                image: false,
            }),
            Event::Start(Tag::Image { dest_url, .. }) => Some(Link {
                target: dest_url.into_string(),
                range,
                image: true,
            }),
            _ => None,
        })
        .collect()
}

fn forbidden(parser: Parser<'_>) -> Vec<(char, Range<usize>)> {
    let first = |text: &str| text.chars().find(|c| is_forbidden(*c));
    parser
        .into_offset_iter()
        .filter_map(|(event, range)| {
            let found = match &event {
                Event::Text(text) | Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(text))) => {
                    first(text)
                }
                Event::Start(
                    Tag::Link {
                        dest_url, title, ..
                    }
                    | Tag::Image {
                        dest_url, title, ..
                    },
                ) => first(dest_url).or_else(|| first(title)),
                _ => None,
            };
            found.map(|c| (c, range))
        })
        .collect()
}
