"""hoso: on-time, online and postal rates of public-service dossiers, where the dossiers lie.

Tables go in and come out as Arrow (the Arrow PyCapsule interface): pyarrow, polars, DuckDB and pandas take what is
returned, and paths or any of their tables can be given; of a Spark DataFrame, `df.toArrow()`. Nothing else needs to
be installed. Every answer is the one that hoso's web page and command give.

    import hoso
    dossiers = hoso.read(["2025.xlsx"])                          # messy exports -> canonical dossiers
    lives = hoso.lives(dossiers, cut="2025-12-31")               # put together by month
    board = hoso.counts(lives, by=["unit", "quarter"])           # counts and rates
    lives.write("lives.arrow")                                   # the web page opens it
"""

import json

from . import _hoso
from ._hoso import Table, __version__

__all__ = ["Table", "__version__", "counts", "lives", "read", "report", "sql", "words"]


def read(sources, *, rank=0, options=None):
    """Reads messy exports (CSV, Excel, ODS, JSON, archives, tables of text) into canonical dossiers.

    `sources`: a path, a table, or a list of these. `options`: those of the command's --options, as a dict. `rank`:
    rows of files with a higher rank win over those of a lower one, where tables are put together later. Returns one
    row for each dossier row, replaced ones too: of rows with one `key` the one with the largest `seq` counts.
    `report(table)` says what became of every row. Raises ValueError where nothing can be read.
    """
    return _hoso.read(_list(sources), _json(options), rank)


def lives(sources, *, cut=None, keys=("unit", "unitLevel"), grain="month", end_day=None, duplicates=None, source="",
          options=None):
    """Puts dossiers together into lives (hồ sơ gộp): one row for all that no question about whole periods tells apart.

    `sources`: lists, canonical dossiers, lives, or what an engine grouped by `sql("lives", ...)`; a path, a table or a
    list of these. `cut`: the day after which what happened is not known, "2025-12-31"; of what an engine grouped, its
    own. `keys`: of unit, unitLevel, field, procedure. `grain`: "month" or "quarter". Returns the columns of hoso's
    Arrow files with `n`, how many dossiers each row stands for. Raises ValueError, which names table, part and column.
    """
    rules = {"endDay": end_day, "duplicates": duplicates}
    return _hoso.lives(_list(sources), _json(_known(rules) | (options or {})), cut, list(keys), grain, source)


def counts(sources, *, by=None, where=None, from_=None, to=None, as_of=None, basis=None, clock=None, waiting=None,
           level_share=None, end_day=None, returned=None, no_due=None, blank_channel=None, on_time_of=None,
           targets=None, options=None):
    """Counts dossiers or lives by group, with numerator and denominator of every rate.

    `by`: of unit, unitLevel, field, procedure, serviceLevel, intakeChannel, returnChannel, file, week, month, quarter,
    half, year. `where`: {"unitLevel": ["xã"]}. `from_`, `to`, `as_of`: days, "2025-06-30". The others are the rules
    of the command `hoso count`. Returns one row a group, or one of the total without `by`; a rate that cannot be
    computed is null. `report(table)` is the whole answer as the web page gets it.
    """
    query = {
        "by": by and list(by), "where": where, "from": from_, "to": to, "asOf": as_of, "basis": basis, "clock": clock,
        "waiting": waiting, "levelShare": level_share, "endDay": end_day, "returned": returned, "noDue": no_due,
        "blankChannel": blank_channel, "onTimeOf": on_time_of, "targets": targets,
    }
    return _hoso.counts(_list(sources), _json(options), _json(_known(query)))


def sql(statement, *, dialect, table="dossiers", duplicates=None, cut=None, keys=("unit", "unitLevel"),
        end_day="finished"):
    """The statement that an engine runs over canonical dossiers, as text.

    `statement`: "lives" (needs `cut`), "last" (of rows with one key the one that counts) or "check" (keys whose rows
    do not say which of them counts). `dialect`: duckdb, datafusion, spark, clickhouse, trino, postgres.
    `duplicates`: hash, antijoin, window or none; by default what is cheapest in the engine.
    """
    return _hoso.sql(statement, dialect, table, duplicates, cut, list(keys), end_day)


def words(kind, rows, *, districts=True):
    """What raw words mean, to be joined back where the data lie.

    `kind`: status, channel, service-level, unit-level or unit. `rows`: distinct words, or pairs of a word and its
    number of dossiers (of spellings of a unit, that of most is its name). `districts`: False for levels of units as
    since 1 July 2025. Returns columns raw, the canonical ones, and listed ("true" or "false").
    """
    pairs = [(row, 1) if isinstance(row, str) else (row[0], int(row[1])) for row in rows]
    return _hoso.words(kind, pairs, not districts)


def report(table):
    """What `read` says of every row and file, or `counts` of every group, as lists and dicts; None of other tables."""
    return json.loads(table.report_json) if table.report_json else None


def _list(sources):
    return list(sources) if isinstance(sources, (list, tuple)) else [sources]


def _known(values):
    return {name: value for name, value in values.items() if value is not None}


def _json(values):
    return json.dumps(values or {})


def __getattr__(name):
    # Spark is there for those who have it: `hoso.spark` needs pyspark, the rest does not.
    if name == "spark":
        import importlib

        return importlib.import_module("hoso.spark")
    raise AttributeError(f"module 'hoso' has no attribute {name!r}")
