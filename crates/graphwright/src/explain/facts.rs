//! The facts of an item: each candidate for a facet, its place, and whether it decides.

use super::view::{At, View};
use graphwright_ir::{Facet, Fact, Layer, Rule};
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt;

/// One candidate for a facet.
#[derive(Debug, Serialize)]
pub(super) struct Candidate {
    facet: &'static str,
    value: String,
    layer: &'static str,
    /// The name of the rule.
    rule: &'static str,
    #[serde(skip)]
    applied: Rule,
    /// `decides`, `agrees` with the deciding one, or `overridden`.
    outcome: &'static str,
    #[serde(flatten)]
    at: At,
    /// For a fixup: its name and its source.
    #[serde(skip_serializing_if = "Option::is_none")]
    fixup: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
}

/// The candidates, by facet and in ascending order of authority.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(super) struct Facts(Vec<Candidate>);

impl Facts {
    pub(super) fn new(facts: &[Fact], view: &View<'_>) -> Self {
        Self(
            facts
                .iter()
                .map(|fact| candidate(fact, facts, view))
                .collect(),
        )
    }
}

fn candidate(fact: &Fact, all: &[Fact], view: &View<'_>) -> Candidate {
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
    Candidate {
        facet: facet(fact.facet),
        value: fact.value.clone(),
        layer: layer(fact.layer),
        rule: fact.rule.name(),
        applied: fact.rule,
        outcome,
        at: match fact.facet {
            Facet::Name => view.key_at(&fact.origin),
            _ => view.value_at(&fact.origin),
        },
        fixup: fixup.map(|fixup| fixup.name.clone()),
        source: fixup.map(|fixup| fixup.source.clone()),
    }
}

/// The text for people: a heading per facet, a line per candidate, and the meanings of their rules.
impl fmt::Display for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut facet = "";
        for candidate in &self.0 {
            if facet != candidate.facet {
                facet = candidate.facet;
                write!(f, "\n\n{facet}")?;
            }
            write!(f, "\n  {candidate}")?;
        }
        let rules: BTreeSet<Rule> = self.0.iter().map(|candidate| candidate.applied).collect();
        if !rules.is_empty() {
            f.write_str("\n\nrules")?;
        }
        for rule in rules {
            write!(f, "\n  {rule}: {}", rule.explanation())?;
        }
        Ok(())
    }
}

impl fmt::Display for Candidate {
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
