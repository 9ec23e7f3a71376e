//! Blank lines between items, between methods and between documented members.
//!
//! `prettyplease` prints none. An attribute marks each, which prints as a line of its own and is then
//! replaced.

use proc_macro2::{Ident, Span};
use syn::token::Bracket;
use syn::{
    AttrStyle, Attribute, Expr, ExprLit, ImplItem, Item, Lit, LitStr, Meta, MetaNameValue, Token,
    TraitItem, Visibility,
};

/// The printed mark. A line of documentation is empty or begins with a space.
pub(super) const BLANK: &str = "///@blank";

/// Adds the marks inside an item.
pub(super) fn add_marks(item: &mut Item) {
    match item {
        Item::Mod(item) => {
            if let Some((_, items)) = &mut item.content {
                separate_items(items);
            }
        }
        Item::Struct(item) => {
            separate_documented(item.fields.iter_mut().map(|field| &mut field.attrs));
        }
        Item::Enum(item) => {
            for variant in &mut item.variants {
                separate_documented(variant.fields.iter_mut().map(|field| &mut field.attrs));
            }
            separate_documented(item.variants.iter_mut().map(|variant| &mut variant.attrs));
        }
        Item::Trait(item) => separate_trait_items(&mut item.items),
        Item::Impl(item) => separate_impl_items(&mut item.items),
        _ => {}
    }
}

/// Marks the blank lines between the items of a module.
fn separate_items(items: &mut [Item]) {
    let mut previous = Kind::First;
    for item in items {
        let kind = Kind::of(item);
        let joins = previous.joins(kind);
        previous = kind;
        add_marks(item);
        if let Some(attrs) = attributes(item).filter(|_| !joins) {
            mark(attrs);
        }
    }
}

/// Marks the blank lines before documented members.
fn separate_documented<'a>(members: impl Iterator<Item = &'a mut Vec<Attribute>>) {
    for (index, attrs) in members.enumerate() {
        if index > 0 && is_documented(attrs) {
            mark(attrs);
        }
    }
}

fn is_documented(attrs: &[Attribute]) -> bool {
    attrs.iter().any(is_documentation)
}

pub(super) fn is_documentation(attr: &Attribute) -> bool {
    attr.path().is_ident("doc")
}

fn separate_impl_items(items: &mut [ImplItem]) {
    let mut previous = Kind::First;
    for item in items {
        let (kind, attrs) = match item {
            ImplItem::Fn(item) => (Kind::Other, &mut item.attrs),
            ImplItem::Type(item) => (Kind::Type, &mut item.attrs),
            // A documented constant is separated as a method is.
            ImplItem::Const(item) if is_documented(&item.attrs) => (Kind::Other, &mut item.attrs),
            ImplItem::Const(item) => (Kind::Const, &mut item.attrs),
            _ => continue,
        };
        if !previous.joins(kind) {
            mark(attrs);
        }
        previous = kind;
    }
}

fn separate_trait_items(items: &mut [TraitItem]) {
    for (index, item) in items.iter_mut().enumerate() {
        if let TraitItem::Fn(item) = item
            && index > 0
        {
            mark(&mut item.attrs);
        }
    }
}

/// Adds the mark of a blank line above an item or member.
fn mark(attrs: &mut Vec<Attribute>) {
    attrs.insert(0, blank());
}

/// Returns the attribute that is a mark. It is built rather than parsed, since there are very many.
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

/// The kind of an item, which decides on a blank line between two neighbours.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    First,
    /// Private ones are one block. Public ones behind a feature are another, below those without.
    Use {
        public: bool,
        gated: bool,
    },
    Mod {
        gated: bool,
    },
    Const,
    Type,
    Other,
}

impl Kind {
    pub(super) fn of(item: &Item) -> Self {
        match item {
            Item::Use(item) => {
                let public = matches!(item.vis, Visibility::Public(_));
                let gated = public && is_gated(&item.attrs);
                Self::Use { public, gated }
            }
            Item::Mod(item) if item.content.is_none() => Self::Mod {
                gated: is_gated(&item.attrs),
            },
            _ => Self::Other,
        }
    }

    /// Returns whether there is no blank line between this and the next item.
    pub(super) fn joins(self, next: Self) -> bool {
        self == Self::First || (self == next && next != Self::Other)
    }
}

fn is_gated(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|attr| attr.path().is_ident("cfg"))
}

/// The attributes of an item, of the kinds that are emitted.
pub(super) fn attributes(item: &mut Item) -> Option<&mut Vec<Attribute>> {
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
