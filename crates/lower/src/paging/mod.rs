//! Which operations answer with a page of a list, and how each of them goes on.
//!
//! A rule fits an operation whose one success has its members and whose query has its parameters,
//! each of a type that can be what the rule takes it for. The first rule that fits is taken.

mod page;

use crate::config::{self, Config};
use crate::draft::{OperationDraft, Types};
use crate::reader::{Node, Reader};
use crate::report::{At, Report};
use crate::selection::Select;
use graphwright_ir::{Literal, Method, NextPage, Paging, Param, Place, TypeRef};
use graphwright_source::{Code, Diagnostic};
use page::{Page, is_count, is_scalar, is_text};
use serde_json::Value;

/// The extension by which an operation says how its list goes on.
const PAGEABLE: &str = "x-ms-pageable";

/// The member of it that names the property with the link to the next page.
const NEXT_LINK: &str = "nextLinkName";

/// The property with the items, where the extension does not name it (`AutoRest`).
const ITEMS: &str = "value";

/// Finds how the list of each operation continues: as the operation itself says, or else by the first
/// rule of the configuration that fits it.
pub(crate) fn find(
    types: &Types<'_>,
    operations: &[OperationDraft],
    reader: &Reader<'_>,
    config: &Config,
    report: &mut Report<'_>,
) -> Vec<Option<Paging>> {
    let rules = &config.paging;
    let mut used = vec![false; rules.len()];
    let each = operations.iter().map(|operation| {
        let node = reader.node_at(&operation.origin);
        if let Some(own) = node.and_then(|node| node.child(PAGEABLE)) {
            return own_paging(types, operation, &own, report);
        }
        let mut fitting = rules.iter().zip(&mut used).filter_map(|(rule, used)| {
            let paging = fit(operation, types, rule)?;
            *used = true;
            Some(paging)
        });
        fitting.next()
    });
    let found = each.collect();
    // The rules are for the whole API, so a selection says nothing of them.
    if config.select == Select::default() {
        report_unused(rules, &used, report);
    }
    found
}

/// Applies the rule that an operation has for itself.
fn own_paging(
    types: &Types<'_>,
    operation: &OperationDraft,
    own: &Node<'_>,
    report: &mut Report<'_>,
) -> Option<Paging> {
    let paging = match pageable(own) {
        Pageable::Once => return None,
        Pageable::By(rule) => fit(operation, types, &rule),
        Pageable::Unknown => None,
    };
    if paging.is_none() {
        let message = "the answer has no list and link of these names; its pages are not followed";
        report.add(Code::NOT_EXPRESSED, message, At::Key(&own.at));
    }
    paging
}

fn report_unused(rules: &[config::Paging], used: &[bool], report: &mut Report<'_>) {
    for (rule, _) in rules.iter().zip(used).filter(|(_, used)| !**used) {
        let message = format!("no operation has pages {}", described(rule));
        let mut diagnostic = Diagnostic::new(Code::PAGING_UNUSED, message);
        diagnostic.origin.clone_from(&rule.origin);
        report.add_diagnostic(diagnostic);
    }
}

/// The rule of an operation's own about its pages.
enum Pageable {
    /// There is only one.
    Once,
    By(config::Paging),
    Unknown,
}

fn pageable(own: &Node<'_>) -> Pageable {
    match own.value(NEXT_LINK) {
        // A list that does not go on says so by null, whatever the others do.
        Some(Value::Null) => Pageable::Once,
        Some(Value::String(next)) => {
            let items = own.str("itemName").unwrap_or(ITEMS);
            Pageable::By(config::Paging::link(next, items))
        }
        _ => Pageable::Unknown,
    }
}

/// A rule in words, behind "no operation has pages".
fn described(rule: &config::Paging) -> String {
    use config::NextPage;
    let items = match &rule.items {
        Some(items) => format!("with a list `{items}`"),
        None => "that are a bare list".to_owned(),
    };
    match &rule.next {
        NextPage::Link(member) => format!("{items} and a link `{member}`"),
        NextPage::LinkHeader => items,
        NextPage::Cursor { parameter, member } => {
            format!("{items}, a member `{member}` and a parameter `{parameter}` of the query")
        }
        NextPage::Offset { parameter, limit } => {
            let parameters = match limit {
                Some(limit) => format!("parameters `{parameter}` and `{limit}`"),
                None => format!("a parameter `{parameter}`"),
            };
            format!("{items} and {parameters} of the query")
        }
        NextPage::Page { parameter, .. } => {
            format!("{items} and a parameter `{parameter}` of the query")
        }
    }
}

/// How an operation goes on by a rule; `None` where the rule does not fit it.
fn fit(operation: &OperationDraft, types: &Types<'_>, rule: &config::Paging) -> Option<Paging> {
    let page = Page::of(operation, types)?;
    let (items, item) = page.items(rule.items.as_deref())?;
    Some(Paging {
        item,
        items,
        next: next(operation, types, &page, &rule.next)?,
        total: rule.total.as_ref().and_then(|total| page.total(total)),
    })
}

fn next(
    operation: &OperationDraft,
    types: &Types<'_>,
    page: &Page<'_>,
    rule: &config::NextPage,
) -> Option<NextPage> {
    use config::NextPage as Rule;
    Some(match rule {
        // A link is there to be read (RFC 8288, section 2.1); what asks otherwise cannot follow it.
        Rule::Link(_) | Rule::LinkHeader if operation.method != Method::Get => return None,
        Rule::Link(link) => NextPage::Link(page.member(link, is_text)?),
        Rule::LinkHeader => NextPage::LinkHeader,
        Rule::Cursor { parameter, member } => {
            query(operation, parameter, |ty| is_scalar(types, ty))?;
            NextPage::Cursor {
                parameter: parameter.clone(),
                member: page.member(member, is_scalar)?,
            }
        }
        Rule::Offset { parameter, limit } => {
            let counted = |name: &str| query(operation, name, |ty| is_count(types, ty));
            let first = first(counted(parameter)?).unwrap_or(0);
            // A list without a parameter for the size of its pages still has pages.
            let limit = limit.as_ref().filter(|limit| counted(limit).is_some());
            NextPage::Offset {
                parameter: parameter.clone(),
                limit: limit.cloned(),
                first,
            }
        }
        Rule::Page {
            parameter,
            first: given,
        } => {
            let param = query(operation, parameter, |ty| is_count(types, ty))?;
            NextPage::Page {
                parameter: parameter.clone(),
                first: given.or_else(|| self::first(param)).unwrap_or(1),
            }
        }
    })
}

/// A parameter of the query that is written as plain text and holds a value of the right kind.
fn query<'a>(
    operation: &'a OperationDraft,
    wire: &str,
    fits: impl Fn(&TypeRef) -> bool,
) -> Option<&'a Param> {
    operation
        .params_in(Place::Query)
        .find(|param| param.wire == wire && param.content.is_none() && fits(&param.slot.ty))
}

/// The number that a parameter counts from, where the document says what its absence means.
fn first(param: &Param) -> Option<u64> {
    match param.default.as_ref()? {
        Literal::Number(number) | Literal::String(number) => number.parse().ok(),
        _ => None,
    }
}
