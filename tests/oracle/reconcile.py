"""Ways of counting that give published figures: docs/reference.md, "Against published figures", by trying all of them, and the split of the difference.

`python3 reconcile.py case-folder` answers the `[[reconcile]]` questions of a case.toml (claims = [...], query = {...}). For each unit it
gives our figures, every exact way or the closest ones, the parts of the difference with the codes of their dossiers, and the unexplained
rest. `[[onLives]]` questions use the lives of the same dossiers, for which not every way can be tried, and which have no lists.
"""

import itertools
import json
import pathlib
import sys
import tomllib
from collections import Counter

import dossiers
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
# The rules that lives of whole months leave open: the others were fixed when the lives were made, or need days within months.
ON_LIVES = {"clock": RULES["clock"], "basis": RULES["basis"], "waiting": RULES["waiting"], "returned": RULES["returned"],
            "noDue": RULES["noDue"], "onTimeOf": ["verdict", "ended", "received", "handled"], "asOf": RULES["asOf"]}
NEEDS = ["one", "any", "all"]
NO_RATE = 1 << 40    # the difference of a rate without a denominator: larger than any other


class Today(measure.Tally):
    """Dossiers are assigned to the period by its end; outcomes are those of the as-of date."""

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
    """The days of a stated period; None if the way is for whole months only and the period is not."""
    first_out, months = way["period"] == "firstDayOut", way["period"] in ("15-14", "21-20")
    if not months:
        return start + periods.DAY * first_out, stop
    if start.day != 1 or (stop + periods.DAY).day != 1:
        return None
    begins = int(way["period"].split("-")[0])
    return (start - periods.DAY).replace(day=begins), stop.replace(day=begins - 1)


class Reconciler:
    def __init__(self, folder, rules=RULES):
        self.case, self.tried = tomllib.loads((folder / "case.toml").read_text("utf-8")), rules
        files = [(name, (folder / name).read_bytes()) for name in self.case["files"] if name not in self.case.get("reports", [])]
        options = self.case.get("options", {})
        self.own = options.get("duplicates", "newest")
        self.by_duplicates = {rule: oracle.Oracle(files, options | {"duplicates": rule}) for rule in RULES["duplicates"]}

    def shares(self, query, unit, way, start, stop):
        """What each dossier row adds under a way; None if the way does not apply."""
        opened, days = self.by_duplicates[way["duplicates"]], span(way, start, stop)
        rules = self.rules(query, way)
        if days is None:
            return None
        tally = (Today if way["asOf"] == "today" else measure.Tally)(rules, opened.calendar)
        first, last = days[0], min(days[1], rules["asOf"])
        where = query.get("where", {}) | ({"unit": [unit]} if unit is not None else {})
        chosen = [d for d in opened.live if first <= last and measure.admitted(d, where, last, rules)]
        return [(d, tally.of(d, first, last).counts) for d in chosen]

    def rules(self, query, way):
        return self.by_duplicates[self.own].rules(query) | {k: way[k] for k in judge.DEFAULTS if k in way}

    def figures(self, query, unit, way, start, stop):
        """(counts, rates) under a way; None if it does not apply."""
        shares = self.shares(query, unit, way, start, stop)
        return None if shares is None else figures_of([counts for _, counts in shares], self.rules(query, way))

    def by_code(self, query, unit, way, start, stop):
        """The same for each code; a row with an unusable code counts by itself."""
        codes = {}
        for d, counts in self.shares(query, unit, way, start, stop):
            codes.setdefault(dossiers.code_key(d.code) or (d.table, d.row), []).append((d, counts))
        rules = self.rules(query, way)
        return {code: (rows[0][0].code, figures_of([counts for _, counts in rows], rules)) for code, rows in codes.items()}

    def base(self, query):
        rules = self.by_duplicates[self.own].rules(query)
        return {k: rules[k] for k in RULES if k in rules and k != "asOf"} | {"duplicates": self.own, "asOf": "periodEnd", "period": "asStated"}

    def ways(self, base):
        """Every set of up to three changes, fewest changes first, then by names and values."""
        for size in range(MOST_CHANGED + 1):
            for names in itertools.combinations(sorted(self.tried), size):
                for values in itertools.product(*[sorted(v for v in self.tried[n] if v != base[n]) for n in names]):
                    yield dict(zip(names, values))

    def unit(self, claims, query, unit):
        days = [periods.day(claims[0].get(k) or query[k]) for k in ("from", "to")]
        base, scored = self.base(query), []
        for way in self.ways(base):
            made = self.figures(query, unit, base | way, *days)
            if made:
                scored.append((way, *score(claims, *made)))
        best = max(((met, -off) for _, met, off in scored))
        chosen = minimal([way for way, met, off in scored if (met, -off) == best])
        exact, closest = (chosen, []) if best[0] == len(claims) else ([], chosen)
        ours = self.figures(query, unit, base, *days)
        theirs = self.figures(query, unit, base | chosen[0], *days)
        return {"unit": unit, "claims": [told(claim, *value(claim, *ours)) for claim in claims], "exact": exact, "closest": closest,
                "shown": chosen[0], "split": self.split(claims, query, unit, chosen[0], days),
                "unexplained": unexplained(claims, theirs)}

    def split(self, claims, query, unit, shown, days):
        """Assigns every code to the smallest set of rules that, switched alone, gives it the other share."""
        base, names = self.base(query), sorted(shown)
        sets = [c for size in range(len(names) + 1) for c in itertools.combinations(names, size)]
        found = {c: self.by_code(query, unit, base | {n: shown[n] for n in c}, *days) for c in sets}
        defined = [self.rules(query, base | {n: shown[n] for n in c}) for c in (sets[0], sets[-1])]
        none = {c: figures_of([], self.rules(query, base | {n: shown[n] for n in c})) for c in sets}
        parts = {}
        for (number, claim), part in itertools.product(enumerate(claims), (0, 1)):
            if claim["figure"] == "notOverdue" and any(rules["basis"] != "event" for rules in defined):
                continue
            for code in sorted({code for of in found.values() for code in of}, key=str):
                values = {c: value(claim, *found[c].get(code, (None, none[c]))[1])[part] or 0 for c in sets}
                change = values[sets[-1]] - values[sets[0]]
                if change:
                    key = (number, part, *cause(values, sets))
                    name = next(of[code][0] for of in found.values() if code in of)
                    parts.setdefault(key, []).append((change, name))
        return [{"claim": number, "part": ("num", "den")[part], "rules": list(rules), "needs": NEEDS[needs],
                 "change": sum(change for change, _ in of), "dossiers": len(of), "codes": sorted(code for _, code in of)}
                for (number, part, needs, rules), of in sorted(parts.items())]


