//! JSON as documents describe it.

use std::collections::BTreeSet;

use serde_json::Value;

/// Every key of a value, as the document writes it: `locales[].parts[].part`.
pub(crate) fn keys(value: &Value, prefix: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                let key = if prefix.is_empty() {
                    key.clone()
                } else {
                    format!("{prefix}.{key}")
                };
                keys(value, &key, found);
                found.insert(key);
            }
        }
        Value::Array(items) => {
            for item in items {
                keys(item, &format!("{prefix}[]"), found);
            }
        }
        _ => {}
    }
}
