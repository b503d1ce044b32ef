"""Tables as Parquet: a folder each, parted by cycle in the way that DuckDB, Spark and Dask read as it is."""

import datetime
from collections.abc import Sequence
from pathlib import Path

import pyarrow as arrow
from pyarrow import parquet

from .columns import Column, Row, Table, Value

_KINDS = {"text": arrow.string(), "number": arrow.int64(), "truth": arrow.bool_(), "date": arrow.date32()}
_BATCH = 20_000


class _Part:
    """One file: the rows of a table, or those of one cycle."""

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._columns = columns
        self._schema = arrow.schema([(each.name, _KINDS[each.kind]) for each in columns])
        self._writer = parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._rows: list[Row] = []

    def add(self, row: Row) -> None:
        self._rows.append(row)
        if len(self._rows) >= _BATCH:
            self._flush()

    def close(self) -> None:
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        arrays = [
            arrow.array([_value(row[at], column) for row in self._rows], type=_KINDS[column.kind])
            for at, column in enumerate(self._columns)
        ]
        self._writer.write_table(arrow.Table.from_arrays(arrays, schema=self._schema))
        self._rows.clear()


def _value(value: Value, column: Column) -> Value | datetime.date:
    return datetime.date.fromisoformat(value) if column.kind == "date" and isinstance(value, str) else value


class Writer:
    """Writes a file for each table, or for each cycle of one."""

    def __init__(self, folder: Path, tables: Sequence[Table]) -> None:
        """Begin in an empty folder."""
        self._folder = folder
        self._parts: dict[tuple[str, Value], _Part] = {}
        for table in tables:
            if not table.by_cycle:
                self._part(table, None)

    def add(self, table: Table, row: Row) -> None:
        """Take a row of a table."""
        if table.by_cycle:
            self._part(table, row[0]).add(row[1:])
        else:
            self._part(table, None).add(row)

    def close(self) -> None:
        """Finish the files."""
        for part in self._parts.values():
            part.close()

    def _part(self, table: Table, cycle: Value) -> _Part:
        part = self._parts.get((table.name, cycle))
        if part is None:
            folder = self._folder / table.name / (f"cycle={cycle}" if table.by_cycle else "")
            part = _Part(folder / "part-0.parquet", table.columns[1:] if table.by_cycle else table.columns)
            self._parts[table.name, cycle] = part
        return part
