//! libFuzzer on the target `fixups`.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| graphwright_fuzz::run_guided("fixups", text));
