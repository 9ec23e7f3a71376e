//! Parameters of paths and operations.

use super::Reason;
use crate::lowering::{DefaultOf, Hint, Lowering, Owner, Role};
use crate::names::{Names, PARAMS};
use crate::operation::content;
use crate::reader::Node;
use crate::report::At;
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

impl<'a> Lowering<'a> {
    /// The parameters of a path item and of an operation, of which the latter win.
    pub(super) fn declared(
        &mut self,
        item: &Node<'a>,
        node: &Node<'a>,
    ) -> Result<Vec<Declared<'a>>, Reason> {
        let mut all: Vec<Declared<'a>> = Vec::new();
        for node in item.items("parameters").chain(node.items("parameters")) {
            let node = self
                .reader
                .resolve(node)
                .ok_or("the `$ref` of a parameter leads to nothing")?;
            let (Some(wire), Some(place)) = (node.str("name"), node.str("in").and_then(place))
            else {
                return Err("a parameter has no name or no place".to_owned());
            };
            if place == Place::Header
                && OWN_HEADERS.iter().any(|own| wire.eq_ignore_ascii_case(own))
            {
                let message = format!(
                    "the header `{wire}` is set by the body, the answer or the security scheme"
                );
                self.report
                    .add_note(Code::NOT_EXPRESSED, message, At::Value(&node.at));
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

    /// Lowers the parameters: those of the path in path order, then the others as they come.
    pub(super) fn params(
        &mut self,
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
            if let Some(holder) = param
                .node
                .child("schema")
                .and_then(|schema| self.reader.default_holder(&schema))
            {
                self.defaults.push((
                    DefaultOf::Param(operation, ParamIndex(params.len())),
                    holder,
                ));
            }
            let lowered = self.param(operation, param, &mut names);
            params.push(lowered);
        }
        params
    }

    fn param(
        &mut self,
        operation: OperationId,
        declared: &Declared<'a>,
        names: &mut Names,
    ) -> Param {
        let Declared { wire, place, node } = declared;
        let in_place = format!("{wire} {}", place_word(*place));
        let suggestions = [*wire, in_place.as_str()];
        let taken = names.take(node.client_name().into_iter().chain(suggestions));
        self.report
            .add_renamed("the parameter", &taken, At::Value(&node.at));
        let hint = Hint {
            owner: Owner::Operation(operation),
            role: Role::Property(wire),
            item: false,
        };
        let content = node.members("content").next();
        let slot = match (node.child("schema"), &content) {
            (Some(schema), _) => self.slot(&schema, &hint),
            (None, Some((_, media))) => match media.child("schema") {
                Some(schema) => self.slot(&schema, &hint),
                None => Slot::of(TypeRef::Json),
            },
            (None, None) => Slot::of(TypeRef::Json),
        };
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
            content: content.map(|(media_type, _)| content::kind(media_type)),
            slot,
            required: node.flag("required") || *place == Place::Path,
            default: None,
            deprecated: node.flag("deprecated"),
            docs: node.docs(),
            origin: Origin::in_document(&node.at),
        }
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

pub(super) fn style(word: &str) -> Option<Style> {
    match word {
        "simple" => Some(Style::Simple),
        "matrix" => Some(Style::Matrix),
        "label" => Some(Style::Label),
        "form" => Some(Style::Form),
        "spaceDelimited" => Some(Style::SpaceDelimited),
        "pipeDelimited" => Some(Style::PipeDelimited),
        "deepObject" => Some(Style::DeepObject),
        _ => None,
    }
}

/// `OpenAPI` 3.0.3, "Parameter Object", `style`.
fn default_style(place: Place) -> Style {
    match place {
        Place::Path | Place::Header => Style::Simple,
        Place::Query | Place::Cookie => Style::Form,
    }
}
