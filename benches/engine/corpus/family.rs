use std::fs;
use std::io;
use std::path::Path;

use serde_json::{Map, Value, json};

use super::words::{ENGLISH, FOREIGN, Language, below, capitalised, numbers};

/// The prose of a code: each field and how many words it has.
const PROSE: [(&str, usize); 3] = [("summary", 9), ("description", 9), ("when_seen", 9)];

const GROUPS: usize = 4;
const CAUSES: usize = 8;
const RETRIES: usize = 3;
const PARTIES: usize = 4;
const FIELDS: [&str; 5] = ["Date", "Origin", "Retry-After", "Upgrade", "Via"];

/// A family of made-up codes.
///
/// Its files are JSON, which is YAML too. Texts are made in the form of an overlay, a tree of ids;
/// what English files have besides is put around them.
pub(super) struct Family {
    id: String,
    codes: usize,
}

/// The id of a family by its place in the site.
pub(super) fn id(index: usize) -> String {
    format!("family-{}", index + 1)
}

impl Family {
    /// The family at a place in the site.
    pub(super) fn new(index: usize, codes: usize) -> Self {
        Self {
            id: id(index),
            codes,
        }
    }

    /// The file of a code, relative to the project.
    pub(super) fn code_file(&self, code: usize) -> String {
        format!("content/{}/{}.yaml", self.id, number(code))
    }

    /// Writes the family and its translations to a project.
    pub(super) fn write(&self, root: &Path) -> io::Result<()> {
        let folder = root.join("content").join(&self.id);
        fs::create_dir_all(folder.join("notes"))?;
        write(&folder.join("family.yaml"), &self.family())?;
        for code in 0..self.codes {
            write(&root.join(self.code_file(code)), &self.code(code))?;
        }
        for code in self.noted() {
            let mut note = self.note_texts(&ENGLISH, code);
            note["tells"] = json!(["cause"]);
            write(&folder.join(format!("notes/{}.yaml", pair(code))), &note)?;
        }
        for language in &FOREIGN {
            let folder = root.join("i18n").join(language.id);
            fs::create_dir_all(&folder)?;
            let file = folder.join(format!("{}.yaml", self.id));
            write(&file, &self.overlay(language))?;
        }
        Ok(())
    }

    /// The codes that have a note about themselves and the next one.
    fn noted(&self) -> impl Iterator<Item = usize> {
        (0..self.codes - 1).step_by(3)
    }

    fn family(&self) -> Value {
        let mut family = self.family_texts(&ENGLISH);
        family["name"] = capitalised(&self.id).into();
        family["refer_by"] = "number".into();
        family["registry"] = json!({
            "name": format!("{} Registry", capitalised(&self.id)),
            "url": format!("https://example.org/registries/{}", self.id),
        });
        family["groups"] = listed(&family["groups"], |_| json!({ "tells": ["carried"] }));
        family["ranges"] = listed(&family["ranges"], |_| json!({ "codes": "4000–4999" }));
        family["facts"] = listed(&family["facts"], |id| match id {
            "carried" => json!({ "type": "yes_no" }),
            "cause" => json!({ "type": "choice" }),
            "retry" => json!({ "type": "choice", "only_if": { "carried": "yes" } }),
            "parties" => json!({ "type": "set" }),
            _ => json!({ "type": "terms" }),
        });
        family
    }

    fn code(&self, code: usize) -> Value {
        let mut dice = numbers(&format!("{}/{code}", self.id));
        let mut roll = |end: usize| below(dice.next().expect("the row is endless"), end);
        let group = roll(GROUPS);
        let name = |length| capitalised(&self.phrase(&ENGLISH, &format!("{code}/name"), length));
        let mut page = self.code_texts(&ENGLISH, code);
        page["code"] = number(code).into();
        page["name"] = name(2).into();
        page["group"] = format!("g{group}").into();
        page["facts"] = json!({
            "carried": if group < GROUPS / 2 { "yes" } else { "no" },
            "cause": format!("o{}", roll(CAUSES)),
            "retry": format!("o{}", roll(RETRIES)),
            "parties": [format!("o{}", roll(PARTIES)), format!("o{}", roll(PARTIES))],
            "fields": &FIELDS[roll(FIELDS.len() - 1)..][..=roll(2)],
        });
        if group >= GROUPS / 2 {
            page["facts"]["retry"] = "not_applicable".into();
        }
        page["exchange"] = listed(&page["exchange"], |step| match step {
            "ask" => json!({ "from": "client", "to": "server" }),
            "reply" => json!({ "from": "server", "to": "client" }),
            _ => json!({ "at": "client" }),
        });
        let text = format!("error {}: <{}> & \"{}\"", number(code), name(3), name(2));
        page["messages"] = json!([{ "tool": "client/network", "text": text }]);
        let constant = name(2).replace(' ', "");
        page["constants"] = json!({
            "C": format!("CODE_{}", constant.to_uppercase()),
            "Go": format!("codes.{constant}"),
            "Rust": format!("Code::{constant}"),
        });
        page["references"] = json!([
            { "rfc": 9110, "section": format!("{}.{}", 1 + roll(15), 1 + roll(9)) },
            { "title": format!("Notes on {}", number(code)), "url": "https://example.org/notes" },
        ]);
        let neighbours = [1, 2].map(|step| number((code + step) % self.codes));
        page["confused_with"] = json!(neighbours);
        page
    }

