"""`python3 nation.py`: a nation's board from 34 provinces. Each province's dossiers become lives in its own engine, with the province's
name in place of its units. The 34 files are combined, and every province's figures must equal those that DuckDB counts from its dossiers.

Writes nation.arrow and nation.json (DuckDB's counts) to HOSO_FOLDER/nation. HOSO_NATION: dossiers per province, in thousands."""

import json
import os
import pathlib
import subprocess
import time

import duckdb
import pyarrow
import pyarrow.parquet

import synthetic

COMMAND = os.environ["HOSO_COMMAND"]
FOLDER = pathlib.Path(os.environ["HOSO_FOLDER"]) / "nation"
ROWS = int(os.environ.get("HOSO_NATION", "50")) * 1000
CUT, PROVINCES = "2025-12-31", [f"Tỉnh {number:02}" for number in range(1, 35)]


def command(*args):
    return subprocess.run([COMMAND, *map(str, args)], check=True, capture_output=True, text=True).stdout


def province(number, name):
    """The lives of one province, and DuckDB's counts of its dossiers: received in 2025, and how many of these ended on time."""
    dossiers, grouped = FOLDER / "dossiers.parquet", FOLDER / "grouped.parquet"
    synthetic.dossiers(dossiers, ROWS + number * 500, province=f"{number:02}")
    connection = duckdb.connect()
    connection.execute(f"CREATE VIEW dossiers AS SELECT * REPLACE ('{name}' AS unit) FROM '{dossiers}'")
    statement = command("sql", "lives", "--dialect", "duckdb", "--cut", CUT, "--keys", "unit,unitLevel")
    pyarrow.parquet.write_table(connection.sql(statement).to_arrow_table(), grouped)
    file = FOLDER / f"tinh-{number:02}.arrow"
    command("lives", grouped, "--keys", "unit,unitLevel", "--source", name, "-o", file)
    counted = connection.sql(
        "SELECT COUNT(*), COUNT(*) FILTER (WHERE finished <= due AND finished <= DATE '2025-12-31') FROM dossiers d "
        "WHERE received >= DATE '2025-01-01' AND received <= DATE '2025-12-31' AND "
        "seq = (SELECT MAX(seq) FROM dossiers o WHERE o.key = d.key)").fetchall()[0]
    return file, counted


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    begun, files, counted = time.monotonic(), [], {}
    for number, name in enumerate(PROVINCES, 1):
        file, counted[name] = province(number, name)
        files.append(file)
    nation = FOLDER / "nation.arrow"
    command("lives", *files, "--keys", "unit,unitLevel", "-o", nation)
    asked = ["--by", "unit", "--from", "2025-01-01", "--to", CUT, "--as-of", CUT, "--basis", "received"]
    answer = json.loads(command("count", nation, *asked))
    found = {group["key"]["unit"]: (group["counts"]["received"], group["measures"]["onTime"].get("num")) for group in answer["groups"]}
    assert found == {name: tuple(counts) for name, counts in counted.items()}, (found, counted)
    (FOLDER / "nation.json").write_text(json.dumps(counted, ensure_ascii=False), encoding="utf-8")
    about = pyarrow.ipc.open_file(str(nation)).read_all()
    dossiers = json.loads(about.schema.metadata[b"hoso"])["lives"]["dossiers"]
    print(f"34 provinces, {dossiers} dossiers, {about.num_rows} lives, {nation.stat().st_size / 1e6:.0f} MB, "
          f"{time.monotonic() - begun:.0f} s: every province as DuckDB counts it")


if __name__ == "__main__":
    main()
