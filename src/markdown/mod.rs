//! Markdown into safe HTML.
//!
//! Raw HTML becomes text, and a link is followed only if it is http(s), mailto or internal. What
//! an internal link means is for the caller to say.

mod find;
mod link;
mod pieces;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

pub use find::{Link, document_forbidden, document_links, inline_forbidden, inline_links};
pub use link::{Target, target};
pub use pieces::{Piece, document_pieces, inline_pieces};

/// A heading of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 2 for a section, 3 for a part of one, and so on.
    pub level: u8,
    /// The anchor.
    pub id: String,
    /// The words, without markup.
    pub text: String,
}

/// A whole document.
#[derive(Debug, Clone)]
pub struct Document {
    /// The body.
    pub html: String,
    /// Its headings in order.
    pub headings: Vec<Heading>,
}

/// What begins every inline text while it is parsed, so that nothing in it begins a block.
const GUARD: &str = "(";

/// One paragraph of inline Markdown as HTML, without the paragraph's own tags. `resolve` gives the
/// address for each internal target.
pub fn inline(text: &str, resolve: &dyn Fn(&str) -> String) -> String {
    let guarded = guard(text);
    let events = safe(Parser::new(&guarded), resolve).filter(|event| {
        !matches!(
            event,
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph)
        )
    });
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    html::push_html(&mut out, events);
    out.split_off(GUARD.len())
}

/// A stretch of inline Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Run {
    /// Words, not yet escaped.
    Words(String),
    /// HTML: tags, and whole links and code spans.
    Markup(String),
}

/// One paragraph of inline Markdown as runs, so that the words in it can be marked further.
pub fn runs(text: &str, resolve: &dyn Fn(&str) -> String) -> Vec<Run> {
    let guarded = guard(text);
    let mut runs: Vec<Run> = Vec::new();
    let mut in_link = false;
    for event in safe(Parser::new(&guarded), resolve) {
        match event {
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
            Event::Text(words) if !in_link => match runs.last_mut() {
                Some(Run::Words(before)) => before.push_str(&words),
                _ => runs.push(Run::Words(words.into_string())),
            },
            event => {
                match event {
                    Event::Start(Tag::Link { .. }) => in_link = true,
                    Event::End(TagEnd::Link) => in_link = false,
                    _ => {}
                }
                let mut html = String::new();
                html::push_html(&mut html, std::iter::once(event));
                match runs.last_mut() {
                    Some(Run::Markup(before)) => before.push_str(&html),
                    _ => runs.push(Run::Markup(html)),
                }
            }
        }
    }
    // The guard stands in the first words, which it therefore always has.
    if let Some(Run::Words(words)) = runs.first_mut() {
        words.drain(..GUARD.len());
    }
    runs
}

/// The words of inline Markdown, without markup.
pub fn plain(text: &str) -> String {
    let guarded = guard(text);
    words(Parser::new(&guarded)).split_off(GUARD.len())
}

/// A document of full `CommonMark` with tables. Headings get anchors.
pub fn document(text: &str, resolve: &dyn Fn(&str) -> String) -> Document {
    let mut events: Vec<Event<'_>> = safe(parser(text), resolve).collect();
    let mut headings: Vec<Heading> = Vec::new();
    let mut index = 0;
    while index < events.len() {
        if let Event::Start(Tag::Heading { level, .. }) = &events[index] {
            let level = *level;
            let end = index
                + events[index..]
                    .iter()
                    .position(|event| matches!(event, Event::End(TagEnd::Heading(_))))
                    .unwrap_or(0);
            let words = words(events[index..end].iter().cloned());
            let heading = Heading {
                level: below_title(level) as u8,
                id: anchor(&words, &headings),
                text: words,
            };
            events[index] = Event::Start(Tag::Heading {
                level: below_title(level),
                id: Some(CowStr::from(heading.id.clone())),
                classes: Vec::new(),
                attrs: Vec::new(),
            });
            events[end] = Event::End(TagEnd::Heading(below_title(level)));
            headings.push(heading);
            index = end;
        }
        index += 1;
    }
    let mut out = String::with_capacity(text.len() * 2);
    html::push_html(&mut out, events.into_iter());
    Document {
        html: out,
        headings,
    }
}

/// The anchors of a document's headings.
pub fn anchors(text: &str) -> Vec<String> {
    let headings = document(text, &str::to_owned).headings;
    headings.into_iter().map(|heading| heading.id).collect()
}

fn parser(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES)
}

fn guard(text: &str) -> String {
    format!("{GUARD}{}", text.replace(['\n', '\r'], " "))
}

/// A page's `h1` is its title, so a document's headings begin below it.
fn below_title(level: HeadingLevel) -> HeadingLevel {
    if level == HeadingLevel::H1 {
        HeadingLevel::H2
    } else {
        level
    }
}

