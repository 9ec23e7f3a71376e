//! The committed output: `generated/` is what the inputs make.

use camino::Utf8Path;
use graphwright::cli::{CodegenArgs, Program};
use graphwright::files::{Disk, Files, ReadError};
use graphwright::output::{self, Folder};
use graphwright::plan::{Plan, plan};
use graphwright::reader::InputReader;
use graphwright::settings::Settings;
use std::time::Instant;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// The plan of `cargo xtask codegen`, with inputs from `files`.
fn committed(files: &dyn Files) -> (Settings, Plan) {
    let root = Utf8Path::new(ROOT);
    let (config, runtimes) = (root.join("spec/codegen.toml"), root.join("crates"));
    let program = Program {
        name: "cargo xtask",
        started: Instant::now(),
        config,
        runtimes,
    };
    let mut sources = InputReader::new(files);
    let settings =
        Settings::resolve(&CodegenArgs::default(), &program, &mut sources).expect("settings");
    let plan = plan(&settings, &mut sources);
    assert!(!plan.files.is_empty(), "{:?}", plan.messages);
    (settings, plan)
}

#[test]
fn generated_is_fresh() {
    let (settings, plan) = committed(&Disk);
    let folder = Folder::open(&settings.dir, settings.placement()).expect("a folder of ours");
    let differences = folder
        .compare(&plan.files)
        .expect("a folder that can be read");
    let diff = output::diff(&folder, &differences);
    assert!(differences.is_empty(), "run `cargo xtask codegen`\n{diff}");
}

#[test]
fn twenty_runs_make_the_same_bytes() {
    let (_, first) = committed(&Disk);
    for _ in 1..20 {
        let (_, again) = committed(&Disk);
        assert!(again.files == first.files);
        assert_eq!(again.messages, first.messages);
    }
}

/// The disk, with a comment line on top of every input.
struct Commented;

impl Files for Commented {
    fn read(&self, path: &Utf8Path, limit: usize) -> Result<String, ReadError> {
        let comment = match path.extension() {
            Some("md") => "<!-- A comment that was not there before. -->",
            _ => "# A comment that was not there before.",
        };
        Ok(format!("{comment}\n{}", Disk.read(path, limit)?))
    }

    fn read_below(
        &self,
        folder: &Utf8Path,
        path: &Utf8Path,
        limit: usize,
    ) -> Result<String, ReadError> {
        self.read(&folder.join(path), limit)
    }

    fn exists(&self, path: &Utf8Path) -> bool {
        Disk.exists(path)
    }

    fn list(&self, path: &Utf8Path) -> Option<Vec<String>> {
        Disk.list(path)
    }
}

#[test]
fn a_comment_line_changes_no_byte() {
    let (_, plain) = committed(&Disk);
    let (_, commented) = committed(&Commented);
    assert!(commented.files == plain.files);
}

#[test]
fn committed_files_have_no_line_numbers_or_paths_of_a_machine() {
    let (settings, plan) = committed(&Disk);
    for (path, text) in &plan.files {
        assert!(!text.contains(ROOT) && !text.contains("/home/"), "{path}");
        assert!(
            !text.contains("users.openapi.yaml:"),
            "{path} has a line number"
        );
        assert!(!text.contains(settings.dir.as_str()), "{path}");
    }
}

#[test]
fn every_example_that_is_no_string_is_told_and_does_no_harm() {
    let (_, plan) = committed(&Disk);
    let mismatches = plan
        .messages
        .iter()
        .filter(|message| message.code == "example-mismatch");
    assert_eq!(mismatches.count(), 7);
    assert_eq!(
        (
            plan.counts.operations,
            plan.counts.skipped,
            plan.counts.untyped
        ),
        (91, 0, 0)
    );
}
