//! `lib.rs` of the model: modules, exports, and the module of static schemas.

#[cfg(test)]
mod tests;

use super::{modules, policies};
use crate::context::Context;
use crate::docs::{Doc, one_line};
use crate::gate::FeatureGate;
use crate::imports::{Imports, sorted};
use crate::print::{Printed, Source};
use crate::root::Root;
use graphwright_ir::{TypeDef, TypeId};
use quote::quote;
use std::collections::BTreeMap;

const ABOUT: &str = "Structs are built with `new` or `default` and chainable setters; enums keep \
    values that the document does not list; members without a field are kept in `additional`.";

pub(super) fn write(context: &Context<'_>) -> Printed {
    let modules = modules(context);
    let mut root = Root::default();
    let mut schemas = Root::default();
    for (module, types) in &modules {
        root.module(context.module_gate(module), module);
        for (gate, names) in names_by_gate(context, types, |ty| &ty.ident) {
            root.export_names(gate, module, &names);
        }
        for (gate, names) in names_by_gate(context, types, |ty| &ty.schema_ident) {
            schemas.export_names(gate, module, &names);
        }
    }
    for module in policies::modules(context) {
        root.module(module.gate, module.name);
        root.export_names(module.gate, module.name, &[module.ident.to_owned()]);
    }
    root.public_module(FeatureGate::OPEN, "security");
    let wire = quote!(graphwright_wire as wire);
    root.export_path(FeatureGate::OPEN, "graphwright_wire", wire);
    let (declared, exports) = (root.modules(), root.exports(&quote!()));
    let schemas = schemas.exports(&quote!(crate::));
    let about = Doc::own("Static schemas of the types, for validation.").attrs(0);
    let items = quote! {
        #declared
        #exports

        #about
        #[cfg(feature = "schema")]
        pub mod schema {
            #schemas
        }
    };
    let title = one_line(&context.title());
    let docs = Doc::own(format!("{title}: the types of its requests and responses."))
        .and(ABOUT)
        .features(context);
    Source {
        header: context.header(),
        allow_deprecated: context.api.types.iter().any(|ty| ty.deprecated),
        docs,
        imports: &Imports::none(),
        items: items.into(),
    }
    .print()
}

/// Returns the names of the types of a module, by feature gate.
fn names_by_gate<'a>(
    context: &'a Context<'_>,
    types: &[TypeId],
    name: fn(&TypeDef) -> &String,
) -> BTreeMap<FeatureGate<'a>, Vec<String>> {
    let mut gates: BTreeMap<FeatureGate<'_>, Vec<String>> = BTreeMap::new();
    for ty in types.iter().map(|id| context.api.ty(*id)) {
        let gate = FeatureGate::of_versions(context.api, &ty.versions);
        gates.entry(gate).or_default().push(name(ty).clone());
    }
    let gates = gates.into_iter();
    gates
        .map(|(gate, names)| (gate, sorted(names.into_iter())))
        .collect()
}
