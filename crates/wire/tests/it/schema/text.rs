//! Parameters: values as text.

use super::{USER, USER_TYPE};
use graphwright_wire::Schema;
use graphwright_wire::json::json;
use graphwright_wire::schema::Mode::{Request, Response};
use proptest::prelude::*;

#[test]
fn parameters_are_read_from_text() {
    let read = |schema: &Schema, text: &str| match schema.check_text(text, Request) {
        Ok(value) => value.to_string(),
        Err(violations) => violations[0].to_string(),
    };
    static TOP: Schema = Schema::integer().minimum(1).maximum(999);
    assert_eq!(read(&TOP, "50"), "50");
    assert_eq!(read(&TOP, "0"), "must be at least 1");
    for text in ["", " 1", "1 ", "+1", "01", "1.0", "1e2", "0x1", "1_0", "٣"] {
        assert_eq!(read(&TOP, text), "must be an integer", "{text:?}");
    }
    assert_eq!(
        read(&Schema::integer(), "18446744073709551615"),
        "18446744073709551615"
    );
    assert_eq!(read(&Schema::number(), "-1.5e3"), "-1500.0");
    assert_eq!(read(&Schema::number(), "NaN"), "must be a number");
    assert_eq!(read(&Schema::boolean(), "true"), "true");
    assert_eq!(read(&Schema::boolean(), "True"), "must be true or false");
    assert_eq!(read(&Schema::string(), "1,2"), r#""1,2""#);
    assert_eq!(read(&Schema::string().nullable(), "null"), r#""null""#);
    assert_eq!(read(&Schema::integer().nullable(), "null"), "null");
    static LIST: Schema = Schema::array(&Schema::integer());
    assert_eq!(read(&LIST, "1,2"), "[1,2]");
    assert_eq!(read(&LIST, ""), "[]");
    assert_eq!(
        read(&LIST, "1,"),
        "must be values separated by commas, each an integer"
    );
    static EITHER: Schema = Schema::any_of(&[TOP, USER_TYPE]);
    assert_eq!(read(&EITHER, "7"), "7");
    assert_eq!(read(&EITHER, "Guest"), r#""Guest""#);
    assert_eq!(
        read(&EITHER, "0"),
        r#"must be an integer or one of "Member", "Guest""#
    );
    assert_eq!(read(&Schema::object(), r#"{"a":1}"#), r#"{"a":1}"#);
    assert_eq!(read(&Schema::object(), "[]"), "must be an object");
    assert_eq!(read(&Schema::reference(&USER_TYPE), "Guest"), r#""Guest""#);
}

proptest! {
    #[test]
    fn the_text_of_a_number_is_that_number(number in any::<i64>(), float in any::<f64>()) {
        let text = number.to_string();
        prop_assert_eq!(Schema::integer().parse_text(&text).ok(), Some(json!(number)));
        let text = json!(float).to_string();
        let expected = float.is_finite().then(|| json!(float));
        prop_assert_eq!(Schema::number().parse_text(&text).ok(), expected);
    }

    #[test]
    fn no_text_makes_the_validator_panic(text in any::<String>()) {
        let _ = USER.check_text(&text, Request);
        for format in ["uuid", "date-time", "date", "email", "uri", "byte"] {
            let _ = Schema::string().format(format).check_text(&text, Response);
        }
    }
}
