use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Id, Place, Problems};
use crate::yaml::{Node, shape};

use super::code::Code;
use super::family::Family;
use super::files::{Files, Unreadable};
use super::guide::Guide;
use super::identity::CodeId;
use super::note::{self, Note};
use super::register::Register;
use super::settings::Settings;
use super::shapes;

/// Everything that stands in `content/`.
#[derive(Debug, Clone)]
pub struct Content {
    /// `site.yaml`.
    pub settings: Settings,
    /// The families in the order of `site.yaml`.
    pub families: Vec<Family>,
    /// The guides by id.
    pub guides: Vec<Guide>,
    /// The ids of guides whose files could not be read, which was told.
    pub unread_guides: Vec<String>,
    /// The ids of families that have a folder and are not read, which was told.
    pub unread_families: Vec<String>,
}

/// Words that the site's own paths begin with, and the part of a language that is no family's: no
/// family and no locale can be called so.
pub(crate) const RESERVED: &[&str] = &[
    "assets",
    "catalog",
    "codes",
    "compare",
    "glossary",
    "guides",
    "index",
    "notes",
    "robots",
    "sitemap",
    "sitemaps",
    "translations",
];

/// The folder of `content/` that holds guides.
const GUIDES: &str = "guides";

/// Reads `content/`. All that is wrong with it becomes problems; `None` means that without
/// `site.yaml` there is nothing to go on with.
pub fn load(files: &Files, problems: &mut Problems) -> Result<Option<Content>, Unreadable> {
    const SITE: &str = "content/site.yaml";
    if !files.exists(SITE) {
        problems.push(
            Diagnostic::nowhere(Id::MissingFile, format!("there is no {SITE}"))
                .help("run versus in the project's folder, or name the folder with --root"),
        );
        return Ok(None);
    }
    let Some(node) = files.tree(SITE, problems)? else {
        return Ok(None);
    };
    shape::check(&node, &shapes::SITE, "the site", problems);
    let settings = Settings::read(&node, problems);

    let listed = node.get("families").map(Node::items).unwrap_or_default();
    let mut drafts = Vec::new();
    for item in listed {
        drafts.extend(draft(files, item, &drafts, problems)?);
    }
    unlisted_folders(files, &settings, &node, problems)?;

    let unread_families: Vec<String> = files
        .folders("content")?
        .into_iter()
        .filter(|folder| folder != GUIDES && !drafts.iter().any(|draft| draft.id == *folder))
        .collect();
    let register = Register {
        unread: unread_families.clone(),
        families: drafts
            .iter()
            .map(|draft| {
                (
                    draft.id.clone(),
                    draft.codes.iter().map(|(id, _)| id.clone()).collect(),
                )
            })
            .collect(),
    };
    let read = |(index, draft)| {
        let mut problems = Problems::default();
        let family = family(files, index, draft, &register, &mut problems);
        (family, problems)
    };
    let mut families = Vec::new();
    let drafts: Vec<(usize, Draft)> = drafts.into_iter().enumerate().collect();
    for (family, found) in drafts.into_par_iter().map(read).collect::<Vec<_>>() {
        problems.append(found);
        families.push(family?);
    }

    let mut guides = Vec::new();
    let mut unread_guides = Vec::new();
    for id in files.names(&format!("content/{GUIDES}"), "md")? {
        let path = format!("content/{GUIDES}/{id}.md");
        let Some(source) = files.read(&path, problems)? else {
            unread_guides.push(id);
            continue;
        };
        let start = Place::new(&source, 0..0);
        shape::check_id(&id, &start, problems);
        if id == "index" {
            problems.push(
                Diagnostic::at(Id::ReservedId, &start, "a guide cannot be called `index`")
                    .help("the list of guides stands at that path: rename the file"),
            );
        }
        match Guide::read(&id, &source, &register, problems) {
            Some(guide) => guides.push(guide),
            None => unread_guides.push(id),
        }
    }
    Ok(Some(Content {
        settings,
        families,
        guides,
        unread_guides,
        unread_families,
    }))
}

/// A family whose files have been read as trees, but not yet understood. What could not be read
/// keeps its place, so that one bad file does not make every mention of it a problem too.
struct Draft {
    id: String,
    node: Option<Arc<Node>>,
    /// In the codes' order.
    codes: Vec<(CodeId, Option<Arc<Node>>)>,
}

