"""Lists of dossiers: api.d.ts DossierQuery, by sorting everything."""

import datetime

import measure

OPEN = ("inTerm", "overdue", "waiting")
DOUBTS = ("impossible-date", "unknown-value", "end-before-received", "code-date-differs")


def page(live, rules, query):
    start, last = span(live, rules, query)
    on = last if rules["basis"] == "event" else rules["asOf"]
    found = [row for d in live if d.received <= last and (row := Row(d, on, rules)).asked_for(query, start, rules)]
    sort = query.get("sort")
    if sort:
        value = {"daysLate": lambda r: r.days_late, "due": lambda r: r.due, "received": lambda r: r.d.received}[sort]
        known = [r for r in found if value(r) is not None]
        sign = -1 if (sort == "daysLate") != query.get("reverse", False) else 1
        number = lambda r: value(r) if sort == "daysLate" else value(r).toordinal()
        found = sorted(known, key=lambda r: sign * number(r)) + [r for r in found if value(r) is None]
    return {"total": len(found), "rows": [r.plain() for r in found[query["offset"]:query["offset"] + query["limit"]]]}


def plain(where):
    return {dimension: keys for dimension, keys in where.items() if dimension not in measure.PERIODS}


def span(live, rules, query):
    """The asked days; a period of `where` narrows them."""
    start, last = datetime.date.min, rules["asOf"]
    if "from" in query:
        start = measure.day(query["from"])
    if "to" in query:
        last = min(last, measure.day(query["to"]))
    every = [datetime.date(year, 1, 1) + n * measure.DAY for year in (2021, 2022) for n in range(365)]
    for kind, keys in query.get("where", {}).items():
        if kind in measure.PERIODS:
            inside = [day for day in every if measure.period_key(day, kind) in keys]
            start, last = max(start, inside[0]), min(last, inside[-1])
    return start, last


class Row:
    def __init__(self, d, on, rules):
        self.d, self.on = d, on
        self.outcome = measure.outcome(d, on, rules)
        self.due = d.due[0] if d.due else None
        self.ended = d.end[0] if d.end and d.end[0] <= on else None

    @property
    def days_late(self):
        until = self.ended if self.outcome in ("early", "onDueDay", "late") else self.on if self.outcome == "overdue" else None
        return (until - self.due).days if until and self.due else None

    @property
    def doubts(self):
        return [kind for kind in DOUBTS if self.d.issues[kind]]

    def asked_for(self, query, start, rules):
        closed = self.outcome not in OPEN
        begins = self.d.received if rules["basis"] == "received" else self.d.closing if closed else datetime.date.max
        if self.outcome == "notAccepted":
            begins = self.d.received
        within, late = query.get("dueWithin"), query.get("endedLateBy")
        return all((
            begins >= start,
            measure.admitted(self.d, plain(query.get("where", {})), self.on, rules),
            self.outcome in query.get("outcome", [self.outcome]),
            not query.get("doubtful") or self.doubts,
            within is None or (not closed and self.due and (self.due - self.on).days <= within),
            late is None or (closed and self.days_late is not None and late[0] <= self.days_late <= late[1]),
        ))

    def plain(self):
        d, day = self.d, lambda day: day and day.isoformat()
        return {"code": d.code, "unit": d.keys["unit"], "procedure": d.keys["procedure"], "field": d.keys["field"],
                "received": day(d.received), "due": day(self.due), "ended": day(self.ended), "outcome": self.outcome,
                "daysLate": self.days_late, "file": d.keys["file"], "row": d.row, "doubts": self.doubts}
