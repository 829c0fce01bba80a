//! In which language a page is, and where it says that a text is in another.

use scraper::{ElementRef, node::Node};

use crate::page::{About, Page};
use crate::support::none;
use crate::support::pages::{below, text};
use crate::support::project::repository;
use crate::{FILES, every_page, is_source, is_translated, site};

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
                let [own, source] =
                    [&page, &english].map(|page| page.all(&format!("{panel} > p:not(.lanes)")));
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
                let step_paths = code.exchange.iter().flat_map(|step| {
                    let base = format!("codes/{slug}/exchange/{}", step.id);
                    [step.action.field(), "detail"].map(|field| format!("{base}/{field}"))
                });
                let translated = step_paths
                    .filter(|path| family.texts.get(path).is_some())
                    .all(|path| is_translated(locale, family_index, &path));
                for (step, (own, source)) in code.exchange.iter().zip(own.iter().zip(&source)) {
                    let own = below(*own, "b")[0];
                    let source = below(*source, "b")[0];
                    // A step can be a sign alone, such as the dot that ends a mail.
                    let texts = texts(own);
                    let Some((_, lang)) = texts.first() else {
                        continue;
                    };
                    if translated != (*lang == about.tag)
                        || !translated && text(own) != text(source)
                    {
                        problems.push(format!(
                            "{file}: {} of {slug} is in {lang}, translated {translated}",
                            step.id
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
fn no_comparison_holds_english_in_another_language() {
    every_page("comparisons", |page, problems| {
        if is_source(page.locale) || !matches!(page.about, About::Comparison { .. }) {
            return;
        }
        if !page.all(".notice").is_empty() {
            problems.push("a notice tells of English".to_owned());
        }
        if let Some(part) = below(page.main(), "[lang]").first() {
            problems.push(format!("a part has another language: {}", text(*part)));
        }
    });
}

/// What tells two codes apart is derived, so that it is whole in every language long before all texts
/// are translated.
#[test]
fn the_answer_the_table_the_differences_and_the_choice_never_fall_back() {
    every_page("derived parts", |page, problems| {
        if is_source(page.locale) || !matches!(page.about, About::Comparison { .. }) {
            return;
        }
        for part in [
            "section.answer",
            "table.facts",
            "dl.equal",
            "#differences ~ ol",
            "#differences ~ .trap",
            "#choose ~ ul",
        ] {
            let english = page.all(&format!("{part} [lang=en], {part}[lang=en]"));
            if let Some(first) = english.first() {
                problems.push(format!("{part} holds English: {}", text(*first)));
            }
        }
    });
}
