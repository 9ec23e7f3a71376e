//! What is known while a document is lowered: types that are begun, and what there is to say.

use crate::names::Taken;
use crate::reader::Node;
use crate::reader::Reader;
use crate::report::{At, Report};
use crate::schema::Titled;
use crate::{Config, Sources};
use graphwright_ir::{
    Docs, OperationId, Origin, ParamIndex, Struct, TypeDef, TypeId, TypeKind, Usage, VersionSet,
};
use graphwright_source::openapi::Part;
use graphwright_source::{Code, Diagnostic};
use std::collections::{HashMap, HashSet};

/// The state of one run, from the first type to the last name.
pub(crate) struct Lowering<'a> {
    /// The document.
    pub reader: Reader<'a>,
    /// The configuration.
    pub config: &'a Config,
    /// The types, by id. Their names are empty until [`crate::naming`] gives them.
    pub drafts: Vec<Draft<'a>>,
    /// The types that schemas were given, by the pointer to the schema.
    pub by_pointer: HashMap<String, TypeId>,
    /// Inline enums, by what they are called and what they list: equal ones are one type.
    pub shared_enums: HashMap<(String, String), TypeId>,
    /// Titled schemas, by what they say of their values: equal ones are one type.
    pub titled: HashMap<Titled<'a>, TypeId>,
    /// What is generated of the document, where that is not all of it.
    pub part: Option<Part>,
    /// What has a default, and the schema that gives it; they can be read once every enum is known.
    pub defaults: Vec<(DefaultOf, Node<'a>)>,
    /// The schemas, no components, that `$ref`s led to on the way to the present one.
    pub following: Vec<String>,
    /// How many schemas the present one is inside.
    pub depth: usize,
    /// The pointers to schemas whose types were dropped, since nothing selected needs them.
    pub pruned: HashSet<String>,
    /// What there is to say.
    pub report: Report<'a>,
}

/// What a default belongs to.
#[derive(Clone, Copy, Debug)]
pub(crate) enum DefaultOf {
    /// A field of a struct.
    Field(TypeId, usize),
    /// A parameter of an operation.
    Param(OperationId, ParamIndex),
}

/// A type without its name, and what may give it one.
#[derive(Debug)]
pub(crate) struct Draft<'a> {
    /// The type.
    pub def: TypeDef,
    /// Where it stands, for its name.
    pub hint: Hint<'a>,
}

/// Where an inline schema stands: what there is to name it by.
#[derive(Clone, Debug)]
pub(crate) struct Hint<'a> {
    /// What it is inside.
    pub owner: Owner,
    /// What it is there.
    pub role: Role<'a>,
    /// Whether it is an item of the list (or a value of the map) that stands there.
    pub item: bool,
}

/// What an inline schema is inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// A component, which stands for itself.
    Nothing,
    /// Another type.
    Type(TypeId),
    /// An operation.
    Operation(OperationId),
}

/// What a schema is to its owner.
#[derive(Clone, Debug)]
pub(crate) enum Role<'a> {
    /// A component with a key.
    Key(&'a str),
    /// A property, parameter or header with a name.
    Property(&'a str),
    /// The body of a request.
    Body,
    /// The body of a successful answer.
    Success,
    /// The body of any other answer, by the variant's name.
    Failure(String),
    /// The owner itself, of which it is an item.
    Itself,
    /// A member of a union or an `allOf`, by its position from 1.
    Member(usize),
    /// A member of a union, by what tells it from the others.
    Told(String),
    /// Another form of its owner, with the word that tells them apart.
    Form(&'static str),
    /// What a table or a fixup calls it.
    Named(String),
}

impl Draft<'_> {
    /// Whether nothing else in the document is this type too, inline.
    pub(crate) fn is_at_one_place(&self) -> bool {
        self.def.also.is_empty()
    }
}

impl<'a> Hint<'a> {
    /// A property of a type.
    pub(crate) fn property(owner: TypeId, name: &'a str) -> Self {
        Self {
            owner: Owner::Type(owner),
            role: Role::Property(name),
            item: false,
        }
    }

    /// An item of what the hint is about.
    pub(crate) fn item(&self) -> Self {
        Self {
            item: true,
            ..self.clone()
        }
    }
}

impl<'a> Lowering<'a> {
    pub(crate) fn new(sources: &Sources<'a>, config: &'a Config) -> Self {
        Self {
            reader: Reader::new(sources.document, sources.files),
            config,
            drafts: Vec::new(),
            by_pointer: HashMap::new(),
            shared_enums: HashMap::new(),
            titled: HashMap::new(),
            part: config.select.part_of(sources.document),
            defaults: Vec::new(),
            following: Vec::new(),
            depth: 0,
            pruned: HashSet::new(),
            report: Report::new(sources.document),
        }
    }

    /// Gives a schema its id; its body follows.
    pub(crate) fn reserve(&mut self, node: &Node<'a>, wire: &str, hint: Hint<'a>) -> TypeId {
        let id = TypeId(self.drafts.len());
        let docs = Docs {
            summary: node.str("title").map(str::to_owned),
            ..node.docs()
        };
        let def = TypeDef {
            wire: wire.to_owned(),
            ident: String::new(),
            module: String::new(),
            schema_ident: String::new(),
            kind: TypeKind::Struct(Struct::default()),
            projection_of: None,
            usage: Usage::default(),
            hashable: false,
            docs,
            deprecated: node.flag("deprecated"),
            versions: VersionSet::All,
            origin: Origin::in_document(&node.at),
            also: Vec::new(),
        };
        self.drafts.push(Draft { def, hint });
        self.by_pointer.insert(node.at.clone(), id);
        id
    }

    /// Makes a type that no schema describes.
    pub(crate) fn reserve_named(
        &mut self,
        wire: &str,
        kind: TypeKind,
        origin: Origin,
        hint: Hint<'a>,
    ) -> TypeId {
        let id = TypeId(self.drafts.len());
        let def = TypeDef {
            wire: wire.to_owned(),
            ident: String::new(),
            module: String::new(),
            schema_ident: String::new(),
            kind,
            projection_of: None,
            usage: Usage::default(),
            hashable: false,
            docs: Docs::default(),
            deprecated: false,
            versions: VersionSet::All,
            origin,
            also: Vec::new(),
        };
        self.drafts.push(Draft { def, hint });
        id
    }

    /// What a type is made of.
    pub(crate) fn kind(&self, id: TypeId) -> &TypeKind {
        &self.drafts[id.0].def.kind
    }

    /// Reports that the name of a type had to give way, at the location of the type.
    pub(crate) fn report_renamed_type(&mut self, id: TypeId, taken: &Taken) {
        let origin = self.drafts[id.0].def.origin.clone();
        let Some(place) = self.reader.span(&origin) else {
            self.report
                .add_renamed("the type", taken, At::Value(&origin.at));
            return;
        };
        if let Some(message) = taken.renaming("the type") {
            let diagnostic = Diagnostic::new(Code::RENAMED, message);
            self.report.add_diagnostic(diagnostic.at(place));
        }
    }

    /// The type that a pointer has already been given.
    pub(crate) fn known(&self, pointer: &str) -> Option<TypeId> {
        self.by_pointer.get(pointer).copied()
    }

    /// The types and everything that was said.
    pub(crate) fn finish(self) -> (Vec<TypeDef>, Vec<Diagnostic>) {
        (
            self.drafts.into_iter().map(|draft| draft.def).collect(),
            self.report.finish(),
        )
    }
}
