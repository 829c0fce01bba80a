use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use icu_collator::CollatorBorrowed;
use icu_collator::options::CollatorOptions;
use icu_list::ListFormatter;
use icu_list::options::ListFormatterOptions;
use rayon::prelude::*;

use super::catalog::{self, About, English};
use super::overlay::{self, Source};
use super::plural::Plurals;
use super::{Locale, Locales, Record, SOURCE};
use crate::content::{Content, Files, GuideText, RESERVED, Texts, Unreadable};
use crate::diagnostic::{self, Diagnostic, Id, Place, Problems};
use crate::packed;
use crate::yaml::{self, Node};

/// Reads `i18n/`. What is wrong with it becomes problems; `None` means that there is no English
/// to fall back to.
pub fn load(
    files: &Files,
    content: &Content,
    problems: &mut Problems,
) -> Result<Option<Locales>, Unreadable> {
    let Some(node) = catalog_tree(files, SOURCE, problems)? else {
        return Ok(None);
    };
    let english = English::read(&node, problems);

    files.check_endings("i18n", problems)?;
    let ids = ids(files, content, problems)?;
    let read = |id: &String| -> Result<_, Unreadable> {
        let mut problems = Problems::default();
        let path = format!("i18n/{id}.yaml");
        if !check_locale_id(id, &path, content, &mut problems) {
            return Ok((None, problems));
        }
        let (about, catalog) = if id == SOURCE {
            (About::read(&node, &mut problems), english.texts.clone())
        } else {
            let Some(node) = catalog_tree(files, id, &mut problems)? else {
                return Ok((None, problems));
            };
            let about = About::read(&node, &mut problems);
            let plurals = about.tag.as_ref().map(Plurals::new);
            let texts = catalog::translated(&node, &english, plurals.as_ref(), &mut problems);
            (about, texts)
        };
        let locale = locale(files, id, about, catalog, content, &mut problems)?;
        Ok((locale, problems))
    };
    let mut all = Vec::new();
    for read in ids.par_iter().map(read).collect::<Vec<_>>() {
        let (locale, found) = read?;
        problems.append(found);
        all.extend(locale);
    }
    for folder in files.folders("i18n")? {
        if !has_catalog(files, &folder) {
            problems.push(
                Diagnostic::nowhere(
                    Id::MissingFile,
                    format!("the folder i18n/{folder} has no catalog i18n/{folder}.yaml"),
                )
                .help("a language is its catalog: create the file, or remove the folder"),
            );
        }
    }
    Ok(finish(files, all, content, problems))
}

fn finish(
    files: &Files,
    mut all: Vec<Locale>,
    content: &Content,
    problems: &mut Problems,
) -> Option<Locales> {
    let settings = &content.settings;
    let default = all
        .iter()
        .position(|locale| locale.id == settings.default_locale);
    let Some(default) = default else {
        // A catalog that is there but cannot be used was told already.
        if files.exists(&format!("i18n/{}.yaml", settings.default_locale)) {
            return None;
        }
        problems.push(
            Diagnostic::at(
                Id::MissingFile,
                &settings.default_locale_place,
                format!(
                    "the default locale `{}` has no catalog",
                    settings.default_locale
                ),
            )
            .suggest(
                &settings.default_locale,
                all.iter().map(|locale| locale.id.as_str()),
                "there are catalogs for",
            ),
        );
        return None;
    };
    for (index, locale) in all.iter().enumerate() {
        let first = all[..index]
            .iter()
            .find(|first| first.tag.eq_ignore_ascii_case(&locale.tag));
        if let Some(first) = first {
            problems.push(
                Diagnostic::nowhere(
                    Id::InvalidTag,
                    format!(
                        "i18n/{}.yaml and i18n/{}.yaml have one tag",
                        first.id, locale.id
                    ),
                )
                .help("give each language a tag of its own"),
            );
        }
    }
    let default = all.remove(default);
    all.insert(0, default);
    let source = all.iter().position(|locale| locale.id == SOURCE)?;
    Some(Locales {
        all,
        source,
        trace: None,
    })
}

fn locale(
    files: &Files,
    id: &str,
    about: About,
    catalog: Texts,
    content: &Content,
    problems: &mut Problems,
) -> Result<Option<Locale>, Unreadable> {
    let (overlays, guides, record) = if id == SOURCE {
        refuse_overlays_of_english(files, problems)?;
        (
            vec![Texts::default(); content.families.len()],
            BTreeMap::new(),
            Record::default(),
        )
    } else {
        (
            overlays(files, id, content, problems)?,
            guides(files, id, content, problems)?,
            Record::load(files, id, problems)?,
        )
    };
    let Some(tag) = about.tag else {
        return Ok(None);
    };
    let lists = ListFormatter::try_new_and((&tag).into(), ListFormatterOptions::default())
        .expect("the list patterns of every language are compiled in, with a fallback");
    let collator = CollatorBorrowed::try_new((&tag).into(), CollatorOptions::default())
        .expect("the order of every alphabet is compiled in, with a fallback");
    Ok(Some(Locale {
        plurals: Plurals::new(&tag),
        collator,
        id: id.to_owned(),
        tag: about.tag_text,
        direction: about.direction,
        name: about.name,
        catalog,
        overlays,
        guides,
        record,
        files: translations(files, id)?,
        lists,
    }))
}

