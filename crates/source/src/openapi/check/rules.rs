//! Rules across the keywords of one object, which the grammar cannot express.

use super::super::SpecVersion;
use super::super::findings::{At, Change, Message};
use super::super::grammar::{Kind, OPENAPI};
use super::checker::Checker;
use crate::diagnostic::{Code, Severity};
use serde_json::{Map, Value, json};

/// The styles allowed for each location of a parameter (section 4.8.12.2 of 3.0.4).
const STYLES: &[(&str, &[&str])] = &[
    (
        "query",
        &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
    ),
    ("path", &["simple", "label", "matrix"]),
    ("header", &["simple"]),
    ("cookie", &["form"]),
];

/// The required keywords of each type of security scheme (section 4.8.27 of 3.0.4).
const SCHEMES: &[(&str, &[&str])] = &[
    ("apiKey", &["name", "in"]),
    ("http", &["scheme"]),
    ("oauth2", &["flows"]),
    ("openIdConnect", &["openIdConnectUrl"]),
];

/// Makes the value of a keyword.
type Make = fn() -> Value;

/// The defaults of keywords that a scheme means something without: there is a token, wherever it comes from. A
/// missing key or HTTP scheme could be any.
const DEFAULTS: &[(&str, Make)] = &[("flows", || json!({})), ("openIdConnectUrl", || json!(""))];

/// Checks one object of a kind.
pub(super) fn check(checker: &mut Checker<'_, '_, '_>, members: &Map<String, Value>, kind: &Kind) {
    match kind.section {
        Some("parameters") => {
            check_style(checker, members);
            check_required(checker, members);
            check_schema_or_content(checker, members, kind);
        }
        Some("headers") => check_schema_or_content(checker, members, kind),
        Some("securitySchemes") => check_scheme(checker, members),
        Some("links") => check_link(checker, members),
        Some("schemas") => {
            checker.repair_type(members);
            check_lists_for_values(checker, members);
        }
        _ if std::ptr::eq(kind, &raw const OPENAPI) => check_paths(checker, members),
        _ => {}
    }
}

/// A document has paths. In 3.1 it may have components or webhooks instead, and a 3.0 document that has those is
/// a library of schemas; without any of them there is nothing to generate.
fn check_paths(checker: &mut Checker<'_, '_, '_>, members: &Map<String, Value>) {
    let others = ["components", "webhooks"];
    let is_library = others.iter().any(|key| members.contains_key(*key));
    let severity = match checker.version {
        _ if members.contains_key("paths") => return,
        SpecVersion::V3_1 if is_library => return,
        _ if is_library => Severity::Warning,
        _ => Severity::Error,
    };
    let at = At::Key(&checker.pointer);
    checker
        .findings
        .report_as(Code::MISSING_KEYWORD, severity, at, || {
            Message::new("the document has no `paths`")
        });
}

/// Returns whether a word is a style of some parameter, including those of 3.2.
pub(super) fn is_style(word: &str) -> bool {
    let mut all = STYLES.iter().flat_map(|(_, styles)| *styles);
    word == "cookie" || all.any(|style| *style == word)
}

fn check_style(checker: &mut Checker<'_, '_, '_>, members: &Map<String, Value>) {
    let (Some(place), Some(style)) = (text(members, "in"), text(members, "style")) else {
        return;
    };
    let Some((_, allowed)) = STYLES.iter().find(|(name, _)| *name == place) else {
        return;
    };
    if !allowed.contains(&style) {
        checker.enter("style", |checker| {
            let (code, at) = (Code::INVALID_KEYWORD, At::Value(&checker.pointer));
            checker.findings.report_as(code, Severity::Warning, at, || {
                Message::new(format!(
                    "a parameter in `{place}` has no style `{style}`; the default is used"
                ))
                .help(format!("use one of: {}", allowed.join(", ")))
            });
            checker.findings.repair(&checker.pointer, Change::Remove);
        });
    }
}

/// A path parameter is always present, whether the document says so or not.
fn check_required(checker: &mut Checker<'_, '_, '_>, members: &Map<String, Value>) {
    if text(members, "in") == Some("path") && members.get("required") != Some(&Value::Bool(true)) {
        let at = At::Key(&checker.pointer);
        checker
            .findings
            .report_as(Code::MISSING_KEYWORD, Severity::Warning, at, || {
                let name = text(members, "name").unwrap_or_default();
                Message::new(format!(
                    "the path parameter `{name}` is not `required: true`; it is read as such"
                ))
            });
        checker.enter("required", |checker| {
            checker
                .findings
                .repair(&checker.pointer, Change::Put(Value::Bool(true)));
        });
    }
}

