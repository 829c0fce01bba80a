use crate::{Registry, expect};

const HTTP: Registry = Registry {
    id: "http",
    is_code: |_| true,
    apart: &["104"],
    is: |code, row| code.id.text() == row["code"],
};

#[test]
fn every_registered_code_has_a_file_and_no_other_code_has() {
    HTTP.expect_same_codes();
}

#[test]
fn every_code_has_its_registered_name() {
    HTTP.expect_names();
}

#[test]
fn every_reference_of_the_registry_is_among_the_references() {
    HTTP.expect_references();
}

#[test]
fn a_code_is_in_the_group_of_its_class() {
    HTTP.every_code("groups", |code, row| {
        let wanted = match (row["status"].as_str(), row["class"].as_str()) {
            ("unused", _) => "unused",
            (_, "1xx") => "informational",
            (_, "2xx") => "successful",
            (_, "3xx") => "redirection",
            (_, "4xx") => "client_error",
            (_, "5xx") => "server_error",
            (_, other) => return Err(format!("the class `{other}` is new")),
        };
        let group = &HTTP.family().groups[code.group].id;
        expect("group", group, wanted)
    });
}

#[test]
fn content_agrees_with_the_registry() {
    HTTP.every_code("content", |code, row| {
        let wanted = match (row["code"].as_str(), row["may_have_content"].as_str()) {
            // It stands only inside of a 207, never on a response of its own.
            ("208", _) => "not_applicable",
            (_, "yes") => "yes",
            (_, "no" | "zero_length") => "no",
            (_, "n/a") => "unknown",
            (_, other) => return Err(format!("the registry's `{other}` is new")),
        };
        expect("content", &HTTP.fact(code, "content"), wanted)
    });
}

#[test]
fn caching_agrees_with_the_registry() {
    HTTP.every_code("cache", |code, row| {
        let columns =
            ["must_not_be_stored", "cacheable_by_default"].map(|column| row[column].as_str());
        let wanted = match (row["code"].as_str(), columns) {
            _ if row["status"] == "unused" => "unknown",
            // Interim answers, an answer about a stored one, and one that never stands alone.
            ("304" | "208", _) => "not_applicable",
            _ if row["class"] == "1xx" => "not_applicable",
            (_, ["yes", _]) => "forbidden",
            (_, [_, "yes"]) => "default",
            _ => "explicit",
        };
        expect("cache", &HTTP.fact(code, "cache"), wanted)
    });
}

#[test]
fn what_becomes_of_the_method_agrees_with_the_registry() {
    HTTP.every_code("method", |code, row| {
        let wanted = match row["method_rewrite"].as_str() {
            "may_post_to_get" => "may_change",
            "to_get_or_head" => "get",
            "never" => "kept",
            _ => return Ok(()),
        };
        expect("method", &HTTP.fact(code, "method"), wanted)
    });
}

#[test]
fn every_header_field_that_must_be_there_is_told() {
    HTTP.every_code("fields", |code, row| {
        let fields = HTTP.fact(code, "fields");
        let told: Vec<&str> = fields.split('|').collect();
        let required = row["headers"]
            .split('|')
            .filter(|it| it.ends_with("(MUST)"));
        for field in required.map(|it| it.trim_end_matches("(MUST)")) {
            if !told.contains(&field) {
                return Err(format!("{field} must be sent, and is not told"));
            }
        }
        Ok(())
    });
}
