use crate::site::Site;

/// In which languages the pages of a family's codes and pairs stand for themselves. Few codes
/// differ in that, so it is told by class.
#[derive(Debug)]
pub(super) struct Standings {
    /// By code.
    classes: Vec<usize>,
    /// By class: for each locale, whether a page of such a code is in it.
    codes: Vec<Vec<bool>>,
    /// By the classes of both codes: an index of `pairs`.
    together: Vec<usize>,
    pairs: Vec<Vec<bool>>,
}

impl Standings {
    pub(super) fn new(site: &Site, family: usize) -> Self {
        let locales = 0..site.locales.all().len();
        let mut codes: Vec<Vec<bool>> = Vec::new();
        let classes = (0..site.content.families[family].codes.len())
            .map(|code| {
                let set = locales.clone();
                let set = set.map(|locale| site.speaks_of(locale, family, code));
                place(&mut codes, set.collect())
            })
            .collect();
        let mut pairs = Vec::new();
        let mut together = Vec::new();
        for low in &codes {
            for high in &codes {
                let either = low.iter().zip(high).map(|(low, high)| *low || *high);
                together.push(place(&mut pairs, either.collect()));
            }
        }
        Self {
            classes,
            codes,
            together,
            pairs,
        }
    }

    /// The class of a code, which is its place among [`Standings::of_codes`].
    pub(super) fn class(&self, code: usize) -> usize {
        self.classes[code]
    }

    /// The place of a pair among [`Standings::of_pairs`], by the classes of its codes.
    pub(super) fn of_pair(&self, low: usize, high: usize) -> usize {
        self.together[low * self.codes.len() + high]
    }

    pub(super) fn of_codes(&self) -> impl Iterator<Item = &[bool]> {
        self.codes.iter().map(Vec::as_slice)
    }

    pub(super) fn of_pairs(&self) -> impl Iterator<Item = &[bool]> {
        self.pairs.iter().map(Vec::as_slice)
    }
}

/// The place of a set among all that differ.
fn place(sets: &mut Vec<Vec<bool>>, set: Vec<bool>) -> usize {
    let found = sets.iter().position(|known| *known == set);
    found.unwrap_or_else(|| {
        sets.push(set);
        sets.len() - 1
    })
}
