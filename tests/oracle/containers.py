"""Files to sheets of cells: archives, web pages, JSON, old and open workbooks. CSV and XLSX are in tables.py."""

import gzip
import io
import json
import unicodedata
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree

from tables import Cell, Refused, Sheet, read as read_table, text_sheet, trim

OFFICE = {"mimetype", "[Content_Types].xml"}
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def read(name, data):
    """[(name, alternatives or Refused)]: one entry per file inside."""
    if data.startswith(b"\x1f\x8b"):
        return read(name, gzip.decompress(data))
    if data.startswith(b"PK") and is_archive(data):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = [(f"{name}/{e.filename}", archive.read(e)) for e in archive.infolist() if not is_beside(e.filename)]
        return [part for path, content in inside for part in read(path, content)]
    try:
        return [(name, alternatives(data))]
    except Refused as refused:
        return [(name, refused)]


def is_archive(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return not OFFICE & set(archive.namelist())
    except zipfile.BadZipFile:
        return False


def is_beside(path):
    last = path.rsplit("/", 1)[-1]
    return path.startswith("__MACOSX/") or last in ("", ".DS_Store", "Thumbs.db", "desktop.ini") or last.startswith(("._", "~$"))


def alternatives(data):
    if data.startswith(b"PK") and b"opendocument" in data[:200]:
        return [ods(data)]
    if data.startswith(OLE) and "EncryptedPackage".encode("utf-16-le") not in data:
        return [xls(data)]
    text = decoded(data)
    start = text.lstrip()[:2000].lower() if text else ""
    if start.startswith("mime-version:"):
        return alternatives(web_part(data))
    if "urn:schemas-microsoft-com:office:spreadsheet" in start:
        return [spreadsheetml(data)]
    if start.startswith("<") and ("<table" in text.lower() or "<html" in start):
        return [html(text)]
    if start[:1] in ("[", "{"):
        found = from_json(text)
        if found:
            return [found]
    if text is not None and not data.startswith((b"\xef\xbb\xbf", b"PK")) and not is_utf8(data):
        return [[text_sheet(text.encode(), mark)] for mark in ",;\t|"]
    return read_table(data)


def is_utf8(data):
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def decoded(data):
    """The text in NFC; None for bytes that are not text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    if data.startswith((OLE, b"PK", b"%PDF", b"\x89PNG")):
        return None
    if len(data) > 40 and data[1:40:2].count(0) > 10:
        return data.decode("utf-16-le", "replace")
    for encoding in ("utf-8-sig", "cp1258"):
        try:
            return unicodedata.normalize("NFC", data.decode(encoding)) if b"\0" not in data else None
        except UnicodeDecodeError:
            pass
    return None


# JSON: one object per line, an array of objects, or either inside an object

def from_json(text):
    try:
        value = json.loads(text)
    except ValueError:
        lines = [line for line in text.splitlines() if line.strip()]
        try:
            value = [json.loads(line) for line in lines]
        except ValueError:
            return None
    if isinstance(value, dict) and not any(isinstance(v, (list, dict)) for v in value.values()):
        value = [value]
    while isinstance(value, dict):
        lists = [v for v in value.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
        value = next(iter(lists), None) or next((v for v in value.values() if isinstance(v, dict)), [])
    if not value or not isinstance(value[0], dict):
        return None
    keys = list(dict.fromkeys(key for item in value for key in item))
    rows = [[Cell(trim(k)) for k in keys]] + [[plain(item.get(k)) for k in keys] for item in value]
    return [Sheet(None, rows)]


def plain(value):
    if value is None:
        return Cell("")
    return Cell(trim(value) if isinstance(value, str) else json.dumps(value))


# Web pages

def web_part(data):
    """The web page inside a mail."""
    import email
    parts = [part for part in email.message_from_bytes(data).walk() if part.get_content_type() == "text/html"]
    return parts[0].get_payload(decode=True)


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tables, self.cell = [], None

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables and self.tables[-1]:
            self.cell = [[], int(named.get("rowspan") or 1), int(named.get("colspan") or 1)]
            self.tables[-1][-1].append(self.cell)
        elif tag == "br" and self.cell:
            self.cell[0].append(" ")

    def handle_endtag(self, tag):
        if tag in ("td", "th", "tr", "table"):
            self.cell = None

    def handle_data(self, data):
        if self.cell:
            self.cell[0].append(data)


def html(text):
    page = Page()
    page.feed(text)
    return [grid(rows) for rows in page.tables] or [Sheet(None, [])]


def grid(rows):
    """The HTML table model: a cell that spans rows pushes the cells below it to the right."""
    cells, merged = {}, {}
    for r, row in enumerate(rows):
        c = 0
        for texts, down, across in row:
            while (r, c) in cells:
                c += 1
            text = Cell(trim(" ".join("".join(texts).split())))
            for i in range(min(down, len(rows) - r)):
                for k in range(across):
                    cells[r + i, c + k] = text if i == k == 0 else Cell("")
                if i:
                    merged[r + i, c] = text
            c += across
    return Sheet(None, [line(cells, r) for r in range(len(rows))], merged=merged)


def line(cells, r):
    return [cells.get((r, c), Cell("")) for c in range(max((k for i, k in cells if i == r), default=-1) + 1)]


# Workbooks

def xls(data):
    import xlrd
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True)
    except xlrd.XLRDError as error:
        raise Refused("damaged-file") from error
    return [xls_sheet(book, sheet) for sheet in book.sheets()]


def xls_sheet(book, sheet):
    rows = [[xls_cell(sheet.cell(r, c)) for c in range(sheet.ncols)] for r in range(sheet.nrows)]
    while rows and not any(c.text for c in rows[-1]):
        rows.pop()
    merged = {(r, left): rows[top][left] for top, bottom, left, _ in sheet.merged_cells for r in range(top + 1, min(bottom, len(rows)))}
    return Sheet(sheet.name, rows, bool(book.datemode), merged)


def xls_cell(cell):
    if cell.ctype in (2, 3):
        number = cell.value
        return Cell(str(int(number)) if number == int(number) else repr(number), number)
    if cell.ctype == 5:
        return Cell("#ERROR")
    return Cell(trim(str(cell.value))) if cell.ctype == 1 else Cell("")


def spreadsheetml(data):
    """Excel's XML of 2003: rows and cells may state their number, and omit those before."""
    root = ElementTree.fromstring(data)
    return [Sheet(attribute(sheet, "Name"), xml_rows(table)) for sheet in children(root, "Worksheet") for table in children(sheet, "Table")]


def xml_rows(table):
    return spaced([(attribute(row, "Index"), spaced([(attribute(c, "Index"), xml_cell(c)) for c in children(row, "Cell")], Cell("")))
                   for row in children(table, "Row")], [])


def xml_cell(node):
    return Cell(trim("".join("".join(d.itertext()) for d in children(node, "Data"))))


def spaced(items, blank):
    """A list with each item at its number, from 1."""
    made = []
    for number, item in items:
        made += [blank] * (int(number or 0) - 1 - len(made))
        made.append(item)
    return made


def children(node, name):
    return [child for child in node if local(child.tag) == name]


def attribute(node, name):
    return next((v for k, v in node.attrib.items() if local(k) == name), None)


def local(name):
    return name.rsplit("}", 1)[-1]


def ods(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = ElementTree.fromstring(archive.read("content.xml"))
    return [ods_sheet(node) for node in root.iter() if local(node.tag) == "table"]


def ods_sheet(node):
    rows, merged = [], {}
    for row in (n for n in node.iter() if local(n.tag) == "table-row"):
        named = {local(k): v for k, v in row.attrib.items()}
        cells = [cell for child in row for cell in ods_cells(child)]
        for _ in range(min(int(named.get("number-rows-repeated", 1)), 1000)):
            rows.append(cells)
    while rows and not any(c.text for c in rows[-1]):
        rows.pop()
    return Sheet({local(k): v for k, v in node.attrib.items()}.get("name"), rows, merged=merged)


def ods_cells(node):
    named = {local(k): v for k, v in node.attrib.items()}
    text = " ".join("".join(p.itertext()) for p in node if local(p.tag) == "p")
    cell = Cell(trim(named.get("date-value") or named.get("value") or text))
    return [cell] * min(int(named.get("number-columns-repeated", 1)), 1000)
