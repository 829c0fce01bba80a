//! What many pages share, prepared once per language: words of the catalog, panels of codes,
//! cells of tables.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value as Html;

use crate::content::{Action, Code, FactKind, Family, Pattern, ReferBy, Reference, Value};
use crate::locale::{Found, Language};
use crate::markdown;
use crate::site::Subject;
use crate::yaml::shape::Words as Kind;

use super::{Failure, Renderer, View};

/// Words as HTML, and the language that stands in where they are not translated.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Words {
    pub(super) html: Html,
    pub(super) lang: Option<&'static str>,
}

/// Of a locale.
#[derive(Debug)]
pub(super) struct LocaleFragments {
    /// The catalog's words as HTML, by section and key.
    pub(super) words: Html,
    /// The same as plain text, for attributes.
    pub(super) plain: Html,
    /// What templates know about the language itself.
    pub(super) about: Html,
    /// Whether an entry of the catalog is English because it is not translated.
    pub(super) fell_back: bool,
    /// By family; only those that have pages are prepared.
    pub(super) families: Vec<Option<FamilyFragments>>,
}

/// Of a family in a locale.
#[derive(Debug)]
pub(super) struct FamilyFragments {
    /// What templates know about the family.
    pub(super) about: Html,
    /// The title without markup.
    pub(super) title: String,
    /// The description without markup.
    pub(super) description: String,
    /// Whether title or description are English because they are not translated.
    pub(super) fell_back: bool,
    /// The facts' labels.
    pub(super) labels: Vec<Words>,
    pub(super) codes: Vec<CodeFragments>,
}

/// Of a code in a locale.
#[derive(Debug)]
pub(super) struct CodeFragments {
    /// What templates know about the code.
    pub(super) about: Html,
    /// Its panel.
    pub(super) panel: Html,
    /// Its cell for each fact.
    pub(super) cells: Vec<Html>,
    /// Whether panel or cells are English in part because they are not translated.
    pub(super) fell_back: bool,
    /// Whether the summary is.
    pub(super) summary_fell_back: bool,
}

#[derive(Serialize)]
struct LocaleView<'a> {
    id: &'a str,
    tag: &'a str,
    direction: &'a str,
    name: &'a str,
    home: String,
    codes: String,
    comparisons: String,
    guides: String,
}

impl LocaleFragments {
    pub(super) fn new(renderer: &Renderer<'_>, index: usize) -> Result<Self, Failure> {
        let site = renderer.site;
        let language = site.language(index);
        let mut words: BTreeMap<&str, BTreeMap<&str, Html>> = BTreeMap::new();
        let mut plain: BTreeMap<&str, BTreeMap<&str, &str>> = BTreeMap::new();
        let mut fell_back = false;
        for (path, found) in language.whole_catalog() {
            let Some((section, key)) = path.split_once('/') else {
                continue;
            };
            let text = found.text.value.as_str();
            fell_back |= !found.translated;
            words
                .entry(section)
                .or_default()
                .insert(key, catalog_word(renderer, found)?);
            plain.entry(section).or_default().insert(key, text);
        }
        let locale = language.locale;
        let about = LocaleView {
            id: &locale.id,
            tag: &locale.tag,
            direction: &locale.direction,
            name: &locale.name,
            home: site.href(index, Subject::Home),
            codes: site.href(index, Subject::Codes),
            comparisons: site.href(index, Subject::Comparisons),
            guides: site.href(index, Subject::Guides),
        };
        let mut fragments = Self {
            words: Html::from_serializable(&words),
            plain: Html::from_serializable(&plain),
            about: Html::from_serializable(&about),
            fell_back,
            families: Vec::new(),
        };
        for family in 0..site.content.families.len() {
            let prepared = site
                .has_family(family)
                .then(|| FamilyFragments::new(renderer, &fragments, index, family))
                .transpose()?;
            fragments.families.push(prepared);
        }
        Ok(fragments)
    }

