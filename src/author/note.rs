use crate::content::{Code, Family, Pair, shapes};
use crate::site::Site;
use crate::yaml::TODO;
use crate::yaml::shape::Shape;

use super::file::{Draft, Failure};
use super::find;
use super::sheet::Sheet;

/// A file for a note about two codes, given in whichever order.
pub fn new_note(site: &Site, family: &str, one: &str, other: &str) -> Result<Draft, Failure> {
    let family = find::family(site, family)?;
    let (one, other) = (find::code(family, one)?, find::code(family, other)?);
    if one == other {
        return Err(Failure::refused(
            "a pair has two codes",
            "name two different ones",
        ));
    }
    let pair = Pair::new(one, other);
    let path = format!(
        "content/{}/notes/{}.yaml",
        family.id,
        family.pair_slug(pair)
    );
    let mut sheet = Sheet::new(&path);
    let Shape::Record(fields) = shapes::NOTE else {
        unreachable!("a note is a record");
    };
    let (low, high) = (&family.codes[pair.low()], &family.codes[pair.high()]);
    for field in fields {
        let more = match field.name {
            "tells" => format!("The two differ in: {}.", differing(low, high, family)),
            _ => String::new(),
        };
        sheet.guide(field, &more);
        match field.name {
            "tells" => sheet.line("# tells: []"),
            "differences" => {
                sheet.line("# differences:");
                sheet.line("#   a_key_of_its_own: A whole sentence.");
            }
            name if field.required => sheet.line(&format!("{name}: {TODO}")),
            name => sheet.line(&format!("# {name}:")),
        }
    }
    Ok(Draft::new(path, sheet.into_text()))
}

/// The facts whose values differ.
fn differing(low: &Code, high: &Code, family: &Family) -> String {
    let differ = family.facts.iter().zip(low.values.iter().zip(&high.values));
    let differ = differ
        .filter(|(_, (low, high))| low != high)
        .map(|(fact, _)| fact.id.as_str());
    differ.collect::<Vec<_>>().join(", ")
}
