use icu_locale::{Direction, LocaleDirectionality};
use icu_locale_core::Locale as Tag;

use crate::content::Files;
use crate::locale::{is_locale_id, needed_forms, packed_catalog};
use crate::site::Site;
use crate::yaml::TODO;

use super::file::{Draft, Failure};
use super::list;
use super::outline::{self, Outline};
use super::sheet::{Sheet, scalar};

/// The catalog of a new language: the one that is built in, or else one with every entry still to be
/// written; and its place among the languages that `site.yaml` names. Where only that is missing, only
/// that. `id` is the file's name and the prefix of its paths, `tag` the language's BCP 47 tag where
/// that is another.
pub fn new_locale(
    site: &Site,
    files: &Files,
    id: &str,
    tag: Option<&str>,
    name: Option<&str>,
) -> Result<Vec<Draft>, Failure> {
    let path = format!("i18n/{id}.yaml");
    if !is_locale_id(id) {
        return Err(Failure::refused(
            format!("`{id}` cannot be the path of a language"),
            "write it with a-z, 0-9 and -, such as pt or pt-br",
        ));
    }
    if crate::content::RESERVED.contains(&id)
        || site.content.families.iter().any(|family| family.id == id)
    {
        return Err(Failure::refused(
            format!("a language cannot be called `{id}`"),
            "the site's own pages stand at that path: choose another name",
        ));
    }
    let listed = listed(site, files, id)?;
    if files.exists(&path)
        && let Some(list) = listed
    {
        return Ok(vec![list]);
    }
    let drafts = |catalog| std::iter::once(catalog).chain(listed.clone()).collect();
    if let Some(text) = packed_catalog(id).filter(|_| !files.exists(&path)) {
        return Ok(drafts(Draft::new(path, text)));
    }
    let written = tag.unwrap_or(id);
    let Ok(tag) = Tag::try_from_str(written) else {
        return Err(Failure::refused(
            format!("`{written}` is not a BCP 47 tag"),
            "give one with --tag, such as --tag pt-BR",
        ));
    };
    let known = site.locales.all().iter();
    if let Some(other) = known
        .filter(|locale| locale.id != id)
        .find(|locale| locale.tag.eq_ignore_ascii_case(written))
    {
        return Err(Failure::refused(
            format!("i18n/{}.yaml has the tag {written} already", other.id),
            "give each language a tag of its own, with --tag",
        ));
    }
    Ok(drafts(Draft::new(&*path, text(site, &path, &tag, name))))
}

/// `site.yaml` with the language among those that it names, if it names any and not this one.
fn listed(site: &Site, files: &Files, id: &str) -> Result<Option<Draft>, Failure> {
    let named = site.content.settings.locales.as_ref();
    let unnamed = named.is_some_and(|named| named.iter().all(|(named, _)| named != id));
    unnamed
        .then(|| list::with_item(files, "locales", id))
        .transpose()
}

fn text(site: &Site, path: &str, tag: &Tag, name: Option<&str>) -> String {
    let english = site.locales.source();
    let direction = match LocaleDirectionality::new_extended().get(&tag.id) {
        Some(Direction::RightToLeft) => "rtl",
        _ => "ltr",
    };
    let mut sheet = Sheet::new(path);
    sheet.comment(
        "Each text stands below its English: write yours in place of TODO, and remove the English if \
         you like. What is left TODO is shown in English. Words in braces are put in by Versus; keep \
         each of them, wherever your language wants it.",
    );
    sheet.line(&format!("tag: {tag}"));
    sheet.line(&format!("direction: {direction}"));
    sheet.comment(&format!(
        "The language's own name, as {} is English's.",
        english.name
    ));
    sheet.line(&format!("name: {}", name.map_or(TODO.to_owned(), scalar)));
    for section in ["headings", "labels", "counts", "patterns"] {
        let mut outline = Outline::default();
        outline.add_below(english.catalog_texts(), &format!("{section}/"));
        sheet.line("");
        if section == "counts" {
            counts(&outline, tag, &mut sheet);
        } else {
            outline.draw(&mut sheet);
        }
    }
    sheet.into_text()
}

/// The section of counted things, with the plural forms of this language instead of those of English.
fn counts(english: &Outline, tag: &Tag, sheet: &mut Sheet) {
    let Outline::Map(sections) = english else {
        return;
    };
    for (section, things) in sections {
        sheet.comment("How things are counted, in the plural forms that the language has.");
        sheet.line(&format!("{section}:"));
        let Outline::Map(things) = things else {
            continue;
        };
        sheet.nested(|sheet| {
            for (thing, forms) in things {
                let Outline::Map(forms) = forms else { continue };
                for (form, text) in forms {
                    if let Outline::Text(english) = text {
                        sheet.comment(&format!("{form}: {english}"));
                    }
                }
                let own = needed_forms(tag).into_iter();
                let own = own.map(|form| (form.to_owned(), Outline::Text(String::new())));
                outline::draw(thing, &Outline::Map(own.collect()), sheet);
            }
        });
    }
}
