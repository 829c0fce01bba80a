//! What a language brings along besides its words: how it counts, joins and orders, and which way it
//! is written.

mod support;

use std::collections::BTreeMap;

use support::pages::{all, squeeze};
use support::project::{Project, repository};

fn page(files: &BTreeMap<String, Vec<u8>>, path: &str) -> scraper::Html {
    let bytes = files
        .get(path)
        .unwrap_or_else(|| panic!("{path} is not built"));
    scraper::Html::parse_document(&String::from_utf8_lossy(bytes))
}

fn words(html: &scraper::Html, selector: &str) -> Vec<String> {
    all(html, selector)
        .into_iter()
        .map(|element| squeeze(&element.text().collect::<String>()))
        .collect()
}

/// What the hub of a family says about how much there is of it.
fn counted(files: &BTreeMap<String, Vec<u8>>, hub: &str) -> String {
    words(&page(files, hub), "main .small").swap_remove(0)
}

#[test]
fn every_language_counts_in_its_own_way() {
    let project = Project::copy();
    let files = project.build(&[]);
    for (hub, expected) in [
        ("websocket/index.html", "19 codes · 171 comparisons"),
        ("pt/websocket/index.html", "19 códigos · 171 comparações"),
        ("id/websocket/index.html", "19 kode · 171 perbandingan"),
        ("ru/websocket/index.html", "19 кодов · 171 сравнение"),
        ("fr/websocket/index.html", "19 codes · 171 comparaisons"),
        ("zh/websocket/index.html", "19 个状态码 · 171 组对比"),
    ] {
        assert_eq!(counted(&files, hub), expected, "{hub}");
    }
}

#[test]
fn the_form_follows_the_number() {
    let project = Project::mini();
    let files = project.build(&[]);
    assert_eq!(
        counted(&files, "ru/locker/index.html"),
        "3 кода · 3 сравнения"
    );
    project.write(
        "content/site.yaml",
        project
            .read("content/site.yaml")
            .replace("[locker, courier]", "[locker, courier, one]"),
    );
    for file in ["family", "0x87"] {
        let text = project.read(&format!("content/courier/{file}.yaml"));
        let kept = text
            .lines()
            .filter(|line| !line.starts_with("confused_with"));
        let text = kept.collect::<Vec<_>>().join("\n");
        project.write(&format!("content/one/{file}.yaml"), text);
    }
    let files = project.build(&[]);
    assert_eq!(counted(&files, "one/index.html"), "1 code · 0 comparisons");
    assert_eq!(counted(&files, "ru/one/index.html"), "1 код · 0 сравнений");
    assert_eq!(
        counted(&files, "fr/one/index.html"),
        "1 code · 0 comparaison"
    );
}

#[test]
fn what_a_catalog_cannot_count_is_counted_in_english_and_marked() {
    let project = Project::mini();
    let catalog = project.read("i18n/fr.yaml");
    let start = catalog.find("counts:").expect("the catalog counts");
    let end = catalog.find("patterns:").expect("the catalog has patterns");
    project.write(
        "i18n/fr.yaml",
        format!("{}{}", &catalog[..start], &catalog[end..]),
    );
    let files = project.build(&[]);
    let hub = page(&files, "fr/locker/index.html");
    assert_eq!(
        words(&hub, r#"main .small > span[lang="en"]"#),
        ["3 codes", "3 comparisons"]
    );
}

#[test]
fn guides_are_listed_in_the_order_of_the_language_s_alphabet() {
    let project = Project::mini();
    let guide = |title: &str| format!("---\ntitle: {title}\nsummary: One.\n---\n\nText.\n");
    for (id, english, french) in [
        ("one", "Zebra", "Zèbre"),
        ("two", "apple", "Étude"),
        ("three", "Éclair", "Eau"),
        ("four", "Banana", "eux"),
    ] {
        project.write(&format!("content/guides/{id}.md"), guide(english));
        project.write(&format!("i18n/fr/guides/{id}.md"), guide(french));
    }
    let files = project.build(&[]);
    let titles = |path: &str| words(&page(&files, path), ".cards a");
    assert_eq!(
        titles("guides/index.html"),
        ["apple", "Banana", "Éclair", "Opening a door", "Zebra"]
    );
    assert_eq!(
        titles("fr/guides/index.html"),
        ["Eau", "Étude", "eux", "Opening a door", "Zèbre"]
    );
}

/// A page in a language written from right to left is laid out by the same style sheet, so that
/// nothing in it may speak of left and right.
#[test]
fn the_style_sheet_knows_no_left_and_no_right() {
    let style =
        std::fs::read_to_string(repository().join("static/style.css")).expect("it is there");
    let declared = style.split([';', '{', '}']);
    let physical: Vec<&str> = declared
        .map(str::trim)
        .filter(|declaration| {
            let (property, value) = declaration.split_once(':').unwrap_or((declaration, ""));
            let property = property.trim();
            let sided = |side: &str| property == side || property.ends_with(&format!("-{side}"));
            let aligned = ["text-align", "float", "clear"].contains(&property);
            sided("left")
                || sided("right")
                || aligned && (value.trim() == "left" || value.trim() == "right")
        })
        .collect();
    assert!(physical.is_empty(), "{physical:?}");
}

#[test]
fn codes_stand_alone_in_text_of_either_direction() {
    let project = Project::mini();
    let catalog = project.read("i18n/fr.yaml");
    project.write(
        "i18n/fr.yaml",
        catalog.replace("direction: ltr", "direction: rtl"),
    );
    let files = project.build(&[]);
    let html = page(&files, "fr/compare/locker/4-03-vs-16-jam.html");
    assert_eq!(all(&html, r#"html[dir="rtl"]"#).len(), 1);
    let names = all(&html, "h1 [class]");
    assert_eq!(names.len(), 5, "the family, two codes and their names");
    for name in names {
        assert_eq!(
            name.value().name(),
            "bdi",
            "a name is isolated from what is around it"
        );
    }
    // What is English in it runs from left to right.
    for element in all(&html, "main [lang]") {
        let direction = element.attr("dir");
        let expected = if element.attr("lang") == Some("en") {
            "ltr"
        } else {
            "rtl"
        };
        assert_eq!(direction, Some(expected), "{}", element.html());
    }
}
