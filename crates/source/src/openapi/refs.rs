//! Checks of `$ref`s: their target may be missing, outside of the document, of another kind, or themselves.

use super::bundle::Refused;
use super::check::RefSite;
use super::findings::{At, Change, Findings, Message};
use super::grammar::informative_keyword;
use super::targets::nearest;
use crate::diagnostic::{Code, Severity};
use crate::{percent, pointer};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The number of unresolved `$ref`s that get a suggestion; each is compared with every component.
const SUGGESTIONS: usize = 50;

/// The number of nodes of a cycle that are shown.
const SHOWN: usize = 8;

/// Checks the `$ref`s of a document. `name` is the file's own name, by which a document may refer to itself;
/// `refused` are those to other files that could not be followed.
pub(super) fn check(
    document: &Value,
    name: &str,
    sites: &[RefSite<'_>],
    refused: &BTreeMap<String, Refused>,
    findings: &mut Findings<'_>,
) {
    report_refused(document, refused, findings);
    let mut targets: HashMap<&str, Target> = HashMap::new();
    let mut suggestions = SUGGESTIONS;
    for site in sites
        .iter()
        .filter(|site| !refused.contains_key(&site.node))
    {
        let target = targets
            .entry(site.target)
            .or_insert_with(|| Target::resolve(document, name, site.target));
        match target {
            Target::Here(canonical) => {
                check_section(site, canonical, findings);
                if canonical != site.target {
                    let text = Value::String(canonical.clone());
                    findings.repair(&pointer::join(&site.node, "$ref"), Change::Put(text));
                }
            }
            Target::Missing(plain) => {
                let plain = Some(&**plain).filter(|_| suggestions > 0);
                suggestions = suggestions.saturating_sub(1);
                report_unresolved(
                    site,
                    plain.and_then(|plain| nearest(document, plain)).as_deref(),
                    findings,
                );
            }
            Target::Outside(why) => {
                report_unusable(Code::REF_OUTSIDE, &site.node, findings, || {
                    Message::new(format!("`{}` is {why}", site.target))
                        .help("move its target to `components` of this document")
                });
            }
        }
    }
    report_cycles(sites, &targets, findings);
}

/// Reports references to other files that could not be followed, unless a fixup removed them.
fn report_refused(
    document: &Value,
    refused: &BTreeMap<String, Refused>,
    findings: &mut Findings<'_>,
) {
    for (node, refused) in refused {
        let at = pointer::join(node, "$ref");
        let Some(text) = pointer::get(document, &at).and_then(Value::as_str) else {
            continue;
        };
        let Some(message) = refused.message(text) else {
            // There is a diagnostic of the other file already.
            match informative_keyword(node) {
                Some(keyword) => findings.repair(keyword, Change::Remove),
                None => findings.broken.insert(node),
            }
            continue;
        };
        report_unusable(refused.code, node, findings, || message);
    }
}

/// The target of a `$ref`.
enum Target {
    /// A node of this document, by its pointer.
    Here(String),
    /// A missing node, by a decoded pointer or by something else.
    Missing(String),
    /// Another file, or the network.
    Outside(&'static str),
}

impl Target {
    fn resolve(document: &Value, name: &str, target: &str) -> Self {
        let (file, fragment) = target
            .split_once('#')
            .map_or((target, None), |(file, rest)| (file, Some(rest)));
        let own = file.is_empty() || file.strip_prefix("./").unwrap_or(file) == name;
        if !own {
            let network = file.starts_with("//") || file.contains("://");
            return Self::Outside(if network {
                "on the network, which is never read"
            } else {
                "in another file"
            });
        }
        let Some(fragment) =
            fragment.filter(|fragment| fragment.is_empty() || fragment.starts_with('/'))
        else {
            return Self::Missing(target.to_owned());
        };
        let plain = format!("#{fragment}");
        if pointer::get(document, &plain).is_some() {
            return Self::Here(plain);
        }
        // In a URI, braces and other characters may be percent-encoded (RFC 6901, section 6).
        match percent::decode(&plain) {
            Some(decoded) if pointer::get(document, &decoded).is_some() => Self::Here(decoded),
            _ => Self::Missing(plain),
        }
    }
}

fn report_unresolved(site: &RefSite<'_>, nearest: Option<&str>, findings: &mut Findings<'_>) {
    report_unusable(Code::UNRESOLVED_REF, &site.node, findings, || {
        Message::new(format!("`{}` does not exist", site.target)).suggest(nearest)
    });
}

/// Reports a `$ref` that cannot be followed. Within an informative keyword it is only a warning.
fn report_unusable(
    code: Code,
    node: &str,
    findings: &mut Findings<'_>,
    message: impl FnOnce() -> Message,
) {
    let at = pointer::join(node, "$ref");
    let severity = if let Some(keyword) = informative_keyword(node) {
        findings.repair(keyword, Change::Remove);
        Severity::Warning
    } else {
        Severity::Error
    };
    findings.report_as(code, severity, At::Value(&at), message);
}

/// A reference to a component must lead to one of the right kind. One that does not is read as an empty object.
fn check_section(site: &RefSite<'_>, canonical: &str, findings: &mut Findings<'_>) {
    let Some(wanted) = site.kind.section else {
        return;
    };
    let Some(path) = canonical.strip_prefix("#/components/") else {
        return;
    };
    let Some((section, name)) = path.split_once('/') else {
        return;
    };
    if !name.contains('/') && section != wanted {
        let at = pointer::join(&site.node, "$ref");
        let empty = match wanted {
            "schemas" | "examples" => Some(json!({})),
            "responses" => Some(json!({ "description": "" })),
            _ => None,
        };
        let severity = if empty.is_some() {
            Severity::Warning
        } else {
            Severity::Error
        };
        findings.report_as(Code::UNRESOLVED_REF, severity, At::Value(&at), || {
            let message = format!("`{}` is not {}", site.target, site.kind.noun);
            Message::new(message).help(format!("it must lead to one under `#/components/{wanted}`"))
        });
        if let Some(empty) = empty {
            findings.repair(&site.node, Change::Put(empty));
        }
    }
}

/// Finds chains of nodes that are nothing but references to one another.
fn report_cycles(
    sites: &[RefSite<'_>],
    targets: &HashMap<&str, Target>,
    findings: &mut Findings<'_>,
) {
    let next: HashMap<&str, &str> = sites
        .iter()
        .filter_map(|site| match targets.get(site.target) {
            Some(Target::Here(target)) => Some((&*site.node, &**target)),
            _ => None,
        })
        .collect();
    let mut done: HashSet<&str> = HashSet::new();
    for site in sites {
        let mut chain: Vec<&str> = Vec::new();
        let mut on_chain: HashSet<&str> = HashSet::new();
        let mut at = &*site.node;
        while !done.contains(at) && on_chain.insert(at) {
            chain.push(at);
            let Some(target) = next.get(at) else { break };
            at = target;
        }
        done.extend(&chain);
        if let Some(start) = chain
            .iter()
            .position(|node| *node == at)
            .filter(|_| next.contains_key(at))
        {
            report_cycle(&chain[start..], findings);
        }
    }
}

fn report_cycle(chain: &[&str], findings: &mut Findings<'_>) {
    for node in chain {
        match informative_keyword(node) {
            Some(keyword) => findings.repair(keyword, Change::Remove),
            None => findings.broken.insert(node),
        }
    }
    report_unusable(Code::REF_CYCLE, chain[0], findings, || {
        let mut shown: Vec<&str> = chain.iter().take(SHOWN).copied().collect();
        if chain.len() > SHOWN {
            shown.push("...");
        }
        shown.push(chain[0]);
        Message::new(format!(
            "a chain of references is cyclic: {}",
            shown.join(" -> ")
        ))
        .help("one of them must be a definition, not a reference")
    });
}
