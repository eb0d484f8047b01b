"""The engines at hand: each runs a statement over a Parquet file that it knows as the table `dossiers`."""

import importlib.util

import pyarrow
import pyarrow.parquet


def duckdb(path, statement):
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"CREATE VIEW dossiers AS SELECT * FROM '{path}'")
    return connection.sql(statement).to_arrow_table()


def datafusion(path, statement):
    import datafusion

    context = datafusion.SessionContext()
    context.register_parquet("dossiers", path)
    return context.sql(statement).to_arrow_table()


def clickhouse(path, statement):
    from chdb import session

    opened = session.Session()
    opened.query("CREATE DATABASE IF NOT EXISTS hoso")
    opened.query("USE hoso")
    opened.query(f"CREATE OR REPLACE VIEW dossiers AS SELECT * FROM file('{path}', Parquet)")
    found = opened.query(statement, "Parquet").bytes()
    opened.close()
    return pyarrow.parquet.read_table(pyarrow.BufferReader(found))


def spark(path, statement):
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "2").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    session.read.parquet(path).createOrReplaceTempView("dossiers")
    return session.sql(statement).toArrow()


MODULES = {"duckdb": ("duckdb", duckdb), "datafusion": ("datafusion", datafusion), "clickhouse": ("chdb", clickhouse),
           "spark": ("pyspark", spark)}


def at_hand(names):
    """The engines that are installed, by their dialect; says of the others that they are skipped."""
    found = {}
    for name in names:
        module, run = MODULES[name]
        if importlib.util.find_spec(module):
            found[name] = run
        else:
            print(f"{name}: skipped, {module} is not installed")
    return found
