"""Random case folders with the oracle's answers: `python3 holdout.py SEED FOLDER [THEME] [ROWS]`.

Each seed gives one folder: files in several containers, case.toml, expected.json. Without a theme, the seed chooses one.
`python3 holdout.py kept FOLDER` writes the cases of tests/cases/contract: small ones, one per theme.
Packages: openpyxl, xlsxwriter, xlwt, odfpy for writing, xlrd for reading.
"""

import datetime
import pathlib
import random
import sys

import holdout_files
import holdout_questions
import holdout_rows
import oracle

UNITS = holdout_rows.UNITS
AFTER = datetime.date(2025, 6, 20)
# The themes: how often each feature occurs, which rules the whole case has, which questions are asked.
THEMES = {
    "plain": {"ask": ["plain", "dimensions", "mixtures"]},
    "rules": {"ask": ["each_rule"], "no_due": 0.15},
    "mixtures": {"ask": ["mixtures", "mixtures", "filters"], "no_due": 0.15},
    "returned": {"kinds": {"ended": 5, "returned": 9, "halted": 5, "open": 1}, "ask": ["each_rule", "filters", "lists"]},
    "clock": {"times": 1.0, "kinds": {"ended": 8, "returned": 3, "open": 1}, "ask": ["mixtures", "differing"], "options": {"clock": "instant"}},
    "unreadable": {"unreadable": 0.2, "ask": ["plain", "each_rule", "lists"]},
    "accepted-late": {"times": 0.8, "ask": ["dimensions", "periods"]},
    "periods": {"ask": ["periods", "mixtures"]},
    "lists": {"ask": ["plain"], "lists": ["lists", "differing"]},
    "working-days": {"kinds": {"ended": 6, "open": 4, "returned": 2}, "ask": ["plain"], "lists": ["lists"],
                     "options": {"daysOff": {"off": ["2025-04-28", "2026-11-16"], "on": ["2025-01-25", "2026-02-16"]}}},
    "duplicates": {"again": 0.5, "ask": ["plain", "mixtures"], "lists": ["lists"]},
    "duplicates-last": {"again": 0.5, "ask": ["plain", "each_rule"], "options": {"duplicates": "last"}},
    "duplicates-first": {"again": 0.5, "ask": ["plain", "mixtures"], "options": {"duplicates": "first"}},
    "duplicates-keep": {"again": 0.5, "ask": ["plain", "mixtures"], "options": {"duplicates": "keep"}},
    "spellings": {"spellings": 0.8, "units": UNITS[:7], "ask": ["plain", "dimensions", "filters"], "lists": ["lists"]},
    "spellings-apart": {"spellings": 0.8, "units": UNITS[:7], "ask": ["plain", "dimensions"], "options": {"units": {"mergeSpellings": False}}},
    "aliases": {"units": UNITS[:4] + UNITS[9:11], "ask": ["plain", "dimensions", "filters"], "aliases": True},
    "levels": {"units": UNITS[5:], "ask": ["plain", "dimensions"], "without": ["unitLevel"]},
    "levels-2025": {"units": UNITS[5:], "ask": ["plain", "dimensions"], "without": ["unitLevel"], "from": datetime.date(2025, 7, 1)},
    "levels-commune": {"units": UNITS[5:9], "ask": ["plain", "dimensions"], "without": ["unitLevel"], "from": datetime.date(2025, 7, 1),
                       "title": [["UBND XÃ TÂN HÒA"], ["DANH SÁCH HỒ SƠ"]]},
    "month-first": {"month_first": ("due",), "ask": ["plain"], "unreadable": 0, "spoilt": 0,
                    "containers": ["comma", "tsv", "semicolon", "pipe", "html"]},
    "month-first-all": {"month_first": ("submitted", "received", "due", "finished", "returned"), "times": 0.2, "ask": ["plain"], "unreadable": 0,
                        "spoilt": 0, "containers": ["comma", "tsv", "semicolon", "pipe", "html", "ndjson"]},
    "missing-columns": {"missing": 0.35, "ask": ["plain", "each_rule", "dimensions"]},
    "deleted": {"kinds": {"ended": 5, "deleted": 3, "notAccepted": 2, "open": 2}, "spoilt": 0.2, "ask": ["plain", "mixtures"]},
    "yes-no": {"yes_no": True, "ask": ["plain", "each_rule"], "without": ["serviceLevel"]},
    "numbered": {"numbered": True, "ask": ["plain", "dimensions"]},
    "merged": {"merged": True, "spellings": 0, "ask": ["plain", "dimensions"], "containers": holdout_files.MERGING},
    "uncalculated": {"formulas": 0.2, "unreadable": 0, "ask": ["plain", "each_rule"], "lists": ["lists"], "containers": ["openpyxl"]},
    "targets": {"ask": ["targets"]},
    "containers": {"files": 11, "ask": ["plain", "mixtures"], "lists": ["lists"]},
}


