use crate::content::{CodeId, Fact, FactKind, Family, shapes};
use crate::site::Site;
use crate::yaml::TODO;
use crate::yaml::shape::{Field, Shape};

use super::file::{Draft, Failure};
use super::find;
use super::sheet::{Sheet, scalar};

/// A file for a code that a family does not have yet, with every field.
pub fn new_code(
    site: &Site,
    family: &str,
    code: &str,
    qualifier: Option<&str>,
    name: Option<&str>,
) -> Result<Draft, Failure> {
    let family = find::family(site, family)?;
    let code = code.trim();
    let id = CodeId::new(code, qualifier);
    if !id.fits_a_path() {
        return Err(Failure::refused(
            format!("`{id}` cannot be the path of a page"),
            "a path is made of the code's letters and digits, and cannot be `index` or hold `-vs-`",
        ));
    }
    if let Some(taken) = family
        .codes
        .iter()
        .find(|other| other.id.slug() == id.slug())
    {
        return Err(Failure::refused(
            format!(
                "{} has the code `{}` already, in {}",
                family.name, taken.id, taken.path
            ),
            "edit that file; for one number that is registered twice, give each a qualifier",
        ));
    }
    let path = format!("content/{}/{}.yaml", family.id, file_name(&id));
    let mut sheet = Sheet::new(&path);
    let Shape::Record(fields) = shapes::CODE else {
        unreachable!("a code is a record");
    };
    for field in fields {
        let more = match field.name {
            "group" => format!("One of: {}.", groups(family)),
            _ => String::new(),
        };
        sheet.guide(field, &more);
        write(&mut sheet, field, family, &id, name);
    }
    Ok(Draft::new(path, sheet.into_text()))
}

/// The code as its registry writes it, where every system takes that as the name of a file.
fn file_name(id: &CodeId) -> String {
    let safe = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let text = id.text();
    let plain = id.qualifier().is_none()
        && text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text.chars().all(safe);
    if plain { text } else { id.slug() }.to_owned()
}

fn write(sheet: &mut Sheet, field: &Field, family: &Family, id: &CodeId, name: Option<&str>) {
    match field.name {
        "code" => sheet.line(&format!("code: {}", scalar(id.text()))),
        "qualifier" => match id.qualifier() {
            Some(qualifier) => sheet.line(&format!("qualifier: {}", scalar(qualifier))),
            None => sheet.line("# qualifier:"),
        },
        "name" => sheet.line(&format!("name: {}", name.map_or(TODO.to_owned(), scalar))),
        "registered" => sheet.line("# registered: no"),
        "group" => sheet.line(&format!("group: {}", group_beside(family, id))),
        "facts" => {
            let empty = if family.facts.is_empty() { " {}" } else { "" };
            sheet.line(&format!("facts:{empty}"));
            sheet.nested(|sheet| {
                for fact in &family.facts {
                    sheet.comment(&question(family, fact));
                    sheet.line(&format!("{}: {TODO}", fact.id));
                }
            });
        }
        "exchange" => example(sheet, "exchange", &exchange(family)),
        "messages" => example(
            sheet,
            "messages",
            &["  - { tool: nginx, text: what it prints }"],
        ),
        "constants" => example(sheet, "constants", &["  Go: the.Name"]),
        "references" => {
            sheet.line("references:");
            let url = family
                .registry
                .as_ref()
                .map(|registry| registry.url.as_str());
            let url = url.unwrap_or("https://www.rfc-editor.org/");
            sheet.line(&format!("  - {{ title: {TODO}, url: {} }}", scalar(url)));
        }
        "confused_with" => sheet.line("# confused_with: []"),
        "equivalents" => example(sheet, "equivalents", &["  - { family: http, code: 404 }"]),
        name if field.required => sheet.line(&format!("{name}: {TODO}")),
        "choose_when" => sheet.line(&format!("choose_when: {TODO}")),
        name => sheet.line(&format!("# {name}:")),
    }
}

/// A field that need not be there, with an example of its lines.
fn example(sheet: &mut Sheet, field: &str, lines: &[impl AsRef<str>]) {
    sheet.line(&format!("# {field}:"));
    for line in lines {
        sheet.line(&format!("# {}", line.as_ref()));
    }
}

fn exchange(family: &Family) -> Vec<String> {
    match family.lanes.as_slice() {
        [one, other, ..] => vec![
            format!("  - {{ id: ask, from: {one}, to: {other}, send: what is sent }}"),
            format!("  - {{ id: answer, from: {other}, to: {one}, send: what comes back }}"),
        ],
        _ => vec!["  (the family has no `lanes` yet: who sends and who receives)".to_owned()],
    }
}

fn groups(family: &Family) -> String {
    let ids = family.groups.iter().map(|group| group.id.as_str());
    ids.collect::<Vec<_>>().join(", ")
}

/// The group of the code that stands before it, or else the first.
fn group_beside<'f>(family: &'f Family, id: &CodeId) -> &'f str {
    let before = family.codes.iter().rev().find(|code| code.id < *id);
    let group = before.map_or(0, |code| code.group);
    family.groups.get(group).map_or(TODO, |group| &group.id)
}

/// What a fact asks of a code, and what it can answer.
fn question(family: &Family, fact: &Fact) -> String {
    let text = |path: &str| {
        let text = family
            .texts
            .get(&format!("family/facts/{}/{path}", fact.id));
        text.map_or("", |text| text.value.as_str())
    };
    let option = |option: &String| match text(&format!("options/{option}/label")) {
        "" => option.clone(),
        label => format!("{option} ({label})"),
    };
    let options = |options: &[String]| options.iter().map(option).collect::<Vec<_>>().join(", ");
    let answers = match &fact.kind {
        FactKind::YesNo => "yes or no".to_owned(),
        FactKind::Choice(choices) => format!("one of {}", options(choices)),
        FactKind::Set(choices) => format!("a list of {}", options(choices)),
        FactKind::Code(_) => "a code of the other family".to_owned(),
        FactKind::Terms | FactKind::Unread => "a list of words".to_owned(),
    };
    format!("{}: {answers}", text("label"))
}
