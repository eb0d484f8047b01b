"""Outcomes, periods, counts and rates: spec.md sections 3 to 6, in exact integers."""

import datetime
from collections import Counter
from fractions import Fraction
from math import ceil, floor

COUNTS = ("received carriedOver ended stopped notAccepted timely early onDueDay late noVerdict pending inTerm overdue "
          "waiting direct online postalIntake otherIntake receivedL3 receivedL4 onlineL3 onlineL4 onlineOnTime "
          "onlineLate postalReturn").split()
INTAKE = {"direct": "direct", "online": "online", "postal": "postalIntake", "other": "otherIntake"}
PERIODS = ("month", "quarter", "half", "year")     # finest first
DAY = datetime.timedelta(days=1)

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
}


def fractions(c, share):
    level3, level4 = (c["received"], c["received"]) if share == "all" else (c["receivedL3"], c["receivedL4"])
    both = c["received"] if share == "all" else level3 + level4
    judged = c["timely"] + c["late"]
    return {
        "onTime": (c["timely"], judged), "early": (c["early"], judged), "late": (c["late"], judged),
        "overdue": (c["overdue"], c["inTerm"] + c["overdue"]),
        "online": (c["online"], c["received"]),
        "onlineL3": (c["onlineL3"], level3), "onlineL4": (c["onlineL4"], level4),
        "onlineL34": (c["onlineL3"] + c["onlineL4"], both),
        "onlineOnTime": (c["onlineOnTime"], c["onlineOnTime"] + c["onlineLate"]),
        "postalIntake": (c["postalIntake"], c["received"]),
        "postalReturn": (c["postalReturn"], c["ended"]),
    }


# One dossier

def outcome(d, on, rules):
    """As known on the day `on`; the dossier was received by then."""
    if d.status == "notAccepted":
        return "notAccepted"
    if d.status == "stopped":
        return "stopped" if d.closing <= on else pending(d, on)
    if d.end:
        return verdict(d, rules["clock"]) if d.end[0] <= on else pending(d, on)
    if d.status == "finished":
        return "noVerdict"
    return "waiting" if d.status == "waiting" and rules["waiting"] == "apart" else pending(d, on)


def pending(d, on):
    return "overdue" if d.due and d.due[0] < on else "inTerm"


def verdict(d, clock):
    if not d.due:
        return "noVerdict"
    (end, end_time), (due, due_time) = d.end, d.due
    if end == due and clock == "instant" and None not in (end_time, due_time) and end_time > due_time:
        return "late"
    return "late" if end > due else "early" if end < due else "onDueDay"


def tally(d, start, stop, rules):
    """What the dossier adds to the counts of [start, stop]; empty where it plays no part."""
    on = min(stop, rules["asOf"]) if rules["basis"] == "event" else rules["asOf"]
    if d.received > on or (rules["basis"] == "received" and not start <= d.received <= stop):
        return Counter()
    return event(d, start, outcome(d, on, rules))


def event(d, start, result):
    if result == "notAccepted":
        return Counter(notAccepted=int(d.received >= start))
    closed = result not in ("inTerm", "overdue", "waiting")
    if closed and d.closing < start:
        return Counter()
    intake = intake_counts(d) if d.received >= start else Counter(carriedOver=1)
    return intake + outcome_counts(d, result)


def intake_counts(d):
    c, level = Counter(received=1), d.keys["serviceLevel"]
    if d.keys["intakeChannel"]:
        c[INTAKE[d.keys["intakeChannel"]]] += 1
    if level in ("3", "4"):
        c[f"receivedL{level}"] += 1
        c[f"onlineL{level}"] += d.online
    return c


def outcome_counts(d, result):
    c = Counter({result: 1})
    if result in ("inTerm", "overdue"):
        c["pending"] += 1
    elif result in ("early", "onDueDay", "late", "noVerdict"):
        c["ended"] += 1
        c["postalReturn"] += d.keys["returnChannel"] == "postal"
        c["timely"] += result in ("early", "onDueDay")
        c["onlineOnTime"] += d.online and result in ("early", "onDueDay")
        c["onlineLate"] += d.online and result == "late"
    return c


# Periods

def period_key(day, kind):
    return {"month": f"{day.year:04}-{day.month:02}", "quarter": f"{day.year:04}-Q{(day.month + 2) // 3}",
            "half": f"{day.year:04}-H{(day.month + 5) // 6}", "year": f"{day.year:04}"}[kind]


