//! What each kind of page shows. One file a kind; the words and marks are the templates'.

mod code;
mod comparison;
mod guide;
mod lists;
mod machines;
mod matrix;
mod search;
mod translations;

pub(super) use code::CodePage;
pub(super) use comparison::ComparisonPage;
pub(super) use guide::{guide, guides};
pub(super) use lists::{codes, comparisons, home, hub};
pub(super) use machines::{not_found, robots, sitemap, sitemap_index};
pub(super) use matrix::MatrixPage;
pub(super) use search::search;
pub(super) use translations::translations;

use serde::Serialize;
use tera::Value;

use crate::site::Subject;

use super::fragments::{CodeView, Words, pattern};
use super::html::Html;
use super::view::View;
use super::{Failure, Renderer};

/// The longest title that search engines show whole.
const TITLE: usize = 60;

/// The first title that fits, or else the last.
fn fitting(titles: [&dyn Fn() -> String; 2]) -> String {
    let [long, short] = titles;
    let title = long();
    if title.chars().count() <= TITLE {
        title
    } else {
        short()
    }
}

/// A guide in a list.
#[derive(Serialize)]
struct GuideLink {
    title: Words,
    summary: Words,
    href: String,
}

/// How much there is of a family, in words.
#[derive(Serialize)]
struct Counts {
    codes: Words,
    comparisons: Words,
}

/// A family with its codes in a list.
#[derive(Serialize)]
struct FamilyList {
    about: Value,
    counts: Counts,
    codes: Vec<Value>,
}

impl Renderer<'_> {
    /// A title with the site's name behind it.
    fn site_title(&self, locale: usize, title: &str) -> String {
        let site = self.site.content.settings.title.as_str();
        pattern(self.site.language(locale), "title_page", &|slot| {
            if slot == "site" { site } else { title }
        })
    }

    /// The guides that `keep` chooses, in the order of the language's alphabet.
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
                html: Html::text(text),
                lang: (!translated).then_some("en"),
            };
            view.note_fallback(!translated);
            let link = GuideLink {
                title: words(&text.title),
                summary: words(&text.summary),
                href: site.href(locale, Subject::Guide { guide: index }),
            };
            links.push((text.title.as_str(), link));
        }
        links.sort_by(|(one, _), (other, _)| site.language(locale).order(one, other));
        links.into_iter().map(|(_, link)| link).collect()
    }

    /// How much there is of a family, and whether all of it is translated.
    fn counts(&self, locale: usize, family: usize) -> (Counts, bool) {
        let codes = self.site.content.families[family].codes.len();
        let count = |thing, count| {
            let (text, translated) = self.site.language(locale).count(thing, count);
            Words {
                html: Html::text(&text),
                lang: (!translated).then_some("en"),
            }
        };
        let counts = Counts {
            codes: count("codes", codes),
            comparisons: count("comparisons", codes * codes.saturating_sub(1) / 2),
        };
        let translated = counts.codes.lang.is_none() && counts.comparisons.lang.is_none();
        (counts, translated)
    }

    /// Every family with what a list shows of all its codes.
    fn family_lists(
        &self,
        locale: usize,
        view: &mut View,
        shown: impl Fn(&CodeView<'_>, &mut View) -> Value,
    ) -> Result<Vec<FamilyList>, Failure> {
        let mut lists = Vec::new();
        for (index, _) in self.site.families() {
            let family = self.family(locale, index)?;
            let (counts, translated) = self.counts(locale, index);
            view.note_fallback(family.fell_back || !translated);
            let codes = family.codes.iter();
            let codes = codes.map(|code| shown(&code.details.about, view));
            lists.push(FamilyList {
                codes: codes.collect(),
                about: family.about.value(),
                counts,
            });
        }
        Ok(lists)
    }
}
