use std::collections::HashSet;

use rayon::prelude::*;

use crate::content::{GuideText, Pair, Text, Texts};
use crate::diagnostic::{Diagnostic, Id, Place, Problems, forbidden};
use crate::locale::Locale;
use crate::markdown::{self, Link, Target};
use crate::yaml::shape::Words;

use super::{Site, Subject};

/// How internal links are written.
const FORMS: &str = "write it like /websocket/1006, /compare/websocket/1005-vs-1006 or /websocket/, \
                     without a language";

impl Site {
    /// What an internal link such as `/websocket/1006` is about. Links are written without a
    /// locale: they stay in the language of the page they stand on.
    pub fn resolve(&self, path: &str) -> Option<Subject> {
        let family = |id: &str| {
            self.content
                .families
                .iter()
                .position(|family| family.id == id)
        };
        let code = |family: usize, slug: &str| {
            self.content.families[family]
                .codes
                .iter()
                .position(|code| code.id.slug() == slug)
        };
        let parts: Vec<&str> = path.strip_prefix('/')?.split('/').collect();
        match parts.as_slice() {
            [""] => Some(Subject::Home),
            ["codes"] => Some(Subject::Codes),
            ["translations"] => Some(Subject::Translations),
            ["compare", ""] => Some(Subject::Comparisons),
            ["guides", ""] => Some(Subject::Guides),
            ["guides", id] => {
                let guide = self
                    .content
                    .guides
                    .iter()
                    .position(|guide| guide.id == *id)?;
                Some(Subject::Guide { guide })
            }
            ["compare", id, ""] => Some(Subject::Matrix {
                family: family(id)?,
            }),
            ["compare", id, pair] => {
                let family = family(id)?;
                let (low, high) = pair.split_once("-vs-")?;
                let (low, high) = (code(family, low)?, code(family, high)?);
                (low < high).then(|| Subject::Comparison {
                    family,
                    pair: Pair::new(low, high),
                })
            }
            [id, ""] => Some(Subject::Hub {
                family: family(id)?,
            }),
            [id, slug] => {
                let family = family(id)?;
                Some(Subject::Code {
                    family,
                    code: code(family, slug)?,
                })
            }
            _ => None,
        }
    }

    /// The address for an internal link on a page of `locale`. What this build leaves out is
    /// replaced by the list of all codes, so that no link leads out of a smaller site.
    pub fn resolve_href(&self, locale: usize, target: &str) -> String {
        let path = target.split('#').next().unwrap_or_default();
        let subject = self.resolve(path).filter(|subject| self.has(*subject));
        self.href(locale, subject.unwrap_or(Subject::Codes))
    }

    /// Tells of every link in every text that is unsafe or leads nowhere, and of every reference
    /// to a character that no page may hold.
    pub(super) fn check_markdown(&self, problems: &mut Problems) {
        let overlays = |family| {
            self.locales
                .all()
                .iter()
                .map(move |locale| locale.overlay(family))
        };
        let families = self.content.families.iter().enumerate();
        let texts: Vec<&Texts> = families
            .flat_map(|(index, family)| std::iter::once(&family.texts).chain(overlays(index)))
            .collect();
        let check = |texts: &&Texts| {
            let mut problems = Problems::default();
            for (_, text) in texts.iter() {
                self.check_inline(text, &mut problems);
            }
            problems
        };
        for found in texts.par_iter().map(check).collect::<Vec<_>>() {
            problems.append(found);
        }
        for guide in &self.content.guides {
            self.check_guide(&guide.text, problems);
        }
        for text in self.locales.all().iter().flat_map(Locale::guides) {
            self.check_guide(text, problems);
        }
    }