def months_of(first, last):
    day = first.replace(day=1)
    while day <= last:
        following = (day + 31 * DAY).replace(day=1)
        yield max(day, first), min(following - DAY, last)
        day = following


def periods(by, first, last):
    """[(key part, start, stop)]: the months of [first, last] joined while they have one key."""
    kinds = [k for k in by if k in PERIODS]
    if not kinds:
        return [({}, first, last)]
    joined = {}
    for start, stop in months_of(first, last):
        key = tuple(period_key(start, k) for k in kinds)
        joined[key] = (joined[key][0] if key in joined else start, stop)
    return [(dict(zip(kinds, key)), start, stop) for key, (start, stop) in joined.items()]


# Summary

def summarize(live, rules, query, targets):
    first, last = span(live, rules, query)
    chosen = [d for d in live if admitted(d, query.get("where", {}), last, rules)]
    by = query.get("by", [])
    sums = {}
    if by and first <= last:
        for part, start, stop in periods(by, first, last):
            group_by(sums, chosen, by, part, start, stop, rules)
    scope = {k: v[0] for k, v in query.get("where", {}).items() if len(v) == 1 and k in ("unit", "unitLevel")}
    make = lambda key, cell: group(dict(zip(by, key)), *cell, rules, targets, scope)
    return {"rules": shown(rules), "total": group({}, *add_up(chosen, first, last, rules), rules, targets, scope),
            "groups": [make(key, sums[key]) for key in sorted(sums)]}


def shown(rules):
    return rules | {"asOf": rules["asOf"].isoformat()}


def span(live, rules, query):
    """The asked days, cut at the as-of date, and begun no earlier than the first received day."""
    days = [d.received for d in live]
    first = day(query["from"]) if "from" in query else min(days, default=rules["asOf"])
    last = min(day(query["to"]), rules["asOf"]) if "to" in query else rules["asOf"]
    return first, last


def day(text):
    return text if isinstance(text, datetime.date) else datetime.date.fromisoformat(text)


def admitted(d, where, last, rules):
    for dimension, values in where.items():
        if dimension == "outcome":
            on = last if rules["basis"] == "event" else rules["asOf"]
            if d.received > on or outcome(d, on, rules) not in values:
                return False
        elif (d.keys[dimension] or "") not in values:
            return False
    return True


def group_by(sums, chosen, by, part, start, stop, rules):
    for d in chosen:
        c = tally(d, start, stop, rules)
        if any(c.values()):
            key = tuple(part[k] if k in part else d.keys[k] or "" for k in by)
            counts, held = sums.setdefault(key, (Counter(), set()))
            counts.update(c)
            held.add(d.columns)


def add_up(chosen, start, stop, rules):
    counts, held = Counter(), set()
    for d in chosen if start <= stop else ():
        c = tally(d, start, stop, rules)
        if any(c.values()):
            counts.update(c)
            held.add(d.columns)
    return counts, held


def group(key, counts, held, rules, targets, scope):
    counts = {name: counts[name] for name in COUNTS}
    rates = fractions(counts, rules["levelShare"])
    return {"key": key, "counts": counts,
            "measures": {m: rate(m, *rates[m], held, best_target(targets, m, scope | key)) for m in NEEDS}}


# Rates, targets and gaps

def missing(measure, held):
    for need in NEEDS[measure]:
        options = need if isinstance(need, tuple) else (need,)
        if any(not columns.intersection(options) for columns in held):
            return options[0]
    return None


def rate(measure, num, den, held, target):
    column = missing(measure, held)
    if column:
        return {"unavailable": "missing-column", "column": column}
    if den == 0:
        return {"unavailable": "empty"}
    shown_rate = {"num": num, "den": den, "text": percent(num, den)}
    return shown_rate | ({"target": gap(num, den, target)} if target else {})


def percent(num, den):
    if num in (0, den):
        return "100%" if num else "0%"
    hundredths = min(9999, max(1, (num * 20000 + den) // (2 * den)))
    return f"{hundredths // 100},{hundredths % 100:02}%"


def best_target(targets, measure, key):
    """The target for the unit before the one for its level before the one for all."""
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
    """Most k with have / (den + k) >= share."""
    if have < share * den:
        return 0
    return None if share == 0 else floor(have / share) - den


def points(difference):
    """Percentage points, two decimals, half away from zero; "0,00" only when exact."""
    if difference == 0:
        return "0,00"
    hundredths = max(1, floor(abs(difference) * 10000 + Fraction(1, 2)))
    return f"{'-' if difference < 0 else '+'}{hundredths // 100},{hundredths % 100:02}"
