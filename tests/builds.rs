//! What comes out of a project: the same bytes every time, smaller whole sites, new codes and
//! languages, and a site that works wherever it is served.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use scraper::Html;
use support::none;
use support::pages::{all, broken_links, is_html, path_of, text};
use support::project::{Project, build_repository, repository};
use support::server::crawl;
use support::tree::{Tree, expect_same, tree};
use versus::packed;

const ORIGIN: &str = "https://example.org";
const BASE: &str = "/versus";
const URL: [&str; 2] = ["--base-url", "https://example.org/versus"];

static WHOLE: LazyLock<Tree> = LazyLock::new(|| build_repository(&URL));

fn with_url<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    URL.iter().chain(arguments).copied().collect()
}

/// The number of comparison pages.
fn comparisons(files: &Tree) -> usize {
    files.keys().filter(|file| file.contains("-vs-")).count()
}

fn page<'a>(files: &'a Tree, file: &str) -> std::borrow::Cow<'a, str> {
    let bytes = files.get(file);
    String::from_utf8_lossy(bytes.unwrap_or_else(|| panic!("{file} is missing")))
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let one = build_repository(&with_url(&["--jobs", "1"]));
    let four = build_repository(&with_url(&["--jobs", "4"]));
    expect_same(&one, &four, "--jobs 1 and --jobs 4 differ");
}

#[test]
fn a_second_build_changes_no_byte() {
    expect_same(&WHOLE, &build_repository(&URL), "two builds differ");
}

/// Checks that a smaller site is whole, and returns its HTML files.
fn smaller_site(arguments: &[&str]) -> BTreeSet<String> {
    let files = build_repository(&with_url(arguments));
    none(
        &format!("links of {arguments:?}"),
        broken_links(&files, ORIGIN, BASE),
    );
    files.into_keys().filter(|file| is_html(file)).collect()
}

/// The HTML files of the whole site that `keep` chooses, and the page for all languages.
fn part_of_the_whole(keep: impl Fn(&str) -> bool) -> BTreeSet<String> {
    let html = WHOLE.keys().filter(|file| is_html(file));
    html.filter(|file| *file == "404.html" || keep(file))
        .cloned()
        .collect()
}

/// Whether a file is of a language other than English, by the folder it is in.
fn is_in(file: &str, locale: &str) -> bool {
    file.split('/').next() == Some(locale)
}

fn is_english(file: &str) -> bool {
    !["fr", "id", "pt", "ru", "zh"]
        .iter()
        .any(|locale| is_in(file, locale))
}

#[test]
fn a_build_of_one_language_is_a_smaller_whole_site() {
    let found = smaller_site(&["--locale", "pt"]);
    assert_eq!(found, part_of_the_whole(|file| is_in(file, "pt")));
}

#[test]
fn a_build_of_two_languages_is_a_smaller_whole_site() {
    let found = smaller_site(&["--locale", "en", "--locale", "ru"]);
    assert_eq!(
        found,
        part_of_the_whole(|file| is_english(file) || is_in(file, "ru"))
    );
}

#[test]
fn a_build_of_one_family_is_a_smaller_whole_site() {
    let found = smaller_site(&["--family", "websocket"]);
    let others = fs::read_dir(repository().join("content"))
        .expect("content/")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .into_string()
                .expect("UTF-8")
        })
        .filter(|name| !["site.yaml", "guides", "websocket"].contains(&name.as_str()))
        .collect::<Vec<_>>();
    let of_another = |file: &str| {
        let mut parts = file.split(['/', '.']);
        parts.any(|part| others.iter().any(|other| other == part))
    };
    assert_eq!(found, part_of_the_whole(|file| !of_another(file)));
}

/// A code of somebody's own.
const NEW_CODE: &str = "\
code: 3456
name: Tea Time
group: libraries
summary: The server has gone to drink tea.
description: The endpoint that sends it is away from its keyboard.
when_seen: It is five o'clock in the place where the server stands.
how_to_fix: Put the kettle on and connect again when the cup is empty.
choose_when: tea is ready
facts:
  on_wire: yes
  cause: load
  retry: backoff
  sender: application
  browser: yes
