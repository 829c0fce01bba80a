use std::sync::Arc;

use crate::content::{Family, Files};
use crate::diagnostic::{Problems, Source};
use crate::locale::Locale;
use crate::site::Site;
use crate::yaml::{self, Entry, Node, Value};

use super::file::{Draft, Failure};
use super::find;
use super::outline::{self, Outline};
use super::sheet::{self, Sheet};

/// The translation of a family into a language, with every text that is not there yet still to be
/// written; what is there stays as it is, comments and order too. `None` if nothing is missing.
pub fn new_overlay(
    site: &Site,
    files: &Files,
    locale: &str,
    family: &str,
) -> Result<Option<Draft>, Failure> {
    let locale = find::language(site, locale)?.locale;
    let family = find::family(site, family)?;
    let path = format!("i18n/{}/{}.yaml", locale.id, family.id);
    if !files.exists(&path) {
        return Ok(Some(Draft::new(&path, whole(&path, locale, family))));
    }
    let mut problems = Problems::default();
    let source = files.read(&path, &mut problems);
    let source = source.map_err(|unreadable| Failure::World {
        path: unreadable.path,
        error: unreadable.error,
    })?;
    let Some((source, node)) =
        source.and_then(|source| yaml::parse(&source, &mut problems).map(|node| (source, node)))
    else {
        return Err(Failure::refused(
            format!("{path} cannot be read"),
            "`versus check` says why",
        ));
    };
    let completed = complete(&source, &node, &Outline::of_family(family));
    Ok((completed != source.text).then(|| Draft::edit(&path, completed)))
}

fn whole(path: &str, locale: &Locale, family: &Family) -> String {
    let mut sheet = Sheet::new(path);
    sheet.comment(&format!(
        "{} in {}. Each text stands below its English; write yours in place of TODO, and remove \
         the English if you like. What is left TODO is shown in English. `subject` is what a \
         sentence calls a code, and each `says` is the rest of that sentence: lower case, no full \
         stop.",
        family.name, locale.name
    ));
    Outline::of_family(family).draw(&mut sheet);
    sheet.into_text()
}

/// A file with every text of `outline` that it lacks, still to be written.
fn complete(source: &Arc<Source>, node: &Node, outline: &Outline) -> String {
    let mut insertions = Vec::new();
    match node.value {
        Value::Map(_) => descend(node, outline, &mut insertions),
        _ => {
            let mut sheet = Sheet::default();
            outline.draw(&mut sheet);
            insertions.push((source.text.len(), sheet.into_text()));
        }
    }
    // From the end, so that the places before stay true.
    insertions.sort_by_key(|(place, _)| *place);
    let mut text = source.text.clone();
    if !insertions.is_empty() && !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    let end = text.len();
    for (place, insertion) in insertions.into_iter().rev() {
        let at_end = place == source.text.len();
        text.insert_str(if at_end { end } else { place }, &insertion);
    }
    text
}

/// Finds what to insert where, each missing entry behind the one that it follows in English.
fn descend(node: &Node, outline: &Outline, insertions: &mut Vec<(usize, String)>) {
    let Outline::Map(wanted) = outline else {
        return;
    };
    let text = node.place.source.text.as_str();
    let in_braces = node.place.text().starts_with('{');
    let mut before: Option<&Entry> = None;
    // Entries that follow the same one go to the same place, in their order.
    let mut missing: Vec<(Option<&Entry>, Vec<(&str, &Outline)>)> = Vec::new();
    for (key, wanted) in wanted {
        if let Some(entry) = node.entries().iter().find(|entry| entry.key.text == *key) {
            if matches!(entry.value.value, Value::Map(_)) {
                descend(&entry.value, wanted, insertions);
            }
            before = Some(entry);
            continue;
        }
        let place = before.map(|entry| entry.key.place.span.start);
        match missing.last_mut() {
            Some((after, entries)) if after.map(|entry| entry.key.place.span.start) == place => {
                entries.push((key, wanted));
            }
            _ => missing.push((before, vec![(key, wanted)])),
        }
    }
    let Some(first) = node.entries().first() else {
        let entries = wanted
            .iter()
            .map(|(key, wanted)| in_braces_entry(key, wanted));
        let entries = entries.collect::<Vec<_>>().join(", ");
        insertions.push((node.place.span.start + 1, format!(" {entries} ")));
        return;
    };
    for (after, entries) in missing {
        let insertion = if in_braces {
            let end = node.entries().iter().map(end).max().unwrap_or_default();
            let entries = entries
                .into_iter()
                .map(|(key, wanted)| format!(", {}", in_braces_entry(key, wanted)));
            (end, entries.collect())
        } else {
            let start = first.key.place.span.start;
            let line = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
            let mut sheet = Sheet::at(text[line..start].chars().count());
            for (key, wanted) in entries {
                outline::draw(key, wanted, &mut sheet);
            }
            let place = match after {
                Some(entry) => next_line(text, end(entry)),
                None => line,
            };
            (place, sheet.into_text())
        };
        insertions.push(insertion);
    }
}

