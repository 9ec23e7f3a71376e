//! The members of a multipart form, from its entries and its schema.
//!
//! The schema determines the value of a text: `7` is a number if one is expected. The items of a
//! list have one name. An object is JSON, or entries named `object[member]`.

use super::Entry;
use super::value::{Form, Member};
use crate::fault::Detail;
use crate::strict_json;
use graphwright_wire::schema::Shape;
use graphwright_wire::{File, Schema, media_type, pointer};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// The maximum depth of names such as `a[b][c]`.
const MAX_DEPTH: usize = 16;

/// Groups the entries of a form to members. Fails with all mistakes.
pub(crate) fn read_members(entries: Vec<Entry>, schema: &Schema) -> Result<Form, Vec<Detail>> {
    let mut form = Form::default();
    let mut details = Vec::new();
    for (name, entries) in group_by_member(entries, schema).groups {
        match read_member(&name, entries, schema.member(&name)) {
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

/// An entry within a member.
struct Item {
    /// The names in brackets, from the member to the entry.
    path: Vec<String>,
    file: File,
}

/// Items by name, in the order of the first item of each name.
#[derive(Default)]
struct Groups {
    groups: Vec<(String, Vec<Item>)>,
    indexes: HashMap<String, usize>,
}

impl Groups {
    /// Adds an item to the group of a name.
    fn push(&mut self, name: String, item: Item) {
        let index = *self.indexes.entry(name).or_insert_with_key(|name| {
            self.groups.push((name.clone(), Vec::new()));
            self.groups.len() - 1
        });
        if let Some((_, group)) = self.groups.get_mut(index) {
            group.push(item);
        }
    }

    /// Adds an item as a group without a name.
    fn push_unnamed(&mut self, item: Item) {
        self.groups.push((String::new(), vec![item]));
    }
}

/// Groups entries by the members that they belong to.
fn group_by_member(entries: Vec<Entry>, schema: &Schema) -> Groups {
    let mut groups = Groups::default();
    for Entry { name, file } in entries {
        let (name, path) = split_name(&name, schema);
        groups.push(name, Item { path, file });
    }
    groups
}

/// Splits `a[b][c]` into `a` and the names in brackets.
fn split_name(name: &str, schema: &Schema) -> (String, Vec<String>) {
    let base = member_name(name, schema);
    let rest = name[base.len()..].strip_prefix('[');
    let path = match rest.and_then(|rest| rest.strip_suffix(']')) {
        Some(rest) => rest.split("][").map(str::to_owned).collect(),
        None => Vec::new(),
    };
    (base.to_owned(), path)
}

/// The name of the member that an entry belongs to: for `a[b][c]` it is `a`, unless the schema has
/// a member with the whole name, or none named `a`.
pub(super) fn member_name<'n>(name: &'n str, schema: &Schema) -> &'n str {
    match name.split_once('[') {
        Some((base, rest)) if rest.ends_with(']') && !schema.names(name) && schema.names(base) => {
            base
        }
        _ => name,
    }
}

fn read_member(name: &str, items: Vec<Item>, schema: Option<&Schema>) -> Result<Member, Detail> {
    let pointer = pointer::join("", name);
    let Some(schema) = schema else {
        return read_unknown_member(&pointer, items);
    };
    match schema.shape() {
        Shape::File => Ok(Member::File(single_item(&pointer, items)?.file)),
        Shape::List(item) if matches!(item.shape(), Shape::File) => {
            let files = items.into_iter().map(|item| item.file);
            Ok(Member::Files(files.collect()))
        }
        _ => read_value(&pointer, items, Some(schema), 0).map(Member::Json),
    }
}

/// Reads a member that the schema does not mention. Files are ignored.
fn read_unknown_member(pointer: &str, items: Vec<Item>) -> Result<Member, Detail> {
    if items.iter().any(|item| item.file.name.is_some()) {
        return Ok(Member::Ignored);
    }
    read_value(pointer, items, None, 0).map(Member::Json)
}

/// Reads a value from the items at a pointer.
fn read_value(
    pointer: &str,
    items: Vec<Item>,
    schema: Option<&Schema>,
    depth: usize,
) -> Result<Value, Detail> {
    if depth > MAX_DEPTH {
        return Err(Detail::body(pointer, "too-complex", "is nested too deeply"));
    }
    match schema.map(Schema::shape) {
        Some(Shape::List(item)) => return read_list(pointer, items, Some(item), depth),
        Some(Shape::Any) | None if items.len() > 1 && items.iter().all(Item::is_leaf) => {
            return read_list(pointer, items, None, depth);
        }
        _ => {}
    }
    if items.iter().all(|item| !item.is_leaf()) {
        return read_object(pointer, items, schema, depth);
    }
    read_item(pointer, &single_item(pointer, items)?.file, schema)
}

/// Reads a list: one item per entry, or per number in brackets.
fn read_list(
    pointer: &str,
    items: Vec<Item>,
    item_schema: Option<&Schema>,
    depth: usize,
) -> Result<Value, Detail> {
    let mut groups = Groups::default();
    for mut item in items {
        match item.next_name().filter(|name| !name.is_empty()) {
            Some(name) => groups.push(name, item),
            None => groups.push_unnamed(item),
        }
    }
    let groups = groups.groups.into_iter().enumerate();
    let values = groups.map(|(index, (_, group))| {
        read_value(&format!("{pointer}/{index}"), group, item_schema, depth + 1)
    });
    values.collect::<Result<Vec<_>, _>>().map(Value::Array)
}

/// Reads an object: one member per name in brackets.
fn read_object(
    pointer: &str,
    items: Vec<Item>,
    schema: Option<&Schema>,
    depth: usize,
) -> Result<Value, Detail> {
    let mut groups = Groups::default();
    for mut item in items {
        groups.push(item.next_name().unwrap_or_default(), item);
    }
    let mut members = Map::new();
    for (name, group) in groups.groups {
        let member = schema.and_then(|schema| schema.member(&name));
        let value = read_value(&pointer::join(pointer, &name), group, member, depth + 1)?;
        members.insert(name, value);
    }
    Ok(Value::Object(members))
}

impl Item {
    fn is_leaf(&self) -> bool {
        self.path.is_empty()
    }

    /// Removes the next name from the path.
    fn next_name(&mut self) -> Option<String> {
        (!self.path.is_empty()).then(|| self.path.remove(0))
    }
}

/// Reads the value of a single entry.
fn read_item(pointer: &str, file: &File, schema: Option<&Schema>) -> Result<Value, Detail> {
    // A part that is not a file is always in memory.
    let bytes = file.in_memory().map_or(&[][..], |bytes| bytes);
    let is_json = file.media_type.as_deref().is_some_and(media_type::is_json);
    let is_object = matches!(schema.map(Schema::shape), Some(Shape::Object));
    if is_json || is_object {
        let value = strict_json::parse(bytes);
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

fn single_item(pointer: &str, items: Vec<Item>) -> Result<Item, Detail> {
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
    use super::{Entry, read_members};
    use crate::Schema;
    use graphwright_wire::File;

    static FORM: Schema = Schema::object().properties(&[
        ("name", Schema::string()),
        ("count", Schema::integer()),
        ("tags", Schema::array(&Schema::string())),
        ("photo", Schema::string().format("binary")),
    ]);

    fn shown(entries: Vec<Entry>) -> String {
        match read_members(entries, &FORM) {
            Ok(form) => form.outline().to_string(),
            Err(details) => {
                let details = details.iter().map(|detail| (&detail.target, detail.code));
                format!("{:?}", details.collect::<Vec<_>>())
            }
        }
    }

    #[test]
    fn files_are_not_values() {
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
