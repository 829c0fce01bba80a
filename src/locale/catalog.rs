use std::collections::BTreeMap;

use icu_list::ListFormatter;
use icu_list::options::ListFormatterOptions;
use icu_locale_core::Locale as Tag;

use super::overlay::{self, Source};
use super::{Locale, Locales, SOURCE};
use crate::content::{Content, Files, GuideText, Pattern, RESERVED, Texts, Unreadable, tree};
use crate::diagnostic::{Diagnostic, Id, Place, Problems};
use crate::yaml::shape::{self, Field, Shape, Words, required};
use crate::yaml::{Node, Value};

const LINES: Shape = Shape::Map(&Shape::Words(Words::Line));
const PATTERNS: Shape = Shape::Map(&Shape::Words(Words::Pattern));

const ABOUT: &[Field] = &[
    required(
        "tag",
        Shape::Verbatim,
        "the language's BCP 47 tag, such as pt-BR",
    ),
    required("direction", Shape::OneOf(&["ltr", "rtl"]), "`ltr` or `rtl`"),
    required("name", Shape::Verbatim, "the language's own name"),
];

const CATALOG: Shape = Shape::Record(&[
    ABOUT[0],
    ABOUT[1],
    ABOUT[2],
    required("headings", LINES, "the headings of pages"),
    required("labels", LINES, "the small words of pages"),
    required("patterns", PATTERNS, "sentences and titles"),
]);

/// The patterns that pages are made with, and the placeholders each is given.
const NEEDED: &[(&str, &[&str])] = &[
    ("contrast", &["a", "a_says", "b", "b_says"]),
    ("alike", &["a", "b"]),
    ("nothing_more", &["a", "b"]),
    ("use_when", &["a", "clause"]),
    ("never_sent", &["a"]),
    ("neither_sent", &["a", "b"]),
    (
        "title_comparison",
        &["a", "a_name", "b", "b_name", "family"],
    ),
    ("title_comparison_short", &["a", "b", "family"]),
    ("title_code", &["code", "family", "name"]),
    ("title_code_short", &["code", "family", "name"]),
    ("title_matrix", &["title"]),
    ("title_page", &["site", "title"]),
    ("description_matrix", &["title"]),
    ("description_codes", &[]),
    ("description_comparisons", &[]),
    ("description_guides", &[]),
    ("pair", &["a", "b"]),
    ("registered_as", &["name"]),
    ("rfc", &["rfc"]),
    ("rfc_section", &["rfc", "section"]),
    ("edit", &["code"]),
];

