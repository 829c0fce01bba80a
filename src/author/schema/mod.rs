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

use crate::content::{Content, shapes};
use crate::locale::Locales;

pub(super) use shape::description;
pub use written::{Written, write_schemas};

/// The folder that holds schemas.
pub const FOLDER: &str = "schema";

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

/// The first line of a YAML file of the project, which tells editors its schema; `None` for a file
/// that has none.
pub fn modeline(path: &str) -> Option<String> {
    let parts: Vec<&str> = path.split('/').collect();
    let schema = match parts.as_slice() {
        ["content", "site.yaml"] => "site".to_owned(),
        ["content", _, "family.yaml"] => "family".to_owned(),
        ["content", family, "notes", _] => format!("{family}/note"),
        ["content", family, _] => format!("{family}/code"),
        ["i18n", _, name] if !name.starts_with('.') => {
            format!("{}/overlay", name.strip_suffix(".yaml")?)
        }
        ["i18n", name] if !name.starts_with('.') => "catalog".to_owned(),
        _ => return None,
    };
    let up = "../".repeat(parts.len() - 1);
    Some(format!(
        "# yaml-language-server: $schema={up}{FOLDER}/{schema}.json"
    ))
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

#[cfg(test)]
mod tests {
    use super::modeline;

    #[test]
    fn every_yaml_file_knows_its_schema() {
        let line = |path| modeline(path).unwrap_or_default();
        assert_eq!(
            line("content/websocket/1007.yaml"),
            "# yaml-language-server: $schema=../../schema/websocket/code.json"
        );
        assert_eq!(
            line("content/websocket/notes/1000-vs-1001.yaml"),
            "# yaml-language-server: $schema=../../../schema/websocket/note.json"
        );
        assert_eq!(
            line("i18n/pt.yaml"),
            "# yaml-language-server: $schema=../schema/catalog.json"
        );
        assert_eq!(line("i18n/pt/.seen.yaml"), "");
    }
}
