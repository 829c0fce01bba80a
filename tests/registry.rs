//! The content says what the registry says.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use versus::content::{Code, FactKind, Family, Reference, Value};
use versus::project::{self, Loaded, Options};

/// A row of the registry by column name.
type Row = BTreeMap<String, String>;

fn rows(kind: &str) -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/registries/websocket.csv");
    let mut reader = csv::Reader::from_path(path).expect("the registry is there");
    let rows: Vec<Row> = reader
        .deserialize()
        .map(|row| row.expect("the registry is CSV"))
        .filter(|row: &Row| row["row_type"] == kind)
        .collect();
    assert!(!rows.is_empty(), "the registry has rows of type {kind}");
    rows
}

fn loaded() -> Loaded {
    let options = Options {
        root: env!("CARGO_MANIFEST_DIR").into(),
        ..Options::default()
    };
    let (loaded, problems) = project::load(&options).expect("the project can be read");
    loaded.unwrap_or_else(|| panic!("the content has errors: {problems:?}"))
}

fn websocket(loaded: &Loaded) -> &Family {
    let mut families = loaded.site.content.families.iter();
    families
        .find(|family| family.id == "websocket")
        .expect("there is a family websocket")
}

/// The value of a fact as YAML writes it.
fn fact(family: &Family, code: &Code, id: &str) -> String {
    let index = family
        .facts
        .iter()
        .position(|fact| fact.id == id)
        .unwrap_or_else(|| panic!("family.yaml has no fact {id}"));
    match (&code.values[index], &family.facts[index].kind) {
        (Value::YesNo(true), _) => "yes".to_owned(),
        (Value::YesNo(false), _) => "no".to_owned(),
        (Value::Choice(option), FactKind::Choice(options)) => options[*option].clone(),
        (Value::NotApplicable, _) => "not_applicable".to_owned(),
        (Value::Unknown, _) => "unknown".to_owned(),
        (other, _) => panic!("{}: {id} is {other:?}", code.path),
    }
}

/// Runs `judge` on every code with its row and fails with all that it finds.
fn every_code(what: &str, judge: impl Fn(&Family, &Code, &Row) -> Result<(), String>) {
    let loaded = loaded();
    let family = websocket(&loaded);
    let problems: Vec<String> = rows("code")
        .iter()
        .filter_map(|row| {
            let mut codes = family.codes.iter();
            let code = codes.find(|code| code.id.text() == row["code"]);
            let Some(code) = code else {
                return Some(format!("content/websocket/{}.yaml is missing", row["code"]));
            };
            let problem = judge(family, code, row).err()?;
            Some(format!("{}: {problem}", code.path))
        })
        .collect();
    assert!(problems.is_empty(), "{what}:\n{}", problems.join("\n"));
}

fn expect(what: &str, found: &str, wanted: &str) -> Result<(), String> {
    if found == wanted {
        Ok(())
    } else {
        Err(format!("{what} is `{found}`, the registry says `{wanted}`"))
    }
}

/// The codes whose group says that they are set aside without a meaning.
const RESERVED: &str = "unassigned";

#[test]
fn every_registered_code_has_a_file_and_no_other_code_has() {
    let registered: BTreeSet<String> = rows("code").iter().map(|row| row["code"].clone()).collect();
    let loaded = loaded();
    let written: BTreeSet<String> = websocket(&loaded)
        .codes
        .iter()
        .map(|code| code.id.text().to_owned())
        .collect();
    assert_eq!(written, registered, "content/websocket/ and the registry");
}

#[test]
fn every_code_has_its_registered_name() {
    every_code("names", |_, code, row| {
        // The registry holds a sentence for 1014 instead of a name. “Bad Gateway” is what the
        // field calls it, and the CSV has that name, so there is no `registered_as` to compare.
        if row["code"] == "1014" {
            return match &code.registered_as {
                None => expect("name", &code.name, "Bad Gateway"),
                Some(name) => Err(format!(
                    "registered_as is `{name}`, but it has no name there"
                )),
            };
        }
        let name = code.registered_as.as_ref().unwrap_or(&code.name);
        expect("the registered name", name, &row["name"])?;
        if code.registered_as.as_ref() == Some(&code.name) {
            return Err("registered_as only repeats the name".to_owned());
        }
        Ok(())
    });
}

