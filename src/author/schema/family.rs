use serde_json::{Map, Value, json};

use super::super::about::sentence;
use super::shape::{object, one_of, one_or_many, schema};
use crate::content::{Fact, FactKind, Family, Group, shapes};
use crate::yaml::TODO;

/// The schema of a family's codes: its groups, lanes and facts are known.
pub(super) fn code(family: &Family) -> Map<String, Value> {
    let mut code = schema(&shapes::CODE);
    let group = |group: &Group| {
        let text = |field: &str| text(family, &format!("family/groups/{}/{field}", group.id));
        let says = format!("{}: … {}", text("title"), text("says"));
        (group.id.clone(), sentence(&says))
    };
    replace(
        &mut code,
        &["group"],
        one_of(family.groups.iter().map(group)),
    );

    let facts = family.facts.iter().map(|fact| {
        let mut schema = value(family, fact);
        schema["description"] = json!(about(family, fact));
        (fact.id.clone(), schema)
    });
    replace(&mut code, &["facts"], object(facts.collect()).into());

    let lane = |lane: &String| (lane.clone(), text(family, &format!("family/lanes/{lane}")));
    let lanes = one_of(family.lanes.iter().map(lane));
    for field in ["from", "to", "at"] {
        replace(&mut code, &["exchange", field], lanes.clone());
    }
    code
}

/// The schema of notes about a family's pairs: its facts are known.
pub(super) fn note(family: &Family) -> Map<String, Value> {
    let mut note = schema(&shapes::NOTE);
    let label = |fact: &Fact| text(family, &format!("family/facts/{}/label", fact.id));
    let facts = family
        .facts
        .iter()
        .map(|fact| (fact.id.clone(), sentence(&label(fact))));
    replace(
        &mut note,
        &["tells"],
        json!({ "type": "array", "items": one_of(facts) }),
    );
    note
}

/// What a fact is called, and when it applies.
fn about(family: &Family, fact: &Fact) -> String {
    let mut about = sentence(&text(family, &format!("family/facts/{}/label", fact.id)));
    let others: Vec<String> = fact
        .only_if
        .iter()
        .map(|condition| format!("`{}`", family.facts[condition.fact].id))
        .collect();
    if !others.is_empty() {
        about.push_str(" It applies only for some values of ");
        about.push_str(&others.join(" and "));
        about.push('.');
    }
    about
}

/// What every fact takes as its value.
const EVERY_FACT: [(&str, &str); 2] = [
    (
        "not_applicable",
        "The question makes no sense for this code.",
    ),
    (TODO, "Still to be found out."),
];

/// The schema of a fact's value.
fn value(family: &Family, fact: &Fact) -> Value {
    let path = format!("family/facts/{}", fact.id);
    let option = |option: &String| {
        let text = |field: &str| text(family, &format!("{path}/options/{option}/{field}"));
        let (label, says) = (text("label"), text("says"));
        let meaning = if says.is_empty() {
            label
        } else {
            format!("{label}: … {says}")
        };
        (option.clone(), sentence(&meaning))
    };
    let none = || EVERY_FACT.map(|(word, meaning)| (word.to_owned(), meaning.to_owned()));
    match &fact.kind {
        FactKind::YesNo => {
            let says = |value: &str| format!("… {}", text(family, &format!("{path}/says/{value}")));
            let values = ["yes", "no"].map(|value| (value.to_owned(), sentence(&says(value))));
            one_of(values.into_iter().chain(none()))
        }
        FactKind::Choice(options) => one_of(options.iter().map(option).chain(none())),
        FactKind::Set(options) => one_or_many(&one_of(options.iter().map(option).chain(none()))),
        FactKind::Code(_) => json!({ "type": ["string", "number"] }),
        FactKind::Terms | FactKind::Unread => one_or_many(&json!({ "type": ["string", "number"] })),
    }
}

/// The English text at a path; empty where there is none.
fn text(family: &Family, path: &str) -> String {
    let text = family.texts.get(path);
    text.map(|text| text.value.clone()).unwrap_or_default()
}

/// Puts another schema in place of a field's, or of one in the items of a list, and keeps what is
/// said about it.
fn replace(record: &mut Map<String, Value>, path: &[&str], mut by: Value) {
    let mut at = &mut record["properties"];
    for (index, name) in path.iter().enumerate() {
        if index > 0 {
            at = &mut at["items"]["properties"];
        }
        at = &mut at[*name];
    }
    if by.get("description").is_none() {
        by["description"] = at["description"].clone();
    }
    *at = by;
}
