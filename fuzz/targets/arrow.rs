//! The reader of Arrow files.
#![no_main]

use hoso::read::Container;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| hoso_fuzz::read_as(Container::Arrow, bytes));