    /// What the templates of fragments see of the language.
    fn view(&self) -> View {
        let mut view = View::default();
        view.set("t", self.words.clone());
        view.set("plain", self.plain.clone());
        view.set("locale", self.about.clone());
        view
    }
}

/// An entry of the catalog; one that is not translated is marked as English.
fn catalog_word(renderer: &Renderer<'_>, found: Found<'_>) -> Result<Html, Failure> {
    let text = Html::normal_string(&found.text.value);
    if found.translated {
        return Ok(text);
    }
    let mut view = View::default();
    view.set("text", text);
    renderer.fragment("parts/english.html", &view)
}

#[derive(Serialize)]
struct FamilyView<'a> {
    id: &'a str,
    name: &'a str,
    title: Words,
    description: Words,
    href: String,
    matrix: String,
    registry: Option<LinkView>,
    groups: Vec<GroupView>,
    ranges: Vec<RangeView<'a>>,
    numbered: bool,
}

#[derive(Serialize)]
struct GroupView {
    id: String,
    title: Words,
}

#[derive(Serialize)]
struct RangeView<'a> {
    codes: &'a str,
    title: Words,
    description: Words,
}

impl FamilyFragments {
    fn new(
        renderer: &Renderer<'_>,
        locale: &LocaleFragments,
        locale_index: usize,
        index: usize,
    ) -> Result<Self, Failure> {
        let site = renderer.site;
        let family = &site.content.families[index];
        let lookup = Lookup {
            renderer,
            locale: locale_index,
            family: index,
        };
        let about = FamilyView {
            id: &family.id,
            name: &family.name,
            title: lookup.words("family/title"),
            description: lookup.words("family/description"),
            href: site.href(locale_index, Subject::Hub { family: index }),
            matrix: site.href(locale_index, Subject::Matrix { family: index }),
            registry: family.registry.as_ref().map(|registry| LinkView {
                text: registry.name.clone(),
                href: registry.url.clone(),
            }),
            groups: family
                .groups
                .iter()
                .map(|group| GroupView {
                    id: group.id.clone(),
                    title: lookup.words(&format!("family/groups/{}/title", group.id)),
                })
                .collect(),
            ranges: family
                .ranges
                .iter()
                .map(|range| RangeView {
                    codes: &range.codes,
                    title: lookup.words(&format!("family/ranges/{}/title", range.id)),
                    description: lookup.words(&format!("family/ranges/{}/description", range.id)),
                })
                .collect(),
            numbered: family.refer_by == ReferBy::Number,
        };
        let labels = family
            .facts
            .iter()
            .map(|fact| lookup.words(&format!("family/facts/{}/label", fact.id)));
        let plain = |field: &str| {
            let found = lookup.language().family(index, &format!("family/{field}"));
            found
                .map(|found| markdown::plain(&found.text.value))
                .unwrap_or_default()
        };
        Ok(Self {
            fell_back: about.title.lang.is_some() || about.description.lang.is_some(),
            about: Html::from_serializable(&about),
            title: plain("title"),
            description: plain("description"),
            labels: labels.collect(),
            codes: (0..family.codes.len())
                .map(|code| CodeFragments::new(&lookup, locale, family, code))
                .collect::<Result<_, _>>()?,
        })
    }
}

#[derive(Serialize)]
struct CodeView<'a> {
    slug: &'a str,
    /// What stands large: the number, or the name in families that refer by name.
    glyph: &'a str,
    /// What stands beside it.
    label: String,
    name: String,
    number: &'a str,
    registered_as: Option<String>,
    registered: bool,
    summary: Words,
    href: String,
    edit: String,
    edit_label: String,
}

/// A part of a panel; its heading is the catalog's under the field's name.
#[derive(Serialize)]
struct Section {
    heading: &'static str,
    words: Words,
}

#[derive(Serialize)]
struct StepView<'a> {
    kind: &'static str,
    from: Option<Words>,
    to: Option<Words>,
    words: Words,
    detail: Option<Words>,
    id: &'a str,
}

