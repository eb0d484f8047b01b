//! Any file through a whole session: sniffing, reading, header, dossiers, questions, exports.
#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| { hoso_fuzz::mutate(data, size, most, seed) });

fuzz_target!(|bytes: &[u8]| hoso_fuzz::whole(bytes));
