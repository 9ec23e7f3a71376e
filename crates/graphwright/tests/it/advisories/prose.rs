//! Texts that left their comment, ran as a test, or ran in a browser.

use super::{is_harmless, is_harmless_in};

/// Everywhere that prose of a document becomes documentation.
const PROSE: [&str; 10] = [
    "atTitle",
    "atAbout",
    "atServerText",
    "atGroupText",
    "atSummary",
    "atText",
    "atQueryText",
    "atSchemaText",
    "atPropertyText",
    "atAnswerText",
];

fn check(text: &str) {
    is_harmless_in(&PROSE, text);
}

/// Kiota: a line end left a comment of one line.
#[test]
fn ghsa_3hrf_2gc2_mx32_line_ends() {
    for end in [
        "\n", "\r", "\r\n", "\u{85}", "\u{2028}", "\u{2029}", "\u{b}", "\u{c}",
    ] {
        check(&format!("a{end}pub fn pwn() {{}}"));
    }
}

/// oapi-codegen: the description of a server became Go.
#[test]
fn ghsa_rjwr_m7qx_3fjr_server_description() {
    is_harmless("atServerText", "a\n)\nfunc init() { pwn() }\nconst (");
    is_harmless("atVariableText", "a\nfunc init() { pwn() }");
}

/// autorest, go-swagger: the end of a comment in a text.
#[test]
fn go_swagger_end_of_comment() {
    check("*/ pub fn pwn() {} /*");
    check("*\u{200b}/ /**/ //! #![x]");
}

/// typify: a fence in a description is a test of who uses the crate.
#[test]
fn typify_1060_doctest() {
    check("```\nstd::process::abort();\n```");
    check("~~~rust\nstd::process::abort();\n~~~");
    check("- a\n  ```rust,should_panic\n  panic!();\n  ```");
    check("> ```\n> panic!();\n> ```");
    check("```text\n```\n```\npanic!();");
}

/// prost-build, conjure-rust: comments of the schema ran as tests.
#[test]
fn prost_360_conjure_429_doctest() {
    check("Example:\n\n```proto\nmessage A {}\n```\n\n```ignore\nx\n```");
}

/// rust, rust-bindgen: four columns before a line are a test too.
#[test]
fn rust_95812_bindgen_1313_indent() {
    check("a\n\n    std::process::abort();\n");
    check("a\n\n\tstd::process::abort();\n");
    check("1. a\n\n        std::process::abort();\n");
    check("\u{a0}\u{a0}\u{a0}\u{a0}std::process::abort();");
}

/// rust: rustdoc hands HTML through, so a description runs in the browser of who reads it.
#[test]
fn rust_14814_html() {
    check("<script>alert(1)</script>");
    check("<img src=x onerror=alert(1)>");
    check("a\n\n<div\nonclick=alert(1)>\n\nb");
    check("[a](javascript:alert(1)) <javascript:alert(1)>\n\n[b]: javascript:alert(1)\n[b]");
}

/// rustc refuses texts that turn the direction of what stands around them (CVE-2021-42574).
#[test]
fn cve_2021_42574_direction() {
    check("\u{202e}nwp\u{2066} \u{200b}\u{feff}");
    is_harmless("atProperty", "\u{202e}nwp\u{2066}");
    is_harmless("atValue", "\u{202e}nwp\u{2066}");
}
