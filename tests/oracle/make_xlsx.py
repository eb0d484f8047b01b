"""Makes the workbooks of tests/cases that cannot be written as text: `python3 make_xlsx.py` (needs openpyxl).

The bytes are the same in every run, with fixed dates inside and on the entries.
"""

import datetime
import io
import pathlib
import struct
import zipfile

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

CASES = pathlib.Path(__file__).resolve().parent.parent / "cases"
HEADER = ["Mã hồ sơ", "Đơn vị", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày kết thúc xử lý", "Trạng thái"]
UNIT = "UBND xã Tân Hòa"
STAMP = (2022, 12, 31, 0, 0, 0)


def at(day, month, hour=0, minute=0):
    return datetime.datetime(2022, month, day, hour, minute)


def save(book, path):
    book.properties.created = book.properties.modified = datetime.datetime(*STAMP)
    raw = io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    # openpyxl replaces the given time by the time of saving.
    now = b"<dcterms:modified"
    core = parts["docProps/core.xml"]
    start = core.index(b">", core.index(now)) + 1
    parts["docProps/core.xml"] = core[:start] + b"2022-12-31T00:00:00Z" + core[core.index(b"<", start):]
    write_parts(parts, path)


def write_parts(parts, path):
    path = CASES / path
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)


def book(rows, epoch1904=False):
    made = Workbook()
    if epoch1904:
        made.epoch = CALENDAR_MAC_1904
    fill(made.active, rows)
    return made


def fill(sheet, rows):
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value is not None:
                sheet.cell(number, column, value)


def dates():
    rows = [
        ["X-1", UNIT, at(10, 1), at(14, 1), at(13, 1), None],
        ["X-2", UNIT, datetime.date(2022, 1, 10), "14/01/2022", at(14, 1, 16, 30), None],
        ["X-3", UNIT, 44571, 44575, 44578, None],
        ["X-4", UNIT, 44571.75, "2022-01-14", None, None],
        ["X-5", UNIT, "10/01/2022 08:00", at(14, 1, 10), 44575.4166666, None],
        ["X-6", UNIT, "10/01/2022", at(14, 1, 10), at(14, 1, 10, 1), None],
    ]
    save(book([HEADER] + rows), "xlsx/dates/a.xlsx")
    save(book([HEADER] + [[r[0], r[1]] + [back(c) for c in r[2:]] for r in rows], epoch1904=True),
         "xlsx/epoch-1904/a.xlsx")


def back(value):
    """A bare serial of the 1904 system: 1462 days fewer for the same day."""
    return value - 1462 if isinstance(value, (int, float)) else value


def layout():
    made = book([
        ["ỦY BAN NHÂN DÂN HUYỆN TÂN HÒA"],
        ["DANH SÁCH HỒ SƠ"],
        [],
        ["STT", "Mã hồ sơ", "Người nộp", None, "Ngày", None, None, "Hình thức nộp", "Đơn vị"],
        [None, None, "Họ tên", "CCCD", "tiếp nhận", "hẹn trả", "kết thúc xử lý"],
        list(range(1, 10)),
        ["I", "Phòng Tư pháp"],
        [1, 202201100001, "Công dân 00001", "000000000001", at(10, 1), at(14, 1), at(13, 1), 2, "Phòng Tư pháp"],
        [2, 202201100002, "Công dân 00002", "000000000002", at(10, 1), at(14, 1), at(17, 1), 3, "Phòng Tư pháp"],
        [],
        [UNIT],
        [3, "202201100003", "Công dân 00003", "000000000003", at(10, 1), at(14, 1), at(14, 1), 1, UNIT],
        [4, 202201100001, "Công dân 00001", "000000000001", at(10, 1), at(14, 1), at(18, 1), 2, "Phòng Tư pháp"],
        ["Tổng cộng", 4],
        [],
        [None, None, None, None, None, None, None, "Người lập biểu"],
    ])
    sheet = made.active
    for area in ("A1:I1", "A2:I2", "A4:A5", "B4:B5", "C4:D4", "E4:G4", "H4:H5", "I4:I5", "B7:I7", "A11:I11"):
        sheet.merge_cells(area)
    save(made, "xlsx/layout/a.xlsx")


