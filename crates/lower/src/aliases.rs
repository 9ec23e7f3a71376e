//! Aliases that lead back to themselves, for which Rust has no name.

use crate::draft::{Draft, Types};
use crate::reach::back_edges;
use crate::report::{At, Report};
use graphwright_ir::{TypeId, TypeKind};
use graphwright_source::Code;

/// Makes aliases that contain themselves untyped, so that every chain of aliases ends.
pub(crate) fn end_circles(types: &mut Types<'_>, report: &mut Report<'_>) {
    let next: Vec<Vec<Option<usize>>> = types.iter().map(|(_, draft)| targets(draft)).collect();
    for edge in back_edges(&next) {
        let id = TypeId(edge.from);
        let reason = "it contains itself without an object in between".to_owned();
        let message = format!("kept as JSON: {reason}");
        report.add(Code::UNTYPED, message, At::Value(&types[id].origin.at));
        types.fill(id, TypeKind::Untyped { reason });
    }
}

/// The types in an alias. Any other type has none, since it ends every chain.
fn targets(draft: &Draft<'_>) -> Vec<Option<usize>> {
    let mut targets = Vec::new();
    if let TypeKind::Alias(slot) = draft.kind() {
        slot.ty.each_named(&mut |id, _| targets.push(Some(id.0)));
    }
    targets
}
