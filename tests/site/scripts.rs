//! What scripts need of the site: the index of the search, and modules that are there.

use std::ffi::OsStr;
use std::path::Path;

use serde_json::Value;

use crate::support::none;
use crate::{FILES, fill, is_source, site};

fn json(file: &str) -> Value {
    let bytes = &FILES[file];
    serde_json::from_slice(bytes).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The index of the search in a language.
fn index(locale: usize, id: &str) -> Value {
    if is_source(locale) {
        json("search.json")
    } else {
        json(&format!("{id}/search.json"))
    }
}

#[test]
fn every_code_is_found_in_every_language_by_what_people_know_of_it() {
    for (locale, about) in site().locales.all().iter().enumerate() {
        let index = index(locale, &about.id);
        let families = index["families"].as_array().expect("families");
        assert_eq!(families.len(), site().content.families.len());
        for (entry, (family_index, family)) in families.iter().zip(site().families()) {
            assert_eq!(entry["id"], family.id.as_str());
            let codes = entry["codes"].as_array().expect("codes");
            assert_eq!(codes.len(), family.codes.len(), "{}", family.id);
            for (entry, code) in codes.iter().zip(&family.codes) {
                let text = |field: &str| {
                    let path = format!("codes/{}/{field}", code.id.slug());
                    let found = site().language(locale).family(family_index, &path);
                    found.map_or("", |found| found.text.value.as_str())
                };
                let names: Vec<&str> = code.constants.iter().map(|(_, name)| &**name).collect();
                let said: Vec<&str> = code.messages.iter().map(|said| &*said.text).collect();
                let wanted = serde_json::json!([
                    code.id.slug(),
                    code.id.text(),
                    code.full_name(),
                    code.severity.unwrap_or_default(),
                    text("also_called"),
                    text("summary"),
                    names.join("\n"),
                    said.join("\n"),
                ]);
                assert_eq!(*entry, wanted, "{} in {}", code.path, about.id);
            }
        }
    }
}

#[test]
fn the_index_speaks_the_language_of_its_pages() {
    for (locale, about) in site().locales.all().iter().enumerate() {
        let index = index(locale, &about.id);
        let wanted = fill(locale, "pair", &[("a", "{a}"), ("b", "{b}")]);
        assert_eq!(index["pair"], wanted.as_str());
        let words = index["words"].as_object().expect("words");
        let english = json("search.json");
        for (key, word) in words {
            let same = *word == english["words"][key];
            assert_eq!(same, is_source(locale), "`{key}` in {}", about.id);
        }
    }
}

#[test]
fn everybody_knows_each_code_by_another_name_too() {
    let families = site().content.families.iter().enumerate();
    let unnamed = families.flat_map(|(index, family)| {
        let locales = site().locales.all().iter().enumerate();
        locales.flat_map(move |(locale, about)| {
            let missing = family.codes.iter().filter(move |code| {
                let path = format!("codes/{}/also_called", code.id.slug());
                let found = site().language(locale).family(index, &path);
                found.is_none_or(|found| !found.translated)
            });
            missing.map(|code| format!("{} in {}", code.path, about.id))
        })
    });
    none("codes without another name", unnamed);
}

#[test]
fn modules_that_scripts_import_are_there_with_their_version() {
    let mut imports = 0;
    let mut problems = Vec::new();
    for (file, bytes) in FILES.iter() {
        if Path::new(file).extension() != Some(OsStr::new("js")) {
            continue;
        }
        let text = String::from_utf8_lossy(bytes);
        for import in text.split("\"./").skip(1) {
            let name = import.split('"').next().unwrap_or_default();
            imports += 1;
            let there = name.split_once("?v=").is_some_and(|(name, version)| {
                version.len() == 6 && FILES.contains_key(&format!("assets/{name}"))
            });
            if !there {
                problems.push(format!("{file} imports {name}"));
            }
        }
    }
    none("imports", problems);
    assert!(imports > 3, "only {imports} imports were found");
}
