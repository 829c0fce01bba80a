//! What search engines read: canonical addresses, languages, sitemaps, titles, descriptions and
//! the breadcrumb.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::page::{About, Page, place};
use crate::support::none;
use crate::support::pages::{attribute, below, is_html, path_of, text};
use crate::support::project::repository;
use crate::{
    BASE, FILES, ORIGIN, every_page, fill, is_source, is_translated, sentences, site, source_locale,
};

/// Whether any text of a code's panel is translated.
fn panel_is_translated(locale: usize, family: usize, code: usize) -> bool {
    let slug = site().content.families[family].codes[code].id.slug();
    ["description", "when_seen", "how_to_fix"]
        .iter()
        .any(|field| is_translated(locale, family, &format!("codes/{slug}/{field}")))
}

/// Whether a page would be a copy of the English one but for its headings.
fn stands_for_itself(locale: usize, about: About) -> bool {
    match about {
        About::Comparison { family, pair } => [pair.low(), pair.high()]
            .iter()
            .any(|code| panel_is_translated(locale, family, *code)),
        About::Code { family, code } => panel_is_translated(locale, family, code),
        About::Family { family, .. } => is_translated(locale, family, "family/title"),
        About::Guide(guide) => {
            let locale_id = &site().locales.all()[locale].id;
            let guide = &site().content.guides[guide].id;
            let file = format!("i18n/{locale_id}/guides/{guide}.md");
            is_source(locale) || repository().join(file).exists()
        }
        About::List | About::NotFound => true,
    }
}

/// A pair of different groups, without a note, neither of which lists the other.
fn is_distant(about: About) -> bool {
    let About::Comparison { family, pair } = about else {
        return false;
    };
    let family = &site().content.families[family];
    let (low, high) = (&family.codes[pair.low()], &family.codes[pair.high()]);
    let note = format!(
        "content/{}/notes/{}-vs-{}.yaml",
        family.id,
        low.id.slug(),
        high.id.slug()
    );
    !site().content.settings.index_distant
        && low.group != high.group
        && !repository().join(note).exists()
        && !low.confused_with.contains(&pair.high())
        && !high.confused_with.contains(&pair.low())
}

/// The address of a page in another language.
fn in_locale(page: &Page, locale: usize) -> String {
    let own = page.locale().id.as_str();
    let path = path_of(page.file);
    let bare = if is_source(page.locale) {
        path.as_str()
    } else {
        path.strip_prefix(&format!("/{own}"))
            .expect("its locale's prefix")
    };
    let prefix = match site().locales.all()[locale].id.as_str() {
        "en" => String::new(),
        other => format!("/{other}"),
    };
    format!("{ORIGIN}{BASE}{prefix}{bare}")
}

fn canonical(page: &Page) -> Option<String> {
    attribute(&page.html, "link[rel=canonical]", "href")
}

fn alternates(page: &Page) -> BTreeMap<String, String> {
    let links = page.all("link[rel=alternate][hreflang]");
    let count = links.len();
    let found: BTreeMap<String, String> = links
        .into_iter()
        .map(|link| {
            let attribute = |name| link.attr(name).unwrap_or_default().to_owned();
            (attribute("hreflang"), attribute("href"))
        })
        .collect();
    assert_eq!(
        found.len(),
        count,
        "{}: a language stands twice in hreflang",
        page.file
    );
    found
}

#[test]
fn a_page_is_canonical_unless_it_is_a_copy_of_the_english_one() {
    every_page("canonical", |page, problems| {
        let wanted = match page.about {
            About::NotFound => None,
            about if stands_for_itself(page.locale, about) => Some(page.url()),
            _ => Some(in_locale(page, source_locale())),
        };
        let found = canonical(page);
        if found != wanted {
            problems.push(format!("canonical is {found:?} instead of {wanted:?}"));
        }
    });
}

#[test]
fn no_page_is_a_copy_of_the_english_one() {
    every_page("copies", |page, problems| {
        if !stands_for_itself(page.locale, page.about) {
            problems.push("it is English in all but its headings".to_owned());
        }
    });
}

