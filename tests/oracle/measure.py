"""Counts of periods and groups: docs/reference.md, "Definitions", in exact integers."""

import datetime
from collections import Counter

import judge
import periods
import rates

COUNTS = ("received carriedOver ended stopped notAccepted returned halted haltedStanding acceptedLate acceptedTimed returnedEarly "
          "returnedOnDueDay returnedLate dueInPeriod dueMet timely early onDueDay late noVerdict pending inTerm overdue noDue waiting "
          "direct online postalIntake otherIntake receivedL3 receivedL4 onlineL3 onlineL4 onlineOnTime onlineLate postalReturn").split()
INTAKE = {"direct": "direct", "online": "online", "postal": "postalIntake", "other": "otherIntake"}


class Sum:
    """The sums of the dossiers of one group and period."""

    def __init__(self):
        self.counts, self.held = Counter(), set()
        self.handled, self.overdue, self.handed_over_late = [], [], 0

    def add(self, other, d):
        self.counts.update(other.counts)
        self.handled += other.handled
        self.overdue += other.overdue
        self.handed_over_late += other.handed_over_late
        if other.plays_a_part():
            self.held.add((d.columns, d.month_first))

    def plays_a_part(self):
        return any(n for name, n in self.counts.items() if name != "haltedStanding")


class Tally:
    def __init__(self, rules, calendar):
        self.rules, self.calendar = rules, calendar

    def of(self, d, start, stop):
        """What the dossier adds to [start, stop]."""
        rules, event = self.rules, self.rules["basis"] == "event"
        on = min(stop, rules["asOf"]) if event else rules["asOf"]
        found, made = judge.state(d, on, rules), Sum()
        if found is None or (not event and not start <= d.received <= stop):
            return made
        if found.outcome == "notAccepted":
            made.counts["notAccepted"] = int(d.received >= start)
            return made
        made.counts["haltedStanding"] = int(found.stop == "halted")
        due, met = judge.due_in(d, start if event else None, on, found, rules)
        made.counts.update(dueInPeriod=int(due), dueMet=int(met))
        if found.closing is None or not event or found.closing >= start:
            made.counts.update(self.intake(d) if d.received >= start else {"carriedOver": 1})
            made.counts.update(outcome_counts(d, found, rules))
            self.days(made, d, found, on)
        return made

    def intake(self, d):
        c, level = Counter(received=1), d.keys["serviceLevel"]
        channel = judge.channel(d.keys["intakeChannel"], self.rules)
        if channel:
            c[INTAKE[channel]] += 1
        if level in ("3", "4"):
            c[f"receivedL{level}"] += 1
            c[f"onlineL{level}"] += channel == "online"
        if isinstance(d.filed, tuple) and isinstance(d.accepted, tuple):
            c["acceptedTimed"] += 1
            c["acceptedLate"] += self.calendar.accepted_late(d.filed, d.accepted)
        return c

    def days(self, made, d, found, on):
        if found.outcome == "overdue":
            made.overdue.append((on - d.due[0]).days)
        if found.outcome in judge.ENDED and found.own:
            made.handled.append((found.closing - d.received).days)
            made.handed_over_late += handed_over_late(d, on, self.rules["clock"])


def handed_over_late(d, on, clock):
    """Finished by the appointment, handed over after it; both known on the day."""
    if not (judge.has_due(d) and isinstance(d.finished, tuple) and isinstance(d.returned, tuple)) or d.returned[0] > on:
        return False
    return judge.held_against(d.finished, d.due, clock) != "late" and judge.held_against(d.returned, d.due, clock) == "late"


def outcome_counts(d, found, rules):
    c, result = Counter({found.outcome: 1}), found.outcome
    if found.stop:
        c[found.stop] += 1
        own = {"early": "returnedEarly", "onDueDay": "returnedOnDueDay", "late": "returnedLate"}.get(found.own_verdict)
        c.update([own] if own else [])
    online = judge.channel(d.keys["intakeChannel"], rules) == "online"
    if result in judge.PENDING:
        c["pending"] += 1
    elif result in judge.ENDED:
        c["ended"] += 1
        c["postalReturn"] += d.keys["returnChannel"] == "postal"
        c["timely"] += result in ("early", "onDueDay")
        c["onlineOnTime"] += online and result in ("early", "onDueDay")
        c["onlineLate"] += online and result == "late"
    return c


# Summary

def key_of(d, dimension, rules):
    value = d.keys[dimension]
    if dimension in ("intakeChannel", "returnChannel"):
        value = judge.channel(value, rules)
    return value or ""


def summarize(live, rules, query, targets, calendar, covered):
    """`covered`: only the counts that cover all tables of a group."""
    first, last = periods.span(live, rules, query)
    chosen = [d for d in live if admitted(d, query.get("where", {}), last, rules)]
    by, tally = query.get("by", []), Tally(rules, calendar)
    sums, total = {}, Sum()
    for part, start, stop in periods.split(by, first, last) if by else []:
        group_by(sums, chosen, by, part, start, stop, tally)
    begin = first if periods.is_bounded(query) else datetime.date.min
    for d in chosen if first <= last else []:
        total.add(tally.of(d, begin, last), d)
    scope = {k: v[0] for k, v in query.get("where", {}).items() if len(v) == 1 and k in ("unit", "unitLevel")}
    ask = rates.Asked(rules, targets, scope, query.get("suppose"), covered)
    return {"rules": rules | {"asOf": rules["asOf"].isoformat()}, "total": group({}, total, ask),
            "groups": [group(dict(zip(by, key)), sums[key], ask) for key in sorted(sums) if sums[key].plays_a_part()]}


def admitted(d, where, last, rules):
    on = last if rules["basis"] == "event" else rules["asOf"]
    for dimension, values in where.items():
        if dimension in ("outcome", "stop"):
            found = judge.state(d, on, rules)
            if not found or getattr(found, dimension) not in values:
                return False
        elif dimension not in periods.KINDS and key_of(d, dimension, rules) not in values:
            return False
    return True


def group_by(sums, chosen, by, part, start, stop, tally):
    for d in chosen:
        made = tally.of(d, start, stop)
        if any(made.counts.values()):
            key = tuple(part[k] if k in part else key_of(d, k, tally.rules) for k in by)
            sums.setdefault(key, Sum()).add(made, d)


def group(key, sums, ask):
    counts = {name: sums.counts[name] for name in COUNTS}
    made = {"key": key,
            "counts": rates.covered(counts, sums.held) if ask.covered else counts,
            "measures": rates.measures(counts, sums.held, key, ask)}
    days = {"handled": stats(sums.handled), "overdue": stats(sums.overdue), "handedOverLate": sums.handed_over_late}
    return made | ({"days": days} if rates.has_all_days(sums.held) else {})


def stats(values):
    """The median of an even number of values is the lower of the middle two: it stays an integer, and a value that occurs."""
    values = sorted(values)
    return {"sum": sum(values), "count": len(values), "median": values[(len(values) - 1) // 2] if values else 0}
