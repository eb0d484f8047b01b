"""Rewrites case folders after a change of the definitions: `python3 rewrite_cases.py [--write] [FOLDER]`.

An expected.json is rewritten only if the old definitions, as implemented by `Before`, give everything that it states: the differences under
the present definitions are then intended. Every other folder that differs is printed with the reason and left unchanged.

The change of November 2026: duplicates "newest" instead of "last"; open dossiers without an appointment are noDue instead of inTerm;
unreadable cells are not "none"; spellings of a unit are merged; returned dossiers have days late; no unit is inferred to be huyện after 30/6/2025.
"""

import json
import pathlib
import sys
from unittest import mock

import check_cases
import dates
import judge
import oracle
import rates


class Before(oracle.Oracle):
    """The first edition of the contract."""

    def __init__(self, files, options):
        super().__init__(files, {"duplicates": "last", "units": {"mergeSpellings": False}} | options)
        for d in self.all:
            for column in ("due", "finished", "returned"):
                if getattr(d, column) is dates.UNREADABLE:
                    setattr(d, column, None)


def before(value):
    """An answer in the terms of the first edition."""
    if isinstance(value, list):
        return [before(v) for v in value]
    if value == "noDue":
        return "inTerm"
    if not isinstance(value, dict):
        return value
    value = {k: before(v) for k, v in value.items()}
    if "noDue" in value and "overdue" in value and "inTerm" in value:
        value["inTerm"] += value["noDue"]
    return value


def overdue_before(group, told):
    """The share of overdue dossiers with the old denominator, written by hand from its three parts."""
    shown, counts = told.get("measures", {}).get("overdue"), group["counts"]
    missing = group["measures"]["overdue"].get("unavailable") == "missing-column"
    if shown and not missing and counts["inTerm"] + counts["overdue"]:
        group["measures"]["overdue"] = rates.rate("overdue", counts["overdue"], counts["inTerm"] + counts["overdue"],
                                                  [], None, {"basis": "event"}) | {k: v for k, v in shown.items() if k == "target"}


def answers(opened, case):
    made = {"files": opened.files(), "queries": [opened.summarize(q) for q in case.get("queries", [])],
            "lists": [opened.list(q) for q in case.get("lists", [])]}
    return json.loads(json.dumps(made, ensure_ascii=False))


def as_before(folder, case, told):
    files = [(name, (folder / name).read_bytes()) for name in case["files"]]
    days_late = judge.days_late
    with mock.patch.object(judge, "days_late", lambda d, found, on: None if found.stop else days_late(d, found, on)):
        made = before(answers(Before(files, case.get("options", {})), case))
    for query, stated in zip(made["queries"], told.get("queries", [])):
        for group, one in zip([query.get("total"), *query.get("groups", [])], [stated.get("total", {}), *stated.get("groups", [])]):
            overdue_before(group, one)
    return made


def merged(told, got):
    """The fields of `told` with the values of `got`; open dossiers without an appointment are added if some were in term."""
    if isinstance(told, dict) and isinstance(got, dict):
        made = {k: merged(v, got.get(k)) for k, v in told.items() if k in got or v is not None}
        if "unavailable" in got and "unavailable" not in told:
            return got
        return made | ({"noDue": got["noDue"]} if "inTerm" in told and got.get("noDue") else {})
    if isinstance(told, list) and isinstance(got, list):
        if len(told) == len(got):
            return [merged(a, b) for a, b in zip(told, got)]
        names = set().union(*(one.keys() for one in told if isinstance(one, dict)))
        return [{k: v for k, v in one.items() if k in names} for one in got]
    return got


def planned(folder):
    """(the old text's value, the new one or None, the reason why it stays)."""
    told = json.loads((folder / "expected.json").read_text("utf-8"))
    case, opened = oracle.opened(folder)
    now = answers(opened, case)
    if not list(check_cases.lacking(told, now)):
        return told, told, None
    flaws = list(check_cases.lacking(told, as_before(folder, case, told)))
    return told, None if flaws else merged(told, now), flaws[:1]


def main(write, root):
    for folder in check_cases.folders(root):
        name = folder.relative_to(root)
        try:
            told, made, why = planned(folder)
        except Exception as error:  # a format that the oracle does not read
            print("not read:", name, type(error).__name__)
            continue
        if made is None:
            print("left alone:", name, *why)
        elif made != told:
            print("changes:", name)
            if write:
                text = oracle.as_json({"files": [], "queries": [], "lists": []} | made)
                (folder / "expected.json").write_text(text, "utf-8")


if __name__ == "__main__":
    named = [a for a in sys.argv[1:] if a != "--write"]
    main("--write" in sys.argv, pathlib.Path(named[0]) if named else check_cases.CASES)