/// A link with the words for it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct LinkView {
    pub(super) text: String,
    pub(super) href: String,
}

impl CodeFragments {
    fn new(
        lookup: &Lookup<'_>,
        locale: &LocaleFragments,
        family: &Family,
        index: usize,
    ) -> Result<Self, Failure> {
        let site = lookup.renderer.site;
        let code = &family.codes[index];
        let slug = code.id.slug();
        let text = |field: &str| lookup.words(&format!("codes/{slug}/{field}"));
        let settings = &site.content.settings;
        let (glyph, label) = match family.refer_by {
            ReferBy::Number => (code.id.text(), code.full_name()),
            ReferBy::Name => (code.name.as_str(), code.id.text().to_owned()),
        };
        let about = CodeView {
            slug,
            glyph,
            label,
            name: code.full_name(),
            number: code.id.text(),
            registered_as: code
                .registered_as
                .as_deref()
                .map(|name| lookup.pattern("registered_as", &|_| name)),
            registered: code.registered,
            summary: text("summary"),
            href: site.href(
                lookup.locale,
                Subject::Code {
                    family: lookup.family,
                    code: index,
                },
            ),
            edit: format!(
                "{}/edit/{}/{}",
                settings.repository.url, settings.repository.branch, code.path
            ),
            edit_label: lookup.pattern("edit", &|_| code.id.text()),
        };
        let summary_fell_back = about.summary.lang.is_some();
        let about = Html::from_serializable(&about);

        let sections = ["description", "when_seen", "how_to_fix"].map(|heading| Section {
            heading,
            words: text(heading),
        });
        let steps = lookup.steps(family, code);
        let mut fell_back = sections.iter().any(|section| section.words.lang.is_some())
            || steps.iter().any(|step| step.words.lang.is_some());

        let mut view = locale.view();
        view.set("code", about.clone());
        view.put("sections", &sections);
        view.put("steps", &steps);
        view.put("references", &lookup.references(code));
        let panel = lookup.renderer.fragment("parts/panel.html", &view)?;

        let mut cells = Vec::new();
        for (fact, value) in code.values.iter().enumerate() {
            let cell = lookup.cell(family, fact, value);
            fell_back |= cell.items.iter().any(|item| item.words.lang.is_some());
            let mut view = locale.view();
            view.put("cell", &cell);
            cells.push(lookup.renderer.fragment("parts/cell.html", &view)?);
        }
        Ok(Self {
            about,
            panel,
            cells,
            fell_back,
            summary_fell_back,
        })
    }
}

/// A cell of a table of facts.
#[derive(Serialize)]
struct Cell {
    /// `yes`, `no`, `not_applicable`, `words` or `terms`.
    kind: &'static str,
    items: Vec<CellItem>,
}

#[derive(Serialize)]
struct CellItem {
    words: Words,
    href: Option<String>,
}

/// Finds the words of one family in one language.
pub(super) struct Lookup<'a> {
    pub(super) renderer: &'a Renderer<'a>,
    pub(super) locale: usize,
    pub(super) family: usize,
}

