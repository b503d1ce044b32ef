"""The example that scores on Dask gets what the command prints, with two workers in a cluster's place."""

import subprocess
import sys
from pathlib import Path

from command import COMMAND_LINE
from nations import write_nation
from pages import ROOT

EXAMPLE = ROOT / "examples" / "dask" / "score_on_dask.py"


def test_scores_on_two_workers_are_those_of_the_command(tmp_path: Path) -> None:
    nation = write_nation(tmp_path / "nation", 110, "--cycles", "1")  # two pieces of work
    on_dask = [sys.executable, str(EXAMPLE), str(nation), "--workers", "2"]
    alone = [*COMMAND_LINE, "-C", str(nation), "score", "--format", "json"]
    told = [subprocess.run(words, check=True, capture_output=True).stdout for words in (on_dask, alone)]
    assert told[0] == told[1] != b""