fn draft(
    files: &Files,
    item: &Node,
    before: &[Draft],
    problems: &mut Problems,
) -> Result<Option<Draft>, Unreadable> {
    let Some(id) = item.text().filter(|id| !id.contains(['/', '\\', '.'])) else {
        return Ok(None);
    };
    if RESERVED.contains(&id) {
        problems.push(
            Diagnostic::at(
                Id::ReservedId,
                &item.place,
                format!("a family cannot be called `{id}`"),
            )
            .help("the site's own pages stand at that path: choose another id"),
        );
        return Ok(None);
    }
    if before.iter().any(|draft| draft.id == id) {
        problems.push(
            Diagnostic::at(
                Id::DuplicateId,
                &item.place,
                format!("the family `{id}` is listed twice"),
            )
            .help("remove one of the two"),
        );
        return Ok(None);
    }
    let path = format!("content/{id}/family.yaml");
    if !files.exists(&path) {
        problems.push(
            Diagnostic::at(Id::MissingFile, &item.place, format!("there is no {path}"))
                .help("create the file, or remove the family from the list"),
        );
        return Ok(None);
    }
    let node = files.tree(&path, problems)?;
    if let Some(node) = &node {
        shape::check(node, &shapes::FAMILY, "the family", problems);
    }

    let mut codes: Vec<(CodeId, Option<Arc<Node>>)> = Vec::new();
    files.check_endings(&format!("content/{id}"), problems)?;
    for name in files.names(&format!("content/{id}"), "yaml")? {
        if name == "family" {
            continue;
        }
        let node = files.tree(&format!("content/{id}/{name}.yaml"), problems)?;
        if let Some(node) = &node {
            shape::check(node, &shapes::CODE, "a code", problems);
        }
        match node.as_deref().and_then(identity) {
            Some((id, place)) => {
                if check_identity(&id, place, &codes, problems) {
                    codes.push((id, node));
                }
            }
            None => codes.push((CodeId::new(&name, None), None)),
        }
    }
    codes.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(Some(Draft {
        id: id.to_owned(),
        node,
        codes,
    }))
}

/// Whether a code can have a page of its own beside those `before` it.
fn check_identity(
    id: &CodeId,
    place: &Place,
    before: &[(CodeId, Option<Arc<Node>>)],
    problems: &mut Problems,
) -> bool {
    let slug = id.slug();
    if !id.fits_a_path() {
        problems.push(
            Diagnostic::at(Id::InvalidId, place, format!("`{id}` cannot be the path of a page"))
                .help("a path is made of the code's letters and digits, and cannot be `index` or hold `-vs-`"),
        );
        return false;
    }
    let Some((other, first)) = before.iter().find(|(other, _)| other.slug() == slug) else {
        return true;
    };
    let diagnostic = if other.reference() == id.reference() {
        Diagnostic::at(Id::DuplicateCode, place, format!("the code `{id}` is defined twice"))
            .help("remove one of the two files; if one number is registered twice, give each a `qualifier`")
    } else {
        Diagnostic::at(
            Id::PathConflict,
            place,
            format!("`{id}` and `{other}` would be one page: both have the path `{slug}`"),
        )
        .help("give one of them a `qualifier`")
    };
    let mut diagnostic = diagnostic.label("here");
    if let Some((_, first)) = first.as_deref().and_then(identity) {
        diagnostic = diagnostic.related(first, "and here");
    }
    problems.push(diagnostic);
    false
}

/// The code that a file defines, and where it says so.
fn identity(node: &Node) -> Option<(CodeId, &Place)> {
    let code = node.get("code")?;
    let text = code.text().filter(|text| !text.is_empty())?;
    Some((CodeId::new(text, node.text_of("qualifier")), &code.place))
}

fn family(
    files: &Files,
    index: usize,
    draft: Draft,
    register: &Register,
    problems: &mut Problems,
) -> Result<Family, Unreadable> {
    let empty = Node::empty(&format!("content/{}/family.yaml", draft.id));
    let mut family = Family::read(
        &draft.id,
        draft.node.as_deref().unwrap_or(&empty),
        register,
        problems,
    );
    if draft.node.is_none() {
        // Without the family's facts and groups nothing of its codes can be understood.
        family.unread.push(String::new());
    }
    for (id, node) in draft.codes {
        let path = format!("codes/{}", id.slug());
        let known = node.filter(|_| draft.node.is_some());
        if known.is_none() {
            family.unread.push(path.clone());
        }
        let node = known.as_deref().unwrap_or(&empty);
        family.texts.collect(node, &shapes::CODE, &path);
        let untold = shapes::CODE
            .absent(node)
            .map(|name| format!("{path}/{name}"));
        family.unread.extend(untold);
        let code = Code::read(node, id, &family, index, register, problems);
        family.codes.push(code);
    }
    let folder = format!("content/{}/notes", draft.id);
    files.check_endings(&folder, problems)?;
    for stem in files.names(&folder, "yaml")? {
        let path = format!("notes/{stem}");
        let Some(node) = files.tree(&format!("{folder}/{stem}.yaml"), problems)? else {
            family.unread.push(path);
            continue;
        };
        shape::check(&node, &shapes::NOTE, "a note", problems);
        let Some(pair) = note::pair(&stem, &family, &node, problems) else {
            family.unread.push(path);
            continue;
        };
        family.texts.collect(&node, &shapes::NOTE, &path);
        let untold = shapes::NOTE
            .absent(&node)
            .map(|name| format!("{path}/{name}"));
        family.unread.extend(untold);
        if draft.node.is_some() {
            let read = Note::read(&node, &family, problems);
            family.notes.insert(pair, read);
        }
    }
    Ok(family)
}

/// Tells of folders that hold a family which `site.yaml` does not list.
fn unlisted_folders(
    files: &Files,
    settings: &Settings,
    site: &Node,
    problems: &mut Problems,
) -> Result<(), Unreadable> {
    for folder in files.folders("content")? {
        if folder != GUIDES && !settings.families.contains(&folder) {
            let place = site.get("families").map_or(&site.place, |node| &node.place);
            problems.push(
                Diagnostic::at(
                    Id::UnknownFamily,
                    place,
                    format!("the folder content/{folder} is not among the families"),
                )
                .help(format!(
                    "add `{folder}` to the list, or move the folder elsewhere"
                )),
            );
        }
    }
    Ok(())
}
