use crate::{Registry, expect};

/// gRPC has no registry: the rows are those of its own documents.
const GRPC: Registry = Registry {
    id: "grpc",
    is_code: |_| true,
    apart: &[],
    is: |code, row| code.id.text() == row["code"],
};

#[test]
fn every_code_has_a_file_and_no_other_code_has() {
    GRPC.expect_same_codes();
}

#[test]
fn every_code_has_its_name() {
    GRPC.expect_names();
}

#[test]
fn every_document_is_among_the_references() {
    GRPC.expect_references();
}

#[test]
fn the_http_status_is_that_of_the_mapping() {
    GRPC.every_code("http", |code, row| {
        let wanted = format!("HTTP {}", row["http_mapping"]);
        expect("http", &GRPC.fact(code, "http"), &wanted)
    });
}

#[test]
fn who_makes_a_code_agrees_with_the_documents() {
    GRPC.every_code("library", |code, row| {
        let wanted = match (row["code"].as_str(), row["generated_by_library"].as_str()) {
            // It is in neither list, but clients make it of HTTP 403 and INADEQUATE_SECURITY.
            ("7", "not_listed") => "yes",
            (_, "n/a") => "not_applicable",
            (_, other) => other,
        };
        expect("library", &GRPC.fact(code, "library"), wanted)
    });
}

#[test]
fn whether_to_try_again_agrees_with_the_documents() {
    GRPC.every_code("retry", |code, row| {
        let found = GRPC.fact(code, "retry");
        let wanted: &[&str] = match row["retryable"].as_str() {
            "yes_with_backoff" => &["same_call"],
            "at_higher_level" => &["higher_level"],
            "not_until_state_fixed" => &["state_fixed"],
            "with_backoff_if_server_allows" => &["with_room"],
            "only_if_idempotent" => &["new_deadline", "doubtful"],
            "n/a" => &["unneeded"],
            // The same call fails again; what has to change first is for the fact to say.
            "no" => {
                let again = ["same_call", "higher_level", "with_room"];
                return if again.contains(&found.as_str()) {
                    Err(format!("retry is `{found}`, the documents say no"))
                } else {
                    Ok(())
                };
            }
            other => return Err(format!("`{other}` is new")),
        };
        if wanted.contains(&found.as_str()) {
            Ok(())
        } else {
            Err(format!("retry is `{found}`, not one of {wanted:?}"))
        }
    });
}
