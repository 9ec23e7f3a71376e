//! Path templates.

use super::Reason;
use super::params::Declared;
use crate::lowering::Lowering;
use graphwright_ir::{Method, Operation, PathPart, PathTemplate, Place};
use graphwright_source::Code;
use std::collections::HashMap;

/// A path with its parameters, and which of the declared parameters they are, in path order.
///
/// A parameter is known in the template by its place in that order.
pub(super) fn template(
    path: &str,
    declared: &[Declared<'_>],
) -> Result<(PathTemplate, Vec<usize>), Reason> {
    let mut template = PathTemplate {
        text: path.to_owned(),
        ..PathTemplate::default()
    };
    let mut order = Vec::new();
    let sent = template.sent();
    let segments = sent.strip_prefix('/').unwrap_or(sent).split('/');
    template.segments = segments
        .map(|segment| parts(segment, declared, &mut order))
        .collect::<Result<_, _>>()?;
    Ok((template, order))
}

impl Lowering<'_> {
    /// Marks the operations whose requests look like those of another, and tells of those that the
    /// generated server will never be asked for.
    pub(super) fn share_paths(&mut self, operations: &mut [Operation]) {
        let mut counts: HashMap<(Method, String), usize> = HashMap::new();
        for operation in &*operations {
            *counts.entry(key(operation)).or_default() += 1;
        }
        for operation in operations {
            let is_shared = counts.get(&key(operation)).is_some_and(|count| *count > 1);
            if !is_shared || operation.path.aside().is_empty() {
                continue;
            }
            operation.path.shared = true;
            let (method, path) = (operation.method, &operation.path);
            let (sent, aside) = (path.sent(), path.aside());
            let message = format!(
                "`{method} {sent}` stands for several operations: no path of a request has \
                 `{aside}`, and the generated server cannot tell this one from the others"
            );
            self.report_key(Code::NOT_EXPRESSED, message, &operation.origin.at);
        }
    }
}

/// The method and the path of an operation's requests, whatever the parameters are called.
fn key(operation: &Operation) -> (Method, String) {
    let mut path = String::new();
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

/// Text and parameters of one segment.
fn parts(
    segment: &str,
    declared: &[Declared<'_>],
    order: &mut Vec<usize>,
) -> Result<Vec<PathPart>, Reason> {
    let mut parts = Vec::new();
    let mut rest = segment;
    while let Some((text, after)) = rest.split_once('{') {
        let (name, after) = after
            .split_once('}')
            .ok_or("the braces of its path do not match")?;
        if !text.is_empty() {
            parts.push(PathPart::Literal(text.to_owned()));
        }
        let is_it = |param: &Declared<'_>| param.place == Place::Path && param.wire == name;
        let Some(index) = declared.iter().position(is_it) else {
            return Err(format!("it does not declare its path parameter `{name}`"));
        };
        let param = order
            .iter()
            .position(|known| *known == index)
            .unwrap_or_else(|| {
                order.push(index);
                order.len() - 1
            });
        parts.push(PathPart::Param(param));
        rest = after;
    }
    if rest.contains('}') {
        return Err("the braces of its path do not match".to_owned());
    }
    if !rest.is_empty() {
        parts.push(PathPart::Literal(rest.to_owned()));
    }
    Ok(parts)
}
