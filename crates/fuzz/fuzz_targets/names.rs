//! libFuzzer on the target `names`.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| graphwright_fuzz::run_guided("names", text));
