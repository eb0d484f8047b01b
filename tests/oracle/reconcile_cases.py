"""Random cases for reconciliation: `python3 reconcile_cases.py FOLDER [FIRST LAST]` writes one folder a seed.

Each is a list of two units over some weeks, in one or two files, and claims that the oracle counted by a way of one or two
changed rules; every third has an error of a few dossiers in one claim, every fifth a day other than the end of the data.
"""

import datetime
import json
import pathlib
import random
import sys

import periods
import reconcile

HEADER = "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Ngày trả kết quả,Hình thức nộp,Hình thức nhận kết quả,Mức độ,Trạng thái"
STATUS = ["Đã trả kết quả"] * 5 + ["", "", "Đang xử lý", "Chờ bổ sung", "Đã rút", "Trả lại", "Dừng xử lý", "Không tiếp nhận"]
CHANNELS = ["Trực tuyến", "Trực tuyến", "Trực tiếp", "", "Bưu chính công ích"]
FIGURES = ["received", "carriedOver", "total", "ended", "timely", "early", "onDueDay", "late", "pending", "overdue", "waiting", "online",
           "direct", "postalReturn", "returned", "dueMet", "onlineL3"]
RATES = ["onTime", "late", "online", "overdue", "notOverdue", "dueOnTime", "returned", "onlineOnTime", "postalReturn"]
UNITS = ["UBND xã Tân Mỹ", "UBND phường An Hòa"]
PERIODS = [("2022-02-01", "2022-02-28"), ("2022-01-01", "2022-03-31"), ("2022-02-05", "2022-03-05")]


def written(day, draw, times):
    if day is None:
        return ""
    hour = f" {draw.choice(times)}" if times and draw.random() < 0.6 else ""
    return day.strftime("%d/%m/%Y") + hour


def row(code, draw):
    day = lambda start, most: start + datetime.timedelta(draw.randrange(most))
    received = day(datetime.date(2021, 12, 10), 110)
    due = day(received, 20) if draw.random() < 0.85 else None
    end = due if due and draw.random() < 0.4 else day(received, 30)
    finished = end if draw.random() < 0.75 else None
    returned = day(end, 4) if draw.random() < 0.5 else None
    status = draw.choice(STATUS)
    if status in ("Đang xử lý", "Chờ bổ sung") or (status == "" and draw.random() < 0.5):
        finished = returned = None
    times = ["08:00", "10:30", "15:45"]
    cells = [code, draw.choice(UNITS), written(received, draw, []), written(due, draw, times), written(finished, draw, times),
             written(returned, draw, times), draw.choice(CHANNELS), draw.choice(CHANNELS), draw.choice(["Toàn trình", "Một phần", "2"]), status]
    return ",".join(cells)


def lists(draw):
    rows = [row(f"H20.36.18-{draw.randrange(10**5):05}", draw) for _ in range(draw.randrange(25, 45))]
    again = [row(draw.choice(rows).split(",")[0], draw) for _ in range(draw.randrange(0, 8))]
    blank = [row("", draw) for _ in range(draw.randrange(0, 3))]
    if draw.random() < 0.5:
        return [rows + blank, again] if again else [rows + blank]
    return [rows + again + blank]


def planted(made, query, draw):
    """A way that changes one or two rules."""
    names = draw.sample(sorted(reconcile.RULES), draw.choice([1, 2, 2]))
    base = made.base(query)
    way = {n: draw.choice([v for v in reconcile.RULES[n] if v != base[n]]) for n in names}
    days = [periods.day(query[k]) for k in ("from", "to")]
    return planted(made, query, draw) if reconcile.span(base | way, *days) is None else base | way


def claims(made, query, way, seed, draw):
    days, told = [periods.day(query[k]) for k in ("from", "to")], []
    for unit in draw.sample([*UNITS, None], 2):
        counts, shares = made.figures(query, unit, way, *days)
        of_unit = [{"figure": f, "value": counts[f]} for f in draw.sample(FIGURES, 3)]
        of_unit += [{"figure": f, "value": reconcile.rates.percent(*shares[f])} for f in draw.sample(RATES, 2)
                    if shares[f][1] and shares[f][0] <= shares[f][1]]
        if seed % 3 == 0:
            of_unit[0]["value"] += draw.randrange(1, 4)
        told += [({"unit": unit} if unit else {}) | claim for claim in of_unit]
    return told


def toml(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{k} = {toml(v)}" for k, v in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)


def write(folder, seed):
    draw = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    parts = lists(draw)
    files = [f"{name}.csv" for name, _ in zip("ab", parts)]
    for name, rows in zip(files, parts):
        (folder / name).write_text("\n".join([HEADER, *rows]) + "\n", "utf-8")
    options = {"today": "2022-05-31"} | ({"duplicates": draw.choice(["last", "first", "keep"])} if seed % 4 == 0 else {})
    query = dict(zip(("from", "to"), draw.choice(PERIODS)), asOf="2022-03-10" if seed % 5 == 0 else "2022-04-30")
    if seed % 2:
        query["clock"] = draw.choice(["day", "instant"])
    head = f'about = "Random, seed {seed}: claims counted by another way"\nfiles = {toml(files)}\noptions = {toml(options)}\n'
    (folder / "case.toml").write_text(head, "utf-8")
    made = reconcile.Reconciler(folder)
    way = planted(made, query, draw)
    told = claims(made, query, way, seed, draw)
    lines = [f"# counted by {', '.join(f'{k} {v}' for k, v in sorted(way.items()) if v != made.base(query)[k])}", "[[reconcile]]",
             f"query = {toml(query)}", "claims = [", *(f"  {toml(claim)}," for claim in told), "]"]
    (folder / "case.toml").write_text(head + "\n" + "\n".join(lines) + "\n", "utf-8")
    answers = list(reconcile.answers(folder))
    text = json.dumps({"reconcile": answers}, ensure_ascii=False, indent=1)
    (folder / "expected.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    root, first, last = pathlib.Path(sys.argv[1]), *map(int, (sys.argv[2:] + [1, 12])[:2])
    for seed in range(first, last + 1):
        write(root / f"random-{seed}", seed)
