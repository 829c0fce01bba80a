//! Edits on the disk, as editors and other programs make them, show in open tabs.

use std::fs;
use std::path::Path;

use crate::client::{Server, until};
use crate::support::project::Project;

const CODE: &str = "content/courier/0x87.yaml";

/// A summary that no page had before.
fn reworded(project: &Project, words: &str) -> String {
    let code = project.read(CODE);
    let summary = code
        .lines()
        .find(|line| line.starts_with("summary: "))
        .expect("a code has a summary");
    code.replace(summary, &format!("summary: {words}"))
}

#[test]
fn every_kind_of_source_shows_when_it_is_saved() {
    let project = Project::mini();
    let server = Server::of(&project);
    let mut events = server.events();
    let mut version = events.next()["version"].clone();
    let with_words = |file: &str, words: &str| project.read(file) + words;
    for (file, text, page) in [
        (CODE, reworded(&project, "Said by a code."), "/courier/0x87"),
        (
            "content/guides/opening-a-door.md",
            with_words("content/guides/opening-a-door.md", "\nSaid by a code.\n"),
            "/guides/opening-a-door",
        ),
        (
            "i18n/pt.yaml",
            project
                .read("i18n/pt.yaml")
                .replace("Saiba mais", "Said by a code."),
            "/pt/compare/courier/0x87-vs-0x88",
        ),
        (
            "templates/code.html",
            project.read("templates/code.html").replace(
                "{% block content -%}",
                "{% block content -%}<p>Said by a code.</p>",
            ),
            "/courier/0x87",
        ),
        (
            "static/page.js",
            with_words("static/page.js", "// Said by a code.\n"),
            "/assets/page.js",
        ),
    ] {
        let before = project.read(file);
        assert!(
            !server.page(page).text().contains("Said by a code."),
            "{file}"
        );
        project.write(file, text);
        version = events.until_other_than(&version)["version"].clone();
        let shown = server.page(page).text();
        assert!(shown.contains("Said by a code."), "{file} does not show");
        project.write(file, before);
        version = events.until_other_than(&version)["version"].clone();
        assert!(
            !server.page(page).text().contains("Said by a code."),
            "{file} still shows"
        );
    }
}

#[test]
fn a_style_sheet_is_put_on_without_a_reload() {
    let project = Project::mini();
    let server = Server::of(&project);
    let mut events = server.events();
    let first = events.next();
    let style = &first["styles"][0];
    let address = style.as_str().expect("an address").to_owned();
    assert!(
        address.starts_with("/versus/assets/style.css?v="),
        "{address}"
    );
    assert!(
        server.page("/").text().contains(&address),
        "pages wear another style"
    );
    project.write(
        "static/style.css",
        project.read("static/style.css") + "/* new */",
    );
    let second = events.until(|event| event["styles"][0] != *style);
    assert_eq!(second["version"], first["version"], "tabs would reload");
    let address = second["styles"][0].as_str().expect("an address");
    assert!(server.get(address).text().ends_with("/* new */"));
    assert!(server.page("/").text().contains(address));
}

#[test]
fn saving_without_a_change_changes_nothing() {
    let project = Project::mini();
    let server = Server::of(&project);
    let mut events = server.events();
    let version = events.next()["version"].clone();
    project.write(CODE, project.read(CODE));
    project.write("content/notes.txt", "not a part of the site");
    fs::remove_file(project.root().join("content/notes.txt")).expect("it is there");
    project.write(CODE, reworded(&project, "Changed."));
    // The next that tabs are told is the edit.
    events.until_other_than(&version);
    assert!(server.page("/courier/0x87").text().contains("Changed."));
}

/// How an editor or another program saves a file.
type Save = fn(&Path, &str);

