//! The way of the data from the document to the model.

use super::model::Model;
use super::part::Part::{
    Boxes, Defaults, ErrorShape, Forms, Hashability, Info, Names, Operations, Paging, Recognition,
    Schemes, Scopes, Security, Selection, Servers, TypeVersions, Types, Usage, Versions,
};
use super::pass::Pass;
use crate::operation::{self, Context};
use crate::schema::Schemas;
use crate::selection::Selection as Selected;
use crate::usage::{self, Follow};
use crate::{
    aliases, boxes, defaults, error_shape, hashability, info, multipart_files, naming, paging,
    projections, request_discriminators, scopes, security, servers, type_versions, versions,
};

/// The passes: the parts that each needs, those that it gives, and above it the reason for its place.
#[rustfmt::skip]
pub(crate) fn passes<'a>() -> Vec<Pass<'a>> {
    vec![
        // What is not selected is never made: first of all.
        Pass::new("selection", &[], &[Selection],
            select),
        Pass::new("info", &[], &[Info], |m| m.info = info::read(&m.reader)),
        Pass::new("servers", &[], &[Servers], |m| m.servers = servers::read(&m.reader)),
        // A version has the name that ends its server's path, or else the version of the title.
        Pass::new("versions", &[Info, Servers], &[Versions],
            |m| m.versions = vec![versions::of_document(&m.info, &m.servers)]),
        // Before operations, so that a schema that several places share is named after the component.
        Pass::new("components", &[Selection], &[Types, Defaults], lower_components),
        Pass::new("security schemes", &[Selection], &[Schemes],
            |m| m.schemes = security::schemes(&m.reader, &m.selection, &mut m.report)),
        Pass::new("security", &[Schemes], &[Security], find_default_security),
        // Inline schemas of operations add to the types.
        Pass::new("operations", &[Selection, Servers, Schemes, Security, Types], &[Operations, Types, Defaults], lower_operations),
        // Before anything that follows an alias to its end.
        Pass::new("aliases", &[Types], &[Types], |m| aliases::end_circles(&mut m.types, &mut m.report)),
        // A default is checked against its type, which front ends may refine: behind all of them.
        Pass::new("defaults", &[Types, Operations, Defaults], &[Defaults], read_defaults),
        Pass::new("request discriminators", &[Operations], &[Recognition],
            |m| m.recognitions = request_discriminators::find(&m.reader, &m.operations, &mut m.report)),
        // A form with files is a type of its own, which may need projections in turn: before these.
        Pass::new("multipart files", &[Types, Operations, Defaults], &[Forms],
            |m| multipart_files::apply(&mut m.types, &mut m.operations)),
        Pass::new("projections", &[Types, Operations, Defaults], &[Forms],
            |m| projections::split(&mut m.types, &mut m.operations)),
        // No type is added any more, so there can be facts about each.
        Pass::new("usage", &[Types, Operations, Forms], &[Usage],
            |m| m.usage = usage::find(&m.types, &m.operations, Follow::All)),
        Pass::new("type versions", &[Types, Operations, Forms, Versions], &[TypeVersions],
            |m| m.type_versions = type_versions::find(&m.types, &m.operations, &m.versions)),
        Pass::new("boxes", &[Types, Forms], &[Boxes], |m| boxes::box_circles(&mut m.types)),
        Pass::new("hashability", &[Types, Forms], &[Hashability], |m| m.hashable = hashability::find(&m.types)),
        // Everything that wants a name is known.
        Pass::new("names", &[Types, Operations, Forms, Versions], &[Names], name),
        Pass::new("error shape", &[Types, Operations, Forms], &[ErrorShape],
            |m| m.error_shape = error_shape::find(&m.types, &m.operations, m.config, &mut m.report)),
        Pass::new("unrequired scopes", &[Selection, Schemes, Security, Operations], &[Schemes], drop_unrequired_scopes),
        Pass::new("scopes", &[Schemes, Security, Operations], &[Scopes],
            |m| m.scopes = scopes::list(&m.schemes.generated, &m.security, &m.operations)),
        Pass::new("own scopes", &[Scopes], &[Scopes], |m| scopes::mark_own(&mut m.scopes, m.config, &mut m.report)),
        // A page is recognised by the fields that are read: behind the forms.
        Pass::new("paging", &[Types, Operations, Defaults, Forms], &[Paging],
            |m| m.paging = paging::find(&m.types, &m.operations, &m.reader, m.config, &mut m.report)),
    ]
}

fn select(model: &mut Model<'_>) {
    let document = model.reader.document;
    model.selection = Selected::new(&model.config.select, document);
    model.part = model.selection.part_of(document);
}

fn lower_components(model: &mut Model<'_>) {
    let mut schemas = Schemas::new(
        &model.reader,
        &mut model.types,
        &mut model.report,
        &mut model.defaults,
        &mut model.shared,
        model.part.as_ref(),
        model.config.unknown,
    );
    schemas.components(&model.needed);
}

fn find_default_security(model: &mut Model<'_>) {
    let schemes = &model.schemes.generated;
    let need = security::default_need(&model.reader, schemes, &mut model.report);
    model.security = need.clone().unwrap_or_default();
    model.default_security = need;
}

fn lower_operations(model: &mut Model<'_>) {
    let mut schemas = Schemas::new(
        &model.reader,
        &mut model.types,
        &mut model.report,
        &mut model.defaults,
        &mut model.shared,
        model.part.as_ref(),
        model.config.unknown,
    );
    let context = Context {
        schemes: &model.schemes.generated,
        default_security: &model.default_security,
        servers: &model.servers,
    };
    let lowered = operation::lower(&mut schemas, context, &model.selection);
    schemas.fill_components();
    model.operations = lowered.drafts;
    model.tags = lowered.tags;
    model.listed = lowered.listed;
}

fn read_defaults(model: &mut Model<'_>) {
    let pending = std::mem::take(&mut model.defaults);
    defaults::read(
        pending,
        &mut model.types,
        &mut model.operations,
        &mut model.report,
    );
}

fn drop_unrequired_scopes(model: &mut Model<'_>) {
    if model.selection.is_partial() {
        let schemes = &mut model.schemes.generated;
        security::drop_unrequired_scopes(schemes, &model.security, &model.operations);
    }
}

fn name(model: &mut Model<'_>) {
    model.names = naming::name(
        &model.types,
        &model.operations,
        &model.tags,
        &model.versions,
        &model.reader,
        model.config,
        &mut model.report,
    );
}
