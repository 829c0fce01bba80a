use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Id, Place, Problems, nearest};
use crate::render::Template;
use crate::theme::{Theme, tags};

/// Tells of templates of the project that no page is made with. Somebody who edits one waits for a
/// change that never comes; often its name is only misspelt.
pub(super) fn check(theme: &Theme, problems: &mut Problems) {
    let sources = theme.sources.iter();
    let templates = sources.map(|(name, source)| (name.as_str(), source.text.as_str()));
    let names = || Template::ALL.iter().map(|template| template.name());
    let used = used(&templates.collect(), names());
    // What all names have in common makes none of them near.
    let meant = |name| {
        let near = nearest(stem(name), names().map(stem))?;
        names().find(|name| stem(name) == near)
    };
    for (name, source) in &theme.sources {
        if source.is_built_in() || used.contains(name.as_str()) {
            continue;
        }
        let message = format!("no page is made with templates/{name}");
        let problem = Diagnostic::at(Id::UnusedTemplate, &Place::new(source, 0..0), message);
        problems.push(match meant(name) {
            Some(near) => problem.help(format!("did you mean templates/{near}?")),
            None => problem.help("include it in a template that is used, or remove the file"),
        });
    }
}

/// The name of a file without its folder and its ending.
fn stem(name: &str) -> &str {
    let file = name.rsplit('/').next().unwrap_or_default();
    file.split('.').next().unwrap_or_default()
}

/// The names of those that `roots` are made with, themselves included.
fn used<'t>(
    templates: &BTreeMap<&'t str, &'t str>,
    roots: impl Iterator<Item = &'t str>,
) -> BTreeSet<&'t str> {
    let mut defined: BTreeMap<&str, &str> = BTreeMap::new();
    for (name, text) in templates {
        defined.extend(
            tags(text)
                .filter_map(definition)
                .map(|component| (component, *name)),
        );
    }
    let mut used: BTreeSet<&str> = BTreeSet::new();
    let mut ahead: Vec<&str> = roots.collect();
    while let Some(name) = ahead.pop() {
        let Some((name, text)) = templates.get_key_value(name) else {
            continue;
        };
        if !used.insert(name) {
            continue;
        }
        for tag in tags(text) {
            ahead.extend(mentioned(tag));
            ahead.extend(components(tag).filter_map(|component| defined.get(component)));
        }
    }
    used
}

/// The component that a tag defines.
fn definition(tag: &str) -> Option<&str> {
    let rest = tag.strip_prefix("component")?;
    let name = rest.trim_start();
    (name.len() < rest.len()).then(|| name_at_start(name))
}

/// The templates that a tag extends or includes.
fn mentioned(tag: &str) -> impl Iterator<Item = &str> {
    let is_one = ["extends", "include"]
        .iter()
        .any(|keyword| tag.split_whitespace().next() == Some(*keyword));
    let quoted = tag.split(['"', '\'']).skip(1).step_by(2);
    quoted.filter(move |_| is_one)
}

/// The components that a tag may call. What follows `<` in a comparison is none that is defined.
fn components(tag: &str) -> impl Iterator<Item = &str> {
    let calls = tag.split('<').skip(1);
    calls.map(|call| name_at_start(call.trim_start()))
}

fn name_at_start(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphanumeric() || "_.".contains(c)));
    &text[..end.unwrap_or(text.len())]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::used;

    #[test]
    fn templates_are_used_by_way_of_others() {
        let templates = BTreeMap::from([
            (
                "base.html",
                "{% include 'parts/head.html' %}{# {% include \"parts/foot.html\" %} #}",
            ),
            (
                "page.html",
                "{%- extends \"base.html\" -%}{{ <ui.words of={a} /> }}",
            ),
            ("parts/head.html", "<title>"),
            ("parts/foot.html", "never"),
            (
                "parts/words.html",
                "{% component ui.words(of) %}{{ <inner /> }}{% endcomponent %}",
            ),
            (
                "parts/inner.html",
                "{% component inner() %}{% endcomponent inner %}",
            ),
            (
                "old.html",
                "{% include \"older.html\" %}{% if a <outer %}{% endif %}",
            ),
            ("older.html", "{% include \"old.html\" %}"),
            ("outer.html", "{% component outer() %}{% endcomponent %}"),
        ]);
        let used = used(&templates, ["page.html", "gone.html"].into_iter());
        assert_eq!(
            used.into_iter().collect::<Vec<_>>(),
            [
                "base.html",
                "page.html",
                "parts/head.html",
                "parts/inner.html",
                "parts/words.html"
            ]
        );
    }
}
