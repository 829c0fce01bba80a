//! How large a site will be, before anything of it is written.

use std::collections::BTreeMap;

use crate::render::{Painter, Renderer};
use crate::site::{Kind, Page, Site, Subject};
use crate::theme::Theme;

use super::{Count, Failure, crew};

/// How many comparisons of a family in a language are rendered for the estimate.
const COMPARISONS: usize = 12;

/// The same for codes.
const CODES: usize = 4;

/// After so many languages the same pages are taken again.
const SHIFTS: usize = 6;

/// How large a site will be. Numbers of files are exact, their bytes are estimated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The ids of the locales, in the order of the site.
    pub locales: Vec<String>,
    /// The families in the order of the site, and what belongs to none.
    pub rows: Vec<Row>,
    /// Style sheets, scripts and pictures.
    pub assets: Count,
}

/// The pages of a family, or those that belong to none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The family's id.
    pub family: Option<String>,
    /// The pages of each locale, in the order of [`Plan::locales`].
    pub locales: Vec<Count>,
    /// What is in no language.
    pub others: Count,
}

impl Row {
    /// All of them together.
    pub fn total(&self) -> Count {
        let mut total = self.others;
        for count in &self.locales {
            total.add(*count);
        }
        total
    }
}

impl Plan {
    /// Renders a sample of a site: some comparisons and codes of every family in every language,
    /// and all other pages.
    pub fn new(site: &Site, theme: &Theme) -> Result<Self, Failure> {
        let renderer = Renderer::new(site, theme)?;
        let mut groups: BTreeMap<Group, Sample> = BTreeMap::new();
        for page in site.pages() {
            groups.entry(Group::of(page)).or_default().pages += 1;
        }
        let pages: Vec<Page> = site
            .pages()
            .filter(|page| {
                let group = Group::of(*page);
                let sample = groups.get_mut(&group);
                sample.is_some_and(|sample| sample.takes(group))
            })
            .collect();
        let render = |(painter, bytes): &mut (Painter<'_, '_>, Vec<u8>), index: usize| {
            bytes.clear();
            painter.view(pages[index])?;
            painter.paint(bytes)?;
            Ok(bytes.len() as u64)
        };
        let start = || (renderer.painter(), Vec::new());
        let (sizes, _) = crew::share(pages.len(), start, render, |_| ())?;
        for (page, bytes) in pages.iter().zip(sizes) {
            let sample = groups.get_mut(&Group::of(*page));
            sample.expect("every page has a group").add(bytes);
        }
        Ok(Self::of(site, theme, &groups))
    }

    /// All files together.
    pub fn total(&self) -> Count {
        let mut total = self.assets;
        for row in &self.rows {
            total.add(row.total());
        }
        total
    }

    fn of(site: &Site, theme: &Theme, groups: &BTreeMap<Group, Sample>) -> Self {
        let count = |family: Option<usize>, locale: Option<usize>| {
            let mut all = Count::default();
            for (group, sample) in groups {
                if (group.family, group.locale) == (family, locale) {
                    all.add(sample.estimate());
                }
            }
            all
        };
        let families = site
            .families()
            .map(|(index, family)| (Some(index), Some(family.id.clone())));
        let rows = families
            .chain([(None, None)])
            .map(|(index, family)| Row {
                family,
                locales: site
                    .locales()
                    .map(|(locale, _)| count(index, Some(locale)))
                    .collect(),
                others: count(index, None),
            })
            .collect();
        let mut assets = Count::default();
        for asset in &theme.assets {
            let bytes = asset.bytes.len() as u64;
            assets.add(Count { files: 1, bytes });
        }
        Self {
            locales: site
                .locales()
                .map(|(_, locale)| locale.id.clone())
                .collect(),
            rows,
            assets,
        }
    }
}

/// Pages of about one size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Group {
    family: Option<usize>,
    locale: Option<usize>,
    kind: Kind,
}

impl Group {
    fn of(page: Page) -> Self {
        let (locale, family) = match page {
            Page::Localized { locale, subject } => {
                let family = match subject {
                    Subject::Hub { family }
                    | Subject::Code { family, .. }
                    | Subject::Matrix { family }
                    | Subject::Comparison { family, .. } => Some(family),
                    Subject::Home
                    | Subject::Comparisons
                    | Subject::Guides
                    | Subject::Guide { .. }
                    | Subject::Codes
                    | Subject::Translations => None,
                };
                (Some(locale), family)
            }
            Page::SitemapOfPages { locale } | Page::Search { locale } => (Some(locale), None),
            Page::SitemapOfFamily { locale, family } => (Some(locale), Some(family)),
            Page::NotFound
            | Page::SitemapIndex
            | Page::Robots
            | Page::Worker
            | Page::NoJekyll
            | Page::Cname => (None, None),
        };
        Self {
            family,
            locale,
            kind: page.kind(),
        }
    }

    /// How many of so many pages are rendered.
    fn sample(self, pages: usize) -> usize {
        match self.kind {
            Kind::Comparison => pages.min(COMPARISONS),
            Kind::Code => pages.min(CODES),
            Kind::Hub | Kind::Matrix | Kind::Guide | Kind::Other => pages,
        }
    }
}

/// The pages of a group, and those of them that were rendered.
#[derive(Debug, Default)]
struct Sample {
    pages: usize,
    /// How many have been asked for by [`takes`](Self::takes).
    seen: usize,
    rendered: u64,
    bytes: u64,
}

impl Sample {
    /// Whether the next page is one of the sample, which is spread evenly over the group. Every
    /// language takes other pages than the one before it, so that together they know more of them.
    fn takes(&mut self, group: Group) -> bool {
        let sample = group.sample(self.pages);
        let shift = (self.pages / 2 + group.locale.unwrap_or(0) * self.pages / SHIFTS) % self.pages;
        let before = (self.seen * sample + shift) / self.pages;
        self.seen += 1;
        (self.seen * sample + shift) / self.pages > before
    }

    fn add(&mut self, bytes: u64) {
        self.rendered += 1;
        self.bytes += bytes;
    }

    fn estimate(&self) -> Count {
        let pages = self.pages as u64;
        let bytes = u128::from(self.bytes) * u128::from(pages) / u128::from(self.rendered.max(1));
        Count {
            files: self.pages,
            bytes: u64::try_from(bytes).unwrap_or(u64::MAX),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_is_as_large_as_it_should_be_and_spread_over_the_whole() {
        for pages in [1, 3, 11, 12, 13, 171, 1770, 300_000] {
            for locale in [None, Some(0), Some(1), Some(5), Some(7)] {
                let group = Group {
                    family: Some(0),
                    locale,
                    kind: Kind::Comparison,
                };
                let mut sample = Sample {
                    pages,
                    ..Sample::default()
                };
                let taken: Vec<usize> = (0..pages).filter(|_| sample.takes(group)).collect();
                assert_eq!(taken.len(), pages.min(COMPARISONS), "of {pages}");
                let gaps = taken.windows(2).map(|two| two[1] - two[0]);
                assert!(gaps.max() <= Some(pages / COMPARISONS + 1), "{taken:?}");
            }
        }
    }

    #[test]
    fn an_estimate_is_the_mean_of_the_sample_for_every_page() {
        let mut sample = Sample {
            pages: 10,
            ..Sample::default()
        };
        assert_eq!(
            sample.estimate(),
            Count {
                files: 10,
                bytes: 0
            }
        );
        sample.add(100);
        sample.add(301);
        assert_eq!(
            sample.estimate(),
            Count {
                files: 10,
                bytes: 2005
            }
        );
    }
}
