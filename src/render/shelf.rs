use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard};

use super::Failure;
use super::fragments::FamilyFragments;

/// How many codes may lie on the shelf, in all languages together: enough for whatever several
/// threads have in hand, and for all of a site of a few hundred codes.
const CODES: usize = 1500;

/// The fragments of families, each made when a page needs it, and laid aside again when others
/// are needed: pages are walked family by family.
#[derive(Debug)]
pub(super) struct Shelf<'s> {
    /// By locale and family.
    places: Vec<Vec<Mutex<Option<Arc<FamilyFragments<'s>>>>>>,
    /// What lies there, the oldest first, with its number of codes.
    order: Mutex<VecDeque<(usize, usize, usize)>>,
}

impl<'s> Shelf<'s> {
    pub(super) fn new(locales: usize, families: usize) -> Self {
        let row = || (0..families).map(|_| Mutex::default()).collect();
        Self {
            places: (0..locales).map(|_| row()).collect(),
            order: Mutex::default(),
        }
    }

    /// The fragments of a family in a locale, which `prepare` makes if they are not there.
    pub(super) fn get(
        &self,
        locale: usize,
        family: usize,
        prepare: impl FnOnce() -> Result<FamilyFragments<'s>, Failure>,
    ) -> Result<Arc<FamilyFragments<'s>>, Failure> {
        let mut place = self.place(locale, family);
        if let Some(there) = &*place {
            return Ok(Arc::clone(there));
        }
        let made = Arc::new(prepare()?);
        *place = Some(Arc::clone(&made));
        drop(place);
        let mut order = self.order.lock().expect("no thread panics with it");
        order.push_back((locale, family, made.codes.len()));
        let mut codes: usize = order.iter().map(|(.., codes)| codes).sum();
        while codes > CODES && order.len() > 1 {
            let Some((locale, family, fewer)) = order.pop_front() else {
                break;
            };
            codes -= fewer;
            self.place(locale, family).take();
        }
        Ok(made)
    }

    fn place(
        &self,
        locale: usize,
        family: usize,
    ) -> MutexGuard<'_, Option<Arc<FamilyFragments<'s>>>> {
        let place = self.places[locale][family].lock();
        place.expect("no thread panics with it")
    }
}
