"""Contents that git keeps, read by name through one running `git cat-file --batch`."""

import threading
from collections.abc import Callable
from typing import IO

from prevent_assure.diagnostics import PreventAssureError

SECONDS = 60
"""After so long without an answer git is stopped."""


class HistoryError(PreventAssureError):
    """History that cannot be read, and why."""


class NoHistoryError(HistoryError):
    """There is no history: no git, no repository, or no commit in it."""


def silent() -> str:
    """Say that git does not answer.

    Returns:
        The sentence.
    """
    return f"git did not answer, or not within {SECONDS} seconds"


class Blobs:
    """Contents by name."""

    def __init__(self, asked: IO[bytes], answer: IO[bytes], stop: Callable[[], None]) -> None:
        """Take over a running process.

        Args:
            asked: Where names go.
            answer: Where contents come from.
            stop: Ends the process.
        """
        self._asked = asked
        self._answer = answer
        self._stop = stop
        self._late = False

    def read(self, oid: str) -> bytes:
        """Read a content.

        Args:
            oid: Its name.

        Returns:
            Its bytes.

        Raises:
            HistoryError: If this clone does not hold it, or git does not answer.
        """
        watch = threading.Timer(SECONDS, self._give_up)
        watch.start()
        try:
            return self._read(oid)
        except OSError as error:
            raise HistoryError(silent()) from error
        finally:
            watch.cancel()

    def _give_up(self) -> None:
        self._late = True
        self._stop()

    def _read(self, oid: str) -> bytes:
        self._asked.write(f"{oid}\n".encode())
        self._asked.flush()
        head = self._answer.readline().split()
        if len(head) != 3:  # noqa: PLR2004 - name, kind and size; a name and `missing`, or an end, where it is not there
            msg = "this clone does not hold all of its files' contents (a partial clone?); fetch them with git first"
            raise HistoryError(silent() if self._late else msg)
        size = int(head[2])
        data = self._answer.read(size + 1)
        if len(data) != size + 1:
            raise HistoryError(silent())
        return data[:size]
