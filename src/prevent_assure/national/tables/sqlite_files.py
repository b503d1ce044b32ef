"""Tables as one SQLite database, with their keys."""

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from prevent_assure.diagnostics import PreventAssureError

from .columns import Row, Table

FILE = "prevent-assure.sqlite"
_KINDS = {"text": "TEXT", "number": "INTEGER", "truth": "INTEGER", "date": "TEXT"}
_BATCH = 5_000


class NotMadeError(PreventAssureError):
    """A database that could not be made."""


@contextlib.contextmanager
def _or_say_why() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        msg = (
            f"{FILE} is not made: the disk or the folder for temporary files is full, "
            "or a file may not be as large here"
        )
        raise NotMadeError(msg) from error


class Writer:
    """Writes one database."""

    @_or_say_why()
    def __init__(self, folder: Path, tables: Sequence[Table]) -> None:
        """Begin in an empty folder."""
        self._base = sqlite3.connect(folder / FILE, isolation_level=None)
        # It is whole or not there at all: the file gets its name when it is done.
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute("PRAGMA synchronous = OFF")
        self._base.execute("BEGIN")
        self._rows: dict[str, list[Row]] = {table.name: [] for table in tables}
        keys = {table.name: table.key for table in tables}
        for table in tables:
            self._base.execute(_created(table, keys))

    @_or_say_why()
    def add(self, table: Table, row: Row) -> None:
        """Take a row of a table."""
        rows = self._rows[table.name]
        rows.append(row)
        if len(rows) >= _BATCH:
            self._flush(table.name)

    @_or_say_why()
    def close(self) -> None:
        """Finish the files."""
        with contextlib.closing(self._base):
            for name in self._rows:
                self._flush(name)
            self._base.execute("COMMIT")

    def _flush(self, name: str) -> None:
        rows = self._rows[name]
        if rows:
            places = ", ".join("?" * len(rows[0]))
            self._base.executemany(f'INSERT INTO "{name}" VALUES ({places})', rows)  # noqa: S608 - our own names
            rows.clear()


def _created(table: Table, keys: dict[str, tuple[str, ...]]) -> str:
    lines = [f'"{each.name}" {_KINDS[each.kind]}' for each in table.columns]
    lines.append(f"PRIMARY KEY ({_names(table.key)})")
    for columns, other in table.references:
        lines.append(f'FOREIGN KEY ({_names(columns)}) REFERENCES "{other}" ({_names(keys[other])})')
    return f'CREATE TABLE "{table.name}" ({", ".join(lines)}) STRICT, WITHOUT ROWID'


def _names(columns: Sequence[str]) -> str:
    return ", ".join(f'"{each}"' for each in columns)
