use std::collections::BTreeSet;

use versus::content::Reference;

use crate::{Registry, expect};

const WEBSOCKET: Registry = Registry {
    id: "websocket",
    is_code: |row| row["row_type"] == "code",
    apart: &[],
    is: |code, row| code.id.text() == row["code"],
};

/// The codes whose group says that they are set aside without a meaning.
const RESERVED: &str = "unassigned";

#[test]
fn every_registered_code_has_a_file_and_no_other_code_has() {
    WEBSOCKET.expect_same_codes();
}

#[test]
fn every_code_has_its_registered_name() {
    WEBSOCKET.every_code("names", |code, row| {
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
    WEBSOCKET.every_code("references", |code, row| {
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
    WEBSOCKET.every_code("status", |code, row| {
        if !code.registered {
            return Err("it says `registered: false`".to_owned());
        }
        let reserved = WEBSOCKET.family().groups[code.group].id == RESERVED;
        let found = if reserved { "reserved" } else { "registered" };
        expect("the status by its group", found, &row["status"])
    });
}

#[test]
fn what_may_be_sent_in_a_close_frame_travels_on_the_wire() {
    WEBSOCKET.every_code("on_wire", |code, row| {
        let sendable = &row["may_be_sent_in_close_frame"];
        expect("on_wire", &WEBSOCKET.fact(code, "on_wire"), sendable)?;
        let choosable = if code.choosable { "yes" } else { "no" };
        expect("whether it has choose_when", choosable, sendable)
    });
}

#[test]
fn reconnect_advice_agrees_with_the_registry() {
    WEBSOCKET.every_code("retry", |code, row| {
        let wanted = match (row["code"].as_str(), row["reconnect_advice"].as_str()) {
            // A connection that has done its work: “no” means that there is no need to.
            ("1000", "no") => "unneeded",
            (_, "no") => "after_change",
            (_, "backoff") => "backoff",
            (_, "n/a") => "not_applicable",
            (_, other) => return Err(format!("the registry's `{other}` is new")),
        };
        expect("retry", &WEBSOCKET.fact(code, "retry"), wanted)
    });
}

#[test]
fn the_sender_agrees_with_the_registry() {
    WEBSOCKET.every_code("sender", |code, row| {
        let wanted = match (row["code"].as_str(), row["sender"].as_str()) {
            // RFC 6455 names the server alone; erratum 3227, which the registry cites, widens it
            // to either end.
            ("1011", "server") | (_, "both") => "either",
            // Nobody sends it, so the question does not apply.
            (_, "none") => "not_applicable",
            (_, other) => other,
        };
        expect("sender", &WEBSOCKET.fact(code, "sender"), wanted)
    });
}

#[test]
fn what_a_browser_lets_a_page_send_agrees_with_the_registry() {
    WEBSOCKET.every_code("browser", |code, row| {
        let wanted = match row["may_be_sent_in_close_frame"].as_str() {
            "no" => "not_applicable",
            _ => row["browser_close_method_allowed"].as_str(),
        };
        expect("browser", &WEBSOCKET.fact(code, "browser"), wanted)
    });
}

#[test]
fn the_ranges_of_the_registry_are_the_ranges_of_the_family() {
    let rows = WEBSOCKET.all_rows().into_iter();
    let ranges = rows.filter(|row| row["row_type"] == "range");
    let registered: BTreeSet<String> = ranges.map(|row| row["code"].clone()).collect();
    assert!(!registered.is_empty(), "the registry has ranges");
    let written = WEBSOCKET.family().ranges.iter();
    let written: BTreeSet<String> = written.map(|range| range.codes.replace('–', "-")).collect();
    assert_eq!(written, registered, "content/websocket/family.yaml: ranges");
}
