//! When an edit breaks the input, open tabs say so until it is mended.

use serde_json::Value;

use crate::client::{Server, until};
use crate::support::project::Project;

const CODE: &str = "content/courier/0x87.yaml";

/// All that tabs show of the problems, in one text.
fn told(event: &Value) -> String {
    let list = event["problems"]["list"].as_array().expect("a list");
    let texts = list.iter().map(|problem| problem["text"].as_str());
    texts.map(|text| text.expect("a text")).collect()
}

fn places(event: &Value) -> Vec<&str> {
    let list = event["problems"]["list"].as_array().expect("a list");
    list.iter()
        .filter_map(|problem| problem["place"].as_str())
        .collect()
}

fn is_broken(event: &Value) -> bool {
    !event["problems"].is_null()
}

fn is_whole(event: &Value) -> bool {
    event["problems"].is_null()
}

#[test]
fn tabs_are_told_what_check_tells_and_keep_the_last_good_site() {
    let project = Project::mini();
    let server = Server::of(&project);
    let mut events = server.events();
    let first = events.next();
    let good = server.page("/courier/0x87");
    let code = project.read(CODE);
    let guide = project.read("content/guides/opening-a-door.md");

    project.write(CODE, code.replace("summary:", "sumary:"));
    project.write(
        "content/guides/opening-a-door.md",
        guide + "\n[gone](/courier/0x99)\n",
    );
    let broken = events.until(|event| is_broken(event) && places(event).len() == 2);
    assert_eq!(broken["version"], first["version"]);
    assert_eq!(broken["problems"]["title"], "2 errors");
    let check = project.check(&[]);
    assert_eq!(
        told(&broken) + "2 errors; the rest is checked once the errors are mended\n",
        check.stdout
    );
    assert!(
        places(&broken)
            .iter()
            .any(|place| place.starts_with("content/courier/0x87.yaml:"))
    );
    assert_eq!(
        server.page("/courier/0x87").body,
        good.body,
        "the last good page is served"
    );
    let terminal: String = std::iter::repeat_with(|| server.says())
        .find(|line| line.starts_with("2 errors"))
        .expect("the terminal is told as well");
    assert_eq!(
        terminal,
        "2 errors: open tabs show the last site without errors"
    );

    project.write(CODE, code);
    let fewer = events.until(|event| is_whole(event) || places(event).len() == 1);
    assert!(is_broken(&fewer), "an error is left");
    let guide = project.read("content/guides/opening-a-door.md");
    project.write(
        "content/guides/opening-a-door.md",
        guide.replace("[gone]", "[there]").replace("0x99", "0x88"),
    );
    events.until(is_whole);
    assert!(
        server
            .page("/guides/opening-a-door")
            .text()
            .contains("there</a>")
    );
}

#[test]
fn what_is_undone_needs_no_reload_of_a_whole_tab() {
    let project = Project::mini();
    let server = Server::of(&project);
    let mut events = server.events();
    let first = events.next();
    let code = project.read(CODE);
    project.write(CODE, code.replace("summary:", "sumary:"));
    events.until(is_broken);
    project.write(CODE, code);
    let mended = events.until(is_whole);
    assert_eq!(mended["version"], first["version"]);
}

#[test]
fn a_template_that_cannot_be_compiled_is_told() {
    let project = Project::mini();
    let server = Server::of(&project);
    let mut events = server.events();
    let page = server.page("/courier/0x87").body;
    let template = project.read("templates/code.html");
    project.write("templates/code.html", template.clone() + "{% if %}");
    let broken = events.until(is_broken);
    assert!(
        places(&broken)[0].starts_with("templates/code.html:"),
        "{broken}"
    );
    assert!(told(&broken).starts_with("error[template]: "), "{broken}");
    assert_eq!(server.page("/courier/0x87").body, page);
    project.write("templates/code.html", template);
    events.until(is_whole);
}

/// What compiles, and fails when a page is rendered.
const FAILS: &str = "{% block content -%}{{ nothing_of_this_name.at_all }}";

#[test]
fn a_template_that_fails_leaves_the_last_good_site() {
    let project = Project::mini();
    let server = Server::of(&project);
    let mut events = server.events();
    let version = events.next()["version"].clone();
    // Nobody has asked for a page of these kinds.
    for name in [
        "code",
        "guide",
        "hub",
        "matrix",
        "comparison",
        "translations",
        "home",
    ] {
        let file = format!("templates/{name}.html");
        let template = project.read(&file);
        project.write(&file, template.replace("{% block content -%}", FAILS));
        let broken = events.until(is_broken);
        assert_eq!(
            broken["version"], version,
            "{name}: the last good site stays"
        );
        assert!(
            told(&broken).starts_with("error[rendering]: "),
            "{name}: {broken}"
        );
        assert!(places(&broken)[0].starts_with(&file), "{name}: {broken}");
        project.write(&file, template);
        events.until(is_whole);
    }
}

