use std::collections::BTreeMap;

use icu_collator::CollatorBorrowed;
use icu_collator::options::CollatorOptions;
use icu_list::ListFormatter;
use icu_list::options::ListFormatterOptions;
use rayon::prelude::*;

use super::available::{catalog_tree, check_locale_id, has_catalog, ids, translations};
use super::catalog::{self, About, English};
use super::overlay::{self, Source};
use super::plural::Plurals;
use super::{GLOSSARY, Locale, Locales, Record, SOURCE};
use crate::content::{Content, Files, GuideText, Texts, Unreadable};
use crate::diagnostic::{Diagnostic, Id, Place, Problems};
use crate::yaml::shape::{self, Shape};

/// A glossary: English terms, and what they are in a language.
pub const TERMS: Shape = Shape::Map(&Shape::Verbatim);

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
        typography: about.typography,
        glossary: glossary(files, id, problems)?,
        catalog,
        overlays,
        guides,
        record,
        files: translations(files, id)?,
        lists,
    }))
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
        if name == GLOSSARY {
            continue;
        }
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

/// The terms of a language, each with the English that it stands for.
fn glossary(
    files: &Files,
    id: &str,
    problems: &mut Problems,
) -> Result<Vec<(String, String)>, Unreadable> {
    let path = format!("i18n/{id}/{GLOSSARY}.yaml");
    if id == SOURCE || !files.exists(&path) {
        return Ok(Vec::new());
    }
    let Some(node) = files.tree(&path, problems)? else {
        return Ok(Vec::new());
    };
    shape::check(&node, &TERMS, "the glossary", problems);
    let terms = node.entries().iter();
    Ok(terms
        .filter(|entry| !entry.value.is_todo())
        .filter_map(|entry| Some((entry.key.text.clone(), entry.value.text()?.to_owned())))
        .collect())
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
