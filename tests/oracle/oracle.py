"""The second reading of spec.md: `python3 oracle.py case-folder` prints that case's expected.json.

It shares nothing with the product but spec.md and api.d.ts; where those are silent, CHOICES.md says what was taken.
"""

import datetime
import json
import pathlib
import sys
import tomllib

import dossiers
import lists
import measure
import schema
import tables

RULES = {"clock": "day", "waiting": "apart", "levelShare": "level", "basis": "event"}


class Oracle:
    """Files in, answers out."""

    def __init__(self, files, options):
        """files: (name, bytes) in the order chosen; options: as api.d.ts Options."""
        self.options, self.reports, self.ledgers = options, [], []
        for name, data in files:
            self.open(name, data)
        dossiers.settle_duplicates(self.ledgers, options.get("duplicates") == "keep")
        self.live = [d for ledger in self.ledgers for d in ledger.dossiers if d.live]

    def open(self, name, data):
        try:
            found = schema.find_tables(name, tables.read(data))
        except tables.Refused as refused:
            self.reports.append((name, str(refused)))
            return
        for table in found:
            self.ledgers.append(dossiers.Ledger(table, len(self.ledgers)))
            self.reports.append((name, self.ledgers[-1]))

    @property
    def today(self):
        return measure.day(self.options.get("today") or datetime.date.today())

    def default_as_of(self):
        return max((day for d in self.live for day in d.seen if day <= self.today), default=self.today)

    def rules(self, query):
        chosen = {"asOf": None} | RULES
        for source in (self.options, query):
            chosen |= {k: source[k] for k in chosen if k in source}
        as_of = chosen["asOf"]
        return chosen | {"asOf": measure.day(as_of) if as_of else self.default_as_of()}

    def summarize(self, query):
        targets = query.get("targets") or self.options.get("targets") or {"targets": []}
        return measure.summarize(self.live, self.rules(query), query, targets["targets"])

    def list(self, query):
        return lists.page(self.live, self.rules(query), query)

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


def expected(folder):
    folder = pathlib.Path(folder)
    case = plain(tomllib.loads((folder / "case.toml").read_text("utf-8")))
    oracle = Oracle([(name, (folder / name).read_bytes()) for name in case["files"]], case.get("options", {}))
    return {"files": oracle.files(), "queries": [oracle.summarize(q) for q in case.get("queries", [])],
            "lists": [oracle.list(q) for q in case.get("lists", [])]}


def as_json(value):
    """One line a file, a total, a group: a change shows where it is."""
    line = lambda v: json.dumps(v, ensure_ascii=False)
    lines = lambda values: "[" + ",".join("\n    " + line(v) for v in values) + "]"
    queries = [f'\n  {{"rules": {line(q["rules"])},\n   "total": {line(q["total"])},\n   "groups": {lines(q["groups"])}}}'
               for q in value["queries"]]
    found = [f'\n  {{"total": {q["total"]}, "rows": {lines(q["rows"])}}}' for q in value["lists"]]
    parts = [f'"files": {lines(value["files"])}', f'"queries": [{",".join(queries)}]']
    parts += [f'"lists": [{",".join(found)}]'] if found else []
    return "{" + ",\n ".join(parts) + "}\n"


if __name__ == "__main__":
    sys.stdout.write(as_json(expected(sys.argv[1])))
