"""Form II.06a by the oracle: `python3 form.py CASE…` writes the thirteen columns of each case folder to tests/form.

The columns are computed independently from docs/reference.md, "Form II.06a"; the counts are the oracle's own.
"""

import datetime
import json
import pathlib
import sys
from collections import Counter

import measure
import oracle

ROWS = {"unit": ["unitLevel", "unit"], "field": ["field"], "unitField": ["unitLevel", "unit", "field"]}
DASHES = (({"intakeChannel"}, (4, 5)), ({"due"}, (8, 9, 10, 12, 13)), ({"finished", "returned", "status"}, range(7, 14)))


def columns(c, held, own_dates):
    """Columns 3 to 13; None if a table of the dossiers lacks what the column needs."""
    before = c["haltedStanding"] - c["halted"]
    early, late = (c["returnedEarly"], c["returnedLate"]) if own_dates else (0, 0)
    standing = c["pending"] + c["waiting"] + c["haltedStanding"]
    found = {3: c["received"] + c["carriedOver"] + before, 4: c["online"], 5: c["received"] - c["online"], 6: c["carriedOver"] + before,
             7: c["ended"] + c["returned"], 8: c["early"] + early, 9: c["onDueDay"] + c["noVerdict"] + c["returned"] - early - late,
             10: c["late"] + late, 11: standing, 12: standing - c["overdue"], 13: c["overdue"]}
    assert found[3] == found[4] + found[5] + found[6] == found[7] + found[11] and found[7] == found[8] + found[9] + found[10]
    for has, _ in held:
        for needed, out in DASHES:
            found |= {column: None for column in out if not has & needed}
    return list(found.values())


def forms(opened, first, last):
    for way in ("apart", "ownDates"):
        rules = opened.rules({}) | {"returned": "apart", "basis": "event"}
        tally = measure.Tally(rules, opened.calendar)
        for rows, by in ROWS.items():
            sums, total = {}, measure.Sum()
            measure.group_by(sums, opened.live, by, {}, first, last, tally)
            for d in opened.live:
                total.add(tally.of(d, first, last), d)
            made = [[list(key), columns(sums[key].counts, sums[key].held, way == "ownDates")] for key in sorted(sums)]
            yield {"returned": way, "rows": rows, "groups": made, "total": columns(total.counts, total.held, way == "ownDates")}


def busiest(opened):
    """The quarter in which most dossiers were received."""
    quarter = lambda day: (day.year, (day.month - 1) // 3)
    year, number = Counter(quarter(d.received) for d in opened.live).most_common(1)[0][0]
    end = datetime.date(year + number // 3, number * 3 % 12 + 4 if number < 3 else 1, 1)
    return datetime.date(year, number * 3 + 1, 1), end - datetime.timedelta(1)


def main(folders):
    to = pathlib.Path(__file__).parent.parent / "form"
    for folder in folders:
        _, opened = oracle.opened(folder)
        first, last = busiest(opened)
        made = {"from": first.isoformat(), "to": last.isoformat(), "forms": list(forms(opened, first, last))}
        text = json.dumps(made, ensure_ascii=False).replace('{"returned"', '\n  {"returned"').replace("[[", "\n    [[")
        (to / (pathlib.Path(folder).name + ".json")).write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
