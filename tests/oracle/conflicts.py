"""Codes whose rows disagree: docs/reference.md, "Definitions"."""

from collections import Counter

import judge
import measure
from dates import UNREADABLE

COMPARED = {    # what may differ -> (one of these columns must be on both sides, its value)
    "received": ((), lambda d, rules: d.received),
    "due": (("due",), lambda d, rules: d.due),
    "end": (("finished", "returned"), judge.chosen_end),
    "intake": (("intakeChannel",), lambda d, rules: measure.key_of(d, "intakeChannel", rules)),
    "return": (("returnChannel",), lambda d, rules: measure.key_of(d, "returnChannel", rules)),
    "unit": (("unit",), lambda d, rules: d.keys["unit"]),
}


def found(dossiers, rules):
    """`before` is the superseded row, `after` the row that counts, both as known on the as-of date; every code, whatever the query."""
    codes, changes = set(), Counter()
    for d in dossiers:
        if d.loses_to and disagree(d, d.loses_to, rules):
            codes.add((d.loses_to.table, d.loses_to.row))
            before, after = (judge.state(x, rules["asOf"], rules) for x in (d, d.loses_to))
            if before and after:
                changes[before.outcome, after.outcome] += 1
    return {"codes": len(codes), "changes": [{"before": a, "after": b, "count": n} for (a, b), n in judge.in_order(changes)]}


def disagree(a, b, rules):
    states = [judge.state(d, rules["asOf"], rules) for d in (a, b)]
    if None not in states and states[0].outcome != states[1].outcome:
        return True
    return any(differ(a, b, columns, value, rules) for columns, value in COMPARED.values())


def differ(a, b, columns, value, rules):
    """A column that one side lacks is not compared."""
    if columns and not (a.columns.intersection(columns) and b.columns.intersection(columns)):
        return False
    return day_of(value(a, rules)) != day_of(value(b, rules))


def day_of(value):
    """The day of a moment; an unreadable cell is not a day that could be compared."""
    return value[0] if isinstance(value, tuple) else None if value is UNREADABLE else value
