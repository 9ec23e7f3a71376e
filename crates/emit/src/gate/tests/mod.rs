//! Additions of later versions, behind features, in every target.

use crate::emit;
use crate::testing::*;
use graphwright_ir::*;
use insta::assert_snapshot;

mod model;
mod twins;

const BETA: &[VersionId] = &[VersionId(1), VersionId(2)];
const ALPHA: &[VersionId] = &[VersionId(2)];

/// Three versions: `things` of the first, more of it in each of the others.
pub(crate) fn versions() -> Api {
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
        only(BETA, field("last", "last", named(3), "The last event")),
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
        later(BETA, ty("Event", "event", event, "An event")),
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
        body: Some(body(json(named(3)))),
        ..operation("replace_event", "ReplaceEvent", "REPLACE_EVENT")
    };
    vec![
        operation("list", "ListThings", "LIST_THINGS"),
        list_events,
        replace_event,
    ]
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
    assert_snapshot!(text, @r#"
    ==> client/Cargo.toml
    [features]
    default = ["reqwest", "decompress"]
    # The HTTP stack. Without it, a client needs another transport.
    reqwest = ["graphwright-client/reqwest"]
    # Responses compressed with gzip or zstd.
    decompress = ["graphwright-client/decompress"]
    # Blocking calls: `.wait()` alongside `.await`.
    blocking = ["graphwright-client/blocking"]
    # An in-memory transport, for tests.
    mock = ["graphwright-client/mock"]
    # The flows of OAuth 2.
    oauth = ["dep:graphwright-oauth"]
    # Additions of version beta.
    beta = ["shop-model/beta"]
    # Additions of version alpha.
    alpha = ["beta", "shop-model/alpha"]
    ==> model/Cargo.toml
    [features]
    # Static schemas of every type, for validation; the server stub turns it on.
    schema = ["graphwright-wire/schema"]
    # Additions of version beta.
    beta = []
    # Additions of version alpha.
    alpha = ["beta"]
    ==> server/Cargo.toml
    [features]
    # Counters of operations in the text format of Prometheus.
    metrics = ["graphwright-server/metrics"]
    # An authorizer for JSON web tokens; it requires Rust 1.88.
    jwt = ["graphwright-server/jwt"]
    # Additions of version beta.
    beta = ["shop-model/beta"]
    # Additions of version alpha.
    alpha = ["beta", "shop-model/alpha"]
    "#);
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
