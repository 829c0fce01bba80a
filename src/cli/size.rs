use std::fmt;
use std::str::FromStr;

/// A number of bytes, read and shown in decimal units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Size(pub(super) u64);

const UNITS: [(&str, u64); 4] = [
    ("GB", 1_000_000_000),
    ("MB", 1_000_000),
    ("kB", 1_000),
    ("B", 1),
];

impl Size {
    /// The size as people write it: `900 MB`, not `900.0 MB`.
    pub(super) fn short(self) -> String {
        self.to_string().replace(".0 ", " ")
    }
}

impl fmt::Display for Size {
    #[expect(clippy::cast_precision_loss, reason = "four digits are shown")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let units = UNITS.into_iter();
        let (unit, bytes) = units
            .filter(|(_, bytes)| self.0 >= *bytes)
            .max_by_key(|(_, bytes)| *bytes)
            .unwrap_or(("B", 1));
        if bytes == 1 {
            f.pad(&format!("{} {unit}", self.0))
        } else {
            f.pad(&format!("{:.1} {unit}", self.0 as f64 / bytes as f64))
        }
    }
}

/// A text that is no size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NotASize;

impl fmt::Display for NotASize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("write it like 900MB or 1.5GB")
    }
}

impl std::error::Error for NotASize {}

impl FromStr for Size {
    type Err = NotASize;

    fn from_str(text: &str) -> Result<Self, NotASize> {
        let end = text.find(|c: char| !c.is_ascii_digit() && c != '.');
        let (number, name) = text.split_at(end.unwrap_or(text.len()));
        let name = name.trim_start();
        let (_, unit) = UNITS
            .into_iter()
            .find(|(unit, _)| unit.eq_ignore_ascii_case(name))
            .ok_or(NotASize)?;
        let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
        let whole: u64 = whole.parse().map_err(|_| NotASize)?;
        // Nobody tells sizes by more than the byte.
        let digits = u32::try_from(part.len()).map_err(|_| NotASize)?;
        let parts = 10_u64.checked_pow(digits).ok_or(NotASize)?;
        let part: u64 = part.parse().map_err(|_| NotASize)?;
        let part = part.checked_mul(unit).ok_or(NotASize)? / parts;
        let bytes = whole
            .checked_mul(unit)
            .and_then(|whole| whole.checked_add(part));
        bytes.map(Size).ok_or(NotASize)
    }
}

#[cfg(test)]
mod tests {
    use super::{NotASize, Size};

    #[test]
    fn sizes_are_read_at_a_glance() {
        assert_eq!(Size(0).to_string(), "0 B");
        assert_eq!(Size(999).to_string(), "999 B");
        assert_eq!(Size(12_345).to_string(), "12.3 kB");
        assert_eq!(Size(9_876_543).to_string(), "9.9 MB");
        assert_eq!(Size(1_200_000_000).to_string(), "1.2 GB");
        assert_eq!(Size(900_000_000).short(), "900 MB");
        assert_eq!(format!("{:>8}", Size(1_500)), "  1.5 kB");
    }

    #[test]
    fn sizes_are_written_with_a_unit() {
        assert_eq!("900MB".parse(), Ok(Size(900_000_000)));
        assert_eq!("5 GB".parse(), Ok(Size(5_000_000_000)));
        assert_eq!("1.25kb".parse(), Ok(Size(1_250)));
        assert_eq!("7B".parse(), Ok(Size(7)));
        for wrong in [
            "",
            "5",
            "MB",
            "-5MB",
            "5MiB",
            "1.MB",
            ".5MB",
            "1.2.3GB",
            "5 0MB",
            "GB5",
            "+1MB",
            "99999999999999GB",
        ] {
            assert_eq!(wrong.parse::<Size>(), Err(NotASize), "{wrong}");
        }
    }
}
