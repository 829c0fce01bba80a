//! Accepts translations: writes down which English they were made from.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

use crate::content::{CodeId, Family, slugify};
use crate::diagnostic::nearest;
use crate::locale::{Count, Fingerprint, Language, Part, Record, State};
use crate::site::Site;

/// Which translations are accepted.
#[derive(Debug, Clone)]
pub struct Request {
    /// The id or tag of the locale.
    pub locale: String,
    /// The id of a family, `catalog` or `guides`.
    pub part: String,
    /// Codes as they are written or in their form in paths, pairs that have a note, `family` for the
    /// family's own texts; of the guides, their ids. None chooses all.
    pub names: Vec<String>,
}

/// What was accepted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Accepted {
    /// The locale's id.
    pub locale: String,
    /// What the part is called.
    pub part: String,
    /// In which state the texts were before that.
    pub before: Count,
}

/// Why nothing was accepted.
#[derive(Debug)]
pub enum Failure {
    /// The request names something that is not there.
    Unknown(Unknown),
    /// English is what translations are made from.
    Source,
    /// The record cannot be written.
    Unwritable {
        /// The record, relative to the project's root.
        path: String,
        /// What the system said.
        error: io::Error,
    },
}

/// Something that is named and not there.
#[derive(Debug)]
pub struct Unknown {
    /// What it would be, such as “no code `1070` in websocket”.
    message: String,
    /// What to write instead.
    help: String,
}

impl Unknown {
    fn new<'a>(message: String, name: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        const READABLE: usize = 24;
        let known: Vec<&str> = known.into_iter().collect();
        let help = match nearest(name, known.iter().copied()) {
            Some(near) => format!("; did you mean `{near}`?"),
            None if known.is_empty() || known.len() > READABLE => String::new(),
            None => format!("; there are {}", known.join(", ")),
        };
        Self { message, help }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Unknown(Unknown { message, help }) => write!(f, "there is {message}{help}"),
            Failure::Source => f.write_str("English is what translations are made from"),
            Failure::Unwritable { path, error } => write!(f, "cannot write {path}: {error}"),
        }
    }
}

impl std::error::Error for Failure {}

/// Accepts translations of the project at `root` as they are now. What is not translated any more
/// loses its place in the record; what was not asked for keeps it.
pub fn accept(site: &Site, root: &Path, request: &Request) -> Result<Accepted, Failure> {
    let language = locale(site, &request.locale)?;
    let part = part(site, language, &request.part).map_err(Failure::Unknown)?;
    let chosen = request.names.iter();
    let chosen: Vec<String> = chosen
        .map(|name| path(site, part, name))
        .collect::<Result<_, _>>()
        .map_err(Failure::Unknown)?;
    let is_chosen = |path: &str| {
        let below = |start: &String| {
            let rest = path.strip_prefix(start.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        chosen.is_empty() || chosen.iter().any(below)
    };

    let section = language.part_id(part);
    let record = language.locale.record();
    let mut texts: BTreeMap<String, Fingerprint> = BTreeMap::new();
    let mut accepted = Accepted {
        locale: language.locale.id.clone(),
        part: section.to_owned(),
        ..Accepted::default()
    };
    for unit in language.units(part) {
        if !is_chosen(unit.path) {
            let recorded = record.get(section, unit.path);
            texts.extend(recorded.map(|fingerprint| (unit.path.to_owned(), fingerprint)));
            continue;
        }
        let state = unit.state();
        accepted.before.add(state);
        if state != State::Missing {
            texts.insert(unit.path.to_owned(), unit.fingerprint());
        }
    }
    let mut now = record.clone();
    now.replace(section, texts);
    if now != *record {
        let path = Record::path(&language.locale.id);
        write(&root.join(&path), &now.to_string())
            .map_err(|error| Failure::Unwritable { path, error })?;
    }
    Ok(accepted)
}

/// The language whose translations are accepted.
fn locale<'s>(site: &'s Site, name: &str) -> Result<Language<'s>, Failure> {
    let all = site.locales.all();
    let found = all
        .iter()
        .position(|locale| locale.id == name || locale.tag.eq_ignore_ascii_case(name));
    let language = found
        .map(|index| site.language(index))
        .ok_or_else(|| {
            let ids = all.iter().map(|locale| locale.id.as_str());
            Unknown::new(format!("no locale `{name}`"), name, ids)
        })
        .map_err(Failure::Unknown)?;
    if language.is_source() {
        return Err(Failure::Source);
    }
    Ok(language)
}

