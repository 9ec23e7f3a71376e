//! The finished model: drafts, their names and the facts about them, put together.

use super::model::Model;
use crate::Lowered;
use crate::draft::{Draft, OperationDraft};
use crate::naming::TypeNames;
use crate::request_discriminators::Recognition;
use graphwright_ir::{
    Api, Operation, OperationNames, Paging, PathTemplate, Tag, TypeDef, Usage, VersionSet,
};

impl Model<'_> {
    /// Puts the parts together, once every pass was run.
    pub(crate) fn finish(self) -> Lowered {
        let drafts = self.types.into_drafts().into_iter().zip(self.names.types);
        let facts = self.usage.into_iter().zip(self.type_versions);
        let types = drafts.zip(facts.zip(self.hashable)).map(
            |((draft, names), ((usage, versions), hashable))| {
                type_def(draft, names, usage, versions, hashable)
            },
        );
        let tags = self.tags.into_iter().zip(self.names.tags);
        let tags = tags.map(|(draft, names)| Tag {
            wire: draft.wire,
            module: names.module,
            ident: names.ident,
            docs: draft.docs,
            version: draft.version,
        });
        let drafts = self.operations.into_iter().zip(self.names.operations);
        let operations = drafts
            .zip(self.recognitions.into_iter().zip(self.paging))
            .map(|((draft, names), (recognition, paging))| {
                operation(draft, names, recognition, paging)
            });
        let api = Api {
            name: self.config.name.clone(),
            info: self.info,
            inputs: self.config.inputs.clone(),
            servers: self.servers,
            versions: self.versions,
            tags: tags.collect(),
            types: types.collect(),
            operations: operations.collect(),
            suppressed: self.suppressed,
            security_schemes: self.schemes.generated,
            scopes: self.scopes,
            security: self.security,
            error_shape: self.error_shape,
            policies: self.policies,
        };
        Lowered {
            api,
            diagnostics: self.report.finish(),
            missed: self.selection.missed(),
            part: self.part,
        }
    }
}

fn type_def(
    draft: Draft<'_>,
    names: TypeNames,
    usage: Usage,
    versions: VersionSet,
    hashable: bool,
) -> TypeDef {
    let (kind, draft) = draft.split();
    TypeDef {
        wire: draft.wire,
        ident: names.ident,
        module: names.module,
        schema_ident: names.schema_ident,
        kind,
        projection_of: draft.projection_of,
        usage,
        hashable,
        docs: draft.docs,
        deprecated: draft.deprecated,
        versions,
        origin: draft.origin,
        also: draft.also,
    }
}

fn operation(
    draft: OperationDraft,
    names: OperationNames,
    recognition: Recognition,
    paging: Option<Paging>,
) -> Operation {
    Operation {
        id: draft.id,
        names,
        tag: draft.tag,
        method: draft.method,
        path: PathTemplate {
            shared: recognition.shared,
            ..draft.path
        },
        marks: recognition.marks,
        server: draft.server,
        params: draft.params,
        body: draft.body,
        responses: draft.responses,
        security: draft.security,
        paging,
        idempotent: draft.method.is_idempotent(),
        deprecated: draft.deprecated,
        versions: draft.versions,
        docs: draft.docs,
        origin: draft.origin,
        provenance: draft.provenance,
    }
}
