//! The notations of parameters and of members of forms, as constants of the runtimes. Client and server are
//! given the same one.

use crate::contract::Item;
use crate::ident::ident;
use crate::scope::FileScope;
use graphwright_ir::{MediaKind, Param, PartEncoding, Place, Style};
use proc_macro2::TokenStream;
use quote::quote;

/// The notation of a parameter, unless it is the default of its location. `item` is the type of notations as
/// the runtime exports it.
pub(crate) fn of_param(scope: &FileScope<'_>, item: Item, param: &Param) -> Option<TokenStream> {
    let default = match param.place {
        Place::Path | Place::Header => Constant::new(Style::Simple, false),
        // Both runtimes write lists in cookies with commas, exploded or not.
        Place::Cookie if param.content != Some(MediaKind::Json) => return None,
        Place::Query | Place::Cookie => Constant::new(Style::Form, true),
    };
    let constant = match param.content {
        Some(MediaKind::Json) => Constant {
            name: "JSON",
            explode: false,
        },
        _ => Constant::new(param.style, param.explode),
    };
    let reserved = param.allow_reserved && param.place == Place::Query;
    if constant == default && !reserved {
        return None;
    }
    let notation = constant.tokens(scope, item);
    let reserved = reserved.then(|| quote!(.allow_reserved()));
    Some(quote!(#notation #reserved))
}

/// The notation of a member of an urlencoded form, unless it is the default.
pub(crate) fn of_part(
    scope: &FileScope<'_>,
    item: Item,
    part: &PartEncoding,
) -> Option<TokenStream> {
    let constant = Constant::new(part.style, part.explode);
    let is_default = constant == Constant::new(Style::Form, true);
    (!is_default).then(|| constant.tokens(scope, item))
}

/// A constant of `Notation`.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Constant {
    name: &'static str,
    /// `true` if the constant is not exploded by itself, and the notation is.
    explode: bool,
}

impl Constant {
    fn new(style: Style, explode: bool) -> Self {
        let (name, explode) = match (style, explode) {
            (Style::Simple, explode) => ("SIMPLE", explode),
            (Style::Label, explode) => ("LABEL", explode),
            (Style::Matrix, explode) => ("MATRIX", explode),
            (Style::DeepObject, _) => ("DEEP", false),
            (Style::Form | Style::SpaceDelimited | Style::PipeDelimited, true) => ("FORM", false),
            (Style::Form, false) => ("JOINED", false),
            (Style::SpaceDelimited, false) => ("SPACE", false),
            (Style::PipeDelimited, false) => ("PIPE", false),
        };
        Self { name, explode }
    }

    fn tokens(self, scope: &FileScope<'_>, item: Item) -> TokenStream {
        let (ty, name) = (scope.item(item), ident(self.name));
        let explode = self.explode.then(|| quote!(.explode()));
        quote!(#ty::#name #explode)
    }
}
