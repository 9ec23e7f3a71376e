//! Forms of `application/x-www-form-urlencoded` (the URL standard, section 5.1).
//!
//! The pairs of each member are read as a query parameter is, in the notation that the document has for the
//! member. A name in brackets, `object[member]`, leads into a member in every notation.

use super::value::{Form, Member};
use crate::fault::Detail;
use crate::query::{self, Pair};
use crate::read::style::{Raw, Styled};
use graphwright_wire::percent::BadEncoding;
use graphwright_wire::schema::Shape;
use graphwright_wire::style::Notation;
use graphwright_wire::{File, Schema, percent, pointer};
use std::borrow::Cow;
use std::collections::HashMap;

static ANY: Schema = Schema::any();

/// Reads a form by its schema. `notations` are those of members that are not written in the style `form`,
/// exploded. Fails with all mistakes.
pub(crate) fn read(
    body: &[u8],
    schema: &Schema,
    notations: &[(&str, Notation)],
) -> Result<Form, Vec<Detail>> {
    let text = std::str::from_utf8(body).map_err(|_| vec![encoding_detail()])?;
    let pairs: Vec<Pair<'_>> = query::pairs(text)
        .collect::<Result<_, _>>()
        .map_err(|BadEncoding| vec![encoding_detail()])?;
    let mut form = Form::default();
    let mut details = Vec::new();
    for (name, pairs) in group_by_member(pairs, schema) {
        let notation = notations.iter().find(|(own, _)| *own == name);
        let notation = notation.map(|(_, notation)| *notation);
        match read_member(&name, notation, schema.member(&name), &pairs) {
            Ok(Some(member)) => form.0.push((name, member)),
            Ok(None) => {}
            Err(detail) => details.push(detail),
        }
    }
    // A text that is not encoded makes the whole form unreadable.
    if details.iter().any(|detail| detail.code == "encoding") {
        return Err(vec![encoding_detail()]);
    }
    if details.is_empty() {
        Ok(form)
    } else {
        Err(details)
    }
}

