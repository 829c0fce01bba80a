use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::{GUARD, guard, parser};

/// A piece of a text as its reader sees it: markup is what lies between pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Words(String),
    /// Code, inline or a block of it.
    Code,
    /// The end of a line inside a paragraph.
    Break,
    /// The end of a paragraph, a heading, an item or a cell.
    End,
}

/// The pieces of inline Markdown, and the bytes of the text that each is written with.
pub fn inline_pieces(text: &str) -> Vec<(Piece, Range<usize>)> {
    let guarded = guard(text);
    let mut pieces = pieces(Parser::new(&guarded));
    // The guard is the first character of the first words, which therefore are always there.
    if let Some((Piece::Words(words), range)) = pieces.first_mut() {
        words.drain(..GUARD.len());
        range.start += GUARD.len();
    }
    pieces.retain(|(piece, _)| *piece != Piece::End);
    for (_, range) in &mut pieces {
        *range = range.start - GUARD.len()..range.end - GUARD.len();
    }
    pieces
}

/// The same of a document.
pub fn document_pieces(text: &str) -> Vec<(Piece, Range<usize>)> {
    pieces(parser(text))
}

fn pieces(parser: Parser<'_>) -> Vec<(Piece, Range<usize>)> {
    let mut pieces = Vec::new();
    let mut in_code = false;
    for (event, range) in parser.into_offset_iter() {
        let piece = match event {
            Event::Start(Tag::CodeBlock(_)) => {
                in_code = true;
                Piece::Code
            }
            Event::End(TagEnd::CodeBlock) => {
                in_code = false;
                Piece::End
            }
            _ if in_code => continue,
            // Raw HTML is shown as the text that it is.
            Event::Text(words) | Event::Html(words) | Event::InlineHtml(words) => {
                Piece::Words(words.into_string())
            }
            Event::Code(_) => Piece::Code,
            Event::SoftBreak | Event::HardBreak => Piece::Break,
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::TableCell
                | TagEnd::HtmlBlock,
            ) => Piece::End,
            _ => continue,
        };
        let range = match piece {
            Piece::End => range.end..range.end,
            _ => range,
        };
        pieces.push((piece, range));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::{Piece, document_pieces, inline_pieces};

    /// What is seen, and what is written for it.
    fn seen(text: &str, pieces: Vec<(Piece, std::ops::Range<usize>)>) -> Vec<(String, &str)> {
        let shown = |piece| match piece {
            Piece::Words(words) => words,
            Piece::Code => "CODE".to_owned(),
            Piece::Break => "BREAK".to_owned(),
            Piece::End => "END".to_owned(),
        };
        let pieces = pieces.into_iter();
        pieces
            .map(|(piece, range)| (shown(piece), &text[range]))
            .collect()
    }

    #[test]
    fn inline_text_is_words_and_code() {
        let text = "Send `Ping` **now**, [there](/a/the-end) &amp; [x][y].";
        let found = seen(text, inline_pieces(text));
        let words: String = found.iter().map(|(piece, _)| piece.as_str()).collect();
        assert_eq!(words, "Send CODE now, there & [x][y].");
        assert!(found.contains(&("Send ".to_owned(), "Send ")));
        assert!(found.contains(&("CODE".to_owned(), "`Ping`")));
        assert!(found.contains(&("&".to_owned(), "&amp;")));
    }

    #[test]
    fn blocks_of_a_document_end_and_its_code_is_code() {
        let text =
            "# One\n\ntwo\nthree\n\n```\nfour five\n```\n\n| a | b |\n| - | - |\n| c | d |\n";
        let words: Vec<String> = seen(text, document_pieces(text))
            .into_iter()
            .map(|(piece, _)| piece)
            .collect();
        assert_eq!(
            words.join(" "),
            "One END two BREAK three END CODE END a END b END c END d END"
        );
    }
}
