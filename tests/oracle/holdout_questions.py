"""The questions of a hold-out, and how case.toml and expected.json write them."""

import json

import holdout_rows
import oracle

DAY = holdout_rows.DAY
RULES = {"clock": ["instant"], "waiting": ["inTerm", "pending"], "levelShare": ["all"], "basis": ["received"],
         "endDay": ["returned", "finishedOnly"], "returned": ["onTime", "ownDates"], "noDue": ["onTime"], "blankChannel": ["none"],
         "onTimeOf": ["ended", "received", "handled", "due"]}
EACH = [{rule: value} for rule, values in RULES.items() for value in values]
DIMENSIONS = ["unit", "unitLevel", "field", "procedure", "serviceLevel", "intakeChannel", "returnChannel", "file"]
PERIODS = ["week", "month", "quarter", "half", "year"]
OUTCOMES = ["early", "onDueDay", "late", "noVerdict", "inTerm", "overdue", "noDue", "waiting", "stopped", "notAccepted"]
LONG, SHORT = 40, 8     # how many rows of a list are asked for


class Questions:
    """`brief`: for a case that is kept in the repository."""

    def __init__(self, rng, asked, brief):
        self.rng, self.oracle, self.page = rng, asked, {"offset": 0, "limit": SHORT if brief else LONG}
        days = [d.received for d in asked.live] or [holdout_rows.TODAY]
        self.first, self.last = min(days), max(days)

    def day(self):
        return self.first + self.rng.randrange((self.last - self.first).days + 1) * DAY

    def span(self):
        start, stop = sorted([self.day(), self.day()])
        return {"from": start.isoformat(), "to": stop.isoformat()}

    def mixed(self):
        chosen = self.rng.sample(sorted(RULES), self.rng.randrange(2, 6))
        return {rule: self.rng.choice(RULES[rule]) for rule in chosen}

    def some(self, dimension):
        keys = sorted({d.keys[dimension] or "" for d in self.oracle.live})
        return self.rng.sample(keys, min(len(keys), 3))

    # Each returns queries

    def each_rule(self):
        """Every value of every rule by itself, over a period with carried-over dossiers."""
        span = self.span()
        return [span | rule for rule in EACH]

    def mixtures(self):
        return [self.span() | self.mixed() | {"by": [self.rng.choice(DIMENSIONS)]} for _ in range(3)] + [self.mixed() for _ in range(3)]

    def plain(self):
        return [{}, {"by": ["unit"]}, {"asOf": self.day().isoformat()} | self.mixed()]

    def dimensions(self):
        return [{"by": [d]} for d in self.rng.sample(DIMENSIONS, 3)] + [{"by": ["unit", "unitLevel"]}]

    def periods(self):
        return [{"by": [p]} for p in PERIODS] + [{"by": [self.rng.choice(PERIODS)], "basis": "received"} | self.mixed(),
                                                self.span() | {"by": ["week"]}, self.span() | {"by": ["unitLevel", "month"]}]

    def filters(self):
        return [{"where": {d: self.some(d)}} for d in self.rng.sample(DIMENSIONS, 2)] + [
            {"where": {"stop": ["returned"]}}, {"where": {"stop": ["halted"]}, "returned": "onTime"},
            {"where": {"outcome": self.rng.sample(OUTCOMES, 3)}} | self.span()]

    def targets(self):
        share = lambda: self.rng.choice(["40%", "97,5%", "100%", "33,33%", "0,5%"])
        targets = [{"measure": m, "atLeast": share()} for m in ("onTime", "notOverdue", "dueOnTime", "online")]
        targets += [{"measure": m, "atMost": share()} for m in ("late", "returned", "returnedLate", "acceptedLate")]
        made = {"id": "t", "title": "Thử", "targets": targets}
        return [{"targets": made}, {"targets": made, "by": ["unitLevel"]} | self.mixed(),
                {"targets": made, "suppose": {"measure": "onTime", "counting": 7, "others": 2}}]

    # Each returns questions for lists

    def lists(self):
        asked = [{}, {"sort": "daysLate"}, {"sort": "due", "outcome": ["inTerm", "overdue", "noDue"]}, {"sort": "received", "reverse": True},
                 {"endedLateBy": [1, 3]}, {"dueWithin": 5}, {"where": {"stop": ["returned"]}, "sort": "daysLate"},
                 {"outcome": ["stopped"]}, {"outcome": ["noVerdict", "noDue"], "code": "H20"}, self.span() | {"outcome": ["overdue", "waiting"]},
                 self.span() | self.mixed()]
        return [q | self.page for q in asked]

    def differing(self):
        page = self.page
        return [self.span() | {"differs": self.rng.choice(EACH)} | page for _ in range(3)] + [{"differs": self.mixed()} | page,
               {"differs": {"asOf": self.day().isoformat()}} | page]


# Writing

def toml(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{k} = {toml(v)}" for k, v in value.items()) + " }" if value else "{}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def case_text(about, names, options, queries, lists):
    lines = [f"about = {toml(about)}", f"files = {toml(names)}", "", "[options]"] + [f"{k} = {toml(v)}" for k, v in options.items()]
    for name, asked in (("queries", queries), ("lists", lists)):
        for query in asked:
            lines += ["", f"[[{name}]]"] + [f"{k} = {toml(v)}" for k, v in query.items()]
    return "\n".join(lines) + "\n"


def answers(opened, queries, lists, sources, brief):
    """What must hold. Issues are left out (the contract does not define their kinds), as are rows of containers without rows."""
    files = [{k: v for k, v in report.items() if k != "issues"} for report in opened.files()]
    return {"files": files, "queries": [summary(opened, q, brief) for q in queries],
            "lists": [page(opened.list(q), sources) for q in lists]}


def summary(opened, query, brief):
    made = opened.summarize(query, covered=True)
    made["groups"] = [slim(group, brief) for group in made["groups"]]
    if any(d.month_first for d in opened.all):
        made.pop("conflicts", None)     # their days are in doubt
    return made


def slim(group, brief):
    """The nonzero counts of a group, and its rates without what the total shows; if brief, only the counts."""
    counts = {k: v for k, v in group["counts"].items() if v}
    if brief:
        return {"key": group["key"], "counts": counts}
    rates = {k: {n: v[n] for n in v if n != "text"} for k, v in group["measures"].items() if "unavailable" not in v}
    return group | {"counts": counts, "measures": rates}


def page(made, sources):
    """JSON objects have no row numbers, and the contract does not define kinds of doubts."""
    for row in made["rows"]:
        del row["doubts"]
        if sources[row["file"]] in ("json", "ndjson"):
            del row["row"]
    return made


def expected(opened, queries, lists, sources, brief):
    return oracle.as_json(answers(opened, queries, lists, sources, brief))
