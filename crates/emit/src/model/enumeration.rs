//! Enums: a variant per listed value, and one that keeps what is not listed.

use crate::docs::{Doc, code_span};
use crate::feature::Gate;
use crate::ident::ident;
use crate::literal::integer;
use crate::model::object::shown;
use crate::scope::Scope;
use graphwright_ir::{Enum, EnumValue, Literal, Scalar, TypeDef};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// Everything that an enum is: declaration, its value on the wire, reading, writing.
pub(super) fn write(
    scope: &Scope<'_>,
    head: &TokenStream,
    ty: &TypeDef,
    body: &Enum,
) -> TokenStream {
    let text = !matches!(body.scalar, Scalar::I32 | Scalar::I64 | Scalar::U64);
    let unlisted = if text {
        "open_enum::Unlisted"
    } else {
        "open_enum::UnlistedInteger"
    };
    let declaration = variants(scope, ty, body, unlisted);
    let rest = if text {
        strings(scope, ty, body)
    } else {
        integers(scope, ty, body)
    };
    quote!(#head #declaration #rest)
}

fn variants(scope: &Scope<'_>, ty: &TypeDef, body: &Enum, unlisted: &str) -> TokenStream {
    let name = ident(&ty.ident);
    let variants = body.values.iter().map(|value| {
        let mut doc = Doc::default().summary_and_description(&value.docs);
        if doc.is_empty() {
            doc = doc.and(format!("{}.", code_span(&shown(&value.wire))));
        }
        scope.gated(&value.versions, |gate| {
            let (docs, name) = (doc.behind(gate).attrs(4), ident(&value.ident));
            quote!(#docs #gate #name,)
        })
    });
    let unknown = body.unknown.as_ref().map(|name| {
        let docs = Doc::own("A value that the document does not list, kept as it came.").attrs(4);
        let (name, unlisted) = (ident(name), scope.wire(unlisted));
        quote!(#docs #name(#unlisted),)
    });
    quote! {
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #unknown
        }
    }
}

/// What an enum over strings has.
fn strings(scope: &Scope<'_>, ty: &TypeDef, body: &Enum) -> TokenStream {
    let module = scope.wire("open_enum::self");
    let name = ident(&ty.ident);
    let wires: Vec<_> = body
        .values
        .iter()
        .filter_map(|value| match &value.wire {
            Literal::String(text) => Some((scope.gate(&value.versions), ident(&value.ident), text)),
            _ => None,
        })
        .collect();
    let shows = wires
        .iter()
        .map(|(gate, variant, text)| quote!(#gate Self::#variant => #text,));
    let unknown = body.unknown.as_deref().map(ident);
    let unknown_shows = unknown
        .as_ref()
        .map(|unknown| quote!(Self::#unknown(value) => value.as_str(),));
    let function = if unknown.is_some() {
        "deserialize"
    } else {
        "deserialize_closed"
    };
    let function = ident(function);
    let trait_ = string_trait(scope, &name, &wires, unknown.as_ref());
    let display = display(scope, &name, &quote!(f.write_str(self.as_str())));
    let serde = serde(
        scope,
        &name,
        &quote!(#module::#function(deserializer)),
        &quote!(serializer.serialize_str(self.as_str())),
    );
    quote! {
        impl #name {
            /// The value on the wire.
            pub fn as_str(&self) -> &str {
                match self { #(#shows)* #unknown_shows }
            }
        }

        #trait_
        #display
        #serde
    }
}

/// The trait through which an enum over strings is read: an open one keeps what is not listed, a
/// closed one says what is.
fn string_trait(
    scope: &Scope<'_>,
    name: &Ident,
    wires: &[(Gate<'_>, Ident, &String)],
    unknown: Option<&Ident>,
) -> TokenStream {
    let reads = wires
        .iter()
        .map(|(gate, variant, text)| quote!(#gate #text => Some(Self::#variant),));
    let listed = quote! {
        fn listed(value: &str) -> Option<Self> {
            match value { #(#reads)* _ => None, }
        }
    };
    let Some(unknown) = unknown else {
        let trait_ = scope.wire("open_enum::ClosedEnum");
        let texts = wires.iter().map(|(gate, _, text)| quote!(#gate #text));
        return quote! {
            impl #trait_ for #name {
                const VALUES: &'static [&'static str] = &[#(#texts),*];

                #listed
            }
        };
    };
    let trait_ = scope.wire("open_enum::OpenEnum");
    let unlisted = scope.wire("open_enum::Unlisted");
    quote! {
        impl #trait_ for #name {
            #listed

            fn unlisted(value: #unlisted) -> Self {
                Self::#unknown(value)
            }
        }
    }
}

/// What an enum over integers has.
fn integers(scope: &Scope<'_>, ty: &TypeDef, body: &Enum) -> TokenStream {
    let name = ident(&ty.ident);
    let wires: Vec<_> = body
        .values
        .iter()
        .filter_map(|value| {
            Some((
                scope.gate(&value.versions),
                ident(&value.ident),
                number(value)?,
            ))
        })
        .collect();
    let shows = wires
        .iter()
        .map(|(gate, variant, value)| quote!(#gate Self::#variant => #value,));
    let unknown = body.unknown.as_deref().map(ident);
    let unknown_shows = unknown
        .as_ref()
        .map(|unknown| quote!(Self::#unknown(value) => value.get(),));
    let (impl_, read) = match &unknown {
        Some(unknown) => open_integer(scope, &name, &wires, unknown),
        None => (TokenStream::new(), closed_integer(scope, &wires)),
    };
    let write = quote!(serializer.serialize_i64(self.value()));
    let fmt = scope.imports.path("std::fmt");
    let display = display(scope, &name, &quote!(#fmt::Display::fmt(&self.value(), f)));
    let serde = serde(scope, &name, &read, &write);
    quote! {
        impl #name {
            /// The value on the wire.
            pub fn value(&self) -> i64 {
                match self { #(#shows)* #unknown_shows }
            }
        }

        #impl_
        #display
        #serde
    }
}

/// The trait through which an open enum over integers is read, and the call that reads it.
fn open_integer(
    scope: &Scope<'_>,
    name: &Ident,
    wires: &[(Gate<'_>, Ident, TokenStream)],
    unknown: &Ident,
) -> (TokenStream, TokenStream) {
    let module = scope.wire("open_enum::self");
    let trait_ = scope.wire("open_enum::OpenIntegerEnum");
    let unlisted = scope.wire("open_enum::UnlistedInteger");
    let reads = wires
        .iter()
        .map(|(gate, variant, value)| quote!(#gate #value => Some(Self::#variant),));
    let impl_ = quote! {
        impl #trait_ for #name {
            fn listed(value: i64) -> Option<Self> {
                match value { #(#reads)* _ => None, }
            }

            fn unlisted(value: #unlisted) -> Self {
                Self::#unknown(value)
            }
        }
    };
    (impl_, quote!(#module::deserialize_integer(deserializer)))
}

/// Reads a closed enum over integers.
fn closed_integer(scope: &Scope<'_>, wires: &[(Gate<'_>, Ident, TokenStream)]) -> TokenStream {
    let deserialize = scope.imports.path("serde::Deserialize");
    let error = scope.imports.path("serde::de::Error");
    let reads = wires
        .iter()
        .map(|(gate, variant, value)| quote!(#gate #value => Ok(Self::#variant),));
    quote! {
        match <i64 as #deserialize>::deserialize(deserializer)? {
            #(#reads)*
            _ => Err(#error::custom("a value that the document does not list")),
        }
    }
}

fn number(value: &EnumValue) -> Option<TokenStream> {
    match &value.wire {
        Literal::Number(text) => integer(&text.parse::<i64>().ok()?.to_string()),
        _ => None,
    }
}

/// `impl Display`.
pub(super) fn display(scope: &Scope<'_>, name: &Ident, body: &TokenStream) -> TokenStream {
    let fmt = scope.imports.path("std::fmt");
    quote! {
        impl #fmt::Display for #name {
            fn fmt(&self, f: &mut #fmt::Formatter<'_>) -> #fmt::Result {
                #body
            }
        }
    }
}

/// `impl Deserialize` and `impl Serialize`.
pub(super) fn serde(
    scope: &Scope<'_>,
    name: &Ident,
    read: &TokenStream,
    write: &TokenStream,
) -> TokenStream {
    let deserialize = scope.imports.path("serde::Deserialize");
    let deserializer = scope.imports.path("serde::Deserializer");
    let serialize = scope.imports.path("serde::Serialize");
    let serializer = scope.imports.path("serde::Serializer");
    quote! {
        impl<'de> #deserialize<'de> for #name {
            fn deserialize<D: #deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #read
            }
        }

        impl #serialize for #name {
            fn serialize<S: #serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #write
            }
        }
    }
}
