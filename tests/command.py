"""The command as a process, with nothing of this machine around it: what the acceptance tests run."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

COMMAND = os.environ.get("PREVENT_ASSURE_COMMAND")
"""The installed command, where `make accept` names one; else the checkout's own."""

COMMAND_LINE = [COMMAND] if COMMAND else [sys.executable, "-m", "prevent_assure"]

INTERPRETER = str(Path(COMMAND).with_name("python")) if COMMAND else sys.executable
"""The Python that the command runs on."""

KEPT = ("COVERAGE_", "SYSTEMROOT")
"""Beginnings of the variables that a run keeps: coverage measures processes too, and Windows needs its root."""

SECONDS = 300
"""After so long a run is taken to hang, however busy the machine is."""


class Ran(NamedTuple):
    """What a run gave."""

    code: int
    stdout: str
    stderr: str


Run = Callable[..., Ran]
"""`run("validate", "--format", "json", cwd=..., stdin=..., env=...)`."""


def environment(home: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """An environment in which two machines give the same output."""
    kept = {name: value for name, value in os.environ.items() if name.startswith(KEPT)}
    fixed = {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "TMPDIR": str(home),
        "PATH": os.defpath,
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "TERM": "dumb",
        "COLUMNS": "100",
        "PYTHONWARNINGS": "error",
    }
    return {**kept, **fixed, **(more or {})}


def process(words: Sequence[str], cwd: Path, env: Mapping[str, str], stdin: str = "") -> Ran:
    """Run a command line to its end."""
    done = subprocess.run(
        words, cwd=cwd, env=env, input=stdin.encode(), capture_output=True, check=False, timeout=SECONDS
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
