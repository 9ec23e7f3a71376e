//! The page of the configuration.

use graphwright::config::{KEYS, Key};
use std::fmt::Write;

const HEAD: &str = "\
<!-- Written by `cargo xtask docs` from the table of keys. Do not edit. -->

# Configuration

`graphwright codegen --config codegen.toml` reads a TOML file. Every key may be left out, and an unknown key is an error with a suggestion. Paths are relative to
the folder of the file. Flags of the command line override it. [`spec/codegen.toml`](https://github.com/graphwright/graphwright/blob/main/spec/codegen.toml)
is a worked example.

A *member* is a key of a JSON object, or a JSON pointer (`/meta/next`) to one that is deeper.
";

/// The page, with a table per section.
pub(super) fn render() -> String {
    let mut page = HEAD.to_owned();
    let mut section = "";
    for Key {
        path,
        value,
        default,
        text,
    } in KEYS
    {
        let (table, key) = path.rsplit_once('.').unwrap_or(("", path));
        if table != section {
            section = table;
            // Writing to a `String` cannot fail.
            let _ = write!(
                page,
                "\n## `[{table}]`\n\n| key | value | default | meaning |\n|---|---|---|---|\n"
            );
        }
        let key = if key == "*" {
            "any pointer".to_owned()
        } else {
            format!("`{key}`")
        };
        let _ = writeln!(page, "| {key} | {value} | {default} | {text} |");
    }
    page
}
