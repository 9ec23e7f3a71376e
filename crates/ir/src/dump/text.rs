//! Parts of a line of the dump.

use crate::{
    Api, Constraints, Content, Dispatch, JsonKind, KnownKey, Literal, MediaKind, Param, Place,
    Slot, Style, TypeRef, Union, VariantIndex, VersionSet,
};
use std::fmt;

/// Adds a line in which nothing hides: names are in the model as the document has them.
pub(super) fn line(out: &mut String, text: fmt::Arguments<'_>) {
    for sign in text.to_string().chars() {
        if matches!(sign, ' '..='~') || sign.is_alphabetic() {
            out.push(sign);
        } else {
            out.extend(sign.escape_debug());
        }
    }
    out.push('\n');
}

/// Wire name and Rust name; one where they are the same.
pub(super) fn pair(wire: &str, ident: &str) -> String {
    if wire == ident {
        ident.to_owned()
    } else {
        format!("{wire} -> {ident}")
    }
}

/// The type of a slot, whether null is allowed, and its bounds.
pub(super) fn slot(api: &Api, slot: &Slot) -> String {
    let null = if slot.nullable { "?" } else { "" };
    let ty = ty(api, &slot.ty);
    let bounds = constraints(&slot.constraints);
    // A format that is the scalar's own says nothing new.
    let own = slot
        .constraints
        .format
        .as_ref()
        .filter(|format| format.replace('-', "").eq_ignore_ascii_case(&ty));
    match own {
        Some(format) => format!(
            "{ty}{null}{}",
            bounds.replacen(&format!(" format {format}"), "", 1)
        ),
        None => format!("{ty}{null}{bounds}"),
    }
}

fn ty(api: &Api, ty: &TypeRef) -> String {
    match ty {
        TypeRef::Scalar(scalar) => format!("{scalar:?}"),
        TypeRef::Named(id) => api.ty(*id).ident.clone(),
        TypeRef::List(items) => format!("List<{}>", slot(api, items)),
        TypeRef::Map(values) => format!("Map<{}>", slot(api, values)),
        TypeRef::Boxed(inner) => format!("Box<{}>", self::ty(api, inner)),
        TypeRef::Json => "Json".to_owned(),
        TypeRef::Stream => "Stream".to_owned(),
    }
}

/// Bounds, each with a space before it.
pub(super) fn constraints(bounds: &Constraints) -> String {
    let number = |what: &str, bound: &Option<crate::Bound>| {
        let bound = bound.as_ref()?;
        let exclusive = if bound.exclusive { " exclusive" } else { "" };
        Some(format!(" {what} {}{exclusive}", bound.value))
    };
    let count = |what: &str, count: Option<u64>| Some(format!(" {what} {}", count?));
    let parts = [
        number("min", &bounds.minimum),
        number("max", &bounds.maximum),
        bounds
            .multiple_of
            .as_ref()
            .map(|of| format!(" multiple of {of}")),
        count("min length", bounds.min_length),
        count("max length", bounds.max_length),
        bounds
            .pattern
            .as_ref()
            .map(|pattern| format!(" pattern {pattern:?}")),
        bounds
            .format
            .as_ref()
            .map(|format| format!(" format {format}")),
        count("min items", bounds.min_items),
        count("max items", bounds.max_items),
        bounds.unique_items.then(|| " unique".to_owned()),
        count("min properties", bounds.min_properties),
        count("max properties", bounds.max_properties),
    ];
    parts.into_iter().flatten().collect()
}

/// A value, as JSON; a member of an enum by its variant.
pub(super) fn literal(value: &Literal) -> String {
    match value {
        Literal::Null => "null".to_owned(),
        Literal::Bool(flag) => flag.to_string(),
        Literal::Number(text) | Literal::Json(text) | Literal::Variant(text) => text.clone(),
        Literal::String(text) => format!("{text:?}"),
    }
}

/// How a value finds its variant.
pub(super) fn dispatch(body: &Union) -> String {
    let ident = |index: VariantIndex| {
        body.variants
            .get(index.0)
            .map_or("?", |variant| variant.ident.as_str())
    };
    match &body.dispatch {
        Dispatch::Tag { wire, values } => {
            let rows: Vec<_> = values
                .iter()
                .map(|tag| format!("{:?} {}", tag.value, ident(tag.variant)))
                .collect();
            format!("tag {wire}: {}", rows.join(", "))
        }
        Dispatch::Shape(rows) => {
            let rows: Vec<_> = rows
                .iter()
                .map(|shape| format!("{} {}", json_kind(&shape.kind), ident(shape.variant)))
                .collect();
            format!("shape: {}", rows.join(", "))
        }
        Dispatch::Ordered => "order".to_owned(),
    }
}

fn json_kind(kind: &JsonKind) -> String {
    let JsonKind::ObjectWith(keys) = kind else {
        return format!("{kind:?}").to_lowercase();
    };
    let keys: Vec<_> = keys
        .iter()
        .map(|KnownKey { wire, value }| {
            value.as_ref().map_or_else(
                || wire.clone(),
                |value| format!("{wire} = {}", literal(value)),
            )
        })
        .collect();
    format!("object with {}", keys.join(" and "))
}

/// A body in one media type.
pub(super) fn content(api: &Api, content: &Content) -> String {
    let kind = if content.kind == MediaKind::Json {
        String::new()
    } else {
        format!(" as {:?}", content.kind)
    };
    format!(
        "{} -> {}{kind} {}",
        content.media_type,
        content.ident,
        slot(api, &content.slot)
    )
}

/// How a parameter's lists and objects are written, where it has any and they are not written as
/// its place has it by default.
pub(super) fn style(param: &Param) -> String {
    let usual = match param.place {
        Place::Path | Place::Header => (Style::Simple, false),
        Place::Query | Place::Cookie => (Style::Form, true),
    };
    if (param.style, param.explode) == usual {
        return String::new();
    }
    format!(
        ", {:?}{}",
        param.style,
        if param.explode { " exploded" } else { "" }
    )
}

/// The versions that have something; nothing where all have it.
pub(super) fn versions(api: &Api, versions: &VersionSet) -> String {
    let VersionSet::Only(versions) = versions else {
        return String::new();
    };
    let versions = versions.iter().filter_map(|id| api.versions.get(id.0));
    let names: Vec<_> = versions.map(|version| version.wire.as_str()).collect();
    format!(", only {}", names.join(" "))
}
