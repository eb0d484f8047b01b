//! The stage before text readers: which encoding a file's first bytes are in, and the rest turned into UTF-8 as it
//! comes. Plain UTF-8 does not pass through here. What fits no encoding is left as UTF-8, and refused as such.

mod decode;
mod detect;

pub use decode::Decoder;

/// How a text file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    Utf8,
    /// UTF-16, little end first ("Unicode text" of Excel).
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// Windows' Vietnamese code page, partly decomposed.
    Windows1258,
    /// Fonts of the "ABC" family.
    Tcvn3,
    /// Fonts of the "VNI" family.
    Vni,
    /// UTF-8 that was opened as windows-1252 or windows-1258 and saved as UTF-8: "há»“ sÆ¡".
    Misread,
    /// TCVN3 that was opened as windows-1252 and saved as UTF-8: "hå s¬".
    MisreadTcvn3,
    /// VNI that was opened as windows-1252 and saved as UTF-8: "hoà sô".
    MisreadVni,
}

impl Encoding {
    /// All there are.
    pub const ALL: [Self; 9] = [
        Self::Utf8,
        Self::Utf16Le,
        Self::Utf16Be,
        Self::Windows1258,
        Self::Tcvn3,
        Self::Vni,
        Self::Misread,
        Self::MisreadTcvn3,
        Self::MisreadVni,
    ];

    /// As reports and options name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Windows1258 => "windows-1258",
            Self::Tcvn3 => "TCVN3",
            Self::Vni => "VNI",
            Self::Misread => "UTF-8 đọc nhầm",
            Self::MisreadTcvn3 => "TCVN3 trong UTF-8",
            Self::MisreadVni => "VNI trong UTF-8",
        }
    }

    /// The encoding with this name, in any case; none if there is no such.
    pub fn named(name: &str) -> Option<Self> {
        let wanted = name.trim().to_lowercase();
        Self::ALL.into_iter().find(|encoding| encoding.name().to_lowercase() == wanted)
    }

    /// What a file's first bytes are written in; `whole` if it has no more.
    pub fn detect(sample: &[u8], whole: bool) -> Self {
        detect::detect(sample, whole)
    }

    /// `bytes` as UTF-8, at once.
    pub fn decode(self, bytes: &[u8]) -> Vec<u8> {
        let mut text = Vec::new();
        Decoder::new(self).decode(bytes, true, &mut text);
        text
    }

    /// What stands beneath a misreading, and whether there was one.
    fn beneath(self) -> (Self, bool) {
        match self {
            Self::Misread => (Self::Utf8, true),
            Self::MisreadTcvn3 => (Self::Tcvn3, true),
            Self::MisreadVni => (Self::Vni, true),
            other => (other, false),
        }
    }
}
