"""Tables as CSV, one file each: nothing is there for a value that is missing, and nothing is a formula.

A text or list that is empty stands between quotation marks, which the standard library's writer cannot do.
"""

import contextlib
import re
from collections.abc import Sequence
from pathlib import Path

from prevent_assure.text.escaping import cell

from .columns import Row, Table, Value

_TO_BE_QUOTED = re.compile(r'[,"\r\n]')


class Writer:
    """Writes a file for each table."""

    def __init__(self, folder: Path, tables: Sequence[Table], encoding: str = "utf-8") -> None:
        """Begin in an empty folder."""
        self._open = contextlib.ExitStack()
        self._files = {}
        for table in tables:
            file = self._open.enter_context((folder / f"{table.name}.csv").open("w", encoding=encoding, newline=""))
            self._files[table.name] = file
            file.write(_line([each.name for each in table.columns]))

    def add(self, table: Table, row: Row) -> None:
        """Take a row of a table."""
        self._files[table.name].write(_line(row))

    def close(self) -> None:
        """Finish the files."""
        self._open.close()


def _line(row: Sequence[Value]) -> str:
    return f"{','.join(map(_text, row))}\n"


def _text(value: Value) -> str:
    if not isinstance(value, str):
        return "" if value is None else str(value).lower()
    text = cell(value)
    return '"{}"'.format(text.replace('"', '""')) if not text or _TO_BE_QUOTED.search(text) else text
