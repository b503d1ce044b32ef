"""docs/correcting.md, followed command by command: a wrong letter is taken back, mended and issued anew."""

import json
import re
import shlex
from pathlib import Path

from command import Run
from pages import DOCS, fences, read
from prevent_assure import source
from sealing import unsealed

REVIEW = "reviews/2024-25/herefordshire.yaml"
ISSUED = ("issue", "-a", "herefordshire", "--date", "2025-05-19")


def _blocks() -> list[list[list[str]]]:
    """The calls of the page, by the block that they stand in."""
    shown = [fence.text for fence in fences(read(DOCS / "correcting.md")) if fence.language == "sh"]
    return [[shlex.split(line)[1:] for line in text.splitlines()] for text in shown]


def _status(run: Run) -> tuple[str, list[str]]:
    (found,) = json.loads(run("status", "--format", "json").stdout)["authorities"]
    return found["status"], found["needs"]


def _waiting(run: Run) -> list[tuple[str, str | None]]:
    found = json.loads(run("signing-list", "--format", "json").stdout)
    return [(letter["authority"], letter["supersedes"]) for letter in found["letters"]]


def _change(file: Path, pattern: str, new: str) -> None:
    text, number = re.subn(pattern, new, file.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    assert number == 1
    file.write_text(text, encoding="utf-8")


def test_issued_letter_is_corrected_by_the_pages_commands(run: Run, workspace: Path) -> None:
    unclear, reopen, outcome, signing, issuing = _blocks()
    assert run(*ISSUED).code == 0
    old = (workspace / "letters/2024-25/herefordshire.html").read_bytes()
    assert run(*unclear[0]).code == 0
    assert _status(run) == ("issued", ["The issued letter is being corrected.", "The letter is not cleared."])
    assert _waiting(run) == []
    assert run(*reopen[0]).code == 0
    assert "The review is not agreed." in _status(run)[1]
    assert run(*issuing[0]).code == 1
    review = workspace / REVIEW
    _change(review, r"^  date: .*\n", "")
    _change(review, r"^    The council has kept", "    The council still has kept")
    for words in (*outcome, *signing):
        assert run(*words).code == 0, words
    assert _status(run)[1] == ["The issued letter is being corrected.", "The new letter is not issued."]
    assert _waiting(run) == [("herefordshire", "2025-05-19")]
    assert "(in the place of the letter of 2025-05-19)" in run("signing-list").stdout
    before = (workspace / "letters/2024-25/herefordshire.html").read_bytes()
    ran = run("issue", "--cleared", "--date", "2025-06-02")
    assert ran.code == 0
    assert ran.stderr.splitlines() == [
        "0 of 0 cleared letters are issued",
        "herefordshire 2024-25: corrected and cleared again; `issue -a herefordshire --supersedes` issues it",
    ]
    assert (workspace / "letters/2024-25/herefordshire.html").read_bytes() == before
    for words in issuing:
        assert run(*words).code == 0, words
    assert _status(run) == ("issued", [])
    assert _waiting(run) == []
    assert run("validate").code == 0
    new = (workspace / "letters/2024-25/herefordshire.html").read_text(encoding="utf-8")
    assert "takes the place of the one dated 19 May 2025" in new
    assert "still has kept" in new
    backs = source.read(review.read_bytes()).data["taken_back"]
    assert [(each["step"], each["was"]["on"]) for each in backs] == [
        ("cleared", "2025-05-16"),
        ("agreed", "2025-05-06"),
    ]
    (workspace / "old.html").write_bytes(old)
    assert "2025-06-02" in run("verify", "old.html").stdout


def test_lines_that_the_page_shows_for_a_web_editor_are_what_the_commands_write(run: Run, workspace: Path) -> None:
    (shown,) = [fence.text for fence in fences(read(DOCS / "correcting.md")) if fence.language == "yaml"]
    by_hand = source.read(shown.encode()).data
    assert run(*_blocks()[1][0], "--by", "prevent-adviser").code == 0
    review = workspace / REVIEW
    # The page leaves the seals out, which are long.
    written = source.read(unsealed(review.read_text(encoding="utf-8")).encode()).data
    assert written["taken_back"] == by_hand["taken_back"]
    _change(review, r"^  date: .*\n", "")
    text = re.sub(r"^taken_back:\n(?: .*\n)+", "", review.read_text(encoding="utf-8"), flags=re.MULTILINE)
    review.write_text(f"{text.rstrip()}\n{shown}", encoding="utf-8")
    assert run("validate").code == 0
