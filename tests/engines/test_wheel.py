"""The wheel gives the same answers as the command, for tables of every program, and names what it cannot read.

Run by `cargo xtask engines`, which sets the path of the command (HOSO_COMMAND) and the working folder (HOSO_FOLDER)."""

import csv
import io
import json
import os
import pathlib
import subprocess
import sys
import unittest

import duckdb
import hoso
import polars
import pyarrow
import pyarrow.compute
import pyarrow.csv
import pyarrow.parquet

from dossiers import DAY, Dossiers

COMMAND = os.environ["HOSO_COMMAND"]
FOLDER = pathlib.Path(os.environ["HOSO_FOLDER"])
CUT = "2022-08-19"
EXAMPLE = pathlib.Path(__file__).parents[2] / "py/examples/board.py"
MESSY = """Mã hồ sơ,Đơn vị xử lý,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Trạng thái
H20.1,UBND xã Tân Mỹ,01/04/2022,05/04/2022,04/04/2022,Đã trả kết quả
H20.2,UBND xã  Tân Mỹ,02/04/2022,31/04/2022,07/04/2022,Đã trả kết quả
H20.1,UBND xã Tân Mỹ,01/04/2022,05/04/2022,06/04/2022,Đã trả kết quả
H20.3,Sở Tư pháp,30/04/2022,05/05/2022,,Đang xử lý
,Tổng cộng,,,,
"""


def command(*args):
    return subprocess.run([COMMAND, *map(str, args)], check=True, capture_output=True, text=True).stdout


def rows(table):
    return sorted(map(repr, pyarrow.table(table).to_pylist()))


