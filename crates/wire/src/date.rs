//! A calendar date, and the error of text that is no date or time.

use crate::ascii_text::AsciiText;
use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::{Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A day of the Gregorian calendar, from year 0 to 9999 (format `date`, RFC 3339 `full-date`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

impl Date {
    /// The day with this year, month (1 to 12) and day of the month (from 1). Returns `None` if
    /// there is no such day.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let (year, month, day) = (year.try_into(), month.try_into(), day.try_into());
        jiff::civil::Date::new(year.ok()?, month.ok()?, day.ok()?)
            .ok()
            .map(Self)
    }

    /// The year, 0 to 9999.
    pub fn year(self) -> u16 {
        self.0.year().unsigned_abs()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.0.month().unsigned_abs()
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u8 {
        self.0.day().unsigned_abs()
    }

    fn parse(text: &str) -> Option<Self> {
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
            return None;
        };
        let year = parse_digits(&[*y1, *y2, *y3, *y4])?.unsigned_abs();
        let month = u8::try_from(parse_digits(&[*m1, *m2])?).ok()?;
        let day = u8::try_from(parse_digits(&[*d1, *d2])?).ok()?;
        Self::new(year, month, day)
    }
}

/// Parses at most four decimal digits, and nothing else.
pub(crate) fn parse_digits(digits: &[u8]) -> Option<i16> {
    let mut digits = digits.iter();
    digits.try_fold(0, |sum, digit| {
        digit
            .is_ascii_digit()
            .then(|| 10 * sum + i16::from(digit - b'0'))
    })
}

/// Writes a day as `YYYY-MM-DD`.
pub(crate) fn write_date<const N: usize>(text: &mut AsciiText<N>, date: jiff::civil::Date) {
    text.digits(u32::from(date.year().unsigned_abs()), 4);
    text.push(b'-').two_digits(date.month());
    text.push(b'-').two_digits(date.day());
}

impl Date {
    fn text(self) -> AsciiText<10> {
        let mut text = AsciiText::new();
        write_date(&mut text, self.0);
        text
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text().as_str())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Fails for anything but `YYYY-MM-DD` and a day that exists.
impl FromStr for Date {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        Self::parse(text).ok_or(ParseError("a date, YYYY-MM-DD"))
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(DateVisitor)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text().as_str())
    }
}

struct DateVisitor;

impl Visitor<'_> for DateVisitor {
    type Value = Date;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date, YYYY-MM-DD")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Date, E> {
        Date::parse(text).ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
    }
}

/// An error for text, or a value, of the wrong format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseError(pub(crate) &'static str);

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", self.0)
    }
}

impl std::error::Error for ParseError {}
