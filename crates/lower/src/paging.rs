//! Which operations answer with a page of a list.

use crate::config;
use crate::graph::unalias;
use crate::lowering::{Draft, Lowering};
use crate::node::Node;
use graphwright_ir::{Field, MediaKind, Operation, Paging, Scalar, TypeKind, TypeRef};
use graphwright_source::{Code, pointer};
use serde_json::Value;

/// The extension by which an operation says how its list goes on.
const PAGEABLE: &str = "x-ms-pageable";

/// The member of it that names the property with the link to the next page.
const NEXT_LINK: &str = "nextLinkName";

/// What the property with the items is called, where the extension does not say (`AutoRest`).
const ITEMS: &str = "value";

impl Lowering<'_> {
    /// Tells how lists go on, for each operation whose one success is a page: as the operation itself
    /// says, or else as the configuration says for all.
    pub(crate) fn paging(&mut self, operations: &mut [Operation]) {
        let for_all = self.config.paging.as_ref();
        for operation in operations {
            let node = self.node_of(operation);
            let own = node.as_ref().and_then(|node| node.child(PAGEABLE));
            let Some(own) = own else {
                operation.paging = for_all.and_then(|rule| of(operation, &self.drafts, rule));
                continue;
            };
            // A list that does not go on says so by null, whatever the others do.
            if own.value(NEXT_LINK) == Some(&Value::Null) {
                continue;
            }
            operation.paging = pageable(&own).and_then(|rule| of(operation, &self.drafts, &rule));
            if operation.paging.is_none() {
                let message =
                    "the answer has no list and link of these names; its pages are not followed";
                self.report_key(Code::NOT_EXPRESSED, message, &own.at);
            }
        }
    }
}

/// The rule that an operation has for itself.
fn pageable(own: &Node<'_>) -> Option<config::Paging> {
    Some(config::Paging {
        next_link: own.str(NEXT_LINK)?.to_owned(),
        items: own.str("itemName").unwrap_or(ITEMS).to_owned(),
    })
}

fn of(operation: &Operation, drafts: &[Draft<'_>], config: &config::Paging) -> Option<Paging> {
    let mut successes = operation.successes();
    let (Some(only), None) = (successes.next(), successes.next()) else {
        return None;
    };
    let content = only
        .content
        .iter()
        .find(|content| content.kind == MediaKind::Json)?;
    let TypeRef::Named(page) = content.slot.ty else {
        return None;
    };
    let TypeKind::Struct(page) = &drafts[unalias(drafts, page).0].def.kind else {
        return None;
    };
    let field = |wire: &str, fits: fn(&TypeRef) -> bool| -> Option<&Field> {
        page.fields
            .iter()
            .find(|field| field.wire == wire && fits(&field.slot.ty))
    };
    let items = field(&config.items, |ty| matches!(ty, TypeRef::List(_)))?;
    let next = field(&config.next_link, |ty| {
        matches!(ty, TypeRef::Scalar(Scalar::String | Scalar::Uri))
    })?;
    Some(Paging {
        items: format!("/{}", pointer::escape(&items.wire)),
        next_link: format!("/{}", pointer::escape(&next.wire)),
        items_path: vec![items.ident.clone()],
        next_path: vec![next.ident.clone()],
    })
}
