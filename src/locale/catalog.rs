use icu_locale_core::Locale as Tag;

use super::overlay::{self, Source};
use super::plural::{COUNTS, Plurals};
use crate::content::{Pattern, Texts};
use crate::diagnostic::{Diagnostic, Id, Place, Problems};
use crate::yaml::shape::{self, Field, Shape, Words, optional, required};
use crate::yaml::{Node, Value};

const LINES: Shape = Shape::Map(&Shape::Words(Words::Line));
const PATTERNS: Shape = Shape::Map(&Shape::Words(Words::Pattern));
const FORMS: Shape = Shape::Map(&PATTERNS);

const ABOUT: &[Field] = &[
    required(
        "tag",
        Shape::Verbatim,
        "the language's BCP 47 tag, such as pt-BR",
    )
    .advice("It says which plural forms and which order of letters the language has."),
    required("direction", Shape::OneOf(&["ltr", "rtl"]), "`ltr` or `rtl`")
        .advice("`rtl` for a language that is written from right to left."),
    required("name", Shape::Verbatim, "the language's own name").advice("Such as Português."),
    optional(
        "quotes",
        Shape::Verbatim,
        "the marks that quotations stand in, such as «»",
    )
    .advice("`versus check` tells of others."),
    optional(
        "space_before",
        Shape::Verbatim,
        "the marks that have a no-break space before them, such as :;!?»",
    )
    .advice("Leave it out for a language that has none."),
    optional(
        "wide",
        Shape::YesNo,
        "whether marks are as wide as letters, as in Chinese",
    )
    .advice("Leave it out where they are not."),
];

