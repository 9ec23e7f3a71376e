//! That the parts which passes declare are the parts that they depend on.

use super::{Model, Pass, insert, passes, run_in_order};
use crate::needed::Needed;
use crate::{Config, Lowered, Paging, Sources, tables};
use graphwright_source::entity::Document as Table;
use graphwright_source::fixup::Fixup;
use graphwright_source::openapi::Document;
use graphwright_source::{FileId, Limits, SourceMap, entity, fixup, openapi};

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

/// A document with a table, for the passes of tables.
const PETS: &str = r"
openapi: 3.0.3
info: { title: Test, version: '1' }
security: [{ oauth: [Pets.Read] }]
paths:
  /pets:
    get:
      tags: [pets]
      operationId: list-pets
      parameters: [{ name: size, in: query, schema: { type: integer, default: 20 } }]
      responses:
        '200': { description: Ok, content: { application/json: { schema: { $ref: '#/components/schemas/Page' } } } }
        '400': { description: No, content: { application/json: { schema: { $ref: '#/components/schemas/Problem' } } } }
    post:
      tags: [pets]
      operationId: create-pet
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
      responses: { '201': { description: Ok, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }
components:
  securitySchemes:
    oauth: { type: oauth2, flows: { clientCredentials: { tokenUrl: 'https://a/t', scopes: { Pets.Read: Read } } } }
  schemas:
    Page:
      type: object
      properties: { value: { type: array, items: { $ref: '#/components/schemas/Pet' } }, next: { type: string } }
    Pet:
      type: object
      required: [id]
      properties:
        id: { type: string, readOnly: true }
        mood: { type: string, enum: [good, bad], default: good }
        friend: { $ref: '#/components/schemas/Pet' }
        born: { type: string }
    Problem: { type: object, properties: { code: { type: string }, message: { type: string } } }
";

const TABLE: &str = "#Pet resource\n\n##Overview\n\n| | |\n| :-- | :-- |\n\
    | _Resource type_ | `EntityType` |\n| _Full name_ | `Zoo.Pet` |\n| _Versions_ | `1`, `beta` |\n\n\
    ###Declared properties\n\n| Name | Type | Versions | Nullable | Comments |\n\
    | :-- | :-- | :-- | :-- | :-- |\n\
    | `born` | `Edm.DateTimeOffset` | `1`, `beta` | `true` | When it was born. |\n\
    | `keeper` | `Zoo.Keeper` | `beta` | `false` | Who keeps it. |\n";

/// The inputs of a run.
struct Inputs {
    document: Document,
    files: Vec<FileId>,
    tables: Vec<Table>,
    fixups: Vec<Fixup>,
    config: Config,
}

impl Inputs {
    fn read(text: &str, table: Option<&str>) -> Self {
        let mut map = SourceMap::new();
        let file = map.add("test.yaml", text);
        let mut files = vec![file];
        let read = openapi::read(&map, file, &[], &Limits::default());
        let mut tables = Vec::new();
        if let Some(text) = table {
            let file = map.add("pet.md", text);
            files.push(file);
            tables.extend(entity::read(&map, file).document);
        }
        let fixups = map.add("fixups.toml", "");
        Self {
            document: read.document.expect("it is read"),
            files,
            tables,
            fixups: fixup::read(&map, fixups).0,
            config: Config {
                inputs: vec!["test.yaml".to_owned(), "pet.md".to_owned()],
                paging: vec![Paging::link("next", "value")],
                own_scopes: vec!["Pets.Read".to_owned()],
                ..Config::default()
            },
        }
    }

    fn sources(&self) -> Sources<'_> {
        Sources {
            document: &self.document,
            entities: &self.tables,
            fixups: &self.fixups,
            policies: &[],
            files: &self.files,
        }
    }

    fn passes(&self) -> Vec<Pass<'_>> {
        let mut all = passes();
        insert(&mut all, tables::passes(self.sources()));
        all
    }

    fn lower<'p>(&'p self, passes: &[Pass<'p>], order: &[usize]) -> Lowered {
        let mut model = Model::new(self.sources(), &self.config, Needed::All);
        run_in_order(passes, order, &mut model);
        model.finish()
    }
}

/// Another order of passes that keeps every declared dependency, by a seed.
fn other_order(passes: &[Pass<'_>], seed: u64) -> Vec<usize> {
    let mut state = seed;
    let mut left: Vec<usize> = (0..passes.len()).collect();
    let mut order = Vec::new();
    while !left.is_empty() {
        let is_ready = |index: &usize| {
            let before = left.iter().filter(|other| *other < index);
            before
                .into_iter()
                .all(|other| !passes[*other].must_precede(&passes[*index]))
        };
        let ready: Vec<usize> = left
            .iter()
            .copied()
            .filter(|index| is_ready(index))
            .collect();
        // A linear congruential generator (Knuth, MMIX); its high bits are the random ones.
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let pick = usize::try_from(state >> 33).expect("31 bits") % ready.len();
        order.push(ready[pick]);
        left.retain(|index| *index != ready[pick]);
    }
    order
}

#[test]
fn every_need_is_given_before() {
    let inputs = Inputs::read(PETS, None);
    let passes = inputs.passes();
    for (index, pass) in passes.iter().enumerate() {
        for part in pass.needs {
            let is_given = passes[..index].iter().any(|one| one.gives.contains(part));
            assert!(is_given, "{} needs {part:?}", pass.name);
        }
        let twice = passes[..index].iter().any(|one| one.name == pass.name);
        assert!(!twice, "two passes are called {}", pass.name);
    }
}

#[test]
fn independent_passes_may_change_places() {
    let documents = DOCUMENTS.iter().map(|text| Inputs::read(text, None));
    let mut moved = 0;
    for inputs in documents.chain([Inputs::read(PETS, Some(TABLE))]) {
        let passes = inputs.passes();
        let listed: Vec<usize> = (0..passes.len()).collect();
        let expected = inputs.lower(&passes, &listed);
        for seed in 0..ORDERS {
            let order = other_order(&passes, seed);
            moved += usize::from(order != listed);
            let names = || {
                order
                    .iter()
                    .map(|index| passes[*index].name)
                    .collect::<Vec<_>>()
            };
            assert_eq!(inputs.lower(&passes, &order), expected, "{:?}", names());
        }
    }
    assert!(moved > 50, "{moved} orders differ from the list");
}
