//! The one order in which everything is published: by the bytes of its path in the output. It is
//! the order of the manifest, of archives and of shards.

use std::ops::Range;

use crate::content::Pair;
use crate::site::{Kind, Page, Site, Subject};
use crate::theme::Theme;

/// Something that is published at one path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    /// A page of the site.
    Page(Page),
    /// A file of the theme, by index.
    Asset(usize),
}

/// Neighbours in the order.
#[derive(Debug, Clone, Copy)]
enum Stretch {
    One(Item),
    /// All pairs of one lower code.
    Pairs {
        locale: usize,
        family: usize,
        low: usize,
    },
}

/// Every path of a site, sorted. It holds an entry for each code in each language, never one for
/// each pair.
#[derive(Debug)]
pub(super) struct Order<'s> {
    site: &'s Site,
    theme: &'s Theme,
    /// With the place of each stretch's first item.
    stretches: Vec<(usize, Stretch)>,
    len: usize,
    /// The codes of each family, sorted by the names of files that end in them: `1000` comes
    /// before `999`.
    by_name: Vec<Vec<usize>>,
}

/// A stretch and the files at its two ends.
struct Bounds {
    first: String,
    last: String,
    stretch: Stretch,
}

impl<'s> Order<'s> {
    /// The order of all that a site publishes.
    pub(super) fn new(site: &'s Site, theme: &'s Theme) -> Self {
        let by_name = site.content.families.iter().map(|family| {
            let slug = |code: &usize| family.codes[*code].id.slug().bytes().chain(*b".html");
            let mut codes: Vec<usize> = (0..family.codes.len()).collect();
            codes.sort_by(|one, other| slug(one).cmp(slug(other)));
            codes
        });
        let mut order = Self {
            site,
            theme,
            stretches: Vec::new(),
            len: 0,
            by_name: by_name.collect(),
        };
        let mut bounds: Vec<Bounds> = order.all().map(|stretch| order.bounds(stretch)).collect();
        bounds.sort_by(|one, other| one.first.cmp(&other.first));
        assert!(
            bounds.is_sorted_by(|one, other| one.last < other.first),
            "a code's form in paths neither holds `-vs-` nor ends in `-vs`: the files of its pairs \
             are neighbours"
        );
        for bounds in bounds {
            order.stretches.push((order.len, bounds.stretch));
            order.len += order.items(bounds.stretch).count();
        }
        order
    }

