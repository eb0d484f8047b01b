//! Little-endian numbers at offsets that may be beyond the end, characters appended as UTF-8, and filled
//! buffers.

/// An unsigned 16-bit number.
pub fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|chunk| u16::from_le_bytes(*chunk))
}

/// An unsigned 32-bit number.
pub fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|chunk| u32::from_le_bytes(*chunk))
}

/// An unsigned 64-bit number.
pub fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|chunk| u64::from_le_bytes(*chunk))
}

/// A double; `None` for infinities and NaN, which are not valid in a cell.
pub fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    u64_at(bytes, at).map(f64::from_bits).filter(|number| number.is_finite())
}

/// An RK number of a binary workbook: 30 bits that are an integer or the upper bits of a double, then two
/// flags: which of the two it is, and whether to divide by 100.
pub fn rk_at(bytes: &[u8], at: usize) -> Option<f64> {
    let packed = u32_at(bytes, at)?;
    let number = if packed & 2 == 0 {
        f64::from_bits(u64::from(packed & !3) << 32)
    } else {
        f64::from(packed.cast_signed() >> 2)
    };
    let number = if packed & 1 == 0 { number } else { number / 100.0 };
    number.is_finite().then_some(number)
}

/// Appends a character in UTF-8.
#[inline]
pub fn push(letter: char, out: &mut Vec<u8>) {
    out.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
}

/// A new buffer of `length` bytes that `write` fills.
pub fn filled(length: usize, write: &mut dyn FnMut(&mut [u8])) -> Vec<u8> {
    let mut bytes = vec![0; length];
    write(&mut bytes);
    bytes
}
