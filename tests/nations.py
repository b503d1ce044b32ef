"""The synthetic nation, made small for a test."""

import subprocess
import sys
from pathlib import Path

NATION = Path(__file__).resolve().parents[1] / "tools" / "nation.py"


def write_nation(folder: Path, authorities: int, *options: str) -> Path:
    """A nation of so many authorities, three cycles unless the options say otherwise."""
    subprocess.run([sys.executable, str(NATION), str(folder), "--authorities", str(authorities), *options], check=True)
    return folder
