//! The pages of a built site: how GitHub Pages serves them, and how they link.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;
use scraper::{ElementRef, Html, Node, Selector};

use super::tree::Tree;

/// A selector; panics if it is not one.
pub(crate) fn css(selector: &str) -> Selector {
    Selector::parse(selector).unwrap_or_else(|error| panic!("{selector}: {error}"))
}

/// Every element that `selector` finds.
pub(crate) fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&css(selector)).collect()
}

/// Every element below another that `selector` finds.
pub(crate) fn below<'a>(element: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    element.select(&css(selector)).collect()
}

/// The text of an element with single spaces.
pub(crate) fn text(element: ElementRef<'_>) -> String {
    squeeze(&element.text().collect::<String>())
}

/// The text that stands in the element itself, not in those below it.
pub(crate) fn own_text(element: ElementRef<'_>) -> String {
    let own: String = element
        .children()
        .filter_map(|child| match child.value() {
            Node::Text(text) => Some(text.to_string()),
            _ => None,
        })
        .collect();
    squeeze(&own)
}

pub(crate) fn squeeze(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// The attribute of the one element that `selector` finds, if it finds one.
pub(crate) fn attribute(html: &Html, selector: &str, name: &str) -> Option<String> {
    let element = html.select(&css(selector)).next()?;
    element.attr(name).map(str::to_owned)
}

pub(crate) fn is_html(file: &str) -> bool {
    Path::new(file)
        .extension()
        .is_some_and(|extension| extension == "html")
}

/// The path at which GitHub Pages serves an HTML file, below the base path.
pub(crate) fn path_of(file: &str) -> String {
    match file.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("/{folder}"),
        _ => format!("/{}", file.strip_suffix(".html").unwrap_or(file)),
    }
}

/// The file that GitHub Pages serves at a path below the base path, without query and fragment,
/// or why a link should not lead there.
pub(crate) fn served<'a>(files: &'a Tree, path: &str) -> Result<&'a str, &'static str> {
    let Some(path) = path.strip_prefix('/') else {
        return Err("it does not begin with a slash");
    };
    let find = |file: &str| files.get_key_value(file).map(|(name, _)| name.as_str());
    if path.is_empty() || path.ends_with('/') {
        return find(&format!("{path}index.html")).ok_or("there is no such folder with a page");
    }
    let folder = format!("{path}/");
    let next = files.range(folder.clone()..).next();
    if next.is_some_and(|(name, _)| name.starts_with(&folder)) {
        return Err("it is a folder, whose path ends in a slash");
    }
    if is_html(path) {
        return Err("it names a .html file");
    }
    find(path)
        .or_else(|| find(&format!("{path}.html")))
        .ok_or("there is no such page")
}

/// The path that a link on a page leads to. A link that does not begin with a slash names a
/// neighbour of the page.
pub(crate) fn absolute(target: &str, page: &str) -> String {
    if target.starts_with('/') {
        return target.to_owned();
    }
    let folder = page.rfind('/').map_or("", |slash| &page[..=slash]);
    format!("{folder}{target}")
}

struct Links {
    ids: BTreeSet<String>,
    targets: BTreeSet<String>,
}

fn links(text: &str) -> Links {
    let html = Html::parse_document(text);
    let collect = |selector: &str, name: &str| -> Vec<String> {
        all(&html, selector)
            .into_iter()
            .filter_map(|element| element.attr(name).map(str::to_owned))
            .collect()
    };
    let mut targets = collect("[href]", "href");
    targets.extend(collect("[src]", "src"));
    Links {
        ids: collect("[id]", "id").into_iter().collect(),
        targets: targets.into_iter().collect(),
    }
}

/// Every link of the site that leads to no page, no asset or no element of it. `origin` and
/// `base` are the two halves of the address that the site was built for.
pub(crate) fn broken_links(files: &Tree, origin: &str, base: &str) -> Vec<String> {
    let pages: BTreeMap<&str, Links> = files
        .par_iter()
        .filter(|(file, _)| is_html(file))
        .map(|(file, bytes)| (file.as_str(), links(&String::from_utf8_lossy(bytes))))
        .collect();
    let mut broken = Vec::new();
    for (file, page) in &pages {
        for target in &page.targets {
            if let Err(why) = judge(files, &pages, file, target, origin, base) {
                broken.push(format!("{file}: the link `{target}` is broken: {why}"));
            }
        }
    }
    broken
}

fn judge(
    files: &Tree,
    pages: &BTreeMap<&str, Links>,
    file: &str,
    target: &str,
    origin: &str,
    base: &str,
) -> Result<(), &'static str> {
    // The site's own addresses are whole in canonical and hreflang.
    let local = target.strip_prefix(origin).unwrap_or(target);
    if ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| local.starts_with(scheme))
    {
        return Ok(());
    }
    let (local, fragment) = match local.split_once('#') {
        Some((local, fragment)) => (local, Some(fragment)),
        None => (local, None),
    };
    let (local, query) = match local.split_once('?') {
        Some((local, query)) => (local, Some(query)),
        None => (local, None),
    };
    let found = if local.is_empty() {
        file
    } else {
        let whole = absolute(local, &format!("{base}{}", path_of(file)));
        let path = whole
            .strip_prefix(base)
            .ok_or("it leaves the base path of the site")?;
        served(files, path)?
    };
    let versioned = query.is_some_and(|query| query.starts_with("v=") && query.len() > 2);
    if found.starts_with("assets/") != versioned || query.is_some() != versioned {
        return Err("an asset, and nothing else, has a version in the query");
    }
    match fragment {
        Some(id) if !pages.get(found).is_some_and(|page| page.ids.contains(id)) => {
            Err("nothing on that page has this id")
        }
        _ => Ok(()),
    }
}
