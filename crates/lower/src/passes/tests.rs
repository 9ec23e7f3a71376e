//! That the parts which passes declare are the parts that they depend on.

use super::lower_reordered;
use crate::{Config, Paging, lower};
use graphwright_source::{Limits, SourceMap, openapi};

/// The number of other orders that are tried with each document.
const ORDERS: u64 = 12;

/// Documents that together need every pass of the document.
const DOCUMENTS: [&str; 6] = [
    include_str!("../../tests/it/cases/all-of.yaml"),
    include_str!("../../tests/it/cases/families.yaml"),
    include_str!("../../tests/it/cases/forms.yaml"),
    include_str!("../../tests/it/cases/marks.yaml"),
    include_str!("../../tests/it/cases/projections.yaml"),
    include_str!("../../tests/it/cases/slips.yaml"),
];

/// A document with something for every part of the model.
const PETS: &str = include_str!("pets.yaml");

fn config() -> Config {
    Config {
        inputs: vec!["test.yaml".to_owned()],
        paging: vec![Paging::link("next", "value")],
        own_scopes: vec!["Pets.Read".to_owned()],
        ..Config::default()
    }
}

#[test]
fn independent_passes_may_change_places() {
    let config = config();
    let mut moved = 0;
    for text in DOCUMENTS.into_iter().chain([PETS]) {
        let mut map = SourceMap::new();
        let file = map.add("test.yaml", text);
        let read = openapi::read(&map, file, &[], &Limits::default());
        let document = read.document.expect("it is read");
        let expected = lower(&document, &config);
        for seed in 0..ORDERS {
            let other = lower_reordered(&document, &config, seed);
            moved += usize::from(!other.is_usual);
            assert_eq!(other.lowered, expected, "{:?}", other.order);
        }
    }
    assert!(moved > 50, "{moved} orders differ from the list");
}
