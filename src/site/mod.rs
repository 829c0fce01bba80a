//! Which pages exist, where they stand, and how they link.
//!
//! A [`Site`] holds codes, never pairs: [`Site::pages`] walks every page without storing them.

mod links;
mod page;
mod scope;

use crate::compare;
use crate::content::{Content, Family};
use crate::diagnostic::Problems;
use crate::locale::{Language, Locale, Locales};

pub use page::{Kind, Page, Subject};
pub use scope::{NotFound, Scope};

/// Everything that is published, but for the theme.
#[derive(Debug)]
pub struct Site {
    /// What contributors wrote in English.
    pub content: Content,
    /// The languages.
    pub locales: Locales,
    /// The families that have pages, by index.
    families: Vec<usize>,
    /// The locales that have pages, by index.
    chosen_locales: Vec<usize>,
}

/// The texts of a code that make its panel; a panel of which none is translated falls back whole.
const PANEL: &[&str] = &["description", "when_seen", "how_to_fix"];

impl Site {
    /// The site of all that `scope` chooses. Links that lead nowhere become problems.
    pub fn new(
        content: Content,
        locales: Locales,
        scope: &Scope,
        problems: &mut Problems,
    ) -> Result<Self, NotFound> {
        let families = scope.families(&content)?;
        let chosen_locales = scope.locales(&locales)?;
        let site = Self {
            content,
            locales,
            families,
            chosen_locales,
        };
        site.check_links(problems);
        Ok(site)
    }

    /// The families that have pages.
    pub fn families(&self) -> impl Iterator<Item = (usize, &Family)> + Clone {
        self.families
            .iter()
            .map(|index| (*index, &self.content.families[*index]))
    }

    /// The locales that have pages.
    pub fn locales(&self) -> impl Iterator<Item = (usize, &Locale)> + Clone {
        self.chosen_locales
            .iter()
            .map(|index| (*index, &self.locales.all()[*index]))
    }

    /// Whether a family has pages.
    pub fn has_family(&self, family: usize) -> bool {
        self.families.contains(&family)
    }

    /// Where the texts of a locale are looked up.
    pub fn language(&self, locale: usize) -> Language<'_> {
        self.locales.language(locale, &self.content)
    }

    /// Whether the guide has a family with pages, or concerns none in particular.
    pub fn has_guide(&self, guide: usize) -> bool {
        let families = &self.content.guides[guide].families;
        families.is_empty() || families.iter().any(|family| self.has_family(*family))
    }

    /// Whether search engines may index a page about `subject`: they rightly punish padded
    /// near-duplicates, which the pages of distant pairs are.
    pub fn indexable(&self, subject: Subject) -> bool {
        match subject {
            Subject::Comparison { family, pair } => {
                self.content.settings.index_distant
                    || !compare::is_distant(&self.content.families[family], pair)
            }
            _ => true,
        }
    }

    /// Whether a page is in its language at least in part, so that it stands for itself.
    pub fn speaks(&self, locale: usize, subject: Subject) -> bool {
        let language = self.language(locale);
        let panel = |family: usize, code: usize| {
            let slug = self.content.families[family].codes[code].id.slug();
            PANEL.iter().any(|field| {
                language
                    .family(family, &format!("codes/{slug}/{field}"))
                    .is_some_and(|found| found.translated)
            })
        };
        match subject {
            Subject::Code { family, code } => panel(family, code),
            Subject::Comparison { family, pair } => {
                panel(family, pair.low()) || panel(family, pair.high())
            }
            Subject::Hub { family } | Subject::Matrix { family } => language
                .family(family, "family/title")
                .is_some_and(|found| found.translated),
            Subject::Guide { guide } => language.guide(guide).1,
            Subject::Home | Subject::Comparisons | Subject::Guides | Subject::Codes => true,
        }
    }

    /// The locales in which a page about `subject` stands for itself and search engines may
    /// index it: the members of its hreflang set, each of which names all the others.
    pub fn alternates(&self, subject: Subject) -> Vec<usize> {
        if !self.indexable(subject) {
            return Vec::new();
        }
        self.chosen_locales
            .iter()
            .copied()
            .filter(|locale| self.speaks(*locale, subject))
            .collect()
    }

    /// The locale whose page about `subject` search engines should show instead of this one: a
    /// page that is English in all but its headings is a copy of the English page.
    pub fn canonical_locale(&self, locale: usize, subject: Subject) -> usize {
        if self.speaks(locale, subject) {
            return locale;
        }
        let source = self.locales.source();
        self.locales()
            .find(|(_, candidate)| candidate.id == source.id)
            .map_or(locale, |(index, _)| index)
    }
}
