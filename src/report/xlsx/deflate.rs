//! Deflate (RFC 1951) for the parts of a workbook. miniz_oxide compresses one stream with parameters given at
//! run time; zlib-rs, which inflates everything that is read, would bring nine levels of compression into the
//! module, 11 KB more after gzip.

use miniz_oxide::deflate::core::create_comp_flags_from_zip_params;
use miniz_oxide::deflate::core::{CompressorOxide, TDEFLFlush, compress_to_output};
use std::io::{Result, Write};

/// zlib's level: a higher one costs twice the time for a few percent.
const LEVEL: i32 = 2;
/// A window of 32 KB; the sign means without zlib's header.
const RAW_WINDOW_BITS: i32 = -15;

/// Deflates what is written to it.
pub struct Deflater<'a> {
    out: &'a mut Vec<u8>,
    compressor: Box<CompressorOxide>,
    bytes: u64,
}

impl<'a> Deflater<'a> {
    /// Writes to the end of `out`.
    pub fn new(out: &'a mut Vec<u8>) -> Self {
        let flags = create_comp_flags_from_zip_params(LEVEL, RAW_WINDOW_BITS, 0);
        Self { out, compressor: Box::new(CompressorOxide::new(flags)), bytes: 0 }
    }

    /// Ends the stream. Returns the number of bytes deflated.
    pub fn finish(mut self) -> u64 {
        self.compress(&[], TDEFLFlush::Finish);
        self.bytes
    }

    fn compress(&mut self, bytes: &[u8], flush: TDEFLFlush) {
        let out = &mut *self.out;
        let keep = |piece: &[u8]| {
            out.extend_from_slice(piece);
            true
        };
        // Takes all bytes, since `keep` never refuses any.
        compress_to_output(&mut self.compressor, bytes, flush, keep);
    }
}

impl Write for Deflater<'_> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.compress(bytes, TDEFLFlush::None);
        self.bytes += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::DeflateDecoder;
    use flate2::write::DeflateEncoder;
    use proptest::prelude::*;
    use std::io::Read;

    fn deflated(pieces: &[&[u8]]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut deflater = Deflater::new(&mut out);
        pieces.iter().for_each(|piece| deflater.write_all(piece).unwrap());
        assert_eq!(deflater.finish(), pieces.iter().map(|piece| piece.len() as u64).sum::<u64>());
        out
    }

    fn inflated(bytes: &[u8]) -> Vec<u8> {
        let (mut found, mut decoder) = (Vec::new(), DeflateDecoder::new(bytes));
        decoder.read_to_end(&mut found).unwrap();
        assert_eq!(decoder.total_in(), bytes.len() as u64);
        found
    }

    const WINDOW: usize = 1 << 15;
    const BLOCK: usize = 1 << 16;

    #[test]
    fn blocks_and_windows_meet() {
        // Noise that repeats from farther back than a match may lie, from just as far, and over blocks.
        let mut state = 1_u32;
        let mut noise = |count: usize| -> Vec<u8> {
            let mut byte = || {
                state = state.wrapping_mul(1_103_515_245).wrapping_add(12_345);
                (state >> 16) as u8
            };
            (0..count).map(|_| byte()).collect()
        };
        for size in [0, 1, 3, 4, 257, 258, 259, WINDOW - 1, WINDOW, WINDOW + 1, BLOCK - 1, BLOCK, BLOCK + 1] {
            let once = noise(size);
            let bytes = once.repeat(5);
            assert_eq!(inflated(&deflated(&[&bytes])), bytes, "{size}");
            let same = vec![7; size * 3];
            assert_eq!(inflated(&deflated(&[&same])), same, "{size}");
        }
    }

    /// The size is compared with that of zlib's level 2, on rows as a sheet has them.
    #[test]
    fn sheets_are_as_small_as_by_zlib() {
        let row = |n: u32| {
            let (day, unit) = (45_000 + n * 7 % 900, n * 13 % 150);
            format!(
                "<row r=\"{n}\"><c r=\"A{n}\" t=\"inlineStr\"><is><t>H20.36.{}-220819-{n:06}</t></is></c><c r=\"B{n}\" t=\"inlineStr\"><is><t>UBND xã Tân Mỹ {unit}</t></is></c><c r=\"C{n}\" s=\"3\"><v>{day}</v></c><c r=\"D{n}\"><v>{}</v></c></row>",
                n % 99,
                n * n % 4_096
            )
        };
        let sheet: String = (1..20_000).map(row).collect();
        let ours = deflated(&[sheet.as_bytes()]);
        let mut zlib = DeflateEncoder::new(Vec::new(), flate2::Compression::new(2));
        zlib.write_all(sheet.as_bytes()).unwrap();
        let zlib = zlib.finish().unwrap().len();
        assert_eq!(inflated(&ours), sheet.as_bytes());
        assert!(ours.len() <= zlib, "{} of {}, zlib {zlib}", ours.len(), sheet.len());
    }

    proptest! {
        #[test]
        fn whatever_is_deflated_can_be_inflated(
            pieces in prop::collection::vec(prop::collection::vec(0_u8..6, 0..3_000), 0..80),
            bytes in prop::collection::vec(any::<u8>(), 0..2_000),
        ) {
            let mut pieces: Vec<&[u8]> = pieces.iter().map(Vec::as_slice).collect();
            pieces.push(&bytes);
            prop_assert_eq!(inflated(&deflated(&pieces)), pieces.concat());
        }
    }
}
