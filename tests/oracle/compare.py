"""Two exports of the same dossiers, generated and compared independently of the product: python3 tests/oracle/compare.py FOLDER
writes before.csv, after.csv and expected.json. Both lists have blank, unusable and repeated codes."""

import json
import random
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

AS_OF = date(2022, 6, 30)
HEADER = "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Hình thức nộp,Trạng thái"
COLUMNS = ["received", "due", "finished", "status", "intakeChannel", "unit"]
DAYS = ["received", "due", "finished"]


def dossier(number: int, draw: random.Random) -> dict:
    received = date(2022, 1, 3) + timedelta(draw.randrange(160))
    due = received + timedelta(draw.randrange(2, 30)) if draw.random() < 0.9 else None
    finished = received + timedelta(draw.randrange(0, 45)) if draw.random() < 0.7 else None
    finished = finished if finished and finished <= AS_OF else None
    return {
        "code": f"H20.{number % 7}-{received:%y%m%d}-{number:04}",
        "unit": draw.choice(["Xã Một", "Xã Hai", "Xã Ba"]),
        "received": received,
        "due": due,
        "finished": finished,
        "intakeChannel": draw.choice(["Trực tuyến", "Trực tiếp"]),
        "status": "Đã trả kết quả" if finished else "Đang xử lý",
    }


def changed(row: dict, draw: random.Random) -> dict:
    row = dict(row)
    for _ in range(draw.randrange(0, 3)):
        what = draw.choice(["due", "finished", "unit", "intakeChannel"])
        if what == "due" and row["due"]:
            row["due"] += timedelta(draw.choice([-3, 2, 9]))
            row["due"] = max(row["due"], row["received"])
        elif what == "finished":
            row["finished"] = min(AS_OF, row["received"] + timedelta(draw.randrange(0, 50)))
            row["status"] = "Đã trả kết quả"
        elif what == "unit":
            row["unit"] = draw.choice(["Xã Một", "Xã Hai", "Xã Ba"])
        elif what == "intakeChannel":
            row["intakeChannel"] = draw.choice(["Trực tuyến", "Trực tiếp"])
    return row


def outcome(row: dict) -> str:
    due, finished = row["due"], row["finished"]
    if finished:
        return "noVerdict" if not due else "early" if finished < due else "onDueDay" if finished == due else "late"
    return "noDue" if not due else "overdue" if due < AS_OF else "inTerm"


def lists(draw: random.Random) -> tuple[list[dict], list[dict]]:
    base = [dossier(number, draw) for number in range(600)]
    before, after = base[:540], [changed(row, draw) for row in base[40:]]
    for side, blank in ((before, ""), (after, "1.23E+11")):
        side += [dossier(number, draw) | {"code": blank} for number in range(900, 900 + draw.randrange(2, 6))]
        side += draw.sample(side[:500], 5)
        draw.shuffle(side)
    return before, after


def compare(before: list[dict], after: list[dict]) -> dict:
    usable = lambda code: code and "E+" not in code
    counts = [Counter(row["code"] for row in side if usable(row["code"])) for side in (before, after)]
    twice = {code for count in counts for code, times in count.items() if times > 1}
    one, two = ({row["code"]: row for row in side if usable(row["code"]) and row["code"] not in twice} for side in (before, after))
    common = sorted(one.keys() & two.keys())
    differing = {code: [column for column in COLUMNS if one[code][column] != two[code][column]] for code in common}
    moved = changed_codes = [code for code in common if differing[code]]
    fields = {}
    for column in COLUMNS:
        codes = [code for code in moved if column in differing[code]]
        if codes:
            fields[column] = {"codes": codes}
        if codes and column in DAYS:
            pairs = [(code, one[code][column], two[code][column]) for code in codes]
            fields[column]["later"] = [code for code, was, now in pairs if was and now and now > was]
            fields[column]["earlier"] = [code for code, was, now in pairs if was and now and now < was]
    outcomes: dict[str, list[str]] = {}
    for code in changed_codes:
        outcomes.setdefault(f"{outcome(one[code])} {outcome(two[code])}", []).append(code)
    ended = lambda rows: Counter(outcome(row) for row in rows)
    return {
        "onlyBefore": sorted(one.keys() - two.keys()),
        "onlyAfter": sorted(two.keys() - one.keys()),
        "same": len(common) - len(changed_codes),
        "changed": changed_codes,
        "withoutCode": sorted(row["code"] for row in before + after if not usable(row["code"])),
        "twice": sorted(row["code"] for row in before + after if row["code"] in twice),
        "codesTwice": len(twice),
        "fields": fields,
        "outcomes": outcomes,
        "common": {"before": ended(one[code] for code in common), "after": ended(two[code] for code in common)},
    }


def write(path: Path, rows: list[dict]) -> None:
    day = lambda value: value.strftime("%d/%m/%Y") if value else ""
    lines = [
        ",".join([row["code"], row["unit"], day(row["received"]), day(row["due"]), day(row["finished"]), row["intakeChannel"], row["status"]])
        for row in rows
    ]
    path.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    before, after = lists(random.Random(20260630))
    write(folder / "before.csv", before)
    write(folder / "after.csv", after)
    (folder / "expected.json").write_text(json.dumps(compare(before, after), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
