use serde::Serialize;

use crate::markdown;
use crate::site::Subject;

use super::super::frame::Heading;
use super::super::html::Html;
use super::super::view::View;
use super::super::{Failure, Renderer};

#[derive(Serialize)]
struct ContentsEntry {
    level: u8,
    id: String,
    text: String,
}

pub(in super::super) fn guides(renderer: &Renderer<'_>, locale: usize) -> Result<View, Failure> {
    let name = renderer.plain(locale, "headings/guides");
    let mut view = View::default();
    let links = renderer.guide_links(locale, &mut view, |_| true);
    view.put("guides", &links);
    let heading = Heading {
        locale,
        subject: Subject::Guides,
        title: renderer.site_title(locale, &name),
        description: renderer.plain(locale, "patterns/description_guides"),
        above: Vec::new(),
        name,
    };
    renderer.frame(&mut view, &heading)?;
    Ok(view)
}

pub(in super::super) fn guide(
    renderer: &Renderer<'_>,
    locale: usize,
    index: usize,
) -> Result<View, Failure> {
    let site = renderer.site;
    let (text, translated) = site.language(locale).guide(index);
    let mut view = View::default();
    view.note_fallback(!translated);
    let document = markdown::document(text.body.text(), &|target| {
        site.resolve_href(locale, target)
    });
    let contents: Vec<ContentsEntry> = document
        .headings
        .into_iter()
        .map(|heading| ContentsEntry {
            level: heading.level,
            id: heading.id,
            text: heading.text,
        })
        .collect();
    let repository = &site.content.settings.repository;
    let edit = repository.edit(&text.body.source.path);
    view.put("title", &text.title);
    view.put("summary", &text.summary);
    view.put("lang", &(!translated).then_some("en"));
    view.put("contents", &contents);
    view.put("body", &Html::markup(document.html));
    view.put("edit", &edit);
    let heading = Heading {
        locale,
        subject: Subject::Guide { guide: index },
        title: renderer.site_title(locale, &text.title),
        description: text.summary.clone(),
        above: vec![Subject::Guides],
        name: text.title.clone(),
    };
    renderer.frame(&mut view, &heading)?;
    Ok(view)
}