#[test]
fn every_reference_of_the_registry_is_among_the_references() {
    every_code("references", |_, code, row| {
        for wanted in row["reference"].split('|') {
            let found = code.references.iter().any(|reference| {
                match (reference, wanted.strip_prefix("RFC Erratum ")) {
                    (Reference::Document { title, url }, Some(erratum)) => {
                        url.contains(&format!("eid{erratum}"))
                            || title.to_lowercase().contains("erratum") && title.contains(erratum)
                    }
                    (Reference::Rfc { .. }, Some(_)) => false,
                    (Reference::Document { url, .. }, None) => {
                        url == wanted
                            // First come, first served: the registry itself is the only source.
                            || wanted == "First Come First Served registration"
                                && url.starts_with("https://www.iana.org/assignments/websocket/")
                    }
                    (Reference::Rfc { number, section }, None) => {
                        wanted == format!("RFC {number}")
                            && section.as_deref() == Some(row["section"].as_str())
                    }
                }
            });
            if !found {
                return Err(format!("{wanted} {} is not referred to", row["section"]));
            }
        }
        Ok(())
    });
}

#[test]
fn a_code_is_reserved_exactly_where_the_registry_says_so() {
    every_code("status", |family, code, row| {
        if !code.registered {
            return Err("it says `registered: false`".to_owned());
        }
        let reserved = family.groups[code.group].id == RESERVED;
        let found = if reserved { "reserved" } else { "registered" };
        expect("the status by its group", found, &row["status"])
    });
}

#[test]
fn what_may_be_sent_in_a_close_frame_travels_on_the_wire() {
    every_code("on_wire", |family, code, row| {
        let sendable = &row["may_be_sent_in_close_frame"];
        expect("on_wire", &fact(family, code, "on_wire"), sendable)?;
        let choosable = if code.choosable { "yes" } else { "no" };
        expect("whether it has choose_when", choosable, sendable)
    });
}

#[test]
fn reconnect_advice_agrees_with_the_registry() {
    every_code("retry", |family, code, row| {
        let wanted = match (row["code"].as_str(), row["reconnect_advice"].as_str()) {
            // A connection that has done its work: “no” means that there is no need to.
            ("1000", "no") => "unneeded",
            (_, "no") => "after_change",
            (_, "backoff") => "backoff",
            (_, "n/a") => "not_applicable",
            (_, other) => return Err(format!("the registry's `{other}` is new")),
        };
        expect("retry", &fact(family, code, "retry"), wanted)
    });
}

#[test]
fn the_sender_agrees_with_the_registry() {
    every_code("sender", |family, code, row| {
        let wanted = match (row["code"].as_str(), row["sender"].as_str()) {
            // RFC 6455 names the server alone; erratum 3227, which the registry cites, widens it
            // to either end.
            ("1011", "server") | (_, "both") => "either",
            // Nobody sends it, so the question does not apply.
            (_, "none") => "not_applicable",
            (_, other) => other,
        };
        expect("sender", &fact(family, code, "sender"), wanted)
    });
}

#[test]
fn what_a_browser_lets_a_page_send_agrees_with_the_registry() {
    every_code("browser", |family, code, row| {
        let wanted = match row["may_be_sent_in_close_frame"].as_str() {
            "no" => "not_applicable",
            _ => row["browser_close_method_allowed"].as_str(),
        };
        expect("browser", &fact(family, code, "browser"), wanted)
    });
}

#[test]
fn the_ranges_of_the_registry_are_the_ranges_of_the_family() {
    let registered: BTreeSet<String> = rows("range")
        .iter()
        .map(|row| row["code"].clone())
        .collect();
    let loaded = loaded();
    let written: BTreeSet<String> = websocket(&loaded)
        .ranges
        .iter()
        .map(|range| range.codes.replace('–', "-"))
        .collect();
    assert_eq!(written, registered, "content/websocket/family.yaml: ranges");
}
