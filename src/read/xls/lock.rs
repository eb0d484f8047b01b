//! Detects a workbook locked with Excel's own default password, which Excel tries before it asks the user. It
//! encrypts workbooks that only protect their structure, or recommend read-only opening ([MS-XLS] 2.4.117).

use crate::read::bytes::{u16_at, u32_at};

/// The password.
const DEFAULT: &[u8; 15] = b"VelvetSweatshop";
/// The key and verifier stored for it by XOR obfuscation ([MS-OFFCRYPTO] 2.3.7.1, 2.3.7.2).
const XOR: [u8; 4] = [0x59, 0xb3, 0x0a, 0x9a];
/// Prefix of the RC4 key: the first bytes of the MD5 of the password in UTF-16.
const MD5_OF_DEFAULT: [u8; 5] = [0x37, 0x37, 0x50, 0xd4, 0x6c];
/// Bytes of a salt and of a verifier.
const PIECE: usize = 16;

/// True if the record that locks a workbook matches the default password.
pub fn is_default(lock: &[u8]) -> bool {
    match (u16_at(lock, 0), u16_at(lock, 2), u16_at(lock, 4)) {
        (Some(1), Some(1), Some(1)) => verify(lock, 6, md5_key, md5).unwrap_or(false),
        (Some(1), Some(2..=4), Some(2)) => verify_by_sha1(lock).unwrap_or(false),
        // Before Excel 97, the record holds nothing else.
        _ => lock == XOR || lock.strip_prefix(&[0, 0]) == Some(&XOR),
    }
}

/// Decrypts the verifier after the salt, and compares its digest with the one stored after it.
fn verify<const N: usize>(
    lock: &[u8],
    at: usize,
    key: impl Fn(&[u8]) -> Vec<u8>,
    digest: fn(&[u8]) -> [u8; N],
) -> Option<bool> {
    let secret = at + PIECE;
    let key = key(lock.get(at..secret)?);
    let plain = rc4(&key, lock.get(secret..secret + PIECE + N)?);
    let (verifier, expected) = plain.split_at_checked(PIECE)?;
    Some(digest(verifier) == expected)
}

/// The key by MD5 ([MS-OFFCRYPTO] 2.3.6.2).
fn md5_key(salt: &[u8]) -> Vec<u8> {
    let salted = md5(&[&MD5_OF_DEFAULT, salt].concat().repeat(16));
    let mut first = salted.get(..5).unwrap_or_default().to_vec();
    first.extend([0; 4]);
    md5(&first).to_vec()
}

/// Checks by SHA-1 ([MS-OFFCRYPTO] 2.3.5.1 and 2.3.5.2): a header of stated length, then salt and verifier,
/// each after its length. The digest's length is between the verifier and the digest.
fn verify_by_sha1(lock: &[u8]) -> Option<bool> {
    let header = usize::try_from(u32_at(lock, 10)?).ok()?;
    let bits = usize::try_from(u32_at(lock, 30)?).ok()?;
    let salt = 14_usize.checked_add(header)?.checked_add(4)?;
    let mut parts = lock.get(salt..)?.get(..3 * PIECE + 8)?.to_vec();
    parts.drain(2 * PIECE..2 * PIECE + 4);
    verify(&parts, 0, |salt| sha1_key(salt, bits), sha1)
}

fn sha1_key(salt: &[u8], bits: usize) -> Vec<u8> {
    let wide: Vec<u8> = DEFAULT.iter().flat_map(|letter| [*letter, 0]).collect();
    let mut first = sha1(&[salt, &wide].concat()).to_vec();
    first.extend([0; 4]);
    let mut key = sha1(&first).to_vec();
    // 0 bits stated means 40.
    key.truncate(if bits == 0 { 5 } else { bits / 8 });
    key.resize(if key.len() == 5 { PIECE } else { key.len() }, 0);
    key
}

