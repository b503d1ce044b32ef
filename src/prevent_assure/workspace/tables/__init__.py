"""Writers of tables into files: each format has its own, loaded when it is asked for, as their libraries are heavy."""

import importlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, Protocol, cast

from prevent_assure.diagnostics import PreventAssureError
from prevent_assure.rules.tables import Row, Table

TableFormat = Literal["csv", "parquet", "sqlite"]
TABLE_FORMATS: tuple[TableFormat, ...] = ("csv", "parquet", "sqlite")


class MissingLibraryError(PreventAssureError):
    """A format whose library is not installed; the message says what to install."""


class Writer(Protocol):
    """Takes rows and writes them as they come."""

    def add(self, table: Table, row: Row) -> None:
        """Take a row.

        Args:
            table: The table that it belongs to.
            row: Its values, in the order of the columns.
        """

    def close(self) -> None:
        """Finish the files."""


Start = Callable[[Path, Sequence[Table], Callable[[str], str]], Writer]
"""An empty folder, the tables, and what makes a text harmless in a spreadsheet."""


def start_writing(format_: TableFormat) -> Start:
    """Load the writer of a format.

    Args:
        format_: The format.

    Returns:
        What begins to write.

    Raises:
        MissingLibraryError: If its library is not installed.
    """
    try:
        module = importlib.import_module(f"{__name__}.{format_}_files")
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "pyarrow":
            raise
        msg = 'Parquet needs an extra that is not installed: pip install "prevent-assure[parquet]"'
        raise MissingLibraryError(msg) from error
    return cast("Start", module.start)
