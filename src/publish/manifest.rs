//! What the last build published: every file with the fingerprint of its page and the hash, size
//! and time of its bytes, in the order of paths.
//!
//! ```text
//! file     = "versus manifest\n"  version: u32  block*  offset*  blocks: u64  hash: u128
//! block    = entry{1,64}
//! entry    = shared: n  rest: n  bytes  fingerprint: u128  hash: u128  size: n  time: ±n
//! ```
//!
//! Numbers are little-endian; `n` is seven bits a byte, the lowest first, and a set eighth bit
//! where more follow. `shared` is how much of the path before it in the block an entry's path
//! begins with, `time` the difference to the time before it; both begin anew with each block, so
//! that any block can be read without the others. `offset`, a `u64`, is where a block begins. The
//! last hash is that of all bytes before it: a file that was cut short or changed is no manifest.

#[cfg(test)]
mod tests;

use std::cmp::Ordering;
use std::io::{self, Write};

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use super::crew::CHUNK;

const MAGIC: &[u8; 16] = b"versus manifest\n";
/// Raised by every change of the format.
const VERSION: u32 = 1;

/// What is known about a published file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// Of all that the page shows.
    pub(super) fingerprint: u128,
    /// Of the bytes.
    pub(super) hash: u128,
    /// How many bytes.
    pub(super) size: u64,
    /// When they were written, in nanoseconds since 1970.
    pub(super) time: i64,
}

/// A manifest in memory, as it is on the disk.
#[derive(Debug, Clone, Default)]
pub(super) struct Manifest {
    bytes: Vec<u8>,
    /// Where the offsets of the blocks begin.
    end: usize,
    blocks: usize,
}

impl Manifest {
    /// Reads a manifest; `None` if it is not whole.
    pub(super) fn new(bytes: Vec<u8>) -> Option<Self> {
        let (before, hash) = bytes.split_last_chunk::<16>()?;
        let (head, count) = before.split_last_chunk::<8>()?;
        let blocks = usize::try_from(u64::from_le_bytes(*count)).ok()?;
        let end = head.len().checked_sub(blocks.checked_mul(8)?)?;
        let start = head[..end]
            .strip_prefix(MAGIC)?
            .strip_prefix(&VERSION.to_le_bytes())?;
        let whole = u128::from_le_bytes(*hash) == xxh3_128(before);
        let start = end - start.len();
        let manifest = Self { bytes, end, blocks };
        let first = if blocks == 0 { end } else { manifest.offset(0) };
        let sorted = (0..blocks).all(|block| manifest.offset(block) < manifest.offset(block + 1));
        (whole && sorted && first == start).then_some(manifest)
    }

    /// A manifest that knows of files nothing but that they were published.
    pub(super) fn of_paths<'a>(paths: impl IntoIterator<Item = &'a str>) -> Self {
        let mut blocks = vec![Block::default()];
        for (index, path) in paths.into_iter().enumerate() {
            if index > 0 && index % CHUNK == 0 {
                blocks.push(Block::default());
            }
            let block = blocks.last_mut().expect("there is one");
            block.push(path, Entry::default());
        }
        let mut bytes = Vec::new();
        let blocks = blocks
            .iter()
            .map(|block| block.bytes.as_slice())
            .filter(|block| !block.is_empty());
        write(blocks, &mut bytes).expect("memory takes all that is written");
        Self::new(bytes).expect("what was written is whole")
    }

    /// The hash of all of it.
    pub(super) fn hash(&self) -> u128 {
        let hash = self.bytes.last_chunk::<16>();
        hash.map_or(0, |hash| u128::from_le_bytes(*hash))
    }

    /// The entries of a block.
    pub(super) fn entries(&self, block: usize) -> Cursor<'_> {
        let mut cursor = self.cursor(block);
        cursor.until = block + 1;
        cursor
    }

    /// How many blocks there are.
    pub(super) fn blocks(&self) -> usize {
        self.blocks
    }

    /// The bytes of a block.
    pub(super) fn block(&self, block: usize) -> &[u8] {
        &self.bytes[self.offset(block)..self.offset(block + 1)]
    }

    /// The block that has these bytes and begins with this path.
    pub(super) fn find(&self, path: &str, bytes: &[u8]) -> Option<usize> {
        let block = self.block_of(path)?;
        (self.block(block) == bytes).then_some(block)
    }

    /// All entries from a path on.
    pub(super) fn from(&self, path: &str) -> Cursor<'_> {
        let mut cursor = self.cursor(self.block_of(path).unwrap_or(0));
        while cursor.entry.is_some() && cursor.path.as_slice() < path.as_bytes() {
            cursor.advance();
        }
        cursor
    }

    /// All entries.
    pub(super) fn all(&self) -> Cursor<'_> {
        self.cursor(0)
    }

    /// Whether there is an entry for a path.
    pub(super) fn contains(&self, path: &str) -> bool {
        self.from(path).path() == Some(path)
    }

    fn cursor(&self, block: usize) -> Cursor<'_> {
        let mut cursor = Cursor {
            manifest: self,
            at: self.offset(block),
            block,
            until: self.blocks,
            path: Vec::new(),
            entry: None,
        };
        cursor.advance();
        cursor
    }

    /// The last block that begins with this path or one before it.
    fn block_of(&self, path: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.blocks);
        while low < high {
            let middle = low.midpoint(high);
            match self.first(middle).map(|first| first.cmp(path.as_bytes())) {
                Some(Ordering::Less | Ordering::Equal) => low = middle + 1,
                _ => high = middle,
            }
        }
        low.checked_sub(1)
    }

    /// The path that a block begins with.
    fn first(&self, block: usize) -> Option<&[u8]> {
        let mut bytes = self.block(block);
        number(&mut bytes)?;
        let length = number(&mut bytes)?;
        bytes.get(..usize::try_from(length).ok()?)
    }

    fn offset(&self, block: usize) -> usize {
        let at = self.end + 8 * block;
        let offset = self
            .bytes
            .get(at..at + 8)
            .and_then(|bytes| bytes.try_into().ok());
        match offset {
            Some(offset) if block < self.blocks => usize::try_from(u64::from_le_bytes(offset))
                .unwrap_or(self.end)
                .min(self.end),
            _ => self.end,
        }
    }
}