    fn overlay(&self, language: &Language) -> Value {
        let codes = (0..self.codes).map(|code| (number(code), self.code_texts(language, code)));
        let notes = self
            .noted()
            .map(|code| (pair(code), self.note_texts(language, code)));
        json!({
            "family": self.family_texts(language),
            "codes": codes.collect::<Map<_, _>>(),
            "notes": notes.collect::<Map<_, _>>(),
        })
    }

    fn family_texts(&self, language: &Language) -> Value {
        let label = |path: &str| capitalised(&self.phrase(language, path, 3));
        let says = |path: &str| self.phrase(language, &format!("{path}/says"), 7);
        let entries = |prefix: &str, count: usize, entry: &dyn Fn(&str) -> Value| {
            let ids = (0..count).map(|index| format!("{prefix}{index}"));
            Value::Object(ids.map(|id| (id.clone(), entry(&id))).collect())
        };
        let choice = |fact: &str, count: usize| {
            let option = |id: &str| {
                let path = format!("{fact}/{id}");
                json!({ "label": label(&path), "says": says(&path) })
            };
            json!({ "label": label(fact), "options": entries("o", count, &option) })
        };
        let party = |id: &str| json!({ "label": label(&format!("parties/{id}")) });
        json!({
            "title": label("title"),
            "description": self.prose(language, "description", 18),
            "subject": "{code}",
            "lanes": { "client": label("client"), "server": label("server") },
            "groups": entries("g", GROUPS, &|id| json!({ "title": label(id), "says": says(id) })),
            "ranges": entries("r", 1, &|id| json!({
                "title": label(id),
                "description": self.prose(language, id, 9),
            })),
            "facts": {
                "carried": {
                    "label": label("carried"),
                    "says": { "yes": says("carried/yes"), "no": says("carried/no") },
                },
                "cause": choice("cause", CAUSES),
                "retry": choice("retry", RETRIES),
                "parties": {
                    "label": label("parties"),
                    "says": format!("{} {{value}}", says("parties")),
                    "options": entries("o", PARTIES, &party),
                },
                "fields": {
                    "label": label("fields"),
                    "says": format!("{} {{value}}", says("fields")),
                },
            },
        })
    }

    fn code_texts(&self, language: &Language, code: usize) -> Value {
        let phrase =
            |field: &str, length| self.phrase(language, &format!("{code}/{field}"), length);
        let mut texts: Map<String, Value> = PROSE
            .iter()
            .map(|(field, length)| {
                let prose = self.prose(language, &format!("{code}/{field}"), *length);
                ((*field).to_owned(), prose.into())
            })
            .collect();
        let other = number((code + 3) % self.codes);
        let how_to_fix = format!(
            "{} `limit={}` [{other}](/{}/{other}) **{}**.",
            self.prose(language, &format!("{code}/how_to_fix"), 9),
            number(code),
            self.id,
            phrase("strong", 2),
        );
        texts.insert("how_to_fix".to_owned(), how_to_fix.into());
        texts.insert("choose_when".to_owned(), phrase("choose_when", 8).into());
        let step = |action: &str, id: &str| {
            let detail = phrase(&format!("{id}/detail"), 3);
            json!({ action: phrase(id, 2), "detail": detail })
        };
        let mut exchange = json!({ "ask": step("send", "ask"), "reply": step("send", "reply") });
        if code.is_multiple_of(2) {
            exchange["wait"] = step("wait", "wait");
        }
        texts.insert("exchange".to_owned(), exchange);
        texts.into()
    }

    fn note_texts(&self, language: &Language, code: usize) -> Value {
        let prose = |field: &str, length| {
            let path = format!("{}/{field}", pair(code));
            format!("{}.", self.prose(language, &path, length))
        };
        json!({
            "verdict": prose("verdict", 18),
            "differences": { "first": prose("first", 18), "second": prose("second", 9) },
            "trap": prose("trap", 18),
        })
    }

    fn phrase(&self, language: &Language, path: &str, length: usize) -> String {
        language.phrase(&format!("{}/{path}", self.id), length)
    }

    fn prose(&self, language: &Language, path: &str, length: usize) -> String {
        language.prose(&format!("{}/{path}", self.id), length)
    }
}

fn number(code: usize) -> String {
    (1000 + code).to_string()
}

/// What a page about a code and the next one is called.
fn pair(code: usize) -> String {
    format!("{}-vs-{}", number(code), number(code + 1))
}

/// The entries of a mapping as a list: each with its key as `id`, and with what `more` adds.
fn listed(entries: &Value, more: impl Fn(&str) -> Value) -> Value {
    let entries = entries.as_object().expect("texts are a tree of mappings");
    let item = |(id, texts): (&String, &Value)| {
        let parts = [json!({ "id": id }), texts.clone(), more(id)];
        let fields = parts.into_iter().flat_map(|part| match part {
            Value::Object(fields) => fields,
            _ => unreachable!("entries of texts are mappings"),
        });
        Value::Object(fields.collect())
    };
    entries.iter().map(item).collect()
}

fn write(path: &Path, tree: &Value) -> io::Result<()> {
    fs::write(path, format!("{tree:#}\n"))
}
