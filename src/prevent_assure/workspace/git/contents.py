"""Contents that git keeps, read by name through one running `git cat-file --batch`."""

import contextlib
import hashlib
import os
import threading
import time

from .running import SECONDS, Git, HistoryError, silent

MOST = 64 * 1024 * 1024
"""The largest content that is taken from git, in bytes; a file of a workspace has 1 MiB at most."""
NOT_HELD = "this clone does not hold all of its files' contents (a partial clone?); fetch them with git first"


def name_of(data: bytes, width: int) -> str:
    """Give the name that git has for a content; no secret hangs on it.

    Args:
        data: The content.
        width: How long names are: 40 digits in a repository of the usual kind, 64 in a newer one.
    """
    text = b"blob %d\0" % len(data) + data
    is_usual = width == hashlib.sha1(usedforsecurity=False).digest_size * 2
    return hashlib.sha1(text, usedforsecurity=False).hexdigest() if is_usual else hashlib.sha256(text).hexdigest()


class Blobs:
    """Contents by name."""

    def __init__(self, git: Git) -> None:
        """Start git to ask it for contents.

        Args:
            git: Git in the workspace's folder.

        Raises:
            HistoryError: If it cannot be started.
        """
        self._process = git.start("cat-file", "--batch")
        assert self._process.stdin is not None  # noqa: S101 - both are pipes, for the type checker
        assert self._process.stdout is not None  # noqa: S101 - likewise
        self._asked, self._answer = self._process.stdin, self._process.stdout
        self._late = False
        self._asked_at: float | None = None
        self._closed = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def read(self, oid: str) -> bytes:
        """Read the content of a name.

        Raises:
            HistoryError: If this clone does not hold it, or git does not answer.
        """
        found = self.find(oid)
        if found is None:
            raise HistoryError(NOT_HELD)
        return found

    def find(self, name: str) -> bytes | None:
        """Look for the content at a path of a commit.

        Args:
            name: Commit and path, as in `HEAD:reviews/2024-25/herefordshire.yaml`.

        Returns:
            The content; None where nothing lies there.

        Raises:
            HistoryError: If this clone does not hold it, or git does not answer.
        """
        self._asked_at = time.monotonic()
        try:
            return self._read(name)
        except (OSError, ValueError) as error:
            raise HistoryError(silent()) from error
        finally:
            self._asked_at = None

    def close(self) -> None:
        """End the process; nothing is lost by it, since it only reads."""
        self._closed.set()
        self._stop()
        for pipe in (self._asked, self._answer):
            with contextlib.suppress(OSError):
                pipe.close()

    def _stop(self) -> None:
        self._process.kill()
        self._process.wait()

    def _watch(self) -> None:
        while not self._closed.wait(1):
            asked_at = self._asked_at
            if asked_at is not None and time.monotonic() - asked_at > SECONDS:
                self._late = True
                self._stop()
                return

    def _read(self, name: str) -> bytes | None:
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
        return data[:size]
