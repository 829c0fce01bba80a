//! What `versus coverage` tells, what `versus accept` records, and what the page of translations
//! shows of it.

mod support;

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;
use std::sync::Arc;
use support::golden;
use support::json::keys;
use support::pages::{all, text};
use support::project::{Project, repository};
use versus::diagnostic::{Problems, Source};
use versus::yaml;

const DOCUMENT: &str = "docs/translating.md";
const RECORD: &str = "i18n/pt/.seen.yaml";
const FORGE: &str = "https://github.com/example/lockers";

/// Runs `versus accept` and returns what it said.
fn accept(project: &Project, arguments: &[&str]) -> String {
    let run = project.command(&[&["accept"], arguments].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.stdout
}

/// Runs `versus coverage` and reads its JSON.
fn coverage(project: &Project, arguments: &[&str]) -> Value {
    let run = project.command(&[&["coverage", "--format", "json"], arguments].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}:\n{}", run.stdout))
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    let items = value[key].as_array();
    items.unwrap_or_else(|| panic!("{key} is no list: {value:#}"))
}

/// The item of a list whose `key` has this value.
fn item<'v>(items: &'v [Value], key: &str, name: &str) -> &'v Value {
    let found = items.iter().find(|item| item[key] == name);
    found.unwrap_or_else(|| panic!("there is no {key} {name}: {items:#?}"))
}

fn part<'v>(coverage: &'v Value, locale: &str, name: &str) -> &'v Value {
    let locale = item(list(coverage, "locales"), "locale", locale);
    item(list(locale, "parts"), "part", name)
}

/// The numbers of texts, fresh, unreviewed, stale and missing ones.
fn counts(value: &Value) -> [u64; 5] {
    ["texts", "fresh", "unreviewed", "stale", "missing"].map(|key| {
        let number = value[key].as_u64();
        number.unwrap_or_else(|| panic!("{key} is no number: {value:#}"))
    })
}

fn sum<'v>(values: impl IntoIterator<Item = &'v Value>) -> [u64; 5] {
    let mut sum = [0; 5];
    for value in values {
        for (sum, count) in sum.iter_mut().zip(counts(value)) {
            *sum += count;
        }
    }
    sum
}

fn edit(project: &Project, file: &str, old: &str, new: &str) {
    let before = project.read(file);
    assert_eq!(before.matches(old).count(), 1, "{file} holds `{old}` once");
    project.write(file, before.replace(old, new));
}

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
fn a_translation_is_unreviewed_then_fresh_then_stale() {
    let project = Project::mini();
    project.write(RECORD, "");
    let now = |project: &Project| {
        let all = coverage(project, &["--locale", "pt"]);
        let summary = list(part(&all, "pt", "locker"), "fields");
        counts(item(summary, "field", "summary"))
    };
    assert_eq!(now(&project), [3, 0, 2, 0, 1]);

    let told = accept(&project, &["pt", "locker"]);
    assert_eq!(
        told,
        "recorded 22 texts of pt locker: 22 were unreviewed\n30 texts are still missing\n"
    );
    assert_eq!(now(&project), [3, 2, 0, 0, 1]);

    // The same words, folded otherwise, are the same English.
    let file = "content/locker/16-full.yaml";
    edit(&project, file, "summary: Every", "summary: >-\n  Every");
    assert_eq!(now(&project), [3, 2, 0, 0, 1]);
    edit(
        &project,
        file,
        "compartment is taken",
        "compartment is in use",
    );
    assert_eq!(now(&project), [3, 1, 0, 1, 1]);
    let site = project.build(&[]);
    let page = String::from_utf8_lossy(&site["pt/codes.html"]);
    assert!(page.contains("Todos os compartimentos"), "stale is shown");

    let told = accept(&project, &["pt", "locker", "16-full"]);
    assert_eq!(
        told,
        "recorded 1 text of pt locker 16-full: 1 was stale\n3 texts are still missing\n"
    );
    assert_eq!(now(&project), [3, 2, 0, 0, 1]);
    assert_eq!(
        accept(&project, &["pt", "locker", "16 FULL"]),
        "nothing to record: 1 text of pt locker 16 FULL is recorded already\n\
         3 texts are still missing\n"
    );
}