#[test]
fn hreflang_is_reciprocal_and_holds_every_page_that_stands_for_itself() {
    every_page("hreflang", |page, problems| {
        let found = alternates(page);
        let member = page.about != About::NotFound
            && !is_distant(page.about)
            && stands_for_itself(page.locale, page.about);
        let mut wanted = BTreeMap::new();
        if member {
            // The same set on each of its members is what makes it reciprocal.
            for (index, locale) in site().locales.all().iter().enumerate() {
                if stands_for_itself(index, page.about) {
                    wanted.insert(locale.tag.clone(), in_locale(page, index));
                }
            }
            wanted.insert("x-default".to_owned(), in_locale(page, source_locale()));
            assert!(
                wanted.values().any(|url| *url == page.url()),
                "{}",
                page.file
            );
        }
        if found != wanted {
            problems.push(format!("hreflang is {found:?} instead of {wanted:?}"));
        }
    });
}

#[test]
fn only_distant_pairs_are_kept_from_search_engines() {
    let any = FILES
        .keys()
        .any(|file| is_html(file) && is_distant(place(file).1));
    assert!(any, "no pair is distant, so this test says nothing");
    every_page("noindex", |page, problems| {
        let wanted = is_distant(page.about) || page.about == About::NotFound;
        let found = attribute(&page.html, "meta[name=robots]", "content");
        if found.as_deref() != wanted.then_some("noindex") {
            problems.push(format!("robots is {found:?}, distant is {wanted}"));
        }
    });
}

