//! The nodes that references within one document lead to.

use crate::{percent, pointer, suggest};
use serde_json::Value;

/// The longest chain of references that is followed.
const REFS: usize = 64;

/// The largest object whose keys are searched for a suggestion.
const NAMES: usize = 20_000;

/// The value at a pointer. In a URI, braces and other characters may be percent-encoded (RFC 6901,
/// section 6).
fn target_of<'d>(document: &'d Value, target: &str) -> Option<&'d Value> {
    let decoded = || pointer::get(document, &percent::decode(target)?);
    pointer::get(document, target).or_else(decoded)
}

/// The node itself, or the target of its references; `None` if that does not exist.
pub(super) fn resolve<'d>(document: &'d Value, node: &'d Value) -> Option<&'d Value> {
    let mut node = node;
    for _ in 0..REFS {
        match node.get("$ref").and_then(Value::as_str) {
            None => return Some(node),
            Some(target) => node = target_of(document, target)?,
        }
    }
    None
}

/// The pointer that was probably meant, if one key of it is misspelt.
pub(super) fn nearest(document: &Value, target: &str) -> Option<String> {
    let mut node = document;
    let mut path = pointer::ROOT.to_owned();
    let mut slips = 0;
    for key in pointer::keys(target) {
        let members = node.as_object().filter(|members| members.len() <= NAMES)?;
        let key = if members.contains_key(&*key) {
            &*key
        } else {
            slips += 1;
            suggest::nearest(&key, members.keys().map(String::as_str))?
        };
        node = &members[key];
        pointer::push(&mut path, key);
    }
    (slips == 1).then_some(path)
}
