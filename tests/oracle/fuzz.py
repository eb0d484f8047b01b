"""Random dossier files with the oracle's answers: `python3 fuzz.py SEED FOLDER` (XLSX needs openpyxl).

One seed, one case folder: files, case.toml, expected.json. Messy in the ways of spec.md, but never in a way that CHOICES.md had to
decide about a row's kind: a row whose cells are doubtful is never one that a duplicate replaces.
"""

import csv
import datetime
import io
import json
import pathlib
import random
import sys
import unicodedata

import oracle
import words

TODAY = datetime.date(2022, 12, 15)
UNITS = ["Sở Tư pháp", "Ban Quản lý khu kinh tế", "Phòng Kinh tế", "Phòng Tư pháp", "UBND huyện Tân Lập",
         "UBND thị xã Tân An", "UBND xã Tân Hòa", "UBND phường 1", "UBND thị trấn Tân Lập", "Chi nhánh đất đai", ""]
LEVELS = ["Tỉnh", "huyện", "xã", "Cấp xã", ""]
FIELDS = ["Hộ tịch", "Đất đai", "Xây dựng, nhà ở", "Giáo dục; đào tạo", 'Văn hóa "cơ sở"', ""]
PROCEDURES = ["Đăng ký khai sinh", "Cấp giấy phép\nxây dựng", "Chứng thực bản sao", "Đăng ký biến động"]
CHANNELS = ["Trực tiếp", "Tại bộ phận một cửa", "1", "", "Trực tuyến", "2", "Qua mạng", "Nộp qua Cổng dịch vụ công quốc gia", "BCCI",
            "3", "Bưu điện", "Qua dịch vụ bưu chính công ích"]
SERVICE_LEVELS = ["Mức độ 4", "4", "Toàn trình", "DVC toàn trình", "Mức 3", "Một phần", "3", "Mức độ 2", "2", "1", ""]
STATUSES = {
    "ended": ["Đã trả kết quả", "Đã xử lý xong", "Hoàn thành", "Đã có kết quả", ""],
    "open": ["Đang xử lý", "Mới tiếp nhận", "Được tiếp nhận", "Chưa trả kết quả", ""],
    "waiting": ["Chờ bổ sung", "Đang chờ bổ sung", "Tạm dừng", "Chờ thực hiện nghĩa vụ tài chính"],
    "stopped": ["Đã rút", "Công dân đã rút hồ sơ", "Từ chối giải quyết", "Trả lại", "Dừng xử lý"],
    "notAccepted": ["Không tiếp nhận", "Không được tiếp nhận", "Từ chối tiếp nhận"],
}
KINDS = ["ended"] * 12 + ["open"] * 4 + ["waiting", "stopped", "notAccepted"]
IMPOSSIBLE = ["31/02/2022", "12/31/2022", "00/05/2022", "29/02/2021", "2022-13-01", "32/01/22"]
DAY = datetime.timedelta(days=1)


# Dossiers: canonical columns with moments (datetime; a date where no time is known) and texts

def dossier(rng, number):
    received = datetime.date(2021, 3, 1) + rng.randrange(640) * DAY
    filed = received - rng.choice([0, 0, 0, 1, 3]) * DAY
    kind = rng.choice(KINDS)
    due = received + rng.randrange(1, 40) * DAY
    row = {"code": code(rng, number, rng.choice([received, filed])), "procedure": rng.choice(PROCEDURES),
           "field": rng.choice(FIELDS), "unit": rng.choice(UNITS), "unitLevel": rng.choice(LEVELS),
           "serviceLevel": rng.choice(SERVICE_LEVELS), "submitted": timed(rng, filed), "received": timed(rng, received),
           "due": timed(rng, due) if rng.random() < 0.95 else None, "finished": None, "returned": None,
           "intakeChannel": rng.choice(CHANNELS), "returnChannel": rng.choice(CHANNELS),
           "status": rng.choice(STATUSES[kind]), "personal": f"Công dân {number:05}", "clean": True}
    if kind == "ended" or (kind == "stopped" and rng.random() < 0.5):
        finish(rng, row, received, due)
    if rng.random() < 0.15:
        spoil(rng, row, received)
    return row


def code(rng, number, day):
    return f"H20.{rng.choice(['36', '36.18'])}-{day:%y%m%d}-{number:05}" if rng.random() < 0.8 else f"HS {number}"


def timed(rng, day):
    if rng.random() < 0.5:
        return day
    return datetime.datetime(day.year, day.month, day.day, rng.randrange(7, 18), rng.randrange(60))


def finish(rng, row, received, due):
    end = min(max(received, due + rng.choice([-9, -3, -1, -1, 0, 0, 0, 1, 2, 20]) * DAY), TODAY)
    row["finished" if rng.random() < 0.8 else "returned"] = timed(rng, end)
    if row["finished"] and rng.random() < 0.5:
        row["returned"] = timed(rng, min(end + rng.randrange(4) * DAY, TODAY))
    row["clean"] = end >= received


