use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use xxhash_rust::xxh3::Xxh3;

use crate::content::{Files, Unreadable};
use crate::diagnostic::{Diagnostic, Id, Problems};
use crate::yaml::{Node, Value};

/// Which English the translations of a language were made from. It is bookkeeping, so it stands
/// beside the translations and not in them.
///
/// A section is a part of the language, such as a family, and holds a fingerprint for each text.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Record(BTreeMap<String, BTreeMap<String, Fingerprint>>);

/// By what an English text is known again.
///
/// Eight digits suffice: it is compared with what the same text once was, and with no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint(u32);

/// What stands above the sections.
const ABOUT: &str = "# Which English each translation was made from. `versus accept` writes it; leave it to that.\n";

impl Record {
    /// The file of a locale's record, relative to the project's root.
    pub fn path(locale: &str) -> String {
        format!("i18n/{locale}/.seen.yaml")
    }

    /// Reads the record of a locale; it is empty if nothing was ever accepted.
    pub(super) fn load(
        files: &Files,
        locale: &str,
        problems: &mut Problems,
    ) -> Result<Self, Unreadable> {
        let path = Self::path(locale);
        if !files.exists(&path) {
            return Ok(Self::default());
        }
        let node = files.tree(&path, problems)?;
        Ok(node.map_or_else(Self::default, |node| Self::read(&node, locale, problems)))
    }

    fn read(node: &Node, locale: &str, problems: &mut Problems) -> Self {
        let mut record = Self::default();
        if !is_mapping(node) {
            problems.push(
                Diagnostic::at(Id::InvalidRecord, &node.place, "the record must be a mapping")
                    .help(format!(
                        "remove the file, look at the translations again, and accept them: `versus accept {locale} …`"
                    )),
            );
        }
        for section in node.entries() {
            let name = section.key.text.as_str();
            if !is_mapping(&section.value) {
                problems.push(
                    Diagnostic::at(
                        Id::InvalidRecord,
                        &section.value.place,
                        format!("`{name}` must be a mapping"),
                    )
                    .help(again(locale, name, None)),
                );
            }
            let mut texts = BTreeMap::new();
            for entry in section.value.entries() {
                let path = entry.key.text.as_str();
                let text = entry.value.text().unwrap_or_default();
                if let Ok(fingerprint) = text.parse() {
                    texts.insert(path.to_owned(), fingerprint);
                } else {
                    problems.push(
                        Diagnostic::at(
                            Id::InvalidRecord,
                            &entry.value.place,
                            format!("`{path}` has no fingerprint"),
                        )
                        .label("this is not one")
                        .help(again(locale, name, Some(path))),
                    );
                }
            }
            record.0.insert(name.to_owned(), texts);
        }
        record
    }

    /// The English that a translation was made from.
    pub fn get(&self, section: &str, path: &str) -> Option<Fingerprint> {
        self.0.get(section)?.get(path).copied()
    }

    /// All that is recorded in a section, by path.
    pub fn section(&self, section: &str) -> impl Iterator<Item = (&str, Fingerprint)> {
        let texts = self.0.get(section).into_iter().flatten();
        texts.map(|(path, fingerprint)| (path.as_str(), *fingerprint))
    }

    /// Puts other texts into a section, instead of all that it held.
    pub fn replace(&mut self, section: &str, texts: BTreeMap<String, Fingerprint>) {
        if texts.is_empty() {
            self.0.remove(section);
        } else {
            self.0.insert(section.to_owned(), texts);
        }
    }
}

/// Nothing counts as a mapping without entries.
fn is_mapping(node: &Node) -> bool {
    matches!(node.value, Value::Map(_) | Value::Empty)
}

/// How a part of a record is written anew.
fn again(locale: &str, section: &str, path: Option<&str>) -> String {
    let parts: Vec<&str> = path.into_iter().flat_map(|path| path.split('/')).collect();
    let one = match (section, parts.as_slice()) {
        ("guides", [name]) | (_, ["codes" | "notes", name, ..]) => format!(" {name}"),
        _ => String::new(),
    };
    let what = match path {
        Some(_) => "line, look at the translation again, and accept it",
        None => "section, look at the translations again, and accept them",
    };
    format!("remove the {what}: `versus accept {locale} {section}{one}`")
}

