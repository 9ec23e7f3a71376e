//! Path templates.

use super::params::Declared;
use crate::report::Reason;
use graphwright_ir::{ParamIndex, PathPart, PathTemplate, Place};

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
        parts.push(PathPart::Param(ParamIndex(param)));
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
