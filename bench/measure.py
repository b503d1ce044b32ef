"""Measure whole processes."""

import os
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Measured(NamedTuple):
    """What a process took.

    Attributes:
        cpu: Seconds of processor time, its own and the system's for it.
        memory: The most memory that it had at once, in bytes.
    """

    cpu: float
    memory: int


def once(command: Sequence[str], folder: Path) -> Measured:
    """Run a command and measure it.

    Args:
        command: Program and arguments.
        folder: Where it runs.

    Returns:
        What it took.

    Raises:
        SystemExit: If it fails otherwise than by finding errors in files.
    """
    nothing = os.open(os.devnull, os.O_RDWR)
    child = os.fork()
    if child == 0:
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        os.chdir(folder)
        os.execv(command[0], list(command))  # noqa: S606 - no shell is what is wanted
    os.close(nothing)
    _, status, used = os.wait4(child, 0)
    # 1 is what the command says of files with errors; of a script it is a fault of its own.
    if os.waitstatus_to_exitcode(status) not in ({0, 1} if command[0].endswith("prevent-assure") else {0}):
        msg = f"{' '.join(command)} failed in {folder}"
        raise SystemExit(msg)
    return Measured(used.ru_utime + used.ru_stime, used.ru_maxrss * (1 if sys.platform == "darwin" else 1024))


def in_turns(commands: Sequence[Sequence[str]], folder: Path, times: int) -> list[Measured]:
    """Measure several commands against one another, turn by turn, so that a slow minute slows all of them.

    Args:
        commands: The commands.
        folder: Where they run.
        times: How often each.

    Returns:
        The medians of each.
    """
    runs = [[once(command, folder) for command in commands] for _ in range(times)]
    return [
        Measured(statistics.median(each.cpu for each in one), int(statistics.median(each.memory for each in one)))
        for one in zip(*runs, strict=True)
    ]
