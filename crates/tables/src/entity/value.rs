//! The values of cells: words, booleans, types, lists.
//!
//! A cell that cannot be read is reported and is `None`.

use super::context::{Context, did_you_mean};
use super::document::{Consent, EdmType, Input, Verb};
use super::markdown::{Text, trim};
use graphwright_source::Cell;
use graphwright_source::{Code, Origin};
use std::ops::Range;

/// The primitive types of the entity data model (CSDL 4.01, section 3.3), and the two that
/// only version 3 had.
const PRIMITIVES: &[&str] = &[
    "Edm.Binary",
    "Edm.Boolean",
    "Edm.Byte",
    "Edm.Date",
    "Edm.DateTime",
    "Edm.DateTimeOffset",
    "Edm.Decimal",
    "Edm.Double",
    "Edm.Duration",
    "Edm.Geography",
    "Edm.Geometry",
    "Edm.Guid",
    "Edm.Int16",
    "Edm.Int32",
    "Edm.Int64",
    "Edm.SByte",
    "Edm.Single",
    "Edm.Stream",
    "Edm.String",
    "Edm.Time",
    "Edm.TimeOfDay",
    "Edm.Untyped",
];

/// The single word of a cell, which may be in backticks.
pub(crate) fn text(cx: &mut Context<'_>, cell: &Text) -> Option<Cell<String>> {
    word(cx, cell).map(|span| cx.text_cell(&span))
}

/// The place of the single word of a cell.
pub(crate) fn word(cx: &mut Context<'_>, cell: &Text) -> Option<Range<usize>> {
    match cell.code.as_slice() {
        [] => Some(cell.span.clone()),
        [code] if code.whole == cell.span => Some(code.inner.clone()),
        _ => report_broken(cx, &cell.span, "one word", None),
    }
}

/// A name, and the place of the mark that makes it the key.
pub(super) fn name_and_key(
    cx: &mut Context<'_>,
    cell: &Text,
) -> Option<(Cell<String>, Option<Origin>)> {
    let [code] = cell.code.as_slice() else {
        return text(cx, cell).map(|name| (name, None));
    };
    let name = cx.text_cell(&code.inner);
    let rest = trim(cx.text, code.whole.end..cell.span.end);
    match cx.text_at(&rest) {
        "" => Some((name, None)),
        "(_Key_)" => Some((name, Some(cx.origin(&rest)))),
        "(_Key_" | "_Key_" | "(Key)" => {
            report_broken::<()>(
                cx,
                &rest,
                "`(_Key_)`",
                Some("write `(_Key_)`; it is read as that".to_owned()),
            );
            Some((name, Some(cx.origin(&rest))))
        }
        _ => {
            report_broken::<()>(cx, &rest, "`(_Key_)`", None);
            Some((name, None))
        }
    }
}

/// `true`, `false`, or `n/a` for not applicable.
pub(super) fn boolean(cx: &mut Context<'_>, cell: &Text) -> Option<Cell<bool>> {
    let span = word(cx, cell)?;
    match cx.text_at(&span) {
        "true" => Some(cx.cell(true, &span)),
        "false" => Some(cx.cell(false, &span)),
        "n/a" => None,
        other => {
            let help = did_you_mean(other, ["true", "false", "n/a"]);
            report_broken(cx, &span, "`true`, `false` or `n/a`", help)
        }
    }
}

/// An integer.
pub(super) fn integer(cx: &mut Context<'_>, cell: &Text) -> Option<Cell<i64>> {
    let span = word(cx, cell)?;
    match cx.text_at(&span).parse() {
        Ok(number) => Some(cx.cell(number, &span)),
        Err(_) => report_broken(cx, &span, "an integer", None),
    }
}

/// The consent that a scope requires.
pub(super) fn consent(cx: &mut Context<'_>, cell: &Text) -> Option<Cell<Consent>> {
    let span = word(cx, cell)?;
    match cx.text_at(&span) {
        "User" => Some(cx.cell(Consent::User, &span)),
        "Admin" => Some(cx.cell(Consent::Admin, &span)),
        other => report_broken(
            cx,
            &span,
            "`User` or `Admin`",
            did_you_mean(other, ["User", "Admin"]),
        ),
    }
}

/// A type.
pub(super) fn edm_type(cx: &mut Context<'_>, cell: &Text) -> Option<Cell<EdmType>> {
    let span = word(cx, cell)?;
    type_at(cx, &span)
}

