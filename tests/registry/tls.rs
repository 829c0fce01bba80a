use crate::{Registry, expect};

const TLS: Registry = Registry {
    id: "tls",
    is_code: |_| true,
    apart: &[],
    is: |code, row| code.id.text() == row["code"],
};

#[test]
fn every_registered_code_has_a_file_and_no_other_code_has() {
    TLS.expect_same_codes();
}

#[test]
fn every_code_has_its_registered_name() {
    TLS.expect_names();
}

#[test]
fn every_reference_of_the_registry_is_among_the_references() {
    TLS.expect_references();
}

#[test]
fn a_code_is_reserved_exactly_where_the_registry_says_so() {
    TLS.every_code("groups", |code, row| {
        let group = TLS.family().groups[code.group].id.as_str();
        let found = if group == "reserved" {
            "reserved"
        } else {
            "registered"
        };
        expect("the status by its group", found, &row["status"])?;
        let closure = row["tls13_class"] == "closure";
        if closure == (group == "closure") {
            Ok(())
        } else {
            Err(format!(
                "it is in the group `{group}`, its class is `{}`",
                row["tls13_class"]
            ))
        }
    });
}

#[test]
fn the_sender_agrees_with_the_registry() {
    TLS.every_code("sender", |code, row| {
        let wanted = match row["sender"].as_str() {
            // Nobody sends a reserved one any more, so the registry says nothing.
            "" => return Ok(()),
            "both" => "either",
            other => other,
        };
        expect("sender", &TLS.fact(code, "sender"), wanted)
    });
}

#[test]
fn what_an_alert_ends_agrees_with_the_registry() {
    TLS.every_code("ends", |code, row| {
        let columns = ["always_fatal_tls13", "tls12_level_unverified"];
        let wanted: &[&str] = match columns.map(|column| row[column].as_str()) {
            ["yes" | "n/a", "fatal"] | ["yes", "n/a"] => &["always"],
            ["yes", "warning_or_fatal"] => &["since13"],
            ["no", "warning"] => &["direction", "announced"],
            ["n/a", "warning"] => &["nothing"],
            ["n/a", "warning_or_fatal"] => &["by_level"],
            _ => return Ok(()),
        };
        let found = TLS.fact(code, "ends");
        if wanted.contains(&found.as_str()) {
            Ok(())
        } else {
            Err(format!("ends is `{found}`, not one of {wanted:?}"))
        }
    });
}
