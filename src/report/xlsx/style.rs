//! Cell formats: numbers, and the XML that defines them.

pub const HEAD: u8 = 1;
pub const NUMBER: u8 = 2;
pub const PERCENT: u8 = 3;
pub const POINTS: u8 = 4;
pub const DAY: u8 = 5;
// For official forms: Times New Roman, and cells with borders.
pub const FORM_TEXT: u8 = 6;
pub const FORM_TITLE: u8 = 7;
pub const FORM_MIDDLE: u8 = 8;
pub const FORM_MEASURE: u8 = 9;
pub const FORM_HEAD: u8 = 10;
pub const FORM_NUMBERING: u8 = 11;
pub const FORM_NAME: u8 = 12;
pub const FORM_NAME_BOLD: u8 = 13;
pub const FORM_CENTRE: u8 = 14;
pub const FORM_CENTRE_BOLD: u8 = 15;
pub const FORM_NUMBER: u8 = 16;
pub const FORM_NUMBER_BOLD: u8 = 17;
pub const FORM_NOTE: u8 = 18;
pub const FORM_SIGNED: u8 = 19;
/// Shares printed without decimals, and with other than two.
pub const PERCENT_WHOLE: u8 = 20;
pub const PERCENT_OTHER: u8 = 21;

/// Fonts, borders and cell formats, in the order of the numbers above. Programs in Vietnamese show a decimal
/// comma.
pub const STYLES: &str = "<numFmts count=\"3\"><numFmt numFmtId=\"164\" formatCode=\"+0.00;-0.00;0.00\"/>\
<numFmt numFmtId=\"165\" formatCode=\"dd/mm/yyyy\"/>\
<numFmt numFmtId=\"166\" formatCode=\"0.0#####%\"/></numFmts>\
<fonts count=\"5\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>\
<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font>\
<font><sz val=\"11\"/><name val=\"Times New Roman\"/></font>\
<font><b/><sz val=\"11\"/><name val=\"Times New Roman\"/></font>\
<font><i/><sz val=\"11\"/><name val=\"Times New Roman\"/></font></fonts>\
<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>\
<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE8EEF4\"/></patternFill></fill></fills>\
<borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border>\
<border><left style=\"thin\"/><right style=\"thin\"/><top style=\"thin\"/><bottom style=\"thin\"/><diagonal/></border></borders>\
<cellStyleXfs count=\"1\"><xf/></cellStyleXfs>\
<cellXfs count=\"22\"><xf/>\
<xf fontId=\"1\" fillId=\"2\" applyFont=\"1\" applyFill=\"1\" applyAlignment=\"1\">\
<alignment vertical=\"top\" wrapText=\"1\"/></xf>\
<xf numFmtId=\"3\" applyNumberFormat=\"1\"/><xf numFmtId=\"10\" applyNumberFormat=\"1\"/>\
<xf numFmtId=\"164\" applyNumberFormat=\"1\"/><xf numFmtId=\"165\" applyNumberFormat=\"1\"/>\
<xf fontId=\"2\"/>\
<xf fontId=\"3\"><alignment horizontal=\"center\" vertical=\"center\" wrapText=\"1\"/></xf>\
<xf fontId=\"2\"><alignment horizontal=\"center\"/></xf>\
<xf fontId=\"4\"><alignment horizontal=\"right\"/></xf>\
<xf fontId=\"3\" borderId=\"1\"><alignment horizontal=\"center\" vertical=\"center\" wrapText=\"1\"/></xf>\
<xf fontId=\"4\" borderId=\"1\"><alignment horizontal=\"center\" wrapText=\"1\"/></xf>\
<xf fontId=\"2\" borderId=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>\
<xf fontId=\"3\" borderId=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>\
<xf fontId=\"2\" borderId=\"1\"><alignment horizontal=\"center\" vertical=\"top\"/></xf>\
<xf fontId=\"3\" borderId=\"1\"><alignment horizontal=\"center\" vertical=\"top\"/></xf>\
<xf numFmtId=\"3\" fontId=\"2\" borderId=\"1\"><alignment vertical=\"top\"/></xf>\
<xf numFmtId=\"3\" fontId=\"3\" borderId=\"1\"><alignment vertical=\"top\"/></xf>\
<xf fontId=\"4\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>\
<xf fontId=\"4\"><alignment horizontal=\"center\"/></xf>\
<xf numFmtId=\"9\" applyNumberFormat=\"1\"/><xf numFmtId=\"166\" applyNumberFormat=\"1\"/></cellXfs>\
<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>";