def sheets():
    made = book([HEADER, ["Y-1", UNIT, at(10, 1), at(14, 1), at(13, 1), None],
                 ["Y-2", UNIT, at(10, 1), at(14, 1), at(13, 1), None]])
    made.active.title = "Tháng 1"
    fill(made.create_sheet("Ghi chú"), [["Số liệu trích từ hệ thống một cửa"]])
    made.create_sheet("Trống")
    fill(made.create_sheet("Tháng 2"), [["DANH SÁCH"], HEADER, ["Y-1", UNIT, at(10, 1), at(14, 1), at(17, 1), None],
                                        ["Y-3", UNIT, at(10, 2), at(14, 2), at(14, 2), None]])
    save(made, "xlsx/sheets/a.xlsx")


CONTENT_TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>
</Types>"""
RELATION = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>')
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def inline(text):
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def other_writers():
    """Forms of other writers: inline and rich text, formula text, ISO dates, cells without reference."""
    strings = ("<si><r><t>UBND xã</t></r><r><t xml:space=\"preserve\"> Tân Hòa</t></r></si>"
               "<si><t>Đã trả kết quả_x000D_</t></si>")
    rows = ["<row>" + "".join(inline(h) for h in HEADER) + "</row>",
            '<row>' + inline("Z-1") + '<c t="s"><v>0</v></c><c t="d"><v>2022-01-10T08:00:00</v></c>'
            '<c t="str"><f>A1</f><v>14/01/2022</v></c><c><v>4.4574E4</v></c><c t="s"><v>1</v></c></row>',
            '<row r="5"><c r="A5" t="str"><f>A2</f><v>Z-2</v></c><c r="B5" t="s"><v>0</v></c>'
            '<c r="C5"><v>44571</v></c><c r="F5" t="inlineStr"><is><t>Chờ bổ sung</t></is></c></row>']
    write_parts({
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATION.format(f'<Relationship Id="a" Type="{OFFICE}officeDocument" Target="xl/workbook.xml"/>'),
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{OFFICE[:-1]}"><sheets>'
                           '<sheet name="Hồ sơ" sheetId="1" r:id="b"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": RELATION.format(
            f'<Relationship Id="b" Type="{OFFICE}worksheet" Target="/xl/worksheets/sheet1.xml"/>'
            f'<Relationship Id="c" Type="{OFFICE}sharedStrings" Target="sharedStrings.xml"/>'),
        "xl/worksheets/sheet1.xml": f"<worksheet {MAIN}><sheetData>{''.join(rows)}</sheetData></worksheet>",
        "xl/sharedStrings.xml": f"<sst {MAIN}>{strings}</sst>",
    }, "xlsx/other-writers/a.xlsx")


def broken():
    whole = (CASES / "xlsx/dates/a.xlsx").read_bytes()
    for name, content in (("cut-off-xlsx", whole[:len(whole) // 2]), ("encrypted-xlsx", encrypted())):
        path = CASES / "bad" / name / "a.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def encrypted():
    """The smallest compound file with the streams that Office writes for a workbook with a password."""
    free, end, fat_sector = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<109I", 0, *[free] * 108)
    # Sector 0 is the table, sector 1 the directory; 2-9 and 10-17 are the two streams of 4,096 bytes.
    chains = [fat_sector, end, *range(3, 10), end, *range(11, 18), end]
    table = struct.pack("<128I", *chains, *[free] * (128 - len(chains)))
    directory = (entry("Root Entry", 5, child=2, start=end) + entry("EncryptedPackage", 2, start=2, size=4096)
                 + entry("EncryptionInfo", 2, right=1, start=10, size=4096) + bytes(128))
    info = struct.pack("<HHI", 4, 4, 0x40) + b'<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption"/>'
    return header + table + directory + struct.pack("<Q", 4000).ljust(4096, b"\x5a") + info.ljust(4096, b"\0")


def entry(name, kind, right=0xFFFFFFFF, child=0xFFFFFFFF, start=0, size=0):
    text = (name + "\0").encode("utf-16-le")
    return (text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, 0xFFFFFFFF, right, child)
            + bytes(36) + struct.pack("<IQ", start, size))


if __name__ == "__main__":
    for make in (dates, layout, sheets, other_writers, broken):
        make()
