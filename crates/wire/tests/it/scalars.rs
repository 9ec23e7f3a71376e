//! Scalars: the text that they read, which they write back.

use graphwright_wire::{Base64, Date, Timestamp, json};
use proptest::prelude::*;
use std::time::{Duration, SystemTime};

/// Reads a timestamp from JSON and writes it again.
#[track_caller]
fn check(text: &str, expected: &str) {
    let outcome = match json::from_value::<Timestamp>(text.into()) {
        Ok(time) => json::to_value(time).unwrap().as_str().unwrap().to_owned(),
        Err(error) => error.to_string(),
    };
    assert_eq!(outcome, expected);
}

#[test]
fn timestamps_are_written_verbatim() {
    for text in [
        "2021-05-18T19:03:10Z",
        "2021-05-18T19:03:10",
        "2021-05-18T19:03:10.1234567Z",
        "2021-05-18T19:03:10.000000000+00:00",
        "2021-05-18T19:03:10.10-00:00",
        "2021-05-18T19:03:10-23:59",
        "2016-12-31T23:59:60Z",
        "2020-02-29T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.9999999Z",
        "9999-12-31T23:59:59-12:00",
    ] {
        check(text, text);
    }
}

#[test]
fn timestamps_in_other_notations_are_written_in_the_usual_one() {
    check("2021-05-18t19:03:10z", "2021-05-18T19:03:10Z");
    check("2021-05-18 19:03:10Z", "2021-05-18T19:03:10Z");
    check(
        "2021-05-18T19:03:10.1234567891Z",
        "2021-05-18T19:03:10.123456789Z",
    );
}

#[test]
fn other_text_is_not_a_timestamp() {
    for text in [
        "",
        "2021-05-18",
        "2021-05-18T19:03Z",
        "2021-02-29T00:00:00Z",
        "2021-13-01T00:00:00Z",
        "2021-05-18T24:00:00Z",
        "2021-05-18T19:03:61Z",
        "2021-05-18T19:03:10.Z",
        "2021-05-18T19:03:10+2:00",
        "2021-05-18T19:03:10+24:00",
        "2021-05-18T19:03:10+0200",
        "2021-05-18T19:03:10Zz",
        "-021-05-18T19:03:10Z",
        "2021-05-18T19:03:1०",
    ] {
        let expected = "expected a date and time (RFC 3339)";
        check(text, &format!("invalid value: string {text:?}, {expected}"));
    }
}

#[test]
fn a_timestamp_is_compared_by_its_instant() {
    let time = |text: &str| text.parse::<Timestamp>().unwrap();
    assert_eq!(
        time("2021-05-18T19:03:10Z"),
        time("2021-05-18T21:03:10.00+02:00")
    );
    assert_eq!(time("2021-05-18T19:03:10Z"), time("2021-05-18T19:03:10"));
    assert_eq!(time("2016-12-31T23:59:60Z"), time("2017-01-01T00:00:00Z"));
    assert!(time("2021-05-18T19:03:10+01:00") < time("2021-05-18T18:03:10.1Z"));
}

#[test]
fn timestamps_convert_to_system_time() {
    let before = SystemTime::UNIX_EPOCH - Duration::from_millis(1_500);
    let time = Timestamp::from(before);
    assert_eq!(time.to_string(), "1969-12-31T23:59:58.500Z");
    assert_eq!(
        (time.unix_seconds(), time.subsec_nanos()),
        (-2, 500_000_000)
    );
    assert_eq!(SystemTime::try_from(time), Ok(before));
    let now = SystemTime::now();
    assert_eq!(SystemTime::try_from(Timestamp::from(now)), Ok(now));
    let distant = SystemTime::UNIX_EPOCH + Duration::from_secs(400_000_000_000);
    assert_eq!(
        Timestamp::from(distant).to_string(),
        "9999-12-31T23:59:59.999999999Z"
    );
    let ancient = SystemTime::UNIX_EPOCH - Duration::from_secs(400_000_000_000);
    assert_eq!(Timestamp::from(ancient).to_string(), "0000-01-01T00:00:00Z");
}

