//! What each kind of page shows. One file a kind; the words and marks are the templates'.

mod code;
mod comparison;
mod guide;
mod lists;
mod machines;

pub(super) use code::code;
pub(super) use comparison::comparison;
pub(super) use guide::{guide, guides};
pub(super) use lists::{codes, comparisons, home, hub, matrix};
pub(super) use machines::{not_found, robots, sitemap, sitemap_index};

use serde::Serialize;
use tera::Value as Html;

use crate::content::Pair;
use crate::site::Subject;

use super::fragments::{LinkView, Words, pattern};
use super::{Renderer, View};

/// The longest title that search engines show whole.
const TITLE: usize = 60;

/// The first title that fits, or else the last.
fn fitting(titles: [String; 2]) -> String {
    let [long, short] = titles;
    if long.chars().count() <= TITLE {
        long
    } else {
        short
    }
}

/// A guide in a list.
#[derive(Serialize)]
struct GuideLink {
    title: Words,
    summary: Words,
    href: String,
}

/// A family with its codes in a list.
#[derive(Serialize)]
struct FamilyList {
    about: Html,
    codes: Vec<Html>,
}

impl Renderer<'_> {
    /// A title with the site's name behind it.
    fn site_title(&self, locale: usize, title: &str) -> String {
        let site = self.site.content.settings.title.as_str();
        pattern(self.site.language(locale), "title_page", &|slot| {
            if slot == "site" { site } else { title }
        })
    }

    /// A word of the catalog without markup.
    fn plain(&self, locale: usize, path: &str) -> String {
        let found = self.site.language(locale).catalog(path);
        found
            .map(|found| found.text.value.clone())
            .unwrap_or_default()
    }

    /// A link to a comparison: “1007 vs 1013”.
    fn pair_link(&self, locale: usize, index: usize, pair: Pair) -> LinkView {
        let family = &self.site.content.families[index];
        let (a, b) = (family.reference(pair.low()), family.reference(pair.high()));
        LinkView {
            text: pattern(self.site.language(locale), "pair", &|slot| {
                if slot == "a" { &a } else { &b }
            }),
            href: self.site.href(
                locale,
                Subject::Comparison {
                    family: index,
                    pair,
                },
            ),
        }
    }

    /// The guides that `keep` chooses, and whether one of them is not translated.
    fn guide_links(
        &self,
        locale: usize,
        view: &mut View,
        keep: impl Fn(&crate::content::Guide) -> bool,
    ) -> Vec<GuideLink> {
        let site = self.site;
        let mut links = Vec::new();
        for (index, guide) in site.content.guides.iter().enumerate() {
            if !site.has_guide(index) || !keep(guide) {
                continue;
            }
            let (text, translated) = site.language(locale).guide(index);
            let words = |text: &str| Words {
                html: Html::normal_string(text),
                lang: (!translated).then_some("en"),
            };
            view.note_fallback(!translated);
            links.push(GuideLink {
                title: words(&text.title),
                summary: words(&text.summary),
                href: site.href(locale, Subject::Guide { guide: index }),
            });
        }
        links
    }

    /// Every family with all its codes.
    fn family_lists(&self, locale: usize, view: &mut View) -> Vec<FamilyList> {
        let mut lists = Vec::new();
        for (index, _) in self.site.families() {
            let family = self.family(locale, index);
            view.note_fallback(family.fell_back);
            lists.push(FamilyList {
                about: family.about.clone(),
                codes: family
                    .codes
                    .iter()
                    .map(|code| {
                        view.note_fallback(code.summary_fell_back);
                        code.about.clone()
                    })
                    .collect(),
            });
        }
        lists
    }
}
