//! Types that are larger than one expression or one `impl` may be.

use crate::testing::*;
use graphwright_ir::{Api, Scalar};

/// An API with one type of so many fields: more than one chain of calls and one `impl` may have.
const FIELDS: usize = 1200;

fn large() -> Api {
    let fields = (0..FIELDS).map(|number| {
        let name = format!("f{number}");
        field(&name, &name, scalar(Scalar::Bool), "")
    });
    let large = ty("Large", "large", object(fields.collect()), "");
    api(vec![large], vec![])
}

/// The most calls that follow one another without a semicolon.
fn longest_chain(file: &str) -> usize {
    let mut longest = 0;
    let mut chain = 0;
    for line in file.lines().map(str::trim) {
        chain = if line.starts_with('.') { chain + 1 } else { 0 };
        longest = longest.max(chain);
    }
    longest
}

#[test]
fn a_chain_of_calls_has_a_largest_length() {
    let file = check(&large(), "model/src/large.rs");
    let calls = file.matches(".optional(\"f").count();
    assert_eq!(calls, FIELDS, "every field is written once");
    let longest = longest_chain(&file);
    assert!(longest > 0 && longest <= 501, "a chain of {longest} calls");
}

#[test]
fn methods_of_many_fields_stand_in_several_impls() {
    let file = check(&large(), "model/src/large.rs");
    assert_eq!(file.matches("\nimpl Large {").count(), 2);
    let setters = file.matches("    pub fn f").count();
    assert_eq!(setters, FIELDS, "every field has its setter");
}

#[test]
fn routes_of_many_operations_are_added_in_several_statements() {
    let operations = (0..FIELDS).map(|number| {
        let (method, constant) = (format!("m{number}"), format!("M{number}"));
        operation(&method, &constant, &constant)
    });
    let file = check(&api(vec![], operations.collect()), "server/src/things.rs");
    let routes = file.split("pub fn routes").nth(1).unwrap_or_default();
    assert_eq!(routes.matches(".add(&M").count(), FIELDS);
    let longest = longest_chain(routes);
    assert!(longest > 0 && longest <= 501, "a chain of {longest} calls");
}
