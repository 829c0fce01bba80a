use crate::content::{Family, Files};
use crate::diagnostic::Problems;
use crate::locale::Locale;
use crate::site::Site;
use crate::yaml;

use super::complete::complete;
use super::file::{Draft, Failure};
use super::find;
use super::outline::Outline;
use super::sheet::Sheet;

/// The translation of a family into a language, with every text that is not there yet still to be
/// written; what is there stays as it is, comments and order too. `None` if nothing is missing.
pub fn new_overlay(
    site: &Site,
    files: &Files,
    locale: &str,
    family: &str,
) -> Result<Option<Draft>, Failure> {
    let locale = find::language(site, locale)?.locale;
    let family = find::family(site, family)?;
    let path = format!("i18n/{}/{}.yaml", locale.id, family.id);
    if !files.exists(&path) {
        return Ok(Some(Draft::new(&path, whole(&path, locale, family))));
    }
    let mut problems = Problems::default();
    let source = files.read(&path, &mut problems);
    let source = source.map_err(|unreadable| Failure::World {
        path: unreadable.path,
        error: unreadable.error,
    })?;
    let Some((source, node)) =
        source.and_then(|source| yaml::parse(&source, &mut problems).map(|node| (source, node)))
    else {
        return Err(Failure::refused(
            format!("{path} cannot be read"),
            "`versus check` says why",
        ));
    };
    let Some(completed) = complete(&source, &node, &Outline::of_family(family)) else {
        return Err(Failure::refused(
            format!("{path} cannot be completed without touching what is there"),
            "write each mapping of it as `key: text` lines, without braces and `?`",
        ));
    };
    Ok((completed != source.text).then(|| Draft::edit(&path, completed)))
}

fn whole(path: &str, locale: &Locale, family: &Family) -> String {
    let mut sheet = Sheet::new(path);
    sheet.comment(&format!(
        "{} in {}. Each text stands below its English; write yours in place of TODO, and remove \
         the English if you like. What is left TODO is shown in English. `subject` is what a \
         sentence calls a code, and each `says` is the rest of that sentence: lower case, no full \
         stop.",
        family.name, locale.name
    ));
    Outline::of_family(family).draw(&mut sheet);
    sheet.into_text()
}
