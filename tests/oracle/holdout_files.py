"""The files of a hold-out: the same table in every container.

XLSX needs openpyxl and xlsxwriter, XLS xlwt, ODS odfpy.
"""

import csv
import datetime
import html
import io
import json
import unicodedata
import zipfile

import words

DAY = datetime.timedelta(days=1)
CONTAINERS = ["comma", "semicolon", "pipe", "tsv", "openpyxl", "xlsxwriter", "xls", "ods", "html", "json", "ndjson"]
MARKS = {"comma": ",", "semicolon": ";", "pipe": "|", "tsv": "\t"}
ENDINGS = {"comma": "csv", "semicolon": "csv", "pipe": "csv", "tsv": "tsv", "openpyxl": "xlsx", "xlsxwriter": "xlsx", "xls": "xls",
           "ods": "ods", "html": "xls", "json": "json", "ndjson": "ndjson"}
STAMP = datetime.datetime(2026, 11, 27)
MERGING = ["openpyxl", "xlsxwriter", "xls", "html"]
YES_NO = {True: ["x", "có", "true", "1"], False: ["không", "false", "0"]}
ALWAYS = ["code", "received", "status"]


def columns(rng, theme):
    """Captions by column, in the file's order."""
    missing = theme.get("missing", 0.0)
    optional = ["procedure", "field", "unit", "unitLevel", "serviceLevel", "due", "finished", "returned", "intakeChannel", "returnChannel",
                "submitted", "personal"]
    chosen = ALWAYS + [c for c in optional if rng.random() >= missing and c not in theme.get("without", [])]
    rng.shuffle(chosen)
    made = {c: rng.choice(words.listed(words.HEADERS[c])) for c in chosen}
    if theme.get("yes_no") and "intakeChannel" in made:
        made["intakeChannel"] = rng.choice(["Trực tuyến", "online"])
    # "Ngày trả" without an appointment column is a question to the user, not a column.
    return made | ({"returned": "Ngày trả kết quả"} if "returned" in made and "due" not in made else {})


# Cells: everything is text, a day, a moment or a number

def date_text(rng, value, month_first):
    """`month_first`: None if the table has no such column; in a table with one, no other day is ambiguous."""
    if not isinstance(value, datetime.date):
        return value or rng.choice(["", "", "-", "01/01/1900"])
    timed = isinstance(value, datetime.datetime)
    if month_first:
        return value.strftime("%m/%d/%Y %H:%M" if timed else "%m/%d/%Y")
    if month_first is not None:
        return value.isoformat()
    forms = [value.strftime(f) for f in ("%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d/%m/%y")]
    if not timed:
        spelt = f"ngày {value.day} tháng {value.month} năm {value.year}"
        return rng.choice(forms * 3 + [f"{value.day}/{value.month}/{value.year}", spelt, value.strftime("%Y%m%d"), f"Thứ Hai, {forms[0]}",
                                       f"{forms[0]} (Quá hạn)"])
    utc = value - datetime.timedelta(hours=7)
    seconds = int((utc - datetime.datetime(1970, 1, 1)).total_seconds())
    return rng.choice([f"{forms[0]} {value:%H:%M}", f"{forms[1]} {value:%H:%M:%S}", value.isoformat(), value.isoformat(" "),
                       f"{utc.isoformat()}Z", f"{value.isoformat()}+07:00", f"/Date({seconds}000)/", f"{seconds}000",
                       f"{value:%Hh%M} ngày {forms[0]}", value.strftime("%Y%m%d%H%M%S"),
                       value.strftime("%a %b %d %Y %H:%M:%S GMT+0700 (Indochina Time)")])


def messy(rng, text):
    return rng.choice([text] * 6 + [text.upper(), f"  {text} ", text.replace(" ", "  "), unicodedata.normalize("NFD", text)])


def cell(rng, column, value, theme, typed):
    if column in words.DATE_COLUMNS:
        if typed and isinstance(value, datetime.date):
            return value
        return date_text(rng, value, column in theme["month_first"] if "month_first" in theme else None)
    if column == "intakeChannel" and theme.get("yes_no"):
        return rng.choice(YES_NO[words.value(column, value) == "online"])
    if column in words.TABLES and value:
        return messy(rng, value)
    return value


class Merged(str):
    """A text whose cell is merged over this many rows; the rows below are empty."""
    rows = 1


