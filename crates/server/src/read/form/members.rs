//! Forms: from the entries that came to the members that a schema knows.
//!
//! What a text stands for is for the schema to say: `7` is a number where one is expected. A list
//! is entries of one name; an object is JSON, or entries named `object[member]`, or, in a form of
//! `application/x-www-form-urlencoded`, entries with the names of its members.

use super::Entry;
use super::value::{Form, Member};
use crate::fault::Detail;
use crate::strict_json as json;
use graphwright_wire::schema::Shape;
use graphwright_wire::{File, Schema, media_type, pointer};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// How deep names such as `a[b][c]` may lead.
const MAX_DEPTH: usize = 16;

/// The members of a form; all that is wrong with them is told at once.
pub(crate) fn members(entries: Vec<Entry>, schema: &Schema) -> Result<Form, Vec<Detail>> {
    let mut form = Form::default();
    let mut details = Vec::new();
    for (name, entries) in groups(entries, schema) {
        match member(&name, entries, schema.member(&name)) {
            Ok(member) => form.0.push((name, member)),
            Err(detail) => details.push(detail),
        }
    }
    if details.is_empty() {
        Ok(form)
    } else {
        Err(details)
    }
}

/// An entry without the name of the member that it belongs to.
struct Item {
    /// The names that lead to it from there.
    path: Vec<String>,
    file: File,
}

/// The entries by the members that they belong to.
fn groups(entries: Vec<Entry>, schema: &Schema) -> Vec<(String, Vec<Item>)> {
    let mut groups: Vec<(String, Vec<Item>)> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for Entry { name, file } in entries {
        let (name, path) = split(&name, schema);
        let item = Item { path, file };
        let at = *known.entry(name).or_insert_with_key(|name| {
            groups.push((name.clone(), Vec::new()));
            groups.len() - 1
        });
        if let Some((_, items)) = groups.get_mut(at) {
            items.push(item);
        }
    }
    groups
}

/// `a[b][c]` as `a` and the way from there.
fn split(name: &str, schema: &Schema) -> (String, Vec<String>) {
    let base = base(name, schema);
    let rest = name[base.len()..].strip_prefix('[');
    let path = match rest.and_then(|rest| rest.strip_suffix(']')) {
        Some(rest) => rest.split("][").map(str::to_owned).collect(),
        None => Vec::new(),
    };
    (base.to_owned(), path)
}

/// The member that an entry belongs to: that of `a[b][c]` is `a`, unless the schema has a member of
/// that very name or none called `a`.
pub(super) fn base<'n>(name: &'n str, schema: &Schema) -> &'n str {
    match name.split_once('[') {
        Some((base, rest)) if rest.ends_with(']') && !schema.names(name) && schema.names(base) => {
            base
        }
        _ => name,
    }
}

fn member(name: &str, items: Vec<Item>, schema: Option<&Schema>) -> Result<Member, Detail> {
    let pointer = pointer::join("", name);
    let Some(schema) = schema else {
        return unknown(&pointer, items);
    };
    match schema.shape() {
        Shape::File => Ok(Member::File(only(&pointer, items)?.file)),
        Shape::List(item) if matches!(item.shape(), Shape::File) => {
            let files = items.into_iter().map(|item| item.file);
            Ok(Member::Files(files.collect()))
        }
        _ => nested(&pointer, items, Some(schema), 0).map(Member::Json),
    }
}

/// A member of which the schema says nothing: text, unless it is a file, for which there is no place.
fn unknown(pointer: &str, items: Vec<Item>) -> Result<Member, Detail> {
    if items.iter().any(|item| item.file.name.is_some()) {
        return Ok(Member::Ignored);
    }
    nested(pointer, items, None, 0).map(Member::Json)
}

fn nested(
    pointer: &str,
    items: Vec<Item>,
    schema: Option<&Schema>,
    depth: usize,
) -> Result<Value, Detail> {
    if depth > MAX_DEPTH {
        return Err(Detail::body(pointer, "too-complex", "is nested too deeply"));
    }
    let list = match schema.map(Schema::shape) {
        Some(Shape::List(item)) => Some(Some(item)),
        Some(Shape::Any) | None if items.len() > 1 && items.iter().all(Item::is_leaf) => Some(None),
        _ => None,
    };
    if let Some(of) = list {
        return list_of(pointer, items, of, depth);
    }
    if items.iter().all(|item| !item.is_leaf()) {
        return object(pointer, items, schema, depth);
    }
    value(pointer, &only(pointer, items)?.file, schema)
}

/// The items of a list: one for each entry of its name, or for each number between brackets.
fn list_of(
    pointer: &str,
    items: Vec<Item>,
    of: Option<&Schema>,
    depth: usize,
) -> Result<Value, Detail> {
    let mut groups: Vec<(Option<String>, Vec<Item>)> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for mut item in items {
        let key = item.step().filter(|key| !key.is_empty());
        let seen = key.as_ref().and_then(|key| known.get(key).copied());
        if let Some((_, group)) = seen.and_then(|at| groups.get_mut(at)) {
            group.push(item);
            continue;
        }
        if let Some(key) = &key {
            known.insert(key.clone(), groups.len());
        }
        groups.push((key, vec![item]));
    }
    let values = groups
        .into_iter()
        .enumerate()
        .map(|(index, (_, group))| nested(&format!("{pointer}/{index}"), group, of, depth + 1));
    values.collect::<Result<Vec<_>, _>>().map(Value::Array)
}

