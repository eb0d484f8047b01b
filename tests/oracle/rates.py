"""Rates, targets and gaps: docs/reference.md, "Definitions"."""

from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

ENDED = ("finished", "returned")
NEEDS = {   # each entry: one of these columns must exist
    "onTime": ["due", ENDED], "early": ["due", ENDED], "late": ["due", ENDED],
    "overdue": ["due", (*ENDED, "status")],
    "online": ["intakeChannel"],
    "onlineL3": ["intakeChannel", "serviceLevel"], "onlineL4": ["intakeChannel", "serviceLevel"],
    "onlineL34": ["intakeChannel", "serviceLevel"],
    "onlineOnTime": ["due", ENDED, "intakeChannel"],
    "postalIntake": ["intakeChannel"],
    "postalReturn": ["returnChannel", (*ENDED, "status")],
    "notOverdue": ["due", ENDED],
    "dueOnTime": ["due", ENDED],
    "returned": ["status"],
    "returnedLate": ["due", ENDED, "status"],
    "acceptedLate": ["submitted", "received"],
}
INTAKE = ("online", "onlineL3", "onlineL4", "onlineL34", "postalIntake", "acceptedLate")
# Counts that cover only the other tables if a table of the group lacks one of these columns.
LEANS = {
    ("intakeChannel",): "direct online postalIntake otherIntake onlineL3 onlineL4 onlineOnTime onlineLate",
    ("returnChannel",): "postalReturn",
    ("serviceLevel",): "receivedL3 receivedL4 onlineL3 onlineL4",
    ("due",): "returnedEarly returnedOnDueDay returnedLate dueInPeriod dueMet timely early onDueDay late noVerdict inTerm overdue noDue "
              "onlineOnTime onlineLate",
    ENDED: "carriedOver ended stopped returned halted haltedStanding returnedEarly returnedOnDueDay returnedLate dueInPeriod dueMet timely "
           "early onDueDay late noVerdict pending inTerm overdue noDue waiting onlineOnTime onlineLate postalReturn",
    ("status",): "ended stopped notAccepted returned halted haltedStanding returnedEarly returnedOnDueDay returnedLate waiting",
    ("submitted",): "acceptedLate acceptedTimed",
    ("received",): "acceptedLate acceptedTimed",
}


class Asked(NamedTuple):
    rules: dict
    targets: list
    scope: dict
    suppose: dict | None
    covered: bool


def fractions(c, rules):
    share = rules["levelShare"]
    level3, level4 = (c["received"], c["received"]) if share == "all" else (c["receivedL3"], c["receivedL4"])
    both = c["received"] if share == "all" else level3 + level4
    judged, handled = c["timely"] + c["late"], c["carriedOver"] + c["received"]
    due = (c["dueMet"], c["dueInPeriod"])
    timely_of = {"verdict": judged, "ended": c["ended"], "received": c["received"], "handled": handled}
    return {
        "onTime": due if rules["onTimeOf"] == "due" else (c["timely"], timely_of[rules["onTimeOf"]]),
        "early": (c["early"], judged), "late": (c["late"], judged),
        "overdue": (c["overdue"], c["inTerm"] + c["overdue"]),
        "online": (c["online"], c["received"]),
        "onlineL3": (c["onlineL3"], level3), "onlineL4": (c["onlineL4"], level4),
        "onlineL34": (c["onlineL3"] + c["onlineL4"], both),
        "onlineOnTime": (c["onlineOnTime"], c["onlineOnTime"] + c["onlineLate"]),
        "postalIntake": (c["postalIntake"], c["received"]),
        "postalReturn": (c["postalReturn"], c["ended"]),
        "notOverdue": (handled - c["late"] - c["overdue"], handled),
        "dueOnTime": due,
        "returned": (c["returned"], c["ended"] + (c["returned"] if rules["returned"] == "apart" else 0)),
        "returnedLate": (c["returnedLate"], c["returnedEarly"] + c["returnedOnDueDay"] + c["returnedLate"]),
        "acceptedLate": (c["acceptedLate"], c["acceptedTimed"]),
    }


