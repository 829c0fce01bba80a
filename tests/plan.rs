//! What `versus plan` tells before anything is built, against what a build then makes.

mod support;

use std::path::Path;
use std::process::{Command, Output};

use support::project::{Project, build_repository, expect_exit, repository};
use support::tree::Tree;
use versus::project::{self, Loaded};
use versus::publish::{Count, Plan};

fn plan(root: &Path) -> Plan {
    let options = project::Options {
        root: root.to_owned(),
        ..project::Options::default()
    };
    let (loaded, problems) = project::load(&options).expect("the project can be read");
    let Loaded { site, theme } =
        loaded.unwrap_or_else(|| panic!("the project has errors: {problems:?}"));
    Plan::new(&site, &theme).unwrap_or_else(|failure| panic!("no plan: {failure}"))
}

fn run(root: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_versus"))
        .arg("plan")
        .arg("--root")
        .arg(root)
        .args(arguments)
        .output()
        .expect("the program runs")
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// How much a build has made of the files that `is` chooses.
fn built(files: &Tree, is: impl Fn(&str) -> bool) -> Count {
    let chosen = files.iter().filter(|(file, _)| is(file));
    chosen.fold(Count::default(), |count, (_, bytes)| Count {
        files: count.files + 1,
        bytes: count.bytes + bytes.len() as u64,
    })
}

#[test]
fn the_real_site_is_as_large_as_planned() {
    let plan = plan(repository()).total();
    let built = built(&build_repository(&[]), |_| true);
    assert_eq!(plan.files, built.files);
    assert!(
        plan.bytes.abs_diff(built.bytes) * 20 <= built.bytes,
        "the plan says {} bytes, and a build makes {}",
        plan.bytes,
        built.bytes
    );
}

#[test]
fn every_page_is_counted_with_its_family_and_language() {
    let project = Project::mini();
    let files = project.build(&[]);
    let plan = plan(&project.root());
    let of = |file: &str, family: Option<&str>, locale: &str| {
        let sitemap = file.strip_prefix("sitemaps/");
        let path = match (sitemap, locale) {
            (Some(sitemap), _) => match sitemap.strip_prefix(locale) {
                Some(rest) => rest.trim_start_matches('.'),
                None => return false,
            },
            (None, "en")
                if plan
                    .locales
                    .iter()
                    .any(|id| file.starts_with(&format!("{id}/"))) =>
            {
                return false;
            }
            (None, "en") => file,
            (None, _) => match file.strip_prefix(&format!("{locale}/")) {
                Some(rest) => rest,
                None => return false,
            },
        };
        let of_none = [
            "404.html",
            "sitemap.xml",
            "robots.txt",
            "sw.js",
            ".nojekyll",
        ]
        .contains(&file);
        let of_family = plan.rows.iter().find_map(|row| {
            let family = row.family.as_deref()?;
            let path = path.strip_prefix("compare/").unwrap_or(path);
            path.starts_with(family).then_some(family)
        });
        !of_none && !file.starts_with("assets/") && of_family == family
    };
    assert_eq!(plan.rows.len(), 3, "two families, and what belongs to none");
    let mut told = Count::default();
    for row in &plan.rows {
        assert_eq!(row.locales.len(), plan.locales.len());
        for (locale, count) in plan.locales.iter().zip(&row.locales) {
            // So few pages are all rendered for the plan, so that the bytes are right as well.
            let built = built(&files, |file| of(file, row.family.as_deref(), locale));
            assert_eq!(*count, built, "{:?} in {locale}", row.family);
            told.files += count.files;
        }
    }
    assert_eq!(
        plan.assets,
        built(&files, |file| file.starts_with("assets/"))
    );
    let others: usize = plan.rows.iter().map(|row| row.others.files).sum();
    assert_eq!(told.files + others + plan.assets.files, files.len());
    assert_eq!(plan.total(), built(&files, |_| true));
}

#[test]
fn a_site_below_the_limit_is_told_in_two_tables() {
    let project = Project::mini();
    let output = run(&project.root(), &["--locale", "en", "--locale", "pt"]);
    expect_exit(&output, 0);
    let told = stdout(&output);
    let cells: Vec<Vec<&str>> = told
        .lines()
        .take(6)
        .map(|line| line.split_whitespace().collect())
        .collect();
    assert_eq!(cells[0], ["files", "en", "pt", "all"], "{told}");
    assert_eq!(cells[1], ["locker", "9", "9", "18"], "{told}");
    assert_eq!(cells[2], ["courier", "9", "9", "18"], "{told}");
    assert_eq!(cells[3], ["others", "8", "8", "21"], "{told}");
    let ends: Vec<usize> = told.lines().take(5).map(str::len).collect();
    assert!(
        ends.iter().all(|end| *end == ends[0]),
        "not aligned:\n{told}"
    );
    assert!(told.contains("of the limit of 900 MB"), "{told}");
    assert!(
        told.contains("GitHub Pages takes sites of up to 1 GB"),
        "{told}"
    );
    assert!(!project.out().exists() && !project.root().join("public").exists());
}

#[test]
fn a_site_above_the_limit_is_told_with_what_to_do() {
    let project = Project::mini();
    let output = run(&project.root(), &["--limit", "10kB"]);
    expect_exit(&output, 1);
    let told = stdout(&output);
    for words in ["more than the limit of 10 kB", "--family", "--limit 5GB"] {
        assert!(told.contains(words), "{words} is missing:\n{told}");
    }
    expect_exit(&run(&project.root(), &["--limit", "5GB"]), 0);
}

#[test]
fn what_is_no_size_and_what_is_not_there_is_wrong_usage() {
    let project = Project::mini();
    for wrong in ["much", "5", "-5MB", ""] {
        expect_exit(&run(&project.root(), &["--limit", wrong]), 2);
    }
    expect_exit(&run(&project.root(), &["--family", "nothing"]), 2);
}

#[test]
fn a_site_with_errors_has_no_plan() {
    let project = Project::mini();
    project.write("content/courier/0x90.yaml", "code: 0x90\n");
    let output = run(&project.root(), &[]);
    expect_exit(&output, 1);
    assert_eq!(stdout(&output), "");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.contains("error[missing-field]"), "{stderr}");

    let project = Project::mini();
    project.write("templates/codes.html", "{{ nothing.at.all }}");
    let output = run(&project.root(), &[]);
    expect_exit(&output, 1);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.contains("error[rendering]"), "{stderr}");
}
