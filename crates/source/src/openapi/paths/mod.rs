//! Checks of path templates against the parameters that their operations declare.

mod written;

use super::findings::{At, Change, Findings, Message};
use super::grammar::METHODS;
use super::targets::resolve;
use crate::diagnostic::{Code, Severity};
use crate::{pointer, suggest};
use serde_json::{Map, Value, json};
use written::{Filler, Pair, Written};

/// The number of parameters that a path template may have.
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
        let written = Written::parse(path);
        let names = template_names(written.path);
        let Some(names) = names.filter(|names| names.len() + written.query.len() <= NAMES) else {
            findings.report(Code::PATH_PARAMETER, At::Key(&place), || {
                Message::new(format!(
                    "the braces of the path `{path}` do not match or are too many"
                ))
            });
            continue;
        };
        if !written.query.is_empty() {
            report_query(path, &place, findings);
        }
        let shared = list_parameters(document, item, &place);
        for (method, operation) in list_operations(item) {
            let at = pointer::join(&place, method);
            let mut declared = list_parameters(document, operation, &at);
            declared.extend(shared.iter().cloned());
            let operation = Operation {
                item,
                place: &place,
                at,
                path,
                method,
                names: &names,
                declared: &declared,
                document,
            };
            operation.check(&written.query, findings);
            operation.repair_query(&written.query, findings);
        }
    }
}

/// The operations of a path item.
fn list_operations(
    item: &Map<String, Value>,
) -> impl Iterator<Item = (&'static str, &Map<String, Value>)> {
    let each = METHODS.iter();
    each.filter_map(|method| Some((*method, item.get(*method)?.as_object()?)))
}

/// Reports that a path template has a query.
fn report_query(path: &str, place: &str, findings: &mut Findings<'_>) {
    let (code, severity) = (Code::PATH_PARAMETER, Severity::Warning);
    findings.report_as(code, severity, At::Key(place), || {
        Message::new(format!(
            "the path `{path}` has a query; it is read as query parameters"
        ))
        .help("end the path before the `?` and declare them `in: query`")
    });
}

/// The names in braces of a path template; `None` if the braces do not match.
fn template_names(path: &str) -> Option<Vec<&str>> {
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

/// A declared parameter.
#[derive(Clone)]
struct Declared<'d> {
    name: &'d str,
    place: &'d str,
    /// The pointer to its item in a list, which may be a reference.
    at: String,
    node: &'d Map<String, Value>,
}

struct Operation<'a> {
    document: &'a Value,
    item: &'a Map<String, Value>,
    /// The pointers to the path item and to the operation.
    place: &'a str,
    at: String,
    path: &'a str,
    method: &'a str,
    /// The parameters that the path template names.
    names: &'a [&'a str],
    declared: &'a [Declared<'a>],
}