    /// How many files there are.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The items at these places.
    pub(super) fn range(&self, range: Range<usize>) -> impl Iterator<Item = Item> + '_ {
        let next = self
            .stretches
            .partition_point(|(start, _)| *start <= range.start);
        let first = next.saturating_sub(1);
        let start = self.stretches.get(first).map_or(0, |(start, _)| *start);
        self.stretches[first..]
            .iter()
            .flat_map(|(_, stretch)| self.items(*stretch))
            .skip(range.start - start)
            .take(range.len())
    }

    /// The file at a place, if there are so many.
    pub(super) fn file(&self, index: usize) -> Option<String> {
        let item = self.range(index..index + 1).next()?;
        let mut file = String::new();
        self.file_into(item, &mut file);
        Some(file)
    }

    /// Appends the file of an item, relative to the output.
    pub(super) fn file_into(&self, item: Item, file: &mut String) {
        match item {
            Item::Page(page) => self.site.file_into(page, file),
            Item::Asset(index) => file.push_str(&self.theme.assets[index].file()),
        }
    }

    /// The stretches in no order.
    fn all(&self) -> impl Iterator<Item = Stretch> {
        let assets = (0..self.theme.assets.len()).map(|index| Stretch::One(Item::Asset(index)));
        let pages = self
            .site
            .pages()
            .filter(|page| page.kind() != Kind::Comparison)
            .map(|page| Stretch::One(Item::Page(page)));
        let pairs = self.site.locales().flat_map(|(locale, _)| {
            self.site.families().flat_map(move |(index, family)| {
                // The last code is the lower one of no pair.
                (1..family.codes.len()).map(move |high| Stretch::Pairs {
                    locale,
                    family: index,
                    low: high - 1,
                })
            })
        });
        assets.chain(pages).chain(pairs)
    }

    /// The items of a stretch, in order.
    fn items(&self, stretch: Stretch) -> impl Iterator<Item = Item> + '_ {
        let (one, pairs) = match stretch {
            Stretch::One(item) => (Some(item), None),
            Stretch::Pairs {
                locale,
                family,
                low,
            } => {
                let highs = self.by_name[family].iter().filter(move |high| **high > low);
                let pairs = highs.map(move |high| {
                    let pair = Pair::new(low, *high);
                    let subject = Subject::Comparison { family, pair };
                    Item::Page(Page::Localized { locale, subject })
                });
                (None, Some(pairs))
            }
        };
        one.into_iter().chain(pairs.into_iter().flatten())
    }

    fn bounds(&self, stretch: Stretch) -> Bounds {
        let (mut first, mut last) = (String::new(), String::new());
        let mut items = self.items(stretch);
        let start = items.next();
        if let Some(item) = start {
            self.file_into(item, &mut first);
        }
        if let Some(item) = items.last().or(start) {
            self.file_into(item, &mut last);
        }
        Bounds {
            first,
            last,
            stretch,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::project::{self, Loaded, Options};

    fn load(root: &Path) -> Loaded {
        let options = Options {
            root: root.to_owned(),
            ..Options::default()
        };
        let (loaded, problems) = project::load(&options).expect("the project can be read");
        loaded.unwrap_or_else(|| panic!("{problems:?}"))
    }

    /// Checks the whole order, and every place in it.
    fn check(loaded: &Loaded) {
        let order = Order::new(&loaded.site, &loaded.theme);
        let mut expected: Vec<String> = loaded
            .site
            .pages()
            .map(|page| loaded.site.file(page))
            .chain(loaded.theme.assets.iter().map(crate::theme::Asset::file))
            .collect();
        expected.sort();
        let files = |range: Range<usize>| -> Vec<String> {
            order
                .range(range)
                .map(|item| {
                    let mut file = String::new();
                    order.file_into(item, &mut file);
                    file
                })
                .collect()
        };
        assert_eq!(files(0..order.len()), expected);
        for start in (0..expected.len()).step_by(1 + expected.len() / 97) {
            assert_eq!(order.file(start).as_deref(), Some(&*expected[start]));
            let end = (start + 70).min(expected.len());
            assert_eq!(files(start..end), expected[start..end]);
        }
        assert_eq!(order.file(order.len()), None);
    }

    #[test]
    fn the_order_is_that_of_the_files() {
        let loaded = load(Path::new(env!("CARGO_MANIFEST_DIR")));
        check(&loaded);
        let order = Order::new(&loaded.site, &loaded.theme);
        assert!(
            order.stretches.len() < order.len() / 2,
            "pairs are held one by one"
        );
    }

    #[test]
    fn names_that_begin_alike_keep_the_order() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path();
        let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
        let copy = |from: &str, to: &str| {
            let to = root.join(to);
            fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
            fs::copy(repository.join(from), to).expect("a copy");
        };
        for catalog in ["en", "pt"] {
            copy(
                &format!("i18n/{catalog}.yaml"),
                &format!("i18n/{catalog}.yaml"),
            );
        }
        copy("tests/mini/content/site.yaml", "content/site.yaml");
        let courier = "content/courier/family.yaml";
        copy(&format!("tests/mini/{courier}"), courier);
        let site = fs::read_to_string(root.join("content/site.yaml")).expect("the settings");
        let site = site.replace("[locker, courier]", "[courier]");
        fs::write(root.join("content/site.yaml"), site).expect("the settings");
        let code = fs::read_to_string(repository.join("tests/mini/content/courier/0x88.yaml"))
            .expect("a code");
        for name in [
            "1", "1-a", "10", "1-v", "2", "9", "99", "1000", "a", "a-b", "a.b.c",
        ] {
            let code = code.replace("0x88", name);
            fs::write(root.join(format!("content/courier/{name}.yaml")), code).expect("a code");
        }
        check(&load(root));
    }
}