/// The languages of the site: those that it names, or else all that have a catalog in the project,
/// or translations for one that is built in.
fn ids(
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
fn has_catalog(files: &Files, id: &str) -> bool {
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
fn catalog_tree(
    files: &Files,
    id: &str,
    problems: &mut Problems,
) -> Result<Option<Node>, Unreadable> {
    let path = format!("i18n/{id}.yaml");
    match packed_catalog(id) {
        Some(text) if !files.exists(&path) => {
            let source = diagnostic::Source::built_in(&path, text.to_owned());
            Ok(yaml::parse(&Arc::new(source), problems))
        }
        _ => files.tree(&path, problems),
    }
}

/// The files that a language is translated in, as far as they are there.
fn translations(files: &Files, id: &str) -> Result<BTreeSet<String>, Unreadable> {
    let folder = format!("i18n/{id}");
    let overlays = files.names(&folder, "yaml")?.into_iter();
    let guides = files.names(&format!("{folder}/guides"), "md")?.into_iter();
    let catalog = format!("{folder}.yaml");
    Ok(overlays
        .map(|name| format!("{folder}/{name}.yaml"))
        .chain(guides.map(|name| format!("{folder}/guides/{name}.md")))
        .chain(files.exists(&catalog).then_some(catalog))
        .collect())
}

/// Whether a locale's pages can stand below `/id`.
fn check_locale_id(id: &str, path: &str, content: &Content, problems: &mut Problems) -> bool {
    let fits = id.starts_with(|first: char| first.is_ascii_lowercase())
        && id
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    let diagnostic = if !fits {
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

/// English is what overlays translate.
fn refuse_overlays_of_english(files: &Files, problems: &mut Problems) -> Result<(), Unreadable> {
    if files.exists(&format!("i18n/{SOURCE}")) && !files.is_empty(&format!("i18n/{SOURCE}"))? {
        problems.push(
            Diagnostic::nowhere(
                Id::UnknownKey,
                format!("the folder i18n/{SOURCE} is not read"),
            )
            .help("English texts are those of content/: write them there, and remove the folder"),
        );
    }
    Ok(())
}

fn overlays(
    files: &Files,
    id: &str,
    content: &Content,
    problems: &mut Problems,
) -> Result<Vec<Texts>, Unreadable> {
    let mut overlays = vec![Texts::default(); content.families.len()];
    files.check_endings(&format!("i18n/{id}"), problems)?;
    for name in files.names(&format!("i18n/{id}"), "yaml")? {
        let path = format!("i18n/{id}/{name}.yaml");
        let Some(index) = content.families.iter().position(|family| family.id == name) else {
            if files.exists(&format!("content/{name}")) {
                continue;
            }
            problems.push(
                Diagnostic::nowhere(Id::UnknownFamily, format!("{path} translates no family"))
                    .suggest(
                        &name,
                        content.families.iter().map(|family| family.id.as_str()),
                        "the families are",
                    ),
            );
            continue;
        };
        if let Some(node) = files.tree(&path, problems)? {
            let family = &content.families[index];
            let source = Source {
                texts: &family.texts,
                unread: &|path| family.is_unread(path),
            };
            overlays[index] = overlay::read(&node, &source, problems);
        }
    }
    Ok(overlays)
}

fn guides(
    files: &Files,
    id: &str,
    content: &Content,
    problems: &mut Problems,
) -> Result<BTreeMap<String, GuideText>, Unreadable> {
    let mut guides = BTreeMap::new();
    for name in files.names(&format!("i18n/{id}/guides"), "md")? {
        let path = format!("i18n/{id}/guides/{name}.md");
        let Some(source) = files.read(&path, problems)? else {
            continue;
        };
        if content.unread_guides.contains(&name) {
            continue;
        }
        if !content.guides.iter().any(|guide| guide.id == name) {
            problems.push(
                Diagnostic::at(
                    Id::UnknownKey,
                    &Place::new(&source, 0..0),
                    format!("there is no English guide `{name}`"),
                )
                .suggest(
                    &name,
                    content.guides.iter().map(|guide| guide.id.as_str()),
                    "there are",
                ),
            );
            continue;
        }
        guides.extend(GuideText::read(&source, problems).map(|text| (name, text)));
    }
    Ok(guides)
}
