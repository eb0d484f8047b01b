"""`python3 growth.py [spark]`: measures time and memory of lives of 1, 5 and 20 million dossiers in every engine and with the command,
with every method for duplicates in Spark, and of reading long CSV files; prints tables in Markdown. Every measurement is a separate
process. The lives of all must be equal in number and sum.

HOSO_GROWTH gives other sizes, in thousands: 100,500. HOSO_BENCH: the CSV file of a million wide rows that `cargo xtask bench` makes."""

import os
import pathlib
import subprocess
import sys
import time

COMMAND = os.environ["HOSO_COMMAND"]
FOLDER = pathlib.Path(os.environ["HOSO_FOLDER"]) / "growth"
SIZES = [int(one) for one in os.environ.get("HOSO_GROWTH", "1000,5000,20000").split(",")]
CUT = "2025-12-31"
ASKED = ["--cut", CUT, "--keys", "unit,unitLevel"]


def measured(command, cores=None):
    """Wall and CPU seconds and peak memory in MB of a program on some cores, and its output."""
    if cores:
        command = ["taskset", "-c", ",".join(map(str, range(cores))), *command]
    begun = time.monotonic()
    running = subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    printed = running.stdout.read()
    _, status, used = os.wait4(running.pid, 0)
    if status:
        raise SystemExit(f"{command} failed")
    return time.monotonic() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, printed


def engine(name, path, way):
    """Runs in a separate process: the statement in one engine; prints the numbers of lives and dossiers."""
    from engines import DIALECTS, MODULES

    dialect = DIALECTS.get(name, name)
    text = [COMMAND, "sql", "lives", "--dialect", dialect, "--table", "dossiers", "--duplicates", way, *ASKED]
    table = MODULES[name][1](path, subprocess.run(text, check=True, capture_output=True, text=True).stdout)
    print(table.num_rows, sum(table.column("n").to_pylist()))


# Columns of the two CSV files that hoso reads too.
DAYS = ["Ngày tiếp nhận", "Ngày hẹn trả", "Ngày kết thúc", "Ngày trả kết quả"]
UNREAD = ["STT", "Người nộp", "Số điện thoại"]


def read(name, path):
    """Runs in a separate process: the CSV as typed columns, by DuckDB on one thread or on all, or by Polars."""
    with open(path, encoding="utf-8") as file:
        header, row = (next(file).strip().split(",") for _ in range(2))
    columns = [column for column in header if column not in UNREAD]
    pattern = "%d/%m/%Y %H:%M:%S" if any(":" in cell for cell in row) else "%d/%m/%Y"
    out = FOLDER / "read.parquet"
    if name == "polars":
        import polars

        read_as = polars.Datetime("us") if ":" in pattern else polars.Date
        days = [polars.col(column).str.strptime(read_as, pattern, strict=False) for column in columns if column in DAYS]
        polars.read_csv(path, infer_schema=False, columns=columns).with_columns(days).write_parquet(out)
        return
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"SET threads = {name.removeprefix('duckdb')}")
    read_as = "TIMESTAMP" if ":" in pattern else "DATE"
    cast = [f"CAST(try_strptime(\"{column}\", '{pattern}') AS {read_as}) AS \"{column}\"" if column in DAYS else f'"{column}"' for column in columns]
    connection.execute(f"COPY (SELECT {', '.join(cast)} FROM read_csv('{path}', all_varchar=true)) TO '{out}' (FORMAT parquet)")


def row(size, who, found):
    wall, cpu, memory, printed = found
    print(f"| {size / 1000:g} M | {who} | {wall:.1f} | {cpu:.1f} | {cpu * 1000 / size:.2f} | {memory:,.0f} MB | {printed.strip()} |", flush=True)


def lives_of(path):
    """Runs in a separate process: the number of lives of a file, and the number of their dossiers."""
    import json

    import pyarrow

    table = pyarrow.ipc.open_file(path).read_all()
    print(table.num_rows, json.loads(table.schema.metadata[b"hoso"])["lives"]["dossiers"])


def make(kind, path, size):
    """Runs in a separate process."""
    import synthetic

    {"dossiers": synthetic.dossiers, "lists": synthetic.lists}[kind](path, int(size) * 1000)


def apart(*args):
    """The output of a part of this program that runs in a separate process, so that its memory is not measured."""
    return subprocess.run([sys.executable, __file__, *map(str, args)], check=True, stdout=subprocess.PIPE, text=True).stdout


def main(*more):
    FOLDER.mkdir(parents=True, exist_ok=True)
    load = os.getloadavg()[0]
    print(f"{os.cpu_count()} cores; {load:.1f} programs were running when this began\n")
    print("| dossiers | | wall s | CPU s | CPU s a million | memory | lives, dossiers |\n|--:|---|--:|--:|--:|--:|---|")
    for size in SIZES:
        path = FOLDER / f"{size}.parquet"
        if not path.exists():
            apart("make", "dossiers", path, size)
        out, answers = FOLDER / "lives.arrow", set()
        for cores in [1, 2]:
            wall, cpu, memory, _ = measured([COMMAND, "lives", path, *ASKED, "-o", out], cores)
            found = apart("lives_of", out).strip()
            answers.add(found)
            row(size, f"hoso lives, {cores} core{'s' * (cores > 1)}", (wall, cpu, memory, found))
        for name in ["duckdb", "datafusion", "clickhouse", "polars", *more]:
            for way in ["hash", "antijoin", "window", "none"] if name == "spark" else ["antijoin", "none"]:
                found = measured([sys.executable, __file__, "engine", name, path, way])
                answers.add(found[3].strip()) if way != "none" else None
                row(size, f"{name}, {way}", found)
        if len(answers) > 1:
            raise SystemExit(f"the lives differ: {answers}")
    size = SIZES[-1] // 4
    path = FOLDER / f"{size}.csv"
    if not path.exists():
        apart("make", "lists", path, size)
    read_all(size, path)
    wide = pathlib.Path(os.environ.get("HOSO_BENCH", "target/bench/data/dossiers-1000000.csv"))
    if wide.exists():
        read_all(1000, wide)
    else:
        print(f"\n{wide}: not there, skipped (cargo xtask bench makes it)")


def read_all(size, path):
    """Reads one CSV file with all programs."""
    print(f"\nReading a CSV file of {path.stat().st_size / 1e6:,.0f} MB, {size / 1000:g} million rows, into Parquet:\n")
    print("| rows | | wall s | CPU s | CPU s a million | memory | |\n|--:|---|--:|--:|--:|--:|---|")
    row(size, "hoso read, 1 core", measured([COMMAND, "read", path, "-q", "--accept", "figures", "-o", FOLDER / "read.parquet"], 1))
    for name, cores in [("duckdb1", 1), ("duckdb2", 2), ("polars", 1), ("polars", 2)]:
        row(size, f"{name.rstrip('12')}, {cores} core{'s' * (cores > 1)}", measured([sys.executable, __file__, "read", name, path], cores))


if __name__ == "__main__":
    parts = {"engine": engine, "read": read, "lives_of": lives_of, "make": make}
    if sys.argv[1:2] and sys.argv[1] in parts:
        parts[sys.argv[1]](*sys.argv[2:])
    else:
        main(*sys.argv[1:])
