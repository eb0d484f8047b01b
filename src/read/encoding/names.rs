//! The encodings that hoso knows, and their names.

use crate::text::lower;

/// The encoding of a text file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    Utf8,
    /// UTF-16, little-endian ("Unicode text" of Excel).
    Utf16Le,
    /// UTF-16, big-endian.
    Utf16Be,
    /// The Vietnamese code page of Windows, partly decomposed.
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
    /// All encodings.
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

    /// The name in reports and options.
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

    /// The encoding with this name, ignoring case; `None` if it is unknown.
    pub fn named(name: &str) -> Option<Self> {
        let wanted = lower(name.trim());
        Self::ALL.into_iter().find(|encoding| lower(encoding.name()) == wanted)
    }

    /// The original encoding under a misreading, and whether there was one.
    pub fn beneath(self) -> (Self, bool) {
        match self {
            Self::Misread => (Self::Utf8, true),
            Self::MisreadTcvn3 => (Self::Tcvn3, true),
            Self::MisreadVni => (Self::Vni, true),
            other => (other, false),
        }
    }
}
