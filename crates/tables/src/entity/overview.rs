//! The overview: the table without a header at the start of every document.

use super::context::{Context, did_you_mean};
use super::document::Verb;
use super::markdown::{Row, Table, Text};
use super::{table, value};
use graphwright_source::Cell;
use graphwright_source::Code;

/// The facts of an overview.
#[derive(Default)]
pub(super) struct Overview {
    pub(super) kind: Option<Kind>,
    /// The qualified name; only entity types have it.
    pub(super) full_name: Option<Cell<String>>,
    pub(super) namespace: Option<Cell<String>>,
    pub(super) base_type: Option<Cell<String>>,
    pub(super) element_type: Option<Cell<String>>,
    pub(super) versions: Vec<Cell<String>>,
    pub(super) verbs: Vec<Cell<Verb>>,
    pub(super) query_options: Vec<Cell<String>>,
}

/// The kinds of document.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Entity,
    Complex,
    Enum,
    Set,
}

/// The names of the kinds.
const KINDS: &[(&str, Kind)] = &[
    ("EntityType", Kind::Entity),
    ("ComplexType", Kind::Complex),
    ("EnumType", Kind::Enum),
    ("EntitySet", Kind::Set),
];

/// The names of the facts, in the first column.
const FACTS: &[&str] = &[
    "_Resource type_",
    "_Full name_",
    "_Namespace_",
    "_Base types_",
    "_Element type_",
    "_Versions_",
    "_Operations_",
    "_Query options_",
];

/// Reads the overview.
pub(super) fn read_overview(cx: &mut Context<'_>, table: &Table) -> Overview {
    table::report_swallowed(cx, table);
    let mut overview = Overview::default();
    for row in table::whole_rows(cx, table) {
        read_fact(cx, row, &mut overview);
    }
    overview
}

fn read_fact(cx: &mut Context<'_>, row: &Row, overview: &mut Overview) {
    let [name, content, ..] = row.cells.as_slice() else {
        return;
    };
    if content.span.is_empty() {
        return;
    }
    match cx.text_at(&name.span) {
        "_Resource type_" => overview.kind = read_kind(cx, content),
        "_Full name_" => overview.full_name = value::text(cx, content),
        "_Namespace_" => overview.namespace = value::text(cx, content),
        "_Base types_" => overview.base_type = value::text(cx, content),
        "_Element type_" => overview.element_type = value::text(cx, content),
        "_Versions_" => overview.versions = value::list(cx, content),
        "_Operations_" => overview.verbs = value::verbs(cx, content),
        "_Query options_" => overview.query_options = value::list(cx, content),
        other => {
            let message = format!("`{other}` is not a known fact of an overview");
            let help = did_you_mean(other, FACTS.iter().copied());
            cx.report_with_help(Code::UNKNOWN_FACT, &name.span, message, help);
        }
    }
}

fn read_kind(cx: &mut Context<'_>, content: &Text) -> Option<Kind> {
    let span = value::word(cx, content)?;
    let name = cx.text_at(&span);
    let kind = KINDS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, kind)| *kind);
    kind.or_else(|| {
        let help = did_you_mean(name, KINDS.iter().map(|(known, _)| *known));
        value::report_broken(cx, &span, "a kind of document", help)
    })
}
