//! Names of tags and operations.

use super::configured::Configured;
use super::singular;
use crate::lowering::Lowering;
use crate::names::{self, CONSTANTS, GROUPS, Names, OPERATIONS};
use crate::reader::Node;
use crate::report::At;
use graphwright_ir::{Api, InputId, Operation, OperationNames, Origin, PathPart, TagId, VersionId};
use std::collections::HashMap;

/// What operations without a tag are grouped as.
const ROOT: &str = "root";

impl Lowering<'_> {
    /// Gives every tag its module and its type.
    pub(super) fn name_tags(&mut self, api: &mut Api, types: &mut Names) {
        let mut modules = Names::new(&GROUPS);
        for (index, tag) in api.tags.iter_mut().enumerate() {
            let name = if tag.wire.is_empty() {
                ROOT
            } else {
                tag.wire.as_str()
            };
            // What a later version adds is a group of its own.
            let text = match tag.version {
                VersionId::BASE => name.to_owned(),
                later => format!("{name} {}", api.versions[later.0].wire),
            };
            let text = text.as_str();
            let first = api
                .operations
                .iter()
                .find(|operation| operation.tag == TagId(index));
            let at = first
                .map(|operation| format!("{}/tags/0", operation.origin.at))
                .unwrap_or_default();
            let module = modules.take([text]);
            let ident = types.take_beside_exports([text, &format!("{text} api")]);
            let of_module = format!("the module of tag `{text}`");
            self.report.add_renamed(&of_module, &module, At::Value(&at));
            let of_type = format!("the type of tag `{text}`");
            self.report.add_renamed(&of_type, &ident, At::Value(&at));
            tag.module = module.ident;
            tag.ident = ident.ident;
        }
    }

    /// Gives every operation its names.
    pub(super) fn name_operations(
        &mut self,
        api: &mut Api,
        types: &mut Names,
        configured: &mut Configured<'_>,
    ) {
        let texts: Vec<String> = api
            .operations
            .iter()
            .map(|operation| {
                let given = configured.find(&operation.origin.at);
                given
                    .or_else(|| self.client_name(operation))
                    .map_or_else(|| text(operation), str::to_owned)
            })
            .collect();
        let methods = methods(api, &texts);
        let mut constants = Names::new(&CONSTANTS);
        for ((operation, text), method) in api.operations.iter_mut().zip(&texts).zip(methods) {
            let mut take = |suffix: &str| {
                let full = format!("{text} {suffix}");
                types.take([full.as_str(), &format!("{text} operation {suffix}")])
            };
            let request = take("");
            let has_choice = operation
                .body
                .as_ref()
                .is_some_and(|body| body.forms().len() > 1);
            operation.names = OperationNames {
                method,
                error: take("error").ident,
                success: take("success").ident,
                params: take("params").ident,
                answer: take("answer").ident,
                body: if has_choice {
                    take("body").ident
                } else {
                    String::new()
                },
                constant: constants.take([text.as_str()]).ident,
                request: request.ident.clone(),
            };
            let at = At::Value(&operation.origin.at);
            self.report.add_renamed("the request", &request, at);
        }
    }

    /// The name that the document itself gives to an operation apart from its id.
    fn client_name(&self, operation: &Operation) -> Option<&str> {
        self.node_of(operation)?.client_name()
    }

    /// What the document has of an operation; `None` for one that a table describes.
    pub(crate) fn node_of(&self, operation: &Operation) -> Option<Node<'_>> {
        let Origin {
            input: InputId::DOCUMENT,
            at,
            ..
        } = &operation.origin
        else {
            return None;
        };
        Node::new(self.reader.document.node(at)?, at.clone())
    }
}

/// What names an operation: its id, or method and path in words.
fn text(operation: &Operation) -> String {
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
fn methods(api: &Api, texts: &[String]) -> Vec<String> {
    let tags: Vec<Vec<String>> = api.tags.iter().map(|tag| names::words(&tag.wire)).collect();
    let short: Vec<Option<String>> = api
        .operations
        .iter()
        .zip(texts)
        .map(|(operation, text)| less(text, &tags[operation.tag.0]))
        .collect();
    let mut wanted: HashMap<(TagId, &str), usize> = HashMap::new();
    for (operation, short) in api.operations.iter().zip(&short) {
        if let Some(short) = short {
            *wanted.entry((operation.tag, short)).or_default() += 1;
        }
    }
    let mut taken: Vec<Names> = api.tags.iter().map(|_| Names::new(&OPERATIONS)).collect();
    let each = api.operations.iter().zip(texts).zip(&short);
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
