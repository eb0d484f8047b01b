"""Every committed case against the oracle: `python3 check_cases.py`; exit code 1 where one differs."""

import json
import pathlib
import sys

import oracle

CASES = pathlib.Path(__file__).resolve().parent.parent / "cases"


def differences():
    for toml in sorted(CASES.glob("*/*/case.toml")):
        if "\ngenerate" not in toml.read_text("utf-8"):
            told = json.loads((toml.parent / "expected.json").read_text("utf-8"))
            if json.loads(oracle.as_json(oracle.expected(toml.parent))) != told:
                yield toml.parent


if __name__ == "__main__":
    wrong = list(differences())
    for folder in wrong:
        print("differs:", folder.relative_to(CASES))
    sys.exit(bool(wrong))
