"""Raw tables in an engine: `hoso words` maps the distinct words, its answer is joined to the table, and the engine reads days from text.
The result equals that of `hoso read` for the same list, in DuckDB and in Polars."""

import csv
import datetime
import io
import os
import pathlib
import random
import subprocess
import unicodedata
import unittest

import duckdb
import polars
import pyarrow.parquet

COMMAND = os.environ["HOSO_COMMAND"]
FOLDER = pathlib.Path(os.environ["HOSO_FOLDER"])
CUT = "2022-08-31"
HEADER = ["Mã hồ sơ", "Đơn vị xử lý", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày kết thúc", "Hình thức nộp", "Trạng thái"]
NAMES = ["code", "unit", "received", "due", "finished", "intake", "status"]
# Spellings of one unit: composed and decomposed, doubled spaces, another case.
UNITS = ["UBND xã Tân Mỹ"] * 5 + [unicodedata.normalize("NFD", "UBND xã Tân Mỹ"), "UBND xã  Tân Mỹ", "Ubnd xã Tân Mỹ"]
UNITS += ["Sở Tư pháp", "UBND huyện Lục Nam", "UBND thị xã Thuận Thành"]
STATUSES = ["Đã trả kết quả", "Đang xử lý", "Yêu cầu bổ sung", "Dừng xử lý", "Từ chối", ""]
CHANNELS = ["Trực tuyến", "Trực tiếp", "Bưu chính công ích", ""]


def command(*args, given=None):
    return subprocess.run([COMMAND, *map(str, args)], check=True, capture_output=True, text=True, input=given).stdout


def messy(path):
    """A list with days as text, including 31/04."""
    choose = random.Random(5).choice
    rows = []
    for number in range(3000):
        day = datetime.date(2022, 1, 1) + datetime.timedelta(days=number % 230)
        later = [day + datetime.timedelta(days=choose([0, 2, 5, 30])) for _ in range(2)]
        due, end = (choose(["", "31/04/2022"]) if choose(range(9)) == 0 else f"{one:%d/%m/%Y}" for one in later)
        rows.append([f"H20.{number}", choose(UNITS), f"{day:%d/%m/%Y}", due, end, choose(CHANNELS), choose(STATUSES)])
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *rows])


def words(kind, rows):
    """The table that `hoso words` makes from distinct words, each with its number of rows."""
    given = io.StringIO()
    csv.writer(given, quoting=csv.QUOTE_ALL).writerows([["raw", "n"], *rows])
    path = FOLDER / f"words.{kind}.csv"
    path.write_text(command("words", kind, given=given.getvalue()), encoding="utf-8")
    return str(path)


def lives(path):
    out = FOLDER / "raw.lives.arrow"
    command("lives", path, "--cut", CUT, "-o", out)
    table = pyarrow.ipc.open_file(str(out)).read_all()
    return sorted(map(repr, table.to_pylist()))


# docs/engines.md has these lines.
DISTINCT = "SELECT COALESCE(unit, ''), COUNT(*) FROM raw GROUP BY ALL ORDER BY ALL"
DAY = "CAST(TRY_STRPTIME(due, '%d/%m/%Y') AS DATE) AS due"
# A cell that is not a day is recorded, not left out.
BAD = "CASE WHEN due <> '' AND TRY_STRPTIME(due, '%d/%m/%Y') IS NULL THEN 'due' END"
INSTANT = "CAST(received AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)"


def by_duckdb(path):
    """Canonical dossiers by SQL alone, except for the words."""
    connection = duckdb.connect()
    names = ", ".join(f'"{header}" AS {name}' for header, name in zip(HEADER, NAMES))
    connection.execute(f"CREATE TABLE raw AS SELECT {names} FROM read_csv('{path}', all_varchar=true)")
    for kind, column in [("unit", "unit"), ("status", "status"), ("channel", "intake")]:
        table = words(kind, connection.execute(DISTINCT.replace("unit", column)).fetchall())
        connection.execute(f"CREATE TABLE {kind} AS FROM read_csv('{table}', all_varchar=true, header=true)")
    days = ", ".join(DAY.replace("due", name) for name in ["received", "due", "finished"])
    unreadable = f"NULLIF(CONCAT_WS(' ', {BAD}, {BAD.replace('due', 'finished')}), '') AS unreadable"
    joins = " ".join(f"LEFT JOIN {kind} {kind[0]} ON COALESCE(raw.{column}, '') = COALESCE({kind[0]}.raw, '')"
                     for kind, column in [("unit", "unit"), ("status", "status"), ("channel", "intake")])
    lacks = 1 << 1 | 1 << 4 | 1 << 6 | 1 << 7  # submitted, returned, returnChannel, serviceLevel: LACKABLE
    return connection.sql(
        f"SELECT code, code AS key, CAST(SUBSTR(code, 5) AS BIGINT) + 1 AS seq, u.unit AS unit, u.\"unitLevel\" AS \"unitLevel\", "
        f"{days}, {unreadable}, s.status AS status, c.channel AS \"intakeChannel\", "
        f"CAST({lacks} AS SMALLINT) AS lacks FROM raw {joins}").to_arrow_table()


