//! libFuzzer on the target `config`.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| graphwright_fuzz::run_guided("config", text));
