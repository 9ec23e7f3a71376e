//! libFuzzer on the target `entity`.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| graphwright_fuzz::guided("entity", text));
