//! Which operations answer with a page of a list, and how each of them goes on.
//!
//! A rule fits an operation whose one success has its members and whose query has its parameters,
//! each of a type that can be what the rule takes it for. The first rule that fits is taken.

mod page;

use crate::config;
use crate::lowering::{Draft, Lowering};
use crate::reader::Node;
use crate::report::At;
use crate::selection::Select;
use graphwright_ir::{Literal, Method, NextPage, Operation, Paging, Param, Place, TypeRef};
use graphwright_source::{Code, Diagnostic};
use page::{Page, is_count, is_scalar, is_text};
use serde_json::Value;

/// The extension by which an operation says how its list goes on.
const PAGEABLE: &str = "x-ms-pageable";

/// The member of it that names the property with the link to the next page.
const NEXT_LINK: &str = "nextLinkName";

/// What the property with the items is called, where the extension does not say (`AutoRest`).
const ITEMS: &str = "value";

impl Lowering<'_> {
    /// Tells how lists go on: as the operation itself says, or else by the first rule of the
    /// configuration that fits it.
    pub(crate) fn paging(&mut self, operations: &mut [Operation]) {
        let rules = &self.config.paging;
        let mut used = vec![false; rules.len()];
        for operation in operations {
            let node = self.node_of(operation);
            if let Some(own) = node.as_ref().and_then(|node| node.child(PAGEABLE)) {
                let (own, at) = (pageable(&own), own.at);
                operation.paging = self.own_paging(operation, own, &at);
                continue;
            }
            let fitting = rules
                .iter()
                .enumerate()
                .find_map(|(index, rule)| Some((index, fit(operation, &self.drafts, rule)?)));
            if let Some((index, paging)) = fitting {
                used[index] = true;
                operation.paging = Some(paging);
            }
        }
        // What was selected says nothing of the rules: they are for the whole API.
        if self.config.select == Select::default() {
            self.report_unused_rules(&used);
        }
    }

    /// Applies the rule that an operation has for itself, which stands at a pointer.
    fn own_paging(&mut self, operation: &Operation, own: Pageable, at: &str) -> Option<Paging> {
        let paging = match own {
            Pageable::Once => return None,
            Pageable::By(rule) => fit(operation, &self.drafts, &rule),
            Pageable::Unknown => None,
        };
        if paging.is_none() {
            let message =
                "the answer has no list and link of these names; its pages are not followed";
            self.report.add(Code::NOT_EXPRESSED, message, At::Key(at));
        }
        paging
    }

    fn report_unused_rules(&mut self, used: &[bool]) {
        let rules = self.config.paging.iter().zip(used);
        for (rule, _) in rules.filter(|(_, used)| !**used) {
            let message = format!("no operation has pages {}", described(rule));
            let mut diagnostic = Diagnostic::new(Code::PAGING_UNUSED, message);
            diagnostic.origin.clone_from(&rule.origin);
            self.report.add_diagnostic(diagnostic);
        }
    }
}

/// What an operation says of its pages.
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
fn fit(operation: &Operation, drafts: &[Draft<'_>], rule: &config::Paging) -> Option<Paging> {
    let page = Page::of(operation, drafts)?;
    let (items, item) = page.items(rule.items.as_deref())?;
    Some(Paging {
        item,
        items,
        next: next(operation, drafts, &page, &rule.next)?,
        total: rule.total.as_ref().and_then(|total| page.total(total)),
    })
}

fn next(
    operation: &Operation,
    drafts: &[Draft<'_>],
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
            query(operation, parameter, |ty| is_scalar(drafts, ty))?;
            NextPage::Cursor {
                parameter: parameter.clone(),
                member: page.member(member, is_scalar)?,
            }
        }
        Rule::Offset { parameter, limit } => {
            let counted = |name: &str| query(operation, name, |ty| is_count(drafts, ty));
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
            let param = query(operation, parameter, |ty| is_count(drafts, ty))?;
            NextPage::Page {
                parameter: parameter.clone(),
                first: given.or_else(|| self::first(param)).unwrap_or(1),
            }
        }
    })
}

/// A parameter of the query that is written as plain text and holds a value of the right kind.
fn query<'a>(
    operation: &'a Operation,
    wire: &str,
    fits: impl Fn(&TypeRef) -> bool,
) -> Option<&'a Param> {
    operation
        .params_in(Place::Query)
        .find(|param| param.wire == wire && param.content.is_none() && fits(&param.slot.ty))
}

/// What a parameter counts from, where the document says what its absence means.
fn first(param: &Param) -> Option<u64> {
    match param.default.as_ref()? {
        Literal::Number(number) | Literal::String(number) => number.parse().ok(),
        _ => None,
    }
}