def spoil(rng, row, received):
    """One doubtful thing."""
    row["clean"] = False
    rng.choice([
        lambda: row.update({rng.choice(["due", "finished", "returned", "submitted"]): rng.choice(IMPOSSIBLE)}),
        lambda: row.update({rng.choice(["intakeChannel", "returnChannel", "serviceLevel"]): "Khác"}),
        lambda: row.update(status="Chuyển văn thư", finished=None, returned=None),
        lambda: row.update(status="Đang xử lý", finished=received + 5 * DAY),
        lambda: row.update(status="Đã trả kết quả", finished=None, returned=None),
        lambda: row.update(finished=received - 2 * DAY, status=""),
        lambda: row.update(received=None),
        lambda: row.update(received=rng.choice(IMPOSSIBLE)),
        lambda: row.update(received=None, submitted=None),
        lambda: row.update(received=None, submitted=None, code=f"HS {rng.randrange(10**6)}"),
        lambda: row.update(code=rng.choice(["", "2.02208E+11"])),
        lambda: row.update(code=f"H20.36-210101-{rng.randrange(10**6)}x"),
        lambda: row.update(received=TODAY + rng.randrange(1, 20) * DAY, finished=None, returned=None, due=None, status=""),
    ])()


def again(rng, row):
    """The same dossier in a later export: its end and channel may have changed."""
    row = dict(row)
    received, due = (d.date() if isinstance(d, datetime.datetime) else d for d in (row["received"], row["due"]))
    row |= {"finished": None, "returned": None, "status": "Đang xử lý", "intakeChannel": rng.choice(CHANNELS)}
    if due and rng.random() < 0.7:
        finish(rng, row, received, due)
        row["status"] = "Đã trả kết quả"
    return row


# Writing one cell

def text_date(rng, value):
    if not isinstance(value, datetime.date):
        return value or rng.choice(["", "", "-", "01/01/1900"])
    time = isinstance(value, datetime.datetime)
    forms = ["%d/%m/%Y", "%d-%m-%Y", "%d/%m/%y", "%Y-%m-%d"]
    if not time:
        return rng.choice([value.strftime(rng.choice(forms)), f"{value.day}/{value.month}/{value.year}", str(serial(value))])
    utc = value - datetime.timedelta(hours=7)
    return rng.choice([value.strftime(rng.choice(forms[:3]) + rng.choice([" %H:%M", " %H:%M:%S"])),
                       value.isoformat(), value.isoformat(" "), f"{utc.isoformat()}Z", f"{value.isoformat()}+07:00",
                       f"/Date({int((utc - datetime.datetime(1970, 1, 1)).total_seconds()) * 1000})/"])


def serial(value, epoch1904=False):
    start = datetime.datetime(1899, 12, 30) + 1462 * DAY * epoch1904
    moment = datetime.datetime(*value.timetuple()[:6])
    days = (moment - start) / DAY
    return int(days) if days == int(days) else days


def messy(rng, text):
    text = rng.choice([text] * 6 + [text.upper(), f"  {text} ", text.replace(" ", "  "), unicodedata.normalize("NFD", text)])
    return text


def cell(rng, column, value, workbook):
    if column in words.DATE_COLUMNS:
        if workbook is not None and isinstance(value, datetime.date) and rng.random() < 0.7:
            return value if rng.random() < 0.7 else serial(value, workbook)
        return text_date(rng, value)
    if column in words.TABLES and value:
        return messy(rng, value)
    return value


# Tables

def columns(rng):
    """Captions by column, in the file's order; date columns together for a two-row header."""
    optional = ["procedure", "field", "unit", "unitLevel", "serviceLevel", "due", "finished", "returned", "intakeChannel",
                "returnChannel", "status", "submitted", "code"]
    chosen = [c for c in optional if rng.random() < 0.85] + ["personal"]
    if not {"submitted"} <= set(chosen) or rng.random() < 0.95:
        chosen.append("received")
    rng.shuffle(chosen)
    chosen.sort(key=lambda c: c in words.DATE_COLUMNS)
    return {c: rng.choice(words.listed(words.HEADERS[c])) for c in chosen}


def header(rng, captions):
    names = ["STT"] + list(captions.values())
    split = [n.split(" ", 1) if n.startswith("Ngày ") and i and c in words.DATE_COLUMNS else [n, ""]
             for i, (c, n) in enumerate(zip([None, *captions], names))]
    if rng.random() < 0.7 or not any(lower for _, lower in split):
        return [[messy(rng, n) for n in names]]
    upper = ["" if i and split[i - 1] == ["Ngày", split[i - 1][1]] and u == "Ngày" else u for i, (u, _) in enumerate(split)]
    return [upper, [lower for _, lower in split]]


