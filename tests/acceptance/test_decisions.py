"""How many words somebody has to decide before a letter is published, measured on letters that read as real ones."""

import re
import statistics
from collections import defaultdict
from pathlib import Path

import pytest

from command import Run
from nations import write_nation

LETTERS = 40
DOCS = Path(__file__).resolve().parents[2] / "docs" / "publishing.md"
TOLD = re.compile(
    r"(\d+) letters .* half of them asked for at most (\d+) decisions?, nineteen in twenty for at most (\d+)", re.DOTALL
)


def _decisions(said: str) -> list[int]:
    """Count the words that are to be decided of each letter that asks for a decision."""
    words = defaultdict[str, set[str]](set)
    letter = ""
    for line in said.splitlines():
        if "error[" in line:
            assert "error[name-undecided]" in line
            letter = line.partition(":")[0].rpartition("/")[2]
        words[letter] |= set(re.findall(r"digest: (sha256:\w+)", line))
    return [len(found) for found in words.values()]


@pytest.mark.slow
def test_letter_asks_for_few_decisions(run: Run, tmp_path: Path) -> None:
    nation = write_nation(tmp_path / "nation", LETTERS, "--cycles", "1", "--complete", "--natural")
    asked = run("letter", "--all", "--audience", "public", cwd=nation)
    written = len(list((nation / "letters").rglob("*.public.html")))
    decisions = sorted([0] * written + _decisions(asked.stderr))
    assert len(decisions) == LETTERS
    assert sum(decisions) > 0, "in a nation where nothing is asked, nothing is measured"
    median, late = statistics.median(decisions), decisions[-(LETTERS // 20)]
    assert (median <= 3, late <= 8) == (True, True), decisions
    told = TOLD.search(" ".join(DOCS.read_text("utf-8").split()))
    assert told is not None
    assert (LETTERS, median <= int(told[2]), late <= int(told[3])) == (int(told[1]), True, True), decisions
    # What is withheld without decisions is always safe.
    assert run("letter", "--all", "--audience", "public", "--withhold-perhaps", cwd=nation).code == 0
    assert len(list((nation / "letters").rglob("*.public.html"))) == LETTERS
