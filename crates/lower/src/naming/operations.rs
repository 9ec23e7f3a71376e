//! Names of tags and operations.

use super::configured::Configured;
use super::names::TagNames;
use super::singular;
use crate::draft::{OperationDraft, TagDraft};
use crate::names::{self, CONSTANTS, GROUPS, Names, OPERATIONS};
use crate::reader::{Node, Reader};
use crate::report::{At, Report};
use graphwright_ir::{OperationNames, PathPart, TagId, Version, VersionId};
use std::collections::HashMap;

/// The group of operations without a tag.
const ROOT: &str = "root";

/// Gives every tag its module and its type.
pub(super) fn name_tags(
    tags: &[TagDraft],
    operations: &[OperationDraft],
    versions: &[Version],
    types: &mut Names,
    report: &mut Report<'_>,
) -> Vec<TagNames> {
    let mut modules = Names::new(&GROUPS);
    let each = tags.iter().enumerate().map(|(index, tag)| {
        let name = if tag.wire.is_empty() {
            ROOT
        } else {
            tag.wire.as_str()
        };
        // What a later version adds is a group of its own.
        let text = match tag.version {
            VersionId::BASE => name.to_owned(),
            later => format!("{name} {}", versions[later.0].wire),
        };
        let text = text.as_str();
        let mut of_tag = operations.iter().filter(|one| one.tag == TagId(index));
        let at = of_tag
            .next()
            .map(|first| format!("{}/tags/0", first.origin.at));
        let at = at.unwrap_or_default();
        let module = modules.take([text]);
        let ident = types.take_beside_exports([text, &format!("{text} api")]);
        let of_module = format!("the module of tag `{text}`");
        report.add_renamed(&of_module, &module, At::Value(&at));
        let of_type = format!("the type of tag `{text}`");
        report.add_renamed(&of_type, &ident, At::Value(&at));
        TagNames {
            module: module.ident,
            ident: ident.ident,
        }
    });
    each.collect()
}

/// Returns the text that names each operation: the configuration's, the document's own apart from the
/// id, or else the one that id, method and path make.
pub(super) fn texts(
    operations: &[OperationDraft],
    reader: &Reader<'_>,
    configured: &mut Configured<'_>,
) -> Vec<String> {
    let each = operations.iter().map(|operation| {
        if let Some(name) = configured.find(&operation.origin.at) {
            return name.to_owned();
        }
        let node = reader.node_at(&operation.origin);
        let own = node.as_ref().and_then(Node::client_name);
        own.map_or_else(|| text(operation), str::to_owned)
    });
    each.collect()
}

/// Gives every operation its names, from the text that names it.
pub(super) fn name(
    operations: &[OperationDraft],
    texts: &[String],
    tags: &[TagDraft],
    types: &mut Names,
    report: &mut Report<'_>,
) -> Vec<OperationNames> {
    let methods = methods(operations, tags, texts);
    let mut constants = Names::new(&CONSTANTS);
    let each = operations.iter().zip(texts).zip(methods);
    let named = each.map(|((operation, text), method)| {
        let mut take = |suffix: &str| {
            let full = format!("{text} {suffix}");
            types.take([full.as_str(), &format!("{text} operation {suffix}")])
        };
        let request = take("");
        let body = operation.body.as_ref();
        let has_choice = body.is_some_and(|body| body.forms().len() > 1);
        report.add_renamed("the request", &request, At::Value(&operation.origin.at));
        OperationNames {
            method,
            error: take("error").ident,
            success: take("success").ident,
            params: take("params").ident,
            answer: take("answer").ident,
            body: has_choice.then(|| take("body").ident),
            constant: constants.take([text.as_str()]).ident,
            request: request.ident,
        }
    });
    named.collect()
}

/// The text that names an operation: its id, or method and path in words.
fn text(operation: &OperationDraft) -> String {
    let method = operation.method.as_str();
    let is_made = operation
        .id
        .strip_prefix(method)
        .is_some_and(|rest| rest.strip_prefix(' ') == Some(&operation.path.text));
    if !is_made {
        return operation.id.clone();
    }
    let mut text = method.to_ascii_lowercase();
    for part in operation.path.segments.iter().flatten() {
        let (joint, word) = match part {
            PathPart::Literal(word) => (" ", word.as_str()),
            PathPart::Param(index) => (
                " by ",
                operation
                    .params
                    .get(index.0)
                    .map_or("", |param| param.wire.as_str()),
            ),
        };
        text.push_str(joint);
        text.push_str(word);
    }
    let aside = operation.path.aside();
    if !aside.is_empty() {
        text.push(' ');
        text.push_str(aside);
    }
    text
}

/// The method of every operation: the words of its id less those of its tag where no other of the
/// tag has the same left, else the whole id.
fn methods(operations: &[OperationDraft], tags: &[TagDraft], texts: &[String]) -> Vec<String> {
    let words: Vec<Vec<String>> = tags.iter().map(|tag| names::words(&tag.wire)).collect();
    let short: Vec<Option<String>> = operations
        .iter()
        .zip(texts)
        .map(|(operation, text)| less(text, &words[operation.tag.0]))
        .collect();
    let mut wanted: HashMap<(TagId, &str), usize> = HashMap::new();
    for (operation, short) in operations.iter().zip(&short) {
        if let Some(short) = short {
            *wanted.entry((operation.tag, short)).or_default() += 1;
        }
    }
    let mut taken: Vec<Names> = tags.iter().map(|_| Names::new(&OPERATIONS)).collect();
    let each = operations.iter().zip(texts).zip(&short);
    each.map(|((operation, text), short)| {
        let unique = short
            .as_deref()
            .filter(|short| wanted.get(&(operation.tag, short)) == Some(&1));
        taken[operation.tag.0]
            .take(unique.into_iter().chain([text.as_str()]))
            .ident
    })
    .collect()
}

/// A text without the words of a tag, be they of one or of many; `None` where nothing would be left.
fn less(text: &str, tag: &[String]) -> Option<String> {
    let words = names::words(text);
    let same = |(word, tag): (&String, &String)| word == tag || singular(word) == singular(tag);
    let start = words
        .windows(tag.len().max(1))
        .position(|window| window.len() == tag.len() && window.iter().zip(tag).all(same));
    let rest: Vec<&str> = match start {
        Some(start) => words[..start]
            .iter()
            .chain(&words[start + tag.len()..])
            .map(String::as_str)
            .collect(),
        None => words.iter().map(String::as_str).collect(),
    };
    (!rest.is_empty()).then(|| rest.join("_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_less_its_tag() {
        let users = [String::from("users")];
        assert_eq!(less("list-users", &users).as_deref(), Some("list"));
        assert_eq!(less("updateUser", &users).as_deref(), Some("update"));
        assert_eq!(
            less("list-user-member-of", &users).as_deref(),
            Some("list_member_of")
        );
        assert_eq!(less("users", &users), None);
        assert_eq!(less("get-me", &users).as_deref(), Some("get_me"));
        let nested = [String::from("users"), String::from("user")];
        assert_eq!(
            less("users.user.ListUser", &nested).as_deref(),
            Some("list_user")
        );
    }
}
