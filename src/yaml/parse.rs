use std::sync::Arc;

use serde_yaml::granit_parser::{Event, Parser, ScalarStyle, ScanError, Span, options};

use super::{Entry, Key, Node, Value, escape};
use crate::diagnostic::{Diagnostic, Id, Place, Problems, Source};

/// Reads a file into a tree.
///
/// Returns `None` if the file is not YAML; the one syntax error is then among `problems`. Every
/// other problem leaves the tree whole, but for what it is about.
pub fn parse(source: &Arc<Source>, problems: &mut Problems) -> Option<Node> {
    let options = options! {
        disallow_directives: true,
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        block_nesting_limit: 32,
        flow_nesting_limit: 32,
    };
    let mut events = Vec::new();
    for event in Parser::new_from_str_with_options(&source.text, options) {
        match event {
            Ok((Event::StreamStart | Event::StreamEnd, _)) => {}
            Ok(event) => events.push(event),
            Err(error) => {
                problems.push(syntax_error(source, &error));
                return None;
            }
        }
    }
    let mut builder = Builder {
        source,
        events: events.into_iter().peekable(),
        problems,
    };
    Some(builder.document())
}

struct Builder<'a, I: Iterator<Item = (Event<'a>, Span)>> {
    source: &'a Arc<Source>,
    events: std::iter::Peekable<I>,
    problems: &'a mut Problems,
}

