//! What `versus check` does beside telling problems, which the tests of messages hold to the letter.

mod support;

use serde_json::Value;
use support::golden;
use support::project::{Project, check, repository};

/// Makes the text of every code of a project longer than it should be in one place.
fn with_warning() -> Project {
    let project = Project::mini();
    let path = "content/courier/0x90.yaml";
    let text = project.read(path);
    project.write(
        path,
        text.replace("summary: The courier may leave.", "summary: Go."),
    );
    project
}

/// A project with an error.
fn with_error() -> Project {
    let project = with_warning();
    project.write("content/courier/0x91.yaml", "code: 0x91\n");
    project
}

#[test]
fn the_repository_has_no_problems() {
    let run = check(repository(), &["--deny-warnings"]);
    assert_eq!(run.stdout, "no problems\n");
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
}

#[test]
fn the_small_project_has_no_problems() {
    let run = Project::mini().check(&["--deny-warnings"]);
    assert_eq!(run.stdout, "no problems\n");
    assert_eq!(run.code, 0);
}

#[test]
fn warnings_fail_a_check_only_if_they_are_denied() {
    let project = with_warning();
    let run = project.check(&[]);
    assert!(run.stdout.ends_with("\n\n1 warning\n"), "{}", run.stdout);
    assert_eq!(run.code, 0);
    for format in ["text", "json", "github"] {
        let run = project.check(&["--deny-warnings", "--format", format]);
        assert_eq!(run.code, 1, "{format}");
    }
}

#[test]
fn the_rules_wait_until_the_errors_are_mended() {
    let run = with_error().check(&[]);
    assert_eq!(run.code, 1);
    assert!(!run.stdout.contains("warning["), "{}", run.stdout);
    let summary = run.stdout.lines().last().unwrap_or_default();
    assert!(
        summary.ends_with(" errors; the rest is checked once the errors are mended"),
        "{summary}"
    );
}

#[test]
fn a_check_writes_nothing() {
    let project = Project::mini();
    assert_eq!(project.check(&[]).code, 0);
    for made in ["public", ".versus"] {
        assert!(!project.root().join(made).exists(), "{made}");
    }
}

