use std::borrow::Cow;
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_128;

use crate::compare;
use crate::content::{Pair, Two};
use crate::site::{Page, Subject};

use super::fragments::FamilyFragments;
use super::hashed::together;
use super::pages::{self, CodePage, ComparisonPage, MatrixPage};
use super::view::{Slots, View};
use super::{Failure, Renderer, Template};

/// The work space of one thread: makes one page after another.
pub struct Painter<'r, 's> {
    renderer: &'r Renderer<'s>,
    slots: Slots,
    text: String,
    /// The family whose pages are in hand, by locale and index.
    family: Option<(usize, usize, Arc<FamilyFragments<'s>>)>,
    shown: Shown<'r, 's>,
}

/// What the page in hand shows.
enum Shown<'r, 's> {
    Comparison(Of<'s>, Pair),
    Code(Of<'s>, usize),
    Matrix(Box<MatrixPage<'s>>),
    View(Template, Box<View>),
    Text(Cow<'r, str>),
}

/// Of which family in which locale a page is.
struct Of<'s> {
    locale: usize,
    family: usize,
    fragments: Arc<FamilyFragments<'s>>,
}

impl<'r, 's> Painter<'r, 's> {
    pub(super) fn new(renderer: &'r Renderer<'s>) -> Self {
        Self {
            renderer,
            slots: Slots::default(),
            text: String::new(),
            family: None,
            shown: Shown::Text(Cow::Borrowed("")),
        }
    }

    /// Takes a page in hand and returns its fingerprint, a hash of all that it shows and of what
    /// it is made with: the same fingerprint means the same bytes.
    pub fn view(&mut self, page: Page) -> Result<u128, Failure> {
        self.shown = self.show(page)?;
        let shown = match &self.shown {
            Shown::Comparison(of, pair) => of.comparison(self.renderer, *pair).hash(),
            Shown::Code(of, code) => of.code(self.renderer, *code).hash(),
            Shown::Matrix(page) => page.hash(),
            Shown::View(_, view) => view.fingerprint(),
            Shown::Text(text) => xxh3_128(text.as_bytes()),
        };
        Ok(together([self.renderer.made_with, shown]))
    }

    /// Appends the bytes of the page that was taken in hand last.
    pub fn paint(&mut self, out: &mut Vec<u8>) -> Result<(), Failure> {
        let renderer = self.renderer;
        match &mut self.shown {
            Shown::Comparison(of, pair) => {
                self.text.clear();
                let page = of.comparison(renderer, *pair);
                page.paint(renderer, &mut self.text, out)
            }
            Shown::Code(of, code) => {
                let page = of.code(renderer, *code);
                page.fill(&renderer.pieces, &mut self.slots);
                renderer.template(Template::Code, self.slots.context(), out)
            }
            Shown::Matrix(page) => {
                renderer.template(Template::Matrix, page.context(&renderer.pieces), out)
            }
            Shown::View(template, view) => renderer.template(*template, view.context(), out),
            Shown::Text(text) => {
                out.extend_from_slice(text.as_bytes());
                Ok(())
            }
        }
    }

    fn of(&mut self, locale: usize, family: usize) -> Result<Of<'s>, Failure> {
        let fragments = match &self.family {
            Some((its_locale, its_family, there))
                if (*its_locale, *its_family) == (locale, family) =>
            {
                Arc::clone(there)
            }
            _ => {
                let made = self.renderer.family(locale, family)?;
                self.family = Some((locale, family, Arc::clone(&made)));
                made
            }
        };
        Ok(Of {
            locale,
            family,
            fragments,
        })
    }

    fn show(&mut self, page: Page) -> Result<Shown<'r, 's>, Failure> {
        let renderer = self.renderer;
        let (template, view) = match page {
            Page::Localized { locale, subject } => match subject {
                Subject::Comparison { family, pair } => {
                    return Ok(Shown::Comparison(self.of(locale, family)?, pair));
                }
                Subject::Code { family, code } => {
                    return Ok(Shown::Code(self.of(locale, family)?, code));
                }
                Subject::Matrix { family } => {
                    let page = MatrixPage::new(renderer, locale, family)?;
                    return Ok(Shown::Matrix(Box::new(page)));
                }
                Subject::Home => (Template::Home, pages::home(renderer, locale)?),
                Subject::Hub { family } => (Template::Hub, pages::hub(renderer, locale, family)?),
                Subject::Comparisons => {
                    (Template::Comparisons, pages::comparisons(renderer, locale)?)
                }
                Subject::Guides => (Template::Guides, pages::guides(renderer, locale)?),
                Subject::Guide { guide } => {
                    (Template::Guide, pages::guide(renderer, locale, guide)?)
                }
                Subject::Codes => (Template::Codes, pages::codes(renderer, locale)?),
                Subject::Translations => (
                    Template::Translations,
                    pages::translations(renderer, locale)?,
                ),
            },
            Page::Search { locale } => {
                return Ok(Shown::Text(pages::search(renderer.site, locale).into()));
            }
            Page::NotFound => (Template::NotFound, pages::not_found(renderer)),
            Page::SitemapIndex => (Template::SitemapIndex, pages::sitemap_index(renderer)),
            Page::SitemapOfPages { locale } => {
                (Template::Sitemap, pages::sitemap(renderer, locale, None))
            }
            Page::SitemapOfFamily { locale, family } => (
                Template::Sitemap,
                pages::sitemap(renderer, locale, Some(family)),
            ),
            Page::Robots => (Template::Robots, pages::robots(renderer)),
            Page::Worker if renderer.site.content.settings.offline => {
                (Template::Worker, View::default())
            }
            Page::Worker => (Template::NoWorker, View::default()),
            Page::NoJekyll => return Ok(Shown::Text("".into())),
            Page::Cname => {
                let domain = renderer.site.content.settings.domain.as_deref();
                return Ok(Shown::Text(domain.unwrap_or_default().into()));
            }
        };
        Ok(Shown::View(template, Box::new(view)))
    }
}

impl<'s> Of<'s> {
    fn comparison<'p>(&'p self, renderer: &'p Renderer<'s>, pair: Pair) -> ComparisonPage<'p, 's> {
        let standings = &renderer.standings[self.family];
        let fragments = &self.fragments;
        let note = fragments.notes.get(&pair);
        let (low, high) = (&fragments.codes[pair.low()], &fragments.codes[pair.high()]);
        let two = Two {
            pair,
            low: low.fragments.compared,
            high: high.fragments.compared,
            groups: [low.fragments.group, high.fragments.group],
            note: note.map(|note| note.note),
        };
        ComparisonPage {
            locale: renderer.locale(self.locale),
            frame: &fragments.frame,
            codes: [&low.fragments, &high.fragments],
            summaries: [&low.summary, &high.summary],
            note,
            comparison: compare::compare(&two),
            two,
            layouts: &fragments.layouts,
            standing: standings.of_pair(low.fragments.speaks, high.fragments.speaks),
            index_distant: renderer.site.content.settings.index_distant,
            neighbours: renderer.site.content.families[self.family]
                .neighbours(pair)
                .map(|pair| pair.map(|pair| fragments.ends_of(pair))),
        }
    }

    fn code<'p>(&'p self, renderer: &'p Renderer<'s>, code: usize) -> CodePage<'p, 's> {
        let family = &self.fragments;
        CodePage {
            locale: renderer.locale(self.locale),
            frame: &family.frame,
            code: &family.codes[code].fragments,
            details: &family.codes[code].details,
            ends: &family.ends,
        }
    }
}