fn safe<'a>(
    events: Parser<'a>,
    resolve: &dyn Fn(&str) -> String,
) -> impl Iterator<Item = Event<'a>> {
    events.map(move |event| match event {
        Event::Html(html) | Event::InlineHtml(html) => Event::Text(html),
        Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
        Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            title,
            id,
        }) => {
            let dest_url = match target(&dest_url) {
                Target::External | Target::Fragment(_) => dest_url,
                Target::Internal { .. } => CowStr::from(resolve(&dest_url)),
                Target::Unsafe => CowStr::from("#"),
            };
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            })
        }
        // An image is shown as the words that stand for it.
        Event::Start(Tag::Image { .. }) => Event::Start(Tag::Emphasis),
        Event::End(TagEnd::Image) => Event::End(TagEnd::Emphasis),
        event => event,
    })
}

fn words<'a>(events: impl Iterator<Item = Event<'a>>) -> String {
    let mut words = String::new();
    for event in events {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                words.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }
    words
}

/// An anchor from a heading's words, in whatever script, unlike those `before` it.
fn anchor(words: &str, before: &[Heading]) -> String {
    let mut base = String::new();
    for c in words.to_lowercase().chars() {
        if c.is_alphanumeric() {
            base.push(c);
        } else if !base.is_empty() && !base.ends_with('-') {
            base.push('-');
        }
    }
    let base = base.trim_end_matches('-');
    let base = if base.is_empty() { "section" } else { base };
    // The page around the document has these already.
    let taken = |id: &str| {
        ["contents", "main"].contains(&id) || before.iter().any(|heading| heading.id == id)
    };
    let mut id = base.to_owned();
    let mut count = 1;
    while taken(&id) {
        count += 1;
        id = format!("{base}-{count}");
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> String {
        inline(text, &|target| format!("/base{target}"))
    }

    #[test]
    fn inline_markdown_is_marked_up() {
        assert_eq!(
            html("send `Ping` **now**, see [1006](/websocket/1006)"),
            r#"send <code>Ping</code> <strong>now</strong>, see <a href="/base/websocket/1006">1006</a>"#
        );
    }

    #[test]
    fn nothing_begins_a_block() {
        for text in [
            "# no heading",
            "- no list",
            "1. no list",
            "> no quote",
            "    no code",
            "***",
        ] {
            assert_eq!(html(text), text.replace('>', "&gt;").trim_end(), "{text}");
        }
        assert_eq!(html("`code` first"), "<code>code</code> first");
        assert_eq!(html("**bold** first"), "<strong>bold</strong> first");
    }

    #[test]
    fn raw_html_and_unsafe_links_do_nothing() {
        assert_eq!(html("<script>x</script>"), "&lt;script&gt;x&lt;/script&gt;");
        assert_eq!(html("[x](javascript:alert(1))"), r##"<a href="#">x</a>"##);
        assert_eq!(html("![x](data:image/png)"), "<em>x</em>");
        assert_eq!(
            html("[x](/a \"<b>\")"),
            r#"<a href="/base/a" title="&lt;b&gt;">x</a>"#
        );
        let page = document("<div onclick=x>\n\ntext\n", &str::to_owned);
        assert!(!page.html.contains("<div"), "{}", page.html);
    }

    #[test]
    fn headings_have_unique_anchors_in_every_script() {
        let page = document(
            "## Back-off\n\n## Back-off\n\n### Закрытие `1000`\n",
            &str::to_owned,
        );
        let ids: Vec<&str> = page
            .headings
            .iter()
            .map(|heading| heading.id.as_str())
            .collect();
        assert_eq!(ids, ["back-off", "back-off-2", "закрытие-1000"]);
        assert!(
            page.html.contains(r#"<h3 id="закрытие-1000">"#),
            "{}",
            page.html
        );
    }

    #[test]
    fn links_know_where_they_stand() {
        let text = "see [1006](/websocket/1006)";
        let links = inline_links(text);
        assert_eq!(links[0].target, "/websocket/1006");
        assert_eq!(&text[links[0].range.clone()], "[1006](/websocket/1006)");
    }

    #[test]
    fn runs_tell_words_from_markup() {
        let runs = runs("**1006** & `x`, [1005](/websocket/1005).", &str::to_owned);
        assert_eq!(
            runs,
            [
                Run::Words(String::new()),
                Run::Markup("<strong>".to_owned()),
                Run::Words("1006".to_owned()),
                Run::Markup("</strong>".to_owned()),
                Run::Words(" & ".to_owned()),
                Run::Markup("<code>x</code>".to_owned()),
                Run::Words(", ".to_owned()),
                Run::Markup("<a href=\"/websocket/1005\">1005</a>".to_owned()),
                Run::Words(".".to_owned()),
            ]
        );
    }

    #[test]
    fn plain_words_have_no_markup() {
        assert_eq!(
            plain("send `Ping` **now**, [there](/x)"),
            "send Ping now, there"
        );
    }
}
