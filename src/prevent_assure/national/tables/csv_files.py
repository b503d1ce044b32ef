"""Tables as CSV, one file each: nothing is there for a value that is missing, and nothing is a formula."""

import contextlib
import csv
from collections.abc import Callable, Sequence
from pathlib import Path

from .columns import Row, Table, Value


class _Writer:
    def __init__(self, folder: Path, tables: Sequence[Table], safe: Callable[[str], str]) -> None:
        self._safe = safe
        self._open = contextlib.ExitStack()
        self._writers = {}
        for table in tables:
            file = self._open.enter_context((folder / f"{table.name}.csv").open("w", encoding="utf-8", newline=""))
            self._writers[table.name] = csv.writer(file, lineterminator="\n")
            self._writers[table.name].writerow([each.name for each in table.columns])

    def add(self, table: Table, row: Row) -> None:
        self._writers[table.name].writerow([self._text(value) for value in row])

    def close(self) -> None:
        self._open.close()

    def _text(self, value: Value) -> str:
        if value is None:
            return ""
        return self._safe(value) if isinstance(value, str) else str(value).lower()


start = _Writer
