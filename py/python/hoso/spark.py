"""hoso on Spark DataFrames. `last` and `lives` run only SQL, so executors need no package. `canonical` runs hoso on the
executors to read raw text, so every executor needs hoso and pyarrow.

    lives = hoso.lives(hoso.spark.lives(df, cut="2025-12-31").toArrow())
"""

import functools
import json
import uuid

from pyspark.sql import functions as F

from . import __version__, _hoso
from . import sql as statement
from . import words as meanings

_TYPES = {"text": "string", "date": "date", "int16": "smallint", "int32": "int", "int64": "bigint"}


def last(df, *, duplicates="hash"):
    """Returns the row with the largest `seq` of each `key`, and all rows without a key.

    `df`: canonical dossiers; a missing column is added and recorded in `lacks`. `duplicates`: hash (finds repeated hashes
    first, then broadcasts the few superseded keys), antijoin, window or none. The result has all canonical columns.
    """
    return _run(df, duplicates, lambda view: statement("last", dialect="spark", table=view, duplicates=duplicates))


def lives(df, *, cut, keys=("unit", "unitLevel"), end_day="finished", duplicates="hash"):
    """Groups canonical dossiers into lives for `hoso.lives`: `hoso.lives(spark.lives(df, ...).toArrow())`.

    `cut`: the last day of which everything is known. `duplicates`: as in `last`; use "none" after `last`, or if the
    source has one row per key. Returns a DataFrame with one row per life and `n`, its number of dossiers.
    """
    asked = dict(dialect="spark", duplicates=duplicates, cut=cut, keys=keys, end_day=end_day)
    return _run(df, duplicates, lambda view: statement("lives", table=view, **asked))


def canonical(df, *, seq, mapping=None, day_first=True, rejected=None, options=None):
    """Reads raw lists into canonical dossiers: hoso interprets words, days as text, and names and levels of units.

    `df`: one row per dossier. `seq`: its column of whole numbers; of the rows with one code, the one with the largest
    number counts. `mapping`: {column: canonical name or None}; by default hoso detects the meaning of columns from the
    first thousand rows, for all partitions. `day_first`: the order of ambiguous days. `rejected`: an accumulator that
    counts rows without a received day and rows that are not dossiers; without it, such a row is an error. Returns a
    DataFrame with all canonical columns.
    """
    if seq not in df.columns:
        raise ValueError(f"Spark: no column {seq}; seq names the column that determines which row of a code counts")
    stray = [name for name in mapping or {} if name not in df.columns]
    if stray:
        raise ValueError(f"Spark: no column {stray[0]}, which mapping names; there are {', '.join(df.columns)}")
    own = [name for name in ("mappings", "units", "duplicates") if name in (options or {})]
    if own:
        raise ValueError(f"Spark: option {own[0]} is set by canonical itself; leave it out (for columns use mapping)")
    _hoso.check_options(json.dumps(options or {}))
    raw = df.drop(seq)
    sample = raw.limit(1000).toArrow()
    stated = None if mapping is None else [mapping.get(name) for name in raw.columns]
    understood = json.loads(_hoso.mapping(sample, stated)) | {"dayFirst": day_first}
    asked = (options or {}) | {"mappings": [understood], "units": {"mergeSpellings": False}, "duplicates": "keep"}
    settled = dict(version=__version__, seq=seq, options=json.dumps(asked), names=_names(raw, understood))
    schema = ", ".join(f"`{name}` {_TYPES[kind]}" for name, kind, _ in _hoso.canonical_columns())
    return df.mapInArrow(functools.partial(_read, rejected=rejected, **settled), schema)


def _names(raw, mapping):
    """Maps the spellings of each unit to one name, for each unit column, from all rows."""
    found = {}
    for column in [one["header"] for one in mapping["columns"] if one.get("column") == "unit" and not one.get("personal")]:
        unit = F.col(_quoted(column)).cast("string")
        rows = raw.where(unit.isNotNull()).groupBy(unit.alias("unit")).count().collect()
        words = meanings("unit", sorted((row["unit"], row["count"]) for row in rows))
        import pyarrow

        named = pyarrow.table(words).to_pylist()
        found[column] = {row["raw"]: row["unit"] for row in named if row["raw"].strip() and row["raw"] != row["unit"]}
    return found