def missing(measure, held):
    for need in NEEDS[measure]:
        options = need if isinstance(need, tuple) else (need,)
        if any(not columns.intersection(options) for columns, _ in held):
            return options[0]
    return None


def in_doubt(measure, held):
    """True if a column that the measure needs is month first in one of the tables, and nobody has chosen the order."""
    leans = {c for need in NEEDS[measure] for c in (need if isinstance(need, tuple) else (need,))} | {"received"}
    leans |= set() if measure in INTAKE else set(ENDED)
    return any(month_first & leans for _, month_first in held)


def covered(counts, held):
    """The counts that cover all tables of the group and need no column whose order of day and month is unknown."""
    out = {name for columns, _ in held for needed, names in LEANS.items() if not columns.intersection(needed) for name in names.split()}
    return {} if any(month_first for _, month_first in held) else {n: v for n, v in counts.items() if n not in out}


def has_all_days(held):
    return all({"due", "finished", "returned", "received"} <= columns and not month_first for columns, month_first in held)


def measures(counts, held, key, ask):
    made = {}
    for measure, (num, den) in fractions(counts, ask.rules).items():
        target = best_target(ask.targets, measure, ask.scope | key)
        if ask.suppose and ask.suppose["measure"] == measure:
            counting = ask.suppose.get("counting", 0)
            num, den = num + counting, den + counting + ask.suppose.get("others", 0)
        made[measure] = rate(measure, num, den, held, target, ask.rules)
    return made


def rate(measure, num, den, held, target, rules):
    if measure == "notOverdue" and rules["basis"] != "event":
        return {"unavailable": "basis"}
    column = missing(measure, held)
    if column:
        return {"unavailable": "missing-column", "column": column}
    if in_doubt(measure, held):
        return {"unavailable": "date-order"}
    if den == 0:
        return {"unavailable": "empty"}
    shown_rate = {"num": num, "den": den, "text": percent(num, den)}
    return shown_rate | ({"target": gap(num, den, target)} if target else {})


def percent(num, den):
    if num in (0, den):
        return "100%" if num else "0%"
    hundredths = (num * 20000 + den) // (2 * den)
    if 0 < num < den:
        hundredths = min(9999, max(1, hundredths))
    return f"{hundredths // 100},{hundredths % 100:02}%"


def best_target(targets, measure, key):
    """The target for the unit, else the one for its level, else the one for all."""
    fitting = [t for t in targets if t["measure"] == measure
               and all(t.get(k) in (None, key.get(k)) for k in ("unit", "unitLevel"))]
    return max(fitting, key=lambda t: (2 if "unit" in t else 0) + ("unitLevel" in t), default=None)


def gap(num, den, target):
    least = "atLeast" in target
    text = target["atLeast" if least else "atMost"]
    goal = Fraction(text.rstrip("%").strip().replace(",", ".")) / 100
    # A share of at most g is a share of the others of at least 1 - g.
    have, share = (num, goal) if least else (den - num, 1 - goal)
    short = max(0, ceil(share * den) - have)
    return {"atLeast" if least else "atMost": text, "met": short == 0, "points": points(Fraction(have, den) - share),
            "shortBy": short, "moreNeeded": more_needed(have, den, share),
            "mayLose": max(0, have - ceil(share * den)), "mayAdd": may_add(have, den, share)}


def more_needed(have, den, share):
    lacking = share * den - have
    if lacking <= 0:
        return 0
    return None if share == 1 else ceil(lacking / (1 - share))


def may_add(have, den, share):
    """The largest k with have / (den + k) >= share."""
    if have < share * den:
        return 0
    return None if share == 0 else floor(have / share) - den


def points(difference):
    """Percentage points with two decimals, halves rounded away from zero; "0,00" only if exact."""
    if difference == 0:
        return "0,00"
    hundredths = max(1, floor(abs(difference) * 10000 + Fraction(1, 2)))
    return f"{'-' if difference < 0 else '+'}{hundredths // 100},{hundredths % 100:02}"
