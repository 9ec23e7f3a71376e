//! Security schemes, and the requirements that refer to them.

use crate::draft::OperationDraft;
use crate::names::{Names, SCHEMES};
use crate::reader::{Node, Reader, methods};
use crate::report::{At, Reason, Report};
use crate::selection::Selection;
use graphwright_ir::{
    Docs, Flow, FlowKind, FlowScope, KeyPlace, Requirement, SchemeId, SchemeKind, SecurityNeed,
    SecurityScheme,
};
use graphwright_source::Code;
use std::collections::HashSet;

/// The flows of OAuth 2 by their keys in the document.
const FLOWS: [(&str, FlowKind); 4] = [
    ("implicit", FlowKind::Implicit),
    ("password", FlowKind::Password),
    ("clientCredentials", FlowKind::ClientCredentials),
    ("authorizationCode", FlowKind::AuthorizationCode),
];

/// The security schemes of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Schemes {
    /// Every scheme that the document declares.
    declared: Vec<SecurityScheme>,
    /// Those that something selected requires, by [`SchemeId`].
    pub generated: Vec<SecurityScheme>,
}

impl Schemes {
    /// Returns the first declared scheme whose tokens have scopes, which is generated from then on.
    pub fn first_with_scopes(&mut self) -> Option<SchemeId> {
        let first = self
            .declared
            .iter()
            .find(|scheme| has_scopes(&scheme.kind))?;
        let known = self
            .generated
            .iter()
            .position(|scheme| scheme.wire == first.wire);
        Some(SchemeId(known.unwrap_or_else(|| {
            self.generated.push(first.clone());
            self.generated.len() - 1
        })))
    }
}

/// Returns whether requirements of a scheme name scopes. Other schemes name roles ("Security Requirement
/// Object" of `OpenAPI` 3.1).
pub(crate) fn has_scopes(kind: &SchemeKind) -> bool {
    matches!(
        kind,
        SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect { .. }
    )
}

/// Reads the security schemes of the document, and keeps those that something selected requires.
pub(crate) fn schemes(
    reader: &Reader<'_>,
    selection: &Selection<'_>,
    report: &mut Report<'_>,
) -> Schemes {
    let root = reader.root();
    let Some(components) = root.child("components") else {
        return Schemes::default();
    };
    let mut names = Names::new(&SCHEMES);
    let mut declared = Vec::new();
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
        declared.push(SecurityScheme {
            wire: wire.to_owned(),
            ident: taken.ident,
            kind,
            docs,
        });
    }
    let generated = if selection.is_partial() {
        let required = required_schemes(reader, selection);
        let is_required = |scheme: &&SecurityScheme| required.contains(scheme.wire.as_str());
        declared.iter().filter(is_required).cloned().collect()
    } else {
        declared.clone()
    };
    Schemes {
        declared,
        generated,
    }
}

/// The names of the schemes that the document or a selected operation requires.
fn required_schemes<'a>(reader: &Reader<'a>, selection: &Selection<'_>) -> HashSet<&'a str> {
    let root = reader.root();
    let mut requiring = vec![root.clone()];
    for (path, item) in root.members("paths") {
        let item = reader.resolve(item);
        let operations = item.iter().flat_map(methods);
        let selected = operations.filter(|(method, _)| selection.has(path, *method));
        requiring.extend(selected.map(|(_, operation)| operation));
    }
    let alternatives = requiring.iter().flat_map(|node| node.items("security"));
    alternatives
        .flat_map(|alternative| alternative.map.keys().map(String::as_str))
        .collect()
}

/// Drops the scopes of flows that nothing selected requires.
pub(crate) fn drop_unrequired_scopes(
    schemes: &mut [SecurityScheme],
    default: &SecurityNeed,
    operations: &[OperationDraft],
) {
    let needs = operations.iter().map(|operation| &operation.security);
    let requirements = needs
        .chain([default])
        .flat_map(|need| need.alternatives.iter().flatten());
    let required: HashSet<&str> = requirements
        .flat_map(|requirement| requirement.scopes.iter().map(String::as_str))
        .collect();
    for scheme in schemes {
        if let SchemeKind::OAuth2 { flows } = &mut scheme.kind {
            for flow in flows {
                flow.scopes
                    .retain(|scope| required.contains(scope.wire.as_str()));
            }
        }
    }
}

/// Reads what the `security` of a document or operation requires; `None` where there is none.
///
/// An alternative that names a scheme which is not declared is reported and left out. It is not the
/// same as one that requires nothing: with no alternative left, this is an error.
pub(crate) fn need(
    node: &Node<'_>,
    schemes: &[SecurityScheme],
    report: &mut Report<'_>,
) -> Option<Result<SecurityNeed, Reason>> {
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

/// Reads the requirements of operations without requirements of their own.
pub(crate) fn default_need(
    reader: &Reader<'_>,
    schemes: &[SecurityScheme],
    report: &mut Report<'_>,
) -> Result<SecurityNeed, Reason> {
    let need = need(&reader.root(), schemes, report);
    need.unwrap_or_else(|| Ok(SecurityNeed::default()))
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
