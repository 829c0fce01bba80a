use serde_json::{Map, Value, json};

use super::super::about::description;
use super::super::outline::Outline;
use super::shape::{object, schema};
use crate::content::{Family, Texts, shapes};
use crate::locale::CATALOG;
use crate::yaml::shape::{Field, Shape};

/// The schema of any family's translation, whose keys are only known by their shape.
pub(super) fn overlay() -> Map<String, Value> {
    whole(words(&shapes::FAMILY).unwrap_or_default())
}

/// The schema of a family's translation: the ids of its own file are known, and the English of each.
pub(super) fn overlay_of(family: &Family) -> Map<String, Value> {
    let mut outline = Outline::default();
    outline.add_below(&family.texts, "family/");
    whole(outline.get("family").map(tree).unwrap_or_default())
}

/// The schema of a catalog: every key of the English one, and what that says.
pub(super) fn catalog(english: &Texts) -> Map<String, Value> {
    let mut catalog = schema(&CATALOG);
    for section in ["headings", "labels", "patterns"] {
        let mut outline = Outline::default();
        outline.add_below(english, &format!("{section}/"));
        let mut schema = outline.get(section).map(tree).unwrap_or_default();
        let place = &mut catalog["properties"][section];
        schema["description"] = place["description"].take();
        *place = schema;
    }
    catalog
}

fn whole(family: Value) -> Map<String, Value> {
    let codes = json!({
        "type": "object",
        "description": "The codes, each by the last part of its path on the site.",
        "additionalProperties": words(&shapes::CODE),
    });
    let notes = json!({
        "type": "object",
        "description": "The notes, each by the name of its file.",
        "additionalProperties": words(&shapes::NOTE),
    });
    let mut properties = Map::new();
    properties.insert("family".to_owned(), family);
    properties.insert("codes".to_owned(), codes);
    properties.insert("notes".to_owned(), notes);
    object(properties)
}

/// The schema of the words for the reader that a shape holds: the same shape with nothing else in
/// it, and with the items of a list by their ids. `None` if it holds none.
fn words(shape: &Shape) -> Option<Value> {
    match shape {
        Shape::Words(_) => Some(Value::Object(schema(shape))),
        Shape::Record(fields) => {
            let fields: Map<String, Value> = fields.iter().filter_map(field).collect();
            (!fields.is_empty()).then(|| object(fields).into())
        }
        Shape::Map(item) | Shape::List(item) => {
            let item = words(item)?;
            Some(json!({ "type": "object", "additionalProperties": item }))
        }
        Shape::MapOr(map, other) => match (words(map), words(other)) {
            (Some(map), Some(other)) => Some(json!({ "anyOf": [map, other] })),
            (map, other) => map.or(other),
        },
        _ => None,
    }
}

fn field(field: &Field) -> Option<(String, Value)> {
    let mut schema = words(&field.shape)?;
    schema["description"] = json!(description(field));
    Some((field.name.to_owned(), schema))
}

/// The schema of a translation of certain texts, with the English of each.
fn tree(outline: &Outline) -> Value {
    match outline {
        Outline::Text(english) => {
            json!({ "type": ["string", "number"], "description": format!("English: {english}") })
        }
        Outline::Map(entries) => {
            let entries = entries.iter();
            object(
                entries
                    .map(|(key, outline)| (key.clone(), tree(outline)))
                    .collect(),
            )
            .into()
        }
    }
}
