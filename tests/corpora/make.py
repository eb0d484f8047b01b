"""Writes tests/corpora/files: tables as programs and accidents make them, with the expected content of each.

    python3 make.py        (needs openpyxl, xlsxwriter and xlwt; then `node make.mjs` for exceljs and SheetJS)

`pollutions/` and `dialects/`: text tables NAME.csv; the expected rows of cells are in NAME.json, or else in table.json. `writers/`:
workbooks, which calamine reads too. The bytes are the same in every run, except for the times that writers put into workbooks.
"""

import datetime
import itertools
import json
import pathlib

import openpyxl
import xlsxwriter
import xlwt

HERE = pathlib.Path(__file__).parent / "files"
HEADER = ["Mã hồ sơ", "Đơn vị", "Thủ tục", "Ngày tiếp nhận", "Ngày hẹn trả", "Ghi chú"]
ROWS = [
    ["H20.36.18-220819-%04d" % n, unit, procedure, "%02d/08/2022" % (n + 1), "%02d/09/2022" % (n + 1), note]
    for n, (unit, procedure, note) in enumerate(
        itertools.islice(
            itertools.product(
                ["UBND xã Tân Mỹ", "UBND phường 3"],
                ["Đăng ký khai sinh", 'Chứng thực "bản sao"', "Cấp giấy phép xây dựng, nhà ở"],
                ["", "kèm 2 bản", "đã gọi điện; hẹn lại"],
            ),
            18,
        )
    )
]
TABLE = [HEADER, *ROWS]


def text(rows, delimiter=",", quote='"', end="\r\n", every=False):
    def cell(value):
        special = any(mark in value for mark in (delimiter, quote, "\n", "\r"))
        return quote + value.replace(quote, quote * 2) + quote if every or special else value

    return "".join(delimiter.join(map(cell, row)) + end for row in rows)


def put(folder, name, content, rows, encoding="utf-8"):
    place = HERE / folder
    place.mkdir(parents=True, exist_ok=True)
    content = content if isinstance(content, bytes) else content.encode(encoding)
    (place / f"{name}.csv").write_bytes(content)
    truth = name if rows is not TABLE else "table"
    (place / f"{truth}.json").write_text(json.dumps(rows, ensure_ascii=False) + "\n", encoding="utf-8")


def changed(row, column, value):
    rows = [list(cells) for cells in TABLE]
    rows[row][column] = value
    return rows


def lines(**options):
    return text(TABLE, **options).split("\r\n")[:-1]


def pollutions():
    def polluted(name, content, rows=TABLE, **options):
        put("pollutions", name, content, rows, **options)

    plain = text(TABLE)
    polluted("none", plain)
    polluted("no-last-line-end", plain[:-2])
    polluted("byte-order-mark", plain, encoding="utf-8-sig")
    polluted("two-byte-order-marks", "\ufeff" + plain, encoding="utf-8-sig")
    polluted("line-feed", text(TABLE, end="\n"))
    polluted("carriage-return", text(TABLE, end="\r"))
    mixed = lines()
    polluted("mixed-line-ends", "".join(line + ["\r\n", "\n"][n % 2] for n, line in enumerate(mixed)))
    polluted("every-cell-quoted", text(TABLE, every=True))
    polluted("blank-lines-at-the-end", plain + "\r\n\r\n", TABLE)
    polluted("separator-line", "sep=;\r\n" + text(TABLE, delimiter=";"), [["sep=", ""], *TABLE])
    polluted("title-above", "DANH SÁCH HỒ SƠ THÁNG 8\r\n" + plain, [["DANH SÁCH HỒ SƠ THÁNG 8"], *TABLE])
    polluted("title-with-one-quote", 'Danh sách "mới\r\n' + text(TABLE, delimiter=";"), [['Danh sách "mới'], *TABLE])
    polluted("line-end-within-quotes", text(changed(3, 2, "Chứng thực\nhợp đồng")), changed(3, 2, "Chứng thực\nhợp đồng"))
    polluted("delimiter-within-quotes", text(changed(3, 5, "a, b; c")), changed(3, 5, "a, b; c"))
    stray = lines(delimiter=";")
    stray[4] = ";".join([*ROWS[3][:5], '"chưa đủ'])
    # A quote that does not open a cell is not part of it.
    want = changed(4, 5, "chưa đủ")
    polluted("quote-never-closed-in-the-last-cell", "".join(line + "\r\n" for line in stray[:5]), want[:5])
    stray = lines(delimiter=";")
    stray[4] = ";".join([*ROWS[3][:5], 'khổ 5" mới'])
    polluted("quote-within-a-bare-cell", "".join(line + "\r\n" for line in stray), changed(4, 5, 'khổ 5" mới'))
    stray = lines()
    stray[4] = ",".join(['"' + ROWS[3][0] + '"', *ROWS[3][1:2], '"Chứng thực ""bản sao"""', *ROWS[3][3:]])
    polluted("quotes-only-in-one-row", "".join(line + "\r\n" for line in stray), changed(4, 2, 'Chứng thực "bản sao"'))
    short = lines()
    short[5] = ",".join(ROWS[4][:4])
    polluted("row-with-fewer-cells", "".join(line + "\r\n" for line in short), [*TABLE[:5], ROWS[4][:4], *TABLE[6:]])
    long = lines()
    long[5] += ",thừa"
    polluted("row-with-more-cells", "".join(line + "\r\n" for line in long), [*TABLE[:5], [*TABLE[5], "thừa"], *TABLE[6:]])
    polluted("empty-first-column", text([["", *row] for row in TABLE]), [["", *row] for row in TABLE])
    polluted("empty-last-columns", text([[*row, "", ""] for row in TABLE]), [[*row, "", ""] for row in TABLE])
    polluted("blanks-around-delimiters", text([[f" {cell} " if cell else cell for cell in row] for row in TABLE]), [[f" {cell} " if cell else cell for cell in row] for row in TABLE])
    polluted("padded-with-zero-bytes", text([[cell + "\0\0" if cell else cell for cell in row] for row in TABLE]))
    polluted("utf-16", plain, encoding="utf-16")
    polluted("windows-1258", plain.translate(TO_1258).encode("cp1258"), TABLE)


