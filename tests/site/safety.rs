//! That every page is sound HTML, and that nothing on it runs or loads from elsewhere.

use crate::{BASE, every_page};

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

#[test]
fn nothing_on_a_page_can_run_or_load_from_elsewhere() {
    every_page("content security", |page, problems| {
        let policies = page.all("meta[http-equiv='Content-Security-Policy']");
        let policy = policies
            .first()
            .and_then(|meta| meta.attr("content"))
            .unwrap_or_default();
        if policies.len() != 1
            || !policy.contains("default-src 'self'")
            || !policy.contains("object-src 'none'")
            || ["unsafe", "*", ":"]
                .iter()
                .any(|wide| policy.contains(wide))
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
                        && !matches!(element.attr("rel"), Some("canonical" | "alternate"))
                        // Waits for a part of the page itself.
                        && !(element.attr("rel") == Some("expect") && value.starts_with('#'));
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