impl Operation<'_> {
    /// Compares the parameters that the path template names with those that are declared.
    fn check(&self, query: &[Pair<'_>], findings: &mut Findings<'_>) {
        let is_declared = |name: &str| self.in_path().any(|declared| declared == name);
        let mut is_whole = true;
        for name in self.names.iter().filter(|name| !is_declared(name)) {
            is_whole = false;
            self.report_undeclared(name, findings);
        }
        let is_in_query = |name: &str| query.iter().any(|pair| pair.value == Filler::Param(name));
        // A misspelt name would be reported twice.
        let spare = self
            .in_path()
            .filter(|name| is_whole && !self.names.contains(name) && !is_in_query(name));
        for name in spare {
            let (code, severity) = (Code::PATH_PARAMETER, Severity::Warning);
            findings.report_as(code, severity, At::Key(&self.at), || {
                let (verb, path) = (self.method.to_ascii_uppercase(), self.path);
                Message::new(format!(
                    "`{verb} {path}` declares a path parameter `{name}` that the path does not have"
                ))
            });
        }
    }

    fn in_path(&self) -> impl Iterator<Item = &str> {
        let declared = self.declared.iter();
        declared
            .filter(|one| one.place == "path")
            .map(|one| one.name)
    }

    /// Reports a parameter that the path template names and nothing declares. With `--keep-going` it is a string,
    /// as everything in a path is.
    fn report_undeclared(&self, name: &str, findings: &mut Findings<'_>) {
        let (code, at) = (Code::PATH_PARAMETER, At::Key(self.place));
        findings.report_repaired(code, Severity::Error, at, || {
            let (verb, path) = (self.method.to_ascii_uppercase(), self.path);
            Message::new(format!(
                "`{verb} {path}` does not declare its path parameter `{name}`"
            ))
            .help(self.suggest_declaration(name))
        });
        let text =
            json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}});
        let list = pointer::join(&self.at, "parameters");
        findings.repair(&list, Change::Add(text));
    }

    /// The way to declare a parameter, suggested by the declarations nearby.
    fn suggest_declaration(&self, name: &str) -> String {
        let spare = self.in_path().filter(|spare| !self.names.contains(spare));
        if let Some(spare) = suggest::nearest(name, spare) {
            return format!("it declares `{spare}`; the two must be spelt the same");
        }
        if let Some(other) = self.declared.iter().find(|one| one.name == name) {
            return format!(
                "it declares `{name}` in `{}`; write `in: path`",
                other.place
            );
        }
        let others = list_operations(self.item).filter(|(method, _)| *method != self.method);
        let other = others.map(|(method, operation)| {
            let declared = list_parameters(self.document, operation, "");
            let is_it = |one: &Declared<'_>| one.name == name && one.place == "path";
            (method, declared.iter().any(is_it))
        });
        if let Some((method, _)) = other.into_iter().find(|(_, has)| *has) {
            let verb = method.to_ascii_uppercase();
            return format!(
                "`{verb}` of the same path declares it; move it to the `parameters` next to `{method}`"
            );
        }
        format!(
            "add {{name: {name}, in: path, required: true, schema: {{type: string}}}} to its parameters"
        )
    }

    /// Declares parameters for the query of the path template.
    fn repair_query(&self, query: &[Pair<'_>], findings: &mut Findings<'_>) {
        for pair in query {
            let is_known = |one: &&Declared<'_>| one.place == "query" && one.name == pair.name;
            if self.declared.iter().any(|one| is_known(&one)) {
                continue;
            }
            let of_path = |one: &&Declared<'_>| {
                let is_named = pair.value == Filler::Param(one.name);
                one.place == "path" && is_named && !self.names.contains(&one.name)
            };
            if let Some(declared) = self.declared.iter().find(of_path) {
                findings.repair(
                    &declared.at,
                    Change::Put(as_query_parameter(declared, pair.name)),
                );
                continue;
            }
            let (required, schema) = match pair.value {
                Filler::Fixed(value) => (true, json!({"type": "string", "enum": [value]})),
                Filler::Param(_) => (false, json!({"type": "string"})),
            };
            let name = pair.name;
            let added =
                json!({"name": name, "in": "query", "required": required, "schema": schema});
            let list = pointer::join(&self.at, "parameters");
            findings.repair(&list, Change::Add(added));
        }
    }
}

/// A path parameter as a query parameter. Styles of path parameters do not apply to queries.
fn as_query_parameter(declared: &Declared<'_>, name: &str) -> Value {
    let mut node = declared.node.clone();
    node.insert("in".to_owned(), json!("query"));
    node.insert("name".to_owned(), json!(name));
    node.shift_remove("style");
    Value::Object(node)
}

/// The parameters that a path item or operation at `at` declares.
fn list_parameters<'d>(
    document: &'d Value,
    owner: &'d Map<String, Value>,
    at: &str,
) -> Vec<Declared<'d>> {
    let list = pointer::join(at, "parameters");
    let items = owner.get("parameters").and_then(Value::as_array);
    let items = items.into_iter().flatten().enumerate();
    let declared = items.filter_map(|(index, item)| {
        let node = resolve(document, item)?.as_object()?;
        let text = |key: &str| node.get(key).and_then(Value::as_str);
        Some(Declared {
            name: text("name")?,
            place: text("in")?,
            at: pointer::index(&list, index),
            node,
        })
    });
    declared.collect()
}
