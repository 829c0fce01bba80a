//! What `versus coverage` tells.

use crate::support::golden;
use crate::support::json::keys;
use crate::support::project::{Project, Run, repository};
use crate::{counts, coverage, edit, item, list, part, sum};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

const DOCUMENT: &str = "docs/translating.md";

#[test]
fn coverage_is_told_as_expected() {
    let project = Project::mini();
    let mut problems = Vec::new();
    for (file, arguments) in [
        ("all", &["coverage"][..]),
        (
            "family",
            &[
                "coverage", "--locale", "pt", "--locale", "fr", "--family", "courier",
            ],
        ),
        ("english", &["coverage", "--locale", "en"]),
    ] {
        let run = project.command(arguments);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{file}");
        let file = format!("tests/golden/coverage/{file}.txt");
        problems.extend(golden::compare_file(&file, &run.stdout));
    }
    golden::report(&problems, "coverage");
}

#[test]
fn what_is_still_to_be_written_counts_as_missing_or_not_at_all() {
    let project = Project::mini();
    let [texts, _, _, _, missing] = counts(part(&coverage(&project, &[]), "pt", "locker"));
    edit(
        &project,
        "i18n/pt/locker.yaml",
        "    summary: Todos os compartimentos estão ocupados.",
        "    summary: TODO",
    );
    let all = coverage(&project, &[]);
    assert_eq!(counts(part(&all, "pt", "locker"))[4], missing + 1);
    // What the English lacks, nobody can translate.
    edit(
        &project,
        "content/locker/16-jam.yaml",
        "when_seen: After",
        "when_seen: TODO After",
    );
    let all = coverage(&project, &[]);
    let now = counts(part(&all, "pt", "locker"));
    assert_eq!((now[0], now[4]), (texts - 1, missing));
}

#[test]
fn the_numbers_add_up() {
    let all = coverage(&Project::mini(), &[]);
    let locales: Vec<&str> = list(&all, "locales")
        .iter()
        .filter_map(|locale| locale["locale"].as_str())
        .collect();
    assert_eq!(locales, ["fr", "id", "pt", "ru", "zh"]);
    for locale in list(&all, "locales") {
        let parts = list(locale, "parts");
        let names: Vec<&str> = parts
            .iter()
            .filter_map(|part| part["part"].as_str())
            .collect();
        assert_eq!(names, ["catalog", "locker", "courier", "guides"]);
        assert_eq!(counts(locale), sum(parts));
        for part in parts {
            let [texts, fresh, unreviewed, stale, missing] = counts(part);
            assert_eq!(counts(part), sum(list(part, "fields")), "{part:#}");
            assert_eq!(texts, fresh + unreviewed + stale + missing);
            assert_eq!(part["percent"], (fresh + unreviewed) * 100 / texts);
        }
        let [_, _, _, stale, missing] = counts(locale);
        let tasks = |key| -> usize {
            let tasks = list(locale, "next").iter();
            tasks.map(|task| list(task, key).len()).sum()
        };
        assert_eq!(tasks("stale") as u64, stale, "every stale text has a task");
        assert_eq!(tasks("missing") as u64, missing);
    }
    let [_, fresh, unreviewed, stale, missing] = counts(part(&all, "pt", "locker"));
    assert!(
        [fresh, unreviewed, stale, missing]
            .iter()
            .all(|count| *count > 0),
        "the small project has texts in every state"
    );
}

#[test]
fn what_most_pages_are_made_with_comes_next() {
    let project = Project::mini();
    // Without one of its words the catalog stands before all else.
    edit(
        &project,
        "i18n/pt.yaml",
        "  when_seen: Quando você o vê\n",
        "",
    );
    let run = project.command(&["coverage", "--format", "json", "--locale", "pt"]);
    let all: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let next = list(&list(&all, "locales")[0], "next");
    let paths: Vec<&str> = next
        .iter()
        .filter_map(|task| task["path"].as_str())
        .collect();
    assert_eq!(
        paths,
        [
            "headings",
            "family", // of locker, where a text is stale
            "family",
            "notes/4-03-vs-16-full",
            "codes/16-full", // in two pairs that people confuse
            "codes/4-03",    // in one, and stale
            "codes/16-jam",  // in one
            "codes/0x87",
            "codes/0x88",
            "codes/0x90",
            "opening-a-door",
        ]
    );
    assert_eq!(next[0]["file"], "i18n/pt.yaml");
    assert_eq!(list(&next[0], "missing"), ["headings/when_seen"]);
    assert_eq!(next[4]["confused_pairs"], 2);
    assert_eq!(list(&next[5], "stale"), ["codes/4-03/description"]);
    assert_eq!(next[10]["file"], "i18n/pt/guides/opening-a-door.md");
}

