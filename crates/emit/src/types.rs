//! Types of the model as Rust types.

use crate::contract::{runtime, stdlib, wire};
use crate::payload::Payload;
use crate::scope::FileScope;
use graphwright_ir::{Content, Scalar, Slot, TypeKind, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;

/// How functions take a value of a scalar.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Passing {
    /// By value; no other type is converted to it.
    Plain,
    /// By value; other types may be converted to it.
    Copied,
    /// As anything that is text.
    Text,
    /// By reference, or as anything that is converted to it.
    Owned,
}

/// Returns how functions take a value of a scalar.
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

/// Names the type of a scalar.
fn scalar_type(scope: &FileScope<'_>, scalar: Scalar) -> TokenStream {
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
        Scalar::Bytes => bytes_type(scope),
        Scalar::File => scope.item(wire::FILE),
    }
}

/// Names the type of raw bytes. The runtimes of clients and servers have one. Inside JSON there are no
/// bytes, so in the model they are text.
fn bytes_type(scope: &FileScope<'_>) -> TokenStream {
    if scope.is_model() {
        quote!(String)
    } else {
        scope.item(runtime::BYTES)
    }
}

impl FileScope<'_> {
    /// Writes a type.
    pub(crate) fn ty(&self, ty: &TypeRef) -> TokenStream {
        match ty {
            TypeRef::Scalar(of) => scalar_type(self, *of),
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
            TypeRef::Json => self.json_type(),
            TypeRef::Stream => bytes_type(self),
        }
    }

    /// Writes the type of a slot, in `Option` if it is nullable.
    pub(crate) fn slot_type(&self, slot: &Slot) -> TokenStream {
        let ty = self.ty(&slot.ty);
        if slot.nullable {
            quote!(Option<#ty>)
        } else {
            ty
        }
    }

    /// Writes the type of the data of an event.
    pub(crate) fn event_type(&self, events: &Content) -> TokenStream {
        self.slot_type(&events.slot)
    }

    /// Returns whether the data of an event is text, as opposed to JSON.
    pub(crate) fn is_text_event(&self, events: &Content) -> bool {
        let ty = self.resolve(&events.slot.ty);
        *ty == TypeRef::Scalar(Scalar::String) && !events.slot.nullable
    }

    /// Writes the type of the payload of a response; `None` if it has none.
    pub(crate) fn payload_type(&self, payload: Payload<'_>) -> Option<TokenStream> {
        match payload {
            Payload::Empty => None,
            Payload::Json(slot, _) => Some(self.slot_type(slot)),
            Payload::Text(_) | Payload::Events(_) => Some(quote!(String)),
            Payload::Form(_) | Payload::Multipart(_) | Payload::Bytes(_) => {
                Some(self.ty(&TypeRef::Stream))
            }
        }
    }

    /// Names the type of any JSON value.
    pub(crate) fn json_type(&self) -> TokenStream {
        self.item(wire::VALUE)
    }

    /// Follows a chain of aliases to the type behind it.
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

    /// Returns whether a type is an integer, or a list or map of integers. The wire crate reads those,
    /// since serde does not accept `1.0` as an integer.
    pub(crate) fn holds_integer(&self, ty: &TypeRef) -> bool {
        match self.resolve(ty) {
            TypeRef::Scalar(scalar) => matches!(scalar, Scalar::I32 | Scalar::I64 | Scalar::U64),
            TypeRef::List(items) | TypeRef::Map(items) => self.holds_integer(&items.ty),
            _ => false,
        }
    }

    /// Returns whether functions take a value of a type and nothing that is converted to it.
    pub(crate) fn is_plain(&self, ty: &TypeRef) -> bool {
        matches!(self.resolve(ty), TypeRef::Scalar(scalar) if passing(*scalar) == Passing::Plain)
    }
}
