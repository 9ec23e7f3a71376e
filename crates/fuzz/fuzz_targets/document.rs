//! libFuzzer on the target `document`.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| graphwright_fuzz::run_guided("document", text));
