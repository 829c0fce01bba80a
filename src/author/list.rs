use crate::content::Files;
use crate::diagnostic::Problems;
use crate::yaml::{Node, Value};

use super::file::{Draft, Failure};

const SITE: &str = "content/site.yaml";

/// `site.yaml` with one more item at the end of one of its lists.
pub(super) fn with_item(files: &Files, list: &str, item: &str) -> Result<Draft, Failure> {
    let unreadable =
        || Failure::refused(format!("{SITE} cannot be read"), "`versus check` says why");
    let node = files.tree(SITE, &mut Problems::default());
    let node = node.ok().flatten().ok_or_else(unreadable)?;
    let list = node.get(list).ok_or_else(unreadable)?;
    let mut text = list.place.source.text.clone();
    let (place, insertion) = insertion(list, &text, item).ok_or_else(unreadable)?;
    text.insert_str(place, &insertion);
    Ok(Draft::edit(SITE, text))
}

/// What to insert where, so that a list has one more item.
fn insertion(node: &Node, text: &str, item: &str) -> Option<(usize, String)> {
    let Value::List(items) = &node.value else {
        return None;
    };
    let in_brackets = node.place.text().starts_with('[');
    match items.last() {
        None => Some((node.place.span.start + 1, item.to_owned())),
        Some(last) if in_brackets => Some((last.place.span.end, format!(", {item}"))),
        Some(last) => {
            let start = last.place.span.start;
            let line = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
            let end = last.place.span.end;
            let next = text[end..].find('\n').map(|newline| end + newline + 1);
            let lead = &text[line..start];
            Some(match next {
                Some(next) => (next, format!("{lead}{item}\n")),
                None => (text.len(), format!("\n{lead}{item}\n")),
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::Source;
    use crate::yaml;

    #[test]
    fn a_list_gets_one_more_item_however_it_is_written() {
        for (before, after) in [
            ("x: [a, b] # kept\n", "x: [a, b, c] # kept\n"),
            ("x: []\n", "x: [c]\n"),
            (
                "x:\n  - a\n  - b # kept\ny: z\n",
                "x:\n  - a\n  - b # kept\n  - c\ny: z\n",
            ),
            ("x:\n- a", "x:\n- a\n- c\n"),
        ] {
            let source = Arc::new(Source {
                path: "site".to_owned(),
                text: before.to_owned(),
            });
            let node = yaml::parse(&source, &mut Problems::default()).expect("this is YAML");
            let list = node.get("x").expect("x is there");
            let (place, insertion) = insertion(list, before, "c").expect("it is a list");
            let mut text = before.to_owned();
            text.insert_str(place, &insertion);
            assert_eq!(text, after);
        }
    }
}
