//! Numbers of documents, which are published as they were written.

use graphwright_source::{Limits, SourceMap, openapi};

#[test]
fn every_digit_comes_back() {
    let numbers =
        "[1169.1832095168065,0.22580645161290322,0.1,18446744073709551615,-9223372036854775808]";
    for (path, document) in [
        (
            "api.json",
            format!(r#"{{"openapi":"3.0.3","x-numbers":{numbers}}}"#),
        ),
        (
            "api.yaml",
            format!("openapi: 3.0.3\nx-numbers: {numbers}\n"),
        ),
    ] {
        let mut map = SourceMap::new();
        let file = map.add(path, document);
        let read = openapi::read(&map, file, &[], &Limits::default());
        let effective = read.document.expect("a document").effective;
        assert_eq!(effective["x-numbers"].to_string(), numbers, "{path}");
    }
}
