use std::collections::BTreeMap;

use crate::{Registry, expect};

/// Two codes are registered twice, and told apart by what they are about.
const DNS: Registry = Registry {
    id: "dns",
    is_code: |_| true,
    apart: &[],
    is: |code, row| {
        let id = match code.id.reference().as_str() {
            "9 zone" => "9".to_owned(),
            "9 TSIG" => "9-2".to_owned(),
            "16 BADVERS" => "16".to_owned(),
            "16 BADSIG" => "16-2".to_owned(),
            other => other.to_owned(),
        };
        id == row["id"]
    },
};

#[test]
fn every_registered_code_has_a_file_and_no_other_code_has() {
    DNS.expect_same_codes();
}

#[test]
fn every_code_has_its_registered_name() {
    DNS.expect_names();
}

#[test]
fn every_reference_of_the_registry_is_among_the_references() {
    DNS.expect_references();
}

#[test]
fn a_code_is_carried_where_the_registry_says() {
    let carried = BTreeMap::from([
        ("message header", "header"),
        ("message header (with TSIG)", "header_tsig"),
        ("EDNS extended RCODE", "opt"),
        ("TSIG error field", "tsig"),
        ("TSIG or TKEY error field", "tsig_or_tkey"),
        ("TKEY error field", "tkey"),
    ]);
    DNS.every_code("carried", |code, row| {
        let wanted = carried.get(row["carried_in"].as_str());
        let wanted = wanted.ok_or_else(|| format!("`{}` is new", row["carried_in"]))?;
        expect("carried", &DNS.fact(code, "carried"), wanted)
    });
}

/// The header has room for four bits of a code; the others stand in the OPT record (RFC 6891,
/// section 6.1.3).
#[test]
fn an_extended_code_looks_like_its_low_bits_in_the_header() {
    DNS.every_code("header", |code, row| {
        let number: u32 = row["code"].parse().map_err(|_| "no number".to_owned())?;
        if DNS.fact(code, "carried") != "opt" {
            return Ok(());
        }
        let wanted = match number & 15 {
            0 => "noerror",
            7 => "yxrrset",
            other => return Err(format!("the low bits {other} are new")),
        };
        expect("header", &DNS.fact(code, "header"), wanted)
    });
}
