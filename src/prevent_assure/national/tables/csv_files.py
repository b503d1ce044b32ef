"""Tables as CSV, one file each: nothing is there for a value that is missing, and nothing is a formula."""

import contextlib
import csv
from collections.abc import Sequence
from pathlib import Path

from prevent_assure.text.escaping import cell

from .columns import Row, Table, Value


class Writer:
    """Writes a file for each table."""

    def __init__(self, folder: Path, tables: Sequence[Table], encoding: str = "utf-8") -> None:
        """Begin in an empty folder."""
        self._open = contextlib.ExitStack()
        self._writers = {}
        for table in tables:
            file = self._open.enter_context((folder / f"{table.name}.csv").open("w", encoding=encoding, newline=""))
            self._writers[table.name] = csv.writer(file, lineterminator="\n")
            self._writers[table.name].writerow([each.name for each in table.columns])

    def add(self, table: Table, row: Row) -> None:
        """Take a row of a table."""
        self._writers[table.name].writerow([self._text(value) for value in row])

    def close(self) -> None:
        """Finish the files."""
        self._open.close()

    def _text(self, value: Value) -> str:
        if value is None:
            return ""
        return cell(value) if isinstance(value, str) else str(value).lower()
