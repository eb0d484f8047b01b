"""Random cases for reconciliation: `python3 reconcile_cases.py FOLDER [FIRST LAST]` writes one folder per seed.

Each has a list of two units over some weeks, in one or two files, and claims that the oracle counted by a way with one or two changed
rules. Every third has an error of a few dossiers in one claim, every fifth an as-of date other than the end of the data. Every second has
a report beside the list that states only rates, printed with some number of decimals. Each also asks the lives of the list.
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
NOT_IN_LIVES = ("dueMet", "dueOnTime")
UNITS = ["UBND xã Tân Mỹ", "UBND phường An Hòa"]
OLD = 16    # seeds up to this one have rates of two decimals, no report and no lives
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


# Rates that a report states, by the words in their columns.
STATED = {"onTime": "Tỷ lệ đúng và trước hạn", "late": "Tỷ lệ trễ hạn", "online": "Tỷ lệ trực tuyến", "overdue": "Tỷ lệ hồ sơ đang giải quyết quá hạn",
          "postalReturn": "Tỷ lệ trả kết quả qua bưu chính"}


def planted(made, query, draw):
    """A way that changes one or two rules."""
    names = draw.sample(sorted(made.tried), draw.choice([1, 2, 2]))
    base = made.base(query)
    way = {n: draw.choice([v for v in made.tried[n] if v != base[n]]) for n in names}
    days = [periods.day(query[k]) for k in ("from", "to")]
    return planted(made, query, draw) if reconcile.span(base | way, *days) is None else base | way


def printed(num, den, digits, cut=False):
    """A rate with this many decimals; `cut`: further decimals are cut off instead of rounded, as some offices do."""
    scaled = num * 100 * 10**digits // den if cut else reconcile.printed(num, den, digits)
    text = f"{scaled:0{digits + 1}}"
    return (f"{text[:-digits]},{text[-digits:]}" if digits else text) + "%"


def claims(made, query, way, seed, draw):
    days, told = [periods.day(query[k]) for k in ("from", "to")], []
    counted, shown = ([f for f in names if made.tried is reconcile.RULES or f not in NOT_IN_LIVES] for names in (FIGURES, RATES))
    for unit in draw.sample([*UNITS, None], 2):
        counts, shares = made.figures(query, unit, way, *days)
        of_unit = [{"figure": f, "value": counts[f]} for f in draw.sample(counted, 3)]
        rates = [f for f in draw.sample(shown, 2) if shares[f][1] and shares[f][0] <= shares[f][1]]
        if seed <= OLD:
            of_unit += [{"figure": f, "value": reconcile.rates.percent(*shares[f])} for f in rates]
        else:
            of_unit += [{"figure": f, "value": printed(*shares[f], draw.choice([0, 1, 2, 2, 3]), draw.random() < 0.15)} for f in rates]
        if seed % 3 == 0:
            of_unit[0]["value"] += draw.randrange(1, 4)
        told += [({"unit": unit} if unit else {}) | claim for claim in of_unit]
    return told


def report(made, query, way, draw):
    """A report that states only rates, and its claims: for units that received something in its period."""
    days, told, rows = [periods.day(query[k]) for k in ("from", "to")], [], []
    figures = draw.sample(sorted(STATED), draw.choice([1, 2, 3]))
    for unit in draw.sample(UNITS, 2):
        shares, cells = made.figures(query, unit, way, *days)[1], []
        for figure in figures:
            num, den = shares[figure]
            cells.append(f'"{printed(num, den, draw.choice([0, 1, 2, 2]))}"' if den and num <= den else "")
        rows.append(",".join([unit, *cells]))
        received = [d for d in made.by_duplicates[made.own].live if d.keys["unit"] == unit and days[0] <= d.received <= days[1]]
        claim = {"unit": unit, "from": query["from"], "to": query["to"], "source": "bao-cao.csv"}
        told += [claim | {"figure": f, "value": c.strip('"')} for f, c in sorted(zip(figures, cells), key=place) if c and received]
    title = f"BÁO CÁO (Từ ngày {days[0]:%d/%m/%Y} đến ngày {days[1]:%d/%m/%Y})"
    return "\n".join([title, "", ",".join(["Đơn vị", *[STATED[f] for f in figures]]), *rows]) + "\n", told


def place(pair):
    """Claims are in the order of the figures, whatever the order of the columns."""
    return ["onTime", "late", "overdue", "online", "postalReturn"].index(pair[0])


def toml(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{k} = {toml(v)}" for k, v in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)


def question(kind, made, query, way, told):
    changed = ", ".join(f"{k} {v}" for k, v in sorted(way.items()) if v != made.base(query)[k])
    return [f"# counted by {changed}", f"[[{kind}]]", f"query = {toml(query)}", "claims = [", *(f"  {toml(claim)}," for claim in told), "]"]


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
    about = f"Random, seed {seed}: claims counted by another way"
    reports = ["bao-cao.csv"] if seed > OLD and seed % 2 else []
    head = f'about = "{about}"\nfiles = {toml(files + reports)}\noptions = {toml(options)}\n'
    head += f"reports = {toml(reports)}\n" if reports else ""
    (folder / "case.toml").write_text(head, "utf-8")
    made = reconcile.Reconciler(folder)
    way = planted(made, query, draw)
    lines, stated = question("reconcile", made, query, way, claims(made, query, way, seed, draw)), []
    if reports:
        way = planted(made, query, draw)
        text, stated = report(made, query, way, draw)
        (folder / "bao-cao.csv").write_text(text, "utf-8")
        lines += question("reconcile", made, query, way, stated) if stated else []
    if seed > OLD:
        on_lives = reconcile.Reconciler(folder, reconcile.ON_LIVES)
        asked = query | dict(zip(("from", "to"), draw.choice(PERIODS[:2])))
        way = planted(on_lives, asked, draw)
        lines += question("onLives", on_lives, asked, way, claims(on_lives, asked, way, seed, draw))
    (folder / "case.toml").write_text(head + "\n" + "\n".join(lines) + "\n", "utf-8")
    answers = reconcile.answers(folder) | ({"claims": stated} if reports else {})
    text = json.dumps({kind: one for kind, one in answers.items() if one or kind == "claims"}, ensure_ascii=False, indent=1)
    (folder / "expected.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    root, first, last = pathlib.Path(sys.argv[1]), *map(int, (sys.argv[2:] + [1, 12])[:2])
    for seed in range(first, last + 1):
        write(root / f"random-{seed}", seed)
