//! The scope of a file: how it names the types of the API and the items of its dependencies.

use crate::context::Context;
use crate::contract::{CLIENT, Dependency, Item, SERVER, server, wire};
use crate::gate::FeatureGate;
use crate::ident::ident;
use crate::imports::{Imports, Use, UsedBy};
use graphwright_ir::{TypeId, VersionSet};
use proc_macro2::TokenStream;
use quote::quote;

/// The scope of a part of a file that is behind one gate. It records what that part imports.
#[derive(Clone, Copy)]
pub(crate) struct FileScope<'a> {
    pub context: &'a Context<'a>,
    imports: &'a Imports<'a>,
    package: Package<'a>,
    gate: FeatureGate<'a>,
}

/// The generated crate that a file belongs to.
#[derive(Clone, Copy)]
enum Package<'a> {
    Model { module: &'a str },
    Client,
    Server,
}

impl<'a> FileScope<'a> {
    /// Returns the scope of a file of the model.
    pub(crate) fn model(
        context: &'a Context<'a>,
        module: &'a str,
        imports: &'a Imports<'a>,
    ) -> Self {
        Self::new(context, imports, Package::Model { module })
    }

    /// Returns the scope of a file of the client.
    pub(crate) fn client(context: &'a Context<'a>, imports: &'a Imports<'a>) -> Self {
        Self::new(context, imports, Package::Client)
    }

    /// Returns the scope of a file of the server.
    pub(crate) fn server(context: &'a Context<'a>, imports: &'a Imports<'a>) -> Self {
        Self::new(context, imports, Package::Server)
    }

    fn new(context: &'a Context<'a>, imports: &'a Imports<'a>, package: Package<'a>) -> Self {
        Self {
            context,
            imports,
            package,
            gate: imports.file_gate(),
        }
    }

    /// Writes a part that only these versions have, given its scope and the gate that it needs
    /// beyond that of the code around it.
    pub(crate) fn in_versions<T>(
        &self,
        versions: &VersionSet,
        write: impl FnOnce(&Self, FeatureGate<'a>) -> T,
    ) -> T {
        self.behind(self.gate(versions), write)
    }

    /// Writes a part behind a gate, given its scope and the gate.
    pub(crate) fn behind<T>(
        &self,
        gate: FeatureGate<'a>,
        write: impl FnOnce(&Self, FeatureGate<'a>) -> T,
    ) -> T {
        let inner = Self {
            gate: gate.max(self.gate),
            ..*self
        };
        write(&inner, gate)
    }

    /// Returns the gate that a part which only these versions have needs beyond that of the code
    /// around it.
    pub(crate) fn gate(&self, versions: &VersionSet) -> FeatureGate<'a> {
        FeatureGate::of_versions(self.context.api, versions).inside(self.gate)
    }

    /// Names an item of a dependency.
    pub(crate) fn item(&self, item: Item) -> TokenStream {
        self.imports.foreign(&self.path(item), self.used_by_code())
    }

    fn path(&self, item: Item) -> String {
        let dependency = match (item.of, self.package) {
            (Dependency::Std, _) => "std",
            (Dependency::Serde, _) => "serde",
            (Dependency::Wire, Package::Client | Package::Server) => {
                return format!("{}::wire::{}", self.context.model_crate(), item.path);
            }
            (Dependency::Wire, Package::Model { .. })
            | (Dependency::Runtime, Package::Model { .. }) => "graphwright_wire",
            (Dependency::Client, _) | (Dependency::Runtime, Package::Client) => CLIENT,
            (Dependency::Server, _) | (Dependency::Runtime, Package::Server) => SERVER,
        };
        format!("{dependency}::{}", item.path)
    }

    fn used_by_code(&self) -> Use<'a> {
        Use {
            gate: self.gate,
            by: UsedBy::Code,
        }
    }

    fn used_by_schemas(&self) -> Use<'a> {
        Use {
            gate: self.gate,
            by: UsedBy::Schemas,
        }
    }

    /// Names one of the crate's own items, in a module given from the root.
    pub(crate) fn local(&self, module: &[&str], name: &str) -> TokenStream {
        let path = [&["crate"], module].concat();
        self.imports.own(&path, name, self.used_by_code())
    }

    /// Names an item of the model, or one of its modules, for example `security`.
    pub(crate) fn model_item(&self, name: &str) -> TokenStream {
        match self.package {
            Package::Model { .. } => self.local(&[], name),
            Package::Client | Package::Server => {
                let module = [self.context.model_crate()];
                self.imports.own(&module, name, self.used_by_code())
            }
        }
    }

    /// Names the type `Schema`, which in the model is behind the feature of that name.
    pub(crate) fn schema_type(&self) -> TokenStream {
        match self.package {
            Package::Model { .. } => {
                let path = self.path(wire::SCHEMA);
                self.imports.foreign(&path, self.used_by_schemas())
            }
            Package::Client | Package::Server => self.item(server::SCHEMA),
        }
    }

    /// Names the static schema of a type.
    pub(crate) fn schema_static(&self, id: TypeId) -> TokenStream {
        let ty = self.context.api.ty(id);
        let name = ident(&ty.schema_ident);
        match self.package {
            Package::Model { module } if module == ty.module => quote!(#name),
            Package::Model { .. } => {
                let module = ["crate", &ty.module];
                self.imports
                    .own(&module, &ty.schema_ident, self.used_by_schemas())
            }
            Package::Client | Package::Server => {
                let schema = self.model_item("schema");
                quote!(#schema::#name)
            }
        }
    }

    /// Names a type of the API.
    pub(crate) fn named(&self, id: TypeId) -> TokenStream {
        let ty = self.context.api.ty(id);
        match self.package {
            Package::Model { module } if module == ty.module => {
                let name = ident(&ty.ident);
                quote!(#name)
            }
            _ => self.model_item(&ty.ident),
        }
    }

    /// Returns whether the file belongs to the model.
    pub(crate) fn is_model(&self) -> bool {
        matches!(self.package, Package::Model { .. })
    }
}