fn object(
    pointer: &str,
    items: Vec<Item>,
    schema: Option<&Schema>,
    depth: usize,
) -> Result<Value, Detail> {
    let mut groups: Vec<(String, Vec<Item>)> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for mut item in items {
        let key = item.step().unwrap_or_default();
        let at = *known.entry(key).or_insert_with_key(|key| {
            groups.push((key.clone(), Vec::new()));
            groups.len() - 1
        });
        if let Some((_, group)) = groups.get_mut(at) {
            group.push(item);
        }
    }
    let mut members = Map::new();
    for (key, group) in groups {
        let member = schema.and_then(|schema| schema.member(&key));
        let value = nested(&pointer::join(pointer, &key), group, member, depth + 1)?;
        members.insert(key, value);
    }
    Ok(Value::Object(members))
}

impl Item {
    fn is_leaf(&self) -> bool {
        self.path.is_empty()
    }

    /// Takes the next name on the way.
    fn step(&mut self) -> Option<String> {
        (!self.path.is_empty()).then(|| self.path.remove(0))
    }
}

/// What one entry stands for.
fn value(pointer: &str, file: &File, schema: Option<&Schema>) -> Result<Value, Detail> {
    // What is no file has come into memory.
    let bytes = file.in_memory().map_or(&[][..], |bytes| bytes);
    let is_json = file.media_type.as_deref().is_some_and(media_type::is_json);
    let is_object = matches!(schema.map(Schema::shape), Some(Shape::Object));
    if is_json || is_object {
        let value = json::parse(bytes);
        return value.map_err(|error| Detail::body(pointer, error.code, error.message));
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|_| Detail::body(pointer, "encoding", "must be text in UTF-8"))?;
    let Some(schema) = schema else {
        return Ok(text.into());
    };
    schema
        .parse_text(text)
        .map_err(|violation| Detail::body(pointer, violation.code.as_str(), violation.message))
}

fn only(pointer: &str, items: Vec<Item>) -> Result<Item, Detail> {
    let mut items = items.into_iter();
    match (items.next(), items.next()) {
        (Some(item), None) if item.is_leaf() => Ok(item),
        _ => Err(Detail::body(
            pointer,
            "repeated",
            "must not be given more than once",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::super::urlencoded::entries;
    use super::{Entry, members};
    use crate::Schema;
    use graphwright_wire::File;

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

    fn shown(entries: Vec<Entry>) -> String {
        match members(entries, &FORM) {
            Ok(form) => form.outline().to_string(),
            Err(details) => {
                let details = details.iter().map(|detail| (&detail.target, detail.code));
                format!("{:?}", details.collect::<Vec<_>>())
            }
        }
    }

    #[track_caller]
    fn check(form: &str, expected: &str) {
        let found =
            entries(form.as_bytes(), &FORM).map_or_else(|detail| detail.code.to_owned(), shown);
        assert_eq!(found, expected, "{form}");
    }

    #[test]
    fn pairs_become_what_the_schema_says() {
        check("name=7&count=7", r#"{"name":"7","count":7}"#);
        check("name=a+b%26&more", r#"{"name":"a b&","more":""}"#);
        check("tags=a,b&tags=&tags=c", r#"{"tags":["a,b","","c"]}"#);
        check("tags[]=a&tags[]=b", r#"{"tags":["a","b"]}"#);
        check("either=7&any=7", r#"{"either":7,"any":"7"}"#);
        check(
            "any=1&any=2&other=1&other=2",
            r#"{"any":["1","2"],"other":["1","2"]}"#,
        );
        check("", "{}");
    }

    #[test]
    fn objects_are_json_or_members() {
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
    fn all_that_is_wrong_is_told() {
        check(
            "name=a&name=b&count=x&point=%7B&points[0][x]=y",
            r#"[("/name", "repeated"), ("/count", "type"), ("/point", "malformed"), ("/points/0/x", "type")]"#,
        );
        check("name=%", "encoding");
        check("name=%FF", "encoding");
        check("point=1&point[x]=1", r#"[("/point", "repeated")]"#);
        let deep = format!("any{}=1", "[a]".repeat(40));
        check(
            &deep,
            r#"[("/any/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a", "too-complex")]"#,
        );
    }

    #[test]
    fn files_stay_apart() {
        let entry = |name: &str, file| Entry {
            name: name.to_owned(),
            file,
        };
        let file = || File::new([0xff]).name("a.png");
        assert_eq!(shown(vec![entry("photo", file())]), r#"{"photo":""}"#);
        assert_eq!(shown(vec![entry("other", file())]), r#"{"other":""}"#);
        let twice = vec![entry("photo", file()), entry("photo", file())];
        assert_eq!(shown(twice), r#"[("/photo", "repeated")]"#);
        let wrong = vec![
            entry("name", file()),
            entry("count", File::new("7").media_type("application/json")),
        ];
        assert_eq!(shown(wrong), r#"[("/name", "encoding")]"#);
    }
}
