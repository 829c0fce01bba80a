//! The schemas by which editors complete and explain what people write.
//!
//! Those of the repository's project are committed in `schema/`: `cargo run -- schema` writes them
//! anew.

mod support;

use std::collections::BTreeMap;
use std::sync::Arc;

use jsonschema::Validator;
use serde_json::Value as Json;
use support::none;
use support::project::{Project, repository};
use support::tree::tree;
use versus::author;
use versus::diagnostic::{Problems, Source};
use versus::project::{self, Loaded, Options};
use versus::yaml::{self, Node, Value};

fn load(root: &std::path::Path) -> Loaded {
    let options = Options {
        root: root.to_owned(),
        ..Options::default()
    };
    let (loaded, problems) = project::load(&options).expect("the project can be read");
    loaded.unwrap_or_else(|| panic!("the project has errors: {problems:?}"))
}

fn schemas(root: &std::path::Path) -> BTreeMap<String, String> {
    let site = load(root).site;
    author::schemas(&site.content, &site.locales)
}

fn validators(schemas: &BTreeMap<String, String>) -> BTreeMap<&str, Validator> {
    let compiled = schemas.iter().map(|(path, text)| {
        let schema: Json = serde_json::from_str(text).expect("a schema is JSON");
        let validator = jsonschema::options()
            .build(&schema)
            .unwrap_or_else(|error| panic!("{path} is not a schema: {error}"));
        (path.as_str(), validator)
    });
    compiled.collect()
}

/// The schema that a file of a project is held against, from its first line as an editor reads it.
fn named_schema(path: &str) -> Option<String> {
    let line = author::modeline(path)?;
    let (_, relative) = line.split_once("$schema=")?;
    Some(relative.trim_start_matches("../").to_owned())
}

/// A YAML file as an editor sees it: plain numbers are numbers, everything else is text.
fn json(text: &str) -> Json {
    let source = Arc::new(Source {
        path: "file.yaml".to_owned(),
        text: text.to_owned(),
    });
    let node = yaml::parse(&source, &mut Problems::default()).expect("the file is YAML");
    value(&node)
}

fn value(node: &Node) -> Json {
    match &node.value {
        Value::Empty | Value::Refused => Json::Null,
        Value::Text(text) => {
            let plain = !node.place.text().starts_with(['"', '\'', '>', '|']);
            let number = text.parse::<i64>().map(Json::from);
            let number = number.or_else(|_| text.parse::<f64>().map(Json::from));
            match number {
                Ok(number) if plain => number,
                _ => Json::from(text.as_str()),
            }
        }
        Value::List(items) => items.iter().map(value).collect(),
        Value::Map(entries) => {
            let entries = entries.iter();
            entries
                .map(|entry| (entry.key.text.clone(), value(&entry.value)))
                .collect::<serde_json::Map<_, _>>()
                .into()
        }
    }
}

/// Every YAML file that people write in a project.
fn written(root: &std::path::Path) -> BTreeMap<String, String> {
    let folders = ["content", "i18n"].into_iter();
    let files = folders.filter(|folder| root.join(folder).exists());
    let files = files.flat_map(|folder| {
        tree(&root.join(folder))
            .into_iter()
            .map(move |(path, bytes)| (format!("{folder}/{path}"), bytes))
    });
    files
        .filter(|(path, _)| named_schema(path).is_some())
        .map(|(path, bytes)| (path, String::from_utf8(bytes).expect("UTF-8")))
        .collect()
}

#[test]
fn the_committed_schemas_are_up_to_date() {
    let made = schemas(repository());
    let committed: BTreeMap<String, String> = tree(&repository().join("schema"))
        .into_iter()
        .map(|(path, bytes)| {
            let text = String::from_utf8(bytes).expect("a schema is UTF-8");
            (format!("schema/{path}"), text)
        })
        .collect();
    let paths = made.keys().chain(committed.keys());
    let outdated: Vec<&String> = paths
        .filter(|path| made.get(*path) != committed.get(*path))
        .collect();
    none("out of date: run `cargo run -- schema`", outdated);
}