#[test]
fn a_guide_is_stale_when_its_english_changes() {
    let project = Project::mini();
    let english = project.read("content/guides/opening-a-door.md");
    project.write("i18n/pt/guides/opening-a-door.md", &english);
    accept(&project, &["pt", "guides", "opening-a-door"]);
    let guides = |project: &Project| counts(part(&coverage(project, &[]), "pt", "guides"));
    assert_eq!(guides(&project), [1, 1, 0, 0, 0]);
    let crlf = english.replace('\n', "\r\n");
    project.write("content/guides/opening-a-door.md", crlf);
    assert_eq!(
        guides(&project),
        [1, 1, 0, 0, 0],
        "line ends are no English"
    );
    project.write(
        "content/guides/opening-a-door.md",
        format!("{english}\nMore.\n"),
    );
    assert_eq!(guides(&project), [1, 0, 0, 1, 0]);
    project.write(
        "i18n/pt/guides/opening-a-door.md",
        english.replace("title: ", "title: TODO "),
    );
    assert_eq!(guides(&project), [1, 0, 0, 0, 1]);
}

#[test]
fn accepting_some_leaves_the_rest_of_the_record() {
    let project = Project::mini();
    project.write(
        RECORD,
        "# By hand.\n\
         catalog:\n  headings/description: 00000001\n\
         closed:\n  family/title: 00000002\n\
         locker:\n  codes/16-full/summary: 00000003\n  codes/4-03/how_to_fix: 00000004\n  \
         codes/9-99/summary: 00000005\n  family/title: 00000006\n",
    );
    accept(&project, &["pt", "locker", "4.03"]);
    let record = project.read(RECORD);
    let lines: Vec<&str> = record.lines().collect();
    for kept in [
        "  headings/description: 00000001",
        "closed:",
        "  family/title: 00000002",
        "  codes/16-full/summary: 00000003",
        "  family/title: 00000006",
    ] {
        assert!(lines.contains(&kept), "`{kept}` is lost:\n{record}");
    }
    // The first is not translated, and the second is no more.
    for gone in ["codes/4-03/how_to_fix", "codes/9-99"] {
        assert!(!record.contains(gone), "{gone} is kept:\n{record}");
    }
    assert!(record.contains("  codes/4-03/summary: "), "{record}");
    let sections: Vec<&&str> = lines.iter().filter(|line| line.ends_with(':')).collect();
    assert_eq!(sections, [&"catalog:", &"closed:", &"locker:"]);
    assert_eq!(
        lines.len(),
        1 + 3 + 2 + 2 + 4,
        "a line for each text:\n{record}"
    );

    // A pair stands for its note, in whichever order, and `family` for the family's own texts.
    accept(
        &project,
        &["pt", "locker", "16-full-vs-4-03", "family", "16-JAM"],
    );
    let record = project.read(RECORD);
    assert!(
        record.contains("  notes/4-03-vs-16-full/trap: "),
        "{record}"
    );
    assert!(!record.contains("family/title: 00000006"), "{record}");
    assert!(
        record.contains("codes/16-full/summary: 00000003"),
        "{record}"
    );
}

