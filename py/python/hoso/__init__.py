"""hoso: on-time, online and postal rates of public-service dossiers, computed where the dossiers are stored.

Tables are exchanged as Arrow (the Arrow PyCapsule interface). Sources are paths, or tables of pyarrow, polars, DuckDB
or pandas, or `df.toArrow()` of a Spark DataFrame; the same programs can read the results. No other package needs to
be installed. Every answer equals that of hoso's web page and command.

    import hoso
    dossiers = hoso.read(["2025.xlsx"])                          # exports -> canonical dossiers
    lives = hoso.lives(dossiers, cut="2025-12-31")               # grouped by month
    board = hoso.counts(lives, by=["unit", "quarter"])           # counts and rates
    lives.write("lives.arrow")                                   # the web page opens it
"""

import json

from . import _hoso
from ._hoso import Table, __version__

__all__ = ["Table", "__version__", "counts", "lives", "read", "report", "sql", "words"]


def read(sources, *, rank=0, options=None):
    """Reads exports (CSV, Excel, ODS, JSON, archives, tables of text) into canonical dossiers.

    `sources`: a path, a table, or a list of these. `options`: those of the command's --options, as a dict. `rank`:
    if tables are combined later, rows of a higher rank win over rows of a lower one. Returns one row for each dossier
    row, including replaced ones: of the rows with one `key`, the one with the largest `seq` counts. `report(table)`
    tells what became of every row. Raises ValueError if nothing can be read.
    """
    return _hoso.read(_list(sources), _json(options), rank)


def lives(sources, *, cut=None, keys=("unit", "unitLevel"), grain="month", end_day=None, duplicates=None, source="",
          options=None):
    """Groups dossiers into lives (hồ sơ gộp): one row for all that no question about whole periods distinguishes.

    `sources`: lists, canonical dossiers, lives, or the output of `sql("lives", ...)` in an engine; a path, a table or a
    list of these. `cut`: the last day of which everything is known, "2025-12-31"; the output of an engine states its
    own. `keys`: any of unit, unitLevel, field, procedure. `grain`: "month" or "quarter". Returns the columns of hoso's
    Arrow files and `n`, the number of dossiers of each row. Raises ValueError, which names table, part and column.
    """
    rules = {"endDay": end_day, "duplicates": duplicates}
    return _hoso.lives(_list(sources), _json(_known(rules) | (options or {})), cut, list(keys), grain, source)


def counts(sources, *, by=None, where=None, from_=None, to=None, as_of=None, basis=None, clock=None, waiting=None,
           level_share=None, end_day=None, returned=None, no_due=None, blank_channel=None, on_time_of=None,
           targets=None, options=None):
    """Counts dossiers or lives by group, with numerator and denominator of every rate.

    `by`: any of unit, unitLevel, field, procedure, serviceLevel, intakeChannel, returnChannel, file, week, month,
    quarter, half, year. `where`: filters, {"unitLevel": ["xã"]}. `from_`, `to`, `as_of`: days, "2025-06-30". The others
    are the rules of the command `hoso count`. Returns one row for each group or, without `by`, one for the total; a rate
    that cannot be computed is null. `report(table)` is the whole answer as the web page receives it.
    """
    query = {
        "by": by and list(by), "where": where, "from": from_, "to": to, "asOf": as_of, "basis": basis, "clock": clock,
        "waiting": waiting, "levelShare": level_share, "endDay": end_day, "returned": returned, "noDue": no_due,
        "blankChannel": blank_channel, "onTimeOf": on_time_of, "targets": targets,
    }
    return _hoso.counts(_list(sources), _json(options), _json(_known(query)))


def sql(statement, *, dialect, table="dossiers", duplicates=None, cut=None, keys=("unit", "unitLevel"),
        end_day="finished"):
    """Returns the text of a SQL statement for a table of canonical dossiers in an engine.

    `statement`: "lives" (needs `cut`), "last" (the row that counts of each key) or "check" (keys whose rows do not
    determine which of them counts). `dialect`: duckdb, datafusion, spark, clickhouse, trino, postgres. `duplicates`:
    hash, antijoin, window or none; by default the cheapest in the engine.
    """
    return _hoso.sql(statement, dialect, table, duplicates, cut, list(keys), end_day)


def words(kind, rows, *, districts=True):
    """Returns the meaning of raw words, as a table to join to the data in an engine.

    `kind`: status, channel, service-level, unit-level or unit. `rows`: distinct words, or pairs of a word and its
    number of dossiers (the spelling of most dossiers becomes the name of a unit). `districts`: False for the levels of
    units since 1 July 2025. Returns the columns raw, the canonical ones, and listed ("true" or "false").
    """
    pairs = [(row, 1) if isinstance(row, str) else (row[0], int(row[1])) for row in rows]
    return _hoso.words(kind, pairs, not districts)


def report(table):
    """Returns what `read` reports on every file, or `counts` on every group, as lists and dicts; else None."""
    return json.loads(table.report_json) if table.report_json else None


def _list(sources):
    return list(sources) if isinstance(sources, (list, tuple)) else [sources]


def _known(values):
    return {name: value for name, value in values.items() if value is not None}


def _json(values):
    return json.dumps(values or {})


def __getattr__(name):
    # Only `hoso.spark` needs pyspark, so it is imported on first use.
    if name == "spark":
        import importlib

        return importlib.import_module("hoso.spark")
    raise AttributeError(f"module 'hoso' has no attribute {name!r}")
