//! What stands around the content of a page: its head, and its place on the site.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::json;

use crate::site::{Standing, Subject};

use super::html::{Html, escaped};
use super::stencil::Stencil;
use super::view::{Slots, View};
use super::{Failure, Renderer, Template};

/// The longest description that search engines show whole.
const DESCRIPTION: usize = 160;

/// Where a page stands and what it is called.
pub(super) struct Heading {
    pub(super) locale: usize,
    pub(super) subject: Subject,
    pub(super) title: String,
    pub(super) description: String,
    /// The way from the home page to the page itself, both of them left out.
    pub(super) above: Vec<Subject>,
    /// What the page is called at the end of that way.
    pub(super) name: String,
}

/// The frames of pages that differ in nothing but the words of [`Filling`].
#[derive(Debug, Hash)]
pub(super) struct Frame(Stencil);

/// What differs from page to page in a [`Frame`].
pub(super) struct Filling<'a> {
    pub(super) title: &'a str,
    pub(super) description: &'a str,
    /// The end of the page's path.
    pub(super) slug: &'a str,
    pub(super) name: &'a str,
    pub(super) notice: &'a Html,
}

/// Everything that the template of the frame needs to know.
struct Place<'a> {
    locale: usize,
    /// The page's path in a language.
    path: &'a dyn Fn(usize) -> String,
    standing: Standing,
    title: Html,
    description: Html,
    name: Html,
    /// As text of a JSON string.
    name_in_json: String,
    above: &'a [Subject],
    notice: Html,
}

#[derive(Serialize)]
struct Head<'a> {
    title: Html,
    description: Html,
    canonical: String,
    indexed: bool,
    alternates: Vec<Alternate<'a>>,
    /// The address for readers of any other language.
    otherwise: Option<String>,
    breadcrumbs: String,
}

#[derive(Serialize)]
struct Alternate<'a> {
    tag: &'a str,
    url: String,
}

#[derive(Serialize)]
struct Translation<'a> {
    tag: &'a str,
    name: &'a str,
    href: String,
    current: bool,
}

/// A step of the way from the home page.
#[derive(Serialize)]
struct Crumb {
    name: String,
    href: String,
}

const TITLE: usize = 0;
const ABOUT: usize = 1;
const SLUG: usize = 2;
const NAME: usize = 3;
const NAME_IN_JSON: usize = 4;
const NOTICE: usize = 5;

impl Frame {
    /// The frame of the pages below `folder` in a language.
    pub(super) fn new(
        renderer: &Renderer<'_>,
        locale: usize,
        folder: Subject,
        above: &[Subject],
        standing: Standing,
    ) -> Result<Self, Failure> {
        let slug = Stencil::mark(SLUG);
        let place = Place {
            locale,
            path: &|locale| format!("{}{slug}", renderer.site.path(locale, folder)),
            standing,
            title: Stencil::hole(TITLE),
            description: Stencil::hole(ABOUT),
            name: Stencil::hole(NAME),
            name_in_json: Stencil::mark(NAME_IN_JSON).to_string(),
            above,
            notice: Stencil::hole(NOTICE),
        };
        Ok(Self(Stencil::cut(&renderer.top(place)?)))
    }

    /// Appends the frame of one page, up to its content.
    pub(super) fn fill(&self, filling: &Filling<'_>, html: &mut String) {
        let fillings = [
            &escaped(filling.title),
            &escaped(filling.description),
            filling.slug,
            &escaped(filling.name),
            &in_json(filling.name),
            filling.notice.as_str(),
        ];
        self.0.fill(html, &fillings);
    }
}