def _renamed(table, names):
    """Returns the table with these names of units."""
    import pyarrow

    for column, spellings in names.items():
        texts = table.column(column).cast(pyarrow.string()).to_pylist()
        one = pyarrow.array([spellings.get(text, text) for text in texts], pyarrow.string())
        table = table.set_column(table.schema.get_field_index(column), column, one)
    return table


def _read(batches, *, version, seq, options, names, rejected):
    """Runs on the executors, batch by batch."""
    import hoso
    import pyarrow

    if hoso.__version__ != version:
        raise ValueError(f"Spark: hoso {hoso.__version__} on an executor, {version} on the driver: install one version")
    columns = hoso._hoso.canonical_columns()
    types = {"text": pyarrow.string(), "date": pyarrow.date32(), "int16": pyarrow.int16(), "int32": pyarrow.int32(),
             "int64": pyarrow.int64()}
    schema = pyarrow.schema([(name, types[kind]) for name, kind, _ in columns])
    for batch in batches:
        if batch.num_rows == 0:
            continue
        raw = pyarrow.Table.from_batches([batch])
        found = hoso._hoso.read([_renamed(raw.drop_columns([seq]), names)], options, 0)
        (report,) = json.loads(found.report_json)
        left = report["rows"]["skipped"] + report["rows"]["rejected"]
        if left and rejected is None:
            why = ", ".join(f"{entry['reason']} × {entry['count']}" for entry in report["ledger"])
            raise ValueError(f"Spark: {left} rows are not dossiers ({why}): pass an accumulator as rejected to count them")
        if left:
            rejected.add(left)
        table = pyarrow.table(found).cast(schema)
        # The header is row 1.
        order = [row - 2 for row in table.column("row").to_pylist()]
        orders = raw.column(seq).take(pyarrow.array(order, pyarrow.int64())).cast(pyarrow.int64())
        if orders.null_count:
            raise ValueError(f"Spark: column {seq} has a null; it must determine which row of a code counts")
        yield from table.set_column(schema.get_field_index("seq"), "seq", orders).to_batches()


def _run(df, duplicates, text):
    """Runs a statement on a DataFrame, as a temporary view with a unique name."""
    view = f"hoso_{uuid.uuid4().hex}"
    _complete(df, duplicates).createOrReplaceTempView(view)
    try:
        return df.sparkSession.sql(text(view))
    finally:
        df.sparkSession.catalog.dropTempView(view)


def _complete(df, duplicates):
    """Returns the DataFrame with every canonical column. Raises ValueError if a column has a wrong type."""
    kinds, missing = dict(df.dtypes), 0
    if "received" not in kinds:
        raise ValueError("Spark: no column received; every dossier needs the day on which it was received")
    if duplicates != "none" and not {"key", "seq"} <= kinds.keys():
        raise ValueError('Spark: no columns key and seq, so it is unknown which rows count; or pass duplicates="none"')
    added = {}
    for name, kind, bit in _hoso.canonical_columns():
        wanted = _TYPES[kind]
        if name not in kinds:
            added[name] = F.lit(None).cast(wanted)
            missing |= bit
        elif kind == "date" and kinds[name] != "date":
            raise ValueError(_no_day(name, kinds[name]))
    lacks = F.coalesce(F.col("lacks"), F.lit(0)) if "lacks" in kinds else F.lit(0)
    return df.withColumns(added | {"lacks": lacks.bitwiseOR(F.lit(missing)).cast("smallint")})


def _no_day(name, kind):
    if kind == "string":
        return f"Spark: column {name} is text: use hoso.spark.canonical to read days from text"
    return (f"Spark: column {name} is {kind}, and its day depends on the session's time zone: convert it to a DATE in "
            f"Vietnam's time, F.to_date(F.from_utc_timestamp({name}, 'Asia/Ho_Chi_Minh')) for instants in UTC")


def _quoted(name):
    return "`" + name.replace("`", "``") + "`"
