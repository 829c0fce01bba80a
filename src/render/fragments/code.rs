use serde::Serialize;

use super::super::hashed::Hashed;
use super::super::html::{Html, escaped};
use super::super::sentence::{CodePhrases, Tongues};
use super::super::stencil::Stencil;
use super::super::{Failure, Template};
use super::choices::Choices;
use super::{End, FamilyFrame, LocaleFragments, Lookup, Words, pattern};
use crate::content::{Code, CodeRef, Compared, Family, Group, Pair, ReferBy};
use crate::site::Subject;

/// Of a code in a locale: what its own page and each of its comparisons show.
#[derive(Debug, Hash)]
pub(in crate::render) struct CodeFragments<'s> {
    pub(in crate::render) compared: Compared<'s>,
    pub(in crate::render) group: &'s Group,
    pub(in crate::render) slug: &'s str,
    /// What its registry calls it.
    pub(in crate::render) text: &'s str,
    pub(in crate::render) full_name: String,
    /// What a sentence calls it.
    pub(in crate::render) reference: String,
    pub(in crate::render) glyph: Html,
    pub(in crate::render) number: Html,
    pub(in crate::render) name: Html,
    /// The glyph and the label, as a link.
    pub(in crate::render) title: Html,
    /// Number and name, as an item of a row of links.
    pub(in crate::render) link: Html,
    /// Where it can be edited.
    pub(in crate::render) edit: Html,
    /// Its panel.
    pub(in crate::render) panel: Html,
    /// Its cell for each fact.
    pub(in crate::render) cells: Vec<Html>,
    /// Whether panel or cells are English in part because they are not translated.
    pub(in crate::render) fell_back: bool,
    pub(in crate::render) phrases: Tongues<CodePhrases>,
    /// When to use it.
    pub(in crate::render) choices: Choices,
    /// Its pairs that people confuse, as items of a row of links.
    pub(in crate::render) related: Vec<(Pair, Html)>,
    /// Its counterparts in other families, as items of a row of links.
    pub(in crate::render) equivalents: Vec<(CodeRef, Html)>,
    /// Which languages its panel is in; see `Standings`.
    pub(in crate::render) speaks: usize,
}

/// Of a code in a locale: what its own page and lists show besides.
#[derive(Debug, Hash)]
pub(in crate::render) struct CodeDetails<'s> {
    pub(in crate::render) code: &'s Code,
    /// What templates know about the code.
    pub(in crate::render) about: CodeView<'s>,
    pub(in crate::render) group_title: Words,
    /// What else people call it, as a sentence.
    pub(in crate::render) also_called: Option<Words>,
    /// Its pairs that people confuse.
    pub(in crate::render) confused: Vec<ConfusedView>,
    /// The summary without markup.
    pub(in crate::render) description: String,
}

/// All that is prepared of a code in a locale.
#[derive(Debug)]
pub(in crate::render) struct PreparedCode<'s> {
    pub(in crate::render) fragments: Hashed<CodeFragments<'s>>,
    pub(in crate::render) details: Hashed<CodeDetails<'s>>,
    /// One line on what it means, which comparisons show where nothing else tells two codes apart.
    pub(in crate::render) summary: Hashed<Html>,
}

/// What templates see of a code in a list.
#[derive(Debug, Clone, Hash, Serialize)]
pub(in crate::render) struct CodeView<'s> {
    slug: &'s str,
    /// What stands large: the number, or the name in families that refer by name.
    pub(in crate::render) glyph: String,
    /// What stands beside it.
    pub(in crate::render) label: &'s str,
    pub(in crate::render) name: String,
    pub(in crate::render) number: &'s str,
    severity: Option<&'s str>,
    registered_as: Option<String>,
    registered: bool,
    pub(in crate::render) summary: Words,
    pub(in crate::render) href: String,
    edit: String,
    edit_label: String,
}

/// What templates see of a code that is no more than a link.
#[derive(Serialize)]
pub(in crate::render) struct CodeLink<'a> {
    href: &'a str,
    glyph: &'a str,
    label: &'a str,
}

impl CodeView<'_> {
    pub(in crate::render) fn link(&self) -> CodeLink<'_> {
        CodeLink {
            href: &self.href,
            glyph: &self.glyph,
            label: self.label,
        }
    }
}

/// A comparison that leads on from a code.
#[derive(Debug, Hash, Serialize)]
pub(in crate::render) struct ConfusedView {
    href: String,
    text: String,
    /// The other code's.
    label: String,
}

/// A part of a panel; its heading is the catalog's under the field's name.
#[derive(Serialize)]
struct Section {
    heading: &'static str,
    words: Words,
}