impl Renderer<'_> {
    /// Sets all that the frame of a page needs. The last thing to be set: whether the page needs
    /// the notice is known only then.
    pub(super) fn frame(&self, view: &mut View, heading: &Heading) -> Result<(), Failure> {
        let subject = heading.subject;
        let fragments = self.locale(heading.locale);
        view.note_fallback(fragments.fell_back);
        let place = Place {
            locale: heading.locale,
            path: &|locale| self.site.path(locale, subject),
            standing: self.site.standing(subject),
            title: Html::text(&heading.title),
            description: Html::text(&description(std::iter::once(heading.description.as_str()))),
            name: Html::text(&heading.name),
            name_in_json: in_json(&heading.name).into_owned(),
            above: &heading.above,
            notice: fragments.notice(view.fell_back).clone(),
        };
        let top = self.top(place)?;
        view.put("top", &Html::markup(top));
        view.set("footer", &fragments.footer);
        view.set("t", &fragments.words);
        view.set("plain", &fragments.plain);
        view.set("locale", &fragments.about);
        Ok(())
    }

    /// The start of a page, up to its content.
    fn top(&self, place: Place<'_>) -> Result<String, Failure> {
        let site = self.site;
        let base = &site.content.settings.base;
        let href = |locale: usize| format!("{}{}", base.path(), (place.path)(locale));
        let url = |locale: usize| format!("{}{}", base.origin(), href(locale));
        let alternates = place.standing.alternates();
        let member = alternates.contains(&place.locale);
        // For readers of any other language: the default locale, or else English, or else the first.
        let among = |id: &str| {
            let mut members = alternates.iter().copied();
            members.find(|index| site.locales.all()[*index].id == id)
        };
        let otherwise = among(&site.locales.default_locale().id)
            .or_else(|| among(&site.locales.source().id))
            .or_else(|| alternates.first().copied());
        let home = (place.path)(place.locale) == site.path(place.locale, Subject::Home);
        let crumbs = if home {
            Vec::new()
        } else {
            self.crumbs(place.locale, place.above)
        };

        let head = Head {
            title: place.title,
            description: place.description,
            canonical: url(place.standing.canonical(place.locale)),
            indexed: place.standing.indexed,
            alternates: alternates
                .iter()
                .filter(|_| member)
                .map(|index| Alternate {
                    tag: &site.locales.all()[*index].tag,
                    url: url(*index),
                })
                .collect(),
            otherwise: otherwise.filter(|_| member).map(&url),
            breadcrumbs: {
                let last = (place.name_in_json, url(place.locale));
                breadcrumb_list(base.origin(), &crumbs, last)
            },
        };
        let languages: Vec<Translation<'_>> = site
            .locales()
            .map(|(index, other)| Translation {
                tag: &other.tag,
                name: &other.name,
                href: href(index),
                current: index == place.locale,
            })
            .collect();
        let fragments = self.locale(place.locale);
        let mut view = Slots::default();
        view.share("site", &self.site_view);
        view.share("t", &fragments.words);
        view.share("plain", &fragments.plain);
        view.share("locale", &fragments.about);
        view.put("head", &head);
        view.put("crumbs", &crumbs);
        view.put("name", &place.name);
        view.put("languages", &languages);
        view.put("notice", &place.notice);
        let top = self.text(Template::Top, &view)?;
        // The line break at the end of the file; the notice before it brings its own.
        Ok(top.strip_suffix('\n').unwrap_or(&top).to_owned())
    }

    fn crumbs(&self, locale: usize, above: &[Subject]) -> Vec<Crumb> {
        let above = std::iter::once(&Subject::Home).chain(above);
        above
            .map(|subject| Crumb {
                name: self.short_name(locale, *subject),
                href: self.site.href(locale, *subject),
            })
            .collect()
    }

    /// What a page is called in the breadcrumbs of those below it.
    fn short_name(&self, locale: usize, subject: Subject) -> String {
        match subject {
            Subject::Hub { family } => self.site.content.families[family].name.clone(),
            Subject::Matrix { .. } | Subject::Comparisons => {
                self.plain(locale, "headings/comparisons")
            }
            Subject::Guides => self.plain(locale, "headings/guides"),
            _ => self.plain(locale, "labels/home"),
        }
    }
}

/// The way to a page for search engines, as JSON-LD that is safe inside a script element.
/// `last` is the page itself: its name, as it stands in JSON, and its address.
fn breadcrumb_list(origin: &str, crumbs: &[Crumb], last: (String, String)) -> String {
    let item = |index: usize, name: &str, url: String| json!({ "@type": "ListItem", "position": index + 1, "name": name, "item": url });
    let mut items: Vec<serde_json::Value> = crumbs
        .iter()
        .enumerate()
        .map(|(index, crumb)| item(index, &crumb.name, format!("{origin}{}", crumb.href)))
        .collect();
    let (name, url) = last;
    items.push(item(crumbs.len(), NAMELESS, url));
    let whole = json!({
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": items,
    });
    safe_in_script(&whole.to_string()).replace(NAMELESS, &name)
}

/// Stands for a name that is JSON already.
const NAMELESS: &str = "\u{FDEF}";

/// Text as it stands between the quotes of a JSON string in a script element.
fn in_json(text: &str) -> Cow<'_, str> {
    let special = |c: char| matches!(c, '"' | '\\' | '<') || c.is_control();
    if !text.contains(special) {
        return Cow::Borrowed(text);
    }
    let json = serde_json::Value::from(text).to_string();
    Cow::Owned(safe_in_script(&json[1..json.len() - 1]))
}

fn safe_in_script(json: &str) -> String {
    json.replace('<', "\\u003c")
}

/// A description that fits: all sentences, or else the first whole one.
pub(super) fn description<'a>(sentences: impl Iterator<Item = &'a str>) -> String {
    let mut whole = String::with_capacity(2 * DESCRIPTION);
    let mut first = None;
    for sentence in sentences {
        first = first.or(Some(sentence));
        if !whole.is_empty() {
            whole.push_str(gap(&whole));
        }
        whole.push_str(sentence);
    }
    if whole.len() <= DESCRIPTION || whole.chars().count() <= DESCRIPTION {
        return whole;
    }
    first_sentence(first.unwrap_or_default()).to_owned()
}

/// What stands between a text and the sentence after it: nothing where a full-width full stop
/// brings its own space.
pub(super) fn gap(text: &str) -> &'static str {
    if text.ends_with(['。', '！', '？']) {
        ""
    } else {
        " "
    }
}

/// The text up to the end of its first sentence.
fn first_sentence(text: &str) -> &str {
    let mut chars = text.char_indices().peekable();
    while let Some((index, c)) = chars.next() {
        let end = match c {
            '。' | '！' | '？' => true,
            '.' | '!' | '?' => chars.peek().is_some_and(|(_, next)| next.is_whitespace()),
            _ => false,
        };
        if end {
            return &text[..index + c.len_utf8()];
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_description_is_its_first_whole_sentence() {
        let long = "x".repeat(160);
        assert_eq!(description(["One.", "Two."].into_iter()), "One. Two.");
        assert_eq!(description(["一。", "二。"].into_iter()), "一。二。");
        assert_eq!(
            description(["One, RFC 1.2. Two.", long.as_str()].into_iter()),
            "One, RFC 1.2."
        );
        assert_eq!(description(["一。二。", &long].into_iter()), "一。");
        let endless = "y".repeat(200);
        assert_eq!(description([endless.as_str()].into_iter()), endless);
    }
}
