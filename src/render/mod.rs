//! A page into bytes: what a template may see, sentences, and prepared fragments.
//!
//! A page is a pure function of what it shows. What many pages share is prepared for each family
//! and language when the first page needs it. A comparison is then put together from
//! hashed fragments and nothing else, so that their hashes tell whether it is
//! still the same; every other page is a view, which hashes what is set on it.

mod fragments;
mod frame;
mod hashed;
mod html;
mod layout;
mod pages;
mod painter;
mod pieces;
mod sentence;
mod shelf;
mod standings;
mod stencil;
mod template;
mod view;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use serde::Serialize;
use xxhash_rust::xxh3::xxh3_128;

use crate::diagnostic::{Diagnostic, Id};
use crate::inputs::program;
use crate::locale::Coverage;
use crate::site::Site;
use crate::theme::{self, Theme};

use fragments::{FamilyFragments, LinkView, LocaleFragments};
use hashed::together;
use html::Html;
use pieces::Pieces;
use sentence::{English, FamilyPhrases, Phrases};
use shelf::Shelf;
use standings::Standings;
use stencil::Stencil;
use view::{Shared, Slots};

pub use painter::Painter;
pub use template::Template;

/// Renders any page of a site; a [`Painter`] does so for one thread.
#[derive(Debug)]
pub struct Renderer<'s> {
    site: &'s Site,
    theme: &'s Theme,
    /// A hash of the templates and of this program.
    made_with: u128,
    /// What every page sees of the site.
    site_view: Shared,
    pieces: Pieces,
    /// By family.
    standings: Vec<Standings>,
    /// By family, made when the first page needs it.
    english: Vec<OnceLock<English>>,
    /// By locale; only those that have pages are prepared.
    locales: Vec<Option<LocaleFragments>>,
    families: Shelf<'s>,
    /// By locale and part, counted when the first page needs it.
    coverage: OnceLock<Vec<Vec<Coverage>>>,
}

/// A template that failed, as a problem with its place.
pub type Failure = Box<Diagnostic>;

impl<'s> Renderer<'s> {
    /// Prepares what does not belong to a family.
    pub fn new(site: &'s Site, theme: &'s Theme) -> Result<Self, Failure> {
        let families = 0..site.content.families.len();
        let mut renderer = Self {
            site,
            theme,
            made_with: together([theme.hash(), xxh3_128(program().as_bytes())]),
            site_view: site_view(site, theme),
            pieces: Pieces::default(),
            standings: families
                .clone()
                .map(|family| Standings::new(site, family))
                .collect(),
            english: families.clone().map(|_| OnceLock::new()).collect(),
            locales: site.locales.all().iter().map(|_| None).collect(),
            families: Shelf::new(site.locales.all().len(), families.len()),
            coverage: OnceLock::new(),
        };
        renderer.pieces = Pieces::new(&renderer)?;
        for (locale, _) in site.locales() {
            renderer.locales[locale] = Some(LocaleFragments::new(&renderer, locale)?);
        }
        Ok(renderer)
    }

    /// The work space of one thread.
    pub fn painter(&self) -> Painter<'_, 's> {
        Painter::new(self)
    }

    /// The fragments of a locale that has pages.
    fn locale(&self, locale: usize) -> &LocaleFragments {
        self.locales[locale]
            .as_ref()
            .expect("only locales with pages are rendered")
    }

    /// The fragments of a family in a locale that has pages.
    fn family(&self, locale: usize, family: usize) -> Result<Arc<FamilyFragments<'s>>, Failure> {
        self.families.get(locale, family, || {
            FamilyFragments::new(self, locale, family)
        })
    }

    /// What English says of a family and its codes.
    fn english(&self, family: usize) -> &English {
        self.english[family].get_or_init(|| {
            let source = self.site.locales.source_language(&self.site.content);
            let codes = 0..self.site.content.families[family].codes.len();
            let phrases = self.phrases(family);
            English {
                family: Arc::new(FamilyPhrases::new(source)),
                codes: codes
                    .map(|code| Arc::new(phrases.of_code(source, code)))
                    .collect(),
            }
        })
    }

    fn phrases(&self, family: usize) -> Phrases<'_> {
        Phrases {
            site: self.site,
            family,
            mention: &self.pieces.mention,
        }
    }

    fn template(
        &self,
        template: Template,
        context: &tera::Context,
        out: &mut Vec<u8>,
    ) -> Result<(), Failure> {
        self.theme
            .tera
            .render_to(template.name(), context, out)
            .map_err(|error| Box::new(theme::explain(&error, Id::Rendering, &self.theme.sources)))
    }

    /// What a template makes of a view.
    fn text(&self, template: Template, view: &Slots) -> Result<String, Failure> {
        let mut out = Vec::new();
        self.template(template, view.context(), &mut out)?;
        Ok(String::from_utf8(out).expect("templates and values are UTF-8"))
    }

    /// A template rendered to a piece of HTML that other templates put in as it is.
    fn fragment(&self, template: Template, view: &Slots) -> Result<Html, Failure> {
        Ok(Html::markup(self.text(template, view)?.trim()))
    }

    /// A fragment with holes, which are among the values of the view.
    fn stencil(&self, template: Template, view: &Slots) -> Result<Stencil, Failure> {
        Ok(Stencil::cut(self.text(template, view)?.trim()))
    }

    /// A word of the catalog without markup.
    fn plain(&self, locale: usize, path: &str) -> String {
        let found = self.site.language(locale).catalog(path);
        found
            .map(|found| found.text.value.clone())
            .unwrap_or_default()
    }
}

#[derive(Serialize)]
struct SiteView<'a> {
    title: &'a str,
    base: &'a str,
    offline: bool,
    repository: &'a str,
    licence: LinkView,
    /// The address of each asset by its name.
    assets: BTreeMap<&'a str, String>,
}

fn site_view(site: &Site, theme: &Theme) -> Shared {
    let settings = &site.content.settings;
    Shared::new(&SiteView {
        title: &settings.title,
        base: settings.base.path(),
        offline: settings.offline,
        repository: &settings.repository.url,
        licence: LinkView {
            text: settings.licence.name.clone(),
            href: settings.licence.url.clone(),
        },
        assets: theme
            .assets
            .iter()
            .map(|asset| {
                (
                    asset.name.as_str(),
                    format!("{}{}", settings.base.path(), asset.path()),
                )
            })
            .collect(),
    })
}
