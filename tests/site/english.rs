//! No page of a family that is translated whole holds an English sentence.

use std::collections::BTreeSet;

use scraper::{ElementRef, Node};

use crate::page::{About, Page};
use crate::support::pages::squeeze;
use crate::{FILES, every_page, is_source, site};
use versus::content::Reference;

/// Families whose texts are all translated into every language.
const WHOLE: [&str; 1] = ["websocket"];

/// Words that nearly every English sentence has one of, and that are words of no other language of
/// the site.
const ENGLISH: [&str; 22] = [
    "the", "of", "and", "is", "are", "was", "were", "with", "that", "which", "from", "this", "not",
    "its", "when", "has", "have", "been", "to", "it", "or", "an",
];

/// What stands on pages of every language as it is: names that a registry or a document has, and the
/// names of programs.
fn verbatim() -> Vec<String> {
    let content = &site().content;
    let mut names = vec![
        content.settings.title.clone(),
        content.settings.licence.name.clone(),
    ];
    for family in &content.families {
        names.push(family.name.clone());
        names.extend(family.registry.as_ref().map(|link| link.name.clone()));
        for code in &family.codes {
            names.push(code.full_name());
            names.extend(code.registered_as.clone());
            names.extend(code.messages.iter().map(|message| message.tool.clone()));
            names.extend(code.constants.iter().map(|(place, _)| place.clone()));
            names.extend(code.references.iter().filter_map(|it| match it {
                Reference::Document { title, .. } => Some(title.clone()),
                Reference::Rfc { .. } => None,
            }));
        }
    }
    // The longest first, so that a name within another leaves nothing of it behind.
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.dedup();
    names
}

/// The blocks of text of a page's content, without code and without the names of languages.
fn blocks(page: &Page) -> Vec<String> {
    let mut blocks = vec![String::new()];
    for node in page.main().descendants() {
        let within = |names: &[&str]| {
            let mut above = node.ancestors().filter_map(ElementRef::wrap);
            above.any(|it| names.contains(&it.value().name()))
        };
        match node.value() {
            Node::Element(element)
                if [
                    "p", "li", "td", "th", "dt", "dd", "h1", "h2", "h3", "small", "summary",
                ]
                .contains(&element.name()) =>
            {
                blocks.push(String::new());
            }
            Node::Text(text) if !within(&["code", "script"]) => {
                let block = blocks.last_mut().expect("there is one");
                block.push_str(text);
            }
            _ => {}
        }
    }
    blocks
        .into_iter()
        .map(|block| squeeze(&block))
        .filter(|block| !block.is_empty())
        .collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(|word| !word.is_empty())
}

/// The family that a page is about, if it is one of those that are translated whole.
fn whole_family(page: &Page) -> bool {
    let (About::Comparison { family, .. }
    | About::Code { family, .. }
    | About::Family { family, .. }) = page.about
    else {
        return false;
    };
    WHOLE.contains(&site().content.families[family].id.as_str())
}

#[test]
fn no_page_of_a_whole_family_holds_an_english_sentence() {
    let verbatim = verbatim();
    let without_names = |text: &str| {
        let mut text = text.to_owned();
        for name in &verbatim {
            text = text.replace(name, " ");
        }
        squeeze(&text)
    };
    every_page("English", |page, problems| {
        if is_source(page.locale) || !whole_family(page) {
            return;
        }
        let own = page.locale().id.as_str();
        if !page.all("main [lang=en], main .notice").is_empty() {
            problems.push("a part of it is marked as English".to_owned());
        }
        let english = page
            .file
            .strip_prefix(&format!("{own}/"))
            .expect("its path");
        let (english, _) = FILES
            .get_key_value(english)
            .expect("it is there in English");
        let english: BTreeSet<String> = blocks(&Page::read(english)).into_iter().collect();
        for block in blocks(page) {
            let text = without_names(&block);
            let lower = text.to_lowercase();
            let telling: Vec<&str> = words(&lower).filter(|it| ENGLISH.contains(it)).collect();
            if !telling.is_empty() {
                problems.push(format!("`{block}` has the English {telling:?}"));
            }
            let prose = words(&text)
                .filter(|it| it.contains(char::is_lowercase))
                .count();
            if prose > 2 && english.contains(&block) {
                problems.push(format!("`{block}` is the English text"));
            }
        }
    });
}

#[test]
fn every_text_of_a_whole_family_is_translated_into_every_language() {
    let mut missing = Vec::new();
    for (index, family) in site().content.families.iter().enumerate() {
        if !WHOLE.contains(&family.id.as_str()) {
            continue;
        }
        let others = site().locales.all().iter().enumerate();
        for (_, locale) in others.filter(|(locale, _)| !is_source(*locale)) {
            let texts = family.texts.iter();
            missing.extend(
                texts
                    .filter(|(path, _)| locale.overlay(index).get(path).is_none())
                    .map(|(path, _)| format!("i18n/{}/{}.yaml: {path}", locale.id, family.id)),
            );
        }
    }
    crate::support::none("texts that are not translated", missing);
}
