use std::sync::Arc;

use crate::content::Files;
use crate::diagnostic::{Problems, Source};
use crate::yaml::{self, Node, Value};

use super::file::{Draft, Failure};

const SITE: &str = "content/site.yaml";

/// `site.yaml` with one more item at the end of one of its lists.
pub(super) fn with_item(files: &Files, list: &str, item: &str) -> Result<Draft, Failure> {
    let unreadable =
        || Failure::refused(format!("{SITE} cannot be read"), "`versus check` says why");
    let node = files.tree(SITE, &mut Problems::default());
    let node = node.ok().flatten().ok_or_else(unreadable)?;
    let list = node.get(list).ok_or_else(unreadable)?;
    let text = with(list, item).ok_or_else(|| {
        Failure::refused(
            format!("{SITE} cannot be edited without touching what is there"),
            format!("write its lists as `[one, two]`, or add `{item}` yourself"),
        )
    })?;
    Ok(Draft::edit(SITE, text))
}

/// The file of a list with one more item in it, if the list then holds what it did, and the item.
fn with(list: &Node, item: &str) -> Option<String> {
    let mut text = list.place.source.text.clone();
    let (place, insertion) = insertion(list, &text, item)?;
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    text.insert_str(place, &insertion.replace('\n', line_end));
    let source = Arc::new(Source {
        path: list.place.source.path.clone(),
        text,
    });
    let mut problems = Problems::default();
    let now = yaml::parse(&source, &mut problems)?;
    let items = |node: &Node| -> Vec<String> {
        let items = node.items().iter().filter_map(Node::text);
        items.map(str::to_owned).collect()
    };
    let mut wanted = items(list);
    wanted.push(item.to_owned());
    let is_there = now
        .entries()
        .iter()
        .any(|entry| items(&entry.value) == wanted);
    (problems.count() == 0 && is_there).then_some(source.text.clone())
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
    use super::*;

    #[test]
    fn a_list_gets_one_more_item_however_it_is_written() {
        for (before, after) in [
            ("x: [a, b] # kept\n", Some("x: [a, b, c] # kept\n")),
            ("x: []\n", Some("x: [c]\n")),
            (
                "x:\n  - a\n  - b # kept\ny: z\n",
                Some("x:\n  - a\n  - b # kept\n  - c\ny: z\n"),
            ),
            ("x:\n- a", Some("x:\n- a\n- c\n")),
            ("x:\r\n- a\r\n", Some("x:\r\n- a\r\n- c\r\n")),
            ("x:\n  -\n    a\n", None),
            ("x: a\n", None),
        ] {
            let source = Arc::new(Source {
                path: "site".to_owned(),
                text: before.to_owned(),
            });
            let node = yaml::parse(&source, &mut Problems::default()).expect("this is YAML");
            let list = node.get("x").expect("x is there");
            assert_eq!(with(list, "c").as_deref(), after, "{before}");
        }
    }
}
