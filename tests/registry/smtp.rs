use crate::{Registry, expect};

/// SMTP has no registry of its codes: the rows are those of the specifications.
const SMTP: Registry = Registry {
    id: "smtp",
    is_code: |_| true,
    apart: &[],
    is: |code, row| code.id.text() == row["code"],
};

#[test]
fn every_code_has_a_file_and_no_other_code_has() {
    SMTP.expect_same_codes();
}

#[test]
fn every_code_has_its_name() {
    SMTP.expect_names();
}

#[test]
fn every_reference_is_among_the_references() {
    SMTP.expect_references();
}

#[test]
fn a_code_is_in_the_group_of_its_first_digit() {
    SMTP.every_code("groups", |code, row| {
        let wanted = match row["class"].as_str() {
            "2" => "success",
            "3" => "intermediate",
            "4" => "transient",
            "5" => "permanent",
            other => return Err(format!("the class `{other}` is new")),
        };
        let group = &SMTP.family().groups[code.group].id;
        expect("group", group, wanted)
    });
}

#[test]
fn whether_to_try_again_agrees_with_the_specifications() {
    SMTP.every_code("retry", |code, row| {
        let found = SMTP.fact(code, "retry");
        let wanted: &[&str] = match row["retryable"].as_str() {
            "n/a" => &["unneeded"],
            "yes" => &["queue", "later"],
            "no" => &["change"],
            other => return Err(format!("`{other}` is new")),
        };
        if wanted.contains(&found.as_str()) {
            Ok(())
        } else {
            Err(format!("retry is `{found}`, not one of {wanted:?}"))
        }
    });
}

#[test]
fn who_closes_the_connection_agrees_with_the_specifications() {
    SMTP.every_code("closes", |code, row| {
        expect(
            "closes",
            &SMTP.fact(code, "closes"),
            &row["closes_connection"],
        )
    });
}
