"""Random canonical dossiers (docs/command.md) with everything unusual: days at the edges of periods, missing and unreadable days,
missing columns, names with quotes, repeated codes."""

import datetime
import random

import pyarrow
import pyarrow.parquet

DAY = datetime.date
LACKING = "received submitted due finished returned intakeChannel returnChannel serviceLevel status".split()
DAYS = LACKING[:5]
COLUMNS = (
    "code key seq procedure field unit unitLevel serviceLevel received receivedTime submitted submittedTime due dueTime "
    "finished finishedTime returned returnedTime unreadable intakeChannel returnChannel status lacks file sheet row"
).split()
UNITS = [None, "UBND xã Tân Mỹ", "UBND xã \"Hòa'\" Bình", "Sở Tư pháp", "UBND huyện Lục; Nam", "Phòng `x`", "ubnd xã b\\n"]
UNREADABLE = ["due", "finished", "due finished", "returned", "due returned", "finished returned", "due finished returned"]
ODD_DAYS = [DAY(1900, 1, 1), DAY(1900, 12, 31), DAY(1901, 1, 1), DAY(1945, 9, 2), DAY(1970, 1, 1), DAY(2149, 6, 7),
            DAY(2199, 12, 31), DAY(2200, 1, 1), DAY(2299, 12, 30)]
# ClickHouse has only the days from 1900 to 2299; earlier and later days are unreadable or missing in every engine.


class Dossiers:
    """One random table."""

    def __init__(self, seed, rows, cut):
        self.cut = datetime.date.fromisoformat(cut)
        self.random = random.Random(seed)
        self.rows = rows
        self.lacks = [0] * 5 + [self.random.randrange(512) & ~1 for _ in range(6)]
        self.seqs = list(range(1, rows + 1))
        self.random.shuffle(self.seqs)

    def day(self, near=None):
        chance = self.random.random()
        if near is not None and chance < 0.6 and 1902 < near.year < 2198:
            return near + datetime.timedelta(days=self.random.choice([0, 0, 0, 1, -1, 2, 5, -3, 15, 30, 31, 60, -40]))
        if chance < 0.02:
            return self.random.choice(ODD_DAYS)
        if chance < 0.3:
            return self.edge()
        return DAY(2022, 1, 1) + datetime.timedelta(days=self.random.randrange(730))

    def edge(self):
        """The cut, the first or last day of a month, or a neighbouring day."""
        if self.random.random() < 0.2:
            return self.cut + datetime.timedelta(days=self.random.choice([-1, 0, 0, 1]))
        first = DAY(self.random.choice([2022, 2023]), self.random.randrange(1, 13), 1)
        return first + datetime.timedelta(days=self.random.choice([-2, -1, 0, 1]))

    def received(self):
        day = self.day()
        return day if DAY(1901, 1, 1) <= day <= DAY(2199, 12, 31) and day != DAY(1970, 1, 1) else self.received()

    def dossier(self, index):
        choose = self.random.choice
        day = self.received()
        row = dict(received=day, submitted=choose([None, self.day(day)]), due=choose([None, *[self.day(day)] * 3]))
        row["finished"] = choose([None, self.day(day), self.day(row["due"] or day)])
        row["returned"] = choose([None, None, self.day(row["finished"] or day)])
        unreadable = choose([""] * 12 + UNREADABLE).split()
        row.update({name: None for name in unreadable})
        row.update({f"{name}Time": choose([None, 0, 36000, 61200, 86399]) if row[name] else None for name in DAYS})
        row["status"] = choose([None, "finished", "open", "waiting", "returned", "halted", "not accepted"])
        row["intakeChannel"] = choose([None, "direct", "online", "postal", "other"])
        row["returnChannel"] = choose([None, "direct", "online", "postal", "other"])
        row["serviceLevel"] = choose([None, "1", "2", "3", "4"])
        row["lacks"] = choose(self.lacks)
        for bit, name in enumerate(LACKING):
            if row["lacks"] >> bit & 1:
                row[name] = row[f"{name}Time"] = None
                unreadable = [one for one in unreadable if one != name]
        key = f"H20.{self.random.randrange(self.rows * 2 // 3)}" if self.random.random() < 0.95 else None
        row.update(code=key, key=key, seq=self.seqs[index], unreadable=" ".join(unreadable) or None)
        row.update(unit=choose(UNITS), unitLevel=choose([None, "tỉnh", "huyện", "xã"]))
        row.update(procedure=choose([None, "Đăng ký", "Cấp 'lại'"]), field=choose([None, "Đất đai"]))
        row.update(file="a.csv", sheet=None, row=index + 2)
        return [row.get(name) for name in COLUMNS]

    def write(self, path):
        columns = zip(*[self.dossier(index) for index in range(self.rows)])
        table = {name: pyarrow.array(column, typed(name)) for name, column in zip(COLUMNS, columns)}
        pyarrow.parquet.write_table(pyarrow.table(table), path)


def typed(name):
    if name in DAYS:
        return pyarrow.date32()
    if name.endswith("Time") or name == "row":
        return pyarrow.int32()
    return {"seq": pyarrow.int64(), "lacks": pyarrow.int16()}.get(name, pyarrow.string())
