//! The model as text, one line a fact, for reviewers and snapshots.
//!
//! Wire names come first, then `->` and the Rust name; where a line has only one name, both are the
//! same. `T?` is a slot where null is a value. What cannot be seen is written as `\u{..}`, so a
//! name is never two lines. Prose and origins are left out.

/// Writes one line.
macro_rules! line {
    ($out:expr, $($arg:tt)*) => {
        $crate::dump::text::line($out, format_args!($($arg)*))
    };
}

mod policy;
mod text;

use crate::{
    Additional, AnsweredBy, Api, Enum, Field, Holder, Key, Newtype, Operation, Place, Presence,
    Projection, ProjectionOf, Response, SchemeKind, SecurityNeed, Struct, TypeDef, TypeKind, Union,
    VersionId,
};
use std::fmt::Write;
use text::{constraints, dispatch, literal, pair, slot, versions};

/// Writes the whole model, one line a fact. Same model, same text.
pub fn dump(api: &Api) -> String {
    let mut out = String::new();
    head(&mut out, api);
    for def in &api.types {
        type_def(&mut out, api, def);
    }
    for operation in &api.operations {
        self::operation(&mut out, api, operation);
    }
    for policy in &api.policies {
        policy::policy(&mut out, api, policy);
    }
    out
}

/// Adds to a line. Writing to a `String` cannot fail.
macro_rules! add {
    ($out:expr, $($arg:tt)*) => {{ let _ = write!($out, $($arg)*); }};
}

/// Adds the words that hold, each after a comma.
fn flags<'w>(out: &mut String, words: impl IntoIterator<Item = (&'w str, bool)>) {
    for (word, _) in words.into_iter().filter(|(_, holds)| *holds) {
        add!(out, ", {word}");
    }
}

fn head(out: &mut String, api: &Api) {
    line!(
        out,
        "api {}: {:?}, version {:?}",
        api.name,
        api.info.title,
        api.info.version
    );
    for version in &api.versions {
        // The first version's path is that of the first server.
        let path = &version.base_path;
        let later = version
            .feature
            .as_ref()
            .map(|feature| format!(", feature {feature}, base path {path:?}"))
            .unwrap_or_default();
        line!(out, "version {}{later}", version.wire);
    }
    for server in &api.servers {
        let variables: Vec<_> = server
            .variables
            .iter()
            .map(|variable| format!(", {} = {:?}", variable.wire, variable.default))
            .collect();
        line!(
            out,
            "server {} {}, base path {:?}{}",
            server.ident,
            server.url,
            server.base_path,
            variables.concat()
        );
    }
    for scheme in &api.security_schemes {
        line!(
            out,
            "scheme {}: {}",
            pair(&scheme.wire, &scheme.ident),
            scheme_kind(&scheme.kind)
        );
    }
    for scope in &api.scopes {
        policy::scope(out, scope);
    }
    line!(out, "security {}", security(api, &api.security));
    if let Some(shape) = &api.error_shape {
        let places = [
            ("code", &shape.code),
            ("message", &shape.message),
            ("details", &shape.details),
            ("request id", &shape.request_id),
        ];
        let places = places
            .iter()
            .filter_map(|(what, place)| Some(format!(", {what} {}", place.as_ref()?)));
        line!(
            out,
            "errors {}{}",
            api.ty(shape.ty).ident,
            places.collect::<String>()
        );
    }
    for tag in &api.tags {
        let version = api.versions.get(tag.version.0);
        let later = version.filter(|_| tag.version > VersionId::BASE);
        let later = later.map(|version| format!(", version {}", version.wire));
        line!(
            out,
            "tag {:?} -> {} in {}{}",
            tag.wire,
            tag.ident,
            tag.module,
            later.unwrap_or_default()
        );
    }
}

fn type_def(out: &mut String, api: &Api, def: &TypeDef) {
    out.push('\n');
    let head = format!("{}{}", pair(&def.wire, &def.ident), facts(api, def));
    match &def.kind {
        TypeKind::Struct(body) => {
            line!(out, "struct {head}");
            fields(out, api, body);
        }
        TypeKind::Enum(body) => {
            line!(out, "enum {head}");
            values(out, api, body);
        }
        TypeKind::Union(body) => {
            line!(out, "union {head}");
            variants(out, api, body);
        }
        TypeKind::Alias(target) => line!(out, "alias {head} = {}", slot(api, target)),
        TypeKind::Newtype(body) => newtype(out, &head, body),
        TypeKind::Key(body) => {
            line!(out, "key {head}");
            keys(out, api, body);
        }
        TypeKind::Untyped { reason } => line!(out, "untyped {head}: {reason}"),
    }
}

