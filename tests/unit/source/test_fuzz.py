"""A short run of `make fuzz`, which tries a million mutants."""

import sys
from pathlib import Path

from command import environment, process

ROOT = Path(__file__).resolve().parents[3]


def test_no_mutant_escapes(tmp_path: Path) -> None:
    done = process(
        [sys.executable, str(ROOT / "tools" / "fuzz.py"), "--mutants", "3000", "--jobs", "1"],
        tmp_path,
        environment(tmp_path),
    )
    assert done.stdout.startswith("3000 mutants, 0 escapes"), done
    assert done.code == 0
