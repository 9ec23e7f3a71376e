//! Plans depend on the inputs alone: on no run before, no comment, and no path of the machine.

use crate::place::STAFF;
use camino::Utf8Path;
use graphwright::cli::{CodegenArgs, Program};
use graphwright::files::{Disk, Files, ReadError};
use graphwright::plan::{Plan, plan};
use graphwright::reader::InputReader;
use graphwright::settings::Settings;
use std::time::Instant;

const CRATES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// Makes the plan that `cargo xtask codegen` makes of a configuration, with inputs from `files`.
pub(crate) fn plan_of(config: &Utf8Path, files: &dyn Files) -> (Settings, Plan) {
    let program = Program {
        name: "cargo xtask",
        started: Instant::now(),
        config: config.to_owned(),
        runtimes: CRATES.into(),
    };
    let mut sources = InputReader::new(files);
    let settings =
        Settings::resolve(&CodegenArgs::default(), &program, &mut sources).expect("settings");
    let plan = plan(&settings, &mut sources);
    assert!(!plan.files.is_empty(), "{:?}", plan.messages);
    (settings, plan)
}

/// Makes the plan of the staff API.
fn staff(files: &dyn Files) -> (Settings, Plan) {
    plan_of(Utf8Path::new(STAFF), files)
}

#[test]
fn twenty_runs_make_the_same_bytes() {
    let (_, first) = staff(&Disk);
    for _ in 1..20 {
        let (_, again) = staff(&Disk);
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
    let (_, plain) = staff(&Disk);
    let (_, commented) = staff(&Commented);
    assert!(commented.files == plain.files);
}

#[test]
fn files_have_no_line_numbers_or_paths_of_a_machine() {
    let (settings, plan) = staff(&Disk);
    for (path, text) in &plan.files {
        assert!(!text.contains(CRATES) && !text.contains("/home/"), "{path}");
        assert!(!text.contains("staff.yaml:"), "{path} has a line number");
        assert!(!text.contains(settings.dir.as_str()), "{path}");
    }
}
