//! Words that no author writes by accident: each has broken out of a comment, a string, a file name
//! or a manifest in some generator.

/// A word, and what it is after.
pub(crate) struct Payload {
    pub(crate) name: &'static str,
    pub(crate) text: String,
}

/// All of them.
pub(crate) fn all() -> Vec<Payload> {
    let short = SHORT.iter().map(|&(name, text)| Payload {
        name,
        text: text.to_owned(),
    });
    let long = LONG.iter().map(|&(name, piece, times)| Payload {
        name,
        text: piece.repeat(times),
    });
    short.chain(long).collect()
}

/// The payload of that name.
pub(crate) fn named(name: &str) -> String {
    let found = all().into_iter().find(|payload| payload.name == name);
    found.unwrap_or_else(|| panic!("no payload {name}")).text
}

const SHORT: &[(&str, &str)] = &[
    ("empty", ""),
    ("space", " "),
    ("double-quote", "\""),
    ("single-quote", "'"),
    ("backslash", "\\"),
    ("backslash-quote", "\\\""),
    ("end-of-string", "\"; } pub fn pwn() {} const X: &str = \""),
    ("end-of-raw-string", "\"#; pub fn pwn() {} //"),
    ("end-of-long-raw-string", "\"########; pub fn pwn() {} //"),
    ("raw-string", "r#\"pwn\"#"),
    ("byte-string", "b\"\\x00\""),
    ("braces", "} } pub mod pwn { pub fn f() {} "),
    ("format-braces", "{{pwn}} {0:?} {pwn}"),
    ("printf", "%s%n%1$x"),
    ("end-of-block-comment", "*/ pub fn pwn() {} /*"),
    ("line-comment", "// pwn"),
    ("line-feed", "a\npub fn pwn() {}"),
    ("carriage-return", "a\rpub fn pwn() {}"),
    ("both-line-ends", "a\r\npub fn pwn() {}\r\n"),
    ("next-line", "a\u{85}pub fn pwn() {}"),
    ("line-separator", "a\u{2028}pub fn pwn() {}\u{2029}"),
    ("vertical-tab", "a\u{b}pub\u{c}fn"),
    ("attribute", "#[path = \"/etc/passwd\"] mod pwn;"),
    ("inner-attribute", "#![feature(pwn)]"),
    ("doc-attribute", "\"] #[cfg(any())] #[doc = \""),
    ("macro", "include_str!(\"/etc/passwd\")"),
    ("macro-variable", "$crate::pwn!($x)"),
    ("right-to-left", "a\u{202e}nwp\u{2066}"),
    ("zero-width", "a\u{200b}\u{feff}b"),
    ("nul", "a\0b"),
    ("escape-sequence", "\u{1b}[31mpwn\u{1b}[0m"),
    ("tag-characters", "a\u{e0041}\u{e007f}"),
    ("unicode-escape", "\\u{202e}\\x41\\n"),
    ("parent-folder", "../../../pwn"),
    ("parent-folder-of-windows", "..\\..\\pwn"),
    ("encoded-parent-folder", "%2e%2e%2fpwn"),
    ("absolute-path", "/etc/passwd"),
    ("absolute-path-of-windows", "C:\\Windows\\pwn"),
    ("device", "CON"),
    ("device-with-extension", "nul.txt"),
    ("module-file", "mod"),
    ("root-file", "lib"),
    ("build-script", "build"),
    ("fence", "```\nfn main() { std::process::abort(); }\n```"),
    ("fence-of-rust", "a\n\n~~~rust\npanic!(\"pwn\");\n~~~\n"),
    ("fence-in-list", "- a\n  ```\n  panic!();\n  ```\n"),
    ("open-fence", "```rust,no_run"),
    ("indented-code", "a\n\n    panic!(\"pwn\");\n"),
    ("tab-indented-code", "a\n\n\tpanic!(\"pwn\");\n"),
    ("script", "<script>alert(1)</script>"),
    ("image", "<img src=x onerror=alert(1)>"),
    ("html-comment", "<!-- --> <iframe>"),
    ("javascript-link", "[a](javascript:alert(1)) <javascript:alert(1)>"),
    ("intra-doc-link", "[Vec] [`crate::pwn`] [a](crate::pwn)"),
    ("link-definition", "\n\n[Self]: javascript:alert(1)\n"),
    ("backticks", "`a``b```c`"),
    ("keyword", "fn"),
    ("raw-keyword", "r#fn"),
    ("self", "self"),
    ("self-type", "Self"),
    ("crate", "crate"),
    ("reserved-in-2024", "gen"),
    ("underscore", "_"),
    ("prelude-type", "Option"),
    ("template-type", "Client"),
    ("digits", "123"),
    ("cyrillic", "\u{430}\u{440}\u{456}"),
    ("combining", "a\u{301}\u{327}"),
    ("emoji", "👩‍👩‍👧 \u{1f4a9}"),
    ("generics", "Vec<Box<dyn Fn()>>"),
    ("expression", "1; panic!()"),
    ("toml-table", "\"]\n[dependencies]\npwn = \"1\"\n["),
    ("toml-multiline", "\"\"\"\n[package]\nbuild = \"pwn.rs\"\n"),
    ("toml-comment", "# pwn"),
    ("json", "\"}, {\"$ref\": \"/etc/passwd\"}"),
    ("json-pointer", "~1~0#/paths"),
    ("yaml", ": !!python/object [&a *a]"),
    ("shell", "$(touch pwn); `touch pwn` && touch pwn | sh"),
    ("environment", "${HOME}%PATH%"),
    ("sql", "' OR 1=1 --"),
    ("table-cell", "a | b | `c` |"),
    ("query", "?a=b&c=d#e"),
    ("authority", "@evil.example:80/"),
    ("url", "https://evil.example/\"/pwn"),
    ("regex-bomb", "(a+)+$"),
    ("broken-regex", "([a-z"),
];

/// Longer than any file name or line; short of the longest key that is read.
const LONG: &[(&str, &str, usize)] = &[
    ("long-word", "a", 3000),
    ("many-words", "long ", 800),
    ("many-quotes", "\"#", 1500),
    ("many-backticks", "`", 2000),
    ("many-braces", "{", 2000),
];
