//! The page of diagnostic codes.

use graphwright::codes::{self, Explanation};
use std::fmt::Write;

const HEAD: &str = "\
<!-- Written by `cargo xtask docs` from the tables of codes. Do not edit. -->

# Diagnostics

Every message about an input or the output has one of these codes. A message shows the code, the file, line and column, and where it helps a way out;
`graphwright explain CODE` prints the text below. `[lints]` in the [configuration](configuration.md) changes the weight of a code: `deny` makes it an error, `warn` a warning,
and `allow` hides it. A code does not change its meaning.

An error stops the run before anything is written (exit code 2). With `--message-format json` each message is an object on a line of the standard output:
`{\"severity\", \"code\", \"message\", \"file\", \"line\", \"column\", \"pointer\", \"help\"}`, where unknown values are `null`; the last line is `{\"summary\": {..}}`.
";

/// The page, with an anchor per code.
pub(super) fn render() -> String {
    let mut page = HEAD.to_owned();
    let severities = [
        ("error", "Errors"),
        ("warning", "Warnings"),
        ("note", "Notes"),
    ];
    for (severity, heading) in severities {
        // Writing to a `String` cannot fail.
        let _ = write!(page, "\n## {heading}\n");
        for Explanation { code, text, .. } in codes::all().filter(|code| code.severity == severity)
        {
            let _ = write!(page, "\n### `{code}`\n\n{text}\n");
        }
    }
    page
}
