"""Writers of tables into files: each format has its own, loaded when it is asked for, as their libraries are heavy."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Literal, Protocol, cast

from prevent_assure.text.file_formats import module_with_extra

from .columns import Row, Table

TableFormat = Literal["csv", "parquet", "sqlite"]


class Writer(Protocol):
    """Takes rows and writes them as they come; it begins with an empty folder and the tables."""

    def add(self, table: Table, row: Row) -> None:
        """Take a row of a table."""

    def close(self) -> None:
        """Finish the files."""


def writer(format_: TableFormat, *, bom: bool = False) -> Callable[[Path, Sequence[Table]], Writer]:
    """Load the writer of a format; only in CSV may a byte order mark stand.

    Raises:
        MissingExtraError: If its library is not installed.
    """
    module = module_with_extra(f"{__name__}.{format_}_files", library="pyarrow", extra="parquet", format_name="Parquet")
    begin = partial(module.Writer, encoding="utf-8-sig") if bom and format_ == "csv" else module.Writer
    return cast("Callable[[Path, Sequence[Table]], Writer]", begin)