def by_polars(path):
    raw = polars.read_csv(path, infer_schema=False).fill_null("").rename(dict(zip(HEADER, NAMES)))
    for kind, column, found in [("unit", "unit", "unit"), ("status", "status", "status"), ("channel", "intake", "channel")]:
        distinct = raw.group_by(column).len().sort(column).rows()
        table = polars.read_csv(words(kind, distinct), infer_schema=False).fill_null("")
        table = table.drop("listed").rename({"raw": column, found: f"{found}_known"})
        raw = raw.join(table, on=column, how="left")
    read = {name: polars.col(name).str.to_date("%d/%m/%Y", strict=False) for name in ["received", "due", "finished"]}
    bad = [polars.when((polars.col(name) != "") & read[name].is_null()).then(polars.lit(name)) for name in ["due", "finished"]]
    blank = {name: polars.col(f"{name}_known").replace("", None) for name in ["unit", "status", "channel"]}
    return raw.select(
        "code", polars.col("code").alias("key"), polars.col("code").str.slice(4).cast(polars.Int64).add(1).alias("seq"),
        blank["unit"].alias("unit"), polars.col("unitLevel").replace("", None), read["received"], read["due"], read["finished"],
        polars.concat_str(bad, separator=" ", ignore_nulls=True).replace("", None).alias("unreadable"),
        blank["status"].alias("status"), blank["channel"].alias("intakeChannel"),
        polars.lit(1 << 1 | 1 << 4 | 1 << 6 | 1 << 7, polars.Int16).alias("lacks")).to_arrow()


class Raw(unittest.TestCase):
    def test_words_joined_back_give_what_hoso_reads(self):
        path, dossiers = FOLDER / "raw.csv", FOLDER / "raw.parquet"
        messy(path)
        command("read", path, "-o", dossiers, "--quiet", "--accept", "figures")
        own = lives(dossiers)
        self.assertGreater(len(own), 200)
        for engine in [by_duckdb, by_polars]:
            joined = FOLDER / "raw.joined.parquet"
            pyarrow.parquet.write_table(engine(path), joined)
            self.assertEqual(lives(joined), own, engine.__name__)
        kept = pyarrow.parquet.read_table(dossiers)
        # The four spellings are one unit, and each 31/04 is an unreadable appointment or end.
        self.assertEqual(len(set(kept["unit"].to_pylist())), 4)
        text = path.read_text(encoding="utf-8").split("\n")[1:-1]
        impossible = sum("31/04/2022" in row for row in text)
        self.assertEqual(sum(bool(one) for one in kept["unreadable"].to_pylist()), impossible)

    def test_instants_are_refused_until_they_are_days_in_vietnam(self):
        # 17:30 in Greenwich is half past midnight in Vietnam, in the next quarter.
        path, name = FOLDER / "instants.parquet", "received"
        made = (f"SELECT 'A' AS code, 'A' AS key, 1::BIGINT AS seq, TIMESTAMPTZ '2022-03-31 17:30:00+00' AS {name}, "
                "NULL::DATE AS due, NULL::DATE AS finished")
        for zone in ["UTC", "America/New_York"]:
            connection = duckdb.connect()
            connection.execute(f"SET TimeZone = '{zone}'")
            pyarrow.parquet.write_table(connection.sql(made).to_arrow_table(), path)
            refused = subprocess.run([COMMAND, "lives", path, "-o", FOLDER / "never.arrow"], capture_output=True, text=True)
            self.assertEqual(refused.returncode, 1)
            self.assertIn(f"column {name} holds instants", refused.stderr)
            self.assertIn(INSTANT, refused.stderr)
            self.assertFalse((FOLDER / "never.arrow").exists())
            # The remedy works in any time zone of the session.
            text = f"SELECT code, key, seq, {INSTANT} AS {name}, due, finished FROM ({made})"
            pyarrow.parquet.write_table(connection.sql(text).to_arrow_table(), path)
            counted = command("count", path, "--by", "quarter", "--as-of", "2022-12-31", "--format", "csv")
            self.assertIn("2022-Q2", counted)
            self.assertEqual(pyarrow.parquet.read_table(path)[name].to_pylist(), [datetime.date(2022, 4, 1)])

    def test_a_day_as_text_is_refused_by_name(self):
        path = FOLDER / "texts.parquet"
        table = pyarrow.table({"received": [datetime.date(2022, 1, 1)], "due": ["31/04/2022"]})
        pyarrow.parquet.write_table(table, path)
        refused = subprocess.run([COMMAND, "lives", path, "-o", FOLDER / "never.arrow"], capture_output=True, text=True)
        self.assertEqual(refused.returncode, 1)
        self.assertRegex(refused.stderr, "texts.parquet, row group 1.*column due holds dates as text.*hoso read")


if __name__ == "__main__":
    unittest.main()
