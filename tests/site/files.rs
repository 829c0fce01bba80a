//! Which files are published, how many and how large, and that their links lead to one another.

use std::collections::BTreeSet;

use versus::content::CodeId;

use crate::support::none;
use crate::support::pages::broken_links;
use crate::support::project::repository;
use crate::support::tree::tree;
use crate::{BASE, FILES, ORIGIN, site};

fn stems(folder: &str, extension: &str) -> Vec<String> {
    let mut stems: Vec<String> = tree(&repository().join(folder))
        .into_keys()
        .filter(|file| !file.contains('/'))
        .filter_map(|file| Some(file.strip_suffix(extension)?.to_owned()))
        .collect();
    stems.sort_by_key(|stem| (stem.len(), stem.clone()));
    stems
}

/// Every file that the site should have, derived from the names of the input files alone.
fn expected_files() -> BTreeSet<String> {
    let mut files: BTreeSet<String> = [
        "404.html",
        "sitemap.xml",
        "robots.txt",
        "sw.js",
        ".nojekyll",
    ]
    .map(str::to_owned)
    .into();
    files.extend(
        tree(&repository().join("static"))
            .into_keys()
            .map(|name| format!("assets/{name}")),
    );
    if site().content.settings.domain.is_some() {
        files.insert("CNAME".to_owned());
    }
    let guides = stems("content/guides", ".md");
    for locale in stems("i18n", ".yaml") {
        let prefix = if locale == "en" {
            String::new()
        } else {
            format!("{locale}/")
        };
        for page in [
            "index",
            "codes",
            "compare/index",
            "guides/index",
            "translations",
        ] {
            files.insert(format!("{prefix}{page}.html"));
        }
        files.extend(
            guides
                .iter()
                .map(|guide| format!("{prefix}guides/{guide}.html")),
        );
        files.insert(format!("{prefix}search.json"));
        files.insert(format!("sitemaps/{locale}.xml"));
        for family in &site().content.settings.families {
            files.insert(format!("sitemaps/{locale}.{family}.xml"));
            files.insert(format!("{prefix}{family}/index.html"));
            files.insert(format!("{prefix}compare/{family}/index.html"));
            let mut codes = stems(&format!("content/{family}"), ".yaml");
            codes.retain(|code| code != "family");
            codes.sort_by_key(|code| CodeId::new(code, None));
            for (index, high) in codes.iter().enumerate() {
                files.insert(format!("{prefix}{family}/{high}.html"));
                for low in &codes[..index] {
                    files.insert(format!("{prefix}compare/{family}/{low}-vs-{high}.html"));
                }
            }
        }
    }
    files
}

#[test]
fn exactly_the_expected_files_are_published() {
    let expected = expected_files();
    let missing = expected.iter().filter(|file| !FILES.contains_key(*file));
    let strange = FILES.keys().filter(|file| !expected.contains(*file));
    none(
        "the files of the site",
        missing
            .map(|file| format!("{file} is missing"))
            .chain(strange.map(|file| format!("{file} should not exist"))),
    );
}

#[test]
fn every_pair_of_codes_has_a_page_in_every_language() {
    let locales = stems("i18n", ".yaml").len();
    let mut pairs = 0;
    for family in &site().content.families {
        let codes = stems(&format!("content/{}", family.id), ".yaml").len() - 1;
        pairs += codes * (codes - 1) / 2;
    }
    let pages = FILES.keys().filter(|file| file.contains("-vs-")).count();
    assert_eq!(pages, pairs * locales);
    assert!(
        pages >= 1026,
        "171 pairs of 19 WebSocket codes alone in 6 languages"
    );
}

#[test]
fn every_internal_link_resolves() {
    none("links", broken_links(&FILES, ORIGIN, BASE));
}

#[test]
fn the_median_comparison_stays_under_ten_kilobytes() {
    let mut sizes: Vec<usize> = FILES
        .iter()
        .filter(|(file, _)| file.contains("-vs-"))
        .map(|(_, bytes)| bytes.len())
        .collect();
    sizes.sort_unstable();
    let median = sizes[sizes.len() / 2];
    assert!(median < 10_000, "the median comparison has {median} bytes");
}
