use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value as Html;

use super::super::{Failure, Renderer, View};
use super::FamilyFragments;
use crate::locale::Found;
use crate::site::Subject;

/// Of a locale.
#[derive(Debug)]
pub(in crate::render) struct LocaleFragments {
    /// The catalog's words as HTML, by section and key.
    pub(in crate::render) words: Html,
    /// The same as plain text, for attributes.
    pub(in crate::render) plain: Html,
    /// What templates know about the language itself.
    pub(in crate::render) about: Html,
    /// Whether an entry of the catalog is English because it is not translated.
    pub(in crate::render) fell_back: bool,
    /// By family; only those that have pages are prepared.
    pub(in crate::render) families: Vec<Option<FamilyFragments>>,
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
    pub(in crate::render) fn new(renderer: &Renderer<'_>, index: usize) -> Result<Self, Failure> {
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
    pub(super) fn view(&self) -> View {
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
