"""Rows to dossiers, every row accounted for: spec.md sections 2, 3 (dates) and 7."""

import re
from collections import Counter
from dataclasses import dataclass, field

import dates
import schema
import words

STT = re.compile(r"\(?(\d+|[IVXLC]+|[A-Z])\)?\.?")
SIGNED = re.compile(r"\bngay\b.*\bthang\b.*\bnam\b")
TEXTS = ("unit", "field", "procedure")


@dataclass
class Dossier:
    table: int
    row: int
    code: str
    keys: dict                  # dimension -> value of the groups
    status: str
    received: object            # a day
    due: tuple | None           # moments
    end: tuple | None
    seen: list                  # days that bound the default as-of date
    issues: Counter = field(default_factory=Counter)
    columns: frozenset = frozenset()
    live: bool = True

    @property
    def online(self):
        return self.keys["intakeChannel"] == "online"

    @property
    def closing(self):
        """The day that the periods take as its end: never before the received day."""
        return max(self.end[0], self.received) if self.end else self.received


class Ledger:
    """What became of each row of one table."""

    def __init__(self, table, number):
        self.table, self.number = table, number
        self.skipped = self.rejected = 0
        self.dossiers, self.issues = [], Counter(table.issues)
        for index, row in enumerate(table.rows):
            if index not in table.header:
                self.take(index, row)

    def take(self, index, row):
        if index < self.table.header[0] or skipped(self.table, row):
            self.skipped += 1
            return
        dossier, issues = typed(self.table, self.number, index + 1, row)
        if dossier:
            self.dossiers.append(dossier)
        elif beside_the_table(row):
            self.skipped += 1
        else:
            self.rejected += 1
            self.issues += issues

    def rows(self):
        live = sum(d.live for d in self.dossiers)
        return {"read": len(self.table.rows) - len(self.table.header), "dossiers": live,
                "duplicates": len(self.dossiers) - live, "skipped": self.skipped, "rejected": self.rejected}

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
    """Of a row without received day: a group caption (alone, or behind its number) or a signature."""
    filled = [c.text for c in row if c.text]
    folded = [words.words(text) for text in filled]
    if any(f.startswith(words.SIGNATURES) or SIGNED.search(f) for f in folded):
        return True
    return len(filled) == 1 or (len(filled) == 2 and STT.fullmatch(filled[0]) is not None)


def typed(table, number, row_number, row):
    """(dossier or None, issues of its cells)."""
    issues = Counter()
    text = {c: schema.cell(row, i).text for c, i in table.columns.items()}
    when = {c: read_date(table, row, c, issues) for c in words.DATE_COLUMNS}
    keys = {c: words.key(text.get(c, "")) for c in TEXTS}
    keys |= {c: category(c, text, issues) for c in words.TABLES}
    status = keys.pop("status")
    if "unitLevel" not in table.columns:
        keys["unitLevel"] = words.inferred_level(keys["unit"])
    keys["file"] = table.file
    code = words.key(text.get("code", ""))
    received = received_day(when, code, issues)
    if received is None:
        return None, issues
    end = when["finished"] or when["returned"]
    doubts(issues, code, when, received, end, status)
    seen = [received] + [when[c][0] for c in ("finished", "returned") if when[c]]
    return Dossier(number, row_number, code, keys, status, received, when["due"], end, seen, issues,
                   frozenset(table.columns)), issues


def read_date(table, row, column, issues):
    moment = dates.read(schema.cell(row, table.columns.get(column)), table.epoch1904)
    if moment is dates.IMPOSSIBLE:
        issues["impossible-date"] += 1
        return None
    return moment


def category(column, text, issues):
    """None for a channel column that does not exist; a blank channel is direct."""
    channel = column in ("intakeChannel", "returnChannel")
    if column not in text:
        return None if channel else ""
    value = words.value(column, text[column])
    if value is None:
        issues["unknown-value"] += 1
        return "other" if channel else "open" if column == "status" else ""
    return value or ("direct" if channel else "")


def received_day(when, code, issues):
    if when["received"]:
        return when["received"][0]
    if when["submitted"]:
        issues["received-from-submitted"] += 1
        return when["submitted"][0]
    day = dates.in_code(code)
    if day:
        issues["received-from-code"] += 1
    return day


def doubts(issues, code, when, received, end, status):
    filed = {received} | ({when["submitted"][0]} if when["submitted"] else set())
    issues["code-date-differs"] += dates.in_code(code) not in filed | {None}
    issues["end-before-received"] += bool(end and end[0] < received)
    issues["end-with-open-status"] += bool(end and status in ("open", "waiting"))
    issues["finished-without-end"] += status == "finished" and not end


def settle_duplicates(ledgers, keep):
    """The row of the later file, then sheet, then row wins; blank and scientific codes are no keys."""
    if keep:
        return
    last = {}
    for dossier in (d for ledger in ledgers for d in ledger.dossiers):
        if dossier.code and not dates.SCIENTIFIC.fullmatch(dossier.code):
            if dossier.code in last:
                last[dossier.code].live = False
            last[dossier.code] = dossier
