"""Compares every committed case with the oracle: `python3 check_cases.py [FOLDER]`; prints the differences, exit code 1 if there are any.

As in tests/cases.rs, an expected.json states only what matters. Cases whose files the oracle does not read (summaries, encodings of
fonts, Arrow, XLSB ...) differ completely and are named in one line.
"""

import json
import pathlib
import sys

import oracle

CASES = pathlib.Path(__file__).resolve().parent.parent / "cases"


def lacking(told, got, path=""):
    """What `told` states and `got` does not."""
    if isinstance(told, dict) and isinstance(got, dict):
        for key, value in told.items():
            yield from lacking(value, got.get(key), f"{path}.{key}")
    elif isinstance(told, list) and isinstance(got, list) and len(told) == len(got):
        for number, (a, b) in enumerate(zip(told, got)):
            yield from lacking(a, b, f"{path}[{number}]")
    elif told != got:
        yield f"{path}: expected {json.dumps(told, ensure_ascii=False)}, oracle {json.dumps(got, ensure_ascii=False)}"


def folders(root):
    return [toml.parent for toml in sorted(root.rglob("case.toml")) if "\ngenerate" not in toml.read_text("utf-8")]


def differences(folder):
    told = json.loads((folder / "expected.json").read_text("utf-8"))
    return list(lacking(told, json.loads(oracle.as_json(oracle.expected(folder)))))


if __name__ == "__main__":
    wrong = 0
    for folder in folders(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else CASES):
        try:
            flaws = differences(folder)
        except Exception as error:  # a format that the oracle does not read
            flaws = [f"not read: {type(error).__name__}: {error}"]
        wrong += bool(flaws)
        print(*[f"{folder.name}{flaw}" for flaw in flaws[:4]], sep="\n") if flaws else None
    sys.exit(bool(wrong))
