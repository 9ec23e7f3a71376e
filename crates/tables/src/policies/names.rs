//! The names of what policies become, beside those of the document's types.

use graphwright_ir::{OperationNames, TypeId};
use graphwright_lower::front_end::names::{CONSTANTS, METHODS, MODULES, Names, TYPES, Taken};
use graphwright_lower::front_end::{ModelNames, Report};
use graphwright_source::Cell;
use graphwright_source::{Code, Diagnostic};
use std::collections::HashMap;

/// The names that are taken. The document's types had theirs first.
pub(super) struct PolicyNames {
    types: Names,
    modules: Names,
    constants: HashMap<TypeId, Names>,
}

/// The functions and constants of an enumeration.
pub(super) struct MemberNames {
    functions: Names,
    constants: Names,
}

impl PolicyNames {
    pub(super) fn new(names: &ModelNames) -> Self {
        let (mut types, mut modules) = (Names::new(&TYPES), Names::new(&MODULES));
        for of_type in &names.types {
            types.claim(&of_type.ident);
            modules.claim(&of_type.module);
        }
        // Clients and servers bring in the types of the model beside their own.
        for of_operation in &names.operations {
            let OperationNames {
                request,
                error,
                success,
                params,
                answer,
                body,
                ..
            } = of_operation;
            let own = [request, error, success, params, answer];
            for name in own.into_iter().chain(body) {
                types.claim(name);
            }
        }
        for tag in &names.tags {
            types.claim(&tag.ident);
        }
        Self {
            types,
            modules,
            constants: HashMap::new(),
        }
    }

    /// The name of an enumeration and of its module.
    pub(super) fn take_enumeration(
        &mut self,
        report: &mut Report<'_>,
        name: &Cell<String>,
    ) -> (String, String) {
        let taken = self.types.take([name.value.as_str()]);
        let ident = report_renamed(report, "the enumeration", name, taken);
        let module = self.modules.take([ident.as_str()]).ident;
        (ident, module)
    }

    /// The name of a constant of a type.
    pub(super) fn take_constant(
        &mut self,
        report: &mut Report<'_>,
        ty: TypeId,
        name: &Cell<String>,
    ) -> String {
        let names = self.constants.entry(ty);
        let names = names.or_insert_with(|| Names::new(&CONSTANTS));
        let taken = names.take([name.value.as_str()]);
        report_renamed(report, "the constant", name, taken)
    }
}

impl MemberNames {
    pub(super) fn new() -> Self {
        let mut names = Self {
            functions: Names::new(&METHODS),
            constants: Names::new(&CONSTANTS),
        };
        // What every generated enumeration has.
        for function in ["as_str", "from_str"] {
            names.functions.claim(function);
        }
        names.constants.claim("ALL");
        names
    }

    /// The name of a relation's function and of the constant that holds its table.
    pub(super) fn take_relation(
        &mut self,
        report: &mut Report<'_>,
        name: &Cell<String>,
    ) -> (String, String) {
        let taken = self.functions.take([name.value.as_str()]);
        let function = report_renamed(report, "the function", name, taken);
        let constant = self.constants.take([function.as_str()]).ident;
        (function, constant)
    }
}

/// Returns the name that was taken, and reports if it had to give way.
pub(super) fn report_renamed(
    report: &mut Report<'_>,
    what: &str,
    name: &Cell<String>,
    taken: Taken,
) -> String {
    if let Some(message) = taken.renaming(what) {
        let diagnostic = Diagnostic::new(Code::RENAMED, message);
        report.add_diagnostic(diagnostic.at(name.origin.clone()));
    }
    taken.ident
}
