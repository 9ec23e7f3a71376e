//! The marks of requests that tell operations of one method and path apart, so that a server knows
//! which is asked.
//!
//! Documents keep several operations of one path apart by a query or a fragment behind it
//! (`/#Action=Publish`, `/token#refresh`), and servers by what their requests carry. Looked for, in this
//! order: a required parameter or member of a form that may have one value only, the media type of the
//! body, a required parameter that others do not require. Each is asked only where those before
//! leave some operations alike.

use crate::draft::OperationDraft;
use crate::reader::{Node, Reader};
use crate::report::{At, Report};
use graphwright_ir::{InputId, Mark, MediaKind, Method, Param, PathPart, Place};
use graphwright_source::media::essence;
use graphwright_source::{Code, pointer};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};

/// The marks of one kind that an operation's requests always have.
type Finder = fn(&Reader<'_>, &OperationDraft) -> BTreeSet<Mark>;

/// The kinds of marks, in the order in which they are tried.
const FINDERS: [Finder; 3] = [
    constants,
    |_, operation| media_types(operation),
    |_, operation| presence(operation),
];

/// How a server recognises the requests of an operation among those of the same method and path.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Recognition {
    /// The marks that its requests have and those of the others have not.
    pub marks: Vec<Mark>,
    /// `true` if nothing distinguishes them from those of another operation, which the server asks
    /// instead.
    pub shared: bool,
}

/// Finds what distinguishes operations that share method and path, and reports those that the
/// generated server will never be asked for.
pub(crate) fn find(
    reader: &Reader<'_>,
    operations: &[OperationDraft],
    report: &mut Report<'_>,
) -> Vec<Recognition> {
    let mut found = vec![Recognition::default(); operations.len()];
    for alike in groups(operations) {
        let mut classes = vec![alike];
        for find in FINDERS {
            classes = classes
                .into_iter()
                .flat_map(|class| split(reader, class, find, operations, &mut found))
                .collect();
        }
        for class in classes {
            keep_one(&class, operations, &mut found, report);
        }
    }
    found
}

/// Splits a class of operations by the marks of one kind that not all of them have.
fn split(
    reader: &Reader<'_>,
    class: Vec<usize>,
    find: Finder,
    operations: &[OperationDraft],
    found: &mut [Recognition],
) -> Vec<Vec<usize>> {
    if class.len() == 1 {
        return vec![class];
    }
    let all: Vec<_> = class
        .iter()
        .map(|index| find(reader, &operations[*index]))
        .collect();
    if !are_disjoint(&all) {
        return vec![class];
    }
    let mut classes: Vec<(BTreeSet<Mark>, Vec<usize>)> = Vec::new();
    let mut known: HashMap<BTreeSet<Mark>, usize> = HashMap::new();
    for (index, marks) in class.iter().zip(&all) {
        let is_own = |mark: &&Mark| !all.iter().all(|other| other.contains(*mark));
        let own: BTreeSet<Mark> = marks.iter().filter(is_own).cloned().collect();
        let at = *known.entry(own.clone()).or_insert_with(|| {
            classes.push((own, Vec::new()));
            classes.len() - 1
        });
        classes[at].1.push(*index);
    }
    for (own, members) in &classes {
        for index in members {
            found[*index].marks.extend(own.iter().cloned());
        }
    }
    classes.into_iter().map(|(_, members)| members).collect()
}

/// Of operations that nothing distinguishes, keeps one for the server: the one whose path has no more
/// than requests have, or else the first.
fn keep_one(
    class: &[usize],
    operations: &[OperationDraft],
    found: &mut [Recognition],
    report: &mut Report<'_>,
) {
    let is_plain = |index: &&usize| operations[**index].path.aside().is_empty();
    let asked = class.iter().find(is_plain).or(class.first());
    let Some(asked) = asked.filter(|_| class.len() > 1).copied() else {
        return;
    };
    let id = &operations[asked].id;
    for index in class.iter().filter(|index| **index != asked) {
        found[*index] = Recognition {
            marks: Vec::new(),
            shared: true,
        };
        let operation = &operations[*index];
        let (method, sent) = (operation.method, operation.path.sent());
        let message = format!(
            "nothing tells the requests of this operation from those of `{id}`, which is `{method} \
             {sent}` too: the generated server asks `{id}` for all of them"
        );
        let at = At::Key(&operation.origin.at);
        report.add(Code::NOT_EXPRESSED, message, at);
    }
}

/// Parameters that must be there and may have one value only, and such members of a form.
fn constants(reader: &Reader<'_>, operation: &OperationDraft) -> BTreeSet<Mark> {
    let params = required(operation).filter(|param| param.content.is_none());
    let params = params.filter_map(|param| {
        let schema = resolved(reader, &param.origin.at)?.child("schema")?;
        mark(param, Some(constant(reader, schema)?))
    });
    params.chain(fields(reader, operation)).collect()
}

