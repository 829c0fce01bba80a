//! Promises that hold for every page of the real site, not for samples of it.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use rayon::prelude::*;
use scraper::{ElementRef, Html, node::Node};
use support::none;
use support::pages::{all, attribute, below, broken_links, css, is_html, own_text, path_of, text};
use support::project::{build_repository, repository};
use support::tree::{Tree, tree};
use versus::content::{Code, Family, Pair, Pattern};
use versus::locale::Locale;
use versus::project::{self, Loaded, Options};
use versus::site::Site;

const ORIGIN: &str = "https://example.github.io";
const BASE: &str = "/versus";

static FILES: LazyLock<Tree> =
    LazyLock::new(|| build_repository(&["--base-url", &format!("{ORIGIN}{BASE}")]));

static LOADED: LazyLock<Loaded> = LazyLock::new(|| {
    let options = Options {
        root: repository().to_owned(),
        ..Options::default()
    };
    let (loaded, problems) = project::load(&options).expect("the repository can be read");
    loaded.unwrap_or_else(|| panic!("the repository has errors: {problems:?}"))
});

fn site() -> &'static Site {
    &LOADED.site
}

/// What the path of an HTML file says that the page is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    Comparison {
        family: usize,
        pair: Pair,
    },
    Code {
        family: usize,
        code: usize,
    },
    /// A hub or a matrix.
    Family {
        family: usize,
        matrix: bool,
    },
    Guide(usize),
    List,
    NotFound,
}

/// An HTML page of the built site.
struct Page {
    file: &'static str,
    source: &'static str,
    html: Html,
    locale: usize,
    about: About,
}

impl Page {
    fn read(file: &'static str) -> Self {
        let bytes = &FILES[file];
        let source = std::str::from_utf8(bytes).unwrap_or_else(|error| panic!("{file}: {error}"));
        let (locale, about) = place(file);
        Self {
            file,
            source,
            html: Html::parse_document(source),
            locale,
            about,
        }
    }

    fn locale(&self) -> &'static Locale {
        &site().locales.all()[self.locale]
    }

    /// Words of the page's catalog.
    fn word(&self, path: &str) -> &'static str {
        word(self.locale, path)
    }

    fn url(&self) -> String {
        format!("{ORIGIN}{BASE}{}", path_of(self.file))
    }

    fn main(&self) -> ElementRef<'_> {
        let main = self.html.select(&css("main")).next();
        main.unwrap_or_else(|| panic!("{} has no main", self.file))
    }

    fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        all(&self.html, selector)
    }
}

fn word(locale: usize, path: &str) -> &'static str {
    let found = site().language(locale).catalog(path);
    let found = found.unwrap_or_else(|| panic!("i18n/en.yaml has no {path}"));
    &found.text.value
}

fn fill(locale: usize, pattern: &str, slots: &[(&str, &str)]) -> String {
    Pattern::new(word(locale, &format!("patterns/{pattern}"))).fill(|slot| {
        let found = slots.iter().find(|(name, _)| *name == slot);
        found
            .unwrap_or_else(|| panic!("{pattern} has {{{slot}}}"))
            .1
    })
}

