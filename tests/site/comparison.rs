//! What a comparison says: its parts, its sentences, and which code to choose.

use std::collections::BTreeSet;

use scraper::ElementRef;
use versus::compare::compare;
use versus::content::ReferBy;

use crate::page::{About, Page};
use crate::support::none;
use crate::support::pages::{below, own_text, text};
use crate::support::project::repository;
use crate::{every_comparison, every_page, fill, sentences, site, source_locale, word};

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
        // What a sentence calls the code leads, and the rest of its name follows.
        let glyph = |index: usize| {
            let rest = match family.refer_by {
                ReferBy::Number => &family.codes[index].name,
                ReferBy::Name => family.codes[index].id.text(),
            };
            format!("{} {rest}", family.reference(index))
        };

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
                ("a_name", &low.full_name()),
                ("b", high.id.text()),
                ("b_name", &high.full_name()),
            ],
        );
        let wanted = vec![
            "crumbs".to_owned(),
            format!("h1 {title}"),
            h("short_answer"),
            h("at_a_glance"),
            glyph(pair.low()),
            glyph(pair.high()),
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
        for (panel, index) in panels.iter().zip([pair.low(), pair.high()]) {
            let code = &family.codes[index];
            let mut wanted = vec![h("description"), h("when_seen"), h("how_to_fix")];
            if !code.exchange.is_empty() {
                wanted.push(h("exchange"));
            }
            wanted.push(h("references"));
            let wanted: Vec<(String, String)> = wanted
                .into_iter()
                .map(|heading| (heading, family.reference(index)))
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
fn the_portuguese_page_of_1007_and_1013_has_its_title_and_headings_in_order() {
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
        // same), cells of the table (two codes can share a value), an exchange (both
        // diagrams are of the same protocol), and lists of links (both codes cite one RFC; the
        // breadcrumb, too, is one).
        let mut seen = BTreeSet::new();
        for element in page.all("main p:not(.lanes), main .prose > li, main dl:not(.more) dd") {
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

/// The words before and after the clause of “Use 1007 when …”, in one language.
fn use_when(locale: usize, family: usize, code: usize) -> (String, String) {
    let language = site().language(locale);
    let subject = language
        .family(family, "family/subject")
        .expect("a subject");
    let name = site().content.families[family].reference(code);
    let subject = subject.text.value.replace("{code}", &name);
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
        for index in codes {
            let code = &site().content.families[family].codes[index];
            let file = format!("{}/{}", repository().display(), code.path);
            let yaml = std::fs::read_to_string(file).expect("the code's file");
            let may_be_sent = yaml.contains("\nchoose_when:");
            let offers =
                [page.locale, source_locale()].map(|locale| use_when(locale, family, index));
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

/// A pair that people confuse is what the site is for: something has to tell its codes apart.
#[test]
fn every_confused_pair_differs_in_a_fact_or_has_a_note() {
    let mut problems = Vec::new();
    for family in &site().content.families {
        for pair in family.pairs() {
            let two = family.two(pair);
            let differs = compare(&two).differing().next().is_some();
            if two.confused() && !differs && two.note.is_none() {
                problems.push(format!("{}: {}", family.id, family.pair_slug(pair)));
            }
        }
    }
    none("confused pairs that nothing tells apart", problems);
}

#[test]
fn every_comparison_is_reached_by_going_on_from_the_first() {
    every_comparison("walks", |page, family, pair, problems| {
        let pairs: Vec<String> = family.pairs().map(|pair| family.pair_slug(pair)).collect();
        let place = pairs
            .iter()
            .position(|slug| *slug == family.pair_slug(pair));
        let place = place.expect("a pair of the family");
        let wanted = [
            ("prev", place.checked_sub(1)),
            ("next", Some(place + 1).filter(|next| *next < pairs.len())),
        ];
        for (rel, neighbour) in wanted {
            let links = page.all(&format!(".walk a[rel={rel}]"));
            let found: Vec<&str> = links.iter().filter_map(|link| link.attr("href")).collect();
            let wanted: Vec<&str> = neighbour
                .iter()
                .map(|index| pairs[*index].as_str())
                .collect();
            if found != wanted {
                problems.push(format!("{rel} is {found:?} instead of {wanted:?}"));
            }
        }
    });
}
