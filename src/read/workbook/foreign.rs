//! Files that come to the workbook reader and are no zip: the compound files of old Excel, and of encryption.

use crate::{Error, ErrorCode};

/// How a compound file (OLE2, [MS-CFB]) begins.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0";
/// Sectors are whole multiples of a directory entry, so entries stand at multiples of their size.
const ENTRY: usize = 128;

/// Why these bytes are refused.
pub fn refusal(bytes: &[u8]) -> Error {
    match bytes {
        [] => ErrorCode::EmptyFile.into(),
        _ if !bytes.starts_with(COMPOUND) => ErrorCode::UnsupportedFormat.into(),
        _ if bytes.chunks_exact(ENTRY).any(is_encrypted_package) => ErrorCode::EncryptedFile.into(),
        _ => super::resave(),
    }
}

/// True for the directory entry of the stream in which Office keeps a workbook locked with a password
/// ([MS-OFFCRYPTO] 2.3.4.4): its name in UTF-16, and the name's length with its final zero.
fn is_encrypted_package(entry: &[u8]) -> bool {
    let name = "EncryptedPackage\0";
    let length = (name.len() * 2) as u16;
    let units = entry.chunks_exact(2).map(|unit| unit.try_into().map(u16::from_le_bytes).unwrap_or_default());
    units.take(name.len()).eq(name.encode_utf16()) && entry.get(64..66) == Some(&length.to_le_bytes())
}