fn locations(file: &str) -> Vec<String> {
    let bytes = FILES
        .get(file)
        .unwrap_or_else(|| panic!("{file} is missing"));
    let xml = String::from_utf8_lossy(bytes);
    xml.split("<loc>")
        .skip(1)
        .map(|rest| rest.split("</loc>").next().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn the_sitemaps_list_every_indexable_canonical_page_once() {
    let sitemaps: Vec<&String> = FILES
        .keys()
        .filter(|file| file.starts_with("sitemaps/"))
        .collect();
    let wanted: BTreeSet<String> = sitemaps
        .iter()
        .map(|file| format!("{ORIGIN}{BASE}/{file}"))
        .collect();
    let found = locations("sitemap.xml");
    assert_eq!(
        found.len(),
        wanted.len(),
        "sitemap.xml lists a sitemap twice, or not at all"
    );
    assert_eq!(BTreeSet::from_iter(found), wanted, "sitemap.xml");

    let mut listed: BTreeMap<String, &str> = BTreeMap::new();
    for sitemap in sitemaps {
        for url in locations(sitemap) {
            if let Some(before) = listed.insert(url.clone(), sitemap) {
                panic!("{url} is in {before} and in {sitemap}");
            }
        }
    }
    let pages: BTreeMap<String, &str> = FILES
        .par_iter()
        .filter(|(file, _)| is_html(file))
        .filter_map(|(file, _)| {
            let page = Page::read(file);
            let indexed = attribute(&page.html, "meta[name=robots]", "content").is_none();
            let url = page.url();
            (indexed && canonical(&page).as_ref() == Some(&url)).then_some((url, file.as_str()))
        })
        .collect();
    let missing = pages.iter().filter(|(url, _)| !listed.contains_key(*url));
    let strange = listed.iter().filter(|(url, _)| !pages.contains_key(*url));
    none(
        "sitemaps",
        missing
            .map(|(_, file)| format!("{file} is in no sitemap"))
            .chain(strange.map(|(url, sitemap)| format!("{sitemap} should not list {url}"))),
    );
    for (url, file) in pages {
        let (locale, about) = place(file);
        let id = &site().locales.all()[locale].id;
        let wanted = match about {
            About::Comparison { family, .. }
            | About::Code { family, .. }
            | About::Family { family, .. } => {
                format!("sitemaps/{id}.{}.xml", site().content.families[family].id)
            }
            _ => format!("sitemaps/{id}.xml"),
        };
        assert_eq!(listed[&url], wanted, "the sitemap of {file}");
    }
}

#[test]
fn titles_follow_the_catalog_and_fit_into_sixty_characters() {
    every_page("titles", |page, problems| {
        let fitting = |long: String, short: String| {
            if long.chars().count() <= 60 {
                long
            } else {
                short
            }
        };
        let with_site = |title: &str| {
            let name = site().content.settings.title.as_str();
            fill(
                page.locale,
                "title_page",
                &[("title", title), ("site", name)],
            )
        };
        let found = text(page.all("title")[0]);
        let h1 = text(page.all("h1")[0]);
        let wanted = match page.about {
            About::Comparison { family, pair } => {
                let family = &site().content.families[family];
                let (low, high) = (&family.codes[pair.low()], &family.codes[pair.high()]);
                let (low_name, high_name) = (low.full_name(), high.full_name());
                let short = [
                    ("family", family.name.as_str()),
                    ("a", low.id.text()),
                    ("b", high.id.text()),
                ];
                let long = [
                    &short[..],
                    &[
                        ("a_name", low_name.as_str()),
                        ("b_name", high_name.as_str()),
                    ],
                ];
                fitting(
                    fill(page.locale, "title_comparison", &long.concat()),
                    fill(page.locale, "title_comparison_short", &short),
                )
            }
            About::Code { family, code } => {
                let family = &site().content.families[family];
                let code = &family.codes[code];
                let name = code.full_name();
                let slots = [
                    ("family", family.name.as_str()),
                    ("code", code.id.text()),
                    ("name", name.as_str()),
                ];
                let [long, short] = ["title_code", "title_code_short"]
                    .map(|title| fill(page.locale, title, &slots));
                fitting(long, short)
            }
            About::Family { matrix: true, .. } => h1,
            About::Family { matrix: false, .. } | About::List | About::Guide(_) => with_site(&h1),
            About::NotFound => return,
        };
        if found != wanted {
            problems.push(format!("the title is “{found}” instead of “{wanted}”"));
        }
        // The other titles hold no names that could be left out.
        let has_names = matches!(page.about, About::Comparison { .. } | About::Code { .. });
        if has_names && found.chars().count() > 60 {
            problems.push(format!("the title has more than 60 characters: “{found}”"));
        }
    });
}

#[test]
fn descriptions_fit_or_are_one_sentence() {
    every_page("descriptions", |page, problems| {
        if page.about == About::NotFound {
            return;
        }
        let found = attribute(&page.html, "meta[name=description]", "content").unwrap_or_default();
        if found.is_empty() || found.chars().count() > 160 && sentences(&found).len() > 1 {
            problems.push(format!("the description is “{found}”"));
        }
    });
}

#[test]
fn the_breadcrumb_is_there_for_search_engines_too() {
    every_page("JSON-LD", |page, problems| {
        let blocks = page.all("script[type='application/ld+json']");
        let crumbs = page.all("nav.crumbs li");
        let indexed = page.all("meta[name=robots][content=noindex]").is_empty();
        if blocks.len() != usize::from(!crumbs.is_empty() && indexed)
            || blocks.is_empty() && indexed && page.file.contains("-vs-")
        {
            problems.push(format!("{} blocks, {} crumbs", blocks.len(), crumbs.len()));
        }
        for block in blocks {
            let json: String = block.text().collect();
            let list: serde_json::Value = match serde_json::from_str(&json) {
                Ok(list) => list,
                Err(error) => return problems.push(format!("JSON-LD: {error}")),
            };
            let items: Vec<String> = list["itemListElement"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|item| format!("{} {} {}", item["position"], item["name"], item["item"]))
                .collect();
            let wanted: Vec<String> = crumbs
                .iter()
                .enumerate()
                .map(|(index, crumb)| {
                    let link = below(*crumb, "a")
                        .first()
                        .and_then(|link| link.attr("href"));
                    let url = link.map_or_else(|| page.url(), |href| format!("{ORIGIN}{href}"));
                    format!("{} {:?} {:?}", index + 1, text(*crumb), url)
                })
                .collect();
            if list["@type"] != "BreadcrumbList" || items != wanted {
                problems.push(format!("JSON-LD lists {items:?} instead of {wanted:?}"));
            }
        }
    });
}
