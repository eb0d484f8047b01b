//! Deflate (RFC 1951) as archives of XML need it: greedy matches with the last occurrence of four bytes, and
//! for each block codes of its own. The size is that of zlib's level 2, which would bring all other levels
//! into the module.

use super::huffman::Huffman;
use std::io::{Result, Write};

/// Bytes that a match may lie back.
const WINDOW: usize = 1 << 15;
/// Bytes of a block.
const BLOCK: usize = 1 << 16;
/// Bits of the hash of four bytes.
const HASH: u32 = 15;
/// Occurrences that are compared for a match.
const TRIES: usize = 4;
/// A match of so many bytes is taken at once.
const LONG: usize = 32;
/// The shortest match that is used, and the longest that can be written.
const MATCH: std::ops::RangeInclusive<usize> = 4..=258;
/// The symbol that ends a block. Lengths of matches follow it.
const END: usize = 256;
/// Number of symbols: bytes, end and lengths; distances; lengths of codes.
const SYMBOLS: [usize; 3] = [286, 30, 19];
/// The order in which the lengths of the codes for lengths are written.
const ORDER: [usize; SYMBOLS[2]] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/// Deflates what is written to it.
pub struct Deflater<'a> {
    out: BitWriter<'a>,
    /// The last bytes of the block before, and the bytes of this one.
    input: Vec<u8>,
    /// Where this block begins in `input`.
    start: usize,
    /// Position of the last occurrence of four bytes, by their hash.
    last: Vec<u32>,
    /// The occurrence before each of the last positions, of the same hash.
    earlier: Vec<u32>,
    /// Number of bytes before `input`.
    before: u64,
}

impl<'a> Deflater<'a> {
    /// Writes to the end of `out`.
    pub fn new(out: &'a mut Vec<u8>) -> Self {
        let out = BitWriter { out, bits: 0, count: 0 };
        Self {
            out,
            input: Vec::new(),
            start: 0,
            last: vec![0; 1 << HASH],
            earlier: vec![0; WINDOW],
            before: 0,
        }
    }

    /// Ends the stream. Returns the number of bytes deflated.
    pub fn finish(mut self) -> u64 {
        self.block(true);
        self.out.finish();
        self.before + self.input.len() as u64
    }

    /// Writes the bytes from `start` on as one block, and keeps those that later matches may need.
    fn block(&mut self, is_last: bool) {
        let tokens = self.tokens();
        let mut frequencies = [vec![0; SYMBOLS[0]], vec![0; SYMBOLS[1]]];
        let [main, distances] = &mut frequencies;
        count(main, END);
        for token in &tokens {
            let (symbol, distance) = token.symbols();
            count(main, symbol.number);
            distance.into_iter().for_each(|distance| count(distances, distance.number));
        }
        let [main, distances] = frequencies.map(|frequencies| Huffman::of(frequencies, 15));
        self.out.put(u64::from(is_last) | 2 << 1, 3);
        self.put_codes(&main, &distances);
        for token in &tokens {
            let (symbol, distance) = token.symbols();
            self.out.put_symbol(&main, symbol);
            distance.into_iter().for_each(|distance| self.out.put_symbol(&distances, distance));
        }
        self.out.put_symbol(&main, Symbol::plain(END));
        let past = self.input.len().saturating_sub(WINDOW);
        self.before += past as u64;
        self.input.drain(..past);
        self.start = self.input.len();
    }

    /// The lengths of both kinds of codes, themselves as codes.
    fn put_codes(&mut self, main: &Huffman, distances: &Huffman) {
        let lengths = || main.lengths.iter().chain(&distances.lengths).map(|length| usize::from(*length));
        let mut frequencies = vec![0; SYMBOLS[2]];
        lengths().for_each(|length| count(&mut frequencies, length));
        let codes = Huffman::of(frequencies, 7);
        // All symbols have a length, 0 if they do not occur: the numbers of lengths are the largest.
        self.out.put(29 | 29 << 5 | 15 << 10, 14);
        for length in ORDER {
            self.out.put(codes.lengths.get(length).copied().unwrap_or_default().into(), 3);
        }
        lengths().for_each(|length| self.out.put_symbol(&codes, Symbol::plain(length)));
    }

    /// The bytes from `start` on, as bytes and matches.
    fn tokens(&mut self) -> Vec<Token> {
        let (mut tokens, mut at) = (Vec::new(), self.start);
        while let Some(byte) = self.input.get(at).copied() {
            let token = self.find(at).unwrap_or(Token::Byte(byte));
            let next = at + token.bytes();
            (at..next).for_each(|at| self.note(at));
            tokens.push(token);
            at = next;
        }
        tokens
    }

    /// The longest match of the bytes at an index among the last occurrences; of equals the last.
    fn find(&self, at: usize) -> Option<Token> {
        let (position, mut earlier) = (self.position(at), *self.last.get(self.hash(at)?)?);
        let (mut length, mut distance) = (MATCH.start() - 1, 0);
        for _ in 0..TRIES {
            let back = position.wrapping_sub(earlier) as usize;
            if back == 0 || back > WINDOW.min(at) {
                break;
            }
            if self.input.get(at + length) == self.input.get(at - back + length) {
                let same = self.same(at, at - back);
                if same > length {
                    (length, distance) = (same, back);
                }
                if length >= LONG {
                    break;
                }
            }
            earlier = *self.earlier.get(earlier as usize % WINDOW)?;
        }
        (distance > 0).then_some(Token::Match { length, distance })
    }

