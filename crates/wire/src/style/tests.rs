//! The tables of the specification, and the law that reading is the inverse of writing.

use super::{Mistake, Notation, Refusal, Shape, Style, Value};
use crate::percent::decode_query;
use proptest::prelude::*;
use std::borrow::Cow;

/// The location of a parameter.
#[derive(Clone, Copy, Debug)]
enum Place {
    Path,
    Query,
    Header,
    Cookie,
}

const NAME: &str = "$c o[l]";

fn write(
    place: Place,
    notation: Notation,
    name: &str,
    value: &Value,
) -> Result<Option<String>, Refusal> {
    match place {
        Place::Path => notation.write_path(name, value).map(Some),
        Place::Header => notation.write_header(value),
        Place::Cookie => notation.write_cookie(name, value),
        Place::Query => {
            let mut out = String::new();
            notation.write_query(name, value, &mut out)?;
            Ok((!out.is_empty()).then_some(out))
        }
    }
}

fn read(
    place: Place,
    notation: Notation,
    name: &str,
    shape: Shape<'_>,
    text: &str,
) -> Result<Option<Value>, Mistake> {
    match place {
        Place::Path => notation.read_path(name, shape, text).map(Some),
        Place::Header => notation.read_header(shape, &[text]),
        Place::Cookie => {
            let (_, raw) = text.split_once('=').expect("a pair");
            notation.read_cookie(shape, raw).map(Some)
        }
        Place::Query => {
            let pairs = text.split('&').map(|pair| {
                let (name, raw) = pair.split_once('=').expect("a pair");
                (decode_query(name).expect("encoded"), raw)
            });
            notation.read_query(name, shape, &pairs.collect::<Vec<(Cow<'_, str>, &str)>>())
        }
    }
}

fn text(text: &str) -> Value {
    Value::Scalar(text.to_owned())
}

fn list(items: &[&str]) -> Value {
    Value::List(items.iter().map(|item| text(item)).collect())
}

/// The four values of the table "Style Examples": empty, text, list, object.
fn samples() -> [Value; 4] {
    let members = [("R", "100"), ("G", "200"), ("B", "150")];
    let members = members.map(|(name, value)| (name.to_owned(), text(value)));
    [
        text(""),
        text("blue"),
        list(&["blue", "black", "brown"]),
        Value::Object(members.into()),
    ]
}

/// The texts of the samples; `-` for one that is refused.
#[track_caller]
fn check(place: Place, style: Style, explode: bool, expected: [&str; 4]) {
    let notation = Notation::new(style, explode);
    let written = samples().map(|value| {
        let written = write(place, notation, "color", &value);
        written.map_or("-".to_owned(), Option::unwrap_or_default)
    });
    assert_eq!(written, expected, "{place:?} {style:?} {explode}");
}

#[test]
fn the_table_of_the_specification_for_paths() {
    use Place::Path;
    check(
        Path,
        Style::Matrix,
        false,
        [
            ";color",
            ";color=blue",
            ";color=blue,black,brown",
            ";color=R,100,G,200,B,150",
        ],
    );
    check(
        Path,
        Style::Matrix,
        true,
        [
            ";color",
            ";color=blue",
            ";color=blue;color=black;color=brown",
            ";R=100;G=200;B=150",
        ],
    );
    check(
        Path,
        Style::Label,
        false,
        ["-", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"],
    );
    check(
        Path,
        Style::Label,
        true,
        ["-", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"],
    );
    check(
        Path,
        Style::Simple,
        false,
        ["-", "blue", "blue,black,brown", "R,100,G,200,B,150"],
    );
    check(
        Path,
        Style::Simple,
        true,
        ["-", "blue", "blue,black,brown", "R=100,G=200,B=150"],
    );
}

#[test]
fn the_table_of_the_specification_for_queries_headers_and_cookies() {
    use Place::{Cookie, Header, Query};
    check(
        Query,
        Style::Form,
        false,
        [
            "color=",
            "color=blue",
            "color=blue,black,brown",
            "color=R,100,G,200,B,150",
        ],
    );
    check(
        Query,
        Style::Form,
        true,
        [
            "color=",
            "color=blue",
            "color=blue&color=black&color=brown",
            "R=100&G=200&B=150",
        ],
    );
    check(
        Query,
        Style::SpaceDelimited,
        false,
        [
            "color=",
            "color=blue",
            "color=blue%20black%20brown",
            "color=R%20100%20G%20200%20B%20150",
        ],
    );
    check(
        Query,
        Style::PipeDelimited,
        false,
        [
            "color=",
            "color=blue",
            "color=blue%7Cblack%7Cbrown",
            "color=R%7C100%7CG%7C200%7CB%7C150",
        ],
    );
    check(
        Query,
        Style::DeepObject,
        true,
        [
            "color=",
            "color=blue",
            "color%5B0%5D=blue&color%5B1%5D=black&color%5B2%5D=brown",
            "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
        ],
    );
    check(
        Header,
        Style::Simple,
        false,
        ["", "blue", "blue,black,brown", "R,100,G,200,B,150"],
    );
    check(
        Header,
        Style::Simple,
        true,
        ["", "blue", "blue,black,brown", "R=100,G=200,B=150"],
    );
    check(
        Cookie,
        Style::Form,
        true,
        [
            "color=",
            "color=blue",
            "color=blue,black,brown",
            "color=R,100,G,200,B,150",
        ],
    );
}

/// Texts that other clients write; the expected value, or the mistake.
#[track_caller]
fn check_read(place: Place, notation: Notation, shape: Shape<'_>, text: &str, expected: &str) {
    let found = match read(place, notation, "p", shape, text) {
        Ok(value) => value.map_or("-".to_owned(), |value| show(&value)),
        Err(mistake) => format!("{mistake:?}"),
    };
    assert_eq!(found, expected, "{text}");
}

fn show(value: &Value) -> String {
    match value {
        Value::Scalar(text) => text.clone(),
        Value::List(items) => format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join(" ")),
        Value::Object(members) => {
            let members = members
                .iter()
                .map(|(name, value)| format!("{name}:{}", show(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(" "))
        }
        other => format!("{other:?}"),
    }
}

#[test]
fn texts_of_other_clients_are_read() {
    let any = |_: &str| true;
    let object = Shape::Object(&any);
    check_read(
        Place::Query,
        Notation::FORM,
        Shape::List,
        "p=Smith%2C+John",
        "[Smith, John]",
    );
    check_read(
        Place::Query,
        Notation::FORM,
        Shape::List,
        "p=a,b&p=c",
        "[a,b c]",
    );
    check_read(Place::Query, Notation::FORM, Shape::List, "p=", "[]");
    check_read(
        Place::Query,
        Notation::FORM,
        Shape::Scalar,
        "p=a&p=b",
        "Repeated",
    );
    check_read(
        Place::Query,
        Notation::JOINED,
        Shape::List,
        "p=a,b%2Cc",
        "[a b,c]",
    );
    check_read(Place::Query, Notation::JOINED, Shape::List, "q=a", "-");
    check_read(
        Place::Query,
        Notation::JOINED,
        object,
        "p=a,1,b",
        "Unpaired",
    );
    check_read(
        Place::Query,
        Notation::SPACE,
        Shape::List,
        "p=a+b%20c",
        "[a b c]",
    );
    check_read(
        Place::Query,
        Notation::PIPE,
        Shape::List,
        "p=a|b%7cc",
        "[a b c]",
    );
    check_read(
        Place::Query,
        Notation::DEEP,
        object,
        "p[a]=1&p%5Bb%5D[]=2&p[b][]=3&p[c][d]=4",
        "{a:1 b:[2 3] c:{d:4}}",
    );
    check_read(
        Place::Query,
        Notation::FORM,
        Shape::Scalar,
        "p=%zz",
        "Encoding",
    );
    check_read(
        Place::Path,
        Notation::MATRIX.explode(),
        Shape::List,
        ";p=1;p=2",
        "[1 2]",
    );
    check_read(
        Place::Header,
        Notation::SIMPLE,
        Shape::List,
        "1, 3 ,,10 ",
        "[1 3 10]",
    );
    check_read(
        Place::Header,
        Notation::SIMPLE.explode(),
        object,
        "a = 1, b",
        "Unpaired",
    );
    let lines = ["a, b", "c"];
    let read = Notation::SIMPLE.read_header(Shape::List, &lines);
    assert_eq!(read, Ok(Some(list(&["a", "b", "c"]))));
    assert_eq!(
        Notation::SIMPLE.read_header(Shape::Scalar, &lines),
        Err(Mistake::Repeated)
    );
}

/// Delimiters have an escape in most styles; a refusal there would satisfy the law below and nobody else.
#[test]
fn delimiters_that_have_an_escape_are_carried() {
    let items = list(&["a,b", "c;d", "e&f", "g%2Ch", "i+j", "k=l", "m/n"]);
    for (place, notation) in [
        (Place::Path, Notation::SIMPLE),
        (Place::Path, Notation::LABEL),
        (Place::Path, Notation::MATRIX.explode()),
        (Place::Query, Notation::FORM),
        (Place::Query, Notation::JOINED.allow_reserved()),
        (Place::Query, Notation::SPACE),
        (Place::Query, Notation::PIPE),
        (Place::Query, Notation::DEEP),
        (Place::Cookie, Notation::FORM),
    ] {
        let written = write(place, notation, NAME, &items);
        assert!(written.is_ok(), "{place:?} {notation:?}: {written:?}");
    }
}

/// A value as a schema would type it: within an object, one text may be a list of one.
fn normal(value: Value) -> Value {
    match value {
        Value::Literal(text) => Value::Scalar(text),
        Value::List(items) => Value::List(items.into_iter().map(normal).collect()),
        Value::Object(members) => {
            let mut members: Vec<_> = members
                .into_iter()
                .map(|(name, value)| (name, normal(value)))
                .collect();
            let is_list = members
                .iter()
                .enumerate()
                .all(|(index, (name, _))| *name == index.to_string());
            if is_list && !members.is_empty() {
                return Value::List(members.drain(..).map(|(_, value)| value).collect());
            }
            Value::Object(members)
        }
        value => value,
    }
}

/// [`normal`], with lists of one and empty ones as the text that they are written as.
fn flattened(value: Value) -> Value {
    match normal(value) {
        Value::List(items) if items.is_empty() => text(""),
        Value::Object(members) if members.is_empty() => text(""),
        Value::List(items) => {
            let mut items: Vec<Value> = items.into_iter().map(flattened).collect();
            match items.as_slice() {
                [Value::Scalar(_)] => items.remove(0),
                _ => Value::List(items),
            }
        }
        Value::Object(members) => {
            let members = members
                .into_iter()
                .map(|(name, value)| (name, flattened(value)));
            Value::Object(members.collect())
        }
        value => value,
    }
}

fn awkward() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "a", "B7", ",", "|", " ", "%", "+", "[", "]", "&", "=", ";", ".", "/", "?", "#", "\"",
        "%2C", "%20", "é", "漢", "😀", "-", "0", "",
    ]);
    prop::collection::vec(pieces, 0..4).prop_map(|pieces| pieces.concat())
}

fn scalars() -> impl Strategy<Value = Value> {
    awkward().prop_map(Value::Scalar)
}

fn objects(member: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
    prop::collection::btree_map(awkward(), member, 0..4)
        .prop_map(|members| Value::Object(members.into_iter().collect()))
}

fn values() -> impl Strategy<Value = Value> {
    let leaf = scalars();
    let nested = leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::List),
            objects(inner),
        ]
    });
    prop_oneof![
        scalars(),
        prop::collection::vec(scalars(), 0..4).prop_map(Value::List),
        objects(scalars()),
        nested,
    ]
}

