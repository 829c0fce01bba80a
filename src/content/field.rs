use crate::yaml::shape::{Field, Shape};

use super::shapes::{CODE, FAMILY, NOTE};

/// The field that holds a text, by the text's path: that of a code for `codes/1007/summary`, that of
/// a note for `notes/1000-vs-1001/differences/wire`.
pub fn field(path: &str) -> Option<&'static Field> {
    let (kind, rest) = path.split_once('/')?;
    match kind {
        "family" => descend(&FAMILY, rest),
        "codes" => descend(&CODE, rest.split_once('/')?.1),
        "notes" => descend(&NOTE, rest.split_once('/')?.1),
        _ => None,
    }
}

/// The last field on a way through a shape.
fn descend(shape: &'static Shape, path: &str) -> Option<&'static Field> {
    let (key, rest) = match path.split_once('/') {
        Some((key, rest)) => (key, Some(rest)),
        None => (path, None),
    };
    match shape {
        Shape::Record(fields) => {
            let field = fields.iter().find(|field| field.name == key)?;
            let deeper = rest.and_then(|rest| descend(&field.shape, rest));
            deeper.or(Some(field))
        }
        Shape::Map(inner) | Shape::List(inner) => descend(inner, rest?),
        Shape::MapOr(map, _) => descend(map, path),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn a_text_is_known_by_its_field() {
        for (path, name) in [
            ("codes/1007/summary", "summary"),
            ("codes/1007/exchange/close/detail", "detail"),
            ("notes/1000-vs-1001/verdict", "verdict"),
            ("notes/1000-vs-1001/differences/wire", "differences"),
            ("family/title", "title"),
            ("family/lanes/client", "lanes"),
            ("family/groups/reserved/says", "says"),
            ("family/facts/retry/options/never/says", "says"),
            ("family/facts/on_wire/says/yes", "yes"),
            ("family/facts/causes/says", "says"),
        ] {
            assert_eq!(field(path).map(|field| field.name), Some(name), "{path}");
        }
        for nothing in [
            "headings/codes",
            "codes/1007",
            "codes/1007/sumary",
            "family",
        ] {
            assert!(field(nothing).is_none(), "{nothing}");
        }
    }
}