def body(rng, rows, captions, theme, typed):
    # A column is either typed or text: typed days beside texts could have been swapped by the program that wrote them.
    cells = {c: typed and rng.random() < 0.7 for c in captions}
    lines = [[number] + [cell(rng, c, row[c], theme, cells[c]) for c in captions] for number, row in enumerate(rows, 1)]
    if theme.get("merged") and "unit" in captions:
        merge(lines, 1 + list(captions).index("unit"))
    return lines


def merge(lines, column):
    """Equal units below each other become one cell."""
    top = None
    for line in lines:
        if top is not None and line[column] == top and top:
            top.rows += 1
            line[column] = ""
        else:
            line[column] = top = Merged(line[column])


def table(rng, rows, theme, typed):
    """Lines of cells, with titles, groups, totals and signatures around the dossiers of a list."""
    captions = columns(rng, theme)
    head = ["STT"] + [messy(rng, name) for name in captions.values()]
    if theme.get("numbered"):
        head = [form.format(i, name) for form in [rng.choice(["{}. {}", "({}) {}"])] for i, name in enumerate(head, 1)]
    above = theme.get("title") or [["DANH SÁCH HỒ SƠ"], ["Đơn vị tính: hồ sơ"], []][:rng.randrange(4)]
    lines = above + [head] + ([[f"({i + 1})" for i in range(len(head))]] if rng.random() < 0.4 else [])
    for line in body(rng, rows, captions, theme, typed):
        lines.append(line)
        lines += rng.choice([[[]], [head]]) if rng.random() < 0.03 and not theme.get("merged") else []
    if rng.random() < 0.4:
        lines += [["Tổng cộng", len(rows)], [], ["", "", "Người lập biểu"]]
    return lines


# Containers

def tame(rows):
    """A column whose cells are mostly not days is not a date column; such a table gets blank cells instead."""
    rows = [dict(row) for row in rows]
    for column in ("due", "finished", "returned", "submitted"):
        odd = [row for row in rows if isinstance(row[column], str)]
        if 3 * len(odd) > sum(isinstance(row[column], datetime.date) for row in rows):
            for row in odd:
                row[column] = None
    return rows


def write(rng, kind, rows, theme):
    """The bytes of one file."""
    if kind in ("json", "ndjson"):
        return json_bytes(rng, kind, tame(rows), theme)
    typed = kind in ("openpyxl", "xlsxwriter", "xls", "ods")
    parts = [rows]
    if typed and len(rows) > 6 and rng.random() < 0.4:
        cut = rng.randrange(3, len(rows) - 2)
        parts = [rows[:cut], rows[cut:]]
    tables = [table(rng, tame(part), theme, typed) for part in parts]
    if kind in MARKS:
        return csv_bytes(rng, MARKS[kind], tables[0])
    return {"openpyxl": openpyxl_bytes, "xlsxwriter": xlsxwriter_bytes, "xls": xls_bytes, "ods": ods_bytes, "html": html_bytes}[kind](tables)


def csv_bytes(rng, mark, lines):
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=mark, lineterminator=rng.choice(["\n", "\r\n"]))
    width = max(map(len, lines))
    writer.writerows(line + [""] * (width - len(line)) for line in lines)
    text = out.getvalue()
    return (rng.choice(["", "\ufeff"]) + rng.choice([text, text, unicodedata.normalize("NFD", text)])).encode()


def json_bytes(rng, kind, rows, theme):
    captions = columns(rng, theme)
    objects = [dict(zip(captions.values(), line[1:])) for line in body(rng, rows, captions, theme, False)]
    if kind == "ndjson":
        return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in objects).encode()
    return json.dumps(objects, ensure_ascii=rng.random() < 0.5, indent=rng.choice([None, 1])).encode()


def openpyxl_bytes(tables):
    from openpyxl import Workbook
    book, out = Workbook(), io.BytesIO()
    for number, lines in enumerate(tables):
        sheet = book.active if number == 0 else book.create_sheet(f"Trang {number + 1}")
        for i, line in enumerate(lines, 1):
            for k, value in enumerate(line, 1):
                if value not in ("", None):
                    sheet.cell(i, k, value)
                if isinstance(value, Merged) and value.rows > 1:
                    sheet.merge_cells(start_row=i, start_column=k, end_row=i + value.rows - 1, end_column=k)
    book.properties.created = book.properties.modified = STAMP
    book.save(out)
    return restamped(out.getvalue())


