//! Parameters of paths and operations.

use super::listed::Listed;
use super::media;
use super::style::style;
use crate::defaults::{DefaultTarget, PendingDefault};
use crate::draft::{Hint, Owner, Role};
use crate::names::{Names, PARAMS};
use crate::reader::{Node, Reader};
use crate::report::{At, Reason, Report};
use crate::schema::Schemas;
use graphwright_ir::{OperationId, Origin, Param, ParamIndex, Place, Slot, Style, TypeRef};
use graphwright_source::Code;

/// A parameter as the document has it.
pub(super) struct Declared<'a> {
    pub(super) wire: &'a str,
    pub(super) place: Place,
    node: Node<'a>,
}

/// Headers that a request has by itself: `OpenAPI` 3.0.3, "Parameter Object", has them ignored.
const OWN_HEADERS: [&str; 3] = ["accept", "content-type", "authorization"];

/// Reads the parameters of a path item and of an operation, of which the latter win.
pub(super) fn declared<'a>(
    reader: &Reader<'a>,
    item: &Node<'a>,
    node: &Node<'a>,
    report: &mut Report<'_>,
) -> Result<Vec<Declared<'a>>, Reason> {
    let mut all: Vec<Declared<'a>> = Vec::new();
    for node in item.items("parameters").chain(node.items("parameters")) {
        let node = reader
            .resolve(node)
            .ok_or("the `$ref` of a parameter leads to nothing")?;
        let (Some(wire), Some(place)) = (node.str("name"), node.str("in").and_then(place)) else {
            return Err("a parameter has no name or no place".to_owned());
        };
        if place == Place::Header && OWN_HEADERS.iter().any(|own| wire.eq_ignore_ascii_case(own)) {
            let message = format!(
                "the header `{wire}` is set by the body, the answer or the security scheme"
            );
            report.add_note(Code::NOT_EXPRESSED, message, At::Value(&node.at));
            continue;
        }
        let declared = Declared { wire, place, node };
        match all
            .iter_mut()
            .find(|known| known.wire == wire && known.place == place)
        {
            Some(known) => *known = declared,
            None => all.push(declared),
        }
    }
    Ok(all)
}

/// Lowers the parameters: those of the path in path order, then the others in document order.
pub(super) fn lower<'a>(
    schemas: &mut Schemas<'_, 'a>,
    operation: OperationId,
    declared: &[Declared<'a>],
    order: &[usize],
) -> Vec<Param> {
    let others = declared.iter().filter(|param| param.place != Place::Path);
    let ordered = order
        .iter()
        .filter_map(|index| declared.get(*index))
        .chain(others);
    let mut names = Names::new(&PARAMS);
    let mut params = Vec::with_capacity(declared.len());
    for param in ordered {
        let schema = param.node.child("schema");
        if let Some(holder) = schema.and_then(|schema| schemas.reader.default_holder(&schema)) {
            schemas.defaults.push(PendingDefault {
                target: DefaultTarget::Param(operation, ParamIndex(params.len())),
                holder,
            });
        }
        let owner = Owner::Operation(operation);
        params.push(self::param(schemas, owner, param, &mut names));
    }
    params
}

/// Lowers a path parameter of an operation that is not selected, for an operation that another front end
/// describes; `None` if it has none of that name.
pub(crate) fn path_param<'a>(
    schemas: &mut Schemas<'_, 'a>,
    listed: &Listed<'a>,
    wire: &str,
) -> Option<Param> {
    let is_in_path = listed.has_in_path(wire);
    let Listed { item, node, .. } = listed;
    let own = node.items("parameters").chain(item.items("parameters"));
    let is_it = |node: &Node<'_>| node.str("in") == Some("path") && node.str("name") == Some(wire);
    let resolved = own.filter_map(|node| schemas.reader.resolve(node));
    let node = resolved.filter(|_| is_in_path).find(is_it)?;
    let declared = Declared {
        wire: node.str("name")?,
        place: Place::Path,
        node: node.clone(),
    };
    let names = &mut Names::new(&PARAMS);
    Some(param(schemas, Owner::Nothing, &declared, names))
}

fn param<'a>(
    schemas: &mut Schemas<'_, 'a>,
    owner: Owner,
    declared: &Declared<'a>,
    names: &mut Names,
) -> Param {
    let Declared { wire, place, node } = declared;
    let in_place = format!("{wire} {}", place_word(*place));
    let suggestions = [*wire, in_place.as_str()];
    let taken = names.take(node.client_name().into_iter().chain(suggestions));
    let at = At::Value(&node.at);
    schemas.report.add_renamed("the parameter", &taken, at);
    let hint = Hint::new(owner, Role::Property(wire));
    let content = node.members("content").next();
    let of_content = || {
        content
            .as_ref()
            .and_then(|(_, media)| media.child("schema"))
    };
    let schema = node.child("schema").or_else(of_content);
    let slot = schema.map_or_else(
        || Slot::of(TypeRef::Json),
        |schema| schemas.slot(&schema, &hint),
    );
    let style = node
        .str("style")
        .and_then(style)
        .unwrap_or(default_style(*place));
    let explode = node
        .value("explode")
        .and_then(serde_json::Value::as_bool)
        .unwrap_or(style == Style::Form);
    Param {
        wire: (*wire).to_owned(),
        ident: taken.ident,
        place: *place,
        style,
        explode,
        allow_reserved: node.flag("allowReserved"),
        content: content.map(|(media_type, _)| media::kind(media_type)),
        slot,
        required: node.flag("required") || *place == Place::Path,
        default: None,
        deprecated: node.flag("deprecated"),
        docs: node.docs(),
        origin: Origin::in_document(&node.at),
    }
}

fn place(word: &str) -> Option<Place> {
    match word {
        "path" => Some(Place::Path),
        "query" => Some(Place::Query),
        "header" => Some(Place::Header),
        "cookie" => Some(Place::Cookie),
        _ => None,
    }
}

fn place_word(place: Place) -> &'static str {
    match place {
        Place::Path => "path",
        Place::Query => "query",
        Place::Header => "header",
        Place::Cookie => "cookie",
    }
}

/// `OpenAPI` 3.0.3, "Parameter Object", `style`.
fn default_style(place: Place) -> Style {
    match place {
        Place::Path | Place::Header => Style::Simple,
        Place::Query | Place::Cookie => Style::Form,
    }
}
