"""Periods: docs/reference.md, "Definitions"."""

import datetime
from itertools import groupby

KINDS = ("week", "month", "quarter", "half", "year")
DAY = datetime.timedelta(days=1)


def day(text):
    return text if isinstance(text, datetime.date) else datetime.date.fromisoformat(text)


def key(day, kind):
    if kind == "week":
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    return {"month": f"{day.year:04}-{day.month:02}", "quarter": f"{day.year:04}-Q{(day.month + 2) // 3}",
            "half": f"{day.year:04}-H{(day.month + 5) // 6}", "year": f"{day.year:04}"}[kind]


def split(by, first, last):
    """[(key part, start, stop)]: the days of [first, last], joined while they have the same key."""
    kinds = [k for k in by if k in KINDS]
    if not kinds or first > last:
        return [({}, first, last)] if first <= last else []
    days = (first + n * DAY for n in range((last - first).days + 1))
    runs = ((dict(zip(kinds, keys)), list(run)) for keys, run in groupby(days, lambda d: tuple(key(d, k) for k in kinds)))
    return [(part, run[0], run[-1]) for part, run in runs]


def span(dossiers, rules, query):
    """The requested days, cut at the as-of date, and not before the first received day; a period of `where` narrows them."""
    first = min((d.received for d in dossiers), default=rules["asOf"])
    first = day(query["from"]) if "from" in query else first
    last = min(day(query["to"]), rules["asOf"]) if "to" in query else rules["asOf"]
    asked = {kind: keys for kind, keys in query.get("where", {}).items() if kind in KINDS}
    if asked and first <= last:
        inside = [start + n * DAY for _, start, stop in split(asked, first, last) for n in range((stop - start).days + 1)
                  if all(key(start, kind) in keys for kind, keys in asked.items())]
        return (inside[0], inside[-1]) if inside else (last + DAY, last)
    return first, last


def is_bounded(query):
    """Whether the question states a first day; without one, everything before the as-of date is included."""
    return "from" in query or any(kind in KINDS for kind in query.get("where", {}))