/// The facts about a type beside its name: its location, its uses.
fn facts(api: &Api, def: &TypeDef) -> String {
    let mut text = format!(" in {} ({})", def.module, def.schema_ident);
    let usages = [
        ("read", def.usage.read),
        ("create", def.usage.create),
        ("update", def.usage.update),
    ];
    let usages: Vec<_> = usages
        .iter()
        .filter(|(_, used)| *used)
        .map(|(word, _)| *word)
        .collect();
    text.push_str(": ");
    text.push_str(&if usages.is_empty() {
        "unused".to_owned()
    } else {
        usages.join(" ")
    });
    if let Some(ProjectionOf { base, form }) = def.projection_of {
        let form = match form {
            Projection::Read => "read",
            Projection::Create => "create",
            Projection::Update => "update",
        };
        add!(text, ", {form} form of {}", api.ty(base).ident);
    }
    flags(
        &mut text,
        [("hashable", def.hashable), ("deprecated", def.deprecated)],
    );
    if !def.also.is_empty() {
        add!(text, ", in {} places", 1 + def.also.len());
    }
    text + &versions(api, &def.versions)
}

fn fields(out: &mut String, api: &Api, body: &Struct) {
    for field in &body.fields {
        line!(
            out,
            "  {}: {}",
            pair(&field.wire, &field.ident),
            field_facts(api, field)
        );
    }
    match &body.additional {
        Additional::Keep(ident) => line!(out, "  * -> {ident}: kept"),
        Additional::Drop => {}
        Additional::Typed(ident, values) => line!(out, "  * -> {ident}: {}", slot(api, values)),
        Additional::Deny => line!(out, "  * refused"),
    }
    if let Some(ident) = &body.nulls {
        line!(out, "  null -> {ident}: kept");
    }
    let counts = [
        ("min properties", body.min_properties),
        ("max properties", body.max_properties),
    ];
    for (what, count) in counts
        .iter()
        .filter_map(|(what, count)| Some((what, (*count)?)))
    {
        line!(out, "  {what} {count}");
    }
}

fn field_facts(api: &Api, field: &Field) -> String {
    let mut text = slot(api, &field.slot);
    match &field.presence {
        Presence::Required => text.push_str(", required"),
        Presence::Optional => text.push_str(", optional"),
        Presence::Defaulted(value) => add!(text, ", default {}", literal(value)),
    }
    if field.holder == Holder::Patch {
        text.push_str(", patch");
    }
    match field.access {
        crate::Access::Both => {}
        crate::Access::Read => text.push_str(", read only"),
        crate::Access::Write => text.push_str(", write only"),
    }
    flags(
        &mut text,
        [("secret", field.secret), ("deprecated", field.deprecated)],
    );
    if field.setter != field.ident {
        add!(text, ", setter {}", field.setter);
    }
    if let Some(method) = &field.or_default {
        add!(text, ", {method}()");
    }
    text + &versions(api, &field.versions)
}

fn values(out: &mut String, api: &Api, body: &Enum) {
    for value in &body.values {
        line!(
            out,
            "  {} -> {}{}",
            literal(&value.wire),
            value.ident,
            versions(api, &value.versions)
        );
    }
    if let Some(unknown) = &body.unknown {
        let allowed = if body.allows_others { ", allowed" } else { "" };
        line!(out, "  * -> {unknown}({:?}){allowed}", body.scalar);
    }
}

fn newtype(out: &mut String, head: &str, body: &Newtype) {
    let often = body.often.map(|scalar| format!(", often {scalar:?}"));
    line!(
        out,
        "newtype {head} = {:?}{}{}",
        body.scalar,
        constraints(&body.constraints),
        often.unwrap_or_default()
    );
}

fn keys(out: &mut String, api: &Api, body: &Key) {
    for variant in &body.variants {
        let sign = variant.sign.as_ref().map(|sign| format!(", with {sign:?}"));
        line!(
            out,
            "  {}: {}{}",
            variant.ident,
            slot(api, &variant.slot),
            sign.unwrap_or_default()
        );
    }
}

fn variants(out: &mut String, api: &Api, body: &Union) {
    line!(out, "  by {}", dispatch(body));
    for variant in &body.variants {
        line!(out, "  {}: {}", variant.ident, slot(api, &variant.slot));
    }
    if let Some(fallback) = &body.fallback {
        line!(out, "  * -> {fallback}");
    }
}

