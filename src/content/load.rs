use crate::diagnostic::{Diagnostic, Id, Place, Problems};
use crate::yaml::{self, Node, shape};

use super::code::{Code, CodeRef};
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
}

impl Content {
    /// The code that a [`CodeRef`] means.
    pub fn code(&self, code: CodeRef) -> &Code {
        &self.families[code.family].codes[code.code]
    }
}

/// Words that the site's own paths begin with: no family and no locale can be called so.
pub(crate) const RESERVED: &[&str] = &[
    "assets",
    "codes",
    "compare",
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
    let Some(node) = tree(files, SITE, problems)? else {
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

    let register = Register {
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
    let mut families = Vec::new();
    for (index, draft) in drafts.into_iter().enumerate() {
        families.push(family(files, index, draft, &register, problems)?);
    }

    let mut guides = Vec::new();
    for id in files.names(&format!("content/{GUIDES}"), "md")? {
        let path = format!("content/{GUIDES}/{id}.md");
        let Some(source) = files.read(&path, problems)? else {
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
        guides.extend(Guide::read(&id, &source, &register, problems));
    }
    Ok(Some(Content {
        settings,
        families,
        guides,
    }))
}

/// A file as a tree; `None` if it could not be read as YAML, which is then told.
pub(crate) fn tree(
    files: &Files,
    path: &str,
    problems: &mut Problems,
) -> Result<Option<Node>, Unreadable> {
    Ok(files
        .read(path, problems)?
        .and_then(|source| yaml::parse(&source, problems)))
}

/// A family whose files have been read as trees, but not yet understood.
struct Draft {
    id: String,
    node: Node,
    /// In the codes' order.
    codes: Vec<(CodeId, Node)>,
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
    let Some(node) = tree(files, &path, problems)? else {
        return Ok(None);
    };
    shape::check(&node, &shapes::FAMILY, "the family", problems);

    let mut codes: Vec<(CodeId, Node)> = Vec::new();
    for name in files.names(&format!("content/{id}"), "yaml")? {
        if name == "family" {
            continue;
        }
        let Some(node) = tree(files, &format!("content/{id}/{name}.yaml"), problems)? else {
            continue;
        };
        shape::check(&node, &shapes::CODE, "a code", problems);
        let Some(text) = node.text_of("code").filter(|text| !text.is_empty()) else {
            continue;
        };
        let id = CodeId::new(text, node.text_of("qualifier"));
        if check_identity(&id, &node, &codes, problems) {
            codes.push((id, node));
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
    node: &Node,
    before: &[(CodeId, Node)],
    problems: &mut Problems,
) -> bool {
    let place = node.get("code").map_or(&node.place, |node| &node.place);
    let slug = id.slug();
    if slug.is_empty() || slug == "index" || format!("-{slug}-").contains("-vs-") {
        problems.push(
            Diagnostic::at(Id::InvalidId, place, format!("`{id}` cannot be the path of a page"))
                .help("a path is made of the code's letters and digits, and cannot be `index` or hold `-vs-`"),
        );
        return false;
    }
    let Some((other, first)) = before.iter().find(|(other, _)| other.slug() == slug) else {
        return true;
    };
    let first = first.get("code").map_or(&first.place, |node| &node.place);
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
    problems.push(diagnostic.label("again here").related(first, "first here"));
    false
}

fn family(
    files: &Files,
    index: usize,
    draft: Draft,
    register: &Register,
    problems: &mut Problems,
) -> Result<Family, Unreadable> {
    let mut family = Family::read(&draft.id, &draft.node, register, problems);
    for (id, node) in draft.codes {
        family
            .texts
            .collect(&node, &shapes::CODE, &format!("codes/{}", id.slug()));
        let code = Code::read(&node, id, &family, index, register, problems);
        family.codes.push(code);
    }
    let folder = format!("content/{}/notes", draft.id);
    for stem in files.names(&folder, "yaml")? {
        let Some(node) = tree(files, &format!("{folder}/{stem}.yaml"), problems)? else {
            continue;
        };
        shape::check(&node, &shapes::NOTE, "a note", problems);
        let Some(pair) = note::pair(&stem, &family, &node, problems) else {
            continue;
        };
        family
            .texts
            .collect(&node, &shapes::NOTE, &format!("notes/{stem}"));
        let read = Note::read(&node, &family, problems);
        family.notes.insert(pair, read);
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
