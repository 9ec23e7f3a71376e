//! Facts: the location of each part of an operation in the document.

use crate::draft::OperationDraft;
use crate::reader::{Node, Reader};
use graphwright_ir::{Facet, Fact, Layer, Rule, SecurityNeed, SecurityScheme};

/// A fact for each facet of an operation of the document.
pub(super) fn of_operation(
    reader: &Reader<'_>,
    schemes: &[SecurityScheme],
    operation: &OperationDraft,
    node: &Node<'_>,
) -> Vec<Fact> {
    let within = |key: &str| {
        if node.has(key) {
            node.at(key)
        } else {
            node.at.clone()
        }
    };
    let security = if node.has("security") {
        node.at("security")
    } else {
        "#/security".to_owned()
    };
    let media_types = operation.body.iter().flat_map(|body| &body.content);
    let media_types = listed(media_types.map(|content| content.media_type.clone()));
    let statuses = operation.responses.iter();
    let statuses = listed(statuses.map(|response| response.status.to_string()));
    let summary = operation.docs.summary.clone().unwrap_or_default();
    let path = format!("{} {}", operation.method, operation.path.text);
    let required = requirements(schemes, &operation.security);
    let values = [
        (Facet::Name, within("operationId"), operation.id.clone()),
        (Facet::Versions, node.at.clone(), "all".to_owned()),
        (Facet::Docs, within("summary"), summary),
        (Facet::Path, node.at.clone(), path),
        (Facet::Body, within("requestBody"), media_types),
        (Facet::Answers, within("responses"), statuses),
        (Facet::Security, security, required),
    ];
    let facts = values.into_iter().map(|(facet, at, value)| {
        let fact = reader.fact(facet, at, value);
        let rule = match fact.layer {
            Layer::Document => Rule::OpenapiOperation,
            Layer::Table | Layer::Fixup => fact.rule,
        };
        Fact { rule, ..fact }
    });
    facts.collect()
}

/// The requirements of an operation in words.
fn requirements(schemes: &[SecurityScheme], need: &SecurityNeed) -> String {
    let alternatives = need.alternatives.iter().map(|alternative| {
        let requirements = alternative.iter().map(|requirement| {
            let scheme = &schemes[requirement.scheme.0].wire;
            format!("{scheme}[{}]", requirement.scopes.join(" "))
        });
        requirements.collect::<Vec<_>>().join(" and ")
    });
    match alternatives.collect::<Vec<_>>() {
        none if none.is_empty() => "none".to_owned(),
        all => all.join(" or "),
    }
}

fn listed(words: impl Iterator<Item = String>) -> String {
    match words.collect::<Vec<_>>() {
        none if none.is_empty() => "none".to_owned(),
        all => all.join(", "),
    }
}