fn operation(out: &mut String, api: &Api, operation: &Operation) {
    out.push('\n');
    let names = &operation.names;
    let tag = api
        .tags
        .get(operation.tag.0)
        .map_or("", |tag| tag.module.as_str());
    let mut head = format!(
        "op {} {} {} -> {tag}.{}",
        operation.id, operation.method, operation.path.text, names.method
    );
    add!(head, ", {}, {}", names.request, names.constant);
    flags(
        &mut head,
        [
            ("idempotent", operation.idempotent),
            ("deprecated", operation.deprecated),
            ("never asked", operation.path.shared),
        ],
    );
    line!(out, "{head}{}", versions(api, &operation.versions));
    if let Some(server) = &operation.server {
        line!(out, "  at {server}");
    }
    for mark in &operation.marks {
        line!(out, "  if {mark}");
    }
    params(out, api, operation);
    body(out, api, operation);
    for response in &operation.responses {
        self::response(out, api, response);
    }
    if let Some(paging) = &operation.paging {
        line!(out, "  pages: {paging}");
    }
    if operation.security != api.security {
        line!(out, "  security {}", security(api, &operation.security));
    }
}

fn params(out: &mut String, api: &Api, operation: &Operation) {
    for param in &operation.params {
        let place = match param.place {
            Place::Path => "path",
            Place::Query => "query",
            Place::Header => "header",
            Place::Cookie => "cookie",
        };
        let mut text = slot(api, &param.slot);
        text.push_str(if param.required {
            ", required"
        } else {
            ", optional"
        });
        if let Some(value) = &param.default {
            add!(text, ", default {}", literal(value));
        }
        match param.content {
            Some(kind) => add!(text, ", as {kind:?}"),
            None => text.push_str(&text::style(param)),
        }
        flags(
            &mut text,
            [
                ("reserved characters allowed", param.allow_reserved),
                ("deprecated", param.deprecated),
            ],
        );
        line!(out, "  {place} {}: {text}", pair(&param.wire, &param.ident));
    }
}

fn body(out: &mut String, api: &Api, operation: &Operation) {
    let Some(body) = &operation.body else { return };
    let presence = if body.required {
        "required"
    } else {
        "optional"
    };
    for content in &body.content {
        line!(
            out,
            "  {}: {}, {presence}",
            body.ident,
            text::content(api, content)
        );
        for part in &content.parts {
            let media_type = part.content_type.as_deref().unwrap_or("its own media type");
            let explode = if part.explode { ", exploded" } else { "" };
            line!(
                out,
                "    part {}: {media_type}, {:?}{explode}",
                part.wire,
                part.style
            );
        }
    }
}

fn response(out: &mut String, api: &Api, response: &Response) {
    let content: Vec<_> = response
        .content
        .iter()
        .map(|content| text::content(api, content))
        .collect();
    let content = if content.is_empty() {
        "nothing".to_owned()
    } else {
        content.join(" or ")
    };
    let success = if response.success { ", success" } else { "" };
    let by = if response.by == AnsweredBy::Runtime {
        ", by runtime"
    } else {
        ""
    };
    line!(
        out,
        "  {} {}: {content}{success}{by}",
        response.status,
        response.ident
    );
    for header in &response.headers {
        let presence = if header.required {
            "required"
        } else {
            "optional"
        };
        line!(
            out,
            "    header {}: {}, {presence}",
            pair(&header.wire, &header.ident),
            slot(api, &header.slot)
        );
    }
}

fn security(api: &Api, need: &SecurityNeed) -> String {
    if need.alternatives.is_empty() {
        return "none".to_owned();
    }
    let alternatives = need.alternatives.iter().map(|alternative| {
        let all = alternative.iter().map(|requirement| {
            let scheme = api
                .security_schemes
                .get(requirement.scheme.0)
                .map_or("?", |scheme| scheme.wire.as_str());
            let scopes = requirement
                .scopes
                .join(if requirement.any_of { " | " } else { " " });
            if scopes.is_empty() {
                scheme.to_owned()
            } else {
                format!("{scheme}[{scopes}]")
            }
        });
        let all = all.collect::<Vec<_>>().join(" and ");
        if all.is_empty() {
            "anonymous".to_owned()
        } else {
            all
        }
    });
    alternatives.collect::<Vec<_>>().join(" or ")
}

fn scheme_kind(kind: &SchemeKind) -> String {
    match kind {
        SchemeKind::ApiKey { place, name } => format!("key in {place:?} {name:?}"),
        SchemeKind::Basic => "basic".to_owned(),
        SchemeKind::Bearer { format } => match format {
            Some(format) => format!("bearer {format:?}"),
            None => "bearer".to_owned(),
        },
        SchemeKind::Http(scheme) => format!("http {scheme:?}"),
        SchemeKind::OAuth2 { flows } => {
            let flows: Vec<_> = flows
                .iter()
                .map(|flow| format!("{:?} with {} scopes", flow.kind, flow.scopes.len()))
                .collect();
            format!("oauth2 {}", flows.join(", "))
        }
        SchemeKind::OpenIdConnect { url } => format!("openid {url}"),
        SchemeKind::MutualTls => "mutual tls".to_owned(),
    }
}

#[cfg(test)]
mod tests;
