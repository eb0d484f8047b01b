//! The letters of Latin script that Unicode composes of a letter and a mark. Dossiers are Vietnamese: the
//! tables of all scripts (`unicode-normalization`) would weigh 40 KB in the module, more than any reader of
//! files does.

use std::sync::OnceLock;

/// For each mark, pairs of a base letter and the letter composed of it and the mark.
const BY_MARK: [(char, &str); 25] = [
    ('\u{300}', "AÀEÈIÌOÒUÙaàeèiìoòuùÜǛüǜNǸnǹĒḔēḕŌṐōṑWẀwẁÂẦâầĂẰăằÊỀêềÔỒôồƠỜơờƯỪưừYỲyỳ"),
    (
        '\u{301}',
        "AÁEÉIÍOÓUÚYÝaáeéiíoóuúyýCĆcćLĹlĺNŃnńRŔrŕSŚsśZŹzźÜǗüǘGǴgǵÅǺåǻÆǼæǽØǾøǿÇḈçḉĒḖēḗÏḮïḯKḰkḱMḾmḿÕṌ\
         õṍŌṒōṓPṔpṕŨṸũṹWẂwẃÂẤâấĂẮăắÊẾêếÔỐôốƠỚơớƯỨưứ",
    ),
    ('\u{302}', "AÂEÊIÎOÔUÛaâeêiîoôuûCĈcĉGĜgĝHĤhĥJĴjĵSŜsŝWŴwŵYŶyŷZẐzẑẠẬạậẸỆẹệỌỘọộ"),
    ('\u{303}', "AÃNÑOÕaãnñoõIĨiĩUŨuũVṼvṽÂẪâẫĂẴăẵEẼeẽÊỄêễÔỖôỗƠỠơỡƯỮưữYỸyỹ"),
    ('\u{304}', "AĀaāEĒeēIĪiīOŌoōUŪuūÜǕüǖÄǞäǟȦǠȧǡÆǢæǣǪǬǫǭÖȪöȫÕȬõȭȮȰȯȱYȲyȳGḠgḡḶḸḷḹṚṜṛṝ"),
    ('\u{306}', "AĂaăEĔeĕGĞgğIĬiĭOŎoŏUŬuŭȨḜȩḝẠẶạặ"),
    (
        '\u{307}',
        "CĊcċEĖeėGĠgġIİZŻzżAȦaȧOȮoȯBḂbḃDḊdḋFḞfḟHḢhḣMṀmṁNṄnṅPṖpṗRṘrṙSṠsṡŚṤśṥŠṦšṧṢṨṣṩTṪtṫWẆwẇXẊxẋYẎyẏ\
         ſẛ",
    ),
    ('\u{308}', "AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸHḦhḧÕṎõṏŪṺūṻWẄwẅXẌxẍtẗ"),
    ('\u{309}', "AẢaảÂẨâẩĂẲăẳEẺeẻÊỂêểIỈiỉOỎoỏÔỔôổƠỞơởUỦuủƯỬưửYỶyỷ"),
    ('\u{30a}', "AÅaåUŮuůwẘyẙ"),
    ('\u{30b}', "OŐoőUŰuű"),
    ('\u{30c}', "CČcčDĎdďEĚeěLĽlľNŇnňRŘrřSŠsšTŤtťZŽzžAǍaǎIǏiǐOǑoǒUǓuǔÜǙüǚGǦgǧKǨkǩƷǮʒǯjǰHȞhȟ"),
    ('\u{30f}', "AȀaȁEȄeȅIȈiȉOȌoȍRȐrȑUȔuȕ"),
    ('\u{311}', "AȂaȃEȆeȇIȊiȋOȎoȏRȒrȓUȖuȗ"),
    ('\u{31b}', "OƠoơUƯuư"),
    ('\u{323}', "BḄbḅDḌdḍHḤhḥKḲkḳLḶlḷMṂmṃNṆnṇRṚrṛSṢsṣTṬtṭVṾvṿWẈwẉZẒzẓAẠaạEẸeẹIỊiịOỌoọƠỢơợUỤuụƯỰưựYỴyỵ"),
    ('\u{324}', "UṲuṳ"),
    ('\u{325}', "AḀaḁ"),
    ('\u{326}', "SȘsșTȚtț"),
    ('\u{327}', "CÇcçGĢgģKĶkķLĻlļNŅnņRŖrŗSŞsşTŢtţEȨeȩDḐdḑHḨhḩ"),
    ('\u{328}', "AĄaąEĘeęIĮiįUŲuųOǪoǫ"),
    ('\u{32d}', "DḒdḓEḘeḙLḼlḽNṊnṋTṰtṱUṶuṷ"),
    ('\u{32e}', "HḪhḫ"),
    ('\u{330}', "EḚeḛIḬiḭUṴuṵ"),
    ('\u{331}', "BḆbḇDḎdḏKḴkḵLḺlḻNṈnṉRṞrṟTṮtṯZẔzẕhẖ"),
];
/// The first and the last letter of [`BY_MARK`].
const FIRST: char = '\u{c0}';
const LAST: char = '\u{1eff}';

struct Letters {
    /// Base and mark of each letter from [`FIRST`] on; NUL if the letter is not composed.
    parts: Vec<(char, char)>,
    /// All compositions as packed by [`pack`], sorted.
    wholes: Vec<u64>,
}