/// The type at a place.
///
/// A collection of collections, which the data model does not have, is reported and read as a collection.
pub(super) fn type_at(cx: &mut Context<'_>, span: &Range<usize>) -> Option<Cell<EdmType>> {
    let mut name = cx.text_at(span);
    let mut depth = 0;
    while let Some(inner) = name
        .strip_prefix("Collection(")
        .and_then(|inner| inner.strip_suffix(')'))
    {
        name = inner;
        depth += 1;
    }
    if depth > 1 {
        let message = format!(
            "`{}` is a collection of collections, which the data model does not have",
            cx.text_at(span)
        );
        let help = format!("write `Collection({name})`; it is read as that");
        cx.report_with_help(Code::NESTED_COLLECTION, span, message, Some(help));
    }
    if !is_qualified(name) {
        let help = PRIMITIVES
            .iter()
            .find(|primitive| primitive.strip_prefix("Edm.") == Some(name));
        let help = help.map(|primitive| format!("did you mean `{primitive}`?"));
        return report_broken(cx, span, "a qualified type name such as `Edm.String`", help);
    }
    if name.starts_with("Edm.") && !PRIMITIVES.contains(&name) {
        let help = did_you_mean(name, PRIMITIVES.iter().copied());
        return report_broken(cx, span, "a type of the entity data model", help);
    }
    Some(cx.cell(
        EdmType {
            name: name.to_owned(),
            collection: depth > 0,
        },
        span,
    ))
}

/// The words of a list, each in backticks, with commas between.
pub(super) fn list(cx: &mut Context<'_>, cell: &Text) -> Vec<Cell<String>> {
    list_of(cx, cell, |cx, span| Some(cx.text_cell(span)))
}

/// The verbs of a list.
pub(super) fn verbs(cx: &mut Context<'_>, cell: &Text) -> Vec<Cell<Verb>> {
    list_of(cx, cell, |cx, span| {
        let name = cx.text_at(span);
        match Verb::find(name) {
            Some(verb) => Some(cx.cell(verb, span)),
            None => report_broken(
                cx,
                span,
                "a verb",
                did_you_mean(name, Verb::ALL.map(Verb::as_str)),
            ),
        }
    })
}

/// The inputs of an action: `` `name` : `<type>` ``, with a comma and a `<br/>` between.
pub(super) fn inputs(cx: &mut Context<'_>, cell: &Text) -> Vec<Input> {
    if cell.code.is_empty() || cell.code.len() % 2 == 1 {
        report_broken::<()>(cx, &cell.span, "pairs of `name` and `<type>`", None);
    }
    let mut inputs = Vec::new();
    for pair in cell.code.chunks_exact(2) {
        let [name, ty] = pair else { continue };
        if let Some(ty) = bracketed_type(cx, &ty.inner) {
            inputs.push(Input {
                name: cx.text_cell(&name.inner),
                ty,
            });
        }
    }
    inputs
}

/// A type in angle brackets, `<Edm.String>`.
pub(super) fn bracketed_type(cx: &mut Context<'_>, span: &Range<usize>) -> Option<Cell<EdmType>> {
    match cx
        .text_at(span)
        .strip_prefix('<')
        .and_then(|ty| ty.strip_suffix('>'))
    {
        Some(ty) => type_at(cx, &(span.start + 1..span.start + 1 + ty.len())),
        None => report_broken(cx, span, "a type in angle brackets", None),
    }
}

/// Reports that the text at `span` is not `expected`.
pub(crate) fn report_broken<T>(
    cx: &mut Context<'_>,
    span: &Range<usize>,
    expected: &str,
    help: Option<String>,
) -> Option<T> {
    let message = format!("`{}` is not {expected}", cx.text_at(span).replace('`', ""));
    cx.report_with_help(Code::BROKEN_CELL, span, message, help);
    None
}

fn list_of<T>(
    cx: &mut Context<'_>,
    cell: &Text,
    read: impl Fn(&mut Context<'_>, &Range<usize>) -> Option<Cell<T>>,
) -> Vec<Cell<T>> {
    let mut end = cell.span.start;
    let mut items = Vec::with_capacity(cell.code.len());
    for (index, code) in cell.code.iter().enumerate() {
        let between = cx.text_at(&(end..code.whole.start)).trim();
        if between != if index == 0 { "" } else { "," } {
            report_broken::<()>(cx, &cell.span, "a list of words in backticks", None);
            return items;
        }
        items.extend(read(cx, &code.inner));
        end = code.whole.end;
    }
    if cell.code.is_empty() || !cx.text_at(&(end..cell.span.end)).trim().is_empty() {
        report_broken::<()>(cx, &cell.span, "a list of words in backticks", None);
    }
    items
}

/// Returns whether a name is two or more identifiers with dots between.
fn is_qualified(name: &str) -> bool {
    name.contains('.') && name.split('.').all(is_identifier)
}

fn is_identifier(name: &str) -> bool {
    name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || c == '_')
}