#[test]
fn however_a_file_is_saved_it_shows() {
    let ways: [(&str, Save); 5] = [
        ("written in place", |path, text| {
            fs::write(path, text).expect("it can be written");
        }),
        ("a new file renamed over it", |path, text| {
            let new = path.with_extension("yaml~");
            fs::write(&new, text).expect("it can be written");
            fs::rename(&new, path).expect("it can be renamed");
        }),
        ("moved away first", |path, text| {
            fs::rename(path, path.with_extension("bak")).expect("it can be renamed");
            fs::write(path, text).expect("it can be written");
            fs::remove_file(path.with_extension("bak")).expect("it can be removed");
        }),
        ("removed first", |path, text| {
            fs::remove_file(path).expect("it can be removed");
            fs::write(path, text).expect("it can be written");
        }),
        ("written piece by piece", |path, text| {
            use std::io::Write as _;
            let mut file = fs::File::create(path).expect("it can be written");
            for piece in text.as_bytes().chunks(100) {
                file.write_all(piece).expect("it can be written");
                file.flush().expect("it can be written");
            }
        }),
    ];
    let project = Project::mini();
    let server = Server::of(&project);
    let mut events = server.events();
    let mut version = events.next()["version"].clone();
    for (count, (way, save)) in ways.into_iter().cycle().take(15).enumerate() {
        let words = format!("Saved for the {count}th time.");
        save(&project.root().join(CODE), &reworded(&project, &words));
        until(way, || server.page("/courier/0x87").text().contains(&words));
        version = events.until_other_than(&version)["version"].clone();
    }
}

#[test]
fn a_burst_of_edits_ends_with_the_last() {
    let project = Project::mini();
    let server = Server::of(&project);
    for round in 0..200 {
        project.write(
            CODE,
            reworded(&project, &format!("Round {round} of a burst.")),
        );
    }
    until("the last edit", || {
        server
            .page("/courier/0x87")
            .text()
            .contains("Round 199 of a burst.")
    });
}

#[test]
fn pages_come_and_go_with_their_files() {
    let project = Project::mini();
    let server = Server::of(&project);
    let status = |path: &str| server.page(path).status;
    let code = project.read(CODE).replace("code: 0x87", "code: 0x99");
    project.write("content/courier/0x99.yaml", code);
    until("the new code", || status("/courier/0x99") == 200);
    assert_eq!(status("/compare/courier/0x88-vs-0x99"), 200);

    let (old, new) = ("content/courier/0x99.yaml", "content/courier/0x9a.yaml");
    project.write(old, project.read(old).replace("code: 0x99", "code: 0x9a"));
    fs::rename(project.root().join(old), project.root().join(new)).expect("it can be renamed");
    until("the renamed code", || status("/courier/0x9a") == 200);
    until("the old name", || status("/courier/0x99") == 404);

    fs::remove_file(project.root().join(new)).expect("it is there");
    until("the deleted code", || status("/courier/0x9a") == 404);
}

#[test]
fn folders_come_and_go() {
    let project = Project::mini();
    let server = Server::of(&project);
    let mut events = server.events();
    let mut shown = events.next()["version"].clone();
    let content = project.root().join("content");
    let away = project.root().join("away");
    for round in 0..3 {
        fs::rename(&content, &away).expect("it can be renamed");
        let broken = events.until(|event| !event["problems"].is_null());
        assert_eq!(broken["version"], shown, "the last good site stays");
        assert_eq!(server.page("/courier/0x87").status, 200);
        fs::rename(&away, &content).expect("it can be renamed");
        events.until(|event| event["problems"].is_null());
        // It is another folder of the same name, and followed as the first one was.
        let words = format!("Back for the {round}th time.");
        project.write(CODE, reworded(&project, &words));
        shown = events.until_other_than(&shown)["version"].clone();
        assert!(server.page("/courier/0x87").text().contains(&words));
    }

    // A folder that was not there at the start.
    let templates = project.root().join("templates");
    let page = project.read("templates/code.html");
    fs::remove_dir_all(&templates).expect("it is there");
    project.write(
        "templates/code.html",
        page.replace(
            "{% block content -%}",
            "{% block content -%}<p>Taken over.</p>",
        ),
    );
    until("a template that was taken over", || {
        server.page("/courier/0x87").text().contains("Taken over.")
    });
    project.write("templates/code.html", page);
    until("an edit of it", || {
        !server.page("/courier/0x87").text().contains("Taken over.")
    });
}

#[test]
fn another_base_path_moves_the_site() {
    let project = Project::mini();
    let server = Server::in_folder(&project.root(), &[]);
    assert_eq!(server.get("/").header("location"), Some("/base/"));
    let settings = project.read("content/site.yaml");
    project.write(
        "content/site.yaml",
        settings.replace("org/base", "org/elsewhere"),
    );
    until("the move", || {
        server.get("/elsewhere/courier/0x87").status == 200
    });
    assert_eq!(server.get("/base/courier/0x87").status, 404);
    assert_eq!(server.get("/").header("location"), Some("/elsewhere/"));
}