#[test]
fn what_is_not_there_is_not_accepted() {
    let project = Project::mini();
    let before = project.read(RECORD);
    for (arguments, told) in [
        (
            &["px", "locker"][..],
            "there is no language `px`\n  = help: there are en, fr, id, pt, ru, zh; `versus new locale px` makes \
             another one",
        ),
        (
            &["en", "locker"],
            "English is what translations are made from\n  = help: its texts are those of content/",
        ),
        (
            &["pt", "lokcer"],
            "there is no family `lokcer`\n  = help: did you mean `locker`?",
        ),
        (
            &["pt", "locker", "4.03", "4.04"],
            "there is no code `4.04`\n  = help: did you mean `4.03`?",
        ),
        (
            &["pt", "locker", "16"],
            "`16` is several codes\n  = help: write `16-full` or `16-jam`",
        ),
        (
            &["pt", "locker", "4-03-vs-16-jam"],
            "there is no note on `4-03-vs-16-jam`\n  = help: did you mean `4-03-vs-16-full`?",
        ),
        (
            &["pt", "courier", "0x87-vs-0x88"],
            "there is no note on `0x87-vs-0x88`",
        ),
        (
            &["pt", "catalog", "headings"],
            "a catalog is accepted whole\n  = help: leave `headings` out",
        ),
        (
            &["pt", "guides", "opening-the-door"],
            "there is no guide `opening-the-door`\n  = help: did you mean `opening-a-door`?",
        ),
    ] {
        let run = project.command(&[&["accept"], arguments].concat());
        assert_eq!(run.code, 2, "{arguments:?}");
        assert_eq!(run.stderr, format!("error: {told}\n"));
        assert_eq!(
            project.read(RECORD),
            before,
            "{arguments:?} wrote something"
        );
    }
    let untranslated = accept(&project, &["zh", "courier"]);
    assert!(untranslated.starts_with("nothing to record: no text of zh courier is translated\n"));
    assert!(!project.root().join("i18n/zh").exists(), "nothing, written");
}

