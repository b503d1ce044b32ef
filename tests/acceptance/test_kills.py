"""`kill -9` in the middle of writing, and two commands at once: a few of what `make kills` tries by the hundred."""

import re
import subprocess
from pathlib import Path

import pytest

from command import INTERPRETER, environment

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_killed_and_doubled_commands_leave_each_file_old_or_new(tmp_path: Path) -> None:
    words = [INTERPRETER, str(ROOT / "tools" / "kills.py"), "--kills", "11", "--pairs", "4", "--seed", "3"]
    done = subprocess.run(words, env=environment(tmp_path), capture_output=True, check=False, timeout=300)
    assert (done.returncode, done.stderr) == (0, b""), done.stdout.decode()
    tried = re.findall(r"(killed \d+|\d+) times( at once)?, 0 faults\n", done.stdout.decode())
    assert sum(int(number.removeprefix("killed ")) for number, at_once in tried if not at_once) == 11
    assert sum(int(number) for number, at_once in tried if at_once) == 4
