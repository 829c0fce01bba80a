use std::fmt;
use std::ops::Range;
use std::str::FromStr;

/// One of several parts of a site that follow each other in the order of its paths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    number: usize,
    of: usize,
}

impl Shard {
    /// The whole site.
    pub const WHOLE: Shard = Shard { number: 1, of: 1 };

    /// The places of its files among `len`.
    pub(super) fn range(self, len: usize) -> Range<usize> {
        len * (self.number - 1) / self.of..len * self.number / self.of
    }

    /// Whether no part follows it.
    pub(super) fn is_last(self) -> bool {
        self.number == self.of
    }
}

/// A text that names no part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAShard;

impl fmt::Display for NotAShard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("write the second of three parts as 2/3")
    }
}

impl std::error::Error for NotAShard {}

impl FromStr for Shard {
    type Err = NotAShard;

    fn from_str(text: &str) -> Result<Self, NotAShard> {
        let (number, of) = text.split_once('/').ok_or(NotAShard)?;
        // A count far beyond any matrix of machines would only overflow.
        let number = usize::from(number.parse::<u16>().map_err(|_| NotAShard)?);
        let of = usize::from(of.parse::<u16>().map_err(|_| NotAShard)?);
        if number == 0 || number > of {
            return Err(NotAShard);
        }
        Ok(Self { number, of })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_make_the_whole() {
        for len in [0, 1, 2, 7, 1000] {
            for of in 1..=9 {
                let mut end = 0;
                for number in 1..=of {
                    let range = Shard { number, of }.range(len);
                    assert_eq!(range.start, end);
                    assert!(range.len().abs_diff(len / of) <= 1);
                    end = range.end;
                }
                assert_eq!(end, len);
            }
        }
    }

    #[test]
    fn a_part_is_written_as_a_fraction_up_to_one() {
        assert_eq!("2/3".parse(), Ok(Shard { number: 2, of: 3 }));
        assert_eq!("1/1".parse(), Ok(Shard::WHOLE));
        for wrong in ["", "1", "0/3", "4/3", "1/0", "-1/3", "1/3/3", "a/b"] {
            assert_eq!(wrong.parse::<Shard>(), Err(NotAShard), "{wrong}");
        }
    }
}
