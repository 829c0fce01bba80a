use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::site::{Kind, Page, Site};

/// What was published.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Pages of each kind, by locale id; what belongs to no locale is under `""`.
    pub pages: BTreeMap<Kind, BTreeMap<String, Count>>,
    /// Style sheets, scripts and pictures.
    pub assets: Count,
    /// How many pages were rendered.
    pub rendered: usize,
    /// How many files were written.
    pub written: usize,
    /// How many files stand there as they stood before.
    pub kept: usize,
    /// How many files were deleted because nothing claims them any more.
    pub deleted: usize,
}

/// A number of files and their bytes.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// How many.
    pub files: usize,
    /// How large, in bytes.
    pub bytes: u64,
}

impl Count {
    pub(super) fn add(&mut self, other: Count) {
        self.files += other.files;
        self.bytes += other.bytes;
    }
}

impl Report {
    /// All pages and assets together.
    pub fn total(&self) -> Count {
        let mut total = self.assets;
        for count in self.pages.values().flat_map(BTreeMap::values) {
            total.add(*count);
        }
        total
    }
}

/// What one thread has counted.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// By locale, which is one more than its index, and kind.
    pages: Vec<BTreeMap<Kind, Count>>,
    assets: Count,
    pub(super) rendered: usize,
}

impl Tally {
    pub(super) fn add_page(&mut self, page: Page, bytes: u64) {
        let locale = page.locale().map_or(0, |locale| locale + 1);
        if self.pages.len() <= locale {
            self.pages.resize_with(locale + 1, BTreeMap::new);
        }
        let count = self.pages[locale].entry(page.kind()).or_default();
        count.add(Count { files: 1, bytes });
    }

    pub(super) fn add_asset(&mut self, bytes: u64) {
        self.assets.add(Count { files: 1, bytes });
    }

    /// Adds what was counted to a report.
    pub(super) fn add_to(self, site: &Site, report: &mut Report) {
        report.assets.add(self.assets);
        report.rendered += self.rendered;
        for (locale, kinds) in self.pages.into_iter().enumerate() {
            let id = match locale.checked_sub(1) {
                Some(index) => site.locales.all()[index].id.as_str(),
                None => "",
            };
            for (kind, count) in kinds {
                let locales = report.pages.entry(kind).or_default();
                locales.entry(id.to_owned()).or_default().add(count);
            }
        }
    }
}
