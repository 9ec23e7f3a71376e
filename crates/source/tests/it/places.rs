//! Source locations of JSON pointers.

use graphwright_source::{Origin, SourceMap};

/// Compares what `locate` finds for the key and the value at a pointer: `line:column text`.
fn check(path: &str, text: &str, pointer: &str, key: &str, value: &str) {
    let mut map = SourceMap::new();
    let file = map.add(path, text);
    let show = |origin: &Origin| {
        let place = map.locate(origin);
        let (line, column) = (place.line.unwrap(), place.column.unwrap());
        format!("{line}:{column} {}", &text[place.start..place.end])
    };
    assert_eq!(
        show(&Origin::key(file, pointer)),
        key,
        "the key of {pointer}"
    );
    assert_eq!(
        show(&Origin::pointer(file, pointer)),
        value,
        "the value of {pointer}"
    );
}

#[test]
fn yaml() {
    let text = "a:\n  b: [1, {c: 'd e'}]\n  f: |\n    g\n  h: [\n    i\n  ]\nz: null\n";
    let check = |pointer, key, value| check("a.yaml", text, pointer, key, value);
    check("#/a/b/1/c", "2:11 c", "2:14 'd e'");
    check("#/a/b/0", "2:7 1", "2:7 1");
    check("#/a/h", "5:3 h", "5:6 [\n    i\n  ]");
    check("#/z", "8:1 z", "8:4 null");
    check("#/a/f", "3:3 f", "4:5 g\n  ");
    // What is not there is where it would be.
    check("#/a/b/7/x", "2:3 b", "2:6 [1, {c: 'd e'}]");
    check("#/z/y/x", "8:1 z", "8:4 null");
}

#[test]
fn columns_are_characters() {
    check("a.yaml", "\u{feff}ä: ü\n", "#/ä", "1:1 ä", "1:4 ü");
    check(
        "a.yaml",
        "a: 1\r\nbü: {ö: 2}\r\n",
        "#/bü/ö",
        "2:6 ö",
        "2:9 2",
    );
    let long = format!("{{\"ä\": \"{}\", \"z\": 1}}", "é".repeat(3000));
    check("a.json", &long, "#/z", "1:3011 \"z\"", "1:3016 1");
}

#[test]
fn json() {
    let text = r#"{"a": {"b/~": [true, {"c": "\"]"}, []]}, "é": -1.5e3}"#;
    let check = |pointer, key, value| check("a.json", text, pointer, key, value);
    check("#/a/b~1~0/1/c", r#"1:23 "c""#, r#"1:28 "\"]""#);
    check("#/a/b~1~0/2", "1:36 []", "1:36 []");
    check("#/é", r#"1:42 "é""#, "1:47 -1.5e3");
}

#[test]
fn aliases_and_merged_keys() {
    let text = "a: &x {b: 1}\nc: *x\nd: {<<: *x, e: 2}\nf: {<<: [{g: 3}, *x]}\n";
    let check = |pointer, key, value| check("a.yaml", text, pointer, key, value);
    check("#/c/b", "1:8 b", "1:11 1");
    check("#/d/b", "1:8 b", "1:11 1");
    check("#/d/e", "3:13 e", "3:16 2");
    check("#/f/g", "4:11 g", "4:14 3");
    check("#/f/b", "1:8 b", "1:11 1");
}

#[test]
fn toml() {
    let text = "a = 1\n[[b]]\nc.d = 'x'\n[[b]]\ne = [2, {f = 3}]\n";
    let check = |pointer, key, value| check("a.toml", text, pointer, key, value);
    check("#/a", "1:1 a", "1:5 1");
    check("#/b/0/c/d", "3:3 d", "3:7 'x'");
    check("#/b/1/e/1/f", "5:10 f", "5:14 3");
}

#[test]
fn texts_that_cannot_be_read_have_places_too() {
    check("a.yaml", "a: 1\nb: [\n", "#/a", "1:1 a", "1:4 1");
    check("a.json", "{\"a\": 1, \"b\": [", "#/a", "1:2 \"a\"", "1:7 1");
}
