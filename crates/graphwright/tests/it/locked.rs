//! A workspace that was made has the lock file that Cargo itself would write, so that `--locked`
//! takes it; whether it also builds is for `cargo xtask test --full`.

use crate::place::Place;
use std::process::Command;

#[test]
fn cargo_would_lock_it_just_so() {
    let place = Place::with_pets();
    for only in ["model", "client", "server", "client,server"] {
        let out = format!("made-{}", only.replace(',', "-"));
        let made = place.json(&[
            "codegen",
            "--openapi",
            "pets.yaml",
            "--out",
            &out,
            "--runtime",
            "vendor",
            "--only",
            only,
        ]);
        assert_eq!(made.code, 0, "{}", made.stdout);
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        let mut update = Command::new(cargo);
        update
            .args(["update", "--workspace", "--locked", "--offline"])
            .current_dir(place.path(&out));
        let updated = update.output().expect("cargo runs");
        let said = String::from_utf8_lossy(&updated.stderr);
        assert!(
            updated.status.success(),
            "`cargo xtask lock` is due ({only}): {said}"
        );
    }
}