    /// The page that a wrong path probably means: without a language or an ending, with or without
    /// a slash at the end, the lower code first.
    fn meant(&self, path: &str) -> Option<String> {
        let bare = path.trim_end_matches('/').trim_end_matches(".html");
        let prefixes = self
            .locales
            .all()
            .iter()
            .map(|locale| format!("/{}/", locale.id));
        let without_locale = prefixes
            .filter_map(|prefix| bare.strip_prefix(&prefix))
            .map(|rest| format!("/{rest}"))
            .next();
        let bare = without_locale.unwrap_or_else(|| bare.to_owned());
        let reversed = bare.rsplit_once('/').and_then(|(folder, pair)| {
            let (low, high) = pair.split_once("-vs-")?;
            Some(format!("{folder}/{high}-vs-{low}"))
        });
        [Some(bare.clone()), Some(format!("{bare}/")), reversed]
            .into_iter()
            .flatten()
            .find(|candidate| self.resolve(candidate).is_some())
    }

    /// Whether a page is missing because its file could not be read.
    fn is_unread(&self, path: &str) -> bool {
        let is_among = |unread: &[String], id: &str| unread.iter().any(|unread| unread == id);
        let guide = path.strip_prefix("/guides/");
        let family = path
            .strip_prefix("/compare")
            .unwrap_or(path)
            .split('/')
            .nth(1);
        guide.is_some_and(|id| is_among(&self.content.unread_guides, id))
            || family.is_some_and(|id| is_among(&self.content.unread_families, id))
    }

    fn check_inline(&self, text: &Text, problems: &mut Problems) {
        if text.words == Words::Inline {
            for link in markdown::inline_links(&text.value) {
                let place = text.place.narrowed_to(&link.target);
                self.check_link(&link, &place, &HashSet::new(), problems);
            }
            for (c, range) in markdown::inline_forbidden(&text.value) {
                let place = text.place.narrowed_to(&text.value[range]);
                problems.push(forbidden(c, &place));
            }
        }
    }

    fn check_guide(&self, text: &GuideText, problems: &mut Problems) {
        let body = text.body.text();
        let anchors: HashSet<String> = markdown::anchors(body).into_iter().collect();
        for link in markdown::document_links(body) {
            let start = text.body.span.start;
            let range = start + link.range.start..start + link.range.end;
            let place = Place::new(&text.body.source, range).narrowed_to(&link.target);
            self.check_link(&link, &place, &anchors, problems);
        }
        for (c, range) in markdown::document_forbidden(body) {
            let start = text.body.span.start;
            let range = start + range.start..start + range.end;
            problems.push(forbidden(c, &Place::new(&text.body.source, range)));
        }
    }

    fn check_link(
        &self,
        link: &Link,
        place: &Place,
        anchors: &HashSet<String>,
        problems: &mut Problems,
    ) {
        let target = &link.target;
        if link.image {
            problems.push(
                Diagnostic::at(Id::UnsafeLink, place, "a text cannot hold an image")
                    .help("say it in words, or link to the picture"),
            );
            return;
        }
        let broken = |message: String| Diagnostic::at(Id::BrokenLink, place, message);
        match markdown::target(target) {
            Target::External => {}
            Target::Unsafe => problems.push(
                Diagnostic::at(
                    Id::UnsafeLink,
                    place,
                    format!("`{target}` is not a safe link"),
                )
                .help(
                    "link to https://…, mailto:…, or a page of this site such as /websocket/1006",
                ),
            ),
            Target::Fragment(fragment) => {
                if !anchors.contains(fragment) {
                    problems.push(
                        broken(format!("there is no heading `#{fragment}` on this page")).suggest(
                            fragment,
                            anchors.iter().map(String::as_str),
                            "there are",
                        ),
                    );
                }
            }
            Target::Internal {
                fragment: Some(_), ..
            } => problems
                .push(broken(format!("`{target}` points into another page")).help(
                    "headings have other anchors in every language: link to the page itself",
                )),
            Target::Internal {
                path,
                fragment: None,
            } => {
                if self.resolve(path).is_none() && !self.is_unread(path) {
                    let meant = self
                        .meant(path)
                        .map(|meant| format!("did you mean `{meant}`?"));
                    problems.push(
                        broken(format!("there is no page `{path}`"))
                            .help(meant.unwrap_or_else(|| FORMS.to_owned())),
                    );
                }
            }
        }
    }
}
