use std::collections::BTreeMap;

use crate::content::Text;
use crate::diagnostic::{Diagnostic, Id, Place, Problems};
use crate::locale;
use crate::project::Loaded;
use crate::theme::{Theme, tags};

/// Tells of entries of the English catalog that neither a template nor the program asks for:
/// everybody who translates the catalog has to translate them for nothing.
pub(super) fn check(loaded: &Loaded, problems: &mut Problems) {
    let Loaded { site, theme } = loaded;
    let english = site.locales.source_language(&site.content);
    // The forms of one entry, such as those of a plural, lie below it.
    let mut entries: BTreeMap<(&str, &str), &Text> = BTreeMap::new();
    for (path, found) in english.whole_catalog() {
        let mut keys = path.splitn(3, '/');
        if let (Some(section), Some(key)) = (keys.next(), keys.next()) {
            entries.entry((section, key)).or_insert(found.text);
        }
    }
    let tags = all_tags(theme);
    for ((section, key), text) in entries {
        let needed = locale::is_needed(&format!("{section}/{key}"));
        if !needed && !text.place.source.is_built_in() && !is_used(section, key, &tags) {
            let message = format!("no page shows `{section}/{key}`");
            problems.push(
                Diagnostic::at(Id::UnusedKey, &key_place(key, &text.place), message).help(format!(
                    "remove it from every catalog, or let a template show `t.{section}.{key}`"
                )),
            );
        }
    }
}

/// The tags of all templates.
fn all_tags(theme: &Theme) -> String {
    let sources = theme.sources.values();
    let tags: Vec<&str> = sources.flat_map(|source| tags(&source.text)).collect();
    tags.join("\n")
}

/// Whether a template asks for an entry by its name.
fn is_used(section: &str, key: &str, tags: &str) -> bool {
    [
        format!("{section}.{key}"),
        format!("{section}[\"{key}\"]"),
        format!("{section}['{key}']"),
    ]
    .iter()
    .any(|name| holds_word(tags, name))
}

/// Whether a text holds a name that is no part of a longer one.
fn holds_word(text: &str, name: &str) -> bool {
    let continues = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(name).any(|(start, _)| {
        !text[..start].ends_with(continues) && !text[start + name.len()..].starts_with(continues)
    })
}

/// Where the key of a value is written: right before it.
fn key_place(key: &str, value: &Place) -> Place {
    match value.source.text[..value.span.start].rfind(key) {
        Some(start) => Place::new(&value.source, start..start + key.len()),
        None => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::is_used;

    #[test]
    fn an_entry_is_used_by_its_whole_name() {
        let tags =
            "t.headings.codes_of\nplain.labels[\"home\"]\nmy_headings.codes\nlabels.skip | upper";
        for (section, key, used) in [
            ("headings", "codes_of", true),
            ("headings", "codes", false),
            ("labels", "home", true),
            ("labels", "skip", true),
            ("labels", "sk", false),
            ("headings", "home", false),
        ] {
            assert_eq!(is_used(section, key, tags), used, "{section}/{key}");
        }
    }
}
