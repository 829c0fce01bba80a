//! What a page is made from, and what the next build would do with it.

use std::collections::BTreeMap;

use crate::content::{CodeRef, FactKind, Value};
use crate::inputs::{Change, Inputs};
use crate::locale::{Record, Seen, Trace};
use crate::project::Loaded;
use crate::publish::Known;
use crate::render::Renderer;
use crate::site::{Page, Site, Subject};
use crate::{publish, render};

/// What is told of a page.
#[derive(Debug)]
pub struct Explanation {
    /// Its file, relative to the output.
    pub file: String,
    /// How many bytes it has.
    pub bytes: usize,
    /// The files of the project that it shows something of, by path.
    pub sources: BTreeMap<String, Source>,
    /// What the next build would do with it.
    pub fate: Fate,
}

/// A file that a page is made from.
#[derive(Debug, Default)]
pub struct Source {
    /// The fields that are read from it, with the line of those that are texts.
    pub fields: BTreeMap<String, Option<usize>>,
    /// How it differs from what it was in the last build, where that is known.
    pub change: Option<Change>,
}

/// What the next build would do with a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Render it with all others: nothing is known of an earlier build.
    Unknown,
    /// Render it, because the last build did not have it.
    New,
    /// Leave it as it is.
    Kept,
    /// Render it, because its file in the output is not what was written.
    Restored,
    /// Render it, because something that it shows has changed.
    Changed,
    /// Render it, because the program, its options or a template have changed.
    MadeOtherwise,
}

/// Why a page cannot be explained.
#[derive(Debug)]
pub enum Failure {
    /// A template fails.
    Template(render::Failure),
    /// The output cannot be read.
    Output(publish::Failure),
}

impl From<render::Failure> for Failure {
    fn from(failure: render::Failure) -> Self {
        Self::Template(failure)
    }
}

impl From<publish::Failure> for Failure {
    fn from(failure: publish::Failure) -> Self {
        Self::Output(failure)
    }
}

/// The page at a path as a reader would type it: with its language, with or without `.html`, the
/// base path or the whole address before it.
pub fn find(site: &Site, path: &str) -> Option<Page> {
    let base = &site.content.settings.base;
    let path = path.strip_prefix(base.origin()).unwrap_or(path);
    let path = path.strip_prefix(base.path()).unwrap_or(path);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let path = path.trim_start_matches('/');
    let folder = path.trim_end_matches('/');
    let candidates = [
        path.to_owned(),
        format!("{path}.html"),
        format!("{folder}/index.html"),
    ];
    let mut files = candidates.iter().map(|file| file.trim_start_matches('/'));
    files.find_map(|file| site.page_of_file(file))
}

/// Explains a page. `now` is what the project consists of, `known` what is known of its output.
pub fn explain(
    loaded: &mut Loaded,
    page: Page,
    now: &Inputs,
    known: Option<&Known>,
) -> Result<Explanation, Failure> {
    loaded.site.locales.start_trace();
    let site = &loaded.site;
    let renderer = Renderer::new(site, &loaded.theme)?;
    let mut painter = renderer.painter();
    let fingerprint = painter.view(page)?;
    let mut bytes = Vec::new();
    painter.paint(&mut bytes)?;

    let file = site.file(page);
    let mut sources: BTreeMap<String, Source> = BTreeMap::new();
    let mut add = |path: &str, field: &str, line: Option<usize>| {
        let source = sources.entry(path.to_owned()).or_default();
        source.fields.insert(field.to_owned(), line);
    };
    for (path, fields) in plain_fields(site, page) {
        for field in fields {
            add(&path, field, None);
        }
    }
    let seen = site.locales.trace().map(Trace::seen).unwrap_or_default();
    for text in &seen {
        if shows(site, page, text) && !stands_by(text, &seen) {
            add(&text.file, &text.path, Some(text.line));
        }
    }
    let changes = known
        .and_then(Known::inputs)
        .map(|before| now.since(before));
    if let Some(changes) = &changes {
        for (path, change) in changes {
            if path.starts_with("templates/") {
                sources.entry((*path).to_owned()).or_default();
            }
            if let Some(source) = sources.get_mut(*path) {
                source.change = Some(*change);
            }
        }
    }
    let fate = match known {
        None => Fate::Unknown,
        Some(known) => match known.file(&file)? {
            None => Fate::New,
            Some(was) if was.fingerprint == fingerprint && was.intact => Fate::Kept,
            Some(was) if was.fingerprint == fingerprint => Fate::Restored,
            Some(_)
                if sources.iter().any(|(path, source)| {
                    source.change.is_some() && !path.starts_with("templates/")
                }) =>
            {
                Fate::Changed
            }
            Some(_) => Fate::MadeOtherwise,
        },
    };
    Ok(Explanation {
        file,
        bytes: bytes.len(),
        sources,
        fate,
    })
}

