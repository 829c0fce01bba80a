use serde::Serialize;
use tera::Value as Html;

use super::super::Failure;
use super::{LocaleFragments, Lookup, Words};
use crate::content::{Action, Code, Family, ReferBy};
use crate::site::Subject;

/// Of a code in a locale.
#[derive(Debug)]
pub(in crate::render) struct CodeFragments {
    /// What templates know about the code.
    pub(in crate::render) about: Html,
    /// Its panel.
    pub(in crate::render) panel: Html,
    /// Its cell for each fact.
    pub(in crate::render) cells: Vec<Html>,
    /// Whether panel or cells are English in part because they are not translated.
    pub(in crate::render) fell_back: bool,
    /// Whether the summary is.
    pub(in crate::render) summary_fell_back: bool,
}

#[derive(Serialize)]
struct CodeView<'a> {
    slug: &'a str,
    /// What stands large: the number, or the name in families that refer by name.
    glyph: String,
    /// What stands beside it.
    label: &'a str,
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

/// The exchange of a code.
#[derive(Serialize)]
struct Exchange {
    /// `en` where English stands in for all of it, so that it need not be said of each piece.
    lang: Option<&'static str>,
    steps: Vec<StepView>,
}

#[derive(Serialize)]
struct StepView {
    kind: &'static str,
    from: Words,
    to: Option<Words>,
    words: Words,
    detail: Option<Words>,
    /// “waits for”, in the language of the words after it.
    waits_for: String,
}

impl StepView {
    /// All its words.
    fn words(&self) -> impl Iterator<Item = &Words> {
        [&self.from, &self.words]
            .into_iter()
            .chain(&self.to)
            .chain(&self.detail)
    }

    /// All its words.
    fn words_mut(&mut self) -> impl Iterator<Item = &mut Words> {
        [&mut self.from, &mut self.words]
            .into_iter()
            .chain(&mut self.to)
            .chain(&mut self.detail)
    }
}

impl CodeFragments {
    pub(super) fn new(
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
        let glyph = family.reference(index);
        let label = match family.refer_by {
            ReferBy::Number => code.name.as_str(),
            ReferBy::Name => code.id.text(),
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
        let exchange = lookup.exchange(family, code);
        let mut fell_back = sections.iter().any(|section| section.words.lang.is_some())
            || exchange.lang.is_some()
            || exchange
                .steps
                .iter()
                .flat_map(StepView::words)
                .any(|words| words.lang.is_some());

        let mut view = locale.view();
        view.set("code", about.clone());
        view.put("sections", &sections);
        view.put("exchange", &exchange);
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

impl Lookup<'_> {
    fn exchange(&self, family: &Family, code: &Code) -> Exchange {
        let mut steps = self.steps(family, code);
        let english = |step: &StepView| step.words().all(|words| words.lang.is_some());
        if steps.is_empty() || !steps.iter().all(english) {
            return Exchange { lang: None, steps };
        }
        for words in steps.iter_mut().flat_map(StepView::words_mut) {
            words.lang = None;
        }
        Exchange {
            lang: Some("en"),
            steps,
        }
    }

    fn steps(&self, family: &Family, code: &Code) -> Vec<StepView> {
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
                let words = self.words(&format!("{base}/{kind}"));
                let language = match words.lang {
                    Some(_) => self.language().in_source(),
                    None => self.language(),
                };
                let waits_for = language.catalog("labels/waits_for");
                StepView {
                    kind,
                    from,
                    to,
                    waits_for: waits_for
                        .map(|found| found.text.value.clone())
                        .unwrap_or_default(),
                    words,
                    detail: self.optional(&format!("{base}/detail")),
                }
            })
            .collect()
    }
}
