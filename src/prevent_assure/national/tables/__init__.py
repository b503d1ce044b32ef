"""Writers of tables into files: each format has its own, loaded when it is asked for, as their libraries are heavy."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, Protocol, cast

from prevent_assure.text.file_formats import module_with_extra

from .columns import Row, Table

TableFormat = Literal["csv", "parquet", "sqlite"]
TABLE_FORMATS: tuple[TableFormat, ...] = ("csv", "parquet", "sqlite")


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
        MissingExtraError: If its library is not installed.
    """
    module = module_with_extra(f"{__name__}.{format_}_files", library="pyarrow", extra="parquet", format_name="Parquet")
    return cast("Start", module.start)
