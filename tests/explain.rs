//! What `versus explain` tells of a page.

mod support;

use support::project::{Project, Run};
use support::tree::write;

/// Runs `versus explain` on a project that is built into its output.
fn explain(project: &Project, path: &str) -> Run {
    let out = project.out();
    project.command(&["explain", path, "--out", &out.to_string_lossy()])
}

fn expect(project: &Project, path: &str, told: &[&str]) {
    let run = explain(project, path);
    assert_eq!(run.code, 0, "{path}: {}", run.stderr);
    for words in told {
        assert!(
            run.stdout.contains(words),
            "{path}: {words}\n{}",
            run.stdout
        );
    }
}

const PAIR: &str = "/pt/compare/websocket/1007-vs-1013";

#[test]
fn the_fields_of_a_page_are_those_that_it_shows() {
    let project = Project::copy();
    let told = explain(&project, PAIR).stdout;
    for (file, line) in [
        ("i18n/pt/websocket.yaml", "codes/1007/description"),
        ("i18n/pt/websocket.yaml", "codes/1013/exchange/load/wait"),
        ("i18n/pt/websocket.yaml", "family/facts/retry/label"),
    ] {
        let text = project.read(file);
        let number = told
            .lines()
            .find(|told| told.ends_with(line))
            .and_then(|told| told.split_whitespace().next())
            .and_then(|number| number.parse::<usize>().ok())
            .unwrap_or_else(|| panic!("{line} is not told:\n{told}"));
        let field = line.rsplit('/').next().expect("a path has parts");
        let found = text.lines().nth(number - 1).expect("the file is so long");
        let before = text.lines().nth(number - 2).expect("the file is so long");
        assert!(
            found.contains(field) || before.contains(field),
            "line {number} of {file} is: {found}"
        );
    }
    for other in [
        "codes/1008",
        "codes/1007/summary",
        "family/title",
        "options/tls",
    ] {
        assert!(!told.contains(other), "{other} is not on the page:\n{told}");
    }
}

#[test]
fn what_the_next_build_does_is_told_before_it_is_done() {
    let project = Project::copy();
    expect(&project, PAIR, &["nothing is known of an earlier one"]);
    assert_eq!(project.run(&[]).code, 0);
    expect(&project, PAIR, &["leaves it as it is"]);

    let overlay = project.read("i18n/pt/websocket.yaml");
    let edited = overlay.replacen("choose_when: ", "choose_when: de fato ", 30);
    assert_ne!(overlay, edited);
    project.write("i18n/pt/websocket.yaml", edited);
    expect(
        &project,
        PAIR,
        &[
            "renders it: a file",
            "i18n/pt/websocket.yaml  (changed since",
        ],
    );
    expect(
        &project,
        "/compare/websocket/1007-vs-1013",
        &["leaves it as it is"],
    );
    project.write("i18n/pt/websocket.yaml", overlay);

    let base = project.read("templates/base.html");
    project.write(
        "templates/base.html",
        base.replace("</main>", "<hr></main>"),
    );
    expect(
        &project,
        PAIR,
        &["a template", "templates/base.html  (changed"],
    );
    project.write("templates/base.html", base);

    write(
        &project.out().join("pt/compare/websocket/1007-vs-1013.html"),
        "mine",
    );
    expect(&project, PAIR, &["not what the last one has written"]);
}

#[test]
fn what_is_counted_is_what_the_page_of_translations_is_made_from() {
    let project = Project::mini();
    assert_eq!(project.run(&[]).code, 0);
    let record = project.read("i18n/pt/.seen.yaml");
    project.write("i18n/pt/.seen.yaml", format!("{record}courier:\n"));
    expect(
        &project,
        "/ru/translations",
        &[
            "leaves it as it is",
            "  content/locker/16-full.yaml\n         every text\n",
            "  content/locker/notes/4-03-vs-16-full.yaml\n",
            "  content/guides/opening-a-door.md\n",
            "  i18n/pt/locker.yaml\n",
            "  i18n/pt/.seen.yaml  (changed since the last build)\n",
        ],
    );
}

#[test]
fn a_page_is_found_however_its_path_is_written() {
    let project = Project::mini();
    let run = project.run(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for (path, file) in [
        ("/", "index.html"),
        ("/pt/", "pt/index.html"),
        ("/pt", "pt/index.html"),
        ("/courier/0x88", "courier/0x88.html"),
        ("courier/0x88.html", "courier/0x88.html"),
        (
            "https://example.org/base/compare/courier/?x#y",
            "compare/courier/index.html",
        ),
        ("/base/codes", "codes.html"),
        ("/404", "404.html"),
        ("/sitemap.xml", "sitemap.xml"),
    ] {
        expect(
            &project,
            path,
            &[&format!("{file}, "), "leaves it as it is"],
        );
    }
    let run = explain(&project, "/courier/0x99");
    assert_eq!(run.code, 2);
    assert!(
        run.stderr
            .ends_with("no page and no problem `/courier/0x99`; did you mean `/courier/0x90`?\n"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_problem_is_explained_by_its_id_without_a_project() {
    let nowhere = Project::mini();
    std::fs::remove_dir_all(nowhere.root()).expect("it can be removed");
    let run = explain(&nowhere, "unknown-field");
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(
        run.stdout
            .starts_with("error[unknown-field]: A field that nothing reads.\n\nA file has a field"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("\nThis is right:\n"), "{}", run.stdout);
    let run = explain(&nowhere, "unknown-feild");
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(
        run.stderr.ends_with("did you mean `unknown-field`?\n"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_path_is_told_from_an_id_by_its_slash() {
    // A family that is called like a problem.
    let project = Project::mini();
    let content = project.root().join("content");
    std::fs::rename(content.join("courier"), content.join("syntax")).expect("it can be renamed");
    for file in ["site.yaml", "locker/4.03.yaml", "locker/family.yaml"] {
        let path = format!("content/{file}");
        let text = project.read(&path);
        project.write(&path, text.replace("courier", "syntax"));
    }
    assert!(
        explain(&project, "syntax")
            .stdout
            .starts_with("error[syntax]: ")
    );
    expect(&project, "/syntax", &["syntax/index.html, "]);
    let run = explain(&project, "compare/lokcer");
    assert!(
        run.stderr.ends_with("; did you mean `/compare/locker/`?\n"),
        "{}",
        run.stderr
    );
    let run = explain(&project, "nothing of the kind");
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("; write a page like /websocket/1006"),
        "{}",
        run.stderr
    );
}