class Wheel(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.path = str(FOLDER / "wheel.parquet")
        Dossiers(7, 3000, CUT).write(cls.path)
        cls.table = pyarrow.parquet.read_table(cls.path)

    def test_lives_are_the_commands_whoever_holds_the_table(self):
        own = FOLDER / "wheel.own.arrow"
        command("lives", self.path, "--cut", CUT, "-o", own)
        file = pyarrow.ipc.open_file(str(own)).read_all()
        self.assertGreater(file.num_rows, 500)
        held = {"path": self.path, "pyarrow": self.table, "polars": polars.read_parquet(self.path),
                "duckdb": duckdb.sql(f"FROM '{self.path}'"), "reader": self.table.to_reader(max_chunksize=100)}
        for name, source in held.items():
            lives = hoso.lives(source, cut=CUT)
            self.assertEqual(rows(lives), rows(file), name)
            self.assertEqual(json.loads(lives.about), json.loads(file.schema.metadata[b"hoso"]), name)

    def test_what_an_engine_grouped_needs_no_cut(self):
        connection = duckdb.connect()
        connection.execute(f"CREATE VIEW dossiers AS FROM '{self.path}'")
        grouped = connection.sql(hoso.sql("lives", dialect="duckdb", cut=CUT))
        self.assertEqual(rows(hoso.lives(grouped)), rows(hoso.lives(self.path, cut=CUT)))
        with self.assertRaisesRegex(ValueError, "cut 2022-08-31.*2022-08-19"):
            hoso.lives(connection.sql(hoso.sql("lives", dialect="duckdb", cut=CUT)), cut="2022-08-31")

    def test_counts_are_the_commands_of_dossiers_and_of_lives(self):
        lives, written = hoso.lives(self.path, cut=CUT), FOLDER / "wheel.lives.arrow"
        lives.write(written)
        for source, file in [(self.table, self.path), (lives, written), (written, written)]:
            for basis in ["event", "received"]:
                out = FOLDER / "wheel.counts.arrow"
                command("count", file, "--by", "unit,quarter", "--basis", basis, "--as-of", CUT, "-o", out)
                expected = pyarrow.ipc.open_file(str(out)).read_all()
                found = hoso.counts(source, by=["unit", "quarter"], basis=basis, as_of=CUT)
                self.assertEqual(rows(found), rows(expected))
                self.assertGreater(len(found), 20)

    def test_lives_of_two_parts_add_up(self):
        table = self.table
        half = table.num_rows // 2
        lives = [hoso.lives(part, cut=CUT, duplicates="keep") for part in [table.slice(0, half), table.slice(half)]]
        whole = hoso.lives(table, cut=CUT, duplicates="keep")
        self.assertEqual(rows(hoso.lives(lives, cut=CUT)), rows(whole))
        self.assertEqual(sum(row["n"] for row in pyarrow.table(whole).to_pylist()), table.num_rows)

    def test_the_example_makes_a_board_and_a_file_for_the_page(self):
        path, lives, board = FOLDER / "example.csv", FOLDER / "example.arrow", FOLDER / "example.counts.arrow"
        path.write_text(MESSY, encoding="utf-8")
        done = subprocess.run([sys.executable, EXAMPLE, path, lives], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr[-2000:])
        command("count", lives, "--by", "unit,quarter", "-o", board)
        expected = pyarrow.ipc.open_file(str(board)).read_all()
        self.assertEqual(done.stdout.split(), [str(expected.num_rows), str(sum(expected["received"].to_pylist()))])
        self.assertEqual(sum(expected["received"].to_pylist()), 3)

    def test_lists_are_read_as_by_the_command(self):
        path, out = FOLDER / "messy.csv", FOLDER / "messy.parquet"
        path.write_text(MESSY, encoding="utf-8")
        command("read", path, "-o", out, "--quiet", "--accept", "figures")
        found = hoso.read(path)
        self.assertEqual(rows(found), rows(pyarrow.parquet.read_table(out)))
        (report,) = hoso.report(found)
        counted = {"read": 5, "dossiers": 3, "duplicates": 1, "skipped": 1, "rejected": 0}
        self.assertEqual(report["rows"], counted)
        # 31/04 is not a day: neither a missing appointment nor another day.
        second = polars.DataFrame(found).row(1, named=True)
        self.assertEqual((second["due"], second["unreadable"], second["received"]), (None, "due", DAY(2022, 4, 2)))
        # A table of texts is a list too.
        texts = pyarrow.csv.read_csv(path, convert_options=pyarrow.csv.ConvertOptions(
            column_types={name: pyarrow.string() for name in MESSY.splitlines()[0].split(",")}))
        days = ["key", "received", "due", "finished", "unreadable", "status", "unit", "unitLevel"]
        self.assertEqual(rows(pyarrow.table(hoso.read(texts)).select(days)), rows(pyarrow.table(found).select(days)))

    def test_statements_and_words_are_the_commands(self):
        for dialect in ["duckdb", "datafusion", "spark", "clickhouse", "trino", "postgres"]:
            for statement, more in [("lives", ["--cut", CUT, "--keys", "unit,unitLevel"]), ("last", []), ("check", [])]:
                cut = CUT if statement == "lives" else None
                text = command("sql", statement, "--dialect", dialect, "--table", "a.b", *more).rstrip("\n")
                self.assertEqual(hoso.sql(statement, dialect=dialect, table="a.b", cut=cut), text)
        raw = ["Đã trả kết quả", "Đang xử lý", "???", ""]
        listed = subprocess.run([COMMAND, "words", "status"], input="w\n" + "".join(f'"{word}"\n' for word in raw),
                                capture_output=True, text=True, check=True).stdout
        expected = [[row["w"], row["status"], row["listed"]] for row in csv.DictReader(io.StringIO(listed))]
        found = pyarrow.table(hoso.words("status", raw)).to_pylist()
        self.assertEqual([[row["raw"], row["status"], row["listed"]] for row in found], expected)
        self.assertEqual([row["listed"] for row in found], ["true", "true", "false", "true"])

    def test_programs_take_tables_without_a_cast(self):
        board = hoso.counts(self.table, by=["unit"], as_of=CUT)
        total = sum(row["received"] for row in pyarrow.table(board).to_pylist())
        self.assertEqual(polars.DataFrame(board)["received"].sum(), total)
        self.assertEqual(duckdb.sql("SELECT SUM(received) FROM board").fetchall()[0][0], total)

    def test_lives_of_another_version_are_refused(self):
        lives = pyarrow.table(hoso.lives(self.table, cut=CUT))
        about = json.loads(lives.schema.metadata[b"hoso"]) | {"version": "0.1.9"}
        other = lives.replace_schema_metadata({b"hoso": json.dumps(about).encode()})
        with self.assertRaisesRegex(ValueError, f"0.1.9.*{hoso.__version__}.*hoso==0.1.9"):
            hoso.counts(other, by=["unit"])
        # Dossiers do not depend on the version that wrote them.
        with self.assertRaisesRegex(ValueError, "lives"):
            hoso.counts(lives.replace_schema_metadata(None), by=["unit"])

    def test_what_is_no_day_is_named_with_its_remedy(self):
        place, instants = self.table.schema.get_field_index("due"), pyarrow.timestamp("us", "UTC")
        due = self.table.column("due")
        for column, says in [(due.cast(pyarrow.timestamp("us")).cast(instants), "column due holds instants.*AT TIME ZONE"),
                             (pyarrow.compute.strftime(due), "column due holds dates as text"),
                             (pyarrow.array([1.5] * len(due)), "column due is Float64, not a DATE")]:
            with self.assertRaisesRegex(ValueError, says):
                hoso.lives(self.table.set_column(place, "due", column), cut=CUT)

    def test_what_is_asked_wrongly_is_named(self):
        for asked, says in [(lambda: hoso.lives(self.table, cut=CUT, keys=["commune"]), "keys: unknown name commune"),
                            (lambda: hoso.lives(self.table, cut=CUT, grain="week"), "grain: week.*month, quarter"),
                            (lambda: hoso.lives(self.table, cut="2022-02-30"), "cut: 2022-02-30"),
                            (lambda: hoso.sql("lives", dialect="oracle", cut=CUT), "dialect: oracle.*duckdb"),
                            (lambda: hoso.sql("lives", dialect="duckdb"), "cut"),
                            (lambda: hoso.counts(self.table, by=["commune"]), "commune"),
                            (lambda: hoso.read("no-such-file.csv"), "no-such-file.csv"),
                            (lambda: hoso.lives(self.table, cut=CUT, options={"duplicates": "surprise"}), "surprise"),
                            (lambda: hoso.lives(self.table, cut=CUT, options={"endday": "returned"}), "unknown name endday.*endDay"),
                            (lambda: hoso.read("no.csv", options={"units": {"alias": []}}), "no.csv|unknown name alias in units"),
                            (lambda: hoso.counts(self.table, options={"asof": CUT}), "unknown name asof.*asOf"),
                            (lambda: hoso.counts(self.table, where={"untLevel": ["xã"]}), "untLevel"),
                            (lambda: hoso.counts(self.table, basis="recieved"), "recieved"),
                            (lambda: hoso.words("statuses", ["x"]), "statuses")]:
            with self.assertRaisesRegex(ValueError, says):
                asked()
        with self.assertRaisesRegex(TypeError, "int is neither a path nor a table"):
            hoso.read(7)

    def test_a_missing_column_is_not_a_zero(self):
        lacking = hoso.counts(self.table.drop_columns(["due"]), by=["unit"], as_of=CUT)
        for row in pyarrow.table(lacking).to_pylist():
            self.assertIsNone(row["onTimeNum"])


if __name__ == "__main__":
    unittest.main()