fn in_braces_entry(key: &str, wanted: &Outline) -> String {
    format!("{}: {}", sheet::key(key), wanted.in_braces())
}

/// Where an entry ends.
fn end(entry: &Entry) -> usize {
    let value = &entry.value;
    let below = value.entries().iter().map(end).max();
    let own = value.place.span.end.max(entry.key.place.span.end);
    below.unwrap_or_default().max(own)
}

/// The start of the line below a place.
fn next_line(text: &str, place: usize) -> usize {
    text[place..]
        .find('\n')
        .map_or(text.len(), |newline| place + newline + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(paths: &[&str]) -> Outline {
        let mut texts = crate::content::Texts::default();
        let source = Arc::new(Source {
            path: "english".to_owned(),
            text: " ".repeat(paths.len()),
        });
        for (index, path) in paths.iter().enumerate() {
            texts.insert(
                (*path).to_owned(),
                crate::content::Text {
                    value: format!("the {path}"),
                    words: crate::yaml::shape::Words::Line,
                    place: crate::diagnostic::Place::new(&source, index..index),
                },
            );
        }
        let mut outline = Outline::default();
        outline.add_below(&texts, "");
        outline
    }

    fn completed(text: &str, paths: &[&str]) -> String {
        let source = Arc::new(Source {
            path: "overlay".to_owned(),
            text: text.to_owned(),
        });
        let node = yaml::parse(&source, &mut Problems::default()).expect("this is YAML");
        complete(&source, &node, &outline(paths))
    }

    #[test]
    fn what_is_missing_goes_behind_what_it_follows_and_nothing_else_changes() {
        let text = "\
# Kept.
a:
  z: Z   # kept, too
  x: >-
    two
    lines

# At the end.
";
        let paths = ["a/x", "a/y", "a/z", "b/1/c", "b/1/d"];
        assert_eq!(
            completed(text, &paths),
            "\
# Kept.
a:
  z: Z   # kept, too
  x: >-
    two
    lines
  # the a/y
  y: TODO
b:
  \"1\":
    # the b/1/c
    c: TODO
    # the b/1/d
    d: TODO

# At the end.
"
        );
    }

    #[test]
    fn a_mapping_in_braces_stays_in_them() {
        assert_eq!(
            completed("a: { x: X } # kept\n", &["a/w", "a/x", "a/y/z"]),
            "a: { x: X, w: TODO, y: { z: TODO } } # kept\n"
        );
    }

    #[test]
    fn an_entry_that_comes_first_is_put_first() {
        assert_eq!(
            completed("b: B", &["a", "b", "c"]),
            "# the a\na: TODO\nb: B\n# the c\nc: TODO\n"
        );
        assert_eq!(
            completed("# only this\n", &["a"]),
            "# only this\n# the a\na: TODO\n"
        );
        assert_eq!(
            completed("a: {}\n", &["a/b", "a/c"]),
            "a: { b: TODO, c: TODO }\n"
        );
        let whole = completed("", &["a", "b"]);
        assert_eq!(completed(&whole, &["a", "b"]), whole);
    }
}