/// Groups pairs by the members that they belong to, in the order of the first pair of each.
fn group_by_member<'r>(pairs: Vec<Pair<'r>>, schema: &Schema) -> Vec<(String, Vec<Pair<'r>>)> {
    let mut groups: Vec<(String, Vec<Pair<'r>>)> = Vec::new();
    let mut indexes: HashMap<String, usize> = HashMap::new();
    for pair in pairs {
        let base = super::members::member_name(&pair.0, schema);
        let name = match schema.flattened(&pair.0) {
            Some(object) if !schema.names(base) => object,
            _ => base,
        };
        let index = *indexes.entry(name.to_owned()).or_insert_with_key(|name| {
            groups.push((name.clone(), Vec::new()));
            groups.len() - 1
        });
        groups[index].1.push(pair);
    }
    groups
}

fn read_member(
    name: &str,
    notation: Option<Notation>,
    schema: Option<&Schema>,
    pairs: &[Pair<'_>],
) -> Result<Option<Member>, Detail> {
    let pointer = pointer::join("", name);
    let schema = schema.unwrap_or(&ANY);
    match schema.shape() {
        Shape::File => return read_file(&pointer, pairs).map(Some),
        Shape::List(item) if matches!(item.shape(), Shape::File) => {
            // One empty text is the empty list, as in every notation.
            let pairs = if matches!(pairs, [(_, "")]) {
                &[]
            } else {
                pairs
            };
            let files = pairs.iter().map(file);
            return Ok(Some(Member::Files(files.collect::<Result<_, _>>()?)));
        }
        _ => {}
    }
    let is_within = |pair: &Pair<'_>| {
        let rest = pair.0.strip_prefix(name);
        rest.is_some_and(|rest| rest.starts_with('['))
    };
    let notation = if pairs.iter().any(is_within) {
        Notation::DEEP
    } else {
        notation.unwrap_or(Notation::FORM)
    };
    let styled = Styled {
        name,
        notation,
        schema,
        is_member: &|own| own != name && schema.takes_member(own),
    };
    let value = styled
        .read(Raw::Pairs(pairs))
        .map_err(|misread| misread.of_body(&pointer))?;
    Ok(value.map(Member::Json))
}

fn read_file(pointer: &str, pairs: &[Pair<'_>]) -> Result<Member, Detail> {
    match pairs {
        [pair] => file(pair).map(Member::File),
        _ => Err(Detail::body(
            pointer,
            "repeated",
            "must not be given more than once",
        )),
    }
}

fn file((_, raw): &Pair<'_>) -> Result<File, Detail> {
    let text = percent::decode_query(raw).map_err(|BadEncoding| encoding_detail())?;
    Ok(File::from(Cow::into_owned(text)))
}

/// The mistake of a form that is not percent-encoded text.
pub(crate) fn encoding_detail() -> Detail {
    Detail::body("", "encoding", "must be percent-encoded UTF-8")
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::Schema;
    use graphwright_wire::style::Notation;

    static POINT: Schema =
        Schema::object().properties(&[("x", Schema::integer()), ("label", Schema::string())]);
    static FORM: Schema = Schema::object().properties(&[
        ("name", Schema::string()),
        ("a[b]", Schema::string()),
        ("count", Schema::integer()),
        ("tags", Schema::array(&Schema::string())),
        ("point", Schema::reference(&POINT)),
        ("points", Schema::array(&Schema::reference(&POINT))),
        (
            "either",
            Schema::any_of(&[Schema::integer(), Schema::string()]),
        ),
        ("photo", Schema::string().format("binary")),
        ("any", Schema::any()),
    ]);

    #[track_caller]
    fn check_in(notations: &[(&str, Notation)], form: &str, expected: &str) {
        let found = match read(form.as_bytes(), &FORM, notations) {
            Ok(form) => form.outline().to_string(),
            Err(details) => {
                let details = details.iter().map(|detail| (&detail.target, detail.code));
                format!("{:?}", details.collect::<Vec<_>>())
            }
        };
        assert_eq!(found, expected, "{form}");
    }

    #[track_caller]
    fn check(form: &str, expected: &str) {
        check_in(&[], form, expected);
    }

    #[test]
    fn the_schema_determines_values() {
        check("name=7&count=7", r#"{"name":"7","count":7}"#);
        check("name=a+b%26&more", r#"{"name":"a b&","more":""}"#);
        check("tags=a,b&tags=&tags=c", r#"{"tags":["a,b","","c"]}"#);
        check("tags=", r#"{"tags":[]}"#);
        check("tags[]=a&tags[]=b", r#"{"tags":["a","b"]}"#);
        check(
            "either=7&any=7&photo=x",
            r#"{"either":7,"any":"7","photo":""}"#,
        );
        check(
            "any=1&any=2&other=1&other=2",
            r#"{"any":["1","2"],"other":["1","2"]}"#,
        );
        check("", "{}");
    }

    #[test]
    fn members_have_the_notations_of_the_document() {
        let notations = [("tags", Notation::SPACE), ("point", Notation::JOINED)];
        check_in(
            &notations,
            "tags=x%20y+z&point=x,7,label,a%2Cb",
            r#"{"tags":["x","y","z"],"point":{"x":7,"label":"a,b"}}"#,
        );
        check_in(&notations, "point=x", r#"[("/point", "type")]"#);
    }

    #[test]
    fn objects_are_json_or_pairs_of_their_members() {
        let expected = r#"{"point":{"x":7,"label":"7"}}"#;
        check("point[x]=7&point[label]=7", expected);
        check("x=7&label=7", expected);
        check("point=%7B%22x%22%3A7%2C%22label%22%3A%227%22%7D", expected);
        check(
            "points[0][x]=1&points[1][x]=2&points[0][label]=a",
            r#"{"points":[{"x":1,"label":"a"},{"x":2}]}"#,
        );
        check(
            "a[b]=1&c[d]=2&name[=3",
            r#"{"a[b]":"1","c[d]":"2","name[":"3"}"#,
        );
    }

    #[test]
    fn all_mistakes_are_reported() {
        check(
            "name=a&name=b&count=x&point=%7B&points[0][x]=y",
            r#"[("/name", "repeated"), ("/count", "type"), ("/point", "malformed"), ("/points/0/x", "type")]"#,
        );
        check("name=%", r#"[("", "encoding")]"#);
        check("name=%FF", r#"[("", "encoding")]"#);
        let deep = format!("any{}=1", "[a]".repeat(40));
        check(&deep, r#"[("/any", "too-complex")]"#);
    }
}