/// Whether an English text was only looked up in case that the page's own language lacks another
/// part of its sentence.
fn stands_by(text: &Seen, all: &[Seen]) -> bool {
    text.file.starts_with("content/")
        && all
            .iter()
            .any(|other| other.path == text.path && other.file.starts_with("i18n/"))
}

/// Whether a text that was looked up while a page was made is on it: what its family and language
/// prepare for other pages was looked up as well. Words of a catalog are told as a whole.
fn shows(site: &Site, page: Page, seen: &Seen) -> bool {
    let Page::Localized { subject, .. } = page else {
        return false;
    };
    let parts: Vec<&str> = seen.path.split('/').collect();
    let families = &site.content.families;
    let of_family = |family: usize| {
        let id = &families[family].id;
        seen.file.starts_with(&format!("content/{id}/"))
            || seen.file.ends_with(&format!("/{id}.yaml"))
    };
    let of_codes = |family: usize, codes: &[usize]| {
        let codes = codes.iter().map(|code| &families[family].codes[*code]);
        of_family(family)
            && match parts.as_slice() {
                ["codes", slug, ..] => codes.map(|code| code.id.slug()).any(|own| own == *slug),
                ["family", "subject"]
                | ["family", "lanes", ..]
                | ["family", "facts", _, "label"] => true,
                ["family", "groups", id, ..] => codes
                    .map(|code| &families[family].groups[code.group].id)
                    .any(|own| own == id),
                ["family", "facts", id, rest @ ..] => {
                    let facts = &families[family].facts;
                    let fact = facts.iter().position(|fact| fact.id == *id);
                    fact.is_some_and(|fact| {
                        codes
                            .map(|code| &code.values[fact])
                            .any(|value| says(value, &facts[fact].kind, rest))
                    })
                }
                _ => false,
            }
    };
    match subject {
        Subject::Comparison { family, pair } => match parts.as_slice() {
            ["codes", .., "summary"] => false,
            ["notes", slug, ..] => of_family(family) && families[family].pair_slug(pair) == *slug,
            _ => of_codes(family, &[pair.low(), pair.high()]),
        },
        Subject::Code { family, code } => of_codes(family, &[code]),
        Subject::Hub { family } => {
            of_family(family)
                && matches!(
                    parts.as_slice(),
                    ["codes", .., "summary"]
                        | ["family", "title" | "description" | "groups" | "ranges", ..]
                )
        }
        Subject::Matrix { family } => of_family(family) && parts == ["family", "title"],
        Subject::Codes => matches!(
            parts.as_slice(),
            ["codes", .., "summary"] | ["family", "title"]
        ),
        Subject::Home | Subject::Comparisons => {
            matches!(
                parts.as_slice(),
                ["family", "title" | "description"] | ["guides", _]
            )
        }
        Subject::Guides => parts.first() == Some(&"guides"),
        Subject::Guide { guide } => parts == ["guides", &site.content.guides[guide].id],
        // It shows how many there are, and none of them.
        Subject::Translations => false,
    }
}

