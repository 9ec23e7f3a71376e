//! What only later versions have, behind features, in every target.

use super::support::*;
use super::{check, options};
use crate::emit;
use graphwright_ir::*;
use insta::assert_snapshot;

const BETA: &[VersionId] = &[VersionId(1), VersionId(2)];
const ALPHA: &[VersionId] = &[VersionId(2)];

/// Three versions: `things` of the first, more of it in each of the others.
fn versions() -> Api {
    let mut api = api(types(), operations());
    let version = |wire: &str, feature: Option<&str>| Version {
        wire: wire.into(),
        feature: feature.map(str::to_owned),
        base_path: format!("/{wire}"),
    };
    api.versions = vec![
        version("v1", None),
        version("beta", Some("beta")),
        version("alpha", Some("alpha")),
    ];
    for (index, (module, ident)) in [
        ("things_beta", "ThingsBeta"),
        ("things_alpha", "ThingsAlpha"),
    ]
    .into_iter()
    .enumerate()
    {
        api.tags.push(Tag {
            module: module.into(),
            ident: ident.into(),
            version: VersionId(index + 1),
            ..api.tags[0].clone()
        });
    }
    api
}

fn types() -> Vec<TypeDef> {
    let thing = object(vec![
        required(field("id", "id", scalar(Scalar::String), "Its id")),
        field("colour", "colour", named(2), ""),
        only(BETA, field("bornOn", "born_on", scalar(Scalar::Date), "")),
        only(BETA, field("last", "last", named(3), "What came last")),
        only(ALPHA, field("Alias", "alias", scalar(Scalar::String), "")),
        only(ALPHA, field("extra", "extra", list(named(5)), "")),
    ]);
    let update = object(vec![
        field("colour", "colour", named(2), ""),
        only(
            ALPHA,
            patch(field("Alias", "alias", scalar(Scalar::String), "")),
        ),
    ]);
    let event = object(vec![
        field("kind", "kind", named(4), ""),
        only(ALPHA, field("things", "things", list(named(0)), "")),
    ]);
    let extra = object(vec![field("a", "a", scalar(Scalar::Bool), "")]);
    let later = |versions: &[VersionId], ty: TypeDef| TypeDef {
        versions: VersionSet::Only(versions.to_vec()),
        ..ty
    };
    vec![
        ty("Thing", "thing", thing, "A thing"),
        ty("ThingUpdate", "thing_update", update, ""),
        ty("Colour", "colour", enumeration(&["red", "grey"], None), ""),
        later(BETA, ty("Event", "event", event, "What happened")),
        later(
            BETA,
            ty(
                "EventKind",
                "event",
                enumeration(&["made", "lost"], Some("Unknown")),
                "",
            ),
        ),
        later(ALPHA, ty("ThingExtra", "thing", extra, "")),
    ]
}

/// An enum whose last value only alpha has.
fn enumeration(wires: &[&str], unknown: Option<&str>) -> TypeKind {
    let idents: Vec<_> = wires.iter().map(|wire| wire.to_uppercase()).collect();
    let pairs: Vec<_> = wires
        .iter()
        .zip(&idents)
        .map(|(wire, ident)| (text(wire), ident.as_str()))
        .collect();
    let mut kind = values(Scalar::String, &pairs, unknown);
    if let TypeKind::Enum(body) = &mut kind
        && let Some(last) = body.values.last_mut()
    {
        last.versions = VersionSet::Only(ALPHA.to_vec());
    }
    kind
}

fn only(versions: &[VersionId], mut field: Field) -> Field {
    field.versions = VersionSet::Only(versions.to_vec());
    field
}

fn operations() -> Vec<Operation> {
    let list_events = Operation {
        tag: TagId(1),
        versions: VersionSet::Only(BETA.to_vec()),
        responses: vec![response(
            Status::Code(200),
            "Ok",
            true,
            Some(json(list(named(3)))),
        )],
        ..operation("list_events", "ListEvents", "LIST_EVENTS")
    };
    let replace_event = Operation {
        tag: TagId(2),
        versions: VersionSet::Only(ALPHA.to_vec()),
        method: Method::Put,
        path: PathTemplate {
            text: "/things/{thingId}/events/{eventId}".into(),
            segments: Vec::new(),
            shared: false,
        },
        params: vec![
            param("thingId", "thing_id", Place::Path, scalar(Scalar::String)),
            param("eventId", "event_id", Place::Path, scalar(Scalar::String)),
            param(
                "If-Match",
                "if_match",
                Place::Header,
                scalar(Scalar::String),
            ),
        ],
        body: Some(body(true, json(named(3)))),
        ..operation("replace_event", "ReplaceEvent", "REPLACE_EVENT")
    };
    vec![
        operation("list", "ListThings", "LIST_THINGS"),
        list_events,
        replace_event,
    ]
}

#[test]
fn fields() {
    assert_snapshot!("version_fields", check(&versions(), "model/src/thing.rs"));
    assert_snapshot!(
        "version_patches",
        check(&versions(), "model/src/thing_update.rs")
    );
}

#[test]
fn types_and_values() {
    assert_snapshot!("version_types", check(&versions(), "model/src/event.rs"));
    assert_snapshot!("version_values", check(&versions(), "model/src/colour.rs"));
    assert_snapshot!("version_model", check(&versions(), "model/src/lib.rs"));
}

#[test]
fn clients() {
    assert_snapshot!("version_client", check(&versions(), "client/src/client.rs"));
    assert_snapshot!(
        "version_client_root",
        check(&versions(), "client/src/lib.rs")
    );
    assert_snapshot!(
        "version_client_tag",
        check(&versions(), "client/src/things_alpha.rs")
    );
}

#[test]
fn servers() {
    assert_snapshot!("version_server", check(&versions(), "server/src/server.rs"));
    assert_snapshot!(
        "version_server_root",
        check(&versions(), "server/src/lib.rs")
    );
    assert_snapshot!(
        "version_server_tag",
        check(&versions(), "server/src/things_alpha.rs")
    );
}

#[test]
fn without_operations_of_the_first_version() {
    let mut api = versions();
    api.operations.remove(0);
    assert_snapshot!("version_alone_client", check(&api, "client/src/client.rs"));
    assert_snapshot!("version_alone_server", check(&api, "server/src/server.rs"));
}

#[test]
fn manifests() {
    let files = emit(&versions(), &options());
    let mut text = String::new();
    for (path, manifest) in files
        .iter()
        .filter(|(path, _)| path.ends_with("Cargo.toml"))
    {
        let features = manifest
            .split("\n\n")
            .find(|part| part.starts_with("[features]"));
        text.extend(["==> ", path, "\n", features.unwrap_or_default(), "\n"]);
    }
    assert_snapshot!(text);
}

/// Lowering makes no such field, since `new` must not change with a feature; should there be one, it
/// is asked for where it is there.
#[test]
fn a_required_field_of_a_later_version() {
    let late = required(only(ALPHA, field("late", "late", scalar(Scalar::Bool), "")));
    let mut api = versions();
    api.types[1].kind = object(vec![field("a", "a", scalar(Scalar::Bool), ""), late]);
    assert_snapshot!("version_required", check(&api, "model/src/thing_update.rs"));
}

/// A document with one version says nothing of features.
#[test]
fn one_version_has_no_features() {
    let mut api = versions();
    api.versions.truncate(1);
    for (path, text) in emit(&api, &options()) {
        let text = text.replace("feature = \"schema\"", "");
        let text = text.replace("feature = \"oauth\"", "");
        assert!(
            !text.contains("feature = ") && !text.contains("Only with"),
            "{path}: {text}"
        );
    }
}
