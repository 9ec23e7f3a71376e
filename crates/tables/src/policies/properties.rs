//! The types and properties that policies name, and sets of them.

use super::{Context, Policies, docs_of, kind};
use crate::policy::{Policy, PropertySet};
use graphwright_ir::{self as ir, Docs, Field, SetMember, TypeId, TypeKind, TypeTable, VersionSet};
use graphwright_source::Cell;
use graphwright_source::{Code, Diagnostic, Severity, pointer, suggest};

/// A property of a type or of another form of it.
pub(super) struct Property {
    pub wire: String,
    pub kind: ir::ValueKind,
    pub versions: VersionSet,
    pub docs: Docs,
}

impl Policies<'_, '_, '_, '_> {
    /// A set of properties, those left out that the type does not have.
    pub(super) fn lower_property_set(
        &mut self,
        policy: &Policy,
        set: &PropertySet,
    ) -> Option<ir::PropertySet> {
        let ty = self.find_type(&set.ty)?;
        let known = self.collect_properties(ty);
        let properties = set.properties.iter().filter_map(|property| {
            let found = self.find_property(&property.name, &set.ty, &known)?;
            Some(SetMember {
                wire: found.wire.clone(),
                versions: found.versions.clone(),
            })
        });
        let properties = properties.collect();
        let ident = self.names.take_constant(self.report, ty, &set.constant);
        Some(ir::PropertySet {
            ident,
            ty,
            properties,
            docs: docs_of(policy),
            source: policy.source.value.clone(),
            origin: self.place(policy, &set.constant),
        })
    }

    /// The type that a policy is about, by the key of its schema; one with properties.
    pub(super) fn find_type(&mut self, name: &Cell<String>) -> Option<TypeId> {
        let key = pointer::join("#/components/schemas", &name.value);
        let known = self.context.types.at(&key);
        let known = known.filter(|id| matches!(self.context.types.kind(*id), TypeKind::Struct(_)));
        if self.is_left_out(&key) {
            let message = format!(
                "the policy is left out: nothing that is selected needs `{}`",
                name.value
            );
            let note = Diagnostic {
                severity: Severity::Note,
                ..Diagnostic::new(Code::POLICY_UNKNOWN, message)
            };
            self.report.add_diagnostic(note.at(name.origin.clone()));
        } else if known.is_none() {
            let structs = self.context.types.iter();
            let structs = structs.filter(|(_, draft)| draft.kind().as_struct().is_some());
            let message = format!(
                "`{}` is no schema of the document that has properties",
                name.value
            );
            let keys: Vec<&str> = structs.map(|(_, draft)| draft.wire.as_str()).collect();
            let near = suggest::nearest(&name.value, keys).map(str::to_owned);
            self.report_unknown(name, message, near);
        }
        known
    }

    /// The properties of a type, and those that only other forms of it have.
    pub(super) fn collect_properties(&self, ty: TypeId) -> Vec<Property> {
        let mut all: Vec<Property> = Vec::new();
        for form in self.find_forms(ty) {
            let body = self.context.types.kind(form).as_struct();
            for field in body.into_iter().flat_map(|body| &body.fields) {
                if all.iter().all(|known| known.wire != field.wire) {
                    all.push(self.lower_property(field, &self.context.type_versions[form]));
                }
            }
        }
        all
    }

    /// The type, then the schemas that the configuration calls forms of it, each with the forms that
    /// were made of it.
    fn find_forms(&self, ty: TypeId) -> Vec<TypeId> {
        let wire = &self.context.types[ty].wire;
        let groups = self.context.config.entities.iter();
        let groups = groups.filter(|(_, schemas)| schemas.contains(wire));
        let schemas = groups.flat_map(|(_, schemas)| schemas);
        let schemas = schemas
            .filter_map(|schema| {
                self.context
                    .types
                    .at(&pointer::join("#/components/schemas", schema))
            })
            .filter(|id| *id != ty);
        let mut forms = Vec::new();
        for schema in std::iter::once(ty).chain(schemas) {
            forms.push(schema);
            let drafts = self.context.types.iter();
            let of_schema = drafts.filter(|(_, draft)| {
                let base = draft.projection_of.map(|of| of.base);
                base == Some(schema)
            });
            forms.extend(of_schema.map(|(id, _)| id));
        }
        forms
    }

    /// A field as a property; one without versions of its own has those of its type.
    fn lower_property(&self, field: &Field, of_type: &VersionSet) -> Property {
        let versions = if field.versions == VersionSet::All {
            of_type
        } else {
            &field.versions
        };
        Property {
            wire: field.wire.clone(),
            kind: kind::of(self.context.types, &field.slot.ty),
            versions: versions.clone(),
            docs: field.docs.clone(),
        }
    }

    /// The property that a policy names; reported where the type has none of that name.
    pub(super) fn find_property<'p>(
        &mut self,
        name: &Cell<String>,
        ty: &Cell<String>,
        known: &'p [Property],
    ) -> Option<&'p Property> {
        let found = known.iter().find(|property| property.wire == name.value);
        if found.is_none() && !self.lacks_form(&ty.value) {
            let message = format!("`{}` has no property `{}`", ty.value, name.value);
            let names = known.iter().map(|property| property.wire.as_str());
            let near = suggest::nearest(&name.value, names).map(str::to_owned);
            self.report_unknown(name, message, near);
        }
        found
    }

    /// Returns whether a schema that is a form of another is not generated, so that properties may be missing.
    fn lacks_form(&self, schema: &str) -> bool {
        let groups = self.context.config.entities.iter();
        let groups = groups.filter(|(_, schemas)| schemas.iter().any(|one| one == schema));
        let mut schemas = groups.flat_map(|(_, schemas)| schemas);
        schemas.any(|form| self.is_left_out(&pointer::join("#/components/schemas", form)))
    }

    /// Returns whether nothing that is selected needs a schema of the document.
    fn is_left_out(&self, pointer: &str) -> bool {
        let Context { reader, types, .. } = self.context;
        reader.component(pointer).is_some() && types.at(pointer).is_none()
    }

    fn report_unknown(&mut self, name: &Cell<String>, message: String, near: Option<String>) {
        let mut diagnostic = Diagnostic::new(Code::POLICY_UNKNOWN, message).at(name.origin.clone());
        diagnostic.help = near.map(|near| format!("did you mean `{near}`?"));
        self.report.add_diagnostic(diagnostic);
    }
}
