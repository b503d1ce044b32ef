"""A figure has one value on all pages: that of the program; and what was measured stands on one page alone."""

import re
import tomllib

import pytest

from pages import DOCS, PAGES, ROOT, prose, read
from prevent_assure.outcome_letter import template_process
from prevent_assure.serving.command import PORT
from prevent_assure.source.limits import TEXT_LENGTH
from prevent_assure.workspace import files, locking
from prevent_assure.workspace.packaged import packaged_criteria

TOLD = {page.name: " ".join(prose(read(page)).split()) for page in PAGES if page.name != "CHANGELOG.md"}
WHOLE = {page.name: read(page) for page in PAGES if page.name != "CHANGELOG.md"}


def _python() -> str:
    return str(tomllib.loads(read(ROOT / "pyproject.toml"))["project"]["requires-python"]).removeprefix(">=")


def _criteria() -> str:
    edition = packaged_criteria("local-authority/2024-25")
    assert edition is not None
    assert edition.model is not None
    return str(sum(1 for benchmark in edition.model.benchmarks for _ in benchmark.each_criterion()))


FIGURES = {
    r"Python (\d+\.\d+) or newer": _python(),
    r"(?:killed after|may take|for more than|for at most|memory for) (\d+) seconds": f"{template_process.SECONDS:.0f}",
    r"memory may have (\d+) MB|may have (\d+) MB of memory": str(template_process.MEMORY // 2**20),
    r"larger than (\d+) MiB|blocking, at most (\d+) MiB": str(files.BYTES // 2**20),
    r"waits (\d+) seconds for a lock": f"{locking.SECONDS:.0f}",
    r"text longer than ([\d,]+) characters": f"{TEXT_LENGTH:,}",
    r"of (\d+) criteria have no answer": _criteria(),
    r"on port (\d{4})|`(8\d{3})` \(default\)|default:? `?(8\d{3})": str(PORT),
}


@pytest.mark.parametrize("pattern", FIGURES)
def test_figure_of_the_program_is_the_same_on_all_pages(pattern: str) -> None:
    found = [next(filter(None, hit.groups())) for text in WHOLE.values() for hit in re.finditer(pattern, text)]
    assert set(found) == {FIGURES[pattern]}


def test_what_was_measured_stands_where_it_was_measured() -> None:
    measured = re.compile(
        r"\d[\d.]* (?:seconds? of processor time|ms\b|MB for \d)|\d(?:\.\d+)? times (?:as fast|faster)"
    )
    assert {name for name, text in TOLD.items() if measured.search(text)} <= {"performance.md"}
    assert "performance.md" in read(DOCS / "national-picture.md")


READERS = ("Excel", "browser", "Adviser", "Home Office team", "request for information", "analyst", "engineer")


def test_each_reader_is_led_to_two_or_three_pages() -> None:
    rows = [line for line in read(DOCS / "README.md").split("\n") if line.startswith("| ")][1:]
    for reader in READERS:
        (row,) = [row for row in rows if reader in row.split("|")[1]]
        assert 2 <= row.count("](") <= 3, row
    assert "docs/README.md" in read(ROOT / "README.md")
