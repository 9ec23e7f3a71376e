//! Facts and documentation of groups of operations that client and server share.

use crate::context::Context;
use crate::docs::code_span;
use crate::refs;
use graphwright_ir::{Tag, TagId};

/// Returns the names of the API in the file of a tag: those that it declares, and those of types that
/// its operations and their pages refer to.
pub(crate) fn names_in_file(context: &Context<'_>, id: TagId, tag: &Tag) -> Vec<String> {
    let mut in_file = vec![tag.ident.clone()];
    for operation in context.operations(id) {
        let names = &operation.names;
        let declared = [
            &names.request,
            &names.error,
            &names.success,
            &names.params,
            &names.answer,
        ];
        in_file.extend(declared.into_iter().chain(&names.body).cloned());
        let mut referred = refs::of_operation(operation);
        if let Some(paging) = &operation.paging {
            refs::add_slot(&paging.item, &mut referred);
        }
        let referred = referred.into_iter();
        in_file.extend(referred.map(|id| context.api.ty(id).ident.clone()));
    }
    in_file
}

/// Describes a group of operations, without a full stop.
pub(crate) fn tag_summary(context: &Context<'_>, tag: &Tag) -> String {
    let is_all = || context.tags().count() == 1;
    let summary = if tag.wire.is_empty() && is_all() {
        "The operations of the API".to_owned()
    } else if tag.wire.is_empty() {
        "The operations without a tag".to_owned()
    } else {
        format!("The operations tagged {}", code_span(&tag.wire))
    };
    match context.later_version(tag) {
        Some(version) => format!("{summary} that version {} adds", code_span(&version.wire)),
        None => summary,
    }
}