#[test]
fn a_failing_template_stays_told_when_something_else_is_edited() {
    let project = Project::mini();
    let server = Server::of(&project);
    let mut events = server.events();
    let version = events.next()["version"].clone();
    let template = project.read("templates/hub.html");
    project.write(
        "templates/hub.html",
        template.replace("{% block content -%}", FAILS),
    );
    events.until(is_broken);
    project.write(CODE, project.read(CODE) + "# An edit\n");
    let broken = events.next();
    assert!(is_broken(&broken), "the template fails as before");
    assert_eq!(broken["version"], version);
    assert!(told(&broken).starts_with("error[rendering]: "), "{broken}");
}

#[test]
fn a_page_that_fails_when_it_is_asked_for_is_told() {
    let project = Project::mini();
    let server = Server::of(&project);
    let mut events = server.events();
    let version = events.next()["version"].clone();
    // Fails for one code only, which no tab shows.
    let template = project.read("templates/code.html");
    let trap =
        "{% block content -%}{% if code.number == \"0x88\" %}{{ nothing.at_all }}{% endif %}";
    project.write(
        "templates/code.html",
        template.replace("{% block content -%}", trap),
    );
    let version = events.until_other_than(&version)["version"].clone();
    assert_eq!(server.page("/courier/0x87").status, 200);

    let failed = server.page("/courier/0x88");
    assert_eq!(failed.status, 500);
    let page = String::from_utf8_lossy(failed.without_script()).into_owned();
    assert!(page.contains("There is no page to show yet"), "{page}");
    let broken = events.until(is_broken);
    assert!(
        places(&broken)[0].starts_with("templates/code.html:"),
        "{broken}"
    );
    // A tab that shows the failure must not reload again and again.
    let of = format!("data-version=\"{}\"", version.as_str().expect("a version"));
    assert_eq!(broken["version"], version);
    assert!(failed.text().contains(&of), "{}", failed.text());

    project.write("templates/code.html", template);
    events.until_other_than(&version);
    assert_eq!(server.page("/courier/0x88").status, 200);
}

#[test]
fn a_project_that_is_broken_at_the_start_is_served_once_it_is_mended() {
    let project = Project::mini();
    let code = project.read(CODE);
    project.write(CODE, code.replace("summary:", "sumary:"));
    let server = Server::of(&project);
    let mut events = server.events();
    let broken = events.next();
    assert_eq!(broken["version"], Value::Null);
    assert!(
        told(&broken).contains("did you mean `summary`?"),
        "{broken}"
    );
    for path in [
        "/",
        "/versus/",
        "/versus/courier/0x87",
        "/versus/assets/style.css",
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, 500, "{path}");
        assert!(answer.text().contains("data-version=\"\""), "{path}");
    }
    assert_eq!(server.get("/.versus/overlay.css").status, 200);
    project.write(CODE, code);
    let mended = events.until(is_whole);
    assert!(mended["version"].is_string(), "tabs reload");
    assert_eq!(server.page("/courier/0x87").status, 200);
}

#[test]
fn a_folder_without_a_project_is_told() {
    let project = Project::empty();
    std::fs::create_dir(project.root()).expect("a folder can be made");
    let server = Server::in_folder(&project.root(), &[]);
    let broken = server.events().next();
    assert!(
        told(&broken).contains("there is no content/site.yaml"),
        "{broken}"
    );
}

#[cfg(unix)]
#[test]
fn a_link_in_a_circle_keeps_no_edit_from_showing() {
    use std::os::unix::fs::symlink;

    let project = Project::mini();
    let server = Server::of(&project);
    for link in [
        "content/courier/0x99.yaml",
        "static/folder",
        "templates/x.html",
    ] {
        let path = project.root().join(link);
        let own = path.file_name().expect("it has a name").to_owned();
        symlink(own, path).expect("a link can be made");
    }
    project.write(
        CODE,
        project.read(CODE).replace("summary: ", "summary: Still, "),
    );
    until("the edit", || {
        server.page("/courier/0x87").text().contains("Still, ")
    });
}
