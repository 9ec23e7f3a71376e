//! The intermediate model: what an API is, once every reference is resolved, every name decided
//! and every fact merged.
//!
//! Plain data with public fields. It knows neither the format of the documents that it came from
//! nor the tokens that it becomes. `lower` builds it once; everything after reads it.
//!
//! Every name is a pair: the wire name, which only ever becomes a string literal, and the Rust
//! name, which `lower` has made unique in its scope and safe to write. No Rust name begins with an
//! underscore or has two in a row, so such names are free for whoever writes code.

mod api;
mod docs;
mod dump;
mod forms;
mod ids;
mod keywords;
mod operation;
mod origin;
mod paging;
mod policy;
mod rule;
mod security;
mod types;
mod union;
mod version;
mod walk;

pub use api::{Api, ErrorShape, Info, Server, ServerVariable, Suppressed, Tag};
pub use docs::Docs;
pub use dump::dump;
pub use ids::{
    InputId, MemberIndex, OperationId, ParamIndex, PolicyId, SchemaGroup, SchemeId, TagId, TypeId,
    VariantIndex, VersionId,
};
pub use keywords::KEYWORDS;
pub use operation::{
    AnsweredBy, Body, Content, Header, Mark, MediaKind, Method, Operation, OperationNames, Param,
    PartEncoding, PathPart, PathTemplate, Place, Response, Status, Style,
};
pub use origin::{Facet, Fact, Layer, Origin, Span};
pub use paging::{NextPage, PageField, PageMember, Paging, Total};
pub use policy::{
    Allowed, Enumeration, FieldProperty, Fields, Member, OPERATORS, Policy, PropertySet, Relation,
    RelationChange, RelationRow, SetMember, Support, ValueKind,
};
pub use rule::Rule;
pub use security::{
    Consent, Flow, FlowKind, FlowScope, KeyPlace, Requirement, SchemeKind, Scope, SecurityNeed,
    SecurityScheme,
};
pub use types::{
    Access, Additional, Bound, Constraints, Enum, EnumValue, Field, Holder, Key, KeyVariant,
    Literal, Newtype, Presence, Projection, ProjectionOf, Scalar, Slot, Struct, TypeDef, TypeKind,
    TypeRef, Usage,
};
pub use union::{Dispatch, JsonKind, KnownKey, Shape, TagValue, Union, Variant};
pub use version::{Version, VersionSet};
pub use walk::{Containment, TypeTable};
