"""docs/publishing.md step by step, as whoever answers a request for information would follow it."""

import re
from pathlib import Path

from command import Run
from pages import DOCS, fences, read

REVIEW = "reviews/2024-25/herefordshire.yaml"


def _commands() -> list[list[str]]:
    shown = [fence.text for fence in fences(read(DOCS / "publishing.md")) if fence.language == "sh"]
    return [line.split()[1:] for text in shown for line in text.splitlines()]


def test_each_command_of_the_page_does_what_it_says(run: Run) -> None:
    commands = _commands()
    assert len(commands) == 4
    for words in commands:
        done = run(*words)
        assert (done.code, "error" in done.stderr) == (0, False), words
        said = "names that go" if "--dry-run" in words else "wrote letters/2024-25/herefordshire."
        assert said in done.stdout, words


def test_entry_that_is_pasted_decides_the_word(run: Run, workspace: Path) -> None:
    authority, review = workspace / "authorities/herefordshire.yaml", workspace / REVIEW
    named = authority.read_text("utf-8").replace("Marcus Adeyinka", "Hester Grace")
    authority.write_text(named, encoding="utf-8", newline="\n")
    said = review.read_text("utf-8").replace(
        "A Prevent plan has been", "Grace was shown to us. A Prevent plan has been", 1
    )
    said = re.sub(
        ', of: "1:[^"]*", wording: [^}]*|, of: "1:[^"]*"', "", said
    )  # a changed text makes what was signed stale
    review.write_text(said, encoding="utf-8", newline="\n")
    look, first = _commands()[:2]
    assert "to be decided: 1" in run(*look).stdout
    asked = run(*first)
    assert (asked.code, asked.stdout) == (1, "")
    assert "Grace" not in asked.stderr
    assert not list((workspace / "letters").rglob("*.public.*"))
    entry = re.search(r"^  hint: in the review: (publication: .*)$", asked.stderr, re.MULTILINE)
    assert entry is not None
    decided = entry[1].replace("reason: ...", "reason: A quality.")
    review.write_text(f"{said}\n{decided}\n", encoding="utf-8", newline="\n")
    done = run(*first)
    assert (done.code, done.stderr) == (0, "")
    letter = (workspace / "letters/2024-25/herefordshire.public.html").read_text("utf-8")
    assert "Grace was shown to us." in letter
    assert "Hester" not in letter
    # A new sentence with the word is asked about.
    review.write_text(f"{said.replace('Grace was', 'Grace is')}\n{decided}\n", encoding="utf-8", newline="\n")
    assert run(*first).code == 1
