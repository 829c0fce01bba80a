use std::collections::BTreeMap;

use serde::Serialize;

use super::super::hashed::together;
use super::super::html::Html;
use super::super::view::{Shared, Slots};
use super::super::{Failure, Renderer, Template};
use crate::locale::Found;
use crate::site::Subject;

/// Of a locale.
#[derive(Debug)]
pub(in crate::render) struct LocaleFragments {
    /// The catalog's words as HTML, by section and key.
    pub(in crate::render) words: Shared,
    /// The same as plain text, for attributes.
    pub(in crate::render) plain: Shared,
    /// What templates know about the language itself.
    pub(in crate::render) about: Shared,
    /// What stands at the foot of every page.
    pub(in crate::render) footer: Shared,
    /// Whether an entry of the catalog is English because it is not translated.
    pub(in crate::render) fell_back: bool,
    /// That some of a page is English, and that nothing is.
    notices: [Html; 2],
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
    translations: String,
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
            // What is counted is a sentence that the program finds, not a word.
            if key.contains('/') {
                continue;
            }
            let text = found.text.value.as_str();
            fell_back |= !found.translated;
            words
                .entry(section)
                .or_default()
                .insert(key, catalog_word(renderer, found));
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
            translations: site.href(index, Subject::Translations),
        };
        let about = Shared::new(&about);
        let (words, plain) = (Shared::new(&words), Shared::new(&plain));
        let mut view = Slots::default();
        view.share("t", &words);
        view.share("site", &renderer.site_view);
        view.share("locale", &about);
        Ok(Self {
            about,
            footer: Shared::new(&renderer.fragment(Template::Footer, &view)?),
            notices: [
                Html::default(),
                Html::markup(renderer.text(Template::Notice, &view)?),
            ],
            words,
            plain,
            fell_back,
        })
    }

    /// The notice that some of a page is English, where it is.
    pub(in crate::render) fn notice(&self, fell_back: bool) -> &Html {
        &self.notices[usize::from(fell_back)]
    }

    /// A hash of all of it.
    pub(in crate::render) fn hash(&self) -> u128 {
        let shared = [&self.words, &self.plain, &self.about, &self.footer];
        together(shared.into_iter().map(Shared::hash))
    }

    /// What the templates of fragments see of the language.
    pub(super) fn view(&self) -> Slots {
        let mut view = Slots::default();
        view.share("t", &self.words);
        view.share("plain", &self.plain);
        view.share("locale", &self.about);
        view
    }
}

/// An entry of the catalog; one that is not translated is marked as English.
fn catalog_word(renderer: &Renderer<'_>, found: Found<'_>) -> Html {
    let text = Html::text(&found.text.value);
    if found.translated {
        text
    } else {
        renderer.pieces.english.filled(&[text.as_str()])
    }
}
