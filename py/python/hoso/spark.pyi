from collections.abc import Mapping, Sequence
from typing import Any

from pyspark import Accumulator
from pyspark.sql import DataFrame

from . import Day, EndDay, Key, DuplicateMethod

def last(df: DataFrame, *, duplicates: DuplicateMethod = "hash") -> DataFrame: ...
def lives(
    df: DataFrame,
    *,
    cut: Day,
    keys: Sequence[Key] = ("unit", "unitLevel"),
    end_day: EndDay = "finished",
    duplicates: DuplicateMethod = "hash",
) -> DataFrame: ...
def canonical(
    df: DataFrame,
    *,
    seq: str,
    mapping: Mapping[str, str | None] | None = None,
    day_first: bool = True,
    rejected: Accumulator[int] | None = None,
    options: Mapping[str, Any] | None = None,
) -> DataFrame: ...