impl<'a, I: Iterator<Item = (Event<'a>, Span)>> Builder<'a, I> {
    fn document(&mut self) -> Node {
        let mut root = None;
        while let Some((event, span)) = self.events.next() {
            if !matches!(event, Event::DocumentStart(..)) {
                continue;
            }
            if root.is_some() {
                let place = self.place(span);
                self.problems.push(
                    Diagnostic::at(Id::YamlFeature, &place, "a second document begins here")
                        .help("a file holds one document: remove `---` and what follows"),
                );
                break;
            }
            root = Some(self.node());
        }
        root.unwrap_or_else(|| Node {
            value: Value::Empty,
            place: Place::new(self.source, 0..0),
        })
    }

    fn node(&mut self) -> Node {
        let Some((event, span)) = self.events.next() else {
            return Node {
                value: Value::Empty,
                place: Place::new(self.source, 0..0),
            };
        };
        let place = self.place(span);
        self.refuse_tag(&event, span);
        match event {
            Event::Scalar(text, style, _, _) => {
                self.refuse_anchor();
                escape::refuse_forbidden(&text, &place, self.problems);
                let plain = style == ScalarStyle::Plain;
                let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
                let empty = plain && (text.is_empty() || text == "~" || text == "null");
                let value = if empty {
                    Value::Empty
                } else {
                    // The line break that ends a block belongs to the notation, not to the text.
                    Value::Text(if block {
                        text.trim_end().to_owned()
                    } else {
                        text.into_owned()
                    })
                };
                Node { value, place }
            }
            Event::SequenceStart(..) => {
                self.refuse_anchor();
                let mut items = Vec::new();
                while !self.at(&Event::SequenceEnd) {
                    items.push(self.node());
                }
                let place = cover(place, items.last().map(|item| &item.place));
                let place = self.end(place);
                Node {
                    value: Value::List(items),
                    place,
                }
            }
            Event::MappingStart(..) => {
                self.refuse_anchor();
                self.mapping(place)
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.problems.push(
                    Diagnostic::at(Id::YamlFeature, &place, "an alias is not allowed")
                        .help("write the value out, or quote the text if it begins with `*`"),
                );
                Node {
                    value: Value::Refused,
                    place,
                }
            }
            _ => Node {
                value: Value::Empty,
                place,
            },
        }
    }

    fn mapping(&mut self, start: Place) -> Node {
        let mut entries: Vec<Entry> = Vec::new();
        while !self.at(&Event::MappingEnd) {
            let key = self.node();
            let value = self.node();
            let text = match &key.value {
                Value::Text(text) => text.clone(),
                Value::Empty | Value::Refused => String::new(),
                Value::List(_) | Value::Map(_) => {
                    self.problems.push(
                        Diagnostic::at(Id::YamlFeature, &key.place, "a key must be a plain text")
                            .help("a text that begins with `[` or `{` needs quotes"),
                    );
                    continue;
                }
            };
            if text == "<<" {
                self.problems.push(
                    Diagnostic::at(Id::YamlFeature, &key.place, "a merge key is not allowed")
                        .help("write the fields out"),
                );
                continue;
            }
            if let Some(first) = entries.iter().find(|entry| entry.key.text == text) {
                self.problems.push(
                    Diagnostic::at(
                        Id::DuplicateKey,
                        &key.place,
                        format!("`{text}` stands twice"),
                    )
                    .label("again here")
                    .related(&first.key.place, "first here")
                    .help("remove one of the two"),
                );
                continue;
            }
            entries.push(Entry {
                key: Key {
                    text,
                    place: key.place,
                },
                value,
            });
        }
        let place = cover(start, entries.last().map(|entry| &entry.value.place));
        let place = self.end(place);
        Node {
            value: Value::Map(entries),
            place,
        }
    }

    /// Passes the end of a list or mapping; one in brackets ends with its bracket.
    fn end(&mut self, place: Place) -> Place {
        let span = self.events.next().map(|(_, span)| span);
        let in_brackets = place.text().starts_with(['{', '[']);
        match span.filter(|_| in_brackets) {
            Some(span) => {
                let end = self.place(span);
                cover(place, Some(&end))
            }
            None => place,
        }
    }

    fn at(&mut self, end: &Event<'_>) -> bool {
        self.events.peek().is_none_or(|(event, _)| event == end)
    }

    fn refuse_anchor(&mut self) {
        let anchor = self
            .events
            .next_if(|(event, _)| matches!(event, Event::Anchor(..)));
        if let Some((_, span)) = anchor {
            let place = self.place(span);
            self.problems.push(
                Diagnostic::at(Id::YamlFeature, &place, "an anchor is not allowed")
                    .help("write the value out, or quote the text if it begins with `&`"),
            );
        }
    }

    fn refuse_tag(&mut self, event: &Event<'_>, span: Span) {
        if event.tag().is_some() {
            let place = self.place(span.tag_span().unwrap_or(span));
            self.problems.push(
                Diagnostic::at(Id::YamlFeature, &place, "a tag is not allowed")
                    .help("remove it, or quote the text if it begins with `!`"),
            );
        }
    }

    fn place(&self, span: Span) -> Place {
        let range = span.byte_range().unwrap_or(0..0);
        let text = self.source.text.get(range.clone()).unwrap_or_default();
        Place::new(
            self.source,
            range.start..range.start + text.trim_end().len(),
        )
    }
}

/// `start` made longer, so that it ends where `last` does.
fn cover(start: Place, last: Option<&Place>) -> Place {
    let end = last.map_or(start.span.end, |last| last.span.end.max(start.span.end));
    Place {
        span: start.span.start..end,
        ..start
    }
}

fn syntax_error(source: &Arc<Source>, error: &ScanError) -> Diagnostic {
    let offset = error
        .marker()
        .byte_offset()
        .unwrap_or(0)
        .min(source.text.len());
    let mut start = source.text.floor_char_boundary(offset);
    // An error at the end of the file is shown on the last line that holds something.
    if source.text[start..].trim().is_empty() {
        start = source.text.trim_end().len();
    }
    let end = start
        + source.text[start..]
            .chars()
            .next()
            .map_or(0, char::len_utf8);
    let place = Place::new(source, start..end);
    let line_start = source.text[..start]
        .rfind('\n')
        .map_or(0, |newline| newline + 1);
    let line = source.text[line_start..].lines().next().unwrap_or_default();
    let info = error.info();
    let message = match place.text() {
        "`" => "a text cannot begin with a backtick".to_owned(),
        "@" => "a text cannot begin with `@`".to_owned(),
        _ => format!("this is not YAML: {info}"),
    };
    let mut diagnostic = Diagnostic::at(Id::Syntax, &place, message);
    if info.contains("escape character") {
        return diagnostic.help(r"a backslash begins an escape: write two, or use single quotes");
    }
    let unended = [
        "end of stream",
        "multiline quoted scalar",
        "document indicator",
    ];
    if info.contains("quoted scalar") && unended.iter().any(|why| info.contains(why)) {
        return diagnostic.help("a quote that was opened on this line or above it never ends");
    }
    for help in syntax_help(line) {
        diagnostic = diagnostic.help(help);
    }
    diagnostic
}

