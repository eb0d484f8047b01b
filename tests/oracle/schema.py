"""Header finding and column mapping: docs/reference.md, "Files"."""

import re
from typing import NamedTuple

import dates
import words
from tables import Cell, Refused

NUMBERED = re.compile(r"^\s*\(?\d+[.)]\)?\s*")
HEADER_ROWS = 100   # a header further down is not looked for


class Table(NamedTuple):
    file: str
    sheet: str | None
    header: tuple       # indexes of the header rows
    captions: list      # folded header texts, one set a header row
    columns: dict       # canonical column -> index
    rows: list
    epoch1904: bool
    issues: dict
    month_first: set = frozenset()      # date columns read month first
    yes_no: bool = False                # the intake column says yes or no to "online"
    merged: dict = {}                   # (row, column) -> the cell that is merged over it
    surroundings: tuple = ()            # the file's name and the texts above the header


def find_tables(name, alternatives):
    """The tables of the reading with the best header; refuses a file without a header."""
    best = max(alternatives, key=lambda sheets: max((score(find_header(s.rows)) for s in sheets), default=0))
    tables = [(s, find_header(s.rows)) for s in best]
    tables = [(s, h) for s, h in tables if score(h) >= 2]
    if not tables:
        looks = any(len([c for c in row if c.text]) > 1 for sheets in alternatives for s in sheets for row in s.rows)
        raise Refused("no-header" if looks else "no-table")
    made = [build(name, s, h) for s, h in tables]
    usable = [t for t in made if has_received(t)]
    if not usable:
        raise Refused("no-received-column")
    return usable


def score(header):
    return header[1] if header else 0


def find_header(rows):
    """(row indexes, matched columns, names of each column): most matched columns, then one row before two, then the upper one."""
    candidates = []
    for i, row in enumerate(rows[:HEADER_ROWS]):
        for indexes, names in (((i,), [[c.text] for c in row]), ((i, i + 1), joined(rows, i))):
            candidates.append((indexes, sum(match(n) is not None for n in names), names))
    return max(candidates, key=lambda c: (c[1], -len(c[0]), -c[0][0]), default=None)


def joined(rows, i):
    """Names of a two-row header: "parent child", then the child; the parent alone if there is nothing under it."""
    if i + 1 >= len(rows):
        return []
    upper, lower = rows[i], rows[i + 1]
    names, parent = [], ""
    for k in range(max(len(upper), len(lower))):
        over, under = text(upper, k), text(lower, k)
        parent = over or parent
        names.append([f"{parent} {under}", under] if under else [over])
    return names


def text(row, k):
    return row[k].text if k < len(row) else ""


def match(names):
    """(column, rank) of the first name that is a known header; a number before it is ignored."""
    folded = [f for name in names for f in (words.squeeze(name), words.squeeze(NUMBERED.sub("", name)))]
    return next((words.HEADER_INDEX[f] for f in folded if f in words.HEADER_INDEX), None)


def build(name, sheet, header):
    indexes, _, names = header
    body = sheet.rows[indexes[-1] + 1:]
    columns, issues = {}, {}
    for column in words.HEADERS:
        if column != "personal":
            choose(column, names, body, sheet.epoch1904, columns, issues)
    yes_no = online_column(names, body, columns)
    if words.squeeze(caption(names, columns.get("returned"))) == "ngaytra" and "due" not in columns:
        issues["ambiguous-due"] = 1
    if "unitLevel" not in columns and "unit" in columns:
        issues["level-inferred"] = 1
    month_first = month_first_columns(columns, body)
    issues["month-first"] = len(month_first)
    captions = [{words.squeeze(c.text) for c in sheet.rows[i] if c.text} for i in indexes]
    above = tuple(c.text for row in sheet.rows[:indexes[0]] for c in row if c.text)
    return Table(name, sheet.name, indexes, captions, columns, sheet.rows, sheet.epoch1904, issues, month_first, yes_no,
                 sheet.merged, (name, *above))


def online_column(names, body, columns):
    """A column "Trực tuyến" of yes or no, if no other column gives the intake channel."""
    for i, name in enumerate(names):
        cells = [text(row, i) for row in body if text(row, i)]
        if "intakeChannel" not in columns and words.squeeze(name[-1]) in ("tructuyen", "online") and cells:
            if 2 * sum(words.words(c) in words.YES_NO_TABLE for c in cells) >= len(cells):
                columns["intakeChannel"] = i
                return True
    return False


def month_first_columns(columns, body):
    seen = {c: {dates.order(cell(row, columns[c])) for row in body} for c in words.DATE_COLUMNS if c in columns}
    if not any("month" in orders and "day" not in orders for orders in seen.values()):
        return set()
    return {c for c, orders in seen.items() if "day" not in orders and orders & {"month", "both"}}


def caption(names, index):
    return "" if index is None else names[index][-1]


def choose(column, names, body, epoch1904, columns, issues):
    """The first candidate in the list's order whose content fits, else the first one with any content."""
    matches = [(match(n), i) for i, n in enumerate(names)]
    candidates = [i for rank, i in sorted((m[1], i) for m, i in matches if m and m[0] == column)]
    if len(candidates) < 2:
        columns.update({column: i for i in candidates})
        return
    issues["column-choice"] = issues.get("column-choice", 0) + 1
    filled = {i: [row[i] for row in body if text(row, i)] for i in candidates}
    fitting = [i for i in candidates if fits(column, filled[i], epoch1904)]
    columns[column] = (fitting or [i for i in candidates if filled[i]] or candidates)[0]


def fits(column, cells, epoch1904):
    if column in words.TABLES:
        good = sum(bool(words.value(column, c.text)) for c in cells)
    else:
        dated = sum(dates.read(c, epoch1904) is not dates.UNREADABLE for c in cells)
        good = dated if column in words.DATE_COLUMNS else len(cells) - dated
    return bool(cells) and good * 2 >= len(cells)


def has_received(table):
    if "received" in table.columns or "submitted" in table.columns:
        return True
    code = table.columns.get("code")
    body = table.rows[table.header[-1] + 1:]
    return code is not None and any(dates.in_code(text(row, code)) for row in body)


def cell(row, index):
    return row[index] if index is not None and index < len(row) else Cell("")


def category_cell(table, index, row, column):
    """In category columns, the text of a cell merged over rows applies to all of them."""
    own = cell(row, table.columns[column])
    if column in ("unit", "unitLevel", "field", "procedure") and not own.text:
        return table.merged.get((index, table.columns[column]), own)
    return own
