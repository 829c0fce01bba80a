//! What the page of translations shows.

use crate::support::pages::{all, text};
use crate::support::project::Project;
use crate::{counts, coverage, list};
use std::fs;
use std::sync::Arc;
use versus::diagnostic::{Problems, Source};
use versus::yaml;

const FORGE: &str = "https://github.com/example/lockers";

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
        let name = crate::support::pages::below(row, "th a")[0];
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
        let cells = crate::support::pages::below(row, "td");
        let parts = list(locale, "parts");
        assert_eq!(cells.len(), parts.len());
        for (cell, part) in cells.into_iter().zip(parts) {
            let [_, _, _, stale, missing] = counts(part);
            let percent = part["percent"].as_u64().expect("a number").to_string();
            let bar = crate::support::pages::below(cell, "progress")[0];
            assert_eq!(bar.attr("value"), Some(percent.as_str()));
            let words: Vec<String> = crate::support::pages::below(cell, "b, span")
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
        crate::support::tree::tree(&project.out())
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