/// What usually stands behind a syntax error in prose, judged by the line it is on.
fn syntax_help(line: &str) -> Vec<&'static str> {
    let item = line.trim_start().trim_start_matches("- ");
    let value = if item.starts_with(['{', '[']) {
        item
    } else {
        line.split_once(": ").map_or("", |(_, value)| value).trim()
    };
    let mut help = Vec::new();
    if line.starts_with('%') {
        help.push("remove the line: a file needs no directives");
    }
    if value.starts_with(['`', '@', '%']) || value.starts_with("* ") || value.starts_with("- ") {
        help.push("a value cannot begin with this character: put quotes around the text, or write it below `>-`");
    }
    if value.contains(": ") && !value.starts_with(['"', '\'', '{', '[']) {
        help.push("`: ` inside a text needs quotes around the text, or write it below `>-`");
    }
    if line.contains('\t') {
        help.push("YAML is indented with spaces: replace the tab");
    }
    if value.starts_with(['{', '[']) {
        help.push("inside `{ }` and `[ ]` a text with a comma or a colon needs quotes");
    }
    if value.starts_with('"') || value.starts_with('\'') {
        help.push("a text in quotes ends with the same quote, and nothing may follow it");
    }
    if help.is_empty() {
        help.push("look at the indentation of this line and at the quotes before it");
    }
    help
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::text;

    fn tree(text: &str) -> (Option<Node>, String) {
        let source = Arc::new(Source {
            path: "x.yaml".into(),
            text: text.into(),
        });
        let mut problems = Problems::default();
        let node = parse(&source, &mut problems);
        (
            node,
            text::render(&problems.into_sorted(), text::Style::Plain),
        )
    }

    #[test]
    fn values_keep_the_text_they_were_written_with() {
        let (node, problems) = tree("a: 1.20\nb: 0x87\nc: yes\nd: '~'\ne:\nf: >-\n  one\n  two\n");
        let node = node.expect("this is YAML");
        assert_eq!(problems, "");
        assert_eq!(node.text_of("a"), Some("1.20"));
        assert_eq!(node.text_of("b"), Some("0x87"));
        assert_eq!(node.text_of("c"), Some("yes"));
        assert_eq!(node.text_of("d"), Some("~"));
        assert!(matches!(
            node.get("e").map(|e| &e.value),
            Some(Value::Empty)
        ));
        assert_eq!(node.text_of("f"), Some("one two"));
    }

    #[test]
    fn every_forbidden_feature_is_told_at_once_and_leaves_the_rest() {
        let (node, problems) =
            tree("a: &x 1\nb: *x\nc: *unknown\nd: !!str 2\ne: {<<: 3}\nf: 4\nf: 5\n");
        let node = node.expect("this is YAML");
        assert_eq!(
            problems.matches("error[yaml-feature]").count(),
            5,
            "{problems}"
        );
        assert_eq!(
            problems.matches("error[duplicate-key]").count(),
            1,
            "{problems}"
        );
        assert_eq!(node.text_of("f"), Some("4"));
    }

    #[test]
    fn places_are_bytes_of_the_value() {
        let (node, _) = tree("é: ü x\nlist: [a, b]\n");
        let node = node.expect("this is YAML");
        assert_eq!(node.get("é").map(|node| node.place.text()), Some("ü x"));
        assert_eq!(
            node.get("list").map(|node| node.items()[1].place.text()),
            Some("b")
        );
    }
}