fn part(site: &Site, language: Language<'_>, name: &str) -> Result<Part, Unknown> {
    let families = (0..site.content.families.len()).map(Part::Family);
    let parts: Vec<Part> = families.chain([Part::Catalog, Part::Guides]).collect();
    let found = parts.iter().find(|part| language.part_id(**part) == name);
    found.copied().ok_or_else(|| {
        let ids = parts.iter().map(|part| language.part_id(*part));
        Unknown::new(format!("no family `{name}`"), name, ids)
    })
}

/// The path below which the texts stand that a name means.
fn path(site: &Site, part: Part, name: &str) -> Result<String, Unknown> {
    match part {
        Part::Catalog => Err(Unknown {
            message: format!("no `{name}` in catalogs"),
            help: ": a catalog is accepted whole".to_owned(),
        }),
        Part::Guides => {
            let guides = site.content.guides.iter().map(|guide| guide.id.as_str());
            let found = guides.clone().find(|id| *id == name);
            found
                .map(str::to_owned)
                .ok_or_else(|| Unknown::new(format!("no guide `{name}`"), name, guides))
        }
        Part::Family(family) => in_family(&site.content.families[family], name),
    }
}

fn in_family(family: &Family, name: &str) -> Result<String, Unknown> {
    let ids = || family.codes.iter().map(|code| &code.id);
    let slug = slugify(name);
    if let Some(id) = ids().find(|id| id.slug() == slug) {
        return Ok(format!("codes/{}", id.slug()));
    }
    let same: Vec<&CodeId> = ids().filter(|id| id.text() == name).collect();
    match same.as_slice() {
        [] => {}
        [id] => return Ok(format!("codes/{}", id.slug())),
        several => {
            let slugs: Vec<String> = several
                .iter()
                .map(|id| format!("`{}`", id.slug()))
                .collect();
            return Err(Unknown {
                message: format!("more than one code `{name}` in {}", family.id),
                help: format!("; write {}", slugs.join(" or ")),
            });
        }
    }
    if name == FAMILY {
        return Ok(FAMILY.to_owned());
    }
    let notes: Vec<String> = family
        .notes
        .keys()
        .map(|pair| family.pair_slug(*pair))
        .collect();
    if let Some((one, other)) = name.split_once("-vs-") {
        let other = format!("{other}-vs-{one}");
        let note = notes.iter().find(|note| **note == name || **note == other);
        return note.map(|note| format!("notes/{note}")).ok_or_else(|| {
            let message = format!("no note on `{name}` in {}", family.id);
            Unknown::new(message, name, notes.iter().map(String::as_str))
        });
    }
    let references: Vec<String> = ids().map(CodeId::reference).collect();
    let known = references.iter().map(String::as_str);
    let known = known.chain(ids().map(CodeId::slug)).chain([FAMILY]);
    let message = format!("no code `{name}` in {}", family.id);
    Err(Unknown::new(message, name, known))
}

/// What the texts of a family that are no code's and no note's stand below.
const FAMILY: &str = "family";

/// Writes a file whole or not at all.
fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let part = path.with_extension("yaml.part");
    let written = fs::write(&part, text).and_then(|()| fs::rename(&part, path));
    if written.is_err() {
        // It is of no use; that it cannot be removed either says nothing new.
        let _ = fs::remove_file(&part);
    }
    written
}