fn rc4(key: &[u8], data: &[u8]) -> Vec<u8> {
    let mut state: [u8; 256] = std::array::from_fn(|at| at as u8);
    let at = |state: &[u8; 256], place: u8| state.get(usize::from(place)).copied().unwrap_or(0);
    let mut other = 0_u8;
    for (place, key) in (0..=255_u8).zip(key.iter().cycle()) {
        other = other.wrapping_add(at(&state, place)).wrapping_add(*key);
        state.swap(place.into(), other.into());
    }
    let (mut place, mut other) = (0_u8, 0_u8);
    let decrypted = data.iter().map(|byte| {
        place = place.wrapping_add(1);
        other = other.wrapping_add(at(&state, place));
        state.swap(place.into(), other.into());
        byte ^ at(&state, at(&state, place).wrapping_add(at(&state, other)))
    });
    decrypted.collect()
}

/// A message padded to whole blocks: one bit, zeros, and its length in bits (RFC 1321, RFC 3174).
fn filled(message: &[u8], length: fn(u64) -> [u8; 8]) -> Vec<u8> {
    let mut blocks = message.to_vec();
    blocks.push(0x80);
    // Leave room for the length in the last block.
    blocks.resize((blocks.len() + 8).next_multiple_of(64) - 8, 0);
    blocks.extend(length(message.len() as u64 * 8));
    blocks
}

/// Initial state of MD5; SHA-1 has one word more.
const START: [u32; 5] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0];
/// Shifts of MD5, round by round.
const SHIFTS: [[u32; 4]; 4] = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];
/// 2^32 times the sines of 1 to 64.
const SINES: [u32; 64] = [
    0xd76a_a478,
    0xe8c7_b756,
    0x2420_70db,
    0xc1bd_ceee,
    0xf57c_0faf,
    0x4787_c62a,
    0xa830_4613,
    0xfd46_9501,
    0x6980_98d8,
    0x8b44_f7af,
    0xffff_5bb1,
    0x895c_d7be,
    0x6b90_1122,
    0xfd98_7193,
    0xa679_438e,
    0x49b4_0821,
    0xf61e_2562,
    0xc040_b340,
    0x265e_5a51,
    0xe9b6_c7aa,
    0xd62f_105d,
    0x0244_1453,
    0xd8a1_e681,
    0xe7d3_fbc8,
    0x21e1_cde6,
    0xc337_07d6,
    0xf4d5_0d87,
    0x455a_14ed,
    0xa9e3_e905,
    0xfcef_a3f8,
    0x676f_02d9,
    0x8d2a_4c8a,
    0xfffa_3942,
    0x8771_f681,
    0x6d9d_6122,
    0xfde5_380c,
    0xa4be_ea44,
    0x4bde_cfa9,
    0xf6bb_4b60,
    0xbebf_bc70,
    0x289b_7ec6,
    0xeaa1_27fa,
    0xd4ef_3085,
    0x0488_1d05,
    0xd9d4_d039,
    0xe6db_99e5,
    0x1fa2_7cf8,
    0xc4ac_5665,
    0xf429_2244,
    0x432a_ff97,
    0xab94_23a7,
    0xfc93_a039,
    0x655b_59c3,
    0x8f0c_cc92,
    0xffef_f47d,
    0x8584_5dd1,
    0x6fa8_7e4f,
    0xfe2c_e6e0,
    0xa301_4314,
    0x4e08_11a1,
    0xf753_7e82,
    0xbd3a_f235,
    0x2ad7_d2bb,
    0xeb86_d391,
];

/// MD5 (RFC 1321).
fn md5(message: &[u8]) -> [u8; 16] {
    let [mut a, mut b, mut c, mut d, _] = START;
    for block in filled(message, u64::to_le_bytes).chunks_exact(64) {
        let before = [a, b, c, d];
        for (step, sine) in SINES.into_iter().enumerate() {
            let (mixed, word) = match step / 16 {
                0 => (b & c | !b & d, step),
                1 => (d & b | !d & c, 5 * step + 1),
                2 => (b ^ c ^ d, 3 * step + 5),
                _ => (c ^ (b | !d), 7 * step),
            };
            let word = u32_at(block, word % 16 * 4).unwrap_or(0);
            let shift = SHIFTS.get(step / 16).and_then(|round| round.get(step % 4)).copied().unwrap_or(0);
            let sum = a.wrapping_add(mixed).wrapping_add(sine).wrapping_add(word);
            (a, d, c, b) = (d, c, b, b.wrapping_add(sum.rotate_left(shift)));
        }
        let [w, x, y, z] = before;
        (a, b, c, d) = (a.wrapping_add(w), b.wrapping_add(x), c.wrapping_add(y), d.wrapping_add(z));
    }
    joined([a, b, c, d].map(u32::to_le_bytes))
}

