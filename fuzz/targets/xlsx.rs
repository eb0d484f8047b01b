//! XLSX workbooks, part by part.
#![no_main]

use hoso::read::Container;
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| { hoso_fuzz::mutate(data, size, most, seed) });

fuzz_target!(|bytes: &[u8]| hoso_fuzz::read_as(Container::Zip, bytes));
