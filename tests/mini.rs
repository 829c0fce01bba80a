//! A small site that uses everything a site can use, compared whole.
//!
//! `tests/mini` holds two families of three codes each; the catalogs and the theme are those of
//! the repository. Between them, the codes have facts of every type, conditions, unknown and
//! inapplicable values, one number registered twice, an unregistered code, counterparts in the
//! other family, pairs without a choice and without a difference, distant pairs, and texts that
//! would run in a reader's browser if they were not escaped. Portuguese is translated in part,
//! every other language not at all.
//!
//! What is built is compared with `tests/golden/mini`, file by file:
//! `UPDATE_GOLDEN=1 cargo test --test mini` writes it anew.

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use support::golden;
use support::project::Project;
use support::tree::tree;

const BASE: [&str; 2] = ["--base-url", "https://example.org/base"];
const LOCALES: [&str; 6] = ["en", "fr", "id", "pt", "ru", "zh"];
const FAMILIES: [&str; 2] = ["locker", "courier"];

fn built(arguments: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let project = Project::mini();
    let run = project.run(arguments);
    assert_eq!(
        run.code, 0,
        "the small site does not build:\n{}",
        run.stderr
    );
    assert_eq!(
        run.stderr, "",
        "a site without problems is built in silence"
    );
    tree(&project.out())
}

fn text(files: &BTreeMap<String, Vec<u8>>, path: &str) -> String {
    let bytes = files
        .get(path)
        .unwrap_or_else(|| panic!("{path} is not built"));
    String::from_utf8(bytes.clone()).unwrap_or_else(|_| panic!("{path} is not UTF-8"))
}

fn has_extension(path: &str, extension: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|found| found == extension)
}

/// A page with `v=…` in place of the versions of assets.
fn without_versions(text: &str) -> String {
    let mut parts = text.split("?v=");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find('"').expect("an address ends with a quote");
        out.push_str("?v=…");
        out.push_str(&part[end..]);
    }
    out
}

#[test]
fn the_theme_is_published_under_its_own_names() {
    let files = built(&BASE);
    let published = files.keys().filter_map(|path| path.strip_prefix("assets/"));
    let here = tree(&support::project::repository().join("static"));
    assert!(published.eq(here.keys()), "assets are what static/ holds");
}

#[test]
fn the_small_site_is_what_it_was() {
    let mut actual = built(&BASE);
    // The files of the theme are what they are, and their versions would change every page.
    actual.retain(|path, _| !path.starts_with("assets/"));
    for bytes in actual.values_mut() {
        if let Ok(text) = std::str::from_utf8(bytes) {
            *bytes = without_versions(text).into_bytes();
        }
    }
    golden::report(
        &golden::compare_folder("tests/golden/mini", &actual),
        "mini",
    );
}

#[test]
fn every_language_has_as_many_pages_as_the_codes_ask_for() {
    let files = built(&BASE);
    // Home, codes, comparisons, guides, translations, one guide; a family has a hub, a matrix,
    // three codes and three pairs.
    let own = 5 + 1;
    let per_family = 2 + 3 + 3 * (3 - 1) / 2;
    let mut pages = 0;
    for locale in LOCALES {
        let own_pages = files.keys().filter(|path| {
            let first = path.split('/').next().unwrap_or_default();
            let in_locale = if LOCALES.contains(&first) {
                first
            } else {
                "en"
            };
            has_extension(path, "html") && *path != "404.html" && in_locale == locale
        });
        let count = own_pages.count();
        assert_eq!(
            count,
            own + FAMILIES.len() * per_family,
            "pages in the language {locale}"
        );
        pages += count;
        for family in FAMILIES {
            let sitemap = format!("sitemaps/{locale}.{family}.xml");
            assert!(files.contains_key(&sitemap), "{sitemap} is not built");
        }
    }
    let html = files
        .keys()
        .filter(|path| has_extension(path, "html"))
        .count();
    assert_eq!(html, pages + 1, "all pages and 404.html");
}

#[test]
fn what_looks_like_markup_is_text() {
    for (path, bytes) in built(&BASE) {
        let page = String::from_utf8_lossy(&bytes);
        let is_markup = has_extension(&path, "html") || has_extension(&path, "xml");
        for danger in [
            "<script>alert",
            "<b onclick",
            "<door>",
            "Lockers & \"Parcels\"",
        ] {
            assert!(
                !is_markup || !page.contains(danger),
                "{path} holds `{danger}` unescaped"
            );
        }
    }
}

#[test]
fn messages_constants_and_texts_show_every_character_that_was_written() {
    let files = built(&BASE);
    let page = text(&files, "locker/4-03.html");
    let shown = scraper::Html::parse_document(&page);
    let words: String = shown.root_element().text().collect();
    for verbatim in [
        r#"door <script>alert("4.03")</script> & 'open'"#,
        r#"LOCKER_E<door> & "open""#,
        r#"<b onclick="x()">bold</b> & more"#,
        r#"Locker manual, "Doors & flaps""#,
        r#"Door & "Flap" open"#,
    ] {
        assert!(
            words.contains(verbatim),
            "locker/4-03.html does not show `{verbatim}`"
        );
    }
}

#[test]
fn a_field_that_is_not_translated_falls_back_alone() {
    let files = built(&BASE);
    let page = scraper::Html::parse_document(&text(&files, "pt/locker/4-03.html"));
    let panel = scraper::Selector::parse(".panel > p").expect("a valid selector");
    let english: Vec<(String, bool)> = page
        .select(&panel)
        .map(|paragraph| {
            let english = paragraph.value().attr("lang") == Some("en");
            (paragraph.text().collect(), english)
        })
        .collect();
    let is_english = |start: &str| {
        let found = english.iter().find(|(words, _)| words.starts_with(start));
        found
            .unwrap_or_else(|| panic!("no paragraph begins with `{start}`: {english:?}"))
            .1
    };
    assert!(
        !is_english("O armário informa"),
        "the translation is not marked as English"
    );
    assert!(
        is_english("A parcel sticks out"),
        "what is not translated is marked as English"
    );
}

#[test]
fn a_pair_of_which_neither_can_be_chosen_is_told_so() {
    let files = built(&BASE);
    let page =
        scraper::Html::parse_document(&text(&files, "compare/locker/16-full-vs-16-jam.html"));
    let words: String = page.root_element().text().collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        words.contains("Neither 16 (FULL) nor 16 (JAM) is a choice"),
        "compare/locker/16-full-vs-16-jam.html offers a code that nobody may send:\n{words}"
    );
    assert!(
        !words.contains("Use 16"),
        "16 is offered as a choice:\n{words}"
    );
}

#[test]
fn a_distant_pair_is_kept_from_search_engines() {
    let files = built(&BASE);
    for (path, distant) in [
        ("compare/courier/0x87-vs-0x90.html", true),
        ("compare/locker/4-03-vs-16-jam.html", true),
        ("compare/courier/0x87-vs-0x88.html", false),
        ("compare/locker/4-03-vs-16-full.html", false),
    ] {
        let page = text(&files, path);
        assert_eq!(page.contains("noindex"), distant, "{path} is noindex");
        let url = format!(
            "https://example.org/base/{}<",
            path.trim_end_matches(".html")
        );
        let listed = files
            .iter()
            .filter(|(name, _)| name.starts_with("sitemaps/"))
            .any(|(_, bytes)| String::from_utf8_lossy(bytes).contains(&url));
        assert_eq!(listed, !distant, "{path} is in a sitemap");
    }
}
