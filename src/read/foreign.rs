//! File kinds that users commonly add but that cannot be read, each with advice on what to do.

use super::bytes::u16_at;
use crate::{Error, ErrorCode, ErrorDetail};

/// What to do with a file of another kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Advice {
    /// Open it in a spreadsheet program and save it again.
    Resave,
    /// It holds no readable table: export the list again.
    Export,
    /// Unpack it.
    Unpack,
}

use Advice::{Export, Resave, Unpack};

/// Offset of a signature, its bytes, the advice, and the key of the kind of file.
const SIGNATURES: [(usize, &[u8], Advice, &str); 36] = [
    (0, b"%PDF", Export, "pdf"),
    (0, b"{\\rtf", Export, "rtf"),
    (0, b"\x89PNG", Export, "image"),
    (0, b"\xff\xd8\xff", Export, "image"),
    (0, b"GIF8", Export, "image"),
    (6, b"\0\0\0\0", Export, "image"),
    (0, b"II*\0", Export, "image"),
    (0, b"MM\0*", Export, "image"),
    (8, b"WEBP", Export, "image"),
    (4, b"ftyphei", Export, "image"),
    (4, b"ftypmif1", Export, "image"),
    (4, b"ftypavif", Export, "image"),
    (4, b"ftyp", Export, "film"),
    (0, b"%!PS", Export, "postscript"),
    (0, b"MZ\x90\0", Export, "program"),
    (0, b"\x7fELF", Export, "program"),
    (0, b"SQLite format 3\0", Export, "sqlite"),
    (4, b"Standard Jet DB", Export, "access"),
    (4, b"Standard ACE DB", Export, "access"),
    (0, b"PAR1", Export, "parquet"),
    (0, b"Rar!\x1a\x07", Unpack, "rar"),
    (0, b"7z\xbc\xaf\x27\x1c", Unpack, "7z"),
    (0, b"\xfd7zXZ\0", Unpack, "xz"),
    (4, b"1AY&SY", Unpack, "bzip2"),
    (0, b"\x28\xb5\x2f\xfd", Unpack, "zstandard"),
    (257, b"ustar", Unpack, "tar"),
    (0, b"\x09\x00\x04\x00", Resave, "excel2"),
    (0, b"\x09\x02\x06\x00", Resave, "excel3"),
    (0, b"\x09\x04\x06\x00", Resave, "excel4"),
    (0, b"\0\0\x02\0\x04\x04", Resave, "lotus"),
    (0, b"\0\0\x02\0\x05\x04", Resave, "lotus"),
    (0, b"\0\0\x02\0\x06\x04", Resave, "lotus"),
    (0, b"\0\0\x1a\0", Resave, "lotus"),
    (0, b"\0\0\x02\0", Resave, "quattro"),
    (0, b"\xff\x00\x02\0\x04\x04", Resave, "works"),
    (0, b"\xd7\xcd\xc6\x9a", Export, "image"),
];

/// The error for a file of this kind; `report/errors.tsv` has the words for its key.
pub fn refuse(kind: &str, way: Advice) -> Error {
    let (code, detail) = match way {
        Resave => (ErrorCode::UnsupportedFormat, ErrorDetail::SaveAsXlsx),
        Export => (ErrorCode::UnsupportedFormat, ErrorDetail::ExportInstead),
        Unpack => (ErrorCode::UnsupportedCompression, ErrorDetail::Unpack),
    };
    Error::new(code).because(detail).with(kind)
}

/// The error for a file that begins like this; `None` if it may be readable.
pub fn refusal(head: &[u8]) -> Option<Error> {
    let begins = |(at, mark, ..): &&(usize, &[u8], Advice, &str)| {
        let bitmap = *at != 6 || head.starts_with(b"BM");
        bitmap && head.get(*at..).is_some_and(|rest| rest.starts_with(mark))
    };
    let text = head.trim_ascii_start();
    if text.starts_with(b"%PDF") {
        return Some(refuse("pdf", Export));
    }
    if is_dbase(head) {
        return Some(refuse("dbase", Resave));
    }
    SIGNATURES.iter().find(begins).map(|(.., way, name)| refuse(name, *way))
}

