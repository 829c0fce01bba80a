//! Pages that no reader opens on purpose.

use serde::Serialize;
use tera::Value;

use crate::site::{Page, Subject};

use super::super::Renderer;
use super::super::view::View;

/// The words of one language on the page for all.
#[derive(Serialize)]
struct NotFoundView {
    about: Value,
    words: Value,
}

pub(in super::super) fn not_found(renderer: &Renderer<'_>) -> View {
    let site = renderer.site;
    let languages: Vec<NotFoundView> = site
        .locales()
        .map(|(index, _)| {
            let fragments = renderer.locale(index);
            NotFoundView {
                about: fragments.about.value(),
                words: fragments.words.value(),
            }
        })
        .collect();
    let mut view = View::default();
    view.set("site", &renderer.site_view);
    view.put("languages", &languages);
    view
}

pub(in super::super) fn sitemap_index(renderer: &Renderer<'_>) -> View {
    let site = renderer.site;
    let base = &site.content.settings.base;
    let sitemaps: Vec<String> = site
        .pages()
        .filter(|page| {
            matches!(
                page,
                Page::SitemapOfPages { .. } | Page::SitemapOfFamily { .. }
            )
        })
        .map(|page| format!("{}{}/{}", base.origin(), base.path(), site.file(page)))
        .collect();
    let mut view = View::default();
    view.put("sitemaps", &sitemaps);
    view
}

/// The pages of a locale that search engines should know: of one family, or of none.
pub(in super::super) fn sitemap(
    renderer: &Renderer<'_>,
    locale: usize,
    family: Option<usize>,
) -> View {
    let site = renderer.site;
    let listed = |subject: Subject| site.indexable(subject) && site.speaks(locale, subject);
    let urls: Vec<String> = match family {
        Some(family) => site
            .family_subjects(family)
            .filter(|subject| listed(*subject))
            .map(|subject| site.url(locale, subject))
            .collect(),
        None => site
            .own_subjects()
            .filter(|subject| listed(*subject))
            .map(|subject| site.url(locale, subject))
            .collect(),
    };
    let mut view = View::default();
    view.put("urls", &urls);
    view
}

pub(in super::super) fn robots(renderer: &Renderer<'_>) -> View {
    let base = &renderer.site.content.settings.base;
    let sitemap = renderer.site.file(Page::SitemapIndex);
    let mut view = View::default();
    view.put(
        "sitemap",
        &format!("{}{}/{sitemap}", base.origin(), base.path()),
    );
    view
}
