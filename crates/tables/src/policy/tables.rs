//! Reading a policy file into a [`Policy`].

use super::fields;
use super::front::{self, FrontMatter};
use super::model::{Against, Body, Mark, Policy, Property, PropertySet, Relation, Row};
use crate::entity::context::{Context, did_you_mean};
use crate::entity::markdown::{self, Block, Table, Text, trim};
use crate::entity::table::{self, Column, optional, required};
use crate::entity::value;
use graphwright_source::Cell;
use graphwright_source::Code;
use std::ops::Range;

const KINDS: [&str; 3] = ["relation", "property-set", "fields"];

const KEYS: &[&str] = &[
    "kind",
    "function",
    "subject",
    "object",
    "variants",
    "constant",
    "enumeration",
    "type",
    "source",
    "checked-against",
    "section",
    "column",
    "except",
];

const PROPERTIES: &[Column] = &[required("Property"), optional("Description")];

/// Reads a policy file.
pub(super) fn read_policy(cx: &mut Context<'_>) -> Option<Policy> {
    let blocks = markdown::read(cx.text).blocks;
    let Some(front) = blocks.first().and_then(front_matter) else {
        cx.report(
            Code::POLICY_SYNTAX,
            &(0..0),
            "a policy begins with front matter, between two lines of `---`",
        );
        return None;
    };
    let front = front::read(cx, front, KEYS);
    let Some(table_at) = blocks
        .iter()
        .position(|block| matches!(block, Block::Table(_)))
    else {
        cx.report(Code::POLICY_SYNTAX, &(0..0), "a policy has a table");
        return None;
    };
    let (before, after) = blocks.split_at(table_at);
    for table in after.iter().filter_map(table_of).skip(1) {
        cx.report(
            Code::POLICY_SYNTAX,
            &table.span,
            "a second table; a policy has one",
        );
    }
    let table = after.first().and_then(table_of)?;
    let title = before.iter().find_map(title_of);
    if title.is_none() {
        cx.report(
            Code::POLICY_SYNTAX,
            &table.span,
            "a policy has a title before its table",
        );
    }
    let docs = before
        .iter()
        .filter_map(paragraph_of)
        .map(|span| cx.text_cell(span))
        .collect();
    let body = read_body(cx, &front, table)?;
    let against = match body {
        // It was reported that there is nothing to compare it with.
        Body::Fields(_) => None,
        Body::Relation(_) | Body::PropertySet(_) => read_against(cx, &front),
    };
    Some(Policy {
        title: cx.text_cell(title?),
        docs,
        source: front.required(cx, "source")?,
        against,
        body,
        origin: cx.origin(&table.span),
    })
}

fn read_body(cx: &mut Context<'_>, front: &FrontMatter, table: &Table) -> Option<Body> {
    let kind = front.required(cx, "kind")?;
    match kind.value.as_str() {
        "relation" => read_relation(cx, front, table).map(Body::Relation),
        "property-set" => read_property_set(cx, front, table).map(Body::PropertySet),
        "fields" => fields::read(cx, front, table).map(Body::Fields),
        other => {
            let mut diagnostic = graphwright_source::Diagnostic::new(
                Code::POLICY_SYNTAX,
                format!("`{other}` is not a kind of policy"),
            )
            .at(kind.origin);
            diagnostic.help = did_you_mean(&kind.value, KINDS);
            cx.push(diagnostic);
            None
        }
    }
}

fn read_relation(cx: &mut Context<'_>, front: &FrontMatter, table: &Table) -> Option<Relation> {
    table::report_swallowed(cx, table);
    let subjects = table
        .header
        .iter()
        .skip(1)
        .map(|cell| cx.text_cell(&cell.span))
        .collect::<Vec<_>>();
    // The columns are kept, because the marks of a row are found by their index.
    cx.keep_first(Code::DUPLICATE_COLUMN, &mut subjects.clone(), |subject| {
        subject
    });
    let mut rows = Vec::with_capacity(table.rows.len());
    for row in table::whole_rows(cx, table) {
        let mut cells = row.cells.iter();
        let Some(name) = cells.next() else { continue };
        let name = cx.text_cell(&name.span);
        rows.push(Row {
            name,
            marks: cells.map(|cell| read_mark(cx, cell)).collect(),
        });
    }
    cx.keep_first(Code::DUPLICATE_ROW, &mut rows, |row| &row.name);
    let relation = Relation {
        function: front.required(cx, "function")?,
        subject: front.required(cx, "subject")?,
        object: front.required(cx, "object")?,
        variants: front.below(cx, "variants"),
        subjects,
        rows,
    };
    report_variants(cx, &relation);
    Some(relation)
}