    /// How many bytes are the same at two indices, up to the longest match.
    #[inline(always)]
    fn same(&self, at: usize, earlier: usize) -> usize {
        let from = |at: usize| self.input.get(at..).unwrap_or_default();
        let (one, other) = (from(at), from(earlier));
        let eights = one.as_chunks::<8>().0.iter().zip(other.as_chunks::<8>().0);
        let eights = 8 * eights.take(MATCH.end() / 8).take_while(|(one, other)| one == other).count();
        let rest = one.iter().zip(other).take(*MATCH.end()).skip(eights);
        eights + rest.take_while(|(one, other)| one == other).count()
    }

    /// Makes an index the last occurrence of its bytes.
    #[inline(always)]
    fn note(&mut self, at: usize) {
        let position = self.position(at);
        if let Some(last) = self.hash(at).and_then(|hash| self.last.get_mut(hash))
            && let Some(earlier) = self.earlier.get_mut(position as usize % WINDOW)
        {
            *earlier = std::mem::replace(last, position);
        }
    }

    /// Positions have 32 bits and may start again: a match is of bytes that were compared.
    #[inline(always)]
    fn position(&self, at: usize) -> u32 {
        (self.before as u32).wrapping_add(at as u32)
    }

    /// The hash of four bytes, if so many are left.
    #[inline(always)]
    fn hash(&self, at: usize) -> Option<usize> {
        let bytes = u32::from_le_bytes(*self.input.get(at..)?.first_chunk()?);
        Some((bytes.wrapping_mul(0x9e37_79b1) >> (32 - HASH)) as usize)
    }
}

impl Write for Deflater<'_> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        let room = (self.start + BLOCK).saturating_sub(self.input.len());
        let taken = bytes.get(..room).unwrap_or(bytes);
        self.input.extend_from_slice(taken);
        if self.input.len() - self.start >= BLOCK {
            self.block(false);
        }
        Ok(taken.len())
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

fn count(frequencies: &mut [u32], symbol: usize) {
    frequencies.get_mut(symbol).into_iter().for_each(|frequency| *frequency += 1);
}

/// A byte, or bytes that occurred before.
#[derive(Clone, Copy)]
enum Token {
    Byte(u8),
    Match { length: usize, distance: usize },
}

impl Token {
    #[inline(always)]
    fn bytes(self) -> usize {
        match self {
            Self::Byte(_) => 1,
            Self::Match { length, .. } => length,
        }
    }

    /// The symbol of the byte or the length, and that of the distance.
    #[inline(always)]
    fn symbols(self) -> (Symbol, Option<Symbol>) {
        match self {
            Self::Byte(byte) => (Symbol::plain(byte.into()), None),
            Self::Match { length, distance } => {
                let longest = length == *MATCH.end();
                let length = if longest { Symbol::plain(28) } else { Symbol::of(length - 3, 2) };
                let length = Symbol { number: END + 1 + length.number, ..length };
                (length, Some(Symbol::of(distance - 1, 1)))
            }
        }
    }
}

/// A symbol, and the bits that follow it.
#[derive(Clone, Copy)]
struct Symbol {
    number: usize,
    rest: usize,
    bits: u32,
}

impl Symbol {
    fn plain(number: usize) -> Self {
        Self { number, rest: 0, bits: 0 }
    }

    /// The symbol of a number: its highest bit and the next `exact` ones. The others follow.
    fn of(number: usize, exact: u32) -> Self {
        let bits = number.checked_ilog2().unwrap_or(0).saturating_sub(exact);
        Self { number: ((bits as usize) << exact) + (number >> bits), rest: number & ((1 << bits) - 1), bits }
    }
}

/// Writes bits, the lowest first.
struct BitWriter<'a> {
    out: &'a mut Vec<u8>,
    bits: u64,
    count: u32,
}

impl BitWriter<'_> {
    /// Writes up to 32 bits.
    #[inline(always)]
    fn put(&mut self, bits: u64, count: u32) {
        self.bits |= bits << self.count;
        self.count += count;
        if self.count >= 32 {
            self.out.extend_from_slice(&(self.bits as u32).to_le_bytes());
            self.bits >>= 32;
            self.count -= 32;
        }
    }

    #[inline(always)]
    fn put_symbol(&mut self, codes: &Huffman, symbol: Symbol) {
        let code = codes.codes.get(symbol.number).zip(codes.lengths.get(symbol.number));
        let (code, length) = code.map_or((0, 0), |(code, length)| (u64::from(*code), u32::from(*length)));
        self.put(code | (symbol.rest as u64) << length, length + symbol.bits);
    }

    /// Writes the last bits, filled up with 0 to a byte.
    fn finish(self) {
        let bytes = self.bits.to_le_bytes();
        self.out.extend(bytes.iter().take(self.count.div_ceil(8) as usize));
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