/// The members of a form that must be there and may have one value only.
fn fields(reader: &Reader<'_>, operation: &OperationDraft) -> Vec<Mark> {
    let body = operation.body.as_ref();
    let [content] = body.map_or(&[][..], |body| &body.content) else {
        return Vec::new();
    };
    let schema = (content.kind == MediaKind::Form).then(|| {
        let body = resolved(reader, &pointer::join(&operation.origin.at, "requestBody"))?;
        let media = body.child("content")?.child(&content.media_type)?;
        reader.resolve(media.child("schema")?)
    });
    let Some(schema) = schema.flatten() else {
        return Vec::new();
    };
    let field = |name: &str| {
        let member = schema.child("properties")?.child(name)?;
        let value = constant(reader, member)?;
        Some(Mark::Field(name.to_owned(), value))
    };
    schema.words("required").filter_map(field).collect()
}

/// The one value that a schema allows, as it is written in a parameter.
fn constant<'a>(reader: &Reader<'a>, schema: Node<'a>) -> Option<String> {
    let [value] = reader.resolve(schema)?.list("enum") else {
        return None;
    };
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// The object at a pointer of the document, or the one that its `$ref`s lead to.
fn resolved<'a>(reader: &Reader<'a>, pointer: &str) -> Option<Node<'a>> {
    reader.resolve(reader.node(pointer)?)
}

/// The media types of the body.
fn media_types(operation: &OperationDraft) -> BTreeSet<Mark> {
    let content = operation.body.iter().flat_map(|body| &body.content);
    let all: Vec<_> = content.map(|content| content.media_type.clone()).collect();
    let mark = (!all.is_empty()).then_some(Mark::MediaTypes(all));
    mark.into_iter().collect()
}

/// Parameters that must be there, whatever they hold.
fn presence(operation: &OperationDraft) -> BTreeSet<Mark> {
    required(operation)
        .filter_map(|param| mark(param, None))
        .collect()
}

fn required(operation: &OperationDraft) -> impl Iterator<Item = &Param> {
    let params = operation.params.iter();
    params.filter(|param| param.required && param.origin.input == InputId::DOCUMENT)
}

fn mark(param: &Param, value: Option<String>) -> Option<Mark> {
    match param.place {
        Place::Query => Some(Mark::Query(param.wire.clone(), value)),
        Place::Header => Some(Mark::Header(param.wire.to_ascii_lowercase(), value)),
        Place::Path | Place::Cookie => None,
    }
}

/// Returns whether no body fits the media types of two operations. Marks of other kinds always are so:
/// where a request has those of two operations, the one with more of them is meant.
fn are_disjoint(all: &[BTreeSet<Mark>]) -> bool {
    let mut known: Vec<&str> = Vec::new();
    for marks in all {
        let media_types = marks.iter().filter_map(|mark| match mark {
            Mark::MediaTypes(media_types) => Some(media_types),
            _ => None,
        });
        let media_types: Vec<_> = media_types.flatten().map(|one| essence(one)).collect();
        let overlaps = |one: &&str| known.iter().any(|other| overlap(one, other));
        if media_types.iter().any(overlaps) {
            return false;
        }
        known.extend(media_types);
    }
    true
}

/// Returns whether some media type is in both of two ranges.
fn overlap(one: &str, other: &str) -> bool {
    let within = |range: &str, one: &str| match range.strip_suffix('*') {
        Some(kind) => range == "*/*" || one.to_ascii_lowercase().starts_with(kind),
        None => range.eq_ignore_ascii_case(one),
    };
    within(one, other) || within(other, one)
}

/// The operations that share method and path, in document order, each group with at least two.
fn groups(operations: &[OperationDraft]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut known: HashMap<(Method, String), usize> = HashMap::with_capacity(operations.len());
    for (index, operation) in operations.iter().enumerate() {
        let at = *known.entry(key(operation)).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[at].push(index);
    }
    groups.retain(|group| group.len() > 1);
    groups
}

/// The method and the path of an operation's requests, whatever the parameters are called, below what a
/// server has it.
fn key(operation: &OperationDraft) -> (Method, String) {
    let mut path = operation.own_base_path().unwrap_or_default().to_owned();
    for segment in &operation.path.segments {
        path.push('/');
        for part in segment {
            match part {
                PathPart::Literal(text) => path.push_str(text),
                PathPart::Param(_) => path.push_str("{}"),
            }
        }
    }
    (operation.method, path)
}