/// Whether the words at the end of a fact's path are those of a value.
fn says(value: &Value, kind: &FactKind, path: &[&str]) -> bool {
    match (value, kind, path) {
        (Value::YesNo(yes), _, ["says", word]) => (*word == "yes") == *yes,
        (Value::Choice(chosen), FactKind::Choice(options), ["options", id, ..]) => {
            options[*chosen] == *id
        }
        (Value::Set(chosen), FactKind::Set(options), ["options", id, ..]) => {
            chosen.iter().any(|chosen| options[*chosen] == *id)
        }
        (Value::Set(_) | Value::Code(_) | Value::Terms(_), _, ["says"]) => true,
        _ => false,
    }
}

/// The fields other than texts that a page shows something of, by file.
fn plain_fields(site: &Site, page: Page) -> Vec<(String, &'static [&'static str])> {
    const SETTINGS: &[&str] = &[
        "title",
        "base_url",
        "default_locale",
        "repository",
        "licence",
    ];
    const NAMED: &[&str] = &["code", "name"];
    const COMPARED: &[&str] = &[
        "code",
        "name",
        "group",
        "facts",
        "exchange",
        "references",
        "confused_with",
        "equivalents",
    ];
    const OWN: &[&str] = &["registered", "registered_as", "messages", "constants"];
    const FAMILY: &[&str] = &["name", "refer_by", "registry", "lanes", "groups", "facts"];
    let mut fields = vec![("content/site.yaml".to_owned(), SETTINGS)];
    let Page::Localized { locale, subject } = page else {
        return fields;
    };
    let catalog = &site.locales.all()[locale].id;
    fields.push((
        format!("i18n/{catalog}.yaml"),
        &["tag", "direction", "name", "headings", "labels", "patterns"],
    ));
    let families = &site.content.families;
    let family_file = |index: usize| format!("content/{}/family.yaml", families[index].id);
    let code = |of: CodeRef| families[of.family].codes[of.code].path.clone();
    let mut shown = |family: usize, codes: &[usize], of_code: &'static [&'static str]| {
        fields.push((family_file(family), FAMILY));
        for index in codes {
            fields.push((
                code(CodeRef {
                    family,
                    code: *index,
                }),
                of_code,
            ));
            for other in &families[family].codes[*index].equivalents {
                if of_code == COMPARED && site.has_family(other.family) {
                    fields.push((code(*other), NAMED));
                }
            }
        }
    };
    let all = |family: usize| (0..families[family].codes.len()).collect::<Vec<_>>();
    match subject {
        Subject::Comparison { family, pair } => {
            shown(family, &[pair.low(), pair.high()], COMPARED);
        }
        Subject::Code { family, code } => {
            shown(family, &all(family), NAMED);
            shown(family, &[code], COMPARED);
            shown(family, &[code], OWN);
        }
        Subject::Matrix { family } => shown(family, &all(family), &["code", "name", "facts"]),
        Subject::Hub { family } => shown(family, &all(family), &["code", "name", "group"]),
        Subject::Home | Subject::Codes | Subject::Comparisons => {
            for (family, _) in site.families() {
                shown(family, &all(family), NAMED);
            }
        }
        Subject::Guides | Subject::Guide { .. } => {}
        Subject::Translations => fields.extend(counted(site)),
    }
    fields
}

/// The files whose texts are counted to tell how much of each language is translated.
fn counted(site: &Site) -> Vec<(String, &'static [&'static str])> {
    let mut files = Vec::new();
    for (_, family) in site.families() {
        let folder = format!("content/{}", family.id);
        files.push(format!("{folder}/family.yaml"));
        files.extend(family.codes.iter().map(|code| code.path.clone()));
        let notes = family.notes.keys().map(|pair| family.pair_slug(*pair));
        files.extend(notes.map(|slug| format!("{folder}/notes/{slug}.yaml")));
    }
    let guides = site.content.guides.iter();
    files.extend(guides.map(|guide| guide.text.body.source.path.clone()));
    for (_, locale) in site.locales() {
        files.extend(locale.files().iter().cloned());
        let accepted = locale.record() != &Record::default();
        files.extend(accepted.then(|| Record::path(&locale.id)));
    }
    let files = files.into_iter();
    files.map(|file| (file, ALL_TEXTS)).collect()
}

/// What is told of a file whose texts are counted and not shown.
const ALL_TEXTS: &[&str] = &["every text"];
