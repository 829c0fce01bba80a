//! What people mean by the names that they type.

use super::file::Failure;
use crate::content::{CodeId, Family, slugify};
use crate::diagnostic::nearest;
use crate::locale::{Language, is_locale_id};
use crate::site::Site;

/// The family of an id.
pub(super) fn family<'s>(site: &'s Site, id: &str) -> Result<&'s Family, Failure> {
    let families = &site.content.families;
    let Some(family) = families.iter().find(|family| family.id == id) else {
        let known = families.iter().map(|family| family.id.as_str());
        return Err(unknown("family", id, known));
    };
    if family.is_unread("family") {
        return Err(Failure::refused(
            format!("content/{id}/family.yaml has errors"),
            "`versus check` tells them: mend them first",
        ));
    }
    Ok(family)
}

/// The language of an id or a tag that texts are translated into.
pub(super) fn language<'s>(site: &'s Site, name: &str) -> Result<Language<'s>, Failure> {
    let all = site.locales.all();
    let found = all
        .iter()
        .position(|locale| locale.id == name || locale.tag.eq_ignore_ascii_case(name));
    let Some(index) = found else {
        let known: Vec<&str> = all.iter().map(|locale| locale.id.as_str()).collect();
        return Err(Failure::refused(
            format!("there is no language `{name}`"),
            match (&site.content.settings.locales, is_locale_id(name)) {
                (_, false) => format!("there are {}", known.join(", ")),
                (None, true) => format!(
                    "there are {}; `versus new locale {name}` makes another one",
                    known.join(", ")
                ),
                (Some(_), true) => format!(
                    "content/site.yaml names {}; `versus new locale {name}` adds another one",
                    known.join(", ")
                ),
            },
        ));
    };
    let language = site.language(index);
    if language.is_source() {
        return Err(Failure::refused(
            "English is what translations are made from",
            "its texts are those of content/",
        ));
    }
    Ok(language)
}

/// The index of the code that is written so, or in its form in paths.
pub(super) fn code(family: &Family, name: &str) -> Result<usize, Failure> {
    let codes = || family.codes.iter().map(|code| &code.id).enumerate();
    let slug = slugify(name);
    if let Some((index, _)) = codes().find(|(_, id)| id.slug() == slug) {
        return Ok(index);
    }
    let same: Vec<(usize, &CodeId)> = codes().filter(|(_, id)| id.text() == name).collect();
    match same.as_slice() {
        [] => {
            let known: Vec<String> = codes().map(|(_, id)| id.reference()).collect();
            Err(unknown("code", name, known.iter().map(String::as_str)))
        }
        [(index, _)] => Ok(*index),
        several => {
            let slugs = several.iter().map(|(_, id)| format!("`{}`", id.slug()));
            let slugs: Vec<String> = slugs.collect();
            Err(Failure::refused(
                format!("`{name}` is several codes"),
                format!("write {}", slugs.join(" or ")),
            ))
        }
    }
}

/// That a name is of nothing that is there, and what may be meant.
pub(super) fn unknown<'a>(
    kind: &str,
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Failure {
    const READABLE: usize = 24;
    let known: Vec<&str> = known.into_iter().collect();
    let help = match nearest(name, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() || known.len() > READABLE => String::new(),
        None => format!("there are {}", known.join(", ")),
    };
    Failure::refused(format!("there is no {kind} `{name}`"), help)
}
