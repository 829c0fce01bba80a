//! JSON Schemas, by which editors complete and explain what people write.
//!
//! They are made from the table of fields that files are read by, so there is no second truth. What
//! only one family has, such as its facts and their options, is in schemas of that family. No schema
//! depends on a single code: adding one stays adding one file.

mod family;
mod shape;
mod translation;
mod written;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::modeline::FOLDER;
use crate::content::{Content, shapes};
use crate::locale::{Locales, TERMS};

pub use written::{Written, write_schemas};

/// What tells a schema that was made here from other files.
const MADE: &str = "Made by `versus schema`; do not edit.";

/// Every schema of a project by its path, as it is written.
pub fn schemas(content: &Content, locales: &Locales) -> BTreeMap<String, String> {
    let mut schemas = BTreeMap::new();
    let mut add = |path: &str, title: &str, schema: Map<String, Value>| {
        schemas.insert(format!("{FOLDER}/{path}.json"), written(title, schema));
    };
    add("site", "The site", shape::schema(&shapes::SITE));
    add(
        "family",
        "A family of codes",
        shape::schema(&shapes::FAMILY),
    );
    add("code", "A code", shape::schema(&shapes::CODE));
    add(
        "note",
        "A note about two codes",
        shape::schema(&shapes::NOTE),
    );
    add(
        "catalog",
        "A catalog",
        translation::catalog(locales.source().catalog_texts()),
    );
    add(
        "overlay",
        "A translation of a family",
        translation::overlay(),
    );
    add(
        "glossary",
        "English terms, and what they are called in a language",
        shape::schema(&TERMS),
    );
    for family in &content.families {
        let path = |name: &str| format!("{}/{name}", family.id);
        let name = &family.name;
        add(
            &path("code"),
            &format!("A code of {name}"),
            family::code(family),
        );
        add(
            &path("note"),
            &format!("A note about two codes of {name}"),
            family::note(family),
        );
        add(
            &path("overlay"),
            &format!("A translation of {name}"),
            translation::overlay_of(family),
        );
    }
    schemas
}

fn written(title: &str, schema: Map<String, Value>) -> String {
    let mut whole = Map::new();
    // The version that editors understand best.
    whole.insert(
        "$schema".to_owned(),
        json!("http://json-schema.org/draft-07/schema#"),
    );
    whole.insert("$comment".to_owned(), json!(MADE));
    whole.insert("title".to_owned(), json!(title));
    whole.extend(schema);
    let mut text = serde_json::to_string_pretty(&whole).expect("a schema is plain data");
    text.push('\n');
    text
}
