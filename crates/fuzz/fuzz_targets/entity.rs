//! libFuzzer on the target `entity`.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| graphwright_fuzz::run_guided("entity", text));
