"""One dossier on one day, by one set of rules: docs/reference.md, "Definitions" and "Against published figures". Pure functions."""

import datetime
from typing import NamedTuple

from dates import UNREADABLE

ENDED = ("early", "onDueDay", "late", "noVerdict")
OUTCOMES = ("early", "onDueDay", "late", "noVerdict", "inTerm", "overdue", "noDue", "waiting", "stopped", "notAccepted")
PENDING = ("inTerm", "overdue", "noDue")
OPEN = (*PENDING, "waiting")
DEFAULTS = {"clock": "day", "waiting": "apart", "levelShare": "level", "basis": "event", "endDay": "finished", "returned": "apart",
            "noDue": "apart", "blankChannel": "direct", "onTimeOf": "verdict"}


class State(NamedTuple):
    """The state of a dossier on a day."""
    outcome: str
    closing: datetime.date | None    # the day that the periods take as its end; None = open
    stop: str | None = None          # "returned" or "halted", whatever the outcome is called
    own: tuple | None = None         # the moment it ended or stopped, where a column says so
    own_verdict: str | None = None   # of a returned dossier, by its own dates


def chosen_end(d, rules):
    """A moment, None, or UNREADABLE. The first column that is not empty determines it; unreadable is not empty."""
    return {"finished": d.finished or d.returned, "returned": d.returned or d.finished, "finishedOnly": d.finished}[rules["endDay"]]


def state(d, on, rules):
    """None for a dossier that had not been received yet."""
    if d.received > on:
        return None
    if d.status == "notAccepted":
        return State("notAccepted", d.received)
    end = chosen_end(d, rules)
    own = end if end is not UNREADABLE else None
    if own and own[0] > on:
        return open_state(d, on)
    closing = max(own[0], d.received) if own else d.received
    if d.status in ("returned", "halted"):
        return stopped(d, closing, own, rules)
    if own:
        return State(verdict(d, own, rules), closing, own=own)
    if d.status == "finished" or (end is UNREADABLE and d.status == ""):
        return State(without_verdict(d, rules), closing)
    return waiting(d, on, rules) if d.status == "waiting" else open_state(d, on)


def open_state(d, on):
    if not has_due(d):
        return State("noDue", None)
    return State("overdue" if d.due[0] < on else "inTerm", None)


def waiting(d, on, rules):
    if rules["waiting"] == "pending":
        return open_state(d, on)
    return State("waiting" if rules["waiting"] == "apart" else "inTerm", None)


def has_due(d):
    return d.due is not None and d.due is not UNREADABLE


def without_verdict(d, rules):
    """For a dossier that ended. An unreadable appointment is not "no appointment"."""
    return "onDueDay" if d.due is None and rules["noDue"] == "onTime" else "noVerdict"


def verdict(d, end, rules):
    if not has_due(d):
        return without_verdict(d, rules)
    return held_against(end, d.due, rules["clock"])


def held_against(end, due, clock):
    (end, end_time), (due, due_time) = end, due
    if end == due and clock == "instant" and None not in (end_time, due_time) and end_time > due_time:
        return "late"
    return "late" if end > due else "early" if end < due else "onDueDay"


def stopped(d, closing, own, rules):
    if d.status == "halted":
        return State("stopped", closing, "halted", own)
    own_verdict = held_against(own, d.due, rules["clock"]) if own and has_due(d) else None
    outcome = {"apart": "stopped", "onTime": "onDueDay",
               "ownDates": own_verdict or without_verdict(d, rules)}[rules["returned"]]
    return State(outcome, closing, "returned", own, own_verdict)


def due_in(d, first, on, found, rules):
    """(is in due_in_period, is met). `first`: the period's first day, or None for a cohort."""
    if not has_due(d) or d.due[0] > on or (first and d.due[0] < first) or not counts_for_due(found, rules):
        return False, False
    if found.stop == "returned":
        return True, found.outcome in ("early", "onDueDay")
    return True, found.outcome in ENDED and held_against(found.own, d.due, rules["clock"]) != "late"


def counts_for_due(found, rules):
    """Stopped and not accepted dossiers, and those without a known end day, are left out; returned ones by the rule."""
    if found.outcome in OPEN:
        return True
    if found.stop == "returned":
        return rules["returned"] != "apart" and found.own is not None
    return found.outcome in ENDED and found.own is not None


def in_order(pairs):
    """Pairs of outcomes in the order of api.d.ts, "not in the period" first."""
    place = lambda name: OUTCOMES.index(name) if name else -1
    return sorted(pairs.items(), key=lambda item: tuple(map(place, item[0])))


def channel(value, rules):
    """A blank channel by the rule; None if there is no such column."""
    return ("direct" if rules["blankChannel"] == "direct" else "other") if value == "" else value


def days_late(d, found, on):
    """Calendar days; None without an appointment or a day to compare with it, and for a halted dossier."""
    if not has_due(d) or found.stop == "halted":
        return None
    until = on if found.outcome == "overdue" else found.own[0] if found.own else None
    return (until - d.due[0]).days if until else None
