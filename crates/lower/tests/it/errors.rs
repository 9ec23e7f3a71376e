//! The shape that errors share, where nothing names it.

use crate::case::{Case, Part, check};
use graphwright_lower::Errors;
use insta::assert_snapshot;

/// The line about errors, and the diagnostics, of an operation with these answers.
fn shape(answers: &str, schemas: &str) -> String {
    let paths = format!("/a: {{ get: {{ operationId: a, responses: {{ {answers} }} }} }}");
    let shown = check(&Case::paths(&paths, schemas).showing(&[Part::Head]));
    let lines = shown.lines().filter(|line| line.contains("error"));
    lines.collect::<Vec<_>>().join("\n")
}

const JSON: &str =
    "description: D, content: { application/json: { schema: { $ref: '#/components/schemas/";

#[test]
fn the_first_usual_place_that_holds_a_scalar_is_taken() {
    let answers = format!("'204': {{ description: D }}, '400': {{ {JSON}E' }} }} }} }}");
    assert_snapshot!(shape(&answers, "
        E: { type: object, properties: { error: { $ref: '#/components/schemas/I' }, message: { type: string }, type: { type: string } } }
        I: { type: object, properties: { code: { type: string, enum: [a] }, message: { type: object } } }
    "), @r"
    errors E, code /error/code, message /message
    note guessed 7: all documented errors are `E`, so it is taken as the shape of every error
    ");
    assert_snapshot!(shape(&answers, "
        E: { type: object, properties: { error: { type: string }, error_description: { type: string } } }
    "), @r"
    errors E, message /error_description
    note guessed 7: all documented errors are `E`, so it is taken as the shape of every error
    ");
    assert_eq!(
        shape(
            &answers,
            "E: { type: object, properties: { a: { type: string } } }"
        ),
        ""
    );
}

#[test]
fn all_errors_must_have_one_type() {
    let two = format!("'400': {{ {JSON}E' }} }} }} }}, '500': {{ {JSON}F' }} }} }} }}");
    let schemas = "
        E: { type: object, properties: { code: { type: string } } }
        F: { type: object, properties: { code: { type: string } } }
        Same: { $ref: '#/components/schemas/E' }
    ";
    assert_eq!(
        shape(&format!("'204': {{ description: D }}, {two}"), schemas),
        ""
    );
    let same = two.replace("schemas/F", "schemas/Same");
    assert_snapshot!(shape(&format!("'204': {{ description: D }}, {same}"), schemas), @r"
    errors E, code /code
    note guessed 7: all documented errors are `E`, so it is taken as the shape of every error
    ");
}

#[test]
fn texts_and_the_answers_of_the_runtime_do_not_count() {
    let schemas = "
        E: { type: object, properties: { code: { type: string } } }
        F: { type: object, properties: { a: { type: string } } }
    ";
    let answers = format!(
        "'204': {{ description: D }}, '400': {{ {JSON}E' }} }} }} }}, \
         '404': {{ description: D, content: {{ text/plain: {{}} }} }}, \
         '500': {{ x-graphwright-by: runtime, {JSON}F' }} }} }} }}"
    );
    assert_snapshot!(shape(&answers, schemas), @r"
    errors E, code /code
    note guessed 7: all documented errors are `E`, so it is taken as the shape of every error
    ");
}

#[test]
fn a_body_that_is_no_type_of_its_own_is_no_shape() {
    let list = "'204': { description: D }, '400': { description: D, content: { application/json: { schema: { type: array, items: { type: string } } } } }";
    assert_eq!(shape(list, "E: { type: string }"), "");
}

#[test]
fn the_default_is_an_error_beside_a_success_and_else_none() {
    let schemas = "E: { type: object, properties: { message: { type: string } } }";
    let default = format!("default: {{ {JSON}E' }} }} }} }}");
    assert_eq!(shape(&default, schemas), "");
    let beside = format!("'200': {{ description: D }}, {default}");
    assert_snapshot!(shape(&beside, schemas), @r"
    errors E, message /message
    note guessed 7: all documented errors are `E`, so it is taken as the shape of every error
    ");
}

#[test]
fn places_of_the_configuration_lead_through_names_of_objects_and_not_through_lists() {
    let schemas = "
        E: { type: object, properties: { error: { $ref: '#/components/schemas/Alias' }, 'a/b': { type: string }, all: { type: array, items: { $ref: '#/components/schemas/I' } } } }
        Alias: { $ref: '#/components/schemas/I' }
        I: { type: object, properties: { code: { type: string }, details: { type: array, items: { type: string } } } }
    ";
    let case = Case::schemas(schemas)
        .showing(&[Part::Head])
        .with(|config| {
            config.errors = Some(Errors {
                schema: "E".to_owned(),
                code: Some("/error/code".to_owned()),
                message: Some("/a~1b".to_owned()),
                details: Some("/error/details".to_owned()),
                request_id: Some("/all/0/code".to_owned()),
            });
        });
    assert_snapshot!(check(&case), @r#"
    api test: "Test", version "1"
    version 1
    security none
    errors E, code /error/code, message /a~1b, details /error/details

    ---
    error error-schema -: `[errors] request-id` is `/all/0/code`, which leads to no property of `E`
    "#);
}
