"""Contents that git keeps, read by name through one running `git cat-file --batch`."""

import contextlib
import hashlib
import os
import threading
import time
from collections.abc import Callable
from typing import IO

from prevent_assure.diagnostics import PreventAssureError

SECONDS = 60
"""After so long without an answer git is stopped."""


MOST = 64 * 1024 * 1024
"""The largest content that is taken from git, in bytes; a file of a workspace has 1 MiB at most."""
NOT_HELD = "this clone does not hold all of its files' contents (a partial clone?); fetch them with git first"


class HistoryError(PreventAssureError):
    """History that cannot be read, and why."""


class NoHistoryError(HistoryError):
    """There is no history: no git, no repository, or no commit in it."""


def silent(seconds: int = SECONDS) -> str:
    """Say that git does not answer.

    Args:
        seconds: For how long it was waited for.

    Returns:
        The sentence.
    """
    return f"git did not answer, or not within {seconds} seconds"


def name_of(data: bytes, width: int) -> str:
    """Give the name that git has for a content.

    Args:
        data: The content.
        width: How long names are: 40 digits in a repository of the usual kind, 64 in a newer one.

    Returns:
        Its name. No secret hangs on it.
    """
    text = b"blob %d\0" % len(data) + data
    is_usual = width == hashlib.sha1(usedforsecurity=False).digest_size * 2
    return hashlib.sha1(text, usedforsecurity=False).hexdigest() if is_usual else hashlib.sha256(text).hexdigest()


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
        self._asked_at: float | None = None
        self._closed = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def read(self, oid: str) -> bytes:
        """Read a content.

        Args:
            oid: Its name.

        Returns:
            Its bytes.

        Raises:
            HistoryError: If this clone does not hold it, or git does not answer.
        """
        found = self._watched(oid)
        if found is None:
            raise HistoryError(NOT_HELD)
        return found[1]

    def find(self, name: str) -> tuple[str, bytes] | None:
        """Look for the content at a path of a commit.

        Args:
            name: Commit and path, as in `HEAD:reviews/2024-25/herefordshire.yaml`.

        Returns:
            The content's name and its bytes; None where nothing lies there.

        Raises:
            HistoryError: If this clone does not hold it, or git does not answer.
        """
        return self._watched(name)

    def close(self) -> None:
        """End the process; nothing is lost by it, since it only reads."""
        self._closed.set()
        self._stop()
        for pipe in (self._asked, self._answer):
            with contextlib.suppress(OSError):
                pipe.close()

    def _watched(self, name: str) -> tuple[str, bytes] | None:
        self._asked_at = time.monotonic()
        try:
            return self._read(name)
        except (OSError, ValueError) as error:
            raise HistoryError(silent()) from error
        finally:
            self._asked_at = None

    def _watch(self) -> None:
        while not self._closed.wait(1):
            asked_at = self._asked_at
            if asked_at is not None and time.monotonic() - asked_at > SECONDS:
                self._late = True
                self._stop()
                return

    def _read(self, name: str) -> tuple[str, bytes] | None:
        if "\n" in name:
            return None  # it would be two questions; no file that is read here is called so
        self._asked.write(os.fsencode(f"{name}\n"))
        self._asked.flush()
        head = self._answer.readline().split()
        if head[-1:] == [b"missing"]:
            return None
        # Where a partial clone lacks a content, git ends.
        if len(head) != 3:  # noqa: PLR2004 - name, kind and size
            raise HistoryError(silent() if self._late else NOT_HELD)
        size = int(head[2])
        if size > MOST:
            self._stop()
            msg = "history holds a file that is far larger than any that is read here"
            raise HistoryError(msg)
        data = self._answer.read(size + 1)
        if len(data) != size + 1:
            raise HistoryError(silent())
        return head[0].decode(), data[:size]
