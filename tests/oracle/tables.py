"""Rows of cells from CSV, TSV and XLSX bytes, with nothing but the standard library."""

import csv
import io
import posixpath
import re
import zipfile
from typing import NamedTuple
from xml.etree import ElementTree

csv.field_size_limit(1 << 30)
BINARY = {b"%PDF": "unsupported-format", b"\x89PNG": "unsupported-format"}
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


class Refused(Exception):
    """A file that cannot be read; the argument is the error code."""


class Cell(NamedTuple):
    text: str
    number: float | None = None


class Sheet(NamedTuple):
    name: str | None
    rows: list          # one list of cells a record; row number = index + 1
    epoch1904: bool = False
    merged: dict = {}   # (row, column), both from 0 -> the cell that is merged over it from above


def read(data):
    """All candidates for one file: a list of alternatives, each a list of sheets."""
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise Refused("empty-file")
    if data.startswith(OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise Refused("encrypted-file" if encrypted else "unsupported-format")
    if data.startswith(b"PK"):
        return [workbook(data)]
    if data[:4] in BINARY:
        raise Refused(BINARY[data[:4]])
    return [[text_sheet(data, mark)] for mark in ",;\t|"]


def text_sheet(data, mark):
    """The records of one delimiter, from bytes in UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("invalid-encoding") from error
    records = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    return Sheet(None, [[Cell(trim(field)) for field in record] for record in records])


def trim(text):
    return text.strip(" \t\r\n\u00a0\u200b\ufeff")


def workbook(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return list(sheets(archive))
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, EOFError) as error:
        raise Refused("damaged-file") from error


def part(archive, name):
    """A part of the package without its namespaces."""
    root = ElementTree.fromstring(archive.read(name))
    for node in root.iter():
        node.tag = node.tag.rsplit("}", 1)[-1]
        node.attrib = {k.rsplit("}", 1)[-1]: v for k, v in node.attrib.items()}
    return root


def relations(archive, folder, name):
    root = part(archive, f"{folder}/_rels/{name}.rels")
    return {r.get("Id"): posixpath.normpath(posixpath.join("/" + folder, r.get("Target"))).lstrip("/") for r in root}


def sheets(archive):
    book, targets = part(archive, "xl/workbook.xml"), relations(archive, "xl", "workbook.xml")
    strings = shared_strings(archive)
    settings = book.find("workbookPr")
    epoch1904 = settings is not None and settings.get("date1904") in ("1", "true")
    for sheet in book.find("sheets"):
        root = part(archive, targets[sheet.get("id")])
        rows = sheet_rows(root, strings)
        yield Sheet(sheet.get("name"), rows, epoch1904, merged_cells(root, rows))


def shared_strings(archive):
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    return [rich_text(item) for item in part(archive, "xl/sharedStrings.xml").findall("si")]


def rich_text(item):
    runs = [t for child in item for t in ([child] if child.tag == "t" else child.findall("t") if child.tag == "r" else [])]
    return unescape("".join(run.text or "" for run in runs))


def unescape(text):
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), text)


def sheet_rows(root, strings):
    """Rows 1 to the last one with content; a row that is absent between others is blank."""
    rows, number = {}, 0
    for row in root.iter("row"):
        number = int(row.get("r") or number + 1)
        rows[number] = row_cells(row, strings)
    filled = [n for n, cells in rows.items() if any(c.text for c in cells)]
    return [rows.get(n, []) for n in range(1, max(filled, default=0) + 1)]


def merged_cells(root, rows):
    """Maps each place below a cell that is merged over rows to that cell."""
    found = {}
    for node in root.iter("mergeCell"):
        (left, top), (_, bottom) = [(column_index(r), int(re.sub("[A-Z]", "", r)) - 1) for r in node.get("ref").split(":")]
        over = rows[top][left] if top < len(rows) and left < len(rows[top]) else Cell("")
        found |= {(r, left): over for r in range(top + 1, bottom + 1)}
    return found


def row_cells(row, strings):
    cells, column = {}, -1
    for c in row.findall("c"):
        column = column_index(c.get("r")) if c.get("r") else column + 1
        cells[column] = cell(c, strings)
    return [cells.get(i, Cell("")) for i in range(max(cells, default=-1) + 1)]


def column_index(reference):
    index = 0
    for letter in re.match("[A-Z]+", reference)[0]:
        index = index * 26 + ord(letter) - 64
    return index - 1


def cell(node, strings):
    kind, raw = node.get("t", "n"), node.findtext("v")
    if kind == "inlineStr":
        return Cell(trim(rich_text(node.find("is"))))
    if raw is None or raw == "":
        # A formula that was never calculated has content, but its value is unknown.
        return Cell("#FORMULA" if node.find("f") is not None else "")
    if kind == "n":
        number = float(raw)
        return Cell(str(int(number)) if number == int(number) else repr(number), number)
    return Cell(trim(strings[int(raw)] if kind == "s" else unescape(raw)))
