//! Path templates against the parameters that their operations declare.

use super::bundle::target::percent_decoded;
use super::findings::{At, Findings, Message};
use crate::diagnostic::{Code, Severity};
use crate::{pointer, suggest};
use serde_json::{Map, Value};

/// The methods of a path item.
pub(crate) const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// How many references may follow one another.
const REFS: usize = 64;

/// How many parameters a path may name.
const NAMES: usize = 100;

/// Checks every path of a document.
pub(super) fn check(document: &Value, findings: &mut Findings<'_>) {
    let Some(Value::Object(paths)) = document.get("paths") else {
        return;
    };
    for (path, item) in paths.iter().filter(|(path, _)| path.starts_with('/')) {
        let place = pointer::join("#/paths", path);
        let Some(Value::Object(item)) = resolve(document, item) else {
            continue;
        };
        let Some(names) = template(path).filter(|names| names.len() <= NAMES) else {
            findings.report(Code::PATH_PARAMETER, At::Key(&place), || {
                Message::new(format!(
                    "the braces of the path `{path}` do not match or are too many"
                ))
            });
            continue;
        };
        let shared = path_parameters(document, item);
        let operations = METHODS
            .iter()
            .filter_map(|method| item.get(*method)?.as_object().map(|found| (*method, found)));
        for (method, operation) in operations {
            let mut declared = path_parameters(document, operation);
            declared.extend(&shared);
            Operation {
                place: &place,
                path,
                method,
                names: &names,
                declared: &declared,
            }
            .check(findings);
        }
    }
}

/// The names in braces of a path; `None` when the braces do not match.
fn template(path: &str) -> Option<Vec<&str>> {
    let mut names = Vec::new();
    let mut rest = path;
    while let Some(open) = rest.find(['{', '}']) {
        rest = rest[open..].strip_prefix('{')?;
        let close = rest.find(['{', '}'])?;
        names.push(&rest[..close]);
        rest = rest[close..].strip_prefix('}')?;
    }
    Some(names)
}

struct Operation<'a> {
    place: &'a str,
    path: &'a str,
    method: &'a str,
    names: &'a [&'a str],
    declared: &'a [&'a str],
}

impl Operation<'_> {
    fn check(&self, findings: &mut Findings<'_>) {
        let Self {
            place,
            path,
            method,
            names,
            declared,
        } = self;
        let missing: Vec<&&str> = names
            .iter()
            .filter(|name| !declared.contains(name))
            .collect();
        for name in &missing {
            let operation = pointer::join(place, method);
            findings.mark_broken(&operation);
            findings.tell(Code::PATH_PARAMETER, Severity::Error, At::Key(place), || {
                let verb = method.to_ascii_uppercase();
                let spare = declared.iter().filter(|declared| !names.contains(declared)).copied();
                let message = Message::new(format!("`{verb} {path}` does not declare its path parameter `{name}`"));
                match suggest::nearest(name, spare) {
                    Some(spare) => message.help(format!("it declares `{spare}`; the two must be spelt alike")),
                    None => message.help(format!("add {{name: {name}, in: path, required: true, schema: {{type: string}}}} to its parameters")),
                }
            });
        }
        // A name that was misspelt would be told twice.
        let spare = declared
            .iter()
            .filter(|name| missing.is_empty() && !names.contains(name));
        for name in spare {
            let operation = pointer::join(place, method);
            findings.tell(Code::PATH_PARAMETER, Severity::Warning, At::Key(&operation), || {
                let verb = method.to_ascii_uppercase();
                Message::new(format!("`{verb} {path}` declares a path parameter `{name}` that the path does not name"))
            });
        }
    }
}

/// The names of the path parameters of a path item or operation.
fn path_parameters<'d>(document: &'d Value, owner: &'d Map<String, Value>) -> Vec<&'d str> {
    let parameters = owner
        .get("parameters")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    parameters
        .filter_map(|parameter| resolve(document, parameter))
        .filter(|parameter| parameter.get("in").and_then(Value::as_str) == Some("path"))
        .filter_map(|parameter| parameter.get("name").and_then(Value::as_str))
        .collect()
}

/// What a pointer leads to. It stands in a URI, where braces and others may be percent-encoded
/// (RFC 6901, section 6).
fn target_of<'d>(document: &'d Value, target: &str) -> Option<&'d Value> {
    let decoded = || pointer::get(document, &percent_decoded(target)?);
    pointer::get(document, target).or_else(decoded)
}

/// What a node is, or what its references lead to.
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
