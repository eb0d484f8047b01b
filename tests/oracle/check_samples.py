"""Compares the sample files with the published figures: `python3 check_samples.py` (needs node); exit code 1 if one differs.

The expected.json of a published case has only what the publication states: every key in it must be in the oracle's summary with the
same value, and a list of groups must have the groups of these keys.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import tomllib

import oracle

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def lacking(told, got, path):
    """The places where `got` differs from what `told` states."""
    if isinstance(told, dict) and isinstance(got, dict):
        for key, value in told.items():
            yield from lacking(value, got.get(key), path + [key])
    elif isinstance(told, list):
        for group in told:
            found = next((g for g in got or [] if g["key"] == group["key"]), None)
            yield from lacking(group, found, path + [str(group["key"])])
    elif told != got:
        yield f"{' / '.join(path)}: published {told}, got {got}"


def case_differences(folder, made):
    case = oracle.plain(tomllib.loads((folder / "case.toml").read_text("utf-8")))
    recipe = next(r for r in json.loads((ROOT / "www/samples/recipes.json").read_text("utf-8"))["recipes"]
                  if r["id"] == case["generate"])
    files = [(f["name"], (made / recipe["id"] / f["name"]).read_bytes()) for f in recipe["files"]]
    opened = oracle.Oracle(files, case["options"])
    yield from (f"{r['name']}: {r}" for r in opened.files() if not clean(r))
    told = json.loads((folder / "expected.json").read_text("utf-8"))["queries"]
    for number, (query, summary) in enumerate(zip(case["queries"], told, strict=True)):
        yield from lacking(summary, opened.summarize(query), [folder.name, str(number)])


def clean(report):
    """A sample has no issues except those of its shape: no level column."""
    return report["rows"]["rejected"] == report["rows"]["duplicates"] == 0 and set(report["issues"]) <= {"level-inferred"}


def main():
    with tempfile.TemporaryDirectory() as made:
        subprocess.run(["node", ROOT / "www/samples/make.mjs", made], check=True)
        wrong = [text for folder in sorted((ROOT / "tests/cases/published").iterdir())
                 for text in case_differences(folder, pathlib.Path(made))]
    print(*wrong, sep="\n")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