/// A walk along the entries of a manifest.
#[derive(Debug, Clone)]
pub(super) struct Cursor<'m> {
    manifest: &'m Manifest,
    /// Where the next entry begins.
    at: usize,
    /// The block that it is in, or the one before it.
    block: usize,
    /// The block before which it ends.
    until: usize,
    path: Vec<u8>,
    entry: Option<Entry>,
}

impl Cursor<'_> {
    /// The path it stands at; `None` at the end.
    pub(super) fn path(&self) -> Option<&str> {
        self.entry?;
        str::from_utf8(&self.path).ok()
    }

    /// The entry it stands at.
    pub(super) fn entry(&self) -> Option<Entry> {
        self.entry
    }

    /// Goes on to the next entry.
    pub(super) fn advance(&mut self) {
        if self.at >= self.manifest.offset(self.block + 1) {
            self.block += 1;
            self.path.clear();
            self.entry = None;
        }
        self.entry = if self.block < self.until {
            self.read()
        } else {
            None
        };
    }

    fn read(&mut self) -> Option<Entry> {
        let block = &self.manifest.bytes[self.at..self.manifest.end];
        let mut bytes = block;
        let shared = usize::try_from(number(&mut bytes)?).ok()?;
        let length = usize::try_from(number(&mut bytes)?).ok()?;
        let (rest, after) = bytes.split_at_checked(length)?;
        self.path.truncate(shared);
        self.path.extend_from_slice(rest);
        let (fingerprint, after) = after.split_first_chunk::<16>()?;
        let (hash, mut bytes) = after.split_first_chunk::<16>()?;
        let size = number(&mut bytes)?;
        let difference = unfolded(number(&mut bytes)?);
        self.at += block.len() - bytes.len();
        Some(Entry {
            fingerprint: u128::from_le_bytes(*fingerprint),
            hash: u128::from_le_bytes(*hash),
            size,
            time: self
                .entry
                .map_or(0, |entry| entry.time)
                .wrapping_add(difference),
        })
    }
}

/// A block that is being made.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub(super) bytes: Vec<u8>,
    last: String,
    time: i64,
}

impl Block {
    /// Adds an entry, whose path comes after all that were added.
    pub(super) fn push(&mut self, path: &str, entry: Entry) {
        let pairs = self.last.bytes().zip(path.bytes());
        let shared = pairs.take_while(|(one, other)| one == other).count();
        let rest = &path.as_bytes()[shared..];
        put(shared as u64, &mut self.bytes);
        put(rest.len() as u64, &mut self.bytes);
        self.bytes.extend_from_slice(rest);
        self.bytes
            .extend_from_slice(&entry.fingerprint.to_le_bytes());
        self.bytes.extend_from_slice(&entry.hash.to_le_bytes());
        put(entry.size, &mut self.bytes);
        put(folded(entry.time.wrapping_sub(self.time)), &mut self.bytes);
        self.last.clear();
        self.last.push_str(path);
        self.time = entry.time;
    }
}

/// Writes a manifest of blocks that follow each other.
pub(super) fn write<'b>(
    blocks: impl Iterator<Item = &'b [u8]>,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut hash = Xxh3::new();
    let mut put = |bytes: &[u8]| {
        hash.update(bytes);
        out.write_all(bytes)
    };
    put(MAGIC)?;
    put(&VERSION.to_le_bytes())?;
    let mut offset = (MAGIC.len() + 4) as u64;
    let mut offsets = Vec::new();
    for block in blocks {
        put(block)?;
        offsets.extend_from_slice(&offset.to_le_bytes());
        offset += block.len() as u64;
    }
    put(&offsets)?;
    put(&((offsets.len() / 8) as u64).to_le_bytes())?;
    out.write_all(&hash.digest128().to_le_bytes())
}

fn put(mut number: u64, out: &mut Vec<u8>) {
    loop {
        let low = number.to_le_bytes()[0] & 0x7f;
        number >>= 7;
        if number == 0 {
            out.push(low);
            return;
        }
        out.push(low | 0x80);
    }
}

fn number(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

/// A number whose smallness does not depend on its sign.
fn folded(number: i64) -> u64 {
    (number.cast_unsigned() << 1) ^ (number >> 63).cast_unsigned()
}

fn unfolded(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
}
