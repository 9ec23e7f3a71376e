//! What the types of the generated server must refuse.

#[test]
fn what_the_document_does_not_promise_does_not_compile() {
    trybuild::TestCases::new().compile_fail("tests/compile-fail/*.rs");
}
