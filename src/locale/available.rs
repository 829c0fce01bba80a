//! Which languages there are: those whose catalogs the project has, and those that are built in.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{GLOSSARY, SOURCE};
use crate::content::{Content, Files, RESERVED, Unreadable};
use crate::diagnostic::{self, Diagnostic, Id, Problems};
use crate::packed;
use crate::yaml::shape::is_id;
use crate::yaml::{self, Node};

/// The languages of the site: those that it names, or else all that have a catalog in the project,
/// or translations for one that is built in.
pub(super) fn ids(
    files: &Files,
    content: &Content,
    problems: &mut Problems,
) -> Result<Vec<String>, Unreadable> {
    let settings = &content.settings;
    let mut ids = vec![SOURCE.to_owned()];
    if let Some(named) = &settings.locales {
        for (id, place) in named {
            if has_catalog(files, id) {
                ids.push(id.clone());
            } else {
                let known = packed::CATALOGS
                    .iter()
                    .filter_map(|(name, _)| name.strip_suffix(".yaml"));
                problems.push(
                    Diagnostic::at(
                        Id::MissingFile,
                        place,
                        format!("there is no catalog i18n/{id}.yaml"),
                    )
                    .help(format!("`versus new locale {id}` makes one"))
                    .suggest(id, known, "these are built in"),
                );
            }
        }
    } else {
        ids.extend(files.names("i18n", "yaml")?);
        let built_in = files.folders("i18n")?.into_iter();
        ids.extend(built_in.filter(|id| packed_catalog(id).is_some()));
        ids.extend(
            packed_catalog(&settings.default_locale).map(|_| settings.default_locale.clone()),
        );
    }
    ids.sort();
    ids.dedup();
    Ok(ids)
}

/// Whether a language has a catalog, in the project or built in.
pub(super) fn has_catalog(files: &Files, id: &str) -> bool {
    files.exists(&format!("i18n/{id}.yaml")) || packed_catalog(id).is_some()
}

/// The catalog that the program brings along for a language.
pub fn packed_catalog(id: &str) -> Option<&'static str> {
    let name = format!("{id}.yaml");
    let (_, bytes) = packed::CATALOGS
        .iter()
        .find(|(packed, _)| *packed == name)?;
    std::str::from_utf8(bytes).ok()
}

/// The catalog of a language: the project's, or else the one that is built in.
pub(super) fn catalog_tree(
    files: &Files,
    id: &str,
    problems: &mut Problems,
) -> Result<Option<Arc<Node>>, Unreadable> {
    let path = format!("i18n/{id}.yaml");
    match packed_catalog(id) {
        Some(text) if !files.exists(&path) => {
            let source = diagnostic::Source::built_in(&path, text.to_owned());
            Ok(yaml::parse(&Arc::new(source), problems).map(Arc::new))
        }
        _ => files.tree(&path, problems),
    }
}

/// The files that a language is translated in, as far as they are there.
pub(super) fn translations(files: &Files, id: &str) -> Result<BTreeSet<String>, Unreadable> {
    let folder = format!("i18n/{id}");
    let overlays = files.names(&folder, "yaml")?.into_iter();
    let guides = files.names(&format!("{folder}/guides"), "md")?.into_iter();
    let catalog = format!("{folder}.yaml");
    Ok(overlays
        .filter(|name| name != GLOSSARY)
        .map(|name| format!("{folder}/{name}.yaml"))
        .chain(guides.map(|name| format!("{folder}/guides/{name}.md")))
        .chain(files.exists(&catalog).then_some(catalog))
        .collect())
}

/// Whether an id can be the first part of a path.
pub fn is_locale_id(id: &str) -> bool {
    is_id(id) && !id.contains('_')
}

/// Whether a locale's pages can stand below `/id`; tells if not.
pub(super) fn check_locale_id(
    id: &str,
    path: &str,
    content: &Content,
    problems: &mut Problems,
) -> bool {
    let diagnostic = if !is_locale_id(id) {
        Diagnostic::nowhere(
            Id::InvalidId,
            format!("{path}: `{id}` cannot be the path of a language"),
        )
        .help("name the catalog with a-z, 0-9 and -, such as pt.yaml")
    } else if RESERVED.contains(&id) {
        Diagnostic::nowhere(
            Id::ReservedId,
            format!("{path}: a locale cannot be called `{id}`"),
        )
        .help("the site's own pages stand at that path: choose another name for the catalog")
    } else if content.families.iter().any(|family| family.id == id) {
        Diagnostic::nowhere(
            Id::ReservedId,
            format!("{path}: `{id}` is the id of a family already"),
        )
        .help("the family's pages stand at that path: rename one of the two")
    } else {
        return true;
    };
    problems.push(diagnostic);
    false
}
