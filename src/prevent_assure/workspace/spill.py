"""Rows that wait for their page outside the memory, since a nation's would fill it."""

import json
import tempfile
from array import array
from collections.abc import Iterator
from types import TracebackType
from typing import Any, Self

_IN_MEMORY = 1024 * 1024


class Spill:
    """Rows of plain data by key, in a file that has no name and is gone when the work is done."""

    def __init__(self) -> None:
        """Begin with no rows."""
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by __exit__
        self._places: dict[str, array[int]] = {}
        self._end = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, key: str, row: tuple[Any, ...]) -> None:
        """Put a row away.

        Args:
            key: What it is for.
            row: Texts, numbers, truths and lists of them.
        """
        self._places.setdefault(key, array("Q")).append(self._end)
        self._file.seek(self._end)
        self._end += self._file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")

    def rows(self, key: str) -> Iterator[list[Any]]:
        """Take rows out again.

        Args:
            key: What they are for.

        Yields:
            Each row in the order in which it was put away.
        """
        for place in self._places.get(key, ()):
            self._file.seek(place)
            yield json.loads(self._file.readline())
