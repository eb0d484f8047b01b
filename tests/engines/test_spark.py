"""The wheel on Spark: the same lives as the command, raw lists read as by `hoso read`, and errors that name column and remedy."""

import os
import pathlib
import subprocess
import sys
import unittest

os.environ.setdefault("PYSPARK_PYTHON", sys.executable)

import hoso
import pyarrow
import pyarrow.parquet
from pyspark.errors import PythonException
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

import synthetic
from dossiers import Dossiers
from test_raw import HEADER, messy

COMMAND = os.environ["HOSO_COMMAND"]
FOLDER = pathlib.Path(os.environ["HOSO_FOLDER"])
CUT = "2022-08-31"
EXAMPLE = pathlib.Path(__file__).parents[2] / "py/examples/spark_board.py"


def rows(table):
    return sorted(map(repr, pyarrow.table(table).to_pylist()))


class Spark(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
        cls.spark = builder.config("spark.sql.shuffle.partitions", "2").getOrCreate()
        cls.spark.sparkContext.setLogLevel("OFF")
        cls.path = str(FOLDER / "spark.parquet")
        Dossiers(11, 2000, CUT).write(cls.path)
        cls.df = cls.spark.read.parquet(cls.path)

    @classmethod
    def tearDownClass(cls):
        cls.spark.stop()

    def test_lives_are_the_commands_in_every_way(self):
        own = rows(hoso.lives(self.path, cut=CUT))
        for way in ["hash", "antijoin", "window"]:
            grouped = hoso.spark.lives(self.df.repartition(5), cut=CUT, duplicates=way)
            self.assertEqual(rows(hoso.lives(grouped.toArrow())), own, way)
        last = hoso.spark.last(self.df.repartition(3))
        self.assertEqual(rows(hoso.lives(hoso.spark.lives(last, cut=CUT, duplicates="none").toArrow())), own)
        self.assertLess(last.count(), self.df.count())

    def test_a_missing_column_is_said_and_not_zero(self):
        df = self.df.drop("due", "dueTime", "status", "lacks")
        found = hoso.lives(hoso.spark.lives(df, cut=CUT).toArrow())
        table = pyarrow.parquet.read_table(self.path).drop_columns(["due", "dueTime", "status", "lacks"])
        self.assertEqual(rows(found), rows(hoso.lives(table, cut=CUT)))
        self.assertIsNone(pyarrow.table(hoso.counts(found, as_of=CUT)).to_pylist()[0]["onTimeNum"])
        # One of two tables lacks it.
        both = hoso.lives([found, hoso.lives(self.path, cut=CUT)], cut=CUT)
        self.assertIsNone(pyarrow.table(hoso.counts(both, as_of=CUT)).to_pylist()[0]["onTimeNum"])

    def test_columns_that_cannot_be_judged_are_named_with_the_remedy(self):
        for df, says in [
            (self.df.drop("received"), "no column received"),
            (self.df.drop("seq"), "no columns key and seq.*duplicates=\"none\""),
            (self.df.withColumn("due", F.col("due").cast("timestamp")), "column due is timestamp.*Asia/Ho_Chi_Minh"),
            (self.df.withColumn("due", F.col("due").cast("string")), "column due is text.*hoso.spark.canonical"),
        ]:
            with self.assertRaisesRegex(ValueError, says):
                hoso.spark.lives(df, cut=CUT)

    def test_instants_are_days_in_vietnam_by_the_remedy(self):
        for zone in ["UTC", "Asia/Ho_Chi_Minh", "America/New_York"]:
            self.spark.conf.set("spark.sql.session.timeZone", zone)
            df = self.spark.sql("SELECT CAST('2022-03-31 17:30:00' AS TIMESTAMP_NTZ) AS at")
            day = df.select(F.to_date(F.from_utc_timestamp("at", "Asia/Ho_Chi_Minh"))).first()[0]
            self.assertEqual(str(day), "2022-04-01", zone)
        self.spark.conf.unset("spark.sql.session.timeZone")

    def test_raw_lists_are_read_as_by_the_command(self):
        path, dossiers = FOLDER / "spark.raw.csv", FOLDER / "spark.raw.parquet"
        messy(path)
        subprocess.run([COMMAND, "read", path, "-o", dossiers, "--quiet", "--accept", "figures"], check=True)
        raw = self.spark.read.csv(str(path), header=True)
        raw = raw.withColumn("order", F.substring(F.col(HEADER[0]), 5, 9).cast("bigint")).repartition(4)
        found = hoso.spark.canonical(raw, seq="order")
        self.assertEqual(dict(found.dtypes)["received"], "date")
        lives = hoso.lives(hoso.spark.lives(found, cut=CUT).toArrow())
        self.assertEqual(rows(lives), rows(hoso.lives(dossiers, cut=CUT)))
        columns = dict(zip(HEADER, ["code", "unit", "received", "due", "finished", "intakeChannel", "status"]))
        stated = hoso.spark.canonical(raw, seq="order", mapping=columns)
        self.assertEqual(rows(hoso.lives(hoso.spark.lives(stated, cut=CUT).toArrow())), rows(lives))

    def test_rows_that_are_none_of_a_dossier_are_counted_or_an_error(self):
        path = FOLDER / "spark.few.csv"
        messy(path)
        with open(path, "a", encoding="utf-8") as file:
            file.write("H20.9999,Sở Tư pháp,khi nào,,,,\n")
        raw = self.spark.read.csv(str(path), header=True).withColumn("order", F.monotonically_increasing_id())
        with self.assertRaisesRegex(PythonException, "1 rows are not dossiers"):
            hoso.spark.canonical(raw, seq="order").count()
        left = self.spark.sparkContext.accumulator(0)
        self.assertEqual(hoso.spark.canonical(raw, seq="order", rejected=left).toArrow().num_rows, 3000)
        self.assertEqual(left.value, 1)
        for asked, says in [({"seq": "when"}, "no column when"),
                            ({"mapping": {"Mã hồ sơ ": "code"}}, "no column Mã hồ sơ , which mapping names"),
                            ({"mapping": {HEADER[0]: "codes"}}, "mapping: codes"),
                            ({"options": {"endday": "finished"}}, "unknown name endday"),
                            ({"options": {"duplicates": "first"}}, "option duplicates is set by canonical")]:
            with self.assertRaisesRegex(ValueError, says):
                hoso.spark.canonical(raw, **({"seq": "order"} | asked))

    def test_the_example_makes_a_board_in_ten_lines(self):
        code = EXAMPLE.read_text(encoding="utf-8").split('"""')[2]
        lines = [line for line in code.splitlines() if line.strip() and "import" not in line]
        self.assertLessEqual(len(lines), 10)
        path, lives = FOLDER / "spark.example.parquet", FOLDER / "spark.lives.arrow"
        synthetic.dossiers(path, 20_000)
        done = subprocess.run([sys.executable, EXAMPLE, path, lives], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr[-2000:])
        asked = ["--by", "unit", "--from", "2022-01-01", "--to", CUT, "--as-of", CUT, "--format", "arrow"]
        out = FOLDER / "spark.board.arrow"
        subprocess.run([COMMAND, "count", path, *asked, "-o", out], check=True)
        names = ["unit", "received", "onTimeNum", "onTimeDen"]
        expected = pyarrow.ipc.open_file(str(out)).read_all().select(names).to_pylist()
        shown = [[cell.strip() for cell in line.split("|")[1:5]] for line in done.stdout.splitlines() if line.startswith("|")]
        # Spark shows the first twenty rows.
        cells = [["NULL" if row[name] is None else str(row[name]) for name in names] for row in expected[:20]]
        self.assertEqual(shown[1:], cells)
        self.assertGreater(sum(row["onTimeDen"] or 0 for row in expected[:20]), 50)


if __name__ == "__main__":
    unittest.main()