#[test]
fn every_file_names_its_schema_in_its_first_line_and_keeps_to_it() {
    let starter = repository().join("starter");
    for root in [repository(), &starter] {
        let schemas = schemas(root);
        let validators = validators(&schemas);
        let mut problems = Vec::new();
        let files = written(root);
        assert!(files.len() > 5, "{} files are judged", files.len());
        for (path, text) in files {
            let line = author::modeline(&path).expect("it has a schema");
            if text.lines().next() != Some(&line) {
                problems.push(format!("{path}: the first line is not `{line}`"));
            }
            let schema = named_schema(&path).expect("it has a schema");
            let validator = &validators[schema.as_str()];
            for error in validator.iter_errors(&json(&text)) {
                problems.push(format!("{path} at {}: {error}", error.instance_path()));
            }
        }
        none("files that their schema refuses", problems);
    }
}

/// What the loader refuses because of a file's shape, a schema refuses too, so that an editor shows
/// it before anybody builds.
#[test]
fn what_the_loader_refuses_for_its_shape_the_schema_refuses() {
    let mini = Project::mini();
    let schemas = schemas(&mini.root());
    let validators = validators(&schemas);
    let mut problems = Vec::new();
    let mut judged = 0;
    for (case, file) in [
        ("unknown-field", "content/courier/0x90.yaml"),
        ("unknown-field-translated", "content/locker/4.03.yaml"),
        ("missing-field", "content/courier/0x90.yaml"),
        ("wrong-type", "content/courier/0x90.yaml"),
        ("wrong-type-number", "content/courier/0x90.yaml"),
        ("unknown-value", "content/courier/0x90.yaml"),
        ("unknown-value-yes-no", "content/courier/0x90.yaml"),
        ("unknown-value-shape", "content/courier/family.yaml"),
        ("unknown-fact", "content/courier/0x90.yaml"),
        (
            "unknown-fact-tells",
            "content/locker/notes/4-03-vs-16-full.yaml",
        ),
        ("unknown-group", "content/courier/0x90.yaml"),
        ("unknown-lane", "content/locker/4.03.yaml"),
        ("invalid-url-link", "content/locker/family.yaml"),
        ("unknown-key-overlay", "i18n/pt/locker.yaml"),
        ("wrong-type-overlay", "i18n/pt/locker.yaml"),
        ("five-mistakes", "content/courier/0x90.yaml"),
    ] {
        let schema = named_schema(file).expect("it has a schema");
        let good = mini.read(file);
        let path = repository().join("tests/messages").join(case).join(file);
        let bad = std::fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let validator = &validators[schema.as_str()];
        if let Err(error) = validator.validate(&json(&good)) {
            problems.push(format!("{file} is good, but {schema} refuses it: {error}"));
        }
        if validator.is_valid(&json(&bad)) {
            problems.push(format!(
                "{case}: {schema} takes {file}, which the loader refuses"
            ));
        }
        judged += 1;
    }
    assert_eq!(judged, 16);
    none("the loader and the schemas disagree", problems);
}

#[test]
fn a_schema_explains_every_field_a_person_writes() {
    let mut problems = Vec::new();
    for (path, text) in schemas(repository()) {
        let schema: Json = serde_json::from_str(&text).expect("a schema is JSON");
        // A glossary has keys of its writer's choice, and nothing else.
        if schema["additionalProperties"].is_object() && schema["properties"].is_null() {
            continue;
        }
        let fields = schema["properties"]
            .as_object()
            .expect("a file is a mapping");
        for (name, field) in fields {
            let about = field["description"].as_str().unwrap_or_default();
            if about.len() < 10 && name != "family" {
                problems.push(format!("{path}: `{name}` is not explained"));
            }
        }
    }
    none("fields without words", problems);
}

#[test]
fn a_family_s_own_facts_and_options_are_completed_and_explained() {
    let schemas = schemas(repository());
    let code: Json = serde_json::from_str(&schemas["schema/websocket/code.json"]).expect("JSON");
    let facts = &code["properties"]["facts"]["properties"];
    let options: Vec<(&str, &str)> = facts["retry"]["oneOf"]
        .as_array()
        .expect("a choice has options")
        .iter()
        .map(|option| {
            let text = |key: &str| option[key].as_str().unwrap_or_default();
            (text("const"), text("description"))
        })
        .collect();
    assert_eq!(options[0].0, "unneeded");
    assert!(
        options[0].1.starts_with("Not needed: … "),
        "{}",
        options[0].1
    );
    assert!(
        options
            .iter()
            .any(|(option, _)| *option == "not_applicable")
    );
}
