//! Text in any encoding: found out, or claimed by the first byte.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| hoso_fuzz::read_text(bytes));