#[test]
fn nothing_is_recorded_or_counted_of_a_site_with_errors() {
    let project = Project::mini();
    let before = project.read(RECORD);
    project.write("content/courier/0x90.yaml", "code: 0x90\n");
    let run = project.command(&["accept", "pt", "locker"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{}", run.stderr);
    assert!(run.stderr.ends_with("nothing was recorded\n"));
    assert_eq!(project.read(RECORD), before);
    let run = project.command(&["coverage"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{}", run.stderr);
}

#[test]
fn a_record_is_made_where_there_is_none_and_not_written_in_vain() {
    let project = Project::mini();
    assert_eq!(
        accept(&project, &["zh-Hans", "catalog"]),
        format!(
            "recorded {0} texts of zh catalog: {0} were unreviewed\n",
            counts(part(&coverage(&project, &[]), "zh", "catalog"))[0]
        )
    );
    let file = project.root().join("i18n/zh/.seen.yaml");
    let record = fs::read_to_string(&file).expect("the record is made");
    // Of a file that need not change, not even the notes that somebody made in it are lost.
    fs::write(&file, format!("{record}# Mine.\n")).expect("it can be edited");
    accept(&project, &["zh", "catalog"]);
    assert!(
        fs::read_to_string(&file)
            .expect("a file")
            .ends_with("# Mine.\n")
    );
    let folder = fs::read_dir(project.root().join("i18n/zh")).expect("a folder");
    assert_eq!(folder.count(), 1, "something is left over");

    fs::remove_file(&file).expect("it can be removed");
    fs::create_dir(&file).expect("a folder");
    let run = project.command(&["accept", "zh", "catalog"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("i18n/zh/.seen.yaml"), "{}", run.stderr);
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

/// An entry of the Russian catalog.
fn word(project: &Project, path: &str) -> String {
    let source = Arc::new(Source {
        path: "i18n/ru.yaml".to_owned(),
        text: project.read("i18n/ru.yaml"),
    });
    let catalog = yaml::parse(&source, &mut Problems::default()).expect("it is YAML");
    let entry = catalog.at(path).and_then(yaml::Node::text);
    entry.unwrap_or_else(|| panic!("no {path}")).to_owned()
}

#[test]
fn the_page_shows_what_the_command_tells() {
    let project = Project::mini();
    let all_told = coverage(&project, &[]);
    let files = project.build(&[]);
    let source = String::from_utf8_lossy(&files["ru/translations.html"]);
    let page = scraper::Html::parse_document(&source);
    let rows = all(&page, "table.translations tbody tr");
    let locales = list(&all_told, "locales");
    assert_eq!(rows.len(), locales.len(), "a row for each language");
    for (row, locale) in rows.into_iter().zip(locales) {
        let name = support::pages::below(row, "th a")[0];
        assert_eq!(text(name), locale["name"].as_str().expect("a name"));
        let id = locale["locale"].as_str().expect("an id");
        let tag = match id {
            "pt" => "pt-BR",
            "zh" => "zh-Hans",
            other => other,
        };
        assert_eq!(name.attr("lang"), Some(tag));
        assert_eq!(
            name.attr("href"),
            Some(format!("/base/{id}/translations").as_str())
        );
        let cells = support::pages::below(row, "td");
        let parts = list(locale, "parts");
        assert_eq!(cells.len(), parts.len());
        for (cell, part) in cells.into_iter().zip(parts) {
            let [_, _, _, stale, missing] = counts(part);
            let percent = part["percent"].as_u64().expect("a number").to_string();
            let bar = support::pages::below(cell, "progress")[0];
            assert_eq!(bar.attr("value"), Some(percent.as_str()));
            let words: Vec<String> = support::pages::below(cell, "b, span")
                .into_iter()
                .map(text)
                .collect();
            let mut wanted = vec![format!("{percent}\u{a0}%")];
            let counted = |pattern: &str, count: u64| {
                let pattern = word(&project, &format!("patterns/{pattern}"));
                (count > 0).then(|| pattern.replace("{count}", &count.to_string()))
            };
            wanted.extend(counted("missing", missing));
            wanted.extend(counted("stale", stale));
            wanted.extend((missing + stale == 0).then(|| word(&project, "labels/whole")));
            assert_eq!(words, wanted, "{id} {}", part["part"]);
        }
    }
}

#[test]
fn the_page_leads_to_the_file_that_is_there_or_to_be_made() {
    let project = Project::mini();
    // Everything in it is still to be written, but it is there.
    project.write("i18n/ru/courier.yaml", "family:\n  title: TODO\n");
    let files = {
        let run = project.run(&[]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        support::tree::tree(&project.out())
    };
    let source = String::from_utf8_lossy(&files["translations.html"]);
    let page = scraper::Html::parse_document(&source);
    let links: Vec<(String, String)> = all(&page, "table.translations td a")
        .into_iter()
        .map(|link| (link.attr("href").unwrap_or_default().to_owned(), text(link)))
        .collect();
    for (href, words) in [
        ("edit/main/i18n/pt.yaml", "Edit i18n/pt.yaml"),
        ("edit/main/i18n/pt/locker.yaml", "Edit i18n/pt/locker.yaml"),
        (
            "new/main?filename=i18n/pt/courier.yaml",
            "Begin i18n/pt/courier.yaml",
        ),
        (
            "edit/main/i18n/ru/courier.yaml",
            "Edit i18n/ru/courier.yaml",
        ),
        (
            "new/main?filename=i18n/zh/guides/opening-a-door.md",
            "Begin i18n/zh/guides/opening-a-door.md",
        ),
    ] {
        let wanted = (format!("{FORGE}/{href}"), words.to_owned());
        assert!(
            links.contains(&wanted),
            "{wanted:?} is not among {links:#?}"
        );
    }
    assert_eq!(links.len(), 5 * 4);

    // A catalog that the program brings along has no file that could be edited.
    fs::remove_file(project.root().join("i18n/pt.yaml")).expect("it is there");
    let run = project.run(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let page = fs::read_to_string(project.out().join("translations.html")).expect("the page");
    assert!(!page.contains("i18n/pt.yaml"), "{page}");
}

#[test]
fn only_the_pages_that_tell_of_it_change_with_a_record() {
    let project = Project::mini();
    let before = project.build(&[]);
    accept(&project, &["pt", "locker", "4.03"]);
    let after = project.build(&[]);
    let changed: Vec<&str> = after
        .iter()
        .filter(|(file, bytes)| before.get(*file) != Some(*bytes))
        .map(|(file, _)| file.as_str())
        .collect();
    let expected = [
        "fr/translations.html",
        "id/translations.html",
        "pt/translations.html",
        "ru/translations.html",
        "translations.html",
        "zh/translations.html",
    ];
    assert_eq!(changed, expected);
}