/// SHA-1 (RFC 3174).
fn sha1(message: &[u8]) -> [u8; 20] {
    let mut state = START;
    for block in filled(message, u64::to_be_bytes).chunks_exact(64) {
        let mut words: Vec<u32> =
            (0..16).map(|word| u32_at(block, word * 4).unwrap_or(0).swap_bytes()).collect();
        for next in 16..80 {
            let back = |steps: usize| words.get(next - steps).copied().unwrap_or(0);
            words.push((back(3) ^ back(8) ^ back(14) ^ back(16)).rotate_left(1));
        }
        let [mut a, mut b, mut c, mut d, mut e] = state;
        for (step, word) in words.into_iter().enumerate() {
            let (mixed, constant) = match step / 20 {
                0 => (b & c | !b & d, 0x5a82_7999),
                1 => (b ^ c ^ d, 0x6ed9_eba1),
                2 => (b & c | b & d | c & d, 0x8f1b_bcdc),
                _ => (b ^ c ^ d, 0xca62_c1d6_u32),
            };
            let sum = a.rotate_left(5).wrapping_add(mixed).wrapping_add(e);
            (e, d, c, b, a) = (d, c, b.rotate_left(30), a, sum.wrapping_add(constant).wrapping_add(word));
        }
        let mut sums = state.into_iter().zip([a, b, c, d, e]).map(|(old, new)| old.wrapping_add(new));
        state = std::array::from_fn(|_| sums.next().unwrap_or(0));
    }
    joined(state.map(u32::to_be_bytes))
}

fn joined<const M: usize, const N: usize>(words: [[u8; 4]; M]) -> [u8; N] {
    let mut bytes = words.into_iter().flatten();
    std::array::from_fn(|_| bytes.next().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The test vectors of RFC 1321 and RFC 3174, and lengths around a block's (computed by Python's
    /// hashlib).
    #[test]
    fn digests() {
        assert_eq!(hex(&md5(b"")), "d41d8cd98f00b204e9800998ecf8427e");
        assert_eq!(hex(&md5(b"message digest")), "f96b697d7cb7938d525a2f31aaf161d0");
        assert_eq!(hex(&sha1(b"abc")), "a9993e364706816aba3e25717850c26c9cd0d89d");
        let digits = b"1234567890".repeat(8);
        assert_eq!(hex(&md5(&digits)), "57edf4a22be3c955ac49da2e2107b67a");
        for (length, md5_hex, sha1_hex) in LENGTHS {
            let message = vec![b'a'; length];
            assert_eq!(
                (hex(&md5(&message)), hex(&sha1(&message))),
                (md5_hex.to_owned(), sha1_hex.to_owned())
            );
        }
    }

    const LENGTHS: [(usize, &str, &str); 6] = [
        (55, "ef1772b6dff9a122358552954ad0df65", "c1c8bbdc22796e28c0e15163d20899b65621d65a"),
        (56, "3b0c8ac703f828b04c6c197006d17218", "c2db330f6083854c99d4b5bfb6e8f29f201be699"),
        (57, "652b906d60af96844ebd21b674f35e93", "f08f24908d682555111be7ff6f004e78283d989a"),
        (63, "b06521f39153d618550606be297466d5", "03f09f5b158a7a8cdad920bddc29b81c18a551f5"),
        (64, "014842d480b571495a4a0363793f7367", "0098ba824b5c16427bd7a1122a5a442a25ec644d"),
        (119, "8a7bd0732ed6a28ce75f6dabc90e1613", "ee971065aaa017e0632a8ca6c77bb3bf8b1dfc56"),
    ];
}
