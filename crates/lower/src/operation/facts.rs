//! Facts: where each part of an operation stands in the document.

use crate::lowering::Lowering;
use crate::reader::Node;
use graphwright_ir::{Api, Facet, Fact, Layer, Operation, Rule, SecurityNeed};

impl<'a> Lowering<'a> {
    /// A fact for each facet of an operation of the document.
    pub(super) fn operation_facts(
        &self,
        api: &Api,
        operation: &Operation,
        node: &Node<'a>,
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
        let summary = operation.docs.summary.clone().unwrap_or_default();
        let values = [
            (Facet::Name, within("operationId"), operation.id.clone()),
            (Facet::Versions, node.at.clone(), "all".to_owned()),
            (Facet::Docs, within("summary"), summary),
            (
                Facet::Path,
                node.at.clone(),
                format!("{} {}", operation.method, operation.path.text),
            ),
            (Facet::Body, within("requestBody"), media_types),
            (
                Facet::Answers,
                within("responses"),
                listed(statuses.map(|response| response.status.to_string())),
            ),
            (Facet::Security, security, asked(api, &operation.security)),
        ];
        values
            .into_iter()
            .map(|(facet, at, value)| {
                let fact = self.reader.fact(facet, at, value);
                let rule = match fact.layer {
                    Layer::Document => Rule::OpenapiOperation,
                    _ => fact.rule,
                };
                Fact { rule, ..fact }
            })
            .collect()
    }
}

/// What is asked of the caller, as a reader would say it.
fn asked(api: &Api, need: &SecurityNeed) -> String {
    let alternatives = need.alternatives.iter().map(|alternative| {
        let requirements = alternative.iter().map(|requirement| {
            let scheme = &api.security_schemes[requirement.scheme.0].wire;
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
