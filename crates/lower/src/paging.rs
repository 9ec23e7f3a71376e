//! Which operations answer with a page of a list.

use crate::config;
use crate::graph::unalias;
use crate::lowering::Draft;
use graphwright_ir::{Field, MediaKind, Operation, Paging, Scalar, TypeKind, TypeRef};
use graphwright_source::pointer;

/// Tells how lists go on, for each operation whose one success is a page.
pub(crate) fn find(
    operations: &mut [Operation],
    drafts: &[Draft<'_>],
    config: Option<&config::Paging>,
) {
    let Some(config) = config else { return };
    for operation in operations {
        operation.paging = of(operation, drafts, config);
    }
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
