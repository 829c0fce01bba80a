//! The worked examples in `docs/`, followed to the letter on a copy of the repository.
//!
//! A block of `console` holds commands behind `$`, and what they print; `...` stands for any lines,
//! and a command above nothing may print anything. A block of `yaml` below a paragraph that ends in
//! the name of a file is what that file holds from then on, and a block of `diff` what changes in
//! it. A command fails exactly where it prints an error.
//!
//! `UPDATE_GOLDEN=1 cargo test --test docs` writes what commands print anew.

mod support;

use std::process::Command;

use support::golden::updating;
use support::project::{Project, repository};

/// A piece of a document.
enum Piece {
    /// Everything else, as it stands.
    Words(String),
    /// A fenced block: what it is of, and its lines.
    Block(String, String),
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut words = String::new();
    let mut lines = text.split_inclusive('\n');
    while let Some(line) = lines.next() {
        let Some(kind) = line.strip_prefix("```") else {
            words.push_str(line);
            continue;
        };
        pieces.push(Piece::Words(std::mem::take(&mut words)));
        let block = lines.by_ref().take_while(|line| *line != "```\n");
        pieces.push(Piece::Block(kind.trim().to_owned(), block.collect()));
    }
    pieces.push(Piece::Words(words));
    pieces
}

/// The file that the paragraph above a block ends with.
fn file_above(words: &str) -> Option<&str> {
    let paragraph = words.trim_end().strip_suffix(':')?;
    let (before, file) = paragraph.strip_suffix('`')?.rsplit_once('`')?;
    (!before.is_empty() && file.contains('/')).then_some(file)
}

