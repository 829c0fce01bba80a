use serde_json::{Map, Value, json};

use super::super::about::description;

use crate::yaml::shape::{Field, Limit, Shape};

/// The schema of a shape.
pub(super) fn schema(shape: &Shape) -> Map<String, Value> {
    let value = match shape {
        // A text that looks like a number is one to YAML, and a text to the loader.
        Shape::Words(_) | Shape::Verbatim => {
            json!({ "type": ["string", "number"], "minLength": 1 })
        }
        Shape::Id => json!({ "type": "string", "pattern": "^[a-z][a-z0-9_-]*$" }),
        Shape::Url => json!({ "type": "string", "pattern": "^https?://[A-Za-z0-9]" }),
        Shape::Number => json!({ "type": "integer", "minimum": 0 }),
        Shape::YesNo => json!({ "enum": ["yes", "no"] }),
        Shape::OneOf(values) => json!({ "enum": values }),
        Shape::List(item) => json!({ "type": "array", "items": schema(item) }),
        Shape::Map(value) => json!({ "type": "object", "additionalProperties": schema(value) }),
        Shape::Record(fields) => return record(fields),
        Shape::MapOr(map, other) => json!({ "anyOf": [schema(map), schema(other)] }),
        Shape::OneOrMany(item) => one_or_many(&schema(item).into()),
    };
    match value {
        Value::Object(schema) => schema,
        _ => Map::new(),
    }
}

/// The schema of a value, or of a list of such values.
pub(super) fn one_or_many(item: &Value) -> Value {
    json!({ "anyOf": [item, { "type": "array", "items": item }] })
}

/// The schema of one of several words, each explained.
pub(super) fn one_of(words: impl IntoIterator<Item = (String, String)>) -> Value {
    let constant = |(word, meaning): (String, String)| match meaning.as_str() {
        "" => json!({ "const": word }),
        _ => json!({ "const": word, "description": meaning }),
    };
    let words: Vec<Value> = words.into_iter().map(constant).collect();
    match words.as_slice() {
        [] => json!({ "type": "string" }),
        words => json!({ "oneOf": words }),
    }
}

/// A mapping of certain keys, and of no others.
pub(super) fn object(properties: Map<String, Value>) -> Map<String, Value> {
    let mut schema = Map::new();
    schema.insert("type".to_owned(), json!("object"));
    schema.insert("additionalProperties".to_owned(), json!(false));
    schema.insert("properties".to_owned(), properties.into());
    schema
}

fn record(fields: &[Field]) -> Map<String, Value> {
    let required: Vec<&str> = fields
        .iter()
        .filter(|field| field.required)
        .map(|field| field.name)
        .collect();
    let properties = fields.iter().map(|field| {
        let mut schema = schema(&field.shape);
        let limit = match field.limit {
            Some(Limit::Characters(count)) => Some(("maxLength", count)),
            Some(Limit::Entries(count)) => Some(("maxProperties", count)),
            // A schema cannot count sentences.
            Some(Limit::Sentences(_)) | None => None,
        };
        schema.extend(limit.map(|(key, count)| (key.to_owned(), json!(count))));
        schema.insert("description".to_owned(), json!(description(field)));
        (field.name.to_owned(), Value::Object(schema))
    });
    let mut schema = object(properties.collect());
    if !required.is_empty() {
        schema.insert("required".to_owned(), json!(required));
    }
    schema
}
