"""Working days and working time: docs/reference.md, "Definitions"."""

import csv
import datetime
import pathlib

DAY = datetime.timedelta(days=1)
SPANS = ((7 * 3600 + 1800, 11 * 3600 + 1800), (13 * 3600 + 1800, 17 * 3600))
LIMIT = 8 * 3600


class Calendar:
    def __init__(self, options):
        with open(pathlib.Path(__file__).with_name("holidays.csv"), encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        day = datetime.date.fromisoformat
        self.off = {day(r["date"]) for r in rows if r["kind"] == "off"} | set(map(day, options.get("off", [])))
        self.on = {day(r["date"]) for r in rows if r["kind"] == "workday_on_weekend"} | set(map(day, options.get("on", [])))
        # The user's days take precedence over the table.
        self.off -= set(map(day, options.get("on", [])))
        self.on -= set(map(day, options.get("off", [])))

    def works(self, day):
        return day in self.on or (day.weekday() < 5 and day not in self.off)

    def between(self, first, last):
        """Working days after `first`, up to `last`; negative if `last` is before it."""
        if last < first:
            return -self.between(last, first)
        return sum(self.works(first + n * DAY) for n in range(1, (last - first).days + 1))

    def next(self, day):
        day += DAY
        while not self.works(day):
            day += DAY
        return day

    def seconds(self, start, stop):
        """Working time between two moments (day, second of the day)."""
        total, day = 0, start[0]
        while day <= stop[0]:
            if self.works(day):
                lower = start[1] if day == start[0] else 0
                upper = stop[1] if day == stop[0] else 86400
                total += sum(max(0, min(b, upper) - max(a, lower)) for a, b in SPANS)
            day += DAY
        return total

    def accepted_late(self, filed, received):
        """Moments; either may have no time of day."""
        if None in (filed[1], received[1]):
            return received[0] > self.next(filed[0])
        return self.seconds(filed, received) > LIMIT