fn letters() -> &'static Letters {
    static LETTERS: OnceLock<Letters> = OnceLock::new();
    LETTERS.get_or_init(|| {
        let (mut parts, mut packed) = (vec![('\0', '\0'); index(LAST) + 1], Vec::new());
        for (base, mark, whole) in BY_MARK.iter().flat_map(|(mark, pairs)| wholes(*mark, pairs)) {
            parts.get_mut(index(whole)).into_iter().for_each(|parts| *parts = (base, mark));
            packed.push(pack(base, mark, whole));
        }
        packed.sort_unstable();
        Letters { parts, wholes: packed }
    })
}

fn wholes(mark: char, pairs: &'static str) -> impl Iterator<Item = (char, char, char)> {
    let (bases, wholes) = (pairs.chars().step_by(2), pairs.chars().skip(1).step_by(2));
    bases.zip(wholes).map(move |(base, whole)| (base, mark, whole))
}

/// Packs a base letter, a mark and the composed letter into one number, 21 bits each.
fn pack(base: char, mark: char, whole: char) -> u64 {
    u64::from(base) << 42 | u64::from(mark) << 21 | u64::from(whole)
}

fn index(letter: char) -> usize {
    u32::from(letter).wrapping_sub(FIRST.into()) as usize
}

/// Passes the base and the marks of a letter to `part`: `ấ` as `a`, circumflex, acute. Any other letter is
/// passed unchanged.
pub fn decompose(letter: char, part: &mut impl FnMut(char)) {
    match letters().parts.get(index(letter)) {
        Some(&(base, mark)) if mark != '\0' => {
            decompose(base, part);
            part(mark);
        }
        _ => part(letter),
    }
}

/// The letter made of `base` and `mark`, if there is one.
pub fn compose(base: char, mark: char) -> Option<char> {
    let wholes = &letters().wholes;
    let first = pack(base, mark, '\0');
    let found = wholes.get(wholes.partition_point(|whole| *whole < first))?;
    let whole = u32::try_from(found - first).ok().and_then(char::from_u32);
    whole.filter(|whole| *whole <= LAST)
}

/// The canonical combining class (Unicode) of a mark in U+0300 to U+036F, 0 for other characters. Marks of
/// one class keep their order, and only the first of them can be composed with the letter.
pub fn combining_class(mark: char) -> u8 {
    match u32::from(mark) {
        0x334..=0x338 => 1,
        0x321..=0x322 | 0x327..=0x328 => 202,
        0x31b => 216,
        0x316..=0x319 | 0x31c..=0x320 | 0x323..=0x326 | 0x329..=0x333 => 220,
        0x339..=0x33c | 0x347..=0x349 | 0x34d..=0x34e | 0x353..=0x356 | 0x359..=0x35a => 220,
        0x315 | 0x31a | 0x358 => 232,
        0x35c | 0x35f | 0x362 => 233,
        0x35d..=0x35e | 0x360..=0x361 => 234,
        0x345 => 240,
        0x34f => 0,
        0x300..=0x36f => 230,
        _ => 0,
    }
}

/// Lower case of ASCII, of composed letters and of `Đ`. Others are unchanged; Vietnamese has no others.
pub fn lower(letter: char) -> char {
    match letters().parts.get(index(letter)) {
        Some(&(base, mark)) if mark != '\0' => compose(lower(base), mark).unwrap_or(letter),
        _ if letter == 'Đ' => 'đ',
        _ => letter.to_ascii_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::char;

    fn latin() -> impl Iterator<Item = char> {
        ('\0'..='\u{24f}').chain('\u{1e00}'..=LAST)
    }

    #[test]
    fn compositions_equal_those_of_unicode() {
        for letter in latin() {
            let (mut ours, mut theirs) = (Vec::new(), Vec::new());
            decompose(letter, &mut |part| ours.push(part));
            char::decompose_canonical(letter, |part| theirs.push(part));
            assert_eq!(ours, theirs, "{letter:?}");
            for mark in ('\u{300}'..='\u{36f}').filter(|mark| !is_deprecated(*mark)) {
                let whole =
                    char::compose(letter, mark).filter(|whole| latin().any(|letter| letter == *whole));
                assert_eq!(compose(letter, mark), whole, "{letter:?} {mark:?}");
            }
        }
    }

    /// Marks that NFC always replaces by others.
    fn is_deprecated(mark: char) -> bool {
        matches!(mark, '\u{340}' | '\u{341}' | '\u{343}' | '\u{344}')
    }

    #[test]
    fn classes_equal_those_of_unicode() {
        for mark in '\u{300}'..='\u{36f}' {
            assert_eq!(combining_class(mark), char::canonical_combining_class(mark), "{mark:?}");
        }
    }

    #[test]
    fn lower_case_equals_that_of_unicode() {
        for letter in latin().filter(|letter| lower(*letter) != *letter) {
            assert_eq!(lower(letter).to_string(), letter.to_string().to_lowercase());
        }
        assert_eq!("ĐỒNG THÁP Ư Ơ Ằ Ỹ Ậ".chars().map(lower).collect::<String>(), "đồng tháp ư ơ ằ ỹ ậ");
    }
}
