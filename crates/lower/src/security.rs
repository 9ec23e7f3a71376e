//! Security schemes, and the requirements that refer to them.

use crate::names::{Names, SCHEMES};
use crate::reader::{Node, Reader};
use crate::report::{At, Report};
use graphwright_ir::{
    Docs, Flow, FlowKind, FlowScope, KeyPlace, Requirement, SchemeId, SchemeKind, SecurityNeed,
    SecurityScheme,
};
use graphwright_source::Code;

/// The flows of OAuth 2 by their keys in the document.
const FLOWS: [(&str, FlowKind); 4] = [
    ("implicit", FlowKind::Implicit),
    ("password", FlowKind::Password),
    ("clientCredentials", FlowKind::ClientCredentials),
    ("authorizationCode", FlowKind::AuthorizationCode),
];

/// Reads the security schemes of the document.
pub(crate) fn schemes(reader: &Reader<'_>, report: &mut Report<'_>) -> Vec<SecurityScheme> {
    let Some(components) = reader.root().child("components") else {
        return Vec::new();
    };
    let mut names = Names::new(&SCHEMES);
    let mut schemes = Vec::new();
    for (wire, node) in components.members("securitySchemes") {
        let Some(node) = reader.resolve(node) else {
            continue;
        };
        let Some(kind) = kind(&node) else {
            let message = format!("`{wire}` is of no kind that OpenAPI knows; it is left out");
            report.add(Code::NOT_EXPRESSED, message, At::Value(&node.at));
            continue;
        };
        let taken = names.take([wire]);
        report.add_renamed("the security scheme", &taken, At::Value(&node.at));
        let docs = Docs {
            summary: None,
            ..node.docs()
        };
        schemes.push(SecurityScheme {
            wire: wire.to_owned(),
            ident: taken.ident,
            kind,
            docs,
        });
    }
    schemes
}

/// Reads what the `security` of a document or operation requires; `None` where there is none.
///
/// An alternative that names a scheme which is not declared is reported and left out. It is not the
/// same as one that requires nothing: with no alternative left, this is an error.
pub(crate) fn need(
    node: &Node<'_>,
    schemes: &[SecurityScheme],
    report: &mut Report<'_>,
) -> Option<Result<SecurityNeed, String>> {
    if !node.has("security") {
        return None;
    }
    let asked = node.list("security").len();
    let alternatives: Vec<_> = node
        .items("security")
        .filter_map(|alternative| self::alternative(&alternative, schemes, report))
        .collect();
    if alternatives.is_empty() && asked > 0 {
        return Some(Err(
            "no security scheme that it asks for is declared".to_owned()
        ));
    }
    Some(Ok(SecurityNeed { alternatives }))
}

/// The requirements of one alternative, which hold together.
fn alternative(
    node: &Node<'_>,
    schemes: &[SecurityScheme],
    report: &mut Report<'_>,
) -> Option<Vec<Requirement>> {
    let requirements = node.map.keys().map(|wire| {
        let Some(scheme) = schemes.iter().position(|scheme| scheme.wire == *wire) else {
            let message = format!("`{wire}` is not declared under `components.securitySchemes`");
            report.add(Code::UNKNOWN_SCHEME, message, At::Key(&node.at(wire)));
            return None;
        };
        let scopes = node.words(wire).map(str::to_owned).collect();
        Some(Requirement {
            scheme: SchemeId(scheme),
            scopes,
            any_of: false,
        })
    });
    requirements.collect()
}

fn kind(node: &Node<'_>) -> Option<SchemeKind> {
    match node.str("type")? {
        "apiKey" => {
            let place = match node.str("in")? {
                "header" => KeyPlace::Header,
                "query" => KeyPlace::Query,
                "cookie" => KeyPlace::Cookie,
                _ => return None,
            };
            Some(SchemeKind::ApiKey {
                place,
                name: node.str("name")?.to_owned(),
            })
        }
        "http" => Some(match node.str("scheme")?.to_ascii_lowercase().as_str() {
            "basic" => SchemeKind::Basic,
            // What the document's reader makes of `mutualTLS`, which the 3.0 form has no word for.
            "mutual-tls" => SchemeKind::MutualTls,
            "bearer" => SchemeKind::Bearer {
                format: node.str("bearerFormat").map(str::to_owned),
            },
            other => SchemeKind::Http(other.to_owned()),
        }),
        "oauth2" => {
            let flows = node.child("flows")?;
            let flows = flows.into_members().filter_map(|(key, node)| {
                let (_, kind) = FLOWS.iter().find(|(known, _)| *known == key)?;
                Some(flow(*kind, &node))
            });
            Some(SchemeKind::OAuth2 {
                flows: flows.collect(),
            })
        }
        "openIdConnect" => Some(SchemeKind::OpenIdConnect {
            url: node.str("openIdConnectUrl")?.to_owned(),
        }),
        "mutualTLS" => Some(SchemeKind::MutualTls),
        _ => None,
    }
}

fn flow(kind: FlowKind, node: &Node<'_>) -> Flow {
    let is_given = |url: &&str| !url.is_empty();
    let url = |key| node.str(key).filter(is_given).map(str::to_owned);
    let scopes = node
        .child("scopes")
        .map(|scopes| scopes.map.iter())
        .into_iter()
        .flatten();
    Flow {
        kind,
        authorization_url: url("authorizationUrl"),
        token_url: url("tokenUrl"),
        refresh_url: url("refreshUrl"),
        scopes: scopes
            .map(|(wire, text)| FlowScope {
                wire: wire.clone(),
                description: text.as_str().unwrap_or_default().to_owned(),
            })
            .collect(),
    }
}