#[test]
fn a_timestamp_keeps_its_zone() {
    let offset = |text: &str| text.parse::<Timestamp>().unwrap().offset_minutes();
    assert_eq!(offset("2021-05-18T19:03:10-03:30"), Some(-210));
    assert_eq!(offset("2021-05-18T19:03:10Z"), Some(0));
    assert_eq!(offset("2021-05-18T19:03:10-00:00"), None);
    assert_eq!(offset("2021-05-18T19:03:10"), None);
}

#[test]
fn dates_are_existing_days() {
    let day: Date = "2024-02-29".parse().unwrap();
    assert_eq!((day.year(), day.month(), day.day()), (2024, 2, 29));
    assert_eq!(Some(day), Date::new(2024, 2, 29));
    assert!(day < Date::new(2024, 3, 1).unwrap());
    for text in [
        "2023-02-29",
        "2024-2-29",
        "2024-02-29T00:00:00Z",
        "",
        "24-02-29",
        "+024-02-29",
    ] {
        assert_eq!(
            text.parse::<Date>().unwrap_err().to_string(),
            "expected a date, YYYY-MM-DD"
        );
    }
    assert_eq!(Date::new(10_000, 1, 1), None);
    assert_eq!(Date::new(2024, 200, 1), None);
}

#[test]
fn base64_is_read_in_both_alphabets() {
    let bytes = Base64::from(&[0xfb, 0xff, 0xfe, 0x01]);
    for text in ["+//+AQ==", "+//+AQ", "-__-AQ==", "-__-AQ"] {
        assert_eq!(
            json::from_value::<Base64>(text.into()).unwrap(),
            bytes,
            "{text}"
        );
    }
    assert_eq!(bytes.encode(), "+//+AQ==");
    for text in ["-//+AQ==", "+//+A", "+//+AQ= ", "é"] {
        assert_eq!(Base64::decode(text), None, "{text}");
    }
    assert_eq!(format!("{bytes:?}"), "Base64(4 bytes)");
}

proptest! {
    #[test]
    fn any_timestamp_is_written_verbatim(
        (year, month, day) in (0..10_000_u16, 1..13_u8, 1..29_u8),
        (hour, minute, second) in (0..24_u8, 0..60_u8, 0..61_u8),
        fraction in "(\\.[0-9]{1,9})?",
        zone in "(Z|[+-](0[0-9]|1[0-9]|2[0-3]):[0-5][0-9])?",
    ) {
        let text = format!(
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}{zone}"
        );
        let time: Timestamp = text.parse().unwrap();
        // The library reads the same text, but has neither leap seconds nor instants in the last
        // hours of the last year.
        let zoned = if zone.is_empty() { format!("{text}Z") } else { text.clone() };
        prop_assert_eq!(time.to_string(), text);
        if let Some(other) = zoned.parse::<jiff::Timestamp>().ok().filter(|_| second < 60) {
            let nanos = i128::from(time.unix_seconds()) * 1_000_000_000
                + i128::from(time.subsec_nanos());
            prop_assert_eq!(nanos, other.as_nanosecond());
        }
    }

    #[test]
    fn no_text_makes_a_parser_panic(text in "[0-9TtZz:.+ -]{0,40}|\\PC*") {
        let _ = text.parse::<Timestamp>().map(|time| time.to_string());
        let _ = text.parse::<Date>();
        let _ = Base64::decode(&text);
    }

    #[test]
    fn any_date_is_written_verbatim(year in 0..10_000_u16, month in 1..13_u8, day in 1..32_u8) {
        let text = format!("{year:04}-{month:02}-{day:02}");
        let exists = Date::new(year, month, day).is_some();
        prop_assert_eq!(text.parse::<Date>().map(|day| day.to_string()).ok(), exists.then_some(text));
    }

    #[test]
    fn any_bytes_survive(bytes in any::<Vec<u8>>()) {
        let text = Base64::from(bytes.clone()).encode();
        prop_assert_eq!(Base64::decode(&text).map(Base64::into_bytes), Some(bytes));
    }
}