impl<'s> PreparedCode<'s> {
    pub(super) fn new(
        lookup: &Lookup<'_, 's>,
        locale: &LocaleFragments,
        frame: &FamilyFrame,
        ends: &[Hashed<End>],
        index: usize,
    ) -> Result<Self, Failure> {
        let family: &'s Family = &lookup.renderer.site.content.families[lookup.family];
        let about = CodeView::new(lookup, family, index);
        Ok(Self {
            fragments: Hashed::new(CodeFragments::new(
                lookup, locale, frame, ends, &about, index,
            )?),
            summary: Hashed::new(lookup.renderer.pieces.marked(&about.summary)),
            details: Hashed::new(CodeDetails::new(lookup, frame, about, index)),
        })
    }
}

impl<'s> CodeDetails<'s> {
    fn new(
        lookup: &Lookup<'_, 's>,
        frame: &FamilyFrame,
        about: CodeView<'s>,
        index: usize,
    ) -> Self {
        let family: &'s Family = &lookup.renderer.site.content.families[lookup.family];
        let code = &family.codes[index];
        let group = &family.groups[code.group].id;
        let path = format!("codes/{}/summary", code.id.slug());
        let summary = lookup.language().family(lookup.family, &path);
        Self {
            code,
            also_called: also_called(lookup, code),
            group_title: lookup.words(&format!("family/groups/{group}/title")),
            confused: confused(lookup, frame, family, index),
            description: summary
                .map(|found| found.text.value.clone())
                .unwrap_or_default(),
            about,
        }
    }
}

impl<'s> CodeFragments<'s> {
    fn new(
        lookup: &Lookup<'_, 's>,
        locale: &LocaleFragments,
        frame: &FamilyFrame,
        ends: &[Hashed<End>],
        about: &CodeView<'s>,
        index: usize,
    ) -> Result<Self, Failure> {
        let renderer = lookup.renderer;
        let family: &'s Family = &renderer.site.content.families[lookup.family];
        let code = &family.codes[index];
        let pieces = &renderer.pieces;
        let (panel, panel_fell_back) = panel(lookup, locale, about, family, code)?;
        let mut cells = Vec::new();
        let mut cell_fell_back = false;
        for (fact, value) in code.values.iter().enumerate() {
            let (cell, fell_back) = frame.cells.get(lookup, locale, fact, value)?;
            cell_fell_back |= fell_back;
            cells.push(cell);
        }
        let english = renderer.english(lookup.family);
        let phrases = Tongues::new(lookup.language(), &english.codes[index], |language| {
            renderer.phrases(lookup.family).of_code(language, index)
        });
        let whole = format!("{} {}", about.number, about.name);
        Ok(Self {
            compared: code.compared(),
            group: &family.groups[code.group],
            slug: code.id.slug(),
            text: code.id.text(),
            full_name: about.name.clone(),
            reference: family.reference(index),
            glyph: Html::text(&about.glyph),
            number: Html::text(about.number),
            name: Html::text(&about.name),
            title: filled(&pieces.title, &[&about.href, &about.glyph, about.label]),
            link: filled(&pieces.link, &[&about.href, &whole]),
            edit: filled(&pieces.edit, &[&about.edit, &about.edit_label]),
            panel,
            cells,
            fell_back: panel_fell_back || cell_fell_back,
            choices: Choices::new(lookup, frame, ends, family, index, &phrases),
            phrases,
            related: related(lookup, frame, family, index),
            equivalents: equivalents(lookup, code),
            speaks: renderer.standings[lookup.family].class(index),
        })
    }
}

impl<'s> CodeView<'s> {
    fn new(lookup: &Lookup<'_, 's>, family: &'s Family, index: usize) -> Self {
        let site = lookup.renderer.site;
        let code = &family.codes[index];
        let subject = Subject::Code {
            family: lookup.family,
            code: index,
        };
        let registered_as = code.registered_as.as_deref();
        Self {
            slug: code.id.slug(),
            glyph: family.reference(index),
            label: label(family, index),
            name: code.full_name(),
            number: code.id.text(),
            registered_as: registered_as.map(|name| lookup.pattern("registered_as", &|_| name)),
            severity: code.severity,
            registered: code.registered,
            summary: lookup.words(&format!("codes/{}/summary", code.id.slug())),
            href: site.href(lookup.locale, subject),
            edit: site.content.settings.repository.edit(&code.path),
            edit_label: lookup.pattern("edit", &|_| code.id.text()),
        }
    }
}