/// Reads `i18n/`. What is wrong with it becomes problems; `None` means that there is no English
/// to fall back to.
pub fn load(
    files: &Files,
    content: &Content,
    problems: &mut Problems,
) -> Result<Option<Locales>, Unreadable> {
    let source_path = format!("i18n/{SOURCE}.yaml");
    if !files.exists(&source_path) {
        problems.push(
            Diagnostic::nowhere(Id::MissingFile, format!("there is no {source_path}"))
                .help("the English catalog is what every other one is measured by"),
        );
        return Ok(None);
    }
    let Some(node) = tree(files, &source_path, problems)? else {
        return Ok(None);
    };
    shape::check(&node, &CATALOG, "the catalog", problems);
    let mut english = Texts::default();
    english.collect(&node, &CATALOG, "");
    let faulty = check_needed(&node, &english, problems);

    let mut all = Vec::new();
    for id in files.names("i18n", "yaml")? {
        if id == SOURCE {
            let about = About::read(&node, problems);
            all.extend(locale(
                files,
                &id,
                about,
                english.clone(),
                content,
                problems,
            )?);
            continue;
        }
        let path = format!("i18n/{id}.yaml");
        if !check_locale_id(&id, &path, content, problems) {
            continue;
        }
        let Some(node) = tree(files, &path, problems)? else {
            continue;
        };
        let about = About::read(&node, problems);
        let catalog = catalog(&node, &english, &faulty, problems);
        all.extend(locale(files, &id, about, catalog, content, problems)?);
    }
    for folder in files.folders("i18n")? {
        if !files.exists(&format!("i18n/{folder}.yaml")) {
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
    let default = all.remove(default);
    all.insert(0, default);
    let source = all.iter().position(|locale| locale.id == SOURCE)?;
    Some(Locales { all, source })
}

/// What a catalog says about its language.
struct About {
    tag: Option<Tag>,
    tag_text: String,
    direction: String,
    name: String,
}

impl About {
    fn read(node: &Node, problems: &mut Problems) -> Self {
        let tag_text = node.string_of("tag");
        let tag = Tag::try_from_str(&tag_text).ok();
        if let Some(node) = node.get("tag").filter(|node| node.text().is_some())
            && tag.is_none()
        {
            problems.push(
                Diagnostic::at(
                    Id::InvalidTag,
                    &node.place,
                    format!("`{tag_text}` is not a BCP 47 tag"),
                )
                .help("write a language, with a script or region where needed: pt-BR, zh-Hans"),
            );
        }
        Self {
            tag,
            tag_text,
            direction: node.string_of("direction"),
            name: node.string_of("name"),
        }
    }
}

/// Tells what the pages need and the English catalog lacks; returns the paths concerned.
fn check_needed(node: &Node, english: &Texts, problems: &mut Problems) -> Vec<String> {
    let mut faulty = Vec::new();
    let patterns = node.get("patterns").unwrap_or(node);
    for (name, slots) in NEEDED {
        let path = format!("patterns/{name}");
        let before = problems.count();
        match english.get(&path) {
            None => problems.push(
                Diagnostic::at(
                    Id::MissingField,
                    &patterns.place,
                    format!("the English catalog lacks the pattern `{name}`"),
                )
                .help(match slots {
                    [] => format!("add `{name}:`"),
                    slots => format!("add `{name}:`, with {{{}}} in it", slots.join("}, {")),
                }),
            ),
            Some(text) if Pattern::new(&text.value).slots() != *slots => problems.push(
                Diagnostic::at(
                    Id::Placeholders,
                    &text.place,
                    format!("`{name}` has the wrong placeholders"),
                )
                .help(match slots {
                    [] => "write it without anything in braces".to_owned(),
                    slots => format!("it needs {{{}}}", slots.join("}, {")),
                }),
            ),
            Some(_) => {}
        }
        if problems.count() > before {
            faulty.push(path);
        }
    }
    faulty
}

/// A translated catalog, held against the English one.
fn catalog(node: &Node, english: &Texts, faulty: &[String], problems: &mut Problems) -> Texts {
    let Value::Map(entries) = &node.value else {
        shape::check(node, &Shape::Record(ABOUT), "the catalog", problems);
        return Texts::default();
    };
    let (about, words): (Vec<_>, Vec<_>) = entries
        .iter()
        .cloned()
        .partition(|entry| ABOUT.iter().any(|field| field.name == entry.key.text));
    let part = |entries| Node {
        value: Value::Map(entries),
        place: node.place.clone(),
    };
    shape::check(&part(about), &Shape::Record(ABOUT), "the catalog", problems);
    let texts = overlay::read(
        &part(words),
        &Source {
            texts: english,
            unread: &|path| faulty.iter().any(|faulty| faulty == path),
        },
        problems,
    );
    let missing: Vec<&str> = english
        .iter()
        .map(|(path, _)| path)
        .filter(|path| node.at(path).is_none())
        .collect();
    if !missing.is_empty() {
        let start = Place {
            span: 0..0,
            ..node.place.clone()
        };
        problems.push(
            Diagnostic::at(
                Id::Untranslated,
                &start,
                match missing.len() {
                    1 => "1 entry of the English catalog is missing here".to_owned(),
                    count => format!("{count} entries of the English catalog are missing here"),
                },
            )
            .label("English stands in, marked as such")
            .help(missing_help(&missing)),
        );
    }
    texts
}

fn locale(
    files: &Files,
    id: &str,
    about: About,
    catalog: Texts,
    content: &Content,
    problems: &mut Problems,
) -> Result<Option<Locale>, Unreadable> {
    let path = format!("i18n/{id}.yaml");

    let overlays = if id == SOURCE {
        vec![Texts::default(); content.families.len()]
    } else {
        overlays(files, id, content, problems)?
    };
    let guides = guides(files, id, content, problems)?;
    let Some(tag) = about.tag else {
        return Ok(None);
    };
    let lists = ListFormatter::try_new_and((&tag).into(), ListFormatterOptions::default())
        .expect("the list patterns of every language are compiled in, with a fallback");
    Ok(Some(Locale {
        id: id.to_owned(),
        tag: about.tag_text,
        direction: about.direction,
        name: about.name,
        path,
        catalog,
        overlays,
        guides,
        lists,
    }))
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

fn overlays(
    files: &Files,
    id: &str,
    content: &Content,
    problems: &mut Problems,
) -> Result<Vec<Texts>, Unreadable> {
    let mut overlays = vec![Texts::default(); content.families.len()];
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
        if let Some(node) = tree(files, &path, problems)? {
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

/// The missing keys, as many as people read.
fn missing_help(missing: &[&str]) -> String {
    const READABLE: usize = 8;
    let shown = missing[..missing.len().min(READABLE)].join(", ");
    match missing.len().saturating_sub(READABLE) {
        0 => format!("add {shown}"),
        more => format!("add {shown} and {more} more"),
    }
}
