//! Running the real program in a folder of its own.

use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A small document that has nothing wrong with it.
pub(crate) const PETS: &str = include_str!("pets.yaml");

/// The configuration of an API with something of each kind that the driver explains and reports: a document, a
/// table, policies and fixups.
#[cfg(feature = "tables")]
pub(crate) const STAFF: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/staff/codegen.toml");

/// The arguments that turn [`PETS`] into a workspace of its own, in the folder `out`.
pub(crate) const CODEGEN: [&str; 7] = [
    "codegen",
    "--openapi",
    "pets.yaml",
    "--out",
    "out",
    "--runtime",
    "vendor",
];

/// The exit code and the output of a run of the program.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ran {
    /// The objects on the standard output, which must be nothing else.
    pub(crate) fn objects(&self) -> Vec<Value> {
        self.stdout
            .lines()
            .map(|line| serde_json::from_str(line).expect(line))
            .collect()
    }

    /// The figures of the last line.
    pub(crate) fn summary(&self) -> Value {
        self.objects()
            .pop()
            .and_then(|last| last.get("summary").cloned())
            .expect(&self.stdout)
    }

    /// The objects that are errors.
    pub(crate) fn errors(&self) -> Vec<Value> {
        self.objects()
            .into_iter()
            .filter(|object| object["severity"] == "error")
            .collect()
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().expect("the program was not killed"),
            stdout: String::from_utf8(output.stdout).expect("output is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("output is UTF-8"),
        }
    }
}

/// The target folder for generated code, for all tests alike.
const BUILT: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/generated");

/// A folder to run the program in, removed at the end.
pub(crate) struct Place(tempfile::TempDir);

impl Place {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    /// A place with `pets.yaml`.
    pub(crate) fn with_pets() -> Self {
        let place = Self::new();
        place.write("pets.yaml", PETS);
        place
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().expect("a path in the place")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }

    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).expect(path)
    }

    /// Every file below a folder of the place with its bytes; empty when there is no such folder.
    pub(crate) fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(&self.path(folder), "", &mut files);
        files
    }

    /// Runs the program here.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        self.command(env!("CARGO_BIN_EXE_graphwright"), args)
            .output()
            .expect("the program runs")
            .into()
    }

    /// Runs the program in a folder of the place.
    pub(crate) fn run_in(&self, folder: &str, args: &[&str]) -> Ran {
        self.command(env!("CARGO_BIN_EXE_graphwright"), args)
            .current_dir(self.path(folder))
            .output()
            .expect("the program runs")
            .into()
    }

    /// Runs the program here with JSON lines.
    pub(crate) fn json(&self, args: &[&str]) -> Ran {
        self.run(&[args, &["--message-format", "json"]].concat())
    }

    /// Runs the program here with at most this much memory, which only Linux can limit.
    pub(crate) fn json_within(&self, kilobytes: u32, args: &[&str]) -> Ran {
        if !cfg!(target_os = "linux") {
            return self.json(args);
        }
        let limit = format!("ulimit -v {kilobytes} && exec \"$0\" \"$@\"");
        let program = env!("CARGO_BIN_EXE_graphwright");
        let args = [
            &["-c", &limit, program],
            args,
            &["--message-format", "json"],
        ]
        .concat();
        self.command("sh", &args)
            .output()
            .expect("the program runs")
            .into()
    }

    /// Runs Cargo in a folder of the place, with a target folder that the tests share; a warning is
    /// a failure.
    pub(crate) fn cargo(&self, folder: &str, args: &[&str]) {
        let ran = self
            .command(env!("CARGO"), args)
            .current_dir(self.path(folder))
            .env("CARGO_TARGET_DIR", BUILT)
            .env("RUSTFLAGS", "-D warnings")
            .env("RUSTDOCFLAGS", "-D warnings")
            .output()
            .expect("cargo runs");
        let said = String::from_utf8_lossy(&ran.stderr);
        assert!(ran.status.success(), "cargo {args:?}: {said}");
    }

    /// Runs a program that [`cargo`](Self::cargo) has built, whose temporary files are here too.
    pub(crate) fn program(&self, name: &str) {
        let temporary = self.path("temporary");
        std::fs::create_dir_all(&temporary).expect("a folder");
        let ran = self
            .command(&format!("{BUILT}/debug/{name}"), &[])
            .env("TMPDIR", temporary)
            .output()
            .expect("the program runs");
        let said = String::from_utf8_lossy(&ran.stderr);
        assert!(ran.status.success(), "{name}: {said}");
    }

    fn command(&self, program: &str, args: &[&str]) -> Command {
        let mut command = Command::new(program);
        command
            .args(args)
            .current_dir(self.0.path())
            .env_remove("NO_COLOR");
        command
    }
}

fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .map(|entry| entry.expect("an entry"))
    {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), files);
        } else {
            files.insert(name, std::fs::read(entry.path()).expect("a file"));
        }
    }
}
