//! A point in time, with the format that it was written in.

use crate::ascii_text::AsciiText;
use crate::date::{ParseError, parse_digits, write_date};
use jiff::SignedDuration;
use jiff::civil::DateTime;
use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::{Serialize, Serializer};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::time::{Duration, SystemTime};

const EPOCH: DateTime = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
const FIRST: DateTime = DateTime::constant(0, 1, 1, 0, 0, 0, 0);

/// A point in time with the offset and the precision that it was written with (format
/// `date-time`, RFC 3339).
///
/// A decoded value is encoded verbatim: `2021-05-18T19:03:10.1230000+02:00` keeps its offset and
/// its seven digits. Values are compared by the instant alone.
///
/// Beyond RFC 3339, these are read too: text without a zone, which some servers send, as UTC, and
/// written without a zone; `t`, `z` and a space between date and time, written as `T`, `Z` and `T`;
/// more than nine digits of a second, of which nine are kept.
///
/// ```
/// use graphwright_wire::Timestamp;
///
/// let local: Timestamp = "2021-05-18T21:03:10.50+02:00".parse()?;
/// assert_eq!(local, "2021-05-18T19:03:10.5Z".parse()?);
/// assert_eq!(local.to_string(), "2021-05-18T21:03:10.50+02:00");
/// # Ok::<(), graphwright_wire::ParseError>(())
/// ```
#[derive(Clone, Copy)]
pub struct Timestamp {
    /// Date and time as written, before the offset is subtracted.
    local: DateTime,
    zone: Zone,
    /// The number of digits of a second that were written, at most nine.
    digits: u8,
    /// `true` if the second was written as 60. Then `local` has 59.
    leap: bool,
}

/// The offset from UTC, as it was written.
#[derive(Clone, Copy)]
enum Zone {
    Missing,
    Zulu,
    /// `-00:00`: UTC, with an unknown local offset (RFC 3339, section 4.3).
    Unknown,
    Minutes(i16),
}

impl Timestamp {
    /// The current time, in UTC.
    pub fn now() -> Self {
        SystemTime::now().into()
    }

    /// The seconds since 1970-01-01T00:00:00Z, rounded down, without leap seconds.
    pub fn unix_seconds(self) -> i64 {
        let instant = self.instant();
        instant.as_secs() - i64::from(instant.subsec_nanos() < 0)
    }

    /// Nanoseconds after the whole second, below 1,000,000,000.
    pub fn subsec_nanos(self) -> u32 {
        self.local.subsec_nanosecond().unsigned_abs()
    }

    /// The minutes east of UTC, as written; `None` if the text had no zone or an unknown one.
    pub fn offset_minutes(self) -> Option<i16> {
        match self.zone {
            Zone::Missing | Zone::Unknown => None,
            Zone::Zulu => Some(0),
            Zone::Minutes(minutes) => Some(minutes),
        }
    }

    /// Returns whether the text had a zone, which RFC 3339 requires.
    pub fn has_zone(self) -> bool {
        !matches!(self.zone, Zone::Missing)
    }

    /// The time since [`EPOCH`]. A leap second is the first second of the next minute, as in POSIX.
    fn instant(self) -> SignedDuration {
        let minutes = self.offset_minutes().unwrap_or(0);
        let seconds = i64::from(self.leap) - 60 * i64::from(minutes);
        self.local
            .duration_since(EPOCH)
            .saturating_add(SignedDuration::from_secs(seconds))
    }

    fn parse(text: &str) -> Option<Self> {
        let [y1, y2, y3, y4, b'-', mo1, mo2, b'-', d1, d2, rest @ ..] = text.as_bytes() else {
            return None;
        };
        let [
            b'T' | b't' | b' ',
            h1,
            h2,
            b':',
            mi1,
            mi2,
            b':',
            s1,
            s2,
            rest @ ..,
        ] = rest
        else {
            return None;
        };
        let second = parse_digits(&[*s1, *s2])?;
        let leap = second == 60;
        let fraction = parse_fraction(rest)?;
        let local = DateTime::new(
            parse_digits(&[*y1, *y2, *y3, *y4])?,
            two_digits(*mo1, *mo2)?,
            two_digits(*d1, *d2)?,
            two_digits(*h1, *h2)?,
            two_digits(*mi1, *mi2)?,
            if leap { 59 } else { i8::try_from(second).ok()? },
            fraction.nanosecond,
        );
        Some(Self {
            local: local.ok()?,
            zone: Zone::parse(fraction.rest)?,
            digits: fraction.digits,
            leap,
        })
    }
}

/// Parses a number of two digits.
fn two_digits(tens: u8, ones: u8) -> Option<i8> {
    i8::try_from(parse_digits(&[tens, ones])?).ok()
}

/// The fraction of a second.
struct Fraction<'t> {
    nanosecond: i32,
    /// The number of digits that are kept, at most nine.
    digits: u8,
    /// The text after the digits.
    rest: &'t [u8],
}

