//! What every page is made of: headings, ids, and elements that hold words.

use std::collections::BTreeSet;

use scraper::{ElementRef, node::Node};

use crate::support::pages::text;
use crate::{FILES, every_page};

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

#[test]
fn every_mark_on_a_page_has_a_form_in_the_style_sheet() {
    let style = &FILES["assets/style.css"];
    let style = String::from_utf8_lossy(style);
    every_page("marks", |page, problems| {
        for mark in page.all("span.mark") {
            let class = mark.attr("class").unwrap_or_default();
            let drawn = format!(".{} {{", class.replace(' ', "."));
            if !style.contains(&drawn) {
                problems.push(format!("no form for `{class}`"));
            }
        }
    });
}