/// The words of a command, of which some may be in quotes.
fn split(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (index, part) in command.split('"').enumerate() {
        if index % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// Runs a command and returns what it prints, on both streams.
fn run(project: &Project, command: &str) -> String {
    let words = split(command);
    assert_eq!(
        words[0], "versus",
        "`{command}` is no command of this program"
    );
    let output = Command::new(env!("CARGO_BIN_EXE_versus"))
        .args(&words[1..])
        .current_dir(project.root())
        .output()
        .expect("the program runs");
    let printed = [output.stderr, output.stdout].concat();
    let printed = String::from_utf8(printed).expect("it prints UTF-8");
    let fails = printed.contains("error[") || printed.starts_with("error:");
    assert_eq!(
        output.status.success(),
        !fails,
        "`{command}` ends with {}:\n{printed}",
        output.status
    );
    printed
}

/// Whether lines are as expected, where `...` stands for any.
fn fits(expected: &[&str], printed: &[&str]) -> bool {
    match (expected.first(), printed.first()) {
        (Some(&"..."), _) => (0..=printed.len()).any(|skip| fits(&expected[1..], &printed[skip..])),
        (Some(line), Some(other)) => {
            line.trim_end() == other.trim_end() && fits(&expected[1..], &printed[1..])
        }
        (None, None) => true,
        _ => false,
    }
}

/// Runs the commands of a block; returns it with what they print now.
fn console(project: &Project, block: &str, problems: &mut Vec<String>) -> String {
    let mut now = String::new();
    for part in block.split("$ ").skip(1) {
        let (command, expected) = part.split_once('\n').unwrap_or((part, ""));
        let printed = run(project, command);
        now.extend(["$ ", command, "\n"]);
        if expected.trim().is_empty() {
            now.push_str(expected);
            continue;
        }
        let wanted: Vec<&str> = expected.trim_end().lines().collect();
        let lines: Vec<&str> = printed.trim_end().lines().collect();
        if fits(&wanted, &lines) {
            now.push_str(expected);
        } else {
            problems.push(format!(
                "`{command}` prints\n{printed}\nand not\n{expected}"
            ));
            now.extend([printed.trim_end(), "\n"]);
        }
    }
    now
}

/// Applies a diff without line numbers: what it takes away, with what it keeps, stands once.
fn apply(project: &Project, file: &str, diff: &str) {
    let lines = |marks: [char; 2]| -> String {
        let lines = diff.split_inclusive('\n');
        let kept = lines.filter(|line| line.starts_with(marks));
        kept.map(|line| &line[1..]).collect()
    };
    let (old, new) = (lines([' ', '-']), lines([' ', '+']));
    let text = project.read(file);
    assert_eq!(
        text.matches(&old).count(),
        1,
        "{file} holds once:\n{old}\nof\n{text}"
    );
    project.write(file, text.replace(&old, &new));
}

/// Follows a document, and returns the project as it is in the end.
fn follow(name: &str) -> Project {
    let path = repository().join("docs").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
    let project = Project::copy();
    let mut problems = Vec::new();
    let mut now = String::new();
    let mut above = String::new();
    let mut commands = 0;
    for piece in pieces(&text) {
        match piece {
            Piece::Words(words) => {
                now.push_str(&words);
                above = words;
            }
            Piece::Block(kind, block) => {
                let block = match (kind.as_str(), file_above(&above)) {
                    ("console", _) => {
                        commands += 1;
                        console(&project, &block, &mut problems)
                    }
                    ("yaml" | "markdown", Some(file)) => {
                        project.write(file, &block);
                        block
                    }
                    ("diff", Some(file)) => {
                        apply(&project, file, &block);
                        block
                    }
                    ("diff", None) => panic!("{name} does not say what this changes:\n{block}"),
                    _ => block,
                };
                now.extend(["```", &kind, "\n", &block, "```\n"]);
            }
        }
    }
    assert!(commands > 2, "{name} runs {commands} commands");
    if updating() {
        std::fs::write(&path, now).expect("the document can be written");
    } else {
        support::none(&format!("docs/{name}"), problems);
    }
    project
}

#[test]
fn a_code_is_added_as_the_document_says() {
    let project = follow("adding-a-code.md");
    let files = project.build(&[]);
    for path in [
        "websocket/3456.html",
        "compare/websocket/3003-vs-3456.html",
        "pt/websocket/3456.html",
    ] {
        assert!(files.contains_key(path), "{path} is not built");
    }
    let page = String::from_utf8_lossy(&files["pt/websocket/3456.html"]).into_owned();
    assert!(page.contains("A sala"), "the translation is shown: {page}");
}

#[test]
fn a_language_is_added_as_the_document_says() {
    let project = follow("adding-a-language.md");
    let files = project.build(&[]);
    let page = |path: &str| String::from_utf8_lossy(&files[path]).into_owned();
    let comparison = page("de/compare/websocket/1006-vs-1007.html");
    assert!(comparison.contains(r#"<html lang="de" dir="ltr">"#));
    assert!(
        comparison.contains("Kurz gesagt"),
        "the catalog is in use: {comparison}"
    );
    let answer = scraper::Html::parse_document(&comparison);
    let answer = support::pages::all(&answer, ".answer p")[0];
    assert!(
        support::pages::text(answer).starts_with("Code 1006 ist eine lokale Meldung"),
        "the short answer is German: {}",
        support::pages::text(answer)
    );
    let english = page("compare/websocket/1006-vs-1007.html");
    assert!(
        english.contains("lang=de>Deutsch<"),
        "the other languages lead to it"
    );
    for (path, bytes) in &files {
        if path.starts_with("de/") {
            assert!(
                !String::from_utf8_lossy(bytes).contains("TODO"),
                "{path} shows what is to be written"
            );
        }
    }
}

#[test]
fn a_family_is_added_as_the_document_says() {
    let project = follow("adding-a-family.md");
    let files = project.build(&[]);
    for path in [
        "pop3/index.html",
        "compare/pop3/ok-vs-err.html",
        "ru/compare/pop3/index.html",
    ] {
        assert!(files.contains_key(path), "{path} is not built");
    }
}

#[test]
fn dots_stand_for_any_lines() {
    assert!(fits(&["a", "...", "d"], &["a", "b", "c", "d"]));
    assert!(fits(&["..."], &[]));
    assert!(!fits(&["a", "..."], &["b"]));
    assert!(!fits(&["a"], &["a", "b"]));
}
