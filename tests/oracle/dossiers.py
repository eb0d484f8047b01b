"""Rows to dossiers, every row accounted for: docs/reference.md, "Definitions"."""

import re
from collections import Counter
from dataclasses import dataclass, field

import dates
import schema
import units
import words

STT = re.compile(r"\(?(\d+|[IVXLC]+|[A-Z])\)?\.?")
SIGNED = re.compile(r"\bngay\b.*\bthang\b.*\bnam\b")
SIGNED_CELLS = 4    # a fuller row is a dossier's, whatever its words
UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")


@dataclass
class Dossier:
    table: int
    row: int
    code: str
    unit: str                   # as in the file
    keys: dict                  # dimension -> value of the groups; channels: None no column, "" blank
    stated_level: str | None    # None where the level comes from the unit's name
    status: str
    received: object            # a day
    filed: tuple | None         # moments; what is in none of these columns is None, what cannot be read UNREADABLE
    accepted: tuple | None      # of the received column itself
    due: tuple | None
    finished: tuple | None
    returned: tuple | None
    seen: list                  # days that bound the default as-of date
    issues: Counter = field(default_factory=Counter)
    columns: frozenset = frozenset()
    month_first: frozenset = frozenset()
    live: bool = True
    loses_to: object = None


def known(moment):
    return moment if moment is not dates.UNREADABLE else None


class Ledger:
    """What became of each row of one table."""

    def __init__(self, table, number):
        self.table, self.number = table, number
        self.skipped = self.rejected = 0
        self.dossiers, self.issues, self.group = [], Counter(table.issues), ""
        for index, row in enumerate(table.rows):
            if index not in table.header:
                self.take(index, row)

    def take(self, index, row):
        if index < self.table.header[0] or skipped(self.table, row):
            self.skipped += 1
            return
        dossier, issues = typed(self.table, self.number, index, row)
        if dossier:
            dossier.unit = dossier.unit or self.group
            self.dossiers.append(dossier)
        elif beside_the_table(row):
            self.skipped += 1
            self.switch(row)
        else:
            self.rejected += 1
            self.issues += issues

    def switch(self, row):
        """Without a unit column, a group row gives the unit of the rows below, if it names one."""
        name = words.key([c.text for c in row if c.text][-1])
        if "unit" not in self.table.columns and units.level(name, False, ()):
            self.group = name

    def rows(self):
        live = sum(d.live for d in self.dossiers)
        return {"read": len(self.table.rows) - len(self.table.header), "dossiers": live,
                "duplicates": len(self.dossiers) - live, "skipped": self.skipped, "rejected": self.rejected}

    def newest(self, today):
        return max((day for d in self.dossiers for day in d.seen if day <= today), default=None)

    def all_issues(self, as_of, today):
        total = Counter(self.issues)
        for d in self.dossiers:
            if d.live:
                total += d.issues
                total["received-after-as-of"] += d.received > as_of
                total["date-after-today"] += sum(day > today for day in d.seen)
        return {kind: n for kind, n in sorted(total.items()) if n}


def skipped(table, row):
    """Blank, repeated header, numbering row or total row."""
    filled = [c.text for c in row if c.text]
    return not filled or repeats_header(table, filled) or numbering(filled) or total(filled)


def repeats_header(table, filled):
    return len(filled) > 1 and any(all(words.squeeze(text) in captions for text in filled) for captions in table.captions)


def numbering(filled):
    numbers = [int(m[1]) for m in (re.fullmatch(r"\(?(\d+)\)?", text) for text in filled) if m]
    return len(numbers) == len(filled) >= 3 and all(b == a + 1 for a, b in zip(numbers, numbers[1:]))


def total(filled):
    label = words.words(filled[1] if STT.fullmatch(filled[0]) and len(filled) > 1 else filled[0])
    return label in words.TOTAL_WHOLE or any((label + " ").startswith(t + " ") for t in words.TOTAL_STARTS)


def beside_the_table(row):
    """True for a row without a received day that is a group caption (alone, or after its number) or a signature."""
    filled = [c.text for c in row if c.text]
    folded = [words.words(text) for text in filled]
    if len(filled) <= SIGNED_CELLS and any(f.startswith(words.SIGNATURES) or SIGNED.search(f) for f in folded):
        return True
    return len(filled) == 1 or (len(filled) == 2 and STT.fullmatch(filled[0]) is not None)


