//! That the parts which passes of tables declare are the parts that they depend on.

use graphwright_lower::front_end::lower_reordered;
use graphwright_lower::{Config, Sources, lower};
use graphwright_source::{Limits, SourceMap, openapi};
use graphwright_tables::{self as tables, Tables, entity};

/// The number of other orders that are tried.
const ORDERS: u64 = 12;

/// The document that the order of the passes of `lower` is tested with: it has something for every pass.
const PETS: &str = include_str!("../../../lower/src/passes/pets.yaml");

const TABLE: &str = "#Pet resource\n\n##Overview\n\n| | |\n| :-- | :-- |\n\
    | _Resource type_ | `EntityType` |\n| _Full name_ | `Zoo.Pet` |\n| _Versions_ | `1`, `beta` |\n\n\
    ###Declared properties\n\n| Name | Type | Versions | Nullable | Comments |\n\
    | :-- | :-- | :-- | :-- | :-- |\n\
    | `born` | `Edm.DateTimeOffset` | `1`, `beta` | `true` | When it was born. |\n\
    | `keeper` | `Zoo.Keeper` | `beta` | `false` | Who keeps it. |\n";

#[test]
fn independent_passes_may_change_places() {
    let mut map = SourceMap::new();
    let files = [map.add("test.yaml", PETS), map.add("pet.md", TABLE)];
    let read = openapi::read(&map, files[0], &[], &Limits::default());
    let document = read.document.expect("it is read");
    let table = entity::read(&map, files[1]).document.expect("it is read");
    let of_tables = tables::Config::default();
    let tables = Tables {
        entities: &[table],
        policies: &[],
        steps: &[],
        config: &of_tables,
    };
    let sources = || Sources {
        document: &document,
        files: &files,
        passes: tables::passes(tables),
    };
    let config = Config {
        inputs: vec!["test.yaml".to_owned(), "pet.md".to_owned()],
        own_scopes: vec!["Pets.Read".to_owned()],
        ..Config::default()
    };
    let expected = lower(sources(), &config);
    let mut moved = 0;
    for seed in 0..ORDERS {
        let other = lower_reordered(sources(), &config, seed);
        moved += u64::from(!other.is_usual);
        assert_eq!(other.lowered, expected, "{:?}", other.order);
    }
    assert!(moved > ORDERS / 2, "{moved} orders differ from the list");
}
