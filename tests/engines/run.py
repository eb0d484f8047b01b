"""`python3 run.py [ENGINE ...]`: checks that the lives made by engines with the statements of `hoso sql` equal those that `hoso lives`
makes from the dossiers, row for row, with every method for duplicates, and that faults in a statement are detected. Exit code 1 if not."""

import collections
import json
import os
import pathlib
import subprocess
import sys

import pyarrow
import pyarrow.compute
import pyarrow.parquet
import sqlglot

from dossiers import Dossiers
from engines import DIALECTS, EVERY_WAY, WAYS, at_hand

ROWS = 4000
QUESTIONS = [
    # cut, end day, keys
    ("2022-08-19", "finished", "unit,unitLevel"),
    ("2022-08-31", "returned", "unit,unitLevel,field,procedure"),
    ("2023-03-01", "finishedOnly", "unitLevel"),
]
# Faults: replacements in a statement, in DuckDB's SQL: comparisons, edges, a missing condition, a wrong status or column. Changes that
# `hoso lives` corrects (a life overdue before it began, a closed one that waits) are not among them.
SLIPS = [
    ("e_day < due_day", "e_day <= due_day"),
    ('"received" > DATE', '"received" >= DATE'),
    ("due_day >= DATE", "due_day > DATE"),
    ("(due_day + INTERVAL '1' DAY)", "due_day"),
    ("e_time > due_time", "e_time >= due_time"),
    ("(e_bad = 1 AND st = '')", "e_bad = 1"),
    ("THEN finished_day ELSE returned_day", "THEN finished_day ELSE finished_day"),
    ("WHEN st = 'halted' THEN 'halted'", "WHEN st = 'halted' THEN verdict"),
    ("WHEN st = 'not accepted' THEN 'notAccepted'", "WHEN st = 'not accepted' THEN verdict"),
]


class Bench:
    """The command, a folder to work in, and the dossiers in it."""

    def __init__(self, hoso, folder):
        self.hoso, self.folder = hoso, pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.dossiers = str(self.folder / "dossiers.parquet")

    def run(self, *args):
        return subprocess.run([self.hoso, *args], check=True, capture_output=True, text=True).stdout

    def statement(self, dialect, way, question):
        cut, end, keys = question
        asked = ["--cut", cut, "--end-day", end, "--keys", keys, "--table", "dossiers", "--duplicates", way]
        return self.run("sql", "lives", "--dialect", dialect, *asked)

    def own(self, question):
        """The lives that `hoso lives` makes directly from the dossiers."""
        cut, end, keys = question
        path = str(self.folder / "own.arrow")
        self.run("lives", self.dossiers, "--cut", cut, "--end-day", end, "--keys", keys, "-o", path)
        return lives(path)

    def theirs(self, engine, statement, question):
        """The lives made from the output of an engine."""
        grouped, path = str(self.folder / "grouped.parquet"), str(self.folder / "theirs.arrow")
        pyarrow.parquet.write_table(engine(self.dossiers, statement), grouped)
        self.run("lives", grouped, "--keys", question[2], "-o", path)
        return lives(path)


def lives(path):
    """Each life with its number of dossiers, and the file's metadata except the engine and its method."""
    table = pyarrow.ipc.open_file(path).read_all()
    about = json.loads(table.schema.metadata[b"hoso"])
    for told_apart in ("engine", "duplicates"):
        about["lives"].pop(told_apart, None)
    return collections.Counter(tuple(row.values()) for row in table.to_pylist()), about


def written(name, text):
    """A fault, given in DuckDB's SQL, in that of another engine."""
    if name == "clickhouse":
        return text.replace("DATE", "toDate32(").replace("INTERVAL '1' DAY", "INTERVAL 1 DAY")
    return text.replace('"', "`") if name == "spark" else text


def slips(bench, name, engine, question):
    """The faults that change nothing, which must not exist."""
    statement, own = bench.statement(DIALECTS.get(name, name), "antijoin", question), bench.own(question)
    unseen = []
    for right, wrong in SLIPS:
        right, wrong = written(name, right), written(name, wrong)
        assert right in statement, f"the statement has changed, no slip can be made of: {right}"
        try:
            seen = bench.theirs(engine, statement.replace(right, wrong), question) != own
        except subprocess.CalledProcessError:
            seen = True  # hoso refuses what the statement gave
        unseen += [] if seen else [f"{right} -> {wrong}"]
    return unseen


def unsettled(bench, name, engine):
    """The output of `hoso sql check` in an engine: no rows, and then a key whose newest row occurs twice, which the command refuses too."""
    statement = bench.run("sql", "check", "--dialect", DIALECTS.get(name, name))
    found = engine(bench.dossiers, statement).num_rows
    table, path = pyarrow.parquet.read_table(bench.dossiers), str(bench.folder / "twice.parquet")
    newest = max((row for row in table.to_pylist() if row["key"]), key=lambda row: row["seq"])
    twice = table.filter(pyarrow.compute.equal(table["seq"], newest["seq"]))
    pyarrow.parquet.write_table(pyarrow.concat_tables([table, twice]), path)
    rows = [tuple(map(str, row.values())) for row in engine(path, statement).to_pylist()]
    refused = subprocess.run([bench.hoso, "lives", path, "-o", str(bench.folder / "never.arrow")], capture_output=True, text=True)
    return found == 0 and rows == [(newest["key"], str(newest["seq"]), "2")] and "column seq" in refused.stderr


def parsed(bench):
    """Parses every statement for Trino with a parser of its dialect, because there is no server here."""
    for way in [*EVERY_WAY, "none"]:
        for question in QUESTIONS:
            (tree,) = sqlglot.parse(bench.statement("trino", way, question), dialect="trino")
            tables = {table.name for table in tree.find_all(sqlglot.exp.Table)} - {""}
            assert tables == {"dossiers"}, tables
    for statement in ["last", "check"]:
        (tree,) = sqlglot.parse(bench.run("sql", statement, "--dialect", "trino"), dialect="trino")
        assert isinstance(tree, sqlglot.exp.Select)
    print("trino: parsed, not run")


def main(*names):
    bench, failed = Bench(os.environ["HOSO_COMMAND"], os.environ["HOSO_FOLDER"]), 0
    parsed(bench)
    engines = at_hand(names or ["duckdb", "datafusion", "clickhouse"])
    first = int(os.environ.get("HOSO_SEED", "1"))  # other dossiers than the usual ones
    for seed, question in enumerate(QUESTIONS, first):
        Dossiers(seed, ROWS, question[0]).write(bench.dossiers)
        own = bench.own(question)
        for name, engine in engines.items():
            for way in WAYS.get(name, EVERY_WAY):
                statement = bench.statement(DIALECTS.get(name, name), way, question)
                equal = bench.theirs(engine, statement, question) == own
                failed += not equal
                print(*question, name, way, f"{len(own[0])} lives", "equal" if equal else "DIFFER")
    Dossiers(0, ROWS, QUESTIONS[0][0]).write(bench.dossiers)
    for name, engine in engines.items():
        equal = unsettled(bench, name, engine)
        failed += not equal
        print(f"{name}: a key with two newest rows is {'found' if equal else 'NOT FOUND'}")
        unseen = slips(bench, name, engine, QUESTIONS[0])
        failed += len(unseen)
        print(f"{name}: slips seen: {len(SLIPS) - len(unseen)} of {len(SLIPS)}", *unseen, sep="\n")
    return 1 if failed or not engines else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
