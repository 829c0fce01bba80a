use crate::content::{Files, shapes};
use crate::site::Site;
use crate::yaml::TODO;
use crate::yaml::shape::{Shape, is_id};

use super::file::{Draft, Failure};
use super::list;
use super::sheet::{Sheet, scalar};

/// The file of a new family, and `site.yaml` with the family in its list.
pub fn new_family(
    site: &Site,
    files: &Files,
    id: &str,
    name: Option<&str>,
) -> Result<[Draft; 2], Failure> {
    if !is_id(id) {
        return Err(Failure::refused(
            format!("`{id}` cannot be an id"),
            "an id is made of a-z, 0-9, - and _, and begins with a letter",
        ));
    }
    if crate::content::RESERVED.contains(&id)
        || site.locales.all().iter().any(|locale| locale.id == id)
    {
        return Err(Failure::refused(
            format!("a family cannot be called `{id}`"),
            "the site's own pages stand at that path: choose another id",
        ));
    }
    if site.content.families.iter().any(|family| family.id == id) {
        return Err(Failure::refused(
            format!("there is a family `{id}` already"),
            "",
        ));
    }
    let path = format!("content/{id}/family.yaml");
    let text = text(&path, name);
    Ok([
        Draft::new(path, text),
        list::with_item(files, "families", id)?,
    ])
}

fn text(path: &str, name: Option<&str>) -> String {
    let mut sheet = Sheet::new(path);
    let Shape::Record(fields) = shapes::FAMILY else {
        unreachable!("a family is a record");
    };
    for field in fields {
        sheet.guide(field, "");
        match field.name {
            "name" => sheet.line(&format!("name: {}", name.map_or(TODO.to_owned(), scalar))),
            "refer_by" => sheet.line("refer_by: number"),
            "subject" => sheet.line("subject: \"{code}\""),
            "aliases" => sheet.line("# aliases: []"),
            "registry" => {
                sheet.line("# registry:");
                sheet.line("#   name:");
                sheet.line("#   url: https://");
            }
            "lanes" => lines(&mut sheet, "lanes:\n  client: Client\n  server: Server"),
            "groups" => lines(
                &mut sheet,
                "groups:\n  - id: all\n    title: TODO\n    # severity: error\n    says: TODO",
            ),
            "ranges" => lines(
                &mut sheet,
                "# ranges:\n#   - id: private\n#     codes: 4000–4999\n#     title: Private use\n#     description:",
            ),
            "facts" => lines(&mut sheet, FACTS),
            name => sheet.line(&format!("{name}: {TODO}")),
        }
    }
    sheet.into_text()
}

/// Two facts that nearly every family needs, to begin with.
const FACTS: &str = "\
facts:
  - id: acts
    label: Who has to act
    type: choice
    options:
      client: { label: The client, says: has to be mended by the client }
      server: { label: The server, says: has to be mended by the server }
      nobody: { label: Nobody, says: needs no mending }
  - id: retry
    label: Try again
    type: choice
    options:
      unneeded:
        label: Not needed
        says: leaves nothing to try again
      later:
        label: After a wait
        says: may well succeed when it is tried again after a wait
      after_change:
        label: Only after a change
        says: comes back on every new try until something is changed";

fn lines(sheet: &mut Sheet, text: &str) {
    for line in text.lines() {
        sheet.line(line);
    }
}
