use std::hash::{Hash, Hasher};
use std::ops::Deref;

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

/// A value with the hash of everything in it.
///
/// The hash is made by `#[derive(Hash)]`, so that no field can be forgotten. A page that is made
/// from hashed values alone has their hashes for a fingerprint.
#[derive(Debug)]
pub(super) struct Hashed<T> {
    value: T,
    hash: u128,
}

impl<T: Hash> Hashed<T> {
    pub(super) fn new(value: T) -> Self {
        let mut hasher = Xxh3::new();
        value.hash(&mut Sink(&mut hasher));
        Self {
            hash: hasher.digest128(),
            value,
        }
    }

    pub(super) fn hash(&self) -> u128 {
        self.hash
    }
}

impl<T> Hash for Hashed<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.hash.hash(state);
    }
}

impl<T> Deref for Hashed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// Several hashes as one.
pub(super) fn together(hashes: impl IntoIterator<Item = u128>) -> u128 {
    let mut all = Vec::with_capacity(FEW);
    for hash in hashes {
        all.extend_from_slice(&hash.to_le_bytes());
    }
    xxh3_128(&all)
}

/// Room for as many hashes as most pages have.
const FEW: usize = 8 * 16;

/// Hashes to 128 bits what the standard library's trait would hash to 64.
struct Sink<'a>(&'a mut Xxh3);

impl Hasher for Sink<'_> {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        self.0.digest()
    }
}