KEPT_ROWS, KEPT_SEEDS = 24, {}


def case(seed, folder, name=None, size=None, brief=False):
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(seed)
    name = name or rng.choice(list(THEMES))
    theme = THEMES[name]
    maker = holdout_rows.Maker(rng, theme)
    rows = [maker.dossier(number) for number in range(size or rng.randrange(30, 61))]
    if theme.get("merged"):
        rows.sort(key=lambda row: row["unit"])
    parts = exports(rng, theme, maker, rows)
    files, sources = written(rng, theme, parts)
    for path, content in files:
        (folder / path).write_bytes(content)
    options = {"today": holdout_rows.TODAY.isoformat()} | theme.get("options", {}) | aliases(theme)
    opened = oracle.Oracle(files, options)
    ask = holdout_questions.Questions(rng, opened, brief)
    queries = [q for part in theme["ask"] for q in getattr(ask, part)() if part not in ("lists", "differing")]
    lists = [q for part in theme.get("lists", theme["ask"]) if part in ("lists", "differing") for q in getattr(ask, part)()]
    about = f"Random files of the theme {name}, seed {seed} of tests/oracle/holdout.py; the expected figures are the oracle's."
    (folder / "case.toml").write_text(holdout_questions.case_text(about, [n for n, _ in files], options, queries, lists), "utf-8")
    (folder / "expected.json").write_text(holdout_questions.expected(opened, queries, lists, sources, brief), "utf-8")


def exports(rng, theme, maker, rows):
    """The rows of each file. Some dossiers are also in an older or newer export, or twice in one; files come in any order."""
    count = theme.get("files", rng.randrange(1, 4))
    cuts = sorted(rng.randrange(len(rows)) for _ in range(count - 1))
    parts = [part for a, b in zip([0, *cuts], [*cuts, len(rows)]) if (part := rows[a:b])]
    coded = [r for r in rows if r["code"] and r["received"] is not None]
    repeated = rng.sample(coded, int(len(coded) * theme.get("again", 0.1)))
    if len(repeated) > 2:
        parts.append([maker.again(r, newer=rng.random() < 0.5) for r in repeated])
        parts[0] = parts[0] + [maker.again(r, newer=True) for r in parts[0][:2] if r["code"]]
    rng.shuffle(parts)
    return parts


def written(rng, theme, parts):
    """([(name, bytes)], name in the reports -> container); sometimes several files are in one archive."""
    allowed = theme.get("containers", holdout_files.CONTAINERS)
    kinds = rng.sample(allowed, len(parts)) if len(parts) <= len(allowed) else rng.choices(allowed, k=len(parts))
    made = [(f"{chr(97 + i)}.{holdout_files.ENDINGS[kind]}", holdout_files.write(rng, kind, part, theme), kind)
            for i, (kind, part) in enumerate(zip(kinds, parts))]
    sources = {name: kind for name, _, kind in made}
    files = [(name, content) for name, content, _ in made]
    if len(files) > 2 and rng.random() < 0.4:
        sources |= {f"tep.zip/{name}": kind for name, _, kind in made[1:]}
        files = [files[0], ("tep.zip", holdout_files.zipped(files[1:]))]
    return files, sources


def aliases(theme):
    """Two communes that were merged on 1/7/2025, and one permanent alias; the level is stated or the unit's own."""
    if not theme.get("aliases"):
        return {}
    return {"units": {"aliases": [
        {"from": UNITS[0][1], "to": "UBND xã Đồng Tâm", "level": "xã", "validFrom": "2025-07-01"},
        {"from": UNITS[2][0], "to": "UBND xã Đồng Tâm", "level": "xã", "validFrom": "2025-07-01"},
        {"from": UNITS[10][0], "to": "Sở Xây dựng", "level": "tỉnh", "validTo": "2025-06-30"}]}}


def main(seed, folder, *more):
    if seed == "kept":
        for name in THEMES:
            case(KEPT_SEEDS.get(name, 1), folder / name, name, KEPT_ROWS, brief=True)
    else:
        case(int(seed), folder, *more[:1], *map(int, more[1:]))


if __name__ == "__main__":
    main(sys.argv[1], pathlib.Path(sys.argv[2]), *sys.argv[3:])