/// `x`, `x (under a condition)`, or nothing.
fn read_mark(cx: &mut Context<'_>, cell: &Text) -> Mark {
    let origin = cx.origin(&cell.span);
    let text = cx.text_at(&cell.span);
    let condition = text
        .strip_prefix('x')
        .map(|rest| trim(cx.text, cell.span.end - rest.len()..cell.span.end));
    let Some(condition) = condition else {
        if !text.is_empty() {
            value::report_broken::<()>(cx, &cell.span, "`x`, `x (condition)` or nothing", None);
        }
        return Mark {
            allowed: false,
            condition: None,
            origin,
        };
    };
    let condition = in_parentheses(cx, &condition);
    Mark {
        allowed: true,
        condition,
        origin,
    }
}

fn in_parentheses(cx: &mut Context<'_>, span: &Range<usize>) -> Option<Cell<String>> {
    let text = cx.text_at(span);
    match text
        .strip_prefix('(')
        .and_then(|text| text.strip_suffix(')'))
    {
        Some(inner) => {
            Some(cx.text_cell(&trim(cx.text, span.start + 1..span.start + 1 + inner.len())))
        }
        None if text.is_empty() => None,
        None => value::report_broken(cx, span, "a condition in parentheses", None),
    }
}

/// Reports variants for names that the table does not have, which would never be used.
fn report_variants(cx: &mut Context<'_>, relation: &Relation) {
    let names = || {
        relation
            .subjects
            .iter()
            .chain(relation.rows.iter().map(|row| &row.name))
    };
    for variant in &relation.variants {
        let name = variant.name.value.as_str();
        if !names().any(|known| known.value == name) {
            let message = format!("`{name}` is neither a column nor a row of the table");
            let mut diagnostic = graphwright_source::Diagnostic::new(Code::POLICY_SYNTAX, message)
                .at(variant.name.origin.clone());
            diagnostic.help = did_you_mean(name, names().map(|known| known.value.as_str()));
            cx.push(diagnostic);
        }
    }
}

fn read_property_set(
    cx: &mut Context<'_>,
    front: &FrontMatter,
    table: &Table,
) -> Option<PropertySet> {
    let mut properties = table::read_rows(cx, table, PROPERTIES, |cx, cells| {
        let name = cells.required(cx, "Property", value::text)?;
        Some(Property {
            name,
            description: cells.prose(cx, "Description"),
        })
    });
    let checked = front.optional(cx, "checked-against").is_some();
    let column = if checked {
        front.required(cx, "column")
    } else {
        None
    };
    cx.keep_first(Code::DUPLICATE_ROW, &mut properties, |property| {
        &property.name
    });
    Some(PropertySet {
        constant: front.required(cx, "constant")?,
        ty: front.required(cx, "type")?,
        properties,
        column,
        except: front.optional(cx, "except"),
    })
}

fn read_against(cx: &mut Context<'_>, front: &FrontMatter) -> Option<Against> {
    let document = front.optional(cx, "checked-against")?;
    Some(Against {
        document,
        section: front.required(cx, "section")?,
    })
}

fn front_matter(block: &Block) -> Option<&Range<usize>> {
    match block {
        Block::FrontMatter(span) => Some(span),
        _ => None,
    }
}

fn title_of(block: &Block) -> Option<&Range<usize>> {
    match block {
        Block::Heading { text, .. } => Some(text),
        _ => None,
    }
}

fn paragraph_of(block: &Block) -> Option<&Range<usize>> {
    match block {
        Block::Paragraph(span) => Some(span),
        _ => None,
    }
}

fn table_of(block: &Block) -> Option<&Table> {
    match block {
        Block::Table(table) => Some(table),
        _ => None,
    }
}
