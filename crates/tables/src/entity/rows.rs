//! The tables of a document: properties, navigation properties, actions, members, scopes.
//!
//! A row without a name or a type is reported and left out; any other cell that cannot be read is
//! reported and counts as empty.

use super::context::Context;
use super::document::{Action, Member, Navigation, Property, Scope};
use super::markdown::Table;
use super::table::{Cells, Column, optional, read_rows, required};
use super::value;
use graphwright_source::Code;

const PROPERTIES: &[Column] = &[
    required("Name"),
    required("Type"),
    required("Versions"),
    required("Nullable"),
    optional("Unicode"),
    optional("Writeable"),
    optional("Required to create"),
    optional("Default value"),
    optional("Comments"),
];

const NAVIGATIONS: &[Column] = &[
    required("Name"),
    required("Target type"),
    required("Versions"),
    required("Nullable"),
    required("Operations"),
    optional("Comments"),
];

const ACTIONS: &[Column] = &[
    required("Name"),
    required("Versions"),
    required("Context"),
    required("Input"),
    required("Return type"),
    optional("Output path"),
    optional("Comments"),
];

const MEMBERS: &[Column] = &[
    required("Name"),
    required("Value"),
    required("Versions"),
    optional("Comments"),
];

const SCOPES: &[Column] = &[
    required("Scope.Permission"),
    required("Consent type"),
    optional("Applicable scenarios"),
];

pub(super) fn read_properties(cx: &mut Context<'_>, table: &Table) -> Vec<Property> {
    let mut out = read_rows(cx, table, PROPERTIES, read_property);
    cx.keep_first(Code::DUPLICATE_ROW, &mut out, |property| &property.name);
    out
}

pub(super) fn read_navigations(cx: &mut Context<'_>, table: &Table) -> Vec<Navigation> {
    let mut out = read_rows(cx, table, NAVIGATIONS, read_navigation);
    cx.keep_first(Code::DUPLICATE_ROW, &mut out, |navigation| &navigation.name);
    out
}

pub(super) fn read_actions(cx: &mut Context<'_>, table: &Table) -> Vec<Action> {
    let mut out = read_rows(cx, table, ACTIONS, read_action);
    cx.keep_first(Code::DUPLICATE_ROW, &mut out, |action| &action.name);
    out
}

pub(super) fn read_members(cx: &mut Context<'_>, table: &Table) -> Vec<Member> {
    let mut out = read_rows(cx, table, MEMBERS, read_member);
    cx.keep_first(Code::DUPLICATE_ROW, &mut out, |member| &member.name);
    out
}

pub(super) fn read_scopes(cx: &mut Context<'_>, table: &Table) -> Vec<Scope> {
    let mut out = read_rows(cx, table, SCOPES, read_scope);
    cx.keep_first(Code::DUPLICATE_SCOPE, &mut out, |scope| &scope.name);
    out
}

fn read_property(cx: &mut Context<'_>, cells: &Cells<'_>) -> Option<Property> {
    let (name, key) = cells.required(cx, "Name", value::name_and_key)?;
    Some(Property {
        name,
        key,
        ty: cells.required(cx, "Type", value::edm_type)?,
        versions: cells.optional(cx, "Versions", value::list),
        nullable: cells.required(cx, "Nullable", value::boolean),
        unicode: cells.optional(cx, "Unicode", value::boolean),
        writeable: cells.optional(cx, "Writeable", value::boolean),
        required_to_create: cells.optional(cx, "Required to create", value::boolean),
        default: cells.optional(cx, "Default value", value::text),
        description: cells.prose(cx, "Comments"),
        origin: cx.origin(&cells.row.span),
    })
}

fn read_navigation(cx: &mut Context<'_>, cells: &Cells<'_>) -> Option<Navigation> {
    Some(Navigation {
        name: cells.required(cx, "Name", value::text)?,
        target: cells.required(cx, "Target type", value::edm_type)?,
        versions: cells.optional(cx, "Versions", value::list),
        nullable: cells.required(cx, "Nullable", value::boolean),
        verbs: cells.required(cx, "Operations", value::verbs),
        description: cells.prose(cx, "Comments"),
        origin: cx.origin(&cells.row.span),
    })
}

fn read_action(cx: &mut Context<'_>, cells: &Cells<'_>) -> Option<Action> {
    Some(Action {
        name: cells.required(cx, "Name", value::text)?,
        versions: cells.optional(cx, "Versions", value::list),
        context: cells.required(cx, "Context", value::text),
        inputs: cells.optional(cx, "Input", value::inputs),
        output: cells.optional(cx, "Return type", value::edm_type),
        output_path: cells.prose(cx, "Output path"),
        description: cells.prose(cx, "Comments"),
        origin: cx.origin(&cells.row.span),
    })
}

fn read_member(cx: &mut Context<'_>, cells: &Cells<'_>) -> Option<Member> {
    Some(Member {
        name: cells.required(cx, "Name", value::text)?,
        value: cells.required(cx, "Value", value::integer)?,
        versions: cells.optional(cx, "Versions", value::list),
        origin: cx.origin(&cells.row.span),
    })
}

fn read_scope(cx: &mut Context<'_>, cells: &Cells<'_>) -> Option<Scope> {
    Some(Scope {
        name: cells.required(cx, "Scope.Permission", value::text)?,
        consent: cells.required(cx, "Consent type", value::consent)?,
        scenario: cells.prose(cx, "Applicable scenarios"),
    })
}
