"""Measure whole processes."""

import os
import re
import shutil
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

COUNTED = re.compile(r"Collected : (\d+)")


class Measured(NamedTuple):
    """What a process took, with all that it started and waited for.

    Attributes:
        cpu: Seconds of processor time, its own and the system's for it.
        wall: Seconds that went by.
        memory: The most memory that one process of them had at once, in bytes.
    """

    cpu: float
    wall: float
    memory: int


class Failed(Exception):  # noqa: N818 - it has
    """A command failed otherwise than by finding errors in files."""


def environment() -> dict[str, str]:
    """Tell what commands run in: nothing of what may be set for Python.

    `PYTHONDONTWRITEBYTECODE` above all would have them compile anew each time what an installed package has compiled.

    Returns:
        The variables.
    """
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def once(command: Sequence[str], folder: Path, **variables: str) -> Measured:
    """Run a command and measure it.

    Args:
        command: Program and arguments.
        folder: Where it runs.
        **variables: What is set for it beyond what is set anyway.

    Returns:
        What it took.

    Raises:
        Failed: If it fails otherwise than by finding errors in files.
    """
    nothing = os.open(os.devnull, os.O_RDWR)
    began = time.perf_counter()
    child = os.fork()
    if child == 0:
        try:
            for stream in (0, 1, 2):
                os.dup2(nothing, stream)
            os.chdir(folder)
            os.execve(command[0], list(command), environment() | variables)  # noqa: S606 - no shell is what is wanted
        finally:
            os._exit(127)
    os.close(nothing)
    _, status, used = os.wait4(child, 0)
    wall = time.perf_counter() - began
    # 1 is what the command says of files with errors; of another program it is a fault of its own.
    allowed = {0, 1} if any(word.endswith("prevent-assure") for word in command) else {0}
    if os.waitstatus_to_exitcode(status) not in allowed:
        msg = f"{' '.join(command)[:500]} failed in {folder}"
        raise Failed(msg)
    return Measured(used.ru_utime + used.ru_stime, wall, used.ru_maxrss * (1 if sys.platform == "darwin" else 1024))


def in_turns(commands: Sequence[Sequence[str]], folder: Path, times: int, *, warm: bool = True) -> list[Measured]:
    """Measure several commands against one another, turn by turn, so that a slow minute slows all of them.

    Args:
        commands: The commands.
        folder: Where they run.
        times: How often each.
        warm: Whether each runs once more before, unmeasured: its files are in memory and its modules compiled then.

    Returns:
        The medians of each.
    """
    for command in commands if warm else ():
        once(command, folder)
    runs = [[once(command, folder) for command in commands] for _ in range(times)]
    return [
        Measured(
            statistics.median(each.cpu for each in one),
            statistics.median(each.wall for each in one),
            int(statistics.median(each.memory for each in one)),
        )
        for one in zip(*runs, strict=True)
    ]


def instructions(command: Sequence[str], folder: Path, log: Path) -> int:
    """Count the instructions of a command, which a busy machine does not change.

    Args:
        command: Program and arguments.
        folder: Where it runs.
        log: Where the counter writes.

    Returns:
        How many.

    Raises:
        Failed: If it fails, or there is nothing to count with.
    """
    program = shutil.which("valgrind")
    if program is None:
        msg = "valgrind is not installed"
        raise Failed(msg)
    counting = [program, "--tool=callgrind", "--callgrind-out-file=/dev/null", f"--log-file={log}"]
    once([*counting, *command], folder, PYTHONHASHSEED="0")
    counted = COUNTED.search(log.read_text(encoding="utf-8"))
    if counted is None:
        msg = f"valgrind counted nothing of {' '.join(command)}"
        raise Failed(msg)
    return int(counted[1])