#[test]
fn what_cannot_be_checked_is_told_apart_from_problems() {
    let project = Project::mini();
    let run = project.check(&["--root", "nowhere"]);
    assert_eq!(run.code, 1, "a project without site.yaml has an error");
    assert!(run.stdout.contains("error[missing-file]"), "{}", run.stdout);
    for wrong in [["--format", "xml"], ["--locale", "pt"]] {
        let run = project.check(&wrong);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{wrong:?}");
    }
    // A folder where a file belongs cannot be read.
    let path = project.root().join("content/courier/family.yaml");
    std::fs::remove_file(&path).expect("the file can be removed");
    std::fs::create_dir(&path).expect("a folder can be made");
    let run = project.check(&[]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(
        run.stderr
            .starts_with("error: cannot read content/courier/family.yaml"),
        "{}",
        run.stderr
    );
}

#[test]
fn annotations_name_files_as_the_repository_does() {
    let project = with_warning();
    let above = project.root().join("..");
    let run = check(&above, &["--root", "./project/", "--format", "github"]);
    assert!(
        run.stdout
            .starts_with("::warning file=project/content/courier/0x90.yaml,line=4,col=10,"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.ends_with("\n1 warning\n"), "{}", run.stdout);
}

#[test]
fn json_counts_what_it_holds() {
    let run = with_error().check(&["--format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).expect("this is JSON");
    let problems = report["problems"].as_array().expect("a list");
    let of = |severity: &str| {
        problems
            .iter()
            .filter(|it| it["severity"] == severity)
            .count()
    };
    assert_eq!(report["errors"], of("error"));
    assert_eq!(report["warnings"], of("warning"));
    assert!(of("error") > 1);
    let run = Project::mini().check(&["--format", "json"]);
    assert_eq!(
        run.stdout,
        "{\n  \"problems\": [],\n  \"errors\": 0,\n  \"warnings\": 0\n}\n"
    );
}

#[test]
fn a_problem_without_a_place_says_so() {
    let project = Project::mini();
    project.write("content/courier/0x91.yml", "code: 0x91\n");
    let run = project.check(&["--format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).expect("this is JSON");
    let problem = &report["problems"][0];
    for key in ["file", "line", "column", "end_line", "end_column", "label"] {
        assert_eq!(problem.get(key), Some(&Value::Null), "{key}");
    }
}

#[test]
fn what_is_still_to_be_written_is_judged_by_no_rule() {
    let project = Project::mini();
    let long = "TODO: One. Two. Three. Four. Five. Six. Seven. Eight. Nine. Ten. Eleven. Twelve. And it goes on, and on, and on.";
    for code in ["0x87", "0x88", "0x90"] {
        let path = format!("content/courier/{code}.yaml");
        let written = project.read(&path);
        let fields = [
            "summary",
            "description",
            "when_seen",
            "how_to_fix",
            "choose_when",
        ];
        let lines = written.lines().map(|line| match line.split_once(": ") {
            Some((field, _)) if fields.contains(&field) => format!("{field}: \"{long}\"\n"),
            _ => format!("{line}\n"),
        });
        project.write(&path, lines.collect::<String>());
    }
    let family = project.read("content/courier/family.yaml");
    let family = family.replace(
        "says: asks the courier to wait",
        "says: \"TODO: What is true of it.\"",
    );
    project.write("content/courier/family.yaml", family);
    let overlay = "codes:\n  \"0x87\":\n    summary: \"TODO: the door is held\"\n";
    project.write("i18n/ru/courier.yaml", overlay);
    let run = project.check(&[]);
    let others: Vec<&str> = run
        .stdout
        .lines()
        .filter(|line| line.starts_with("warning[") || line.starts_with("error["))
        .filter(|line| !line.starts_with("warning[todo]"))
        .collect();
    assert!(others.is_empty(), "{others:?}");
    assert!(run.stdout.ends_with("5 warnings\n"), "{}", run.stdout);
}

#[test]
fn what_the_program_brings_along_is_not_the_projects_to_mend() {
    let project = Project::mini();
    for folder in ["i18n", "templates"] {
        std::fs::remove_dir_all(project.root().join(folder)).expect("it can be removed");
    }
    // Without the footer of the built-in theme, some of the built-in catalog is shown nowhere.
    project.write("templates/parts/footer.html", "no words\n");
    let run = project.check(&[]);
    assert_eq!(run.stdout, "no problems\n");
}

#[test]
fn the_document_shows_what_is_told() {
    let project = Project::mini();
    let path = "content/courier/0x90.yaml";
    let (once, twice) = (
        "summary: The courier may leave.\n",
        "summary: The courier may leave.\nsummary: Nothing is left to do.\n",
    );
    project.write(path, project.read(path).replace(once, twice));
    let mut document =
        std::fs::read_to_string(repository().join("docs/check.md")).expect("it is there");
    for (format, language) in [("text", "text"), ("json", "json"), ("github", "text")] {
        let told = project.check(&["--format", format]).stdout;
        let heading = format!("`--format {format}`\n");
        let section = document.find(&heading).expect("each format has a section");
        let fence = format!("```{language}\n");
        let start =
            section + document[section..].find(&fence).expect("with an example") + fence.len();
        let end = start + document[start..].find("```\n").expect("the example ends");
        document.replace_range(start..end, &told);
    }
    let difference = golden::compare_file("docs/check.md", &document);
    golden::report(difference.as_slice(), "check");
}

#[test]
fn the_document_names_every_key() {
    let project = Project::mini();
    let path = "content/courier/0x90.yaml";
    project.write(path, format!("{}name: GO\n", project.read(path)));
    let run = project.check(&["--format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).expect("this is JSON");
    let problem = &report["problems"][0];
    let document =
        std::fs::read_to_string(repository().join("docs/check.md")).expect("it is there");
    for (value, prefix) in [
        (&report, ""),
        (problem, "problems[]."),
        (&problem["related"][0], "problems[].related[]."),
    ] {
        for key in value.as_object().expect("an object").keys() {
            let name = format!("`{prefix}{key}`");
            assert!(
                document.contains(&name),
                "docs/check.md does not tell of {name}"
            );
        }
    }
}
