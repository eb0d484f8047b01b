"""Ways of counting that give published figures: spec.md section 12, by trying all of them.

`python3 reconcile.py case-folder` answers the `[[reconcile]]` questions of a case.toml (claims = [...], query = {...}): for each unit
our figures, every exact way, or the closest ones. The split of differences is not worked out here.
"""

import itertools
import json
import pathlib
import sys
from fractions import Fraction

import judge
import measure
import oracle
import periods
import rates

RULES = {"endDay": ["finished", "returned", "finishedOnly"], "clock": ["day", "instant"], "basis": ["event", "received"],
         "waiting": ["apart", "inTerm", "pending"], "returned": ["apart", "onTime", "ownDates"], "noDue": ["apart", "onTime"],
         "duplicates": ["newest", "last", "first", "keep"], "blankChannel": ["direct", "none"],
         "onTimeOf": ["verdict", "ended", "received", "handled", "due"], "asOf": ["periodEnd", "today"],
         "period": ["asStated", "firstDayOut", "15-14", "21-20"]}
MOST_CHANGED = 3


class Today(measure.Tally):
    """Who is in the period stays as judged at its end; outcomes are those of the as-of date."""

    def of(self, d, start, stop):
        if self.rules["basis"] == "received":
            return super().of(d, start, stop)
        on, made = min(stop, self.rules["asOf"]), measure.Sum()
        inside, found = (judge.state(d, day, self.rules) for day in (on, self.rules["asOf"]))
        if inside is None or inside.outcome == "notAccepted":
            return super().of(d, start, stop)
        made.counts["haltedStanding"] = int(inside.stop == "halted")
        due, met = judge.due_in(d, start, on, found, self.rules)
        made.counts.update(dueInPeriod=int(due), dueMet=int(met))
        if inside.closing is None or inside.closing >= start:
            made.counts.update(self.intake(d) if d.received >= start else {"carriedOver": 1})
            made.counts.update(measure.outcome_counts(d, found, self.rules))
        return made


def span(way, start, stop):
    """The days of a stated period; None where a way is for whole months only."""
    first_out, months = way["period"] == "firstDayOut", way["period"] in ("15-14", "21-20")
    if not months:
        return start + periods.DAY * first_out, stop
    if start.day != 1 or (stop + periods.DAY).day != 1:
        return None
    begins = int(way["period"].split("-")[0])
    return (start - periods.DAY).replace(day=begins), stop.replace(day=begins - 1)


class Reconciler:
    def __init__(self, folder):
        self.case, ours = oracle.opened(folder)
        files = [(name, (folder / name).read_bytes()) for name in self.case["files"]]
        options = self.case.get("options", {})
        self.own = options.get("duplicates", "newest")
        self.by_duplicates = {rule: ours if rule == self.own else oracle.Oracle(files, options | {"duplicates": rule})
                              for rule in RULES["duplicates"]}

    def figures(self, query, unit, way, start, stop):
        """(counts, rates) by a way; None where it does not apply."""
        opened, days = self.by_duplicates[way["duplicates"]], span(way, start, stop)
        rules = self.by_duplicates[self.own].rules(query) | {k: way[k] for k in judge.DEFAULTS if k in way}
        if days is None:
            return None
        tally = (Today if way["asOf"] == "today" else measure.Tally)(rules, opened.calendar)
        total, last = measure.Sum(), min(days[1], rules["asOf"])
        where = query.get("where", {}) | ({"unit": [unit]} if unit is not None else {})
        for d in opened.live:
            if measure.admitted(d, where, last, rules):
                total.add(tally.of(d, days[0], last), d)
        counts = {name: total.counts[name] for name in measure.COUNTS}
        counts["total"] = counts["carriedOver"] + counts["received"]
        return counts, rates.fractions(counts, rules)

    def base(self, query):
        rules = self.by_duplicates[self.own].rules(query)
        return {k: rules[k] for k in RULES if k in rules and k != "asOf"} | {"duplicates": self.own, "asOf": "periodEnd", "period": "asStated"}

    def ways(self, base):
        """Every set of up to three changes, fewest first."""
        for size in range(MOST_CHANGED + 1):
            for names in itertools.combinations(sorted(RULES), size):
                for values in itertools.product(*[[v for v in RULES[n] if v != base[n]] for n in names]):
                    yield dict(zip(names, values))

    def unit(self, claims, query, unit):
        start, stop = (periods.day(claims[0].get(k) or query[k]) for k in ("from", "to"))
        base, scored = self.base(query), []
        for way in self.ways(base):
            made = self.figures(query, unit, base | way, start, stop)
            if made:
                scored.append((way, *score(claims, *made)))
        exact = minimal([way for way, met, _ in scored if met == len(claims)])
        best = max(((met, -off) for _, met, off in scored))
        closest = minimal([way for way, met, off in scored if (met, -off) == best])
        ours = self.figures(query, unit, base, start, stop)
        return {"unit": unit, "claims": [value(claim, *ours) for claim in claims], "exact": exact, "closest": [] if exact else closest}


def value(claim, counts, shares):
    """(numerator, denominator or None): a text is the measure of that name, a number the count."""
    return list(shares[claim["figure"]]) if isinstance(claim["value"], str) else [counts[claim["figure"]], None]


def score(claims, counts, shares):
    """How many claims are met, and the sum of the differences of counts."""
    met = off = 0
    for claim in claims:
        num, den = value(claim, counts, shares)
        good = printed(num, den, claim["value"]) if den is not None else num == claim["value"]
        met += good
        off += abs(num - claim["value"]) if den is None else 0
    return met, off


def printed(num, den, text):
    """As published: with as many decimals; 100% and 0% only where they are exact."""
    digits = len(text.rstrip("%").partition(",")[2])
    if den == 0:
        return False
    if digits == 2 or num in (0, den):
        return rates.percent(num, den) == text
    scaled = Fraction(num * 100 * 10**digits, den)
    return Fraction(text.rstrip("%").replace(",", ".")) * 10**digits == (scaled + Fraction(1, 2)).__floor__()


def minimal(ways):
    """Those of which no part is among them too."""
    sets = [frozenset(way.items()) for way in ways]
    return [way for way, one in zip(ways, sets) if not any(other < one for other in sets)]


def main(folder):
    made = Reconciler(folder)
    for question in made.case.get("reconcile", []):
        query, claims = question.get("query", {}), question["claims"]
        for unit in dict.fromkeys(claim.get("unit") for claim in claims):
            print(json.dumps(made.unit([c for c in claims if c.get("unit") == unit], query, unit), ensure_ascii=False))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