/// The locale and subject of an HTML file, by its path alone.
fn place(file: &str) -> (usize, About) {
    let locales = site().locales.all();
    let default = &site().locales.default_locale().id;
    let (locale, rest) = match file.split_once('/') {
        Some((first, rest)) if first != default && locales.iter().any(|it| it.id == first) => {
            (first, rest)
        }
        _ => (default.as_str(), file),
    };
    let locale = locales
        .iter()
        .position(|it| it.id == locale)
        .expect("it is one");
    let family = |id: &str| {
        let mut families = site().content.families.iter();
        families
            .position(|family| family.id == id)
            .unwrap_or_else(|| panic!("{file}: no family"))
    };
    let code = |index: usize, slug: &str| {
        let mut codes = site().content.families[index].codes.iter();
        codes
            .position(|code| code.id.slug() == slug)
            .unwrap_or_else(|| panic!("{file}: no code"))
    };
    let stem = rest.strip_suffix(".html").expect("an HTML file");
    let parts: Vec<&str> = stem.split('/').collect();
    let about = match parts.as_slice() {
        ["404"] => About::NotFound,
        ["index" | "codes"] | ["compare" | "guides", "index"] => About::List,
        ["guides", id] => {
            let mut guides = site().content.guides.iter();
            let guide = guides.position(|guide| guide.id == *id);
            About::Guide(guide.unwrap_or_else(|| panic!("{file}: no guide")))
        }
        ["compare", id, "index"] => About::Family {
            family: family(id),
            matrix: true,
        },
        ["compare", id, pair] => {
            let family = family(id);
            let (low, high) = pair
                .split_once("-vs-")
                .unwrap_or_else(|| panic!("{file}: no pair"));
            About::Comparison {
                family,
                pair: Pair::new(code(family, low), code(family, high)),
            }
        }
        [id, "index"] => About::Family {
            family: family(id),
            matrix: false,
        },
        [id, slug] => About::Code {
            family: family(id),
            code: code(family(id), slug),
        },
        _ => panic!("{file} is no page of the design"),
    };
    (locale, about)
}

/// Looks at every page, in parallel, and fails with all problems that `judge` finds.
fn every_page(what: &str, judge: impl Fn(&Page, &mut Vec<String>) + Sync) {
    let files: Vec<&'static str> = FILES
        .keys()
        .map(String::as_str)
        .filter(|file| is_html(file))
        .collect();
    assert!(
        files.len() > 1000,
        "the site has only {} pages",
        files.len()
    );
    let problems: Vec<String> = files
        .par_iter()
        .flat_map_iter(|file| {
            let page = Page::read(file);
            let mut problems = Vec::new();
            judge(&page, &mut problems);
            problems
                .into_iter()
                .map(|problem| format!("{file}: {problem}"))
                .collect::<Vec<_>>()
        })
        .collect();
    none(what, problems);
}

/// Looks at every comparison page.
fn every_comparison(what: &str, judge: impl Fn(&Page, &Family, Pair, &mut Vec<String>) + Sync) {
    every_page(what, |page, problems| {
        if let About::Comparison { family, pair } = page.about {
            judge(page, &site().content.families[family], pair, problems);
        }
    });
}

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
    let mut files: BTreeSet<String> = ["404.html", "sitemap.xml", "robots.txt", ".nojekyll"]
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
        for page in ["index", "codes", "compare/index", "guides/index"] {
            files.insert(format!("{prefix}{page}.html"));
        }
        files.extend(
            guides
                .iter()
                .map(|guide| format!("{prefix}guides/{guide}.html")),
        );
        files.insert(format!("sitemaps/{locale}.xml"));
        for family in &site().content.settings.families {
            files.insert(format!("sitemaps/{locale}.{family}.xml"));
            files.insert(format!("{prefix}{family}/index.html"));
            files.insert(format!("{prefix}compare/{family}/index.html"));
            let mut codes = stems(&format!("content/{family}"), ".yaml");
            codes.retain(|code| code != "family");
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
    let codes = stems("content/websocket", ".yaml").len() - 1;
    let locales = stems("i18n", ".yaml").len();
    let pages = FILES.keys().filter(|file| file.contains("-vs-")).count();
    assert_eq!(pages, codes * (codes - 1) / 2 * locales);
    assert_eq!(pages, 1026, "171 pairs of 19 codes in 6 languages");
}

#[test]
fn every_internal_link_resolves() {
    none("links", broken_links(&FILES, ORIGIN, BASE));
}

#[test]
fn every_page_has_one_h1_and_headings_that_nest() {
    every_page("headings", |page, problems| {
        let headings = page.all("h1, h2, h3, h4, h5, h6");
        let mut before = 0;
        for heading in &headings {
            let level: u32 = heading.value().name()[1..].parse().expect("a level");
            if level > before + 1 {
                problems.push(format!("h{level} “{}” follows h{before}", text(*heading)));
            }
            before = level;
        }
        let ones = page.all("h1").len();
        if ones != 1 {
            problems.push(format!("{ones} h1"));
        }
    });
}