# windows-1258 writes a vowel and its tone as two letters.
def to_1258():
    import unicodedata

    table = {}
    for code in range(0xC0, 0x1EFA):
        letter = chr(code)
        try:
            letter.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            for cut in range(1, len(parts)):
                for tones in (parts[cut:], parts[1:]):
                    base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in TONES))
                    tone = "".join(mark for mark in tones if mark in TONES)
                    if tone:
                        table[code] = base + tone
    return table


TONES = "\u0300\u0301\u0303\u0309\u0323"
TO_1258 = to_1258()


def dialects():
    for (name, delimiter), (quoting, every), (ending, end) in itertools.product(
        [("comma", ","), ("semicolon", ";"), ("tab", "\t"), ("bar", "|")],
        [("bare", False), ("quoted", True)],
        [("crlf", "\r\n"), ("lf", "\n"), ("cr", "\r")],
    ):
        put("dialects", f"{name}-{quoting}-{ending}", text(TABLE, delimiter, end=end, every=every), TABLE)


def days(text_):
    day, month, year = map(int, text_.split("/"))
    return datetime.datetime(year, month, day)


def typed(write, header, day):
    for row, cells in enumerate(TABLE):
        for column, value in enumerate(cells):
            if row == 0:
                write(row, column, value, header)
            elif column in (3, 4):
                write(row, column, days(value), day)
            elif value:
                write(row, column, value, None)


def with_openpyxl():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Hồ sơ"
    typed(lambda row, column, value, _: setattr(sheet.cell(row + 1, column + 1), "value", value), None, None)
    sheet["H1"], sheet["H2"], sheet["H3"], sheet["H4"] = "Khác", 12.5, True, "#N/A"
    sheet["H4"].data_type = "e"
    sheet.merge_cells("B2:B4")
    sheet.row_dimensions[6].hidden = True
    hidden = book.create_sheet("Ẩn")
    hidden["A1"] = "không hiện"
    hidden.sheet_state = "hidden"
    book.save(HERE / "writers/openpyxl.xlsx")


def with_xlsxwriter():
    for name, options in [("xlsxwriter", {}), ("xlsxwriter-1904", {"date_1904": True}), ("xlsxwriter-lines", {"constant_memory": True})]:
        book = xlsxwriter.Workbook(HERE / f"writers/{name}.xlsx", options)
        sheet = book.add_worksheet("Hồ sơ")
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
        typed(lambda row, column, value, form: sheet.write(row, column, value, form), bold, day)
        sheet.write_formula(20, 0, "=1+1", None, 2)
        sheet.write_rich_string(21, 0, "một ", bold, "hai")
        book.close()


def with_xlwt():
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Hồ sơ")
    day = xlwt.easyxf(num_format_str="dd/mm/yyyy")
    typed(lambda row, column, value, form: sheet.write(row, column, value, *[form] * (form is not None)), None, day)
    sheet.write_merge(20, 22, 1, 1, "UBND xã gộp")
    book.save(str(HERE / "writers/xlwt.xls"))


if __name__ == "__main__":
    (HERE / "writers").mkdir(parents=True, exist_ok=True)
    pollutions()
    dialects()
    with_openpyxl()
    with_xlsxwriter()
    with_xlwt()