exchange:
  - { id: close, from: server, to: client, send: Close 3456 }
references:
  - { rfc: 6455, section: 7.4.2 }
";

#[test]
fn a_new_code_is_one_new_file() {
    let project = Project::copy();
    project.write("content/websocket/3456.yaml", NEW_CODE);
    let files = project.build(&URL);
    let codes = tree(&repository().join("content/websocket"))
        .into_keys()
        .filter(|file| !file.contains('/') && file != "family.yaml")
        .count();
    let locales = tree(&repository().join("i18n"))
        .into_keys()
        .filter(|file| !file.contains('/') && Path::new(file).extension() == Some("yaml".as_ref()))
        .count();
    let websocket = files
        .keys()
        .filter(|file| file.contains("compare/websocket/") && file.contains("-vs-"));
    assert_eq!(websocket.count(), (codes + 1) * codes / 2 * locales);
    for file in [
        "websocket/3456.html",
        "compare/websocket/1000-vs-3456.html",
        "pt/websocket/3456.html",
    ] {
        assert!(page(&files, file).contains("Tea Time"), "{file}");
    }
    none("links", broken_links(&files, ORIGIN, BASE));
}

#[test]
fn a_new_language_is_one_new_file() {
    let project = Project::copy();
    let english = project.read("i18n/en.yaml");
    let german = english
        .replacen("tag: en ", "tag: de ", 1)
        .replacen("name: English", "name: Deutsch", 1)
        .replacen("description: Description", "description: Beschreibung", 1);
    project.write("i18n/de.yaml", german);
    let files = project.build(&URL);
    let own = comparisons(&files) - comparisons(&WHOLE);
    let english_pages = WHOLE
        .keys()
        .filter(|file| file.starts_with("compare/") && file.contains("-vs-"));
    assert_eq!(own, english_pages.count(), "German comparisons");
    for file in [
        "index.html",
        "pt/compare/websocket/1007-vs-1013.html",
        "websocket/1007.html",
    ] {
        let html = Html::parse_document(&page(&files, file));
        let links = all(&html, ".languages a");
        let link = links.iter().find(|link| text(**link) == "Deutsch");
        let link = link.unwrap_or_else(|| panic!("{file} has no link to the German page"));
        assert_eq!(link.attr("lang"), Some("de"), "{file}");
    }
    let file = "de/compare/websocket/1007-vs-1013.html";
    let html = Html::parse_document(&page(&files, file));
    assert_eq!(html.root_element().attr("lang"), Some("de"), "{file}");
    let headings: Vec<String> = all(&html, "section.panel h3")
        .into_iter()
        .map(text)
        .collect();
    assert_eq!(headings[0], "Beschreibung 1007", "{file}");
    let texts = all(&html, "section.panel > p:not(.lanes)");
    assert_eq!(texts.len(), 6, "{file}");
    for element in texts {
        assert_eq!(
            element.attr("lang"),
            Some("en"),
            "{file}: {}",
            text(element)
        );
    }
    assert_eq!(all(&html, "p.notice").len(), 1, "{file}");
    let canonical = all(&html, "link[rel=canonical]");
    assert_eq!(
        canonical[0].attr("href"),
        Some("https://example.org/versus/compare/websocket/1007-vs-1013"),
        "{file}"
    );
    none("links", broken_links(&files, ORIGIN, BASE));
}

