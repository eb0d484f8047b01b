//! The stage before text readers: detects the encoding of a file's first bytes, and decodes the file to UTF-8
//! as it arrives. Plain UTF-8 skips this stage. Text in no known encoding is left as UTF-8, and rejected as
//! invalid later.

mod decode;
mod detect;
mod names;

pub use decode::Decoder;
pub use names::Encoding;

impl Encoding {
    /// Detects the encoding of a file's first bytes; `whole` if these are the whole file.
    pub fn detect(sample: &[u8], whole: bool) -> Self {
        detect::detect(sample, whole)
    }

    /// Decodes `bytes` to UTF-8, all at once.
    pub fn decode(self, bytes: &[u8]) -> Vec<u8> {
        let mut text = Vec::new();
        Decoder::new(self).decode(bytes, true, &mut text);
        text
    }
}
