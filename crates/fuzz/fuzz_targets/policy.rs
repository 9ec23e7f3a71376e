//! libFuzzer on the target `policy`.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| graphwright_fuzz::run_guided("policy", text));