def restamped(data):
    """Makes the bytes reproducible: fixed dates on the entries, and no time of saving."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name != "docProps/core.xml":
                target.writestr(zipfile.ZipInfo(name, STAMP.timetuple()[:6]), without_core(name, source.read(name)), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def without_core(name, content):
    """The list of parts without the part that has the time of saving."""
    if name not in ("[Content_Types].xml", "_rels/.rels"):
        return content
    head, *nodes = content.decode().split("<")
    return (head + "".join("<" + node for node in nodes if "core" not in node.split(">")[0])).encode()


def xlsxwriter_bytes(tables):
    import xlsxwriter
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": STAMP})
    formats = {date: book.add_format({"num_format": text}) for date, text in ((False, "dd/mm/yyyy"), (True, "dd/mm/yyyy hh:mm"))}
    for lines in tables:
        sheet = book.add_worksheet()
        for i, line in enumerate(lines):
            for k, value in enumerate(line):
                if isinstance(value, datetime.date):
                    sheet.write_datetime(i, k, value, formats[isinstance(value, datetime.datetime)])
                elif isinstance(value, Merged) and value.rows > 1:
                    sheet.merge_range(i, k, i + value.rows - 1, k, str(value))
                elif value not in ("", None):
                    (sheet.write_string if isinstance(value, str) else sheet.write_number)(i, k, value)
    book.close()
    return restamped(out.getvalue())


def xls_bytes(tables):
    import xlwt
    book, out = xlwt.Workbook(), io.BytesIO()
    styles = {date: xlwt.easyxf(num_format_str=text) for date, text in ((False, "DD/MM/YYYY"), (True, "DD/MM/YYYY HH:MM"))}
    for number, lines in enumerate(tables):
        sheet = book.add_sheet(f"Trang {number + 1}")
        for i, line in enumerate(lines):
            for k, value in enumerate(line):
                if isinstance(value, datetime.date):
                    sheet.write(i, k, value, styles[isinstance(value, datetime.datetime)])
                elif isinstance(value, Merged) and value.rows > 1:
                    sheet.write_merge(i, i + value.rows - 1, k, k, str(value))
                elif value not in ("", None):
                    sheet.write(i, k, value)
    book.save(out)
    return out.getvalue()


def ods_bytes(tables):
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableRow
    book, out = OpenDocumentSpreadsheet(), io.BytesIO()
    for number, lines in enumerate(tables):
        sheet = Table(name=f"Trang {number + 1}")
        for line in lines:
            row = TableRow()
            for value in line or [None]:
                row.addElement(ods_cell(value))
            sheet.addElement(row)
        book.spreadsheet.addElement(sheet)
    book.write(out)
    return restamped_ods(out.getvalue())


def ods_cell(value):
    from odf.table import TableCell
    from odf.text import P
    if value in ("", None):
        return TableCell()
    if isinstance(value, datetime.date):
        return TableCell(valuetype="date", datevalue=value.isoformat())
    if isinstance(value, int):
        return TableCell(valuetype="float", value=str(value))
    made = TableCell(valuetype="string")
    made.addElement(P(text=value))
    return made


def restamped_ods(data):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in ("mimetype", "content.xml", "styles.xml", "META-INF/manifest.xml"):
            packed = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            target.writestr(zipfile.ZipInfo(name, STAMP.timetuple()[:6]), source.read(name), packed)
    return out.getvalue()


def html_bytes(tables):
    made = "".join("<table border=1>\n" + html_rows(lines) + "</table>\n" for lines in tables)
    return f'<html><head><meta charset="utf-8"></head><body>\n{made}</body></html>\n'.encode()


def html_rows(lines):
    """A merged cell covers the places below it, where nothing is written."""
    taken, made = set(), []
    for i, line in enumerate(lines):
        cells = [html_cell(value) for k, value in enumerate(line) if (i, k) not in taken]
        taken |= {(i + n, k) for k, value in enumerate(line) if isinstance(value, Merged) for n in range(1, value.rows)}
        made.append("<tr>" + ("".join(cells) or "<td></td>") + "</tr>\n")
    return "".join(made)


def html_cell(value):
    text = value.strftime("%d/%m/%Y") if isinstance(value, datetime.date) else str("" if value is None else value)
    span = f' rowspan="{value.rows}"' if isinstance(value, Merged) and value.rows > 1 else ""
    return f"<td{span}>{html.escape(text)}</td>"


def zipped(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, STAMP.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