def table(rng, rows, workbook):
    """Lines of cells with all that stands around dossiers in a list."""
    captions = columns(rng)
    heads = header(rng, captions)
    lines = [["DANH SÁCH HỒ SƠ, NĂM 2022"], ["Đơn vị tính: hồ sơ"], []][:rng.randrange(4)] + heads
    if rng.random() < 0.5:
        lines.append([f"({i + 1})" for i in range(len(heads[0]))])
    for number, row in enumerate(rows, 1):
        if rng.random() < 0.02:
            lines.append(rng.choice([[], ["UBND xã Tân Hòa"], ["II", "Phòng Kinh tế"], heads[-1] if len(heads) == 1 else []]))
        lines.append([number] + [cell(rng, c, row[c], workbook) for c in captions])
    if rng.random() < 0.5:
        lines += [["Tổng cộng", len(rows)], [], ["", "", "Người lập biểu"]]
    return lines


def write_csv(rng, path, rows):
    lines, out = table(rng, rows, None), io.StringIO(newline="")
    end = rng.choice(["\n", "\r\n"])
    writer = csv.writer(out, delimiter=rng.choice(",;\t"), lineterminator=end)
    width = max(map(len, lines))
    for line in lines:
        writer.writerow(line + [""] * (width - len(line)))
    text = out.getvalue()
    path.write_bytes((rng.choice(["", "\ufeff"]) + rng.choice([text, text, unicodedata.normalize("NFD", text)])).encode())


def write_xlsx(rng, path, parts):
    from openpyxl import Workbook
    from openpyxl.utils.datetime import CALENDAR_MAC_1904
    book, epoch1904 = Workbook(), rng.random() < 0.2
    if epoch1904:
        book.epoch = CALENDAR_MAC_1904
    for number, rows in enumerate(parts):
        sheet = book.active if number == 0 else book.create_sheet(f"Trang {number + 1}")
        for i, line in enumerate(table(rng, rows, epoch1904), 1):
            for k, value in enumerate(line, 1):
                if value not in ("", None):
                    sheet.cell(i, k, value)
    book.save(path)


# Queries

def queries(rng):
    day = lambda: (datetime.date(2021, 1, 1) + rng.randrange(730) * DAY).isoformat()
    start, stop = sorted([day(), day()])
    targets = {"id": "t", "title": "Thử", "targets": [
        {"measure": m, "atLeast": rng.choice(["40%", "97,5%", "100%", "33,33%"])} for m in ("onTime", "onlineL3", "postalReturn")]
        + [{"measure": "late", "atMost": "5%"}, {"measure": "onTime", "atLeast": "90%", "unit": UNITS[6]}]}
    return [
        {}, {"by": ["unit"], "targets": targets}, {"by": ["quarter"]}, {"by": ["unit", "quarter"]},
        {"by": ["unit", "quarter"], "basis": "received", "clock": "instant"}, {"by": ["month"], "waiting": "pending"},
        {"by": ["half", "unitLevel"], "clock": "instant", "levelShare": "all"}, {"by": ["file"], "from": start, "to": stop},
        {"by": ["year", "serviceLevel"], "asOf": day()}, {"by": ["intakeChannel", "returnChannel"], "basis": "received", "from": start},
        {"by": ["field", "procedure"], "to": stop, "asOf": day()},
        {"by": ["quarter"], "where": {"unit": rng.sample(UNITS, 3), "serviceLevel": ["3", "4"]}},
    ]


def toml(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{k} = {toml(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def case_text(seed, names, options, asked):
    lines = [f'about = "Random files, seed {seed}."', f"files = {toml(names)}", "", "[options]"]
    lines += [f"{k} = {toml(v)}" for k, v in options.items()]
    for query in asked:
        lines += ["", "[[queries]]"] + [f"{k} = {toml(v)}" for k, v in query.items()]
    return "\n".join(lines) + "\n"


def parts_of(rng, rows, count):
    cuts = sorted(rng.randrange(len(rows)) for _ in range(count - 1))
    return [rows[a:b] for a, b in zip([0, *cuts], [*cuts, len(rows)])]


def case(seed, folder):
    rng = random.Random(seed)
    rows = [dossier(rng, i) for i in range(rng.randrange(200, 4000))]
    repeated = rng.sample([r for r in rows if r["clean"]], len(rows) // 20)
    rows += [again(rng, r) for r in repeated]
    names = []
    for number, part in enumerate(parts_of(rng, rows, rng.randrange(1, 5))):
        names.append(write_file(rng, folder, f"{chr(97 + number)}", part))
    options = {"today": TODAY.isoformat()} | rng.choice([{}, {}, {}, {"duplicates": "keep"}])
    (folder / "case.toml").write_text(case_text(seed, names, options, queries(rng)), "utf-8")
    (folder / "expected.json").write_text(oracle.as_json(oracle.expected(folder)), "utf-8")


def write_file(rng, folder, stem, rows):
    if rng.random() < 0.6:
        write_csv(rng, folder / f"{stem}.csv", rows)
        return f"{stem}.csv"
    write_xlsx(rng, folder / f"{stem}.xlsx", [p for p in parts_of(rng, rows, rng.randrange(1, 3)) if p] or [[]])
    return f"{stem}.xlsx"


if __name__ == "__main__":
    target = pathlib.Path(sys.argv[2])
    target.mkdir(parents=True, exist_ok=True)
    case(int(sys.argv[1]), target)