def cause(values, sets):
    theirs = values[sets[-1]]
    singles = tuple(c[0] for c in sets if len(c) == 1 and values[c] == theirs)
    if singles:
        return int(len(singles) > 1), singles
    return 2, next(c for c in sets if len(c) > 1 and values[c] == theirs)


def figures_of(shares, rules):
    total = Counter()
    for counts in shares:
        total.update(counts)
    counts = {name: total[name] for name in measure.COUNTS}
    counts["total"] = counts["carriedOver"] + counts["received"]
    shares = rates.fractions(counts, rules)
    return counts, shares if rules["basis"] == "event" else shares | {"notOverdue": (0, 0)}


def value(claim, counts, shares):
    """(numerator, denominator or None): a text with % is the measure of that name, anything else is the count."""
    return list(shares[claim["figure"]]) if is_rate(claim) else [counts[claim["figure"]], None]


def is_rate(claim):
    return isinstance(claim["value"], str) and "%" in claim["value"]


def told(claim, num, den):
    return {"num": num, "met": met(claim, num, den)} | ({} if den is None else {"den": den})


def score(claims, counts, shares):
    """The number of claims that agree, and the sum of the differences of counts and numerators."""
    values = [(claim, *value(claim, counts, shares)) for claim in claims]
    return sum(met(*v) for v in values), sum(NO_RATE if (k := missing(*v)) is None else abs(k) for v in values)


def met(claim, num, den):
    if den is None:
        return num == int(claim["value"])
    scaled, digits = stated(claim["value"])
    return den > 0 and printed(num, den, digits) == scaled


def missing(claim, num, den):
    """Published minus ours; for a rate the nearest numerator, at least one dossier if it does not agree."""
    if den is None:
        return int(claim["value"]) - num
    if den == 0:
        return None
    if met(claim, num, den):
        return 0
    scaled, digits = stated(claim["value"])
    whole = 100 * 10**digits
    nearest = (2 * scaled * den + whole) // (2 * whole)
    return nearest - num or (1 if scaled * den > num * whole else -1)


def stated(text):
    whole, _, decimals = text.rstrip("%").strip().replace(".", ",").partition(",")
    return int(whole + decimals), len(decimals)


def printed(num, den, digits):
    """Rounded half up to this many decimals; 100% and 0% only if exact."""
    whole = 100 * 10**digits
    if num in (0, den):
        return whole if num else 0
    shown = (2 * num * whole + den) // (2 * den)
    return min(whole - 1, max(1, shown)) if num < den else max(whole + 1, shown)


def unexplained(claims, theirs):
    left = [(number, missing(claim, *value(claim, *theirs))) for number, claim in enumerate(claims)]
    return [{"claim": number, "part": "num", "change": change} for number, change in left if change]


def minimal(ways):
    """The ways of which no proper part is also in the list."""
    sets = [frozenset(way.items()) for way in ways]
    return [way for way, one in zip(ways, sets) if not any(other < one for other in sets)]


def answers(folder):
    """The answers to all questions, by kind."""
    made, on_lives = Reconciler(folder), Reconciler(folder, ON_LIVES)
    return {"reconcile": [answer(made, question) for question in made.case.get("reconcile", [])],
            "onLives": [without_codes(answer(on_lives, question)) for question in made.case.get("onLives", [])]}


def answer(made, question):
    query, claims = question.get("query", {}), question["claims"]
    return [made.unit([c for c in claims if c.get("unit") == unit], query, unit) for unit in dict.fromkeys(c.get("unit") for c in claims)]


def without_codes(units):
    for part in (part for unit in units for part in unit["split"]):
        part["codes"] = []
    return units


if __name__ == "__main__":
    print(json.dumps(answers(pathlib.Path(sys.argv[1])), ensure_ascii=False))