/// Parses the beginning of `.123Z`, of which the fraction may be missing.
fn parse_fraction(text: &[u8]) -> Option<Fraction<'_>> {
    let [b'.', rest @ ..] = text else {
        return Some(Fraction {
            nanosecond: 0,
            digits: 0,
            rest: text,
        });
    };
    let end = rest
        .iter()
        .position(|byte| !byte.is_ascii_digit())
        .unwrap_or(rest.len());
    let (digits, zone) = rest.split_at_checked(end)?;
    let kept = digits.len().min(9);
    let padded = digits
        .iter()
        .take(kept)
        .chain(std::iter::repeat_n(&b'0', 9 - kept));
    let nanosecond = padded.fold(0, |sum, digit| 10 * sum + i32::from(digit - b'0'));
    let digits = u8::try_from(kept).ok().filter(|digits| *digits > 0)?;
    Some(Fraction {
        nanosecond,
        digits,
        rest: zone,
    })
}

impl Zone {
    fn parse(text: &[u8]) -> Option<Self> {
        match text {
            [] => Some(Self::Missing),
            b"Z" | b"z" => Some(Self::Zulu),
            b"-00:00" => Some(Self::Unknown),
            [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
                let (hours, minutes) = (parse_digits(&[*h1, *h2])?, parse_digits(&[*m1, *m2])?);
                let total = 60 * hours + minutes;
                let signed = if *sign == b'-' { -total } else { total };
                (hours < 24 && minutes < 60).then_some(Self::Minutes(signed))
            }
            _ => None,
        }
    }
}

impl Timestamp {
    fn text(self) -> AsciiText<35> {
        let (date, time) = (self.local.date(), self.local.time());
        let mut text = AsciiText::new();
        write_date(&mut text, date);
        text.push(b'T')
            .two_digits(time.hour())
            .push(b':')
            .two_digits(time.minute());
        let second = time.second() + i8::from(self.leap);
        text.push(b':').two_digits(second);
        if self.digits > 0 {
            let shown = self.subsec_nanos() / 10_u32.pow(9 - u32::from(self.digits.min(9)));
            text.push(b'.').digits(shown, usize::from(self.digits));
        }
        match self.zone {
            Zone::Missing => {}
            Zone::Zulu => {
                text.push(b'Z');
            }
            Zone::Unknown => {
                text.push(b'-').two_digits(0).push(b':').two_digits(0);
            }
            Zone::Minutes(minutes) => {
                let total = u32::from(minutes.unsigned_abs());
                text.push(if minutes < 0 { b'-' } else { b'+' });
                text.digits(total / 60, 2).push(b':').digits(total % 60, 2);
            }
        }
        text
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text().as_str())
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Fails for text in none of the formats that [`Timestamp`] lists.
impl FromStr for Timestamp {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        Self::parse(text).ok_or(ParseError("a date and time (RFC 3339)"))
    }
}

/// In UTC, with as many digits as needed (0, 3, 6 or 9). A time before the year 0 or after the year
/// 9999, which RFC 3339 has no text for, becomes the first or the last that it has one for.
impl From<SystemTime> for Timestamp {
    fn from(time: SystemTime) -> Self {
        let since = match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => SignedDuration::try_from(after).unwrap_or(SignedDuration::MAX),
            Err(before) => SignedDuration::try_from(before.duration())
                .map_or(SignedDuration::MIN, |before| -before),
        };
        let local = EPOCH.saturating_add(since).max(FIRST);
        let nanos = local.subsec_nanosecond();
        let digits = match nanos {
            0 => 0,
            _ if nanos % 1_000_000 == 0 => 3,
            _ if nanos % 1_000 == 0 => 6,
            _ => 9,
        };
        Self {
            local,
            zone: Zone::Zulu,
            digits,
            leap: false,
        }
    }
}

/// Fails for a time that the platform's clock cannot represent.
impl TryFrom<Timestamp> for SystemTime {
    type Error = ParseError;

    fn try_from(timestamp: Timestamp) -> Result<Self, ParseError> {
        let instant = timestamp.instant();
        let distance: Duration = instant.unsigned_abs();
        let time = if instant.is_negative() {
            Self::UNIX_EPOCH.checked_sub(distance)
        } else {
            Self::UNIX_EPOCH.checked_add(distance)
        };
        time.ok_or(ParseError("a time that this platform can hold"))
    }
}

impl PartialEq for Timestamp {
    fn eq(&self, other: &Self) -> bool {
        self.instant() == other.instant()
    }
}

impl Eq for Timestamp {}

impl PartialOrd for Timestamp {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Timestamp {
    fn cmp(&self, other: &Self) -> Ordering {
        self.instant().cmp(&other.instant())
    }
}

impl Hash for Timestamp {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.instant().hash(state);
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TimestampVisitor)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text().as_str())
    }
}

struct TimestampVisitor;

impl Visitor<'_> for TimestampVisitor {
    type Value = Timestamp;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date and time (RFC 3339)")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Timestamp, E> {
        Timestamp::parse(text).ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
    }
}
