//! Where blank lines belong: between items, between methods, between documented members.
//!
//! `prettyplease` knows no blank lines. Each is marked by an attribute that prints as a line of its
//! own, which the printer then empties.

use proc_macro2::{Ident, Span};
use syn::token::Bracket;
use syn::{
    AttrStyle, Attribute, Expr, ExprLit, ImplItem, Item, Lit, LitStr, Meta, MetaNameValue, Token,
    TraitItem, Visibility,
};

/// How the mark prints. Real documentation begins with a space, or is an empty line.
pub(super) const BLANK: &str = "///@blank";

/// Marks the blank lines of a file.
pub(super) fn space(items: &mut [Item]) {
    let mut previous = Kind::First;
    for item in items {
        let kind = Kind::of(item);
        let spaced = !previous.joins(kind);
        previous = kind;
        members(item);
        if let Some(attrs) = attrs(item) {
            mark(attrs, spaced);
        }
    }
}

fn members(item: &mut Item) {
    match item {
        Item::Mod(item) => space(item.content.as_mut().map_or(&mut [], |(_, items)| items)),
        Item::Struct(item) => documented(item.fields.iter_mut().map(|field| &mut field.attrs)),
        Item::Enum(item) => {
            for variant in &mut item.variants {
                documented(variant.fields.iter_mut().map(|field| &mut field.attrs));
            }
            documented(item.variants.iter_mut().map(|variant| &mut variant.attrs));
        }
        Item::Trait(item) => trait_items(&mut item.items),
        Item::Impl(item) => impl_items(&mut item.items),
        _ => {}
    }
}

/// Sets documented members apart; bare ones stay together.
fn documented<'a>(members: impl Iterator<Item = &'a mut Vec<Attribute>>) {
    for (index, attrs) in members.enumerate() {
        mark(
            attrs,
            index > 0 && attrs.iter().any(|attr| attr.path().is_ident("doc")),
        );
    }
}

fn impl_items(items: &mut [ImplItem]) {
    let mut previous = Kind::First;
    for item in items {
        let (kind, attrs) = match item {
            ImplItem::Fn(item) => (Kind::Other, &mut item.attrs),
            ImplItem::Type(item) => (Kind::Type, &mut item.attrs),
            ImplItem::Const(item) => (Kind::Const, &mut item.attrs),
            _ => continue,
        };
        mark(attrs, !previous.joins(kind));
        previous = kind;
    }
}

fn trait_items(items: &mut [TraitItem]) {
    for (index, item) in items.iter_mut().enumerate() {
        if let TraitItem::Fn(item) = item {
            mark(&mut item.attrs, index > 0);
        }
    }
}

fn mark(attrs: &mut Vec<Attribute>, spaced: bool) {
    if spaced {
        attrs.insert(0, blank());
    }
}
/// The mark, built rather than parsed: there is one on every other line.
fn blank() -> Attribute {
    let span = Span::call_site();
    let value = LitStr::new("@blank", span);
    Attribute {
        pound_token: Token![#](span),
        style: AttrStyle::Outer,
        bracket_token: Bracket(span),
        meta: Meta::NameValue(MetaNameValue {
            path: Ident::new("doc", span).into(),
            eq_token: Token![=](span),
            value: Expr::Lit(ExprLit {
                attrs: Vec::new(),
                lit: Lit::Str(value),
            }),
        }),
    }
}

fn attrs(item: &mut Item) -> Option<&mut Vec<Attribute>> {
    match item {
        Item::Use(item) => Some(&mut item.attrs),
        Item::Mod(item) => Some(&mut item.attrs),
        Item::Const(item) => Some(&mut item.attrs),
        Item::Static(item) => Some(&mut item.attrs),
        Item::Type(item) => Some(&mut item.attrs),
        Item::Fn(item) => Some(&mut item.attrs),
        Item::Struct(item) => Some(&mut item.attrs),
        Item::Enum(item) => Some(&mut item.attrs),
        Item::Trait(item) => Some(&mut item.attrs),
        Item::Impl(item) => Some(&mut item.attrs),
        _ => None,
    }
}

/// What decides whether two neighbours stand together.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    First,
    Use { public: bool },
    Mod,
    Const,
    Type,
    Other,
}

impl Kind {
    fn of(item: &Item) -> Self {
        match item {
            Item::Use(item) => Self::Use {
                public: matches!(item.vis, Visibility::Public(_)),
            },
            Item::Mod(item) if item.content.is_none() => Self::Mod,
            _ => Self::Other,
        }
    }

    fn joins(self, next: Self) -> bool {
        self == Self::First || (self == next && next != Self::Other)
    }
}
