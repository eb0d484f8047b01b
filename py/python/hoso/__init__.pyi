from collections.abc import Iterable, Mapping, Sequence
from os import PathLike
from typing import Any, Literal, Protocol

from . import spark as spark

class ArrowStream(Protocol):
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

Source = str | PathLike[str] | ArrowStream
Sources = Source | Sequence[Source]
Day = str
Key = Literal["unit", "unitLevel", "field", "procedure"]
Dialect = Literal["duckdb", "datafusion", "spark", "clickhouse", "trino", "postgres"]
DuplicateMethod = Literal["hash", "antijoin", "window", "none"]
EndDay = Literal["finished", "returned", "finishedOnly"]

__version__: str

class Table:
    """An Arrow table for any program with the Arrow PyCapsule interface."""

    @property
    def column_names(self) -> list[str]: ...
    @property
    def about(self) -> str: ...
    @property
    def report_json(self) -> str: ...
    def write(self, path: str | PathLike[str]) -> None: ...
    def __len__(self) -> int: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def __arrow_c_schema__(self) -> object: ...

def read(sources: Sources, *, rank: int = 0, options: Mapping[str, Any] | None = None) -> Table: ...
def lives(
    sources: Sources,
    *,
    cut: Day | None = None,
    keys: Sequence[Key] = ("unit", "unitLevel"),
    grain: Literal["month", "quarter"] = "month",
    end_day: EndDay | None = None,
    duplicates: Literal["newest", "last", "first", "keep"] | None = None,
    source: str = "",
    options: Mapping[str, Any] | None = None,
) -> Table: ...
def counts(
    sources: Sources,
    *,
    by: Sequence[str] | None = None,
    where: Mapping[str, Sequence[str]] | None = None,
    from_: Day | None = None,
    to: Day | None = None,
    as_of: Day | None = None,
    basis: str | None = None,
    clock: str | None = None,
    waiting: str | None = None,
    level_share: str | None = None,
    end_day: EndDay | None = None,
    returned: str | None = None,
    no_due: str | None = None,
    blank_channel: str | None = None,
    on_time_of: str | None = None,
    targets: Mapping[str, Any] | None = None,
    options: Mapping[str, Any] | None = None,
) -> Table: ...
def sql(
    statement: Literal["lives", "last", "check"],
    *,
    dialect: Dialect,
    table: str = "dossiers",
    duplicates: DuplicateMethod | None = None,
    cut: Day | None = None,
    keys: Sequence[Key] = ("unit", "unitLevel"),
    end_day: EndDay = "finished",
) -> str: ...
def words(
    kind: Literal["status", "channel", "service-level", "unit-level", "unit"],
    rows: Iterable[str] | Iterable[tuple[str, int]],
    *,
    districts: bool = True,
) -> Table: ...
def report(table: Table) -> Any: ...
