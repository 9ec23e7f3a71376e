//! Single values: kinds, numbers, strings.

use super::check;
use graphwright_wire::Schema;
use graphwright_wire::json::json;
use graphwright_wire::schema::Mode::{Request, Response};

#[test]
fn kinds_of_values() {
    const KINDS: &[(Schema, &str)] = &[
        (Schema::null(), "null"),
        (Schema::boolean(), "true or false"),
        (Schema::integer(), "an integer"),
        (Schema::number(), "a number"),
        (Schema::string(), "a string"),
        (Schema::array(&Schema::any()), "a list"),
        (Schema::object(), "an object"),
    ];
    let values = [
        json!(null),
        json!(true),
        json!(1),
        json!(1.5),
        json!("a"),
        json!([]),
        json!({}),
    ];
    for (row, (schema, words)) in KINDS.iter().enumerate() {
        assert_eq!(schema.describe(), *words);
        for (column, value) in values.iter().enumerate() {
            let wrong = schema.check(value, Request);
            // An integer is a number too.
            let fits = row == column || (row, column) == (3, 2);
            assert_eq!(wrong.is_empty(), fits, "{words}: {value}");
            assert!(
                wrong
                    .iter()
                    .all(|violation| violation.code.as_str() == "type")
            );
        }
        assert!(Schema::any().check(&values[row], Request).is_empty());
    }
    let integer = "[type] must be an integer of at most 64 bits";
    check(&Schema::integer(), Request, &json!(1.0), &[]);
    check(&Schema::integer(), Request, &json!(1.5), &[integer]);
    check(
        &Schema::string(),
        Request,
        &json!(null),
        &["[type] must be a string, not null"],
    );
}

#[test]
fn numbers() {
    static RANGE: Schema = Schema::number().exclusive_minimum_f64(0.5).maximum(10);
    check(
        &RANGE,
        Request,
        &json!(0.5),
        &["[minimum] must be more than 0.5"],
    );
    check(&RANGE, Request, &json!(0.6), &[]);
    check(&RANGE, Request, &json!(10), &[]);
    check(
        &RANGE,
        Request,
        &json!(10.1),
        &["[maximum] must be at most 10"],
    );
    static CENTS: Schema = Schema::number().multiple_of(0.01);
    check(&CENTS, Request, &json!(19.99), &[]);
    check(
        &CENTS,
        Request,
        &json!(19.999),
        &["[multiple-of] must be a multiple of 0.01"],
    );
    static EVEN: Schema = Schema::integer().multiple_of(2.0);
    check(&EVEN, Request, &json!(-4), &[]);
    check(
        &EVEN,
        Request,
        &json!(3),
        &["[multiple-of] must be a multiple of 2"],
    );
    static EXACT: Schema = Schema::integer()
        .maximum(9_007_199_254_740_993)
        .format("int64");
    check(&EXACT, Request, &json!(9_007_199_254_740_993_u64), &[]);
    let over = "[maximum] must be at most 9007199254740993";
    check(&EXACT, Request, &json!(9_007_199_254_740_994_u64), &[over]);
    let long = "[format] must be a 64-bit integer";
    check(&EXACT, Request, &json!(u64::MAX), &[over, long]);
    static LISTED: Schema = Schema::integer().one_of_integers(&[1, 2]);
    check(&LISTED, Request, &json!(2), &[]);
    check(&LISTED, Request, &json!(3), &["[enum] must be one of 1, 2"]);
    check(&LISTED, Response, &json!(3), &[]);
}

#[test]
fn strings_are_measured_in_characters() {
    static SHORT: Schema = Schema::string().max_length(2);
    check(&SHORT, Request, &json!("é😀"), &[]);
    check(
        &SHORT,
        Request,
        &json!("abc"),
        &["[max-length] must have at most 2 characters, has 3"],
    );
}

#[test]
fn a_description_replaces_a_pattern_and_a_list() {
    static SLUG: Schema = Schema::string()
        .pattern("^[a-z]+$")
        .expects("lower-case letters");
    check(
        &SLUG,
        Request,
        &json!("A"),
        &["[pattern] must be lower-case letters"],
    );
    check(
        &SLUG,
        Request,
        &json!(1),
        &["[type] must be lower-case letters, not a number"],
    );
    assert_eq!(SLUG.describe(), "lower-case letters");
    static OPEN: Schema = Schema::string().one_of(&["a"]).open();
    check(&OPEN, Request, &json!("b"), &[]);
}

#[test]
fn a_pattern_that_cannot_be_expressed_is_not_checked() {
    check(
        &Schema::string().pattern("^(?!a)"),
        Request,
        &json!("a"),
        &[],
    );
    check(&Schema::string().pattern("("), Request, &json!("a"), &[]);
    // Escapes that ECMA 262 allows are known.
    static PATH: Schema = Schema::string().pattern(r"^\/users\/[\w\-\.]+$");
    check(&PATH, Request, &json!("/users/a-b.c"), &[]);
    check(
        &PATH,
        Request,
        &json!("/users/"),
        &[r"[pattern] must match the pattern `^\/users\/[\w\-\.]+$`"],
    );
}

#[test]
fn formats() {
    const FORMATS: &[(&str, Schema, &[&str], &[&str])] = &[
        (
            "a UUID",
            Schema::string().format("uuid"),
            &[
                "87d349ed-44d7-43e1-9a83-5f2406dee5bd",
                "87D349ED-44D7-43E1-9A83-5F2406DEE5BD",
            ],
            &[
                "",
                "{87d349ed-44d7-43e1-9a83-5f2406dee5bd}",
                "87d349ed44d743e19a835f2406dee5bd",
            ],
        ),
        (
            "a date and time (RFC 3339)",
            Schema::string().format("date-time"),
            &["2021-05-18T19:03:10Z"],
            &["2021-05-18", "2021-05-18T19:03:10"],
        ),
        (
            "a date, YYYY-MM-DD",
            Schema::string().format("date"),
            &["2021-05-18"],
            &["18.5.2021"],
        ),
        (
            "an e-mail address",
            Schema::string().format("email"),
            &["a@b", "a@b@c.de", "ä.b+c@münchen.de"],
            &["a", "@b", "a@", "a b@c", "a@.b"],
        ),
        (
            "an absolute URI",
            Schema::string().format("uri"),
            &["https://graph.microsoft.com/v1.0", "urn:x"],
            &["/users", "a b:c", "1a:b", "http:", ":x"],
        ),
        (
            "base64 text",
            Schema::string().format("byte"),
            &["", "AQ==", "-_8"],
            &["A", "a b"],
        ),
        (
            "a string",
            Schema::string().format("no-such"),
            &["anything"],
            &[],
        ),
    ];
    for (words, schema, right, wrong) in FORMATS {
        assert_eq!(schema.describe(), *words);
        for text in *right {
            check(schema, Request, &json!(text), &[]);
        }
        for text in *wrong {
            check(
                schema,
                Request,
                &json!(text),
                &[&format!("[format] must be {words}")],
            );
        }
    }
    // Some servers omit the zone.
    check(&FORMATS[1].1, Response, &json!("2021-05-18T19:03:10"), &[]);
}