/// A stencil filled with plain text.
fn filled(stencil: &Stencil, texts: &[&str]) -> Html {
    let fillings: Vec<_> = texts.iter().map(|text| escaped(text)).collect();
    let fillings: Vec<&str> = fillings.iter().map(AsRef::as_ref).collect();
    stencil.filled(&fillings)
}

/// What stands beside a code's glyph.
fn label(family: &Family, index: usize) -> &str {
    let code = &family.codes[index];
    match family.refer_by {
        ReferBy::Number => &code.name,
        ReferBy::Name => code.id.text(),
    }
}

/// The panel of a code, and whether any of it is English because it is not translated.
fn panel(
    lookup: &Lookup<'_, '_>,
    locale: &LocaleFragments,
    about: &CodeView<'_>,
    family: &Family,
    code: &Code,
) -> Result<(Html, bool), Failure> {
    let slug = code.id.slug();
    let sections = ["description", "when_seen", "how_to_fix"].map(|heading| Section {
        heading,
        words: lookup.words(&format!("codes/{slug}/{heading}")),
    });
    let exchange = lookup.exchange(family, code);
    let fell_back =
        sections.iter().any(|section| section.words.lang.is_some()) || exchange.lang.is_some();
    let mut view = locale.view();
    view.put("glyph", &about.glyph);
    view.put("sections", &sections);
    view.put("exchange", &exchange);
    view.put("references", &lookup.references(code));
    let panel = lookup.renderer.fragment(Template::Panel, &view)?;
    Ok((panel, fell_back))
}

/// What else people call a code. The sentence falls back whole.
fn also_called(lookup: &Lookup<'_, '_>, code: &Code) -> Option<Words> {
    let path = format!("codes/{}/also_called", code.id.slug());
    let own = lookup.language();
    let translated = own.family(lookup.family, &path)?.translated
        && own.catalog("patterns/also_called")?.translated;
    let language = if translated { own } else { own.in_source() };
    let names = language.family(lookup.family, &path)?;
    Some(Words {
        html: Html::text(&pattern(language, "also_called", &|_| &names.text.value)),
        lang: (!translated).then_some("en"),
    })
}

/// Links for comparisons alone, which stand beside each other in one folder.
fn related(
    lookup: &Lookup<'_, '_>,
    frame: &FamilyFrame,
    family: &Family,
    index: usize,
) -> Vec<(Pair, Html)> {
    let confused = family.codes[index].confused_with.iter();
    let pairs = confused.map(|other| Pair::new(index, *other));
    pairs
        .map(|pair| {
            let href = Html::text(&family.pair_slug(pair));
            let text = Html::text(&pair_name(frame, family, pair));
            let item = &lookup.renderer.pieces.link;
            (pair, item.filled(&[href.as_str(), text.as_str()]))
        })
        .collect()
}

fn confused(
    lookup: &Lookup<'_, '_>,
    frame: &FamilyFrame,
    family: &Family,
    index: usize,
) -> Vec<ConfusedView> {
    let others = family.codes[index].confused_with.iter();
    others
        .map(|other| {
            let (href, text) = pair_link(lookup, frame, family, Pair::new(index, *other));
            ConfusedView {
                href,
                text,
                label: label(family, *other).to_owned(),
            }
        })
        .collect()
}

fn pair_link(
    lookup: &Lookup<'_, '_>,
    frame: &FamilyFrame,
    family: &Family,
    pair: Pair,
) -> (String, String) {
    let subject = Subject::Comparison {
        family: lookup.family,
        pair,
    };
    (
        lookup.renderer.site.href(lookup.locale, subject),
        pair_name(frame, family, pair),
    )
}

fn pair_name(frame: &FamilyFrame, family: &Family, pair: Pair) -> String {
    frame.pair_name(
        &family.reference(pair.low()),
        &family.reference(pair.high()),
    )
}

/// The codes of other families that mean much the same.
fn equivalents(lookup: &Lookup<'_, '_>, code: &Code) -> Vec<(CodeRef, Html)> {
    let site = lookup.renderer.site;
    let there = code.equivalents.iter().copied();
    there
        .filter(|equivalent| site.has_family(equivalent.family))
        .map(|equivalent| {
            let CodeRef { family, code } = equivalent;
            let other = &site.content.families[family];
            let (number, name) = (other.codes[code].id.text(), other.codes[code].full_name());
            let text = Html::text(&format!("{} {number} {name}", other.name));
            let href = Html::text(&site.href(lookup.locale, Subject::Code { family, code }));
            let item = &lookup.renderer.pieces.link;
            (equivalent, item.filled(&[href.as_str(), text.as_str()]))
        })
        .collect()
}
