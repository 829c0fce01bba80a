//! What `versus accept` records, and what becomes of it when the English changes.

use crate::support::project::Project;
use crate::{accept, counts, coverage, edit, item, list, part};
use std::fs;

const RECORD: &str = "i18n/pt/.seen.yaml";

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
