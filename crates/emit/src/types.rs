//! Types of the model as Rust types, and the table of scalars.

use crate::contract::{runtime, stdlib, wire};
use crate::payload::Payload;
use crate::scope::FileScope;
use graphwright_ir::{Content, Scalar, Slot, TypeKind, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;

/// How a scalar's values go from hand to hand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Passing {
    /// As they are: nothing turns into them.
    Plain,
    /// As they are, and other things may turn into them.
    Copied,
    /// As text, which anything that is text may be given for.
    Text,
    /// By reference, or as anything that turns into them.
    Owned,
}

/// How a scalar's values go from hand to hand.
pub(crate) fn passing(scalar: Scalar) -> Passing {
    match scalar {
        Scalar::Bool
        | Scalar::I32
        | Scalar::I64
        | Scalar::U64
        | Scalar::F32
        | Scalar::F64
        | Scalar::Null => Passing::Plain,
        Scalar::Uuid | Scalar::DateTime | Scalar::Date => Passing::Copied,
        Scalar::String | Scalar::Time | Scalar::Duration | Scalar::Uri => Passing::Text,
        Scalar::Number | Scalar::Secret | Scalar::Base64 | Scalar::Bytes | Scalar::File => {
            Passing::Owned
        }
    }
}

/// The type of a scalar.
fn scalar(scope: &FileScope<'_>, scalar: Scalar) -> TokenStream {
    match scalar {
        Scalar::Bool => quote!(bool),
        Scalar::I32 => quote!(i32),
        Scalar::I64 => quote!(i64),
        Scalar::U64 => quote!(u64),
        Scalar::F32 => quote!(f32),
        Scalar::F64 => quote!(f64),
        Scalar::Null => quote!(()),
        Scalar::Number => scope.item(wire::NUMBER),
        Scalar::String | Scalar::Time | Scalar::Duration | Scalar::Uri => quote!(String),
        Scalar::Secret => {
            let secret = scope.item(wire::SECRET);
            quote!(#secret<String>)
        }
        Scalar::Uuid => scope.item(wire::UUID),
        Scalar::DateTime => scope.item(wire::TIMESTAMP),
        Scalar::Date => scope.item(wire::DATE),
        Scalar::Base64 => scope.item(wire::BASE64),
        Scalar::Bytes => bytes(scope),
        Scalar::File => scope.item(wire::FILE),
    }
}

/// Bytes as they are. A runtime holds them so; inside JSON there are none, and what stands in their
/// place is text.
fn bytes(scope: &FileScope<'_>) -> TokenStream {
    if scope.is_model() {
        quote!(String)
    } else {
        scope.item(runtime::BYTES)
    }
}

impl FileScope<'_> {
    /// A type as Rust writes it.
    pub(crate) fn ty(&self, ty: &TypeRef) -> TokenStream {
        match ty {
            TypeRef::Scalar(of) => scalar(self, *of),
            TypeRef::Named(id) => self.named(*id),
            TypeRef::List(items) => {
                let item = self.slot_type(items);
                quote!(Vec<#item>)
            }
            TypeRef::Map(values) => {
                let map = self.item(stdlib::BTREE_MAP);
                let value = self.slot_type(values);
                quote!(#map<String, #value>)
            }
            TypeRef::Boxed(inner) => {
                let inner = self.ty(inner);
                quote!(Box<#inner>)
            }
            TypeRef::Json => self.json(),
            TypeRef::Stream => bytes(self),
        }
    }

    /// The type of a slot, in `Option` where null is a value.
    pub(crate) fn slot_type(&self, slot: &Slot) -> TokenStream {
        let ty = self.ty(&slot.ty);
        if slot.nullable {
            quote!(Option<#ty>)
        } else {
            ty
        }
    }

    /// What an event says.
    pub(crate) fn event_type(&self, events: &Content) -> TokenStream {
        self.slot_type(&events.slot)
    }

    /// Whether what an event says is text as it stands, and not JSON.
    pub(crate) fn says_text(&self, events: &Content) -> bool {
        let ty = self.resolve(&events.slot.ty);
        *ty == TypeRef::Scalar(Scalar::String) && !events.slot.nullable
    }

    /// The type that a response's payload has in Rust; `None` for nothing.
    pub(crate) fn payload(&self, payload: Payload<'_>) -> Option<TokenStream> {
        match payload {
            Payload::Empty => None,
            Payload::Json(slot, _) => Some(self.slot_type(slot)),
            Payload::Text(_) | Payload::Events(_) => Some(quote!(String)),
            Payload::Form(_) | Payload::Multipart(_) | Payload::Bytes(_) => {
                Some(self.ty(&TypeRef::Stream))
            }
        }
    }

    /// Any JSON.
    pub(crate) fn json(&self) -> TokenStream {
        self.item(wire::VALUE)
    }

    /// The type behind a chain of aliases.
    pub(crate) fn resolve<'b>(&'b self, ty: &'b TypeRef) -> &'b TypeRef {
        let mut ty = ty;
        // A chain is no longer than there are types; lowering refuses cycles of aliases.
        for _ in 0..=self.context.api.types.len() {
            match ty {
                TypeRef::Named(id) => match &self.context.api.ty(*id).kind {
                    TypeKind::Alias(slot) if !slot.nullable => ty = &slot.ty,
                    _ => return ty,
                },
                _ => return ty,
            }
        }
        ty
    }

    /// Whether a type is an integer, or a list or a map of them. Those are read apart, since serde does
    /// not take `1.0` for one.
    pub(crate) fn holds_integer(&self, ty: &TypeRef) -> bool {
        match self.resolve(ty) {
            TypeRef::Scalar(scalar) => matches!(scalar, Scalar::I32 | Scalar::I64 | Scalar::U64),
            TypeRef::List(items) | TypeRef::Map(items) => self.holds_integer(&items.ty),
            _ => false,
        }
    }

    /// Whether functions take a value as it is and nothing else for it.
    pub(crate) fn is_plain(&self, ty: &TypeRef) -> bool {
        matches!(self.resolve(ty), TypeRef::Scalar(scalar) if passing(*scalar) == Passing::Plain)
    }
}