fn cells() -> impl Strategy<Value = (Place, Notation)> {
    let cells = vec![
        (Place::Path, Style::Simple),
        (Place::Path, Style::Label),
        (Place::Path, Style::Matrix),
        (Place::Query, Style::Form),
        (Place::Query, Style::SpaceDelimited),
        (Place::Query, Style::PipeDelimited),
        (Place::Query, Style::DeepObject),
        (Place::Header, Style::Simple),
        (Place::Cookie, Style::Form),
    ];
    (prop::sample::select(cells), any::<bool>(), any::<bool>()).prop_map(
        |((place, style), explode, reserved)| {
            let notation = Notation::new(style, explode);
            (
                place,
                if reserved {
                    notation.allow_reserved()
                } else {
                    notation
                },
            )
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn reading_is_the_inverse_of_writing((place, notation) in cells(), value in values()) {
        let Ok(written) = write(place, notation, NAME, &value) else {
            return Ok(());
        };
        let written = written.expect("a value that is not null");
        let any = |_: &str| true;
        let shape = match &value {
            Value::List(_) => Shape::List,
            Value::Object(_) => Shape::Object(&any),
            _ => Shape::Scalar,
        };
        let found = read(place, notation, NAME, shape, &written);
        // Only within an object, and in brackets, is a list of one the same text as its item.
        let is_flat = matches!(&value, Value::List(items) if items.iter().all(|item| matches!(item, Value::Scalar(_))));
        if is_flat && notation.style != Style::DeepObject {
            prop_assert_eq!(found, Ok(Some(value)), "{}", written);
            return Ok(());
        }
        prop_assert_eq!(found.map(|value| value.map(flattened)), Ok(Some(flattened(value))), "{}", written);
    }
}
