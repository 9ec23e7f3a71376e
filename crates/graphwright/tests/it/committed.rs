//! The committed output: `generated/` is what the inputs in `spec/` make. No other test reads these inputs.

use crate::reproducible::plan_of;
use camino::Utf8Path;
use graphwright::files::Disk;
use graphwright::output::{self, Folder};

#[test]
fn generated_is_fresh() {
    let root = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let (settings, plan) = plan_of(&root.join("spec/codegen.toml"), &Disk);
    let folder = Folder::open(&settings.dir, settings.placement()).expect("a folder of ours");
    let differences = folder
        .compare(&plan.files)
        .expect("a folder that can be read");
    let diff = output::diff(&folder, &differences);
    assert!(differences.is_empty(), "run `cargo xtask codegen`\n{diff}");
}