#[test]
fn ids_are_unique_on_their_page() {
    every_page("ids", |page, problems| {
        let mut seen = BTreeSet::new();
        for element in page.all("[id]") {
            let id = element.attr("id").unwrap_or_default();
            if id.is_empty() || !seen.insert(id) {
                problems.push(format!("the id `{id}` is empty or stands twice"));
            }
        }
    });
}

/// Whether any text of a code's panel is translated.
fn panel_is_translated(locale: usize, family: usize, code: usize) -> bool {
    let slug = site().content.families[family].codes[code].id.slug();
    ["description", "when_seen", "how_to_fix"]
        .iter()
        .any(|field| is_translated(locale, family, &format!("codes/{slug}/{field}")))
}

fn is_source(locale: usize) -> bool {
    site().locales.all()[locale].id == "en"
}

fn is_translated(locale: usize, family: usize, path: &str) -> bool {
    is_source(locale)
        || site().locales.all()[locale]
            .overlay(family)
            .get(path)
            .is_some()
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

fn source_locale() -> usize {
    (0..site().locales.all().len())
        .find(|locale| is_source(*locale))
        .expect("English is there")
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

/// The text of the panel's heading: what is seen, and the code for those who hear it.
fn panel_headings(panel: ElementRef<'_>) -> Vec<(String, String)> {
    below(panel, "h3")
        .into_iter()
        .map(|heading| {
            let heard: Vec<String> = below(heading, "i").into_iter().map(text).collect();
            (own_text(heading), heard.join(" "))
        })
        .collect()
}

#[test]
fn every_comparison_has_its_eight_parts_in_order() {
    every_comparison("parts", |page, family, pair, problems| {
        let h = |key: &str| page.word(&format!("headings/{key}")).to_owned();
        let (low, high) = (&family.codes[pair.low()], &family.codes[pair.high()]);
        let glyph = |code: &Code| format!("{} {}", code.id.text(), code.name);

        // What follows what below main, each with its heading.
        let main = page.main();
        let parts: Vec<String> = main
            .children()
            .filter_map(ElementRef::wrap)
            .flat_map(|part| {
                let class = part.attr("class").unwrap_or_default();
                let headings = below(part, "h2").into_iter().map(text);
                match (part.value().name(), class) {
                    ("nav", _) => vec!["crumbs".to_owned()],
                    ("p", "notice") => Vec::new(),
                    ("h1", _) => vec![format!("h1 {}", text(part))],
                    _ => headings.collect(),
                }
            })
            .collect();
        let title = fill(
            page.locale,
            "title_comparison",
            &[
                ("family", &family.name),
                ("a", low.id.text()),
                ("a_name", &low.name),
                ("b", high.id.text()),
                ("b_name", &high.name),
            ],
        );
        let wanted = vec![
            "crumbs".to_owned(),
            format!("h1 {title}"),
            h("short_answer"),
            h("at_a_glance"),
            glyph(low),
            glyph(high),
            h("key_differences"),
            h("when_to_use"),
            h("learn_more"),
        ];
        if parts != wanted {
            problems.push(format!("the parts are {parts:?} instead of {wanted:?}"));
        }

        let crumbs: Vec<String> = page.all("nav.crumbs li").into_iter().map(text).collect();
        let wanted = [page.word("labels/home"), &family.name, &h("comparisons")];
        if crumbs.len() != 4 || crumbs[..3] != wanted {
            problems.push(format!("the breadcrumb is {crumbs:?}"));
        }

        let panels = page.all("section.panel");
        for (panel, code) in panels.iter().zip([low, high]) {
            let mut wanted = vec![h("description"), h("when_seen"), h("how_to_fix")];
            if !code.exchange.is_empty() {
                wanted.push(h("exchange"));
            }
            wanted.push(h("references"));
            let wanted: Vec<(String, String)> = wanted
                .into_iter()
                .map(|heading| (heading, code.id.text().to_owned()))
                .collect();
            let found = panel_headings(*panel);
            if found != wanted {
                problems.push(format!(
                    "a panel's headings are {found:?} instead of {wanted:?}"
                ));
            }
        }
        for (what, selector, least) in [
            ("short answer", "section.answer > p", 1),
            (
                "fact at a glance",
                "table.facts tbody tr, dl.equal > div",
                1,
            ),
            ("key difference", "#differences ~ ol > li", 1),
            ("choice", "#choose ~ ul > li", 1),
            ("link to learn more", "#more ~ dl a", 3),
        ] {
            if page.all(selector).len() < least {
                problems.push(format!("there is no {what}"));
            }
        }
    });
}

#[test]
fn the_example_of_the_issue_is_as_it_was_asked_for() {
    let page = Page::read("pt/compare/websocket/1007-vs-1013.html");
    let wanted = "WebSocket 1007 Invalid Payload Data vs 1013 Try Again Later";
    assert_eq!(text(page.all("title")[0]), wanted, "title");
    assert_eq!(text(page.all("h1")[0]), wanted, "h1");
    let headings: Vec<String> = page.all("h2, h3").into_iter().map(own_text).collect();
    let at = |heading: &str| -> Vec<usize> {
        let found = headings
            .iter()
            .enumerate()
            .filter(|(_, text)| *text == heading);
        found.map(|(index, _)| index).collect()
    };
    let mut last = 0;
    for heading in ["Descrição", "Quando você o vê", "Como corrigir"] {
        let found = at(heading);
        assert_eq!(found.len(), 2, "{heading} in {headings:?}");
        last = last.max(found[1]);
    }
    for heading in ["Diferenças principais", "Quando usar qual", "Saiba mais"] {
        let found = at(heading);
        assert_eq!(found.len(), 1, "{heading} in {headings:?}");
        assert!(
            found[0] > last,
            "{heading} stands too early in {headings:?}"
        );
        last = found[0];
    }
}

#[test]
fn every_page_says_its_language_and_direction() {
    every_page("html", |page, problems| {
        let html = page.html.root_element();
        let found = (html.attr("lang"), html.attr("dir"));
        let locale = page.locale();
        let wanted = (Some(locale.tag.as_str()), Some(locale.direction.as_str()));
        if found != wanted {
            problems.push(format!("lang and dir are {found:?} instead of {wanted:?}"));
        }
    });
}

/// The texts of an element, each with the language of the nearest element that names one.
fn texts(element: ElementRef<'_>) -> Vec<(String, String)> {
    element
        .descendants()
        .filter_map(|node| {
            let Node::Text(text) = node.value() else {
                return None;
            };
            let lang = node
                .ancestors()
                .filter_map(ElementRef::wrap)
                .find_map(|it| it.attr("lang"));
            Some((text.trim().to_owned(), lang.unwrap_or_default().to_owned()))
        })
        // The arrows between two lanes.
        .filter(|(text, _)| text.contains(char::is_alphanumeric))
        .collect()
}

#[test]
fn a_text_of_a_panel_is_marked_english_exactly_where_it_is_not_translated() {
    let mut english_texts = 0;
    for (locale, about) in site().locales.all().iter().enumerate() {
        if is_source(locale) {
            continue;
        }
        let mut problems = Vec::new();
        for (family_index, family) in site().content.families.iter().enumerate() {
            for code in &family.codes {
                let slug = code.id.slug();
                // A code's panel is the same on each of its pages; any comparison will do.
                let other = family
                    .codes
                    .iter()
                    .find(|other| other.id != code.id)
                    .expect("a pair");
                let (low, high) = if code.id < other.id {
                    (code, other)
                } else {
                    (other, code)
                };
                let path = format!(
                    "compare/{}/{}-vs-{}.html",
                    family.id,
                    low.id.slug(),
                    high.id.slug()
                );
                let panel = if code.id < other.id {
                    "section.panel.a"
                } else {
                    "section.panel.b"
                };
                let file = format!("{}/{path}", about.id);
                let find = |file: &str| Page::read(FILES.get_key_value(file).expect("a page").0);
                let (page, english) = (find(&file), find(&path));
                let [own, source] = [&page, &english].map(|page| page.all(&format!("{panel} > p")));
                assert_eq!(own.len(), 3, "{file}: the texts of the panel of {slug}");
                for (index, field) in ["description", "when_seen", "how_to_fix"]
                    .iter()
                    .enumerate()
                {
                    let translated =
                        is_translated(locale, family_index, &format!("codes/{slug}/{field}"));
                    let is_english = texts(own[index]).iter().all(|(_, lang)| lang == "en");
                    let is_own = texts(own[index]).iter().all(|(_, lang)| *lang == about.tag);
                    let equal = text(own[index]) == text(source[index]);
                    english_texts += usize::from(is_english);
                    if translated != is_own || translated == is_english || translated == equal {
                        problems.push(format!(
                            "{file}: {field} of {slug}: translated {translated}, marked English \
                             {is_english}, equal to the English {equal}"
                        ));
                    }
                }
                let [own, source] =
                    [&page, &english].map(|page| page.all(&format!("{panel} .exchange li")));
                for (step, (own, source)) in code.exchange.iter().zip(own.iter().zip(&source)) {
                    let base = format!("codes/{slug}/exchange/{}/{}", step.id, step.action.field());
                    let own = below(*own, "b")[0];
                    let source = below(*source, "b")[0];
                    let translated = is_translated(locale, family_index, &base);
                    let lang = &texts(own)[0].1;
                    if translated != (*lang == about.tag)
                        || !translated && text(own) != text(source)
                    {
                        problems.push(format!(
                            "{file}: {base} is in {lang}, translated {translated}"
                        ));
                    }
                }
            }
        }
        none("languages of panels", problems);
    }
    let untranslated = site().locales.all().iter().any(|locale| {
        locale.id != "en"
            && !repository()
                .join(format!("i18n/{}/websocket.yaml", locale.id))
                .exists()
    });
    assert!(
        !untranslated || english_texts > 0,
        "no text was found to be English"
    );
}

#[test]
fn a_notice_stands_exactly_on_the_pages_that_hold_english_in_another_language() {
    every_page("notices", |page, problems| {
        if page.about == About::NotFound {
            return;
        }
        // The language switcher names each language in that language.
        let english = page
            .all("[lang=en]")
            .into_iter()
            .filter(|element| {
                let mut above = element.ancestors().filter_map(ElementRef::wrap);
                element.value().name() != "html"
                    && !above.any(|it| it.attr("class") == Some("languages"))
            })
            .count();
        let notices = page.all("main p.notice").len();
        if is_source(page.locale) && english > 0 {
            problems.push("an English page marks English".to_owned());
        }
        if notices != usize::from(english > 0) {
            problems.push(format!("{notices} notices for {english} English elements"));
        }
    });
}

#[test]
fn a_page_that_is_wholly_translated_holds_no_english() {
    let page = Page::read("pt/compare/websocket/1007-vs-1013.html");
    assert!(
        below(page.main(), "[lang]").is_empty(),
        "{}: a part has another language",
        page.file
    );
    assert!(page.all(".notice").is_empty(), "{}: a notice", page.file);
}

#[test]
fn every_page_parses_without_errors() {
    every_page("HTML", |page, problems| {
        problems.extend(page.html.errors.iter().map(ToString::to_string));
        if format!("{:?}", page.html.quirks_mode) != "NoQuirks" {
            problems.push("quirks mode".to_owned());
        }
        if !page.source.starts_with("<!doctype html>\n") {
            problems.push("it does not begin with the doctype".to_owned());
        }
    });
}

/// A `{placeholder}` or a piece of template syntax, if the text holds one.
fn placeholder(text: &str) -> Option<&str> {
    if let Some(index) = ["{{", "}}", "{%", "%}", "{#"]
        .iter()
        .find_map(|it| text.find(it))
    {
        return Some(&text[index..]);
    }
    text.match_indices('{').find_map(|(start, _)| {
        let length = text[start..].find('}')?;
        let name = &text[start + 1..start + length];
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        is_name.then(|| &text[start..=start + length])
    })
}

#[test]
fn no_placeholder_is_left_over() {
    every_page("placeholders", |page, problems| {
        for node in page.html.tree.nodes() {
            match node.value() {
                Node::Text(text) => {
                    let parent = node.parent().and_then(ElementRef::wrap);
                    // JSON ends with the braces of its objects; another test reads it.
                    let is_json = parent.is_some_and(|parent| parent.value().name() == "script");
                    if let Some(found) = placeholder(text).filter(|_| !is_json) {
                        problems.push(format!("`{found}` in a text"));
                    }
                }
                Node::Element(element) => {
                    for (name, value) in element.attrs() {
                        if let Some(found) = placeholder(value) {
                            problems.push(format!("`{found}` in {name} of {}", element.name()));
                        }
                    }
                }
                _ => {}
            }
        }
    });
}

#[test]
fn nothing_that_should_hold_words_is_empty() {
    every_page("empty elements", |page, problems| {
        for element in page.all("title, h1, h2, h3, h4, h5, h6, p, li, dt, dd, th, td, a, summary")
        {
            // The corner of a matrix, where the two rows of headings meet, heads nothing.
            let parent = element
                .parent()
                .and_then(|row| row.parent())
                .and_then(ElementRef::wrap);
            let corner = element.value().name() == "td"
                && parent.is_some_and(|it| it.value().name() == "thead");
            if !corner && text(element).is_empty() {
                problems.push(format!("an empty element: {}", element.html()));
            }
        }
        for meta in page.all("meta[content], [aria-label]") {
            let value = meta.attr("content").or_else(|| meta.attr("aria-label"));
            if value.is_none_or(|value| value.trim().is_empty()) {
                problems.push(format!("an empty attribute: {}", meta.html()));
            }
        }
    });
}

/// The sentences of a text. One ends with a full stop before a space, or with a full-width one.
fn sentences(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut sentence = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        sentence.push(c);
        let end = matches!(c, '。' | '！' | '？')
            || matches!(c, '.' | '!' | '?') && chars.peek().is_none_or(|next| next.is_whitespace());
        if end {
            found.push(std::mem::take(&mut sentence));
        }
    }
    found.push(sentence);
    found.retain_mut(|sentence| {
        *sentence = support::pages::squeeze(sentence).to_lowercase();
        !sentence.is_empty()
    });
    found
}

/// How long a sentence is; Chinese has no spaces, and its words have two characters as a rule.
fn words(sentence: &str) -> usize {
    let chinese = sentence
        .chars()
        .filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c))
        .count();
    sentence.split_whitespace().count().max(chinese / 2)
}

