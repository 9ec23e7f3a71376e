//! A file in the making: how it names the API's types, the runtime's and the wire's.

use crate::context::Context;
use crate::feature::Gate;
use crate::ident::ident;
use crate::imports::Imports;
use graphwright_ir::{TypeDef, TypeId, TypeKind, VersionSet};
use proc_macro2::TokenStream;
use quote::quote;

/// Where a file stands, and what it brings in.
pub(crate) struct Scope<'a> {
    pub context: &'a Context<'a>,
    pub imports: Imports<'a>,
    crates: Crates<'a>,
}

/// The crate that a file belongs to, and so how it names the others.
enum Crates<'a> {
    /// The model, in this module.
    Model { module: &'a str },
    /// A crate that stands on the model and on a runtime of its own.
    Beside {
        model: String,
        runtime: &'static str,
    },
}

impl<'a> Scope<'a> {
    /// A file of the model.
    pub(crate) fn model(
        context: &'a Context<'a>,
        module: &'a str,
        own: impl IntoIterator<Item = String>,
    ) -> Self {
        Self {
            context,
            imports: Imports::new(own).behind(context.module_gate(module)),
            crates: Crates::Model { module },
        }
    }

    /// A file of a crate that stands on the model, with the names that the file itself declares.
    pub(crate) fn beside(
        context: &'a Context<'a>,
        runtime: &'static str,
        own: impl IntoIterator<Item = String>,
    ) -> Self {
        let crates = Crates::Beside {
            model: context.krate("model"),
            runtime,
        };
        Self {
            context,
            imports: Imports::new(own),
            crates,
        }
    }

    /// The same for a file of a crate that stands behind a gate as a whole.
    pub(crate) fn behind(mut self, gate: Gate<'a>) -> Self {
        self.imports = self.imports.behind(gate);
        self
    }

    /// Writes something that only these versions have, given the gate that it stands behind beyond
    /// that of what is around it. What it names is brought in behind the same gate.
    pub(crate) fn gated<T>(&self, versions: &VersionSet, write: impl FnOnce(Gate<'a>) -> T) -> T {
        self.shut(self.gate(versions), write)
    }

    /// The same for what stands behind a gate, given that beyond what is around it.
    pub(crate) fn shut<T>(&self, gate: Gate<'a>, write: impl FnOnce(Gate<'a>) -> T) -> T {
        let around = self.imports.enter(gate.max(self.imports.gate()));
        let written = write(gate);
        self.imports.enter(around);
        written
    }

    /// The gate of something that only these versions have, beyond that of what is around it.
    pub(crate) fn gate(&self, versions: &VersionSet) -> Gate<'a> {
        Gate::of(self.context.api, versions).inside(self.imports.gate())
    }

    /// Something of the wire crate, by its path there.
    pub(crate) fn wire(&self, path: &str) -> TokenStream {
        match &self.crates {
            Crates::Model { .. } => self.imports.path(&format!("graphwright_wire::{path}")),
            Crates::Beside { model, .. } => self.imports.path(&format!("{model}::wire::{path}")),
        }
    }

    /// Something of the crate's own runtime, by its path there.
    pub(crate) fn runtime(&self, path: &str) -> TokenStream {
        match &self.crates {
            Crates::Model { .. } => self.wire(path),
            Crates::Beside { runtime, .. } => self.imports.path(&format!("{runtime}::{path}")),
        }
    }

    /// A module of the model crate, for example `security`.
    pub(crate) fn model_module(&self, name: &str) -> TokenStream {
        match &self.crates {
            Crates::Model { .. } => self.imports.own(&["crate"], name),
            Crates::Beside { model, .. } => self.imports.own(&[model], name),
        }
    }

    /// Something of the wire's module `security`, which the model re-exports.
    pub(crate) fn security_type(&self, name: &str) -> TokenStream {
        self.wire(&format!("security::{name}"))
    }

    /// The type `Schema`, which in the model stands behind the feature of that name.
    pub(crate) fn schema_type(&self) -> TokenStream {
        match &self.crates {
            Crates::Model { .. } => self.imports.schema_path("graphwright_wire::Schema"),
            Crates::Beside { .. } => self.runtime("Schema"),
        }
    }

    /// The static schema of a named type.
    pub(crate) fn schema_static(&self, id: TypeId) -> TokenStream {
        let ty = self.context.api.ty(id);
        match &self.crates {
            Crates::Model { module } if *module == ty.module => {
                let name = ident(&ty.schema_ident);
                quote!(#name)
            }
            Crates::Model { .. } => self
                .imports
                .schema_own(&["crate", &ty.module], &ty.schema_ident),
            Crates::Beside { .. } => {
                let schema = self.model_module("schema");
                let name = ident(&ty.schema_ident);
                quote!(#schema::#name)
            }
        }
    }

    /// A named type.
    pub(crate) fn named(&self, id: TypeId) -> TokenStream {
        let ty = self.context.api.ty(id);
        match &self.crates {
            Crates::Model { module } if *module == ty.module => {
                let name = ident(&ty.ident);
                quote!(#name)
            }
            Crates::Model { .. } => self.imports.own(&["crate"], &ty.ident),
            Crates::Beside { model, .. } => self.imports.own(&[model], &ty.ident),
        }
    }

    /// Whether the file belongs to the model.
    pub(crate) fn is_model(&self) -> bool {
        matches!(self.crates, Crates::Model { .. })
    }
}

/// Whether anything in a type's own declaration is deprecated, so that code about it must say that
/// it knows.
pub(crate) fn is_deprecated(ty: &TypeDef) -> bool {
    let fields = match &ty.kind {
        TypeKind::Struct(body) => body.fields.as_slice(),
        _ => &[],
    };
    ty.deprecated || fields.iter().any(|field| field.deprecated)
}

/// A link to a type, from the documentation of something in its file. Where a static schema has the
/// same name, the link says that it means the type.
pub(crate) fn link(ty: &TypeDef) -> String {
    let name = &ty.ident;
    if *name == ty.schema_ident {
        format!("[`{name}`](type@{name})")
    } else {
        format!("[`{name}`]")
    }
}
