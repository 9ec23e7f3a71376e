//! Facts as they are told: each candidate for a facet, its place, and whether it holds.

use super::view::{At, View};
use graphwright_ir::{Facet, Fact, Layer, Rule};
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt;

/// One candidate for a facet.
#[derive(Debug, Serialize)]
pub(super) struct Told {
    facet: &'static str,
    value: String,
    layer: &'static str,
    /// The name of the rule.
    rule: &'static str,
    #[serde(skip)]
    applied: Rule,
    /// `decides`, `agrees` with what does, or `overridden`.
    outcome: &'static str,
    #[serde(flatten)]
    at: At,
    /// For a fixup: its name, and where the truth stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    fixup: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
}

/// Every candidate, by facet and in rising order of authority.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(super) struct Facts(Vec<Told>);

impl Facts {
    pub(super) fn new(facts: &[Fact], view: &View<'_>) -> Self {
        Self(facts.iter().map(|fact| told(fact, facts, view)).collect())
    }
}

fn told(fact: &Fact, all: &[Fact], view: &View<'_>) -> Told {
    let deciding = all
        .iter()
        .find(|other| other.facet == fact.facet && other.decides);
    let outcome = match deciding {
        _ if fact.decides => "decides",
        Some(deciding) if deciding.value == fact.value => "agrees",
        _ => "overridden",
    };
    let mut fixups = view.inputs.fixups.iter();
    let fixup = fixups.find(|fixup| fact.layer == Layer::Fixup && fixup.name == fact.origin.at);
    Told {
        facet: facet(fact.facet),
        value: fact.value.clone(),
        layer: layer(fact.layer),
        rule: fact.rule.name(),
        applied: fact.rule,
        outcome,
        at: view.at(&fact.origin, fact.facet == Facet::Name),
        fixup: fixup.map(|fixup| fixup.name.clone()),
        source: fixup.map(|fixup| fixup.source.clone()),
    }
}

/// For people: a heading a facet, a line a candidate, and below them what their rules mean.
impl fmt::Display for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut facet = "";
        for told in &self.0 {
            if facet != told.facet {
                facet = told.facet;
                write!(f, "\n\n{facet}")?;
            }
            write!(f, "\n  {told}")?;
        }
        let rules: BTreeSet<Rule> = self.0.iter().map(|told| told.applied).collect();
        if !rules.is_empty() {
            f.write_str("\n\nrules")?;
        }
        for rule in rules {
            write!(f, "\n  {rule}: {}", rule.explanation())?;
        }
        Ok(())
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (outcome, layer, rule) = (self.outcome, self.layer, self.rule);
        let value = match self.value.split_whitespace().collect::<Vec<_>>() {
            words if words.is_empty() => "nothing".to_owned(),
            words => format!("`{}`", words.join(" ")),
        };
        write!(
            f,
            "{outcome:<10} {layer:<8} {value}, by {rule}, {}",
            self.at
        )?;
        if let (Some(fixup), Some(source)) = (&self.fixup, &self.source) {
            write!(f, "\n             fixup `{fixup}`, from {source}")?;
        }
        Ok(())
    }
}

fn facet(facet: Facet) -> &'static str {
    match facet {
        Facet::Name => "name",
        Facet::Type => "type",
        Facet::Presence => "presence",
        Facet::Nullable => "nullable",
        Facet::Access => "access",
        Facet::Versions => "versions",
        Facet::Docs => "docs",
        Facet::Path => "path",
        Facet::Body => "body",
        Facet::Answers => "answers",
        Facet::Security => "security",
    }
}

fn layer(layer: Layer) -> &'static str {
    match layer {
        Layer::Document => "document",
        Layer::Table => "table",
        Layer::Fixup => "fixup",
    }
}
