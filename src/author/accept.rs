//! Accepts translations: writes down which English they were made from.

use std::collections::BTreeMap;
use std::path::Path;

use super::file::{Draft, Failure, write};
use super::find;
use crate::content::Family;
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

/// Accepts translations of the project at `root` as they are now. What is not translated any more
/// loses its place in the record; what was not asked for keeps it.
pub fn accept(site: &Site, root: &Path, request: &Request) -> Result<Accepted, Failure> {
    let language = find::language(site, &request.locale)?;
    let part = part(site, language, &request.part)?;
    let chosen = request.names.iter();
    let chosen: Vec<String> = chosen
        .map(|name| path(site, part, name))
        .collect::<Result<_, _>>()?;
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
        write(root, &[Draft::edit(path, now.to_string())])?;
    }
    Ok(accepted)
}

fn part(site: &Site, language: Language<'_>, name: &str) -> Result<Part, Failure> {
    let families = (0..site.content.families.len()).map(Part::Family);
    let parts: Vec<Part> = families.chain([Part::Catalog, Part::Guides]).collect();
    let found = parts.iter().find(|part| language.part_id(**part) == name);
    found.copied().ok_or_else(|| {
        let ids = parts.iter().map(|part| language.part_id(*part));
        find::unknown("family", name, ids)
    })
}

/// The path below which the texts stand that a name means.
fn path(site: &Site, part: Part, name: &str) -> Result<String, Failure> {
    match part {
        Part::Catalog => Err(Failure::refused(
            "a catalog is accepted whole",
            format!("leave `{name}` out"),
        )),
        Part::Guides => {
            let guides = site.content.guides.iter().map(|guide| guide.id.as_str());
            let found = guides.clone().find(|id| *id == name);
            found
                .map(str::to_owned)
                .ok_or_else(|| find::unknown("guide", name, guides))
        }
        Part::Family(family) => in_family(&site.content.families[family], name),
    }
}

fn in_family(family: &Family, name: &str) -> Result<String, Failure> {
    let code = find::code(family, name);
    if let Ok(code) = code {
        return Ok(format!("codes/{}", family.codes[code].id.slug()));
    }
    if name == FAMILY {
        return Ok(FAMILY.to_owned());
    }
    if let Some((one, other)) = name.split_once("-vs-") {
        let notes = family.notes.keys().map(|pair| family.pair_slug(*pair));
        let notes: Vec<String> = notes.collect();
        let other = format!("{other}-vs-{one}");
        let note = notes.iter().find(|note| **note == name || **note == other);
        return note
            .map(|note| format!("notes/{note}"))
            .ok_or_else(|| find::unknown("note on", name, notes.iter().map(String::as_str)));
    }
    code.map(|_| String::new())
}

/// What the texts of a family that are no code's and no note's stand below.
const FAMILY: &str = "family";