#[test]
fn a_minimum_is_held_by_every_part_that_was_chosen() {
    let project = Project::mini();
    for (arguments, code, told) in [
        (&["--min", "0"][..], 0, ""),
        (
            &["--min", "38", "--locale", "pt", "--family", "locker"],
            0,
            "",
        ),
        (
            &["--min", "39", "--locale", "pt", "--family", "locker"],
            1,
            "below 39 %: pt locker (38 %)\n",
        ),
        (
            &["--min", "100", "--locale", "pt", "--locale", "zh"],
            1,
            "below 100 %: pt locker (38 %), pt courier (0 %), pt guides (0 %), \
             zh locker (0 %), zh courier (0 %), zh guides (0 %)\n",
        ),
        (&["--min", "100", "--locale", "en"], 0, ""),
    ] {
        let run = project.command(&[&["coverage"], arguments].concat());
        assert_eq!((run.code, run.stderr.as_str()), (code, told));
        assert!(!run.stdout.is_empty(), "the table is told as well");
    }
    for wrong in [
        &["--min", "101"][..],
        &["--min", "-1"],
        &["--family", "nothing"],
        &["--locale", "tlh"],
        &["--format", "xml"],
    ] {
        let run = project.command(&[&["coverage"], wrong].concat());
        assert_eq!(run.code, 2, "{wrong:?}");
    }
    let run = project.command(&[
        "coverage", "--format", "json", "--min", "50", "--locale", "pt",
    ]);
    assert_eq!(run.code, 1);
    let all: Value = serde_json::from_str(&run.stdout).expect("JSON, and nothing else");
    assert_eq!(all["min"], 50);
    let below = list(&all, "below");
    assert_eq!(below.len(), 3);
    assert_eq!(item(below, "part", "locker")["percent"], 38);
}

#[test]
fn the_document_tells_every_key_and_no_other() {
    let document = fs::read_to_string(repository().join(DOCUMENT)).expect("the document is there");
    let told: BTreeSet<String> = document
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`'))
        .map(|(key, _)| key.to_owned())
        .collect();
    let run = Project::mini().command(&["coverage", "--format", "json", "--min", "100"]);
    let mut real = BTreeSet::new();
    keys(
        &serde_json::from_str(&run.stdout).expect("JSON"),
        "",
        &mut real,
    );
    // The numbers are told once for all levels.
    let numbers = [
        "texts",
        "fresh",
        "unreviewed",
        "stale",
        "missing",
        "percent",
    ];
    let real: BTreeSet<String> = real
        .into_iter()
        .map(|key| {
            let (level, name) = key.rsplit_once('.').unwrap_or(("", &key));
            let counted = level.starts_with("locales") && !level.ends_with("next[]");
            if counted && numbers.contains(&name) {
                name.to_owned()
            } else {
                key
            }
        })
        .collect();
    assert_eq!(told, real, "{DOCUMENT} and what is told differ");
}

#[test]
fn the_repository_is_translated_whole() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_versus"))
        .args(["coverage", "--format", "json", "--min", "100"])
        .current_dir(repository())
        .output();
    let run = Run::new(output.expect("the program runs"));
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let coverage: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let locales = list(&coverage, "locales");
    assert_eq!(locales.len(), 5, "the languages beside English");
    for locale in locales {
        let name = &locale["locale"];
        let parts = list(locale, "parts");
        assert_eq!(
            parts.len(),
            8,
            "{name}: the catalog, six families and the guides"
        );
        for part in parts {
            let what = (name, &part["part"]);
            assert_eq!(part["fresh"], part["texts"], "{what:?}");
        }
    }
}
