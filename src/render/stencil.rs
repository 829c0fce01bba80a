use super::html::Html;

/// A piece of a page that a template has rendered once, with holes for what differs from page to
/// page: filling them is a few copies.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Stencil {
    html: String,
    /// Where each stretch of `html` ends, and which hole follows it.
    stretches: Vec<(usize, usize)>,
}

/// The first of the characters that stand for holes while a template is rendered. Unicode sets
/// them aside for a program's own use, and the loader refuses them in every text.
const FIRST: char = '\u{FDD0}';

/// How many holes a stencil can have.
const HOLES: usize = 31;

impl Stencil {
    /// What a template is given in place of the value that fills a hole.
    pub(super) fn hole(index: usize) -> Html {
        Html::markup(Self::mark(index))
    }

    /// The same as text, for values that are part of a longer one.
    pub(super) fn mark(index: usize) -> char {
        let index = u32::try_from(index).expect("holes are few");
        char::from_u32(u32::from(FIRST) + index).expect("the whole range is characters")
    }

    /// Cuts what a template has rendered at its holes.
    pub(super) fn cut(rendered: &str) -> Self {
        let mut html = String::with_capacity(rendered.len());
        let mut stretches = Vec::new();
        for c in rendered.chars() {
            match (u32::from(c)).checked_sub(u32::from(FIRST)) {
                Some(index) if (index as usize) < HOLES => {
                    stretches.push((html.len(), index as usize));
                }
                _ => html.push(c),
            }
        }
        Self { html, stretches }
    }

    /// Appends the piece, its holes filled with these pieces of HTML.
    pub(super) fn fill(&self, out: &mut String, fillings: &[&str]) {
        let mut start = 0;
        for (end, hole) in &self.stretches {
            out.push_str(&self.html[start..*end]);
            out.push_str(fillings[*hole]);
            start = *end;
        }
        out.push_str(&self.html[start..]);
    }

    /// The same for a whole page.
    pub(super) fn fill_bytes(&self, out: &mut Vec<u8>, fillings: &[&str]) {
        let html = self.html.as_bytes();
        let mut start = 0;
        for (end, hole) in &self.stretches {
            out.extend_from_slice(&html[start..*end]);
            out.extend_from_slice(fillings[*hole].as_bytes());
            start = *end;
        }
        out.extend_from_slice(&html[start..]);
    }

    /// The piece with its holes filled.
    pub(super) fn filled(&self, fillings: &[&str]) -> Html {
        let more: usize = fillings.iter().map(|filling| filling.len()).sum();
        let mut html = String::with_capacity(self.html.len() + more);
        self.fill(&mut html, fillings);
        Html::markup(html)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holes_are_filled_in_any_order_and_number() {
        let marks: Vec<char> = (0..HOLES).map(Stencil::mark).collect();
        let stencil = Stencil::cut(&format!("<a {1}>{0}</a>{1}", marks[0], marks[1]));
        assert_eq!(
            stencil.filled(&["text", "href"]).as_str(),
            "<a href>text</a>href"
        );
        assert_eq!(Stencil::cut("no hole").filled(&[]).as_str(), "no hole");
        let whole: String = marks.iter().collect();
        assert_eq!(Stencil::cut(&whole).stretches.len(), HOLES);
    }
}
