//! Which pages exist, where they stand, and how they link.
//!
//! A [`Site`] holds codes, never pairs: [`Site::pages`] walks every page without storing them.

mod find;
mod links;
mod page;
mod scope;

use crate::compare;
use crate::content::{Content, Family};
use crate::diagnostic::Problems;
use crate::locale::{Language, Locale, Locales};

pub use page::{Kind, Page, SITEMAPS, Subject};
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
    /// By family, locale and code: whether the code's panel is translated at least in part.
    panels: Vec<Vec<Vec<bool>>>,
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
        let panels = panels(&content, &locales);
        let site = Self {
            content,
            locales,
            families,
            chosen_locales,
            panels,
        };
        site.check_markdown(problems);
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

    /// Whether there are pages about `subject`, which this site may leave out.
    fn has(&self, subject: Subject) -> bool {
        match subject {
            Subject::Hub { family }
            | Subject::Matrix { family }
            | Subject::Code { family, .. }
            | Subject::Comparison { family, .. } => self.has_family(family),
            Subject::Guide { guide } => self.has_guide(guide),
            Subject::Home
            | Subject::Comparisons
            | Subject::Guides
            | Subject::Codes
            | Subject::Translations => true,
        }
    }

    /// Whether search engines may index a page about `subject`: they rightly punish padded
    /// near-duplicates, which the pages of distant pairs are.
    pub fn indexable(&self, subject: Subject) -> bool {
        match subject {
            Subject::Comparison { family, pair } => {
                self.content.settings.index_distant
                    || !compare::is_distant(&self.content.families[family].two(pair))
            }
            _ => true,
        }
    }

    /// Whether a page is in its language at least in part, so that it stands for itself.
    pub fn speaks(&self, locale: usize, subject: Subject) -> bool {
        let language = self.language(locale);
        let panel = |family: usize, code: usize| self.panels[family][locale][code];
        match subject {
            Subject::Code { family, code } => panel(family, code),
            Subject::Comparison { family, pair } => {
                panel(family, pair.low()) || panel(family, pair.high())
            }
            Subject::Hub { family } | Subject::Matrix { family } => language
                .family(family, "family/title")
                .is_some_and(|found| found.translated),
            Subject::Guide { guide } => language.guide(guide).1,
            Subject::Home
            | Subject::Comparisons
            | Subject::Guides
            | Subject::Codes
            | Subject::Translations => true,
        }
    }

    /// Whether any of the words that make a code's panel are in a language.
    pub fn speaks_of(&self, locale: usize, family: usize, code: usize) -> bool {
        self.panels[family][locale][code]
    }

    /// What search engines are told about the languages of a page about `subject`.
    pub fn standing(&self, subject: Subject) -> Standing {
        self.standing_where(self.indexable(subject), |locale| {
            self.speaks(locale, subject)
        })
    }

    /// The same for any page that is `indexed` or not, and `speaks` some languages.
    pub fn standing_where(&self, indexed: bool, speaks: impl Fn(usize) -> bool) -> Standing {
        let source = self.locales.source();
        Standing {
            indexed,
            speaks: (0..self.locales.all().len()).map(speaks).collect(),
            chosen: self.chosen_locales.clone(),
            source: self
                .locales()
                .find(|(_, candidate)| candidate.id == source.id)
                .map(|(index, _)| index),
        }
    }
}

/// What search engines are told about the pages of one subject in all languages.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Whether they may index any of them.
    pub indexed: bool,
    speaks: Vec<bool>,
    chosen: Vec<usize>,
    source: Option<usize>,
}

impl Standing {
    /// The locales in which the page stands for itself and search engines may index it: the
    /// members of its hreflang set, each of which names all the others.
    pub fn alternates(&self) -> Vec<usize> {
        let chosen = self.chosen.iter().copied();
        chosen
            .filter(|locale| self.indexed && self.speaks[*locale])
            .collect()
    }

    /// The locale whose page search engines should show instead of this one: a page that is
    /// English in all but its headings is a copy of the English page.
    pub fn canonical(&self, locale: usize) -> usize {
        if self.speaks[locale] {
            locale
        } else {
            self.source.unwrap_or(locale)
        }
    }
}

fn panels(content: &Content, locales: &Locales) -> Vec<Vec<Vec<bool>>> {
    let of_family = |index: usize, family: &Family| {
        (0..locales.all().len())
            .map(|locale| {
                let language = locales.language(locale, content);
                let translated = |path: String| {
                    let found = language.family(index, &path);
                    found.is_some_and(|found| found.translated)
                };
                let codes = family.codes.iter().map(|code| code.id.slug());
                codes
                    .map(|slug| {
                        PANEL
                            .iter()
                            .any(|field| translated(format!("codes/{slug}/{field}")))
                    })
                    .collect()
            })
            .collect()
    };
    let families = content.families.iter().enumerate();
    families
        .map(|(index, family)| of_family(index, family))
        .collect()
}
