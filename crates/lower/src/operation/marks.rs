//! What tells operations of one method and path apart, so that a server knows which is asked.
//!
//! Documents keep several operations of one path apart by a query or a fragment behind it
//! (`/#Action=Publish`, `/token#refresh`), and servers by what their requests carry. Looked for, in this
//! order: a required parameter or member of a form that may have one value only, the media type of the
//! body, a required parameter that others do not require. Each is asked only where those before
//! leave some operations alike.

use crate::lowering::Lowering;
use crate::reader::Node;
use crate::report::At;
use graphwright_ir::{InputId, Mark, MediaKind, Method, Operation, Param, PathPart, Place};
use graphwright_source::{Code, pointer};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};

/// The marks of one kind that an operation's requests always have.
type Finder<'a> = fn(&Lowering<'a>, &Operation) -> BTreeSet<Mark>;

impl<'a> Lowering<'a> {
    /// Gives the operations that share method and path what tells them apart, and tells of those that
    /// the generated server will never be asked for.
    pub(crate) fn tell_apart(&mut self, operations: &mut [Operation]) {
        for alike in groups(operations) {
            let mut classes = vec![alike];
            let finders: [Finder<'a>; 3] = [
                Self::constants,
                |_, one| media_types(one),
                |_, one| presence(one),
            ];
            for find in finders {
                let each = classes.into_iter();
                classes = each
                    .flat_map(|class| self.split(class, find, operations))
                    .collect();
            }
            for class in classes {
                self.keep_one(&class, operations);
            }
        }
    }

    /// The operations of a class by the marks of one kind that not all of them have.
    fn split(
        &self,
        class: Vec<usize>,
        find: Finder<'a>,
        operations: &mut [Operation],
    ) -> Vec<Vec<usize>> {
        if class.len() == 1 {
            return vec![class];
        }
        let all: Vec<_> = class
            .iter()
            .map(|index| find(self, &operations[*index]))
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
                operations[*index].marks.extend(own.iter().cloned());
            }
        }
        classes.into_iter().map(|(_, members)| members).collect()
    }

    /// Of operations that nothing tells apart one is asked: the one whose path says no more than
    /// requests have, or else the first.
    fn keep_one(&mut self, class: &[usize], operations: &mut [Operation]) {
        let is_plain = |index: &&usize| operations[**index].path.aside().is_empty();
        let asked = class.iter().find(is_plain).or(class.first());
        let Some(asked) = asked.filter(|_| class.len() > 1).copied() else {
            return;
        };
        let id = operations[asked].id.clone();
        for index in class.iter().filter(|index| **index != asked) {
            let operation = &mut operations[*index];
            operation.path.shared = true;
            operation.marks.clear();
            let (method, sent) = (operation.method, operation.path.sent());
            let message = format!(
                "nothing tells the requests of this operation from those of `{id}`, which is `{method} \
                 {sent}` too: the generated server asks `{id}` for all of them"
            );
            self.report
                .add(Code::NOT_EXPRESSED, message, At::Key(&operation.origin.at));
        }
    }

    /// Parameters that must be there and may have one value only, and such members of a form.
    fn constants(&self, operation: &Operation) -> BTreeSet<Mark> {
        let params = required(operation).filter(|param| param.content.is_none());
        let params = params.filter_map(|param| {
            let schema = self.at(&param.origin.at)?.child("schema")?;
            mark(param, Some(self.constant(schema)?))
        });
        params.chain(self.fields(operation)).collect()
    }

    /// The members of a form that must be there and may have one value only.
    fn fields(&self, operation: &Operation) -> Vec<Mark> {
        let body = operation.body.as_ref();
        let [content] = body.map_or(&[][..], |body| &body.content) else {
            return Vec::new();
        };
        let schema = (content.kind == MediaKind::Form).then(|| {
            let body = self.at(&pointer::join(&operation.origin.at, "requestBody"))?;
            let media = body.child("content")?.child(&content.media_type)?;
            self.reader.resolve(media.child("schema")?)
        });
        let Some(schema) = schema.flatten() else {
            return Vec::new();
        };
        let field = |name: &str| {
            let member = schema.child("properties")?.child(name)?;
            Some(Mark::Field(name.to_owned(), self.constant(member)?))
        };
        schema.words("required").filter_map(field).collect()
    }

    /// The one value that a schema allows, as it is written in a parameter.
    fn constant(&self, schema: Node<'a>) -> Option<String> {
        let [value] = self.reader.resolve(schema)?.list("enum") else {
            return None;
        };
        match value {
            Value::String(text) => Some(text.clone()),
            Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
            Value::Null | Value::Array(_) | Value::Object(_) => None,
        }
    }

    /// The object at a pointer of the document.
    fn at(&self, pointer: &str) -> Option<Node<'a>> {
        let value = self.reader.document.node(pointer)?;
        self.reader.resolve(Node::new(value, pointer.to_owned())?)
    }
}

/// The media types of the body.
fn media_types(operation: &Operation) -> BTreeSet<Mark> {
    let content = operation.body.iter().flat_map(|body| &body.content);
    let all: Vec<_> = content.map(|content| content.media_type.clone()).collect();
    let mark = (!all.is_empty()).then_some(Mark::MediaTypes(all));
    mark.into_iter().collect()
}

/// Parameters that must be there, whatever they hold.
fn presence(operation: &Operation) -> BTreeSet<Mark> {
    required(operation)
        .filter_map(|param| mark(param, None))
        .collect()
}

fn required(operation: &Operation) -> impl Iterator<Item = &Param> {
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

/// Whether no body fits the media types of two operations. Marks of other kinds always are so: where a
/// request has those of two operations, the one with more of them is meant.
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

/// Whether some media type is in both of two ranges.
fn overlap(one: &str, other: &str) -> bool {
    let within = |range: &str, one: &str| match range.strip_suffix('*') {
        Some(kind) => range == "*/*" || one.to_ascii_lowercase().starts_with(kind),
        None => range.eq_ignore_ascii_case(one),
    };
    within(one, other) || within(other, one)
}

fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

/// The operations that share method and path, in document order, each group with at least two.
fn groups(operations: &[Operation]) -> Vec<Vec<usize>> {
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
fn key(operation: &Operation) -> (Method, String) {
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