#[test]
fn no_sentence_stands_twice_on_a_comparison() {
    every_comparison("repeated sentences", |page, _, _, problems| {
        // Prose only: paragraphs, numbered differences, choices, and the summaries and values in
        // definition lists. Left out are what repeats by design: headings (both panels have the
        // same), cells of the table (two codes can share a value), the steps of an exchange (both
        // diagrams are of the same protocol), and lists of links (both codes cite one RFC; the
        // breadcrumb, too, is one).
        let mut seen = BTreeSet::new();
        for element in page.all("main p, main .prose > li, main dl:not(.more) dd") {
            for sentence in sentences(&text(element)) {
                if words(&sentence) >= 4 && !seen.insert(sentence.clone()) {
                    problems.push(format!("twice: “{sentence}”"));
                }
            }
        }
        if seen.len() < 6 {
            problems.push(format!("only {} sentences were found", seen.len()));
        }
    });
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
                let short = [
                    ("family", family.name.as_str()),
                    ("a", low.id.text()),
                    ("b", high.id.text()),
                ];
                let long = [
                    &short[..],
                    &[
                        ("a_name", low.name.as_str()),
                        ("b_name", high.name.as_str()),
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
                let slots = [
                    ("family", family.name.as_str()),
                    ("code", code.id.text()),
                    ("name", &code.name),
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
        if blocks.len() != usize::from(!crumbs.is_empty())
            || blocks.is_empty() && page.file.contains("-vs-")
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

#[test]
fn nothing_on_a_page_can_run_or_load_from_elsewhere() {
    every_page("content security", |page, problems| {
        let policies = page.all("meta[http-equiv='Content-Security-Policy']");
        let policy = policies
            .first()
            .and_then(|meta| meta.attr("content"))
            .unwrap_or_default();
        if policies.len() != 1
            || !policy.contains("default-src 'none'")
            || policy.contains("unsafe")
        {
            problems.push(format!("the Content-Security-Policy is `{policy}`"));
        }
        for script in page.all("script:not([src])") {
            if script.attr("type") != Some("application/ld+json") {
                problems.push(format!("an inline script: {}", script.html()));
            }
        }
        for style in page.all("style, [style], base, iframe, object, embed") {
            problems.push(format!("not allowed here: {}", style.html()));
        }
        for element in page.all("*") {
            for (name, value) in element.value().attrs() {
                let loads = name == "src"
                    || name == "srcset"
                    || name == "href"
                        && element.value().name() == "link"
                        && !matches!(element.attr("rel"), Some("canonical" | "alternate"));
                if name.starts_with("on") || value.trim_start().starts_with("javascript:") {
                    problems.push(format!("something that runs: {name}=\"{value}\""));
                }
                if loads && !value.starts_with(&format!("{BASE}/assets/")) {
                    problems.push(format!("something from elsewhere: {name}=\"{value}\""));
                }
            }
        }
    });
}

/// The words before and after the clause of “Use 1007 when …”, in one language.
fn use_when(locale: usize, family: usize, code: &Code) -> (String, String) {
    let language = site().language(locale);
    let subject = language
        .family(family, "family/subject")
        .expect("a subject");
    let subject = subject.text.value.replace("{code}", code.id.text());
    let pattern = word(locale, "patterns/use_when").replace("{a}", &subject);
    let (before, after) = pattern.split_once("{clause}").expect("a clause");
    // A subject that begins the sentence begins with a capital.
    let mut chars = before.chars();
    let before = chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    });
    (before, after.to_owned())
}

#[test]
fn a_code_is_offered_exactly_where_somebody_may_send_it() {
    every_page("choices", |page, problems| {
        let (family, codes) = match page.about {
            About::Comparison { family, pair } => (family, vec![pair.low(), pair.high()]),
            About::Code { family, code } => (family, vec![code]),
            _ => return,
        };
        let prose: Vec<String> = page
            .all("main p, main .prose > li")
            .into_iter()
            .map(text)
            .collect();
        for code in codes {
            let code = &site().content.families[family].codes[code];
            let file = format!("{}/{}", repository().display(), code.path);
            let yaml = std::fs::read_to_string(file).expect("the code's file");
            let may_be_sent = yaml.contains("\nchoose_when:");
            let offers =
                [page.locale, source_locale()].map(|locale| use_when(locale, family, code));
            let found = prose
                .iter()
                .filter(|text| {
                    offers
                        .iter()
                        .any(|(before, after)| text.starts_with(before) && text.ends_with(after))
                })
                .count();
            if found != usize::from(may_be_sent) {
                problems.push(format!(
                    "{} is offered {found} times, may be sent: {may_be_sent}",
                    code.id
                ));
            }
        }
    });
}

#[test]
fn the_median_comparison_stays_under_thirteen_kilobytes() {
    let mut sizes: Vec<usize> = FILES
        .iter()
        .filter(|(file, _)| file.starts_with("compare/") && file.contains("-vs-"))
        .map(|(_, bytes)| bytes.len())
        .collect();
    sizes.sort_unstable();
    let median = sizes[sizes.len() / 2];
    assert!(
        median < 13_000,
        "the median English comparison has {median} bytes"
    );
}
