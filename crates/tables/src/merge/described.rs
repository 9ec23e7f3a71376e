//! Types that a table names and that a document of their own describes.

use super::edm::is_primitive;
use super::entity::{Target, TypeSource};
use super::spelling::last_part;
use super::state::{Merge, Pending};
use crate::entity::{Body, Document, EnumType, Property};
use graphwright_ir::{
    Additional, Docs, Enum, EnumValue, Literal, Scalar, Struct, TypeId, TypeKind,
};
use graphwright_lower::front_end::names::{FIELDS, Names, UNKNOWN, VARIANTS, ident};
use graphwright_lower::front_end::{Draft, Hint, Owner, Role};
use graphwright_source::{Code, Diagnostic, Origin};
use std::collections::HashSet;

impl<'a> Merge<'_, 'a> {
    /// The document of a type: the one with exactly its name, else the one whose name differs in
    /// case alone.
    pub(super) fn document_of(&mut self, name: &str, origin: &Origin) -> Option<&'a Document> {
        let is_type = |document: &&Document| !matches!(document.body, Body::Set(_));
        let like = |document: &&Document| document.name.value.eq_ignore_ascii_case(name);
        let mut found = self.entities.iter().filter(is_type).filter(like);
        let first = found.next()?;
        let others: HashSet<&str> = found.map(|document| document.name.value.as_str()).collect();
        if first.name.value == name || others.is_empty() {
            return Some(first);
        }
        let mut exact = self.entities.iter().filter(is_type);
        if let Some(exact) = exact.find(|document| document.name.value == name) {
            return Some(exact);
        }
        let message = format!(
            "`{name}` may be {} types that differ in case alone; the first is taken",
            others.len() + 1
        );
        let diagnostic = Diagnostic::new(Code::MERGE_COLLISION, message);
        self.report(diagnostic.at(origin.clone()));
        Some(first)
    }

    /// Makes the type that a document describes, in a module of its own; its fields follow.
    pub(super) fn add_described_type(&mut self, document: &'a Document) -> TypeId {
        let name = &document.name.value;
        let (what, kind) = match &document.body {
            Body::Enum(body) => ("Enumeration", self.make_enumeration(document, body)),
            Body::Complex(_) => ("Complex type", open_struct()),
            Body::Entity(_) | Body::Set(_) => ("Entity type", open_struct()),
        };
        let hint = Hint {
            owner: Owner::Nothing,
            role: Role::Named(last_part(name).to_owned()),
            item: false,
        };
        let origin = self.place(&document.name.origin, name);
        let id = self
            .schemas
            .types
            .add(Draft::new(last_part(name), kind, origin, hint));
        self.schemas.types[id].docs = Docs {
            summary: None,
            description: Some(format!("{what} `{name}`.")),
        };
        self.named.insert(name.clone(), id);
        self.merged.insert(document.origin.file);
        self.pending.push(Pending::Table(id, document));
        id
    }

    /// Gives a type the properties of its document, those of its base types first; what samples show
    /// of it, where no table has any.
    pub(super) fn fill_described(&mut self, id: TypeId, document: &'a Document) {
        let line = self.find_lineage(document);
        if line.iter().all(|document| properties(document).is_empty()) {
            self.fill_hinted(id, &document.name.value);
        }
        for document in line {
            self.merged.insert(document.origin.file);
            let properties = properties(document);
            let table = self.inspect_table(document, properties, TypeSource::Table);
            let rows = self.match_rows(document, properties, &HashSet::new());
            self.add_properties(id, &table, document, &rows, &HashSet::new());
            self.apply_read_only(id, &table);
            let target = Target { id, written: false };
            self.make_newtypes(&table, &[target]);
        }
    }

    /// The documents of the types that a type derives from, the farthest first, and its own.
    fn find_lineage(&mut self, document: &'a Document) -> Vec<&'a Document> {
        let mut line = vec![document];
        while let Some(base) = line
            .last()
            .and_then(|last| last.entity()?.base_type.as_ref())
        {
            if is_primitive(&base.value) {
                break;
            }
            let found = self.document_of(&base.value, &base.origin);
            // One that derives from itself has no more to say.
            let next = found.filter(|next| line.iter().all(|known| !std::ptr::eq(*known, *next)));
            let Some(next) = next else {
                if found.is_none() {
                    self.report_unknown_base(document, &base.value, &base.origin);
                }
                break;
            };
            line.push(next);
        }
        line.reverse();
        line
    }

    fn report_unknown_base(&mut self, document: &Document, base: &str, origin: &Origin) {
        let message = format!(
            "`{base}`, from which `{}` derives, is described nowhere; what it has is left out",
            document.name.value
        );
        let diagnostic = Diagnostic::new(Code::PARTIAL_TYPE, message);
        self.report(diagnostic.at(origin.clone()));
    }

    /// The members of an enumeration, which has others too.
    fn make_enumeration(&mut self, document: &'a Document, body: &'a EnumType) -> TypeKind {
        let table = self.inspect_table(document, &[], TypeSource::Table);
        let mut names = Names::new(&VARIANTS);
        let mut values = Vec::with_capacity(body.members.len());
        let mut left_out = Vec::new();
        let mut seen = HashSet::new();
        let members = body.members.iter();
        for member in members.filter(|member| seen.insert(member.name.value.as_str())) {
            let wire = member.name.value.as_str();
            match self.versions_of(&table, &member.versions) {
                Some(versions) => values.push(EnumValue {
                    wire: Literal::String(wire.to_owned()),
                    ident: names.take([wire]).ident,
                    docs: Docs::default(),
                    versions,
                }),
                None => left_out.push(wire),
            }
        }
        self.report_left_out(document, "members", &left_out);
        TypeKind::Enum(Enum {
            scalar: Scalar::String,
            values,
            unknown: Some(names.take(UNKNOWN).ident),
            allows_others: false,
        })
    }
}

/// A struct without fields as yet, which keeps what it has no field for.
pub(super) fn open_struct() -> TypeKind {
    TypeKind::Struct(Struct {
        additional: Additional::Keep(ident("additional", &FIELDS)),
        ..Struct::default()
    })
}

/// The rows of a document that has properties.
fn properties(document: &Document) -> &[Property] {
    match &document.body {
        Body::Entity(table) => &table.properties,
        Body::Complex(table) => &table.properties,
        Body::Enum(_) | Body::Set(_) => &[],
    }
}
