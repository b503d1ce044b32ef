"""A command on a terminal of its own: what is asked there, and answered by keyboard."""

import os
import select
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from command import SECONDS, Ran

DOWN = "\x04"
"""Ctrl-D."""
BREAK = "\x03"
"""Ctrl-C."""
PASTES_ARE_MARKED, PASTES_ARE_PLAIN = "\x1b[?2004h", "\x1b[?2004l"
"""What switches bracketed paste on and off."""


def marked(paste: str) -> str:
    """A paste as a terminal that knows bracketed paste sends it."""
    return f"\x1b[200~{paste}\x1b[201~"


def converse(words: Sequence[str], cwd: Path, env: Mapping[str, str], script: Sequence[tuple[str, str]]) -> Ran:
    """Run a command on a pseudo-terminal: wait for each text of the script, then type what stands beside it."""
    controller, terminal = os.openpty()
    with subprocess.Popen(
        words, cwd=cwd, env=env, stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True,
        preexec_fn=lambda: _own(terminal),  # noqa: PLW1509 - the child takes the terminal and does nothing else
    ) as child:  # fmt: skip
        os.close(terminal)
        shown, seen, until = "", 0, time.monotonic() + SECONDS
        waiting = list(script)
        while time.monotonic() < until:
            if waiting and (at := shown.find(waiting[0][0], seen)) >= 0:
                expected, typed = waiting.pop(0)
                seen = at + len(expected)
                os.write(controller, typed.encode())
                continue
            piece = _read(controller)
            if piece is None:
                break
            shown += piece
        else:
            child.kill()
        os.close(controller)
        code = child.wait(SECONDS)
    assert not waiting, f"{waiting[0][0]!r} was never asked:\n{shown}"
    return Ran(code, shown.replace("\r\n", "\n"), "")


def _own(terminal: int) -> None:
    """Make the terminal the child's own, so that Ctrl-C reaches it."""
    import fcntl  # noqa: PLC0415 - not on Windows
    import termios  # noqa: PLC0415 - likewise

    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)


def _read(controller: int) -> str | None:
    ready, _, _ = select.select([controller], [], [], 1)
    if not ready:
        return ""
    try:
        return os.read(controller, 65536).decode("utf-8", "replace") or None
    except OSError:
        return None  # the child has closed it
