//! What an output folder needs to be a workspace of its own.

use crate::context::Context;
use crate::manifest::string;
use crate::target::TARGETS;
use crate::unit::Unit;

/// The root manifest and what git shall ignore, where the options ask for a workspace.
pub(crate) fn units<'a>(context: &'a Context<'a>) -> Vec<Unit<'a>> {
    if !context.options.workspace {
        return Vec::new();
    }
    vec![
        Unit::new("Cargo.toml", || manifest(context).into()),
        Unit::new(".gitignore", || {
            format!("# {}\n/target\n", context.header()).into()
        }),
    ]
}

fn manifest(context: &Context<'_>) -> String {
    let members: Vec<_> = TARGETS
        .iter()
        .filter(|target| target.wanted(context.options))
        .map(|target| string(&context.folder(target.name)))
        .collect();
    let members = members.join(", ");
    format!(
        "\
# {}
[workspace]
resolver = \"3\"
members = [{members}]

# Nothing here is edited by hand: it does not pay to keep what the next build could use again.
[profile.dev]
incremental = false
",
        context.header()
    )
}