#[test]
fn an_exchange_of_which_a_piece_is_not_translated_is_english_and_brings_the_notice() {
    let project = Project::copy();
    let overlay = project.read("i18n/pt/websocket.yaml");
    let (before, code) = overlay
        .split_once("\n  \"1007\":\n")
        .expect("1007 is translated");
    let detail = code.find("detail:").expect("a step of 1007 has a detail");
    let end = code[detail..]
        .find([',', '}', '\n'])
        .expect("the detail ends")
        + detail;
    let code = format!(
        "{}{}",
        code[..detail].trim_end_matches([' ', ',']),
        &code[end..]
    );
    project.write(
        "i18n/pt/websocket.yaml",
        format!("{before}\n  \"1007\":\n{code}"),
    );
    let files = project.build(&with_url(&["--locale", "pt"]));
    for (file, expected) in [("pt/websocket/1007.html", 1), ("pt/websocket/1008.html", 0)] {
        let html = page(&files, file);
        let html = Html::parse_document(&html);
        let english = all(&html, "ol.exchange[lang=en]").len();
        let notices = all(&html, ".notice").len();
        assert_eq!((english, notices), (expected, expected), "{file}");
        let alone = all(&html, "ol.exchange [lang=en]").len();
        assert_eq!(alone, 0, "{file}");
    }
}

/// Walks a site from its home page, as a browser would on GitHub Pages.
fn walk(files: Tree, base: &str) {
    let pages: Vec<String> = files
        .keys()
        .filter(|file| is_html(file) && *file != "404.html")
        .map(|file| format!("{base}{}", path_of(file)))
        .collect();
    let sitemaps = files
        .iter()
        .filter(|(file, _)| file.starts_with("sitemaps/"));
    let listed: Vec<String> = sitemaps
        .flat_map(|(_, bytes)| {
            let xml = String::from_utf8_lossy(bytes).into_owned();
            let urls: Vec<String> = xml
                .split("<loc>")
                .skip(1)
                .map(|rest| rest.split("</loc>").next().unwrap_or_default().to_owned())
                .collect();
            urls
        })
        .collect();
    assert!(!listed.is_empty(), "the sitemaps are empty");
    let answers = crawl(files, ORIGIN, base);
    let bad = answers.iter().filter(|(_, (status, _))| *status != 200);
    none(
        "answers",
        bad.map(|(path, (status, from))| format!("{path}, linked from {from}: {status}")),
    );
    let paths = listed.iter().map(|url| {
        url.strip_prefix(ORIGIN)
            .unwrap_or_else(|| panic!("{url} is elsewhere"))
    });
    let unreached = paths.chain(pages.iter().map(String::as_str));
    none(
        "pages that no link leads to",
        unreached.filter(|path| !answers.contains_key(*path)),
    );
}

#[test]
fn every_page_is_reached_below_a_base_path() {
    walk(WHOLE.clone(), BASE);
}

#[test]
fn every_page_is_reached_on_a_domain_of_its_own() {
    let files = build_repository(&["--base-url", ORIGIN]);
    none("links", broken_links(&files, ORIGIN, ""));
    walk(files, "");
}

#[test]
fn what_github_pages_and_robots_need_is_always_there() {
    assert!(WHOLE.contains_key(".nojekyll"), ".nojekyll is missing");
    assert!(!WHOLE.contains_key("CNAME"), "CNAME without a domain");
    let robots = page(&WHOLE, "robots.txt");
    assert!(
        robots
            .lines()
            .any(|line| line == "Sitemap: https://example.org/versus/sitemap.xml"),
        "robots.txt:\n{robots}"
    );
}

#[test]
fn a_domain_is_written_to_cname() {
    let project = Project::copy();
    let settings = project.read("content/site.yaml");
    project.write(
        "content/site.yaml",
        format!("{settings}domain: codes.example.org\n"),
    );
    let files = project.build(&URL);
    assert_eq!(page(&files, "CNAME").trim_end(), "codes.example.org");
    assert!(files.contains_key(".nojekyll"), ".nojekyll is missing");
}

#[test]
fn the_packed_theme_is_the_one_on_disk() {
    for (folder, table) in [
        ("templates", packed::TEMPLATES),
        ("static", packed::STATIC),
        ("i18n", packed::CATALOGS),
    ] {
        let mut disk = tree(&repository().join(folder));
        if folder == "i18n" {
            // Overlays belong to this repository's own families.
            disk.retain(|name, _| !name.contains('/'));
        }
        let packed: Tree = table
            .iter()
            .map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()))
            .collect();
        expect_same(
            &packed,
            &disk,
            &format!("{folder}/ is not what the program was built with; run `touch build.rs`"),
        );
    }
}