/// The whole file, a line for each text, so that a change is told by the lines it touches.
impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(ABOUT)?;
        for (section, texts) in &self.0 {
            writeln!(f, "{section}:")?;
            for (path, fingerprint) in texts {
                writeln!(f, "  {}: {fingerprint}", key(path))?;
            }
        }
        Ok(())
    }
}

/// A path as a key of YAML: in quotes if it holds a key of a contributor's choice that needs them.
fn key(path: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/_-.".contains(c);
    if path.chars().all(plain) {
        path.to_owned()
    } else {
        serde_json::Value::from(path).to_string()
    }
}

impl Fingerprint {
    /// The fingerprint of a text, or of several that are translated together.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut hash = Xxh3::new();
        for text in texts {
            // Line by line, since a checkout may have line ends of its own.
            for line in text.lines() {
                hash.update(line.as_bytes());
                hash.update(b"\n");
            }
            hash.update(b"\0");
        }
        Self(u32::try_from(hash.digest() >> 32).expect("half of 64 bits"))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}", self.0)
    }
}

/// A text that is no fingerprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAFingerprint;

impl FromStr for Fingerprint {
    type Err = NotAFingerprint;

    fn from_str(text: &str) -> Result<Self, NotAFingerprint> {
        let digits = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = u32::from_str_radix(text, 16).ok().filter(|_| digits);
        number.map(Self).ok_or(NotAFingerprint)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::Source;
    use crate::yaml;

    fn read(text: &str) -> (Record, Vec<Diagnostic>) {
        let source = Arc::new(Source {
            path: Record::path("pt"),
            text: text.to_owned(),
        });
        let mut problems = Problems::default();
        let node = yaml::parse(&source, &mut problems).expect("this is YAML");
        let record = Record::read(&node, "pt", &mut problems);
        (record, problems.into_sorted())
    }

    #[test]
    fn a_record_is_read_as_it_was_written() {
        let mut record = Record::default();
        let fingerprint = |text: &str| Fingerprint::of([text]);
        for section in ["websocket", "catalog"] {
            let paths = ["codes/1007/summary", "notes/1-vs-2/differences/a \"b\": c"];
            let texts = paths.map(|path| (path.to_owned(), fingerprint(path)));
            record.replace(section, texts.into());
        }
        let text = record.to_string();
        let (again, problems) = read(&text);
        assert!(problems.is_empty(), "{problems:?}\n{text}");
        assert_eq!(again, record);
        assert!(text.starts_with("# "), "{text}");
        let sections: Vec<&str> = text.lines().filter(|line| line.ends_with(':')).collect();
        assert_eq!(sections, ["catalog:", "websocket:"]);

        record.replace("catalog", BTreeMap::new());
        record.replace("websocket", BTreeMap::new());
        assert_eq!(record, Record::default());
        assert_eq!(read(&record.to_string()).0, record);
    }

    #[test]
    fn a_fingerprint_is_eight_digits_and_knows_its_text_again() {
        let one = Fingerprint::of(["one\ntwo\n"]);
        assert_eq!(one.to_string().parse(), Ok(one));
        assert_eq!(one, Fingerprint::of(["one\r\ntwo\r\n"]));
        assert_ne!(one, Fingerprint::of(["one two"]));
        assert_ne!(Fingerprint::of(["a", "b"]), Fingerprint::of(["ab"]));
        assert_eq!(Fingerprint(7).to_string(), "00000007");
        for wrong in ["", "7", "+0000007", "0000000g", "000000007", "0x000007"] {
            assert_eq!(
                wrong.parse::<Fingerprint>(),
                Err(NotAFingerprint),
                "{wrong}"
            );
        }
    }

    #[test]
    fn what_is_no_record_is_told_and_the_rest_is_kept() {
        let (record, problems) = read(
            "websocket:\n  codes/1007/summary: 3f9a\n  family/title: 3f9a1c2b\nguides: [a]\ncatalog:\n",
        );
        assert!(record.get("websocket", "family/title").is_some());
        let told: Vec<(&str, &str)> = problems
            .iter()
            .map(|problem| (problem.message.as_str(), problem.help[0].as_str()))
            .collect();
        assert_eq!(told.len(), 2, "{told:?}");
        assert_eq!(told[0].0, "`codes/1007/summary` has no fingerprint");
        assert!(
            told[0].1.ends_with("`versus accept pt websocket 1007`"),
            "{told:?}"
        );
        assert!(told[1].1.ends_with("`versus accept pt guides`"), "{told:?}");
    }
}
