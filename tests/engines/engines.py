"""The available engines: each runs a statement on a Parquet file, as the table `dossiers`."""

import importlib.util
import pathlib
import subprocess
import tempfile

import pyarrow
import pyarrow.csv
import pyarrow.parquet


def duckdb(path, statement):
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"CREATE VIEW dossiers AS SELECT * FROM '{path}'")
    grouped = connection.sql(statement).to_arrow_table()
    return grouped


def datafusion(path, statement):
    import datafusion

    context = datafusion.SessionContext()
    context.register_parquet("dossiers", path)
    grouped = context.sql(statement).to_arrow_table()
    return grouped


def clickhouse(path, statement):
    from chdb import session

    opened = session.Session()
    opened.query("CREATE DATABASE IF NOT EXISTS hoso")
    opened.query("USE hoso")
    opened.query(f"CREATE OR REPLACE VIEW dossiers AS SELECT * FROM file('{path}', Parquet)")
    grouped = pyarrow.parquet.read_table(pyarrow.BufferReader(opened.query(statement, "Parquet").bytes()))
    opened.close()
    return grouped


def spark(path, statement):
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "2").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    session.read.parquet(path).createOrReplaceTempView("dossiers")
    grouped = session.sql(statement).toArrow()
    return grouped


def polars(path, statement):
    import polars

    grouped = polars.SQLContext(dossiers=polars.scan_parquet(path)).execute(statement).collect().to_arrow()
    return grouped


HERE = pathlib.Path(__file__).parent
TEXTS = "unit unitLevel field procedure serviceLevel intakeChannel kind cut engine duplicates endDay".split()


def postgres(path, statement):
    with tempfile.TemporaryDirectory() as folder:
        table, text, result = (str(pathlib.Path(folder) / name) for name in ("table.csv", "text.sql", "result.csv"))
        pyarrow.csv.write_csv(pyarrow.parquet.read_table(path), table)
        pathlib.Path(text).write_text(statement, encoding="utf-8")
        subprocess.run(["node", str(HERE / "postgres.mjs"), table, text, result], check=True)
        kinds = {name: pyarrow.string() for name in TEXTS}
        options = pyarrow.csv.ConvertOptions(column_types=kinds, strings_can_be_null=True, quoted_strings_can_be_null=False)
        return pyarrow.csv.read_csv(result, convert_options=options)


MODULES = {"duckdb": ("duckdb", duckdb), "datafusion": ("datafusion", datafusion), "clickhouse": ("chdb", clickhouse),
           "polars": ("polars", polars), "spark": ("pyspark", spark)}
# Polars accepts the statements for DataFusion, except those with hashes of keys.
DIALECTS = {"polars": "datafusion"}
WAYS = {"polars": ["antijoin", "window"]}
EVERY_WAY = ["antijoin", "hash", "window"]


def at_hand(names):
    """The installed engines by their dialect; prints that the others are skipped."""
    found = {}
    for name in names:
        if name == "postgres":
            if (HERE / "node_modules/@electric-sql/pglite").is_dir():
                found[name] = postgres
            else:
                print("postgres: skipped, PGlite is not installed (npm ci in tests/engines)")
            continue
        module, run = MODULES[name]
        if importlib.util.find_spec(module):
            found[name] = run
        else:
            print(f"{name}: skipped, {module} is not installed")
    return found
