"""Lists of dossiers: api.d.ts DossierQuery, by sorting everything."""

import datetime
from collections import Counter

import judge
import measure
import periods

DOUBTS = ("impossible-date", "unknown-value", "end-before-received", "due-before-received", "code-date-differs")


def page(live, rules, query, calendar):
    frame = Frame(live, rules, query)
    found = [row for d in live if (row := frame.row(d)) and row.asked_for(query, frame)]
    made = {}
    if "differs" in query:
        other = Frame(live, rules | {k: periods.day(v) if k == "asOf" else v for k, v in query["differs"].items()}, query)
        found = [row for row in found if row.differs(other)]
        pairs = Counter((r.outcome, r.other) for r in found)
        made["changes"] = [{"outcome": a, "otherOutcome": b, "count": n} for (a, b), n in judge.in_order(pairs)]
    found = in_order(found, query)
    rows = found[query["offset"]:query["offset"] + query["limit"]]
    return {"total": len(found), "rows": [r.plain(calendar, "differs" in query) for r in rows]} | made


def in_order(found, query):
    sort = query.get("sort")
    value = {"daysLate": lambda r: r.days_late, "due": lambda r: r.due and r.due.toordinal(),
             "received": lambda r: r.d.received.toordinal(), None: lambda r: 0}[sort]
    known = [r for r in found if value(r) is not None]
    last = [r for r in found if value(r) is None]
    if not sort:
        return known[::-1] if query.get("reverse") else known
    sign = -1 if (sort == "daysLate") != query.get("reverse", False) else 1
    return sorted(known, key=lambda r: sign * value(r)) + last


class Frame:
    """The period of a list, and the day on which outcomes are judged."""

    def __init__(self, live, rules, query):
        self.rules, self.where = rules, query.get("where", {})
        self.start, self.last = periods.span(live, rules, query)
        if not periods.is_bounded(query):
            self.start = datetime.date.min
        self.on = self.last if rules["basis"] == "event" else rules["asOf"]

    def row(self, d):
        """None if the dossier is not in the period."""
        found = judge.state(d, self.on, self.rules) if d.received <= self.last else None
        if found is None:
            return None
        begins = d.received if self.rules["basis"] == "received" else found.closing or datetime.date.max
        return Row(d, found, self.on) if begins >= self.start else None


class Row:
    def __init__(self, d, found, on):
        self.d, self.found, self.on, self.outcome = d, found, on, found.outcome
        self.due = d.due[0] if judge.has_due(d) else None
        self.days_late = judge.days_late(d, found, on)
        self.other = None

    @property
    def doubts(self):
        return [kind for kind in DOUBTS if self.d.issues[kind]]

    def asked_for(self, query, frame):
        closed = self.outcome not in judge.OPEN
        within, late = query.get("dueWithin"), query.get("endedLateBy")
        return all((
            measure.admitted(self.d, frame.where, frame.last, frame.rules),
            self.outcome in query.get("outcome", [self.outcome]),
            not query.get("doubtful") or self.doubts,
            query.get("code", "").upper() in self.d.code.upper(),
            within is None or (not closed and self.due and (self.due - self.on).days <= within),
            late is None or (self.outcome in judge.ENDED and self.days_late is not None and late[0] <= self.days_late <= late[1]),
        ))

    def differs(self, frame):
        row = frame.row(self.d)
        self.other = row.outcome if row else None
        return self.other != self.outcome

    def plain(self, calendar, with_other):
        d, day = self.d, lambda day: day and day.isoformat()
        ended = self.found.own
        made = {"code": d.code, "unit": d.keys["unit"], "procedure": d.keys["procedure"], "field": d.keys["field"],
                "received": day(d.received), "due": day(self.due), "ended": day(ended and ended[0]), "outcome": self.outcome,
                "daysLate": self.days_late, "workingDaysLate": self.working(calendar), "file": d.keys["file"], "row": d.row,
                "doubts": self.doubts}
        made |= {"dueTime": clock(d.due[1])} if self.due and d.due[1] is not None else {}
        made |= {"endedTime": clock(ended[1])} if ended and ended[1] is not None else {}
        return made | ({"otherOutcome": self.other} if with_other else {})

    def working(self, calendar):
        """Null if there are no days late."""
        if self.days_late is None:
            return None
        until = self.on if self.outcome == "overdue" else self.found.own[0]
        return calendar.between(self.due, until)


def clock(seconds):
    text = str(datetime.timedelta(seconds=seconds)).rjust(8, "0")
    return text if seconds % 60 else text[:5]


