//! What helps people write: schemas for their editors, and new files to fill in.
//!
//! Nothing here is a second truth: what stands in a new file, and what is said about it, comes from
//! the table of fields, the family's own facts and the English texts.

mod code;
mod family;
mod file;
mod list;
mod locale;
mod note;
mod outline;
mod overlay;
mod overridden;
mod schema;
mod sheet;
mod starter;

use crate::content::{CodeId, Family};
use crate::diagnostic::nearest;
use crate::locale::Locale;
use crate::site::Site;

pub use code::new_code;
pub use family::new_family;
pub use file::{Draft, Failure, write};
pub use locale::new_locale;
pub use note::new_note;
pub use overlay::new_overlay;
pub use overridden::new_override;
pub use schema::{FOLDER as SCHEMAS, Written, modeline, schemas, write_schemas};
pub use starter::new_site;

/// The family of an id, with its index.
fn find_family<'s>(site: &'s Site, id: &str) -> Result<(usize, &'s Family), Failure> {
    let mut families = site.content.families.iter().enumerate();
    let found = families.find(|(_, family)| family.id == id);
    found.ok_or_else(|| {
        let known = || {
            site.content
                .families
                .iter()
                .map(|family| family.id.as_str())
        };
        not_found("family", id, known().collect())
    })
}

/// The locale of an id or a tag.
fn find_locale<'s>(site: &'s Site, id: &str) -> Result<&'s Locale, Failure> {
    let mut locales = site.locales.all().iter();
    let found = locales.find(|locale| locale.id == id || locale.tag.eq_ignore_ascii_case(id));
    found.ok_or_else(|| {
        let known = site.locales.all().iter().map(|locale| locale.id.as_str());
        not_found("language", id, known.collect())
    })
}

/// The index of the code that is written so, or in its form in paths.
fn find_code(family: &Family, code: &str) -> Result<usize, Failure> {
    let is = |id: &CodeId| id.reference() == code || id.slug() == code;
    let found = family.codes.iter().position(|other| is(&other.id));
    found.ok_or_else(|| {
        let known: Vec<String> = family
            .codes
            .iter()
            .map(|code| code.id.reference())
            .collect();
        not_found("code", code, known.iter().map(String::as_str).collect())
    })
}

fn not_found(kind: &str, name: &str, known: Vec<&str>) -> Failure {
    let help = match nearest(name, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are {}", known.join(", ")),
    };
    Failure::refused(format!("there is no {kind} `{name}`"), help)
}
