"""Codes whose rows disagree: spec.md section 7."""

from collections import Counter

import judge
import measure

DAYS = {"received": lambda d, rules: d.received, "due": lambda d, rules: d.due,
        "end": judge.chosen_end}


def found(dossiers, rules):
    """Before is the losing row, after the winning one, both as known on the as-of date; every code, whatever the query asks for."""
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
    channels = [[measure.key_of(d, c, rules) for c in ("intakeChannel", "returnChannel")] for d in (a, b)]
    days = [[day_of(value(d, rules)) for value in DAYS.values()] for d in (a, b)]
    return days[0] != days[1] or channels[0] != channels[1] or a.keys["unit"] != b.keys["unit"]


def day_of(value):
    return value[0] if isinstance(value, tuple) else value