/// True for a dBase or FoxPro table: version, date of the last change, and a header of stated length that
/// contains its end mark.
fn is_dbase(head: &[u8]) -> bool {
    const VERSIONS: [u8; 11] = [0x02, 0x03, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8b, 0xcb, 0xf5];
    let [version, _, month @ 1..=12, day @ 1..=31, ..] = head else { return false };
    let (length, record) = (u16_at(head, 8).unwrap_or(0), u16_at(head, 10).unwrap_or(0));
    // Field descriptions of 32 bytes each follow the first 32.
    let fields = head.get(32..usize::from(length)).unwrap_or_default();
    let named = fields.first().is_some_and(u8::is_ascii_alphabetic)
        && fields.get(11).is_some_and(u8::is_ascii_alphabetic);
    VERSIONS.contains(version) && (*month, *day) > (0, 0) && record > 1 && named && fields.contains(&b'\r')
}

/// The error for a text that begins like this, in UTF-8; `None` if it may be a table.
pub fn text_refusal(text: &[u8]) -> Option<Error> {
    let has = |mark: &[u8]| text.windows(mark.len()).any(|window| window == mark);
    let mut lines = text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let [first, second] = [lines.next().unwrap_or_default(), lines.next().unwrap_or_default()];
    let name = match first {
        b"TABLE" if second == b"0,1" => "dif",
        [b'I', b'D', b';', ..] if first.is_ascii() && is_sylk(second) => "sylk",
        [b'<', ..] if has(b"<office:document ") && has(b"opendocument") => "fods",
        [b'{', b'\\', b'r', b't', b'f', ..] => return Some(refuse("rtf", Export)),
        [b'<', ..] if has(b"<w:wordDocument") => return Some(refuse("word", Export)),
        [b'%', b'P', b'D', b'F', ..] => return Some(refuse("pdf", Export)),
        _ => return None,
    };
    Some(refuse(name, Resave))
}

/// The error for a text without a header, by its file name: in a print file, columns are separated only by
/// blanks, as words are.
pub fn refusal_by_name(name: &str) -> Option<Error> {
    let print = name.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("prn"));
    print.then(|| refuse("print", Resave))
}

/// True for a SYLK record: one or two letters and a semicolon.
fn is_sylk(line: &[u8]) -> bool {
    const RECORDS: [&[u8]; 8] = [b"P;", b"F;", b"B;", b"C;", b"O;", b"NN;", b"NE;", b"NU;"];
    RECORDS.iter().any(|record| line.starts_with(record))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_words() {
        for (.., advice, kind) in SIGNATURES {
            assert!(!refuse(kind, advice).message().contains("là ,"), "{kind}");
        }
    }

    fn named(error: Option<Error>) -> Option<(ErrorCode, bool)> {
        error.map(|error| (error.code, error.message().contains(".xlsx")))
    }

    #[test]
    fn kinds_are_recognised_by_their_first_bytes() {
        let mut dbase = vec![0x03, 125, 11, 20, 2, 0, 0, 0, 65, 0, 9, 0];
        dbase.resize(32, 0);
        dbase.extend_from_slice(b"MAHS\0\0\0\0\0\0\0C");
        dbase.resize(64, 0);
        dbase.push(b'\r');
        let resaved: [&[u8]; 4] =
            [&dbase, b"\x09\x04\x06\x00\x00\x00", b"\0\0\x1a\0\0\x10\x04\0", b"\0\0\x02\0\x06\x04\x06\0"];
        for file in resaved {
            assert_eq!(named(refusal(file)), Some((ErrorCode::UnsupportedFormat, true)), "{file:?}");
        }
        assert_eq!(named(refusal(b"Rar!\x1a\x07\0")), Some((ErrorCode::UnsupportedCompression, false)));
        assert_eq!(named(refusal(b"BM\x36\0\0\0\0\0\0\0\x36")), Some((ErrorCode::UnsupportedFormat, true)));
    }

    #[test]
    fn kinds_of_text_are_recognised_by_their_first_lines() {
        let refused = [
            "TABLE\r\n0,1\r\n\"EXCEL\"\r\n",
            "ID;PWXL;N;E\r\nP;PGeneral\r\n",
            "<?xml version=\"1.0\"?>\n<office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\">",
            "{\\rtf1",
        ];
        for text in refused {
            assert!(text_refusal(text.as_bytes()).is_some(), "{text}");
        }
    }

    #[test]
    fn a_print_file_is_recognised_by_its_name() {
        assert!(refusal_by_name("xa/DS.PRN").is_some() && refusal_by_name("prn.csv").is_none());
    }

    #[test]
    fn tables_that_look_similar_are_read() {
        let read =
            ["ID;Phòng;Ngày\nC;1;2\n", "ID;Phong\n1;2\n", "TABLE,a\n0,1\n", "BM,Mã hồ sơ\n0,1\n", "MZ,a\n"];
        for text in read {
            assert!(refusal(text.as_bytes()).is_none() && text_refusal(text.as_bytes()).is_none(), "{text}");
        }
    }
}