/// A catalog: `i18n/<locale>.yaml`.
pub const CATALOG: Shape = Shape::Record(&[
    ABOUT[0],
    ABOUT[1],
    ABOUT[2],
    ABOUT[3],
    ABOUT[4],
    ABOUT[5],
    required("headings", LINES, "the headings of pages"),
    required("labels", LINES, "the small words of pages"),
    required(COUNTS, FORMS, "how things are counted, by plural form"),
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
    ("description_translations", &[]),
    ("percent", &["number"]),
    ("missing", &["count"]),
    ("stale", &["count"]),
    ("pair", &["a", "b"]),
    ("registered_as", &["name"]),
    ("rfc", &["rfc"]),
    ("rfc_section", &["rfc", "section"]),
    ("edit", &["code"]),
    ("compare", &["code"]),
    ("copy", &["text"]),
    ("also_called", &["names"]),
];

/// What a catalog says about its language.
pub(super) struct About {
    /// The tag, if it is one.
    pub(super) tag: Option<Tag>,
    /// The tag as written.
    pub(super) tag_text: String,
    /// `ltr` or `rtl`.
    pub(super) direction: String,
    /// The language's own name.
    pub(super) name: String,
    /// Its marks.
    pub(super) typography: Typography,
}

/// How a language writes its marks; what its catalog does not say is empty.
#[derive(Debug, Clone, Default)]
pub struct Typography {
    /// The marks that quotations stand in.
    pub quotes: String,
    /// The marks that have a no-break space before them.
    pub space_before: String,
    /// Whether marks are as wide as letters.
    pub wide: bool,
}

impl About {
    pub(super) fn read(node: &Node, problems: &mut Problems) -> Self {
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
        // A name that is still to be written stands in every menu of languages.
        let name = node.get("name").filter(|name| !name.is_todo());
        let name = name.and_then(Node::text).unwrap_or(&tag_text).to_owned();
        Self {
            tag,
            tag_text,
            direction: node.string_of("direction"),
            name,
            typography: Typography {
                quotes: node.string_of("quotes"),
                space_before: node.string_of("space_before"),
                wide: node.get("wide").and_then(Node::yes_no).unwrap_or(false),
            },
        }
    }
}

/// The words that pages are made with; templates ask for others.
const NEEDED_WORDS: &[&str] = &[
    "headings/codes",
    "headings/comparisons",
    "headings/description",
    "headings/guides",
    "headings/how_to_fix",
    "headings/translations",
    "headings/when_seen",
    "labels/close",
    "labels/compare_first",
    "labels/home",
    "labels/intro",
    "labels/results",
    "labels/search",
    "labels/search_hint",
    "labels/search_none",
    "labels/search_slash",
    "labels/tagline",
    "labels/waits_for",
];

/// The things that pages count.
const NEEDED_COUNTS: &[&str] = &["codes", "comparisons"];

/// Whether pages are made with an entry of the catalog, whatever their templates ask for.
pub fn is_needed(path: &str) -> bool {
    let pattern = path.strip_prefix("patterns/");
    let is_pattern = |name| NEEDED.iter().any(|(needed, _)| *needed == name);
    let thing = path
        .strip_prefix(COUNTS)
        .and_then(|rest| rest.strip_prefix('/'));
    NEEDED_WORDS.contains(&path)
        || pattern.is_some_and(is_pattern)
        || thing.is_some_and(|thing| NEEDED_COUNTS.contains(&thing))
}

/// The English catalog: what the others are held against.
pub(super) struct English {
    /// Its texts.
    pub(super) texts: Texts,
    /// The paths of texts that are missing or faulty, which was told.
    faulty: Vec<String>,
}

impl English {
    /// Reads the English catalog.
    pub(super) fn read(node: &Node, problems: &mut Problems) -> Self {
        shape::check(node, &CATALOG, "the catalog", problems);
        let mut texts = Texts::default();
        texts.collect(node, &CATALOG, "");
        let faulty = check_needed(node, &texts, problems);
        if let Some(counts) = node
            .get(COUNTS)
            .filter(|counts| !counts.entries().is_empty())
        {
            // English is its own measure; it is read for its problems.
            let english = icu_locale_core::locale!("en");
            Plurals::new(&english).read(counts, None, problems);
        }
        Self { texts, faulty }
    }
}

/// Tells what the pages need and the English catalog lacks; returns the paths concerned.
fn check_needed(node: &Node, english: &Texts, problems: &mut Problems) -> Vec<String> {
    let mut faulty = Vec::new();
    let counts = NEEDED_COUNTS
        .iter()
        .map(|thing| format!("{COUNTS}/{thing}"));
    let needed = NEEDED_WORDS.iter().map(|path| (*path).to_owned());
    for path in needed.chain(counts).filter(|path| node.at(path).is_none()) {
        let message = format!("the English catalog lacks `{path}`");
        let section = path.split('/').next().and_then(|section| node.get(section));
        let place = &section.unwrap_or(node).place;
        problems.push(
            Diagnostic::at(
                Id::MissingField,
                &Place {
                    span: place.span.start..place.span.start,
                    ..place.clone()
                },
                message,
            )
            .help("add it: pages are made with it"),
        );
        faulty.push(path);
    }
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
pub(super) fn translated(
    node: &Node,
    english: &English,
    plurals: Option<&Plurals>,
    problems: &mut Problems,
) -> Texts {
    let Value::Map(entries) = &node.value else {
        shape::check(node, &Shape::Record(ABOUT), "the catalog", problems);
        return Texts::default();
    };
    let (about, words): (Vec<_>, Vec<_>) = entries
        .iter()
        .filter(|entry| entry.key.text != COUNTS)
        .cloned()
        .partition(|entry| ABOUT.iter().any(|field| field.name == entry.key.text));
    let part = |entries| Node {
        value: Value::Map(entries),
        place: node.place.clone(),
    };
    shape::check(&part(about), &Shape::Record(ABOUT), "the catalog", problems);
    let mut texts = overlay::read(
        &part(words),
        &Source {
            texts: &english.texts,
            unread: &|path| english.faulty.iter().any(|faulty| faulty == path),
        },
        problems,
    );
    if let Some((plurals, counts)) = plurals.zip(node.get(COUNTS)) {
        texts.append(plurals.read(counts, Some(&english.texts), problems));
    }
    let mut missing: Vec<&str> = english
        .texts
        .iter()
        .map(|(path, _)| thing(path).unwrap_or(path))
        .filter(|path| node.at(path).is_none())
        .collect();
    missing.dedup();
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

/// The counted thing that a path names a form of: each language has forms of its own.
fn thing(path: &str) -> Option<&str> {
    let (thing, _) = path.rsplit_once('/')?;
    thing.starts_with(COUNTS).then_some(thing)
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
