//! Values inside others, alternatives, and the bounds of the walk.

use super::check;
use graphwright_wire::Schema;
use graphwright_wire::json::json;
use graphwright_wire::schema::Mode::{Request, Response};

#[test]
fn lists_and_maps() {
    static SET: Schema = Schema::array(&Schema::any()).unique_items().min_items(1);
    check(
        &SET,
        Request,
        &json!([]),
        &["[min-items] must have at least 1 item, has 0"],
    );
    check(
        &SET,
        Request,
        &json!([1, "1", [1], { "a": 1, "b": 2 }, { "a": 1 }, null, false]),
        &[],
    );
    let twice = json!([0, { "a": 1, "b": [2] }, { "b": [2], "a": 1 }]);
    check(
        &SET,
        Request,
        &twice,
        &["[unique-items] must have no equal items, 1 and 2 are"],
    );
    static MAP: Schema = Schema::map(&Schema::integer())
        .min_properties(1)
        .max_properties(2);
    check(
        &MAP,
        Request,
        &json!({}),
        &["[min-properties] must have at least 1 member, has 0"],
    );
    check(
        &MAP,
        Response,
        &json!({ "a": 1, "b": "2", "c": 3 }),
        &[
            "[max-properties] must have at most 2 members, has 3",
            "[type] /b: must be an integer, not a string",
        ],
    );
}

static CAT: Schema = Schema::object()
    .properties(&[
        ("kind", Schema::string()),
        ("lives", Schema::integer().maximum(9)),
    ])
    .required(&["lives"]);
static DOG: Schema = Schema::object()
    .properties(&[("good", Schema::boolean())])
    .required(&["good"]);

static ANY: Schema = Schema::any_of(&[Schema::string(), Schema::reference(&CAT)]);

#[test]
fn alternatives() {
    check(&ANY, Request, &json!("Tom"), &[]);
    check(&ANY, Request, &json!({ "lives": 9 }), &[]);
    // Only one of them is for objects, so its violations are reported.
    check(
        &ANY,
        Request,
        &json!({ "lives": 10 }),
        &["[maximum] /lives: must be at most 9"],
    );
    check(
        &ANY,
        Request,
        &json!(7),
        &["[no-match] must be a string or an object"],
    );
    static ONE: Schema =
        Schema::exactly_one_of(&[Schema::reference(&CAT), Schema::reference(&DOG)]);
    let both = json!({ "lives": 1, "good": true });
    let several = "[many-match] must match one alternative, matches several";
    check(&ONE, Request, &json!({ "good": true }), &[]);
    check(&ONE, Request, &both, &[several]);
    check(&ONE, Response, &both, &[]);
    check(&ONE, Request, &json!({}), &["[no-match] must be an object"]);
    static ALL: Schema = Schema::all_of(&[Schema::reference(&CAT), Schema::reference(&DOG)]);
    check(&ALL, Request, &both, &[]);
    let missing = [
        "[required] /lives: is required",
        "[required] /good: is required",
    ];
    check(&ALL, Request, &json!({}), &missing);
}

#[test]
fn tags() {
    static PET: Schema = Schema::tagged(
        "kind",
        &[
            ("cat", Schema::reference(&CAT)),
            ("dog", Schema::reference(&DOG)),
        ],
    );
    check(&PET, Request, &json!({ "kind": "cat", "lives": 1 }), &[]);
    check(
        &PET,
        Request,
        &json!({ "kind": "dog" }),
        &["[required] /good: is required"],
    );
    check(
        &PET,
        Request,
        &json!({}),
        &["[required] /kind: is required"],
    );
    check(
        &PET,
        Request,
        &json!({ "kind": 1 }),
        &["[type] /kind: must be a string, not a number"],
    );
    let unknown = json!({ "kind": "eel" });
    check(
        &PET,
        Request,
        &unknown,
        &[r#"[enum] /kind: must be one of "cat", "dog""#],
    );
    check(&PET, Response, &unknown, &[]);
}

const TOO_COMPLEX: &str = "[too-complex] is nested too deeply or has too many alternatives";

#[test]
fn violations_are_bounded() {
    static FLAT: Schema = Schema::array(&Schema::string());
    let numbers: Vec<_> = (0..1_000).collect();
    assert_eq!(FLAT.check(&json!(numbers), Request).len(), 100);
}

#[test]
fn a_cycle_of_references_ends() {
    static LOOP: Schema = Schema::reference(&LOOP);
    check(&LOOP, Request, &json!(1), &[TOO_COMPLEX]);
    assert!(LOOP.parse_text("1").is_err());
}

#[test]
fn nested_alternatives_are_bounded() {
    // Each level has three alternatives that check the level below: 3^60 combinations.
    static TREE: Schema = Schema::any_of(&[
        Schema::reference(&BRANCH),
        Schema::reference(&BRANCH),
        Schema::reference(&BRANCH),
    ]);
    static BRANCH: Schema = Schema::object()
        .properties(&[("a", Schema::reference(&TREE))])
        .min_properties(1);
    let deep = (0..60).fold(json!({}), |inner, _| json!({ "a": inner }));
    check(&TREE, Request, &deep, &[TOO_COMPLEX]);
}

#[test]
fn alternatives_of_a_list_are_not_bounded() {
    // They do not multiply.
    static PAGE: Schema = Schema::array(&ANY);
    let cats: Vec<_> = (0..20_000).map(|_| json!({ "lives": 9 })).collect();
    check(&PAGE, Request, &json!(cats), &[]);
}

#[test]
fn depth_is_bounded() {
    static NEST: Schema = Schema::array(&NEST);
    // Deeper than the bound, and not so deep that the value itself overflows an unoptimised
    // stack.
    let deep = (0..600).fold(json!([]), |inner, _| json!([inner]));
    let violations = NEST.check(&deep, Request);
    assert_eq!(violations.len(), 1);
    assert_eq!(violations[0].pointer.len(), 2 * 512);
}
