use serde::Serialize;

use crate::locale::{Count, Coverage, Language, Part};
use crate::site::Subject;

use super::super::fragments::{LinkView, Words, pattern};
use super::super::frame::Heading;
use super::super::html::Html;
use super::super::view::View;
use super::super::{Failure, Renderer};

/// A language with a cell for each part.
#[derive(Serialize)]
struct Row<'a> {
    tag: &'a str,
    direction: &'a str,
    name: &'a str,
    href: String,
    cells: Vec<Cell>,
}

/// How much of a part is translated, in the words of the page's language.
#[derive(Serialize)]
struct Cell {
    /// From 0 to 100, for the bar.
    value: usize,
    percent: Words,
    /// That some is out of date, where it is.
    stale: Option<Words>,
    /// That some is not translated, where it is.
    missing: Option<Words>,
    file: Option<FileLink>,
}

/// Where a translation is written.
#[derive(Serialize)]
struct FileLink {
    path: String,
    href: String,
    /// Whether the file is yet to be made.
    new: bool,
}

pub(in super::super) fn translations(
    renderer: &Renderer<'_>,
    locale: usize,
) -> Result<View, Failure> {
    let site = renderer.site;
    let language = site.language(locale);
    let families: Vec<LinkView> = site
        .families()
        .map(|(family, about)| LinkView {
            text: about.name.clone(),
            href: site.href(locale, Subject::Hub { family }),
        })
        .collect();
    let rows: Vec<Row<'_>> = site
        .locales()
        .map(|(other, _)| other)
        .filter(|other| !site.language(*other).is_source())
        .map(|other| {
            let about = site.language(other).locale;
            let covered = renderer.coverage(other).iter();
            Row {
                tag: &about.tag,
                direction: &about.direction,
                name: &about.name,
                href: site.href(other, Subject::Translations),
                cells: covered
                    .map(|part| Cell {
                        file: file(renderer, site.language(other), part),
                        ..cell(language, part.total)
                    })
                    .collect(),
            }
        })
        .collect();
    let name = renderer.plain(locale, "headings/translations");
    let mut view = View::default();
    view.put("families", &families);
    view.put("with_guides", &!site.content.guides.is_empty());
    view.put("rows", &rows);
    let heading = Heading {
        locale,
        subject: Subject::Translations,
        title: renderer.site_title(locale, &name),
        description: renderer.plain(locale, "patterns/description_translations"),
        above: Vec::new(),
        name,
    };
    renderer.frame(&mut view, &heading)?;
    Ok(view)
}

/// How much is translated, in the words of a language.
fn cell(language: Language<'_>, count: Count) -> Cell {
    let filled = |name: &str, number: usize| {
        let number = number.to_string();
        let found = language.catalog(&format!("patterns/{name}"));
        Words {
            html: Html::text(&pattern(language, name, &|_| &number)),
            lang: found.is_some_and(|found| !found.translated).then_some("en"),
        }
    };
    let some = |name: &str, number: usize| (number > 0).then(|| filled(name, number));
    Cell {
        value: count.per_cent(),
        percent: filled("percent", count.per_cent()),
        stale: some("stale", count.stale),
        missing: some("missing", count.missing),
        file: None,
    }
}

/// Where a part of a language is edited or begun; of the guides, the one that needs it most. A
/// catalog that the program brings along has no file.
fn file(renderer: &Renderer<'_>, language: Language<'_>, covered: &Coverage) -> Option<FileLink> {
    let neediest = covered
        .fields
        .iter()
        .min_by_key(|(_, count)| (count.missing == 0, count.stale == 0));
    let guide = neediest.map_or("", |(guide, _)| guide.as_str());
    let path = language.file(covered.part, guide);
    let new = !language.locale.files().contains(&path);
    let repository = &renderer.site.content.settings.repository;
    let href = if new {
        repository.begin(&path)
    } else {
        repository.edit(&path)
    };
    let link = FileLink { path, href, new };
    Some(link).filter(|link| !link.new || covered.part != Part::Catalog)
}

impl Renderer<'_> {
    /// How much of each part of a language is translated: of the catalog, of every family that has
    /// pages, and of the guides, if there are any.
    fn coverage(&self, locale: usize) -> &[Coverage] {
        let site = self.site;
        let all = self.coverage.get_or_init(|| {
            let locales = 0..site.locales.all().len();
            let counted = locales.map(|locale| {
                let families = site.families().map(|(family, _)| Part::Family(family));
                let guides = (!site.content.guides.is_empty()).then_some(Part::Guides);
                let parts = std::iter::once(Part::Catalog).chain(families).chain(guides);
                let language = site.language(locale);
                parts.map(|part| language.coverage(part)).collect()
            });
            counted.collect()
        });
        &all[locale]
    }
}
