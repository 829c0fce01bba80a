//! The content says what the registries say. Their rows are in `tests/registries/`.

mod dns;
mod grpc;
mod http;
mod smtp;
mod tls;
mod websocket;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use versus::content::{Code, FactKind, Family, Reference, Value};
use versus::project::{self, Loaded, Options};

/// A row of a registry by column name.
type Row = BTreeMap<String, String>;

static LOADED: LazyLock<Loaded> = LazyLock::new(|| {
    let options = Options {
        root: env!("CARGO_MANIFEST_DIR").into(),
        ..Options::default()
    };
    let (loaded, problems) = project::load(&options).expect("the project can be read");
    loaded.unwrap_or_else(|| panic!("the content has errors: {problems:?}"))
});

/// A family, and what its registry says of it.
struct Registry {
    /// The family's id, and the name of the file.
    id: &'static str,
    /// Whether a row is about a code.
    is_code: fn(&Row) -> bool,
    /// Codes that a registry lists for a time only: they may be there or not.
    apart: &'static [&'static str],
    /// Whether a row is about this code.
    is: fn(&Code, &Row) -> bool,
}

impl Registry {
    fn family(&self) -> &'static Family {
        let mut families = LOADED.site.content.families.iter();
        families
            .find(|family| family.id == self.id)
            .unwrap_or_else(|| panic!("there is no family {}", self.id))
    }

    fn all_rows(&self) -> Vec<Row> {
        let file = format!("tests/registries/{}.csv", self.id);
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let mut reader = csv::Reader::from_path(path).expect("the registry is there");
        reader
            .deserialize()
            .map(|row| row.expect("the registry is CSV"))
            .collect()
    }

    /// The rows about codes.
    fn rows(&self) -> Vec<Row> {
        let rows = self.all_rows().into_iter().filter(self.is_code);
        let rows = rows.filter(|row| !self.apart.contains(&row["code"].as_str()));
        let rows: Vec<Row> = rows.collect();
        assert!(!rows.is_empty(), "the registry has codes");
        rows
    }

    /// Fails unless every row about a code has a file, and no other code has.
    fn expect_same_codes(&self) {
        let (family, rows) = (self.family(), self.rows());
        let missing = rows.iter().filter(|row| {
            let files = family.codes.iter();
            files.filter(|code| (self.is)(code, row)).count() != 1
        });
        let missing: Vec<String> = missing.map(|row| format!("{row:?}")).collect();
        assert!(missing.is_empty(), "rows without a file: {missing:#?}");
        let stray = family
            .codes
            .iter()
            .filter(|code| code.registered && !self.apart.contains(&code.id.text()))
            .filter(|code| !rows.iter().any(|row| (self.is)(code, row)));
        let stray: BTreeSet<&str> = stray.map(|code| code.path.as_str()).collect();
        assert!(stray.is_empty(), "not in the registry: {stray:?}");
    }

    /// Runs `judge` on every code with its row and fails with all that it finds.
    fn every_code(&self, what: &str, judge: impl Fn(&Code, &Row) -> Result<(), String>) {
        let family = self.family();
        let rows = self.rows();
        let problems: Vec<String> = rows
            .iter()
            .filter_map(|row| {
                let code = family.codes.iter().find(|code| (self.is)(code, row))?;
                let problem = judge(code, row).err()?;
                Some(format!("{}: {problem}", code.path))
            })
            .collect();
        assert!(problems.is_empty(), "{what}:\n{}", problems.join("\n"));
    }

    /// Fails unless every code has its registered name.
    fn expect_names(&self) {
        self.every_code("names", |code, row| {
            let name = code.registered_as.as_ref().unwrap_or(&code.name);
            if code.registered_as.as_ref() == Some(&code.name) {
                return Err("registered_as only repeats the name".to_owned());
            }
            expect("the registered name", name, &row["name"])
        });
    }

    /// Fails unless every document that the registry refers to is among the references, an RFC with
    /// the section where the registry gives one. `excused` are codes without.
    fn expect_references(&self) {
        self.every_code("references", |code, row| {
            // An erratum mends a document that is referred to.
            let documents = row["reference"].split('|').enumerate();
            for (index, wanted) in documents.filter(|(_, it)| !it.starts_with("RFC Erratum")) {
                let column = |name: &str| row.get(name).map(String::as_str);
                // The section is one of the first document, unless a column says of which.
                let has_section = column("section_of").map_or(index == 0, |of| of == wanted);
                let section = column("section")
                    .filter(|_| has_section)
                    .unwrap_or_default();
                let is_wanted = |reference: &Reference| match reference {
                    Reference::Rfc {
                        number,
                        section: own,
                    } => {
                        *wanted == format!("RFC {number}")
                            && (section.is_empty() || own.as_deref() == Some(section))
                    }
                    Reference::Document { title, .. } => title == wanted,
                };
                if !code.references.iter().any(is_wanted) {
                    return Err(format!("{wanted} {section} is not referred to"));
                }
            }
            Ok(())
        });
    }

    /// The value of a fact as YAML writes it.
    fn fact(&self, code: &Code, id: &str) -> String {
        let facts = &self.family().facts;
        let index = facts.iter().position(|fact| fact.id == id);
        let index = index.unwrap_or_else(|| panic!("family.yaml has no fact {id}"));
        match (&code.values[index], &facts[index].kind) {
            (Value::YesNo(true), _) => "yes".to_owned(),
            (Value::YesNo(false), _) => "no".to_owned(),
            (Value::Choice(option), FactKind::Choice(options)) => options[*option].clone(),
            (Value::Set(set), FactKind::Set(options)) => {
                let set = set.iter().map(|option| options[*option].as_str());
                set.collect::<Vec<_>>().join("|")
            }
            (Value::Terms(terms), _) => terms.join("|"),
            (Value::NotApplicable, _) => "not_applicable".to_owned(),
            (Value::Unknown, _) => "unknown".to_owned(),
            (other, _) => panic!("{}: {id} is {other:?}", code.path),
        }
    }
}

fn expect(what: &str, found: &str, wanted: &str) -> Result<(), String> {
    if found == wanted {
        Ok(())
    } else {
        Err(format!("{what} is `{found}`, the registry says `{wanted}`"))
    }
}
