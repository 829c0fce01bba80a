use std::collections::BTreeMap;

use crate::site::{Kind, Page, Site};

/// What was published.
#[derive(Debug, Default, Clone)]
pub struct Report {
    /// Pages of each kind, by locale id; what belongs to no locale is under `""`.
    pub pages: BTreeMap<Kind, BTreeMap<String, Count>>,
    /// Style sheets, scripts and pictures.
    pub assets: Count,
}

/// A number of files and their bytes.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// How many.
    pub files: usize,
    /// How large, in bytes.
    pub bytes: usize,
}

impl Count {
    fn add(&mut self, other: Count) {
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

    pub(super) fn add(&mut self, site: &Site, page: Page, bytes: usize) {
        let locale = page
            .locale()
            .map(|locale| site.locales.all()[locale].id.clone());
        let kind = self.pages.entry(page.kind()).or_default();
        kind.entry(locale.unwrap_or_default())
            .or_default()
            .add(Count { files: 1, bytes });
    }

    pub(super) fn add_asset(&mut self, bytes: usize) {
        self.assets.add(Count { files: 1, bytes });
    }

    pub(super) fn merge(&mut self, other: Report) {
        self.assets.add(other.assets);
        for (kind, locales) in other.pages {
            let mine = self.pages.entry(kind).or_default();
            for (locale, count) in locales {
                mine.entry(locale).or_default().add(count);
            }
        }
    }
}