impl<'a> Lookup<'a> {
    fn language(&self) -> Language<'a> {
        self.renderer.site.language(self.locale)
    }

    /// A text of the family; empty where the English has none.
    pub(super) fn words(&self, path: &str) -> Words {
        self.optional(path).unwrap_or(Words {
            html: Html::normal_string(""),
            lang: None,
        })
    }

    /// A text of the family, if the English has it.
    pub(super) fn optional(&self, path: &str) -> Option<Words> {
        let found = self.language().family(self.family, path)?;
        let text = found.text.value.as_str();
        let html = match found.text.words {
            Kind::Line | Kind::Pattern => Html::normal_string(text),
            Kind::Inline => {
                let site = self.renderer.site;
                let resolve = |target: &str| site.resolve_href(self.locale, target);
                Html::safe_string(&markdown::inline(text, &resolve))
            }
        };
        Some(Words {
            html,
            lang: (!found.translated).then_some("en"),
        })
    }

    /// A pattern of the catalog, filled with plain text.
    pub(super) fn pattern(&self, name: &str, value: &dyn Fn(&str) -> &'a str) -> String {
        pattern(self.language(), name, value)
    }

    /// The exchange of a code.
    fn steps<'c>(&self, family: &Family, code: &'c Code) -> Vec<StepView<'c>> {
        let lane = |index: usize| self.words(&format!("family/lanes/{}", family.lanes[index]));
        code.exchange
            .iter()
            .map(|step| {
                let base = format!("codes/{}/exchange/{}", code.id.slug(), step.id);
                let (from, to) = match step.action {
                    Action::Send { from, to } | Action::Cut { from, to } => {
                        (lane(from), Some(lane(to)))
                    }
                    Action::Wait { at } => (lane(at), None),
                };
                let kind = step.action.field();
                StepView {
                    kind,
                    from: Some(from),
                    to,
                    words: self.words(&format!("{base}/{kind}")),
                    detail: self.optional(&format!("{base}/detail")),
                    id: &step.id,
                }
            })
            .collect()
    }

    /// The specifications of a code.
    pub(super) fn references(&self, code: &Code) -> Vec<LinkView> {
        let text = |reference: &Reference| match reference {
            Reference::Rfc {
                number,
                section: None,
            } => pattern(self.language(), "rfc", &|_| number),
            Reference::Rfc {
                number,
                section: Some(section),
            } => pattern(self.language(), "rfc_section", &|slot| {
                if slot == "rfc" { number } else { section }
            }),
            Reference::Document { title, .. } => title.clone(),
        };
        code.references
            .iter()
            .map(|reference| LinkView {
                text: text(reference),
                href: reference.url(),
            })
            .collect()
    }

    fn cell(&self, family: &Family, fact: usize, value: &Value) -> Cell {
        let fact = &family.facts[fact];
        let option = |options: &[String], index: usize| CellItem {
            words: self.words(&format!(
                "family/facts/{}/options/{}/label",
                fact.id, options[index]
            )),
            href: None,
        };
        let (kind, items) = match (value, &fact.kind) {
            (Value::YesNo(true), _) => ("yes", Vec::new()),
            (Value::YesNo(false), _) => ("no", Vec::new()),
            (Value::Choice(chosen), FactKind::Choice(options)) => {
                ("words", vec![option(options, *chosen)])
            }
            (Value::Set(chosen), FactKind::Set(options)) => (
                "words",
                chosen
                    .iter()
                    .map(|chosen| option(options, *chosen))
                    .collect(),
            ),
            (Value::Code(code), _) => {
                let site = self.renderer.site;
                let other = &site.content.families[code.family];
                let name = format!("{} {}", other.name, other.reference(code.code));
                let subject = Subject::Code {
                    family: code.family,
                    code: code.code,
                };
                let href = site
                    .has_family(code.family)
                    .then(|| site.href(self.locale, subject));
                let words = Words {
                    html: Html::normal_string(&name),
                    lang: None,
                };
                ("words", vec![CellItem { words, href }])
            }
            (Value::Terms(terms), _) => {
                let items = terms.iter().map(|term| CellItem {
                    words: Words {
                        html: Html::normal_string(term),
                        lang: None,
                    },
                    href: None,
                });
                ("terms", items.collect())
            }
            (Value::NotApplicable, _) => ("not_applicable", Vec::new()),
            _ => ("unknown", Vec::new()),
        };
        Cell { kind, items }
    }
}

/// A pattern of the catalog, filled with plain text.
pub(super) fn pattern<'v>(
    language: Language<'_>,
    name: &str,
    value: &dyn Fn(&str) -> &'v str,
) -> String {
    let found = language.catalog(&format!("patterns/{name}"));
    found
        .map(|found| Pattern::new(&found.text.value).fill(value))
        .unwrap_or_default()
}