def typed(table, number, index, row):
    """(dossier or None, issues of its cells)."""
    issues = Counter()
    text = {c: schema.category_cell(table, index, row, c).text for c in table.columns}
    when = {c: read_date(table, row, c, issues) for c in words.DATE_COLUMNS}
    keys = {c: words.key(text.get(c, "")) for c in ("field", "procedure")}
    keys |= {c: category(c, text, issues, table.yes_no) for c in words.TABLES}
    status, level = keys.pop("status"), keys.pop("unitLevel")
    keys["file"] = table.file
    code = words.key(UNSEEN.sub("", text.get("code", "")))
    received = received_day(when, code, issues)
    if received is None or status == "deleted":
        return None, issues
    doubts(issues, code, when, received, status)
    seen = [received] + [known(when[c])[0] for c in ("finished", "returned") if known(when[c])]
    return Dossier(number, index + 1, code, words.key(text.get("unit", "")), keys, level if "unitLevel" in text else None,
                   status, received, when["submitted"], when["received"], when["due"], when["finished"], when["returned"],
                   seen, issues, frozenset(table.columns), frozenset(table.month_first)), issues


def read_date(table, row, column, issues):
    moment = dates.read(schema.cell(row, table.columns.get(column)), table.epoch1904, column in table.month_first)
    issues["impossible-date"] += moment is dates.UNREADABLE
    return moment


def category(column, text, issues, yes_no):
    """None for a channel column that does not exist, "" for a blank cell."""
    channel = column in ("intakeChannel", "returnChannel")
    if column not in text:
        return None if channel else ""
    if column == "intakeChannel" and yes_no:
        value = words.YES_NO_TABLE.get(words.words(text[column]), None if text[column] else "")
    else:
        value = words.value(column, text[column])
    if value is None:
        issues["unknown-value"] += 1
        return "other" if channel else "open" if column == "status" else ""
    return "" if value == "blank" else value


def plain_code(code):
    """The comparison form: every dash is a hyphen, in upper case; invisible characters are removed already."""
    return DASHES.sub("-", code).upper()


def code_key(code):
    """The key that makes two rows one dossier; None for a blank code and for one in scientific notation."""
    folded = plain_code(code)
    return None if not words.words(folded) or dates.SCIENTIFIC.fullmatch(folded) else folded


def received_day(when, code, issues):
    for column, issue in (("received", None), ("submitted", "received-from-submitted")):
        if known(when[column]):
            issues[issue or "-"] += issue is not None
            return when[column][0]
    day = dates.in_code(plain_code(code))
    issues["received-from-code"] += day is not None
    return day


def doubts(issues, code, when, received, status):
    end = known(when["finished"] or when["returned"])
    due, filed = known(when["due"]), known(when["submitted"])
    days = {received} | ({filed[0]} if filed else set())
    issues["code-date-differs"] += dates.in_code(plain_code(code)) not in days | {None}
    issues["end-before-received"] += bool(end and end[0] < received)
    issues["due-before-received"] += bool(due and due[0] < received)
    issues["end-with-open-status"] += bool(end and status in ("open", "waiting"))
    issues["finished-without-end"] += status == "finished" and not when["finished"] and not when["returned"]


def settle_duplicates(ledgers, rule, today):
    """Marks the rows that another row of the same code replaces, each with the row that counts."""
    if rule == "keep":
        return
    newest = {ledger.number: ledger.newest(today) for ledger in ledgers}
    by_code = {}
    for dossier in (d for ledger in ledgers for d in ledger.dossiers):
        by_code.setdefault(code_key(dossier.code), []).append(dossier)
    by_code.pop(None, None)
    for rows in by_code.values():
        winner = best(rows, rule, newest)
        for d in rows:
            if d is not winner:
                d.live, d.loses_to = False, winner


def best(rows, rule, newest):
    if rule in ("first", "last"):
        return rows[0 if rule == "first" else -1]
    rank = lambda d: (newest[d.table].toordinal() if newest[d.table] else 0, d.table, d.row)
    return max(rows, key=rank)
