//! The configuration and the flags, laid over each other.

use camino::Utf8PathBuf;
use graphwright::cli::{CodegenArgs, Program};
use graphwright::config::Runtime;
use graphwright::files::Memory;
use graphwright::reader::InputReader;
use graphwright::settings::Settings;
use std::time::Instant;

/// Resolves a configuration and flags: gives the settings, or the codes of what is wrong.
fn resolve(
    config: &str,
    args: &CodegenArgs,
    runtimes: &str,
) -> Result<Settings, Vec<&'static str>> {
    let files = Memory([(Utf8PathBuf::from("spec/codegen.toml"), config.to_owned())].into());
    let config = "spec/codegen.toml".into();
    let program = Program {
        name: "graphwright",
        started: Instant::now(),
        config,
        runtimes: runtimes.into(),
    };
    let settings = Settings::resolve(args, &program, &mut InputReader::new(&files));
    settings.map_err(|messages| messages.into_iter().map(|message| message.code).collect())
}

const RUNTIMES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

#[test]
fn paths_start_from_the_configuration() {
    let config = "[api]\nopenapi = \"../pets.yaml\"\nfixups = \"fixups.toml\"\n[output]\ndir = \"../made\"\n";
    let settings = resolve(config, &CodegenArgs::default(), RUNTIMES).expect("settings");
    assert_eq!(settings.inputs.openapi.path, "pets.yaml");
    let fixups = settings.inputs.fixups.as_ref();
    assert_eq!(
        fixups.map(|input| input.path.as_str()),
        Some("spec/fixups.toml")
    );
    assert_eq!(settings.dir, "made");
    assert_eq!(settings.lowering().inputs, ["../pets.yaml", "fixups.toml"]);
    assert!(!settings.emit.workspace);
}

#[test]
fn flags_win() {
    let config =
        "[api]\nname = \"pets\"\nopenapi = \"pets.yaml\"\n[output]\nfolder = \"x-{target}\"\n";
    let args = CodegenArgs {
        openapi: Some("elsewhere/cats.yaml".into()),
        config: Some("spec/codegen.toml".into()),
        out: Some("out".into()),
        name: Some("cats".to_owned()),
        runtime: Some(Runtime::Vendor),
        only: vec!["server".to_owned(), "server".to_owned()],
        ..CodegenArgs::default()
    };
    let settings = resolve(config, &args, "nowhere").expect("settings");
    assert_eq!(
        (settings.inputs.openapi.path.as_str(), settings.dir.as_str()),
        ("elsewhere/cats.yaml", "out")
    );
    assert_eq!(settings.config.api.name, "cats");
    assert_eq!(
        settings.lowering().inputs,
        ["cats.yaml"],
        "no path of the machine gets into headers"
    );
    assert_eq!(
        (settings.emit.workspace, settings.emit.folder.as_str()),
        (true, "{target}")
    );
    assert_eq!(
        settings.emit.targets,
        ["model", "server"],
        "one order, one mention, the model always"
    );
}

#[cfg(feature = "tables")]
#[test]
fn everything_that_is_not_there_is_told() {
    let config =
        "[api]\nopenapi = \"pets.yaml\"\nentities = [\"missing\"]\npolicies = [\"missing.md\"]\n";
    let wrong = resolve(config, &CodegenArgs::default(), "nowhere").expect_err("nothing is there");
    assert_eq!(
        wrong,
        ["config-invalid", "config-invalid", "runtime-missing"]
    );
    let wrong = resolve("", &CodegenArgs::default(), RUNTIMES).expect_err("no document");
    assert_eq!(wrong, ["config-invalid"]);
}
