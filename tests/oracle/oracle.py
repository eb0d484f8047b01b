"""A second, independent implementation of the definitions in docs/reference.md: `python3 oracle.py case-folder` prints that case's expected.json.

It shares only these definitions and the names in www/lib/index.d.ts with the product; CHOICES.md lists what they leave open.
Files in .xls need the package xlrd; everything else is read with the standard library.
"""

import datetime
import json
import pathlib
import sys
import tomllib

import conflicts
import containers
import dossiers
import judge
import lists
import measure
import schema
import tables
import units
import workdays


class Oracle:
    """Files in, answers out."""

    def __init__(self, files, options):
        """files: (name, bytes) in the order chosen; options: as api.d.ts Options."""
        self.options, self.reports, self.ledgers = options, [], []
        for name, data in files:
            for part, alternatives in containers.read(name, data):
                self.open(part, alternatives)
        dossiers.settle_duplicates(self.ledgers, options.get("duplicates", "newest"), self.today)
        self.all = [d for ledger in self.ledgers for d in ledger.dossiers]
        self.live = [d for d in self.all if d.live]
        self.calendar = workdays.Calendar(options.get("daysOff", {}))
        units.Names(options.get("units", {}), self.all).settle([ledger.table for ledger in self.ledgers], self.all)

    def open(self, name, alternatives):
        try:
            if isinstance(alternatives, tables.Refused):
                raise alternatives
            found = schema.find_tables(name, alternatives)
        except tables.Refused as refused:
            self.reports.append((name, str(refused)))
            return
        for table in found:
            self.ledgers.append(dossiers.Ledger(table, len(self.ledgers)))
            self.reports.append((name, self.ledgers[-1]))

    @property
    def today(self):
        return measure.periods.day(self.options.get("today") or datetime.date.today())

    def default_as_of(self):
        return max((day for d in self.live for day in d.seen if day <= self.today), default=self.today)

    def rules(self, query):
        chosen = {"asOf": None} | judge.DEFAULTS
        for source in (self.options, query):
            chosen |= {k: source[k] for k in chosen if k in source}
        as_of = chosen["asOf"]
        return chosen | {"asOf": measure.periods.day(as_of) if as_of else self.default_as_of()}

    def summarize(self, query, covered=False):
        targets = query.get("targets") or self.options.get("targets") or {"targets": []}
        rules = self.rules(query)
        made = measure.summarize(self.live, rules, query, targets["targets"], self.calendar, covered)
        told = conflicts.found(self.all, rules)
        return made | ({"conflicts": told} if told["codes"] else {})

    def list(self, query):
        return lists.page(self.live, self.rules(query), query, self.calendar)

    def files(self):
        return [self.report(name, ledger) for name, ledger in self.reports]

    def report(self, name, ledger):
        if isinstance(ledger, str):
            return {"name": name, "error": ledger}
        issues = ledger.all_issues(self.rules({})["asOf"], self.today)
        sheet = {"sheet": ledger.table.sheet} if ledger.table.sheet else {}
        return {"name": name} | sheet | {"rows": ledger.rows(), "issues": issues}


def plain(value):
    """TOML days as the ISO text of the API."""
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [plain(v) for v in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def opened(folder):
    """(the case, the oracle with its files)."""
    folder = pathlib.Path(folder)
    case = plain(tomllib.loads((folder / "case.toml").read_text("utf-8")))
    return case, Oracle([(name, (folder / name).read_bytes()) for name in case["files"]], case.get("options", {}))


def expected(folder):
    case, oracle = opened(folder)
    return {"files": oracle.files(), "queries": [oracle.summarize(q) for q in case.get("queries", [])],
            "lists": [oracle.list(q) for q in case.get("lists", [])]}


def as_json(value):
    """One line per file, total and group, so that a change shows where it is."""
    line = lambda v: json.dumps(v, ensure_ascii=False)
    lines = lambda values: "[" + ",".join("\n    " + line(v) for v in values) + "]"
    entry = lambda v: lines(v) if isinstance(v, list) else line(v)
    item = lambda v: "\n  {" + ",\n   ".join(f'"{k}": {entry(part)}' for k, part in v.items()) + "}"
    parts = [f'"files": {lines(value["files"])}', f'"queries": [{",".join(map(item, value["queries"]))}]']
    parts += [f'"lists": [{",".join(map(item, value["lists"]))}]'] if value["lists"] else []
    return "{" + ",\n ".join(parts) + "}\n"


if __name__ == "__main__":
    sys.stdout.write(as_json(expected(sys.argv[1])))
