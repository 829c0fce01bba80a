//! New files for those who write: they fit the project at once, and nothing that is there is lost.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use support::project::{Project, Run, expect_exit};
use support::tree::tree;

/// Runs `versus new`, which must succeed.
fn new(project: &Project, arguments: &[&str]) -> Run {
    let mut all = vec!["new"];
    all.extend(arguments);
    let run = project.command(&all);
    assert_eq!(run.code, 0, "new {arguments:?}: {}", run.stderr);
    run
}

/// Fails unless the project has no problem but texts that are still to be written.
fn expect_todo_only(project: &Project) {
    let run = project.command(&["check", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&run.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}{}", run.stdout, run.stderr));
    let problems = told["problems"].as_array().expect("a list");
    let ids: BTreeSet<&str> = problems
        .iter()
        .filter_map(|problem| problem["id"].as_str())
        .collect();
    assert_eq!(ids, BTreeSet::from(["todo"]), "{}", run.stdout);
    assert_eq!(run.code, 0, "{}", run.stdout);
}

#[test]
fn every_new_file_fits_the_project_with_nothing_but_texts_to_be_written() {
    for (arguments, path) in [
        (
            &["code", "websocket", "3456"][..],
            "content/websocket/3456.yaml",
        ),
        (
            &[
                "code",
                "websocket",
                "1000",
                "--qualifier",
                "Again",
                "--name",
                "Normal: again",
            ],
            "content/websocket/1000-again.yaml",
        ),
        (
            &["note", "websocket", "1015", "1002"],
            "content/websocket/notes/1002-vs-1015.yaml",
        ),
        (
            &["family", "ftp", "--name", "FTP"],
            "content/ftp/family.yaml",
        ),
        (&["locale", "ja", "--name", "日本語"], "i18n/ja.yaml"),
        (&["locale", "de-at", "--tag", "de-AT"], "i18n/de-at.yaml"),
    ] {
        let project = Project::copy();
        let run = new(&project, arguments);
        assert!(
            run.stdout.contains(&format!("wrote {path}\n")),
            "{}",
            run.stdout
        );
        expect_todo_only(&project);
        let first = project.read(path).lines().next().map(str::to_owned);
        assert_eq!(first, versus::author::modeline(path), "{path}");
    }
}

#[test]
fn a_new_family_is_listed_and_takes_codes_and_notes() {
    let project = Project::copy();
    new(&project, &["family", "ftp", "--name", "FTP"]);
    assert!(
        project.read("content/site.yaml").contains(", ftp]"),
        "the list has one more item, and its comment stays"
    );
    new(&project, &["code", "ftp", "421"]);
    new(&project, &["code", "ftp", "120"]);
    new(&project, &["note", "ftp", "421", "120"]);
    expect_todo_only(&project);
    let files = project.build(&[]);
    assert!(files.contains_key("pt/compare/ftp/120-vs-421.html"));
    let schema = project.read("schema/ftp/code.json");
    assert!(
        schema.contains("after_change"),
        "the schema knows the facts"
    );
}

#[test]
fn a_site_with_a_new_language_builds_in_seven_at_once() {
    let project = Project::copy();
    new(&project, &["locale", "ja", "--name", "日本語"]);
    new(&project, &["overlay", "ja", "websocket"]);
    expect_todo_only(&project);
    let files = project.build(&[]);
    let languages: BTreeSet<&str> = files
        .keys()
        .filter_map(|path| path.strip_suffix("compare/websocket/1006-vs-1007.html"))
        .collect();
    assert_eq!(languages.len(), 7, "{languages:?}");
    let page = String::from_utf8_lossy(&files["ja/websocket/1007.html"]).into_owned();
    assert!(page.contains(r#"<html lang="ja" dir="ltr">"#), "{page}");
    assert!(
        !page.contains("TODO"),
        "what is to be written is shown in English"
    );
}

#[test]
fn a_language_that_is_built_in_is_not_to_be_written_again() {
    let project = Project::mini();
    fs::remove_file(project.root().join("i18n/fr.yaml")).expect("the catalog goes");
    new(&project, &["locale", "fr"]);
    let built_in = fs::read_to_string(support::project::repository().join("i18n/fr.yaml"));
    assert_eq!(
        project.read("i18n/fr.yaml"),
        built_in.expect("it can be read")
    );
}

#[test]
fn a_language_written_from_right_to_left_has_its_direction_and_its_plural_forms() {
    let project = Project::mini();
    new(&project, &["locale", "ar", "--name", "العربية"]);
    new(&project, &["overlay", "ar", "locker"]);
    let catalog = project.read("i18n/ar.yaml");
    assert!(catalog.contains("direction: rtl\n"), "{catalog}");
    for form in ["zero", "one", "two", "few", "many", "other"] {
        assert!(
            catalog.contains(&format!("\n    {form}: TODO\n")),
            "{form}: {catalog}"
        );
    }
    let files = project.build(&[]);
    for (path, bytes) in files {
        let page = String::from_utf8_lossy(&bytes);
        if path.starts_with("ar/") && support::pages::is_html(&path) {
            assert!(page.contains(r#"<html lang="ar" dir="rtl">"#), "{path}");
        }
    }
}

#[test]
fn nothing_that_is_there_is_overwritten() {
    let project = Project::copy();
    for (arguments, why) in [
        (
            &["code", "websocket", "1007"][..],
            "has the code `1007` already, in content/websocket/1007.yaml",
        ),
        (
            &["note", "websocket", "1001", "1000"],
            "content/websocket/notes/1000-vs-1001.yaml is there already",
        ),
        (
            &["family", "websocket"],
            "there is a family `websocket` already",
        ),
        (&["locale", "pt"], "i18n/pt.yaml is there already"),
        (&["code", "websoket", "1"], "did you mean `websocket`?"),
        (
            &["code", "websocket", "index"],
            "`index` cannot be the path of a page",
        ),
        (
            &["code", "websocket", "1-vs-2"],
            "`1-vs-2` cannot be the path of a page",
        ),
        (
            &["code", "websocket", "77", "--qualifier", "é"],
            "cannot be the path of a page",
        ),
        (
            &["code", "websocket", "77", "--name", ""],
            "a value is required",
        ),
        (
            &["code", "websocket", "77", "--name", "two\nlines"],
            "content/websocket/77.yaml would not be YAML",
        ),
        (
            &["code", "websocket", "..."],
            "cannot be the path of a page",
        ),
        (
            &["note", "websocket", "1000", "1000"],
            "a pair has two codes",
        ),
        (&["note", "websocket", "1000", "100"], "did you mean"),
        (&["family", "Guides"], "cannot be an id"),
        (&["family", "guides"], "a family cannot be called `guides`"),
        (&["family", "pt"], "a family cannot be called `pt`"),
        (
            &["locale", "websocket"],
            "a language cannot be called `websocket`",
        ),
        (&["locale", "JA"], "cannot be the path of a language"),
        (
            &["locale", "brazil", "--tag", "pt-br"],
            "has the tag pt-br already",
        ),
        (&["locale", "x"], "is not a BCP 47 tag"),
        (
            &["overlay", "en", "websocket"],
            "English is what translations are made from",
        ),
        (&["overlay", "xx", "websocket"], "there is no language `xx`"),
        (
            &["override", "code.html"],
            "did you mean `templates/code.html`?",
        ),
        (
            &["override", "static/stile.css"],
            "did you mean `static/style.css`?",
        ),
    ] {
        let before = tree(&project.root());
        let mut all = vec!["new"];
        all.extend(arguments);
        let run = project.command(&all);
        assert_eq!(
            run.code, 2,
            "new {arguments:?}: {}{}",
            run.stdout, run.stderr
        );
        assert!(
            run.stderr.contains(why),
            "new {arguments:?}: {}",
            run.stderr
        );
        assert!(
            before == tree(&project.root()),
            "new {arguments:?} has changed something"
        );
    }
}

/// An error keeps only those from writing who would have to read what is wrong.
#[test]
fn an_error_elsewhere_keeps_nobody_from_writing() {
    let project = Project::copy();
    project.write("content/websocket/4000.yaml", "code: 4000\n");
    project.write("i18n/ru/websocket.yaml", "zzz: 1\n");
    new(&project, &["code", "websocket", "4001"]);
    new(&project, &["overlay", "zh", "websocket"]);
    new(&project, &["family", "ftp"]);
    assert!(
        !project.root().join("schema/ftp").exists(),
        "schemas need a project without errors"
    );

    let family = project.read("content/websocket/family.yaml");
    project.write(
        "content/websocket/family.yaml",
        family.replace("title:", "title"),
    );
    for (arguments, why) in [
        (
            &["code", "websocket", "4002"][..],
            "content/websocket/family.yaml has errors",
        ),
        (
            &["overlay", "zh", "websocket"],
            "content/websocket/family.yaml has errors",
        ),
    ] {
        let run = project.command(&[&["new"], arguments].concat());
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert!(run.stderr.contains(why), "{}", run.stderr);
    }
    project.write("content/site.yaml", "title: [\n");
    let run = project.command(&["new", "code", "websocket", "4003"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("nothing was written"), "{}", run.stderr);
}

#[test]
fn a_language_is_named_where_the_site_names_its_languages() {
    let project = Project::mini();
    let site = project.read("content/site.yaml");
    // Named, but without a catalog: an error that the new file mends.
    project.write(
        "content/site.yaml",
        site.replace("families:", "locales: [en, ja]\nfamilies:"),
    );
    new(&project, &["locale", "ja", "--name", "日本語"]);
    assert!(project.build(&[]).contains_key("ja/index.html"));
    // With a catalog, but not named.
    project.write(
        "content/site.yaml",
        site.replace("families:", "locales: [en]\nfamilies:"),
    );
    let run = new(&project, &["locale", "ja"]);
    assert_eq!(run.stdout, "added to content/site.yaml\n");
    assert!(project.build(&[]).contains_key("ja/index.html"));
}

#[test]
fn a_language_whose_name_is_still_to_be_written_is_called_by_its_tag() {
    let project = Project::mini();
    new(&project, &["locale", "ja"]);
    let page = String::from_utf8_lossy(&project.build(&[])["index.html"]).into_owned();
    assert!(
        page.contains("lang=ja>ja</a>") && !page.contains("TODO"),
        "{page}"
    );
}

#[test]
fn a_site_of_ones_own_needs_nothing_but_the_program() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let program = folder.path().join("versus");
    fs::copy(env!("CARGO_BIN_EXE_versus"), &program).expect("the program can be copied");
    let run = |place: &str, arguments: &[&str]| {
        Command::new(&program)
            .args(arguments)
            .current_dir(folder.path().join(place))
            .env_clear()
            .output()
            .expect("the program runs")
    };
    expect_exit(&run(".", &["new", "site", "my-codes"]), 0);
    let checked = run("my-codes", &["check", "--deny-warnings"]);
    assert_eq!(
        checked.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&checked.stdout)
    );
    expect_exit(&run("my-codes", &["build"]), 0);
    let out = folder.path().join("my-codes/public");
    let files = tree(&out);
    for path in [
        "index.html",
        "api/1001.html",
        "compare/api/1001-vs-1003.html",
        "assets/style.css",
    ] {
        assert!(files.contains_key(path), "{path} is not built");
    }

    // The theme gives way to files of the same name, one by one.
    expect_exit(
        &run("my-codes", &["new", "override", "static/style.css"]),
        0,
    );
    let style = folder.path().join("my-codes/static/style.css");
    let text = fs::read_to_string(&style).expect("it was written");
    fs::write(&style, format!("{text}\n/* mine */\n")).expect("it can be written");
    expect_exit(
        &run(
            "my-codes",
            &["new", "override", "templates/parts/footer.html"],
        ),
        0,
    );
    let footer = folder.path().join("my-codes/templates/parts/footer.html");
    fs::write(&footer, "Our own footer").expect("it can be written");
    expect_exit(&run("my-codes", &["build"]), 0);
    let files = tree(&out);
    assert!(files["assets/style.css"].ends_with(b"/* mine */\n"));
    let page = String::from_utf8_lossy(&files["compare/api/1001-vs-1003.html"]).into_owned();
    assert!(page.contains("Our own footer"), "{page}");

    // A language that is built in needs no catalog in the project.
    let site = folder.path().join("my-codes/content/site.yaml");
    let text = fs::read_to_string(&site).expect("it was written");
    fs::write(&site, text.replace("locales: [en]", "locales: [en, pt]")).expect("written");
    expect_exit(&run("my-codes", &["new", "overlay", "pt", "api"]), 0);
    expect_exit(&run("my-codes", &["build"]), 0);
    let page = String::from_utf8_lossy(&tree(&out)["pt/api/1001.html"]).into_owned();
    assert!(
        page.contains(r#"<html lang="pt-BR""#) && page.contains("Como corrigir"),
        "{page}"
    );

    let again = run(".", &["new", "site", "my-codes"]);
    expect_exit(&again, 2);
}
