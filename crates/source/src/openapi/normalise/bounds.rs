//! `exclusiveMinimum` and `exclusiveMaximum` as numbers.

use super::super::pointer_map::Moves;
use crate::pointer;
use serde_json::{Map, Value};
use std::cmp::Ordering;

/// `exclusiveMinimum: 3` becomes `minimum: 3, exclusiveMinimum: true`, unless `minimum` is stricter.
pub(super) fn normalise(members: &mut Map<String, Value>, at: &str, moves: &mut Moves) {
    for (exclusive, plain, weaker) in [
        ("exclusiveMinimum", "minimum", Ordering::Greater),
        ("exclusiveMaximum", "maximum", Ordering::Less),
    ] {
        let Some(Value::Number(bound)) = members.get(exclusive) else {
            continue;
        };
        let other = members.get(plain).and_then(Value::as_f64);
        if other
            .zip(bound.as_f64())
            .is_some_and(|(other, bound)| other.partial_cmp(&bound) == Some(weaker))
        {
            members.shift_remove(exclusive);
            continue;
        }
        let bound = Value::Number(bound.clone());
        members.insert(plain.to_owned(), bound);
        members.insert(exclusive.to_owned(), Value::Bool(true));
        moves.note_moved(pointer::join(at, exclusive), pointer::join(at, plain));
    }
}
