//! A page into bytes: what a template may see, sentences, and prepared fragments.
//!
//! A page is a pure function of the site and the theme. What many pages share is rendered once,
//! when the [`Renderer`] is made; a page is then a few lookups and one template.

mod fragments;
mod head;
mod pages;
mod sentence;
mod view;

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value;

use crate::diagnostic::{Diagnostic, Id};
use crate::site::{Page, Site, Subject};
use crate::theme::{self, Theme};

use fragments::{FamilyFragments, LinkView, LocaleFragments};
use view::View;

/// Renders any page of a site.
#[derive(Debug)]
pub struct Renderer<'s> {
    site: &'s Site,
    theme: &'s Theme,
    /// What every page sees of the site.
    site_value: Value,
    /// By locale; only those that have pages are prepared.
    locales: Vec<Option<LocaleFragments>>,
}

/// A template that failed, as a problem with its place.
pub type Failure = Box<Diagnostic>;

impl<'s> Renderer<'s> {
    /// Prepares all fragments.
    pub fn new(site: &'s Site, theme: &'s Theme) -> Result<Self, Failure> {
        let mut renderer = Self {
            site,
            theme,
            site_value: site_value(site, theme),
            locales: site.locales.all().iter().map(|_| None).collect(),
        };
        for (locale, _) in site.locales() {
            renderer.locales[locale] = Some(LocaleFragments::new(&renderer, locale)?);
        }
        Ok(renderer)
    }

    /// Appends the bytes of a page to `out`.
    pub fn render(&self, page: Page, out: &mut Vec<u8>) -> Result<(), Failure> {
        match page {
            Page::Localized { locale, subject } => {
                let (template, view) = match subject {
                    Subject::Home => ("home.html", pages::home(self, locale)),
                    Subject::Hub { family } => ("hub.html", pages::hub(self, locale, family)),
                    Subject::Code { family, code } => {
                        ("code.html", pages::code(self, locale, family, code))
                    }
                    Subject::Comparisons => ("comparisons.html", pages::comparisons(self, locale)),
                    Subject::Matrix { family } => {
                        ("matrix.html", pages::matrix(self, locale, family))
                    }
                    Subject::Comparison { family, pair } => (
                        "comparison.html",
                        pages::comparison(self, locale, family, pair),
                    ),
                    Subject::Guides => ("guides.html", pages::guides(self, locale)),
                    Subject::Guide { guide } => ("guide.html", pages::guide(self, locale, guide)),
                    Subject::Codes => ("codes.html", pages::codes(self, locale)),
                };
                self.template(template, &view, out)
            }
            Page::NotFound => self.template("404.html", &pages::not_found(self), out),
            Page::SitemapIndex => {
                self.template("sitemap_index.xml", &pages::sitemap_index(self), out)
            }
            Page::SitemapOfPages { locale } => {
                self.template("sitemap.xml", &pages::sitemap(self, locale, None), out)
            }
            Page::SitemapOfFamily { locale, family } => self.template(
                "sitemap.xml",
                &pages::sitemap(self, locale, Some(family)),
                out,
            ),
            Page::Robots => self.template("robots.txt", &pages::robots(self), out),
            Page::NoJekyll => Ok(()),
            Page::Cname => {
                out.extend(
                    self.site
                        .content
                        .settings
                        .domain
                        .iter()
                        .flat_map(|name| name.bytes()),
                );
                Ok(())
            }
        }
    }

    /// The fragments of a locale that has pages.
    fn locale(&self, locale: usize) -> &LocaleFragments {
        self.locales[locale]
            .as_ref()
            .expect("only locales with pages are rendered")
    }

    /// The fragments of a family in a locale that has pages.
    fn family(&self, locale: usize, family: usize) -> &FamilyFragments {
        let family = self.locale(locale).families[family].as_ref();
        family.expect("only families with pages are rendered")
    }

    fn template(&self, name: &str, view: &View, out: &mut Vec<u8>) -> Result<(), Failure> {
        self.theme
            .tera
            .render_to(name, view.context(), out)
            .map_err(|error| Box::new(theme::explain(&error, Id::Rendering, &self.theme.sources)))
    }

    /// A template rendered to a piece of HTML that other templates put in as it is.
    fn fragment(&self, name: &str, view: &View) -> Result<Value, Failure> {
        let mut out = Vec::new();
        self.template(name, view, &mut out)?;
        let html = String::from_utf8(out).expect("templates and values are UTF-8");
        Ok(Value::safe_string(html.trim()))
    }
}

#[derive(Serialize)]
struct SiteView<'a> {
    title: &'a str,
    base: &'a str,
    repository: &'a str,
    licence: LinkView,
    /// The address of each asset by its name.
    assets: BTreeMap<&'a str, String>,
}

fn site_value(site: &Site, theme: &Theme) -> Value {
    let settings = &site.content.settings;
    Value::from_serializable(&SiteView {
        title: &settings.title,
        base: settings.base.path(),
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