/// A parameter or header has its type in `schema` or in `content`, not in both.
fn check_schema_or_content(
    checker: &mut Checker<'_, '_, '_>,
    members: &Map<String, Value>,
    kind: &Kind,
) {
    let has = |key: &str| members.get(key).is_some_and(|value| !value.is_null());
    let message = match (has("schema"), has("content")) {
        (false, false) => format!(
            "{} has neither `schema` nor `content`; any string is accepted",
            kind.noun
        ),
        (true, true) => format!(
            "{} has both `schema` and `content`; the schema is used",
            kind.noun
        ),
        _ => return,
    };
    let severity = Severity::Warning;
    checker.findings.report_as(
        Code::MISSING_KEYWORD,
        severity,
        At::Key(&checker.pointer),
        || Message::new(message),
    );
    if has("schema") {
        checker.enter("content", |checker| {
            checker.findings.repair(&checker.pointer, Change::Remove);
        });
    } else {
        let any = Change::Put(json!({}));
        checker.enter("schema", |checker| {
            checker.findings.repair(&checker.pointer, any);
        });
    }
}

fn check_scheme(checker: &mut Checker<'_, '_, '_>, members: &Map<String, Value>) {
    let Some(name) = text(members, "type") else {
        return;
    };
    let is_it = |scheme: &str| scheme.eq_ignore_ascii_case(name);
    let Some((name, needed)) = SCHEMES.iter().find(|(scheme, _)| is_it(scheme)) else {
        return;
    };
    for key in needed.iter().filter(|key| !members.contains_key(**key)) {
        let meant = DEFAULTS.iter().find(|(known, _)| known == key);
        let severity = if meant.is_some() {
            Severity::Warning
        } else {
            Severity::Error
        };
        let at = At::Key(&checker.pointer);
        checker
            .findings
            .report_as(Code::MISSING_KEYWORD, severity, at, || {
                Message::new(format!("a security scheme of type `{name}` has no `{key}`"))
            });
        if let Some((_, value)) = meant {
            checker.enter(key, |checker| {
                let change = Change::Put(value());
                checker.findings.repair(&checker.pointer, change);
            });
        }
    }
}

/// A link without an operation is useless and harmless.
fn check_link(checker: &mut Checker<'_, '_, '_>, members: &Map<String, Value>) {
    if members.contains_key("operationId") || members.contains_key("operationRef") {
        return;
    }
    checker.findings.report_as(
        Code::MISSING_KEYWORD,
        Severity::Warning,
        At::Key(&checker.pointer),
        || Message::new("a link has neither `operationId` nor `operationRef`"),
    );
    checker.findings.repair(&checker.pointer, Change::Remove);
}

/// The extensions with a name or description for each value of `enum`, in its order.
const LISTS_FOR_VALUES: &[&str] = &[
    "x-enum-varnames",
    "x-enumNames",
    "x-enum-names",
    "x-enum-descriptions",
    "x-enumDescriptions",
];

/// A list that is longer or shorter than the list of values belongs to other values.
fn check_lists_for_values(checker: &mut Checker<'_, '_, '_>, members: &Map<String, Value>) {
    for key in LISTS_FOR_VALUES {
        let Some(words) = members.get(*key).and_then(Value::as_array) else {
            continue;
        };
        let values = members.get("enum").and_then(Value::as_array);
        let values = values.map_or(&[][..], Vec::as_slice);
        // A trailing null needs no name.
        let named = values.strip_suffix(&[Value::Null]).unwrap_or(values);
        if words.len() == values.len() || words.len() == named.len() {
            continue;
        }
        checker.enter(key, |checker| {
            let (code, at) = (Code::INVALID_KEYWORD, At::Value(&checker.pointer));
            checker.findings.report_as(code, Severity::Warning, at, || {
                let (words, values) = (words.len(), values.len());
                Message::new(format!(
                    "`{key}` has {words} words for the {values} values of `enum`; it is ignored"
                ))
            });
            checker.findings.repair(&checker.pointer, Change::Remove);
        });
    }
}

fn text<'m>(members: &'m Map<String, Value>, key: &str) -> Option<&'m str> {
    members.get(key).and_then(Value::as_str)
}
