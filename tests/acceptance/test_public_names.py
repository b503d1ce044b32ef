"""Words that may be a name, as whoever publishes a letter meets them: asked once, decided, asked again."""

import json
import re
from pathlib import Path

import pytest

from command import Run
from sealing import unseal

REVIEW = "reviews/2024-25/herefordshire.yaml"
AUTHORITY = "authorities/herefordshire.yaml"
PUBLIC = ("letter", "-a", "herefordshire", "--audience", "public")
SENTENCE = "By May the plan is due."


@pytest.fixture(autouse=True)
def unsealed(workspace: Path) -> None:
    """Take the seals out of the sign-offs, which tests that change what was signed would break."""
    unseal(workspace)


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


@pytest.fixture
def asked(workspace: Path) -> Path:
    """The example with a Ms May among its people, and a sentence about the month or her."""
    _edit(workspace / AUTHORITY, "  chief-executive:", "  clerk: {name: Sam May, title: Clerk}\n  chief-executive:")
    _edit(workspace / REVIEW, "  summary: |-\n", f"  summary: |-\n    {SENTENCE} Ms May wrote it.\n\n")
    return workspace


def _entry(said: str) -> str:
    found = re.search(r"publication: \{names: .*\}\]\}", said)
    assert found is not None, said
    return found[0]


def test_word_is_asked_about_once_decided_and_asked_again_where_its_sentence_changes(run: Run, asked: Path) -> None:
    first = run(*PUBLIC)
    assert (first.code, first.stdout) == (1, "")
    assert first.stderr.count("error[name-undecided]") == 1
    assert "May" not in first.stderr
    entry = _entry(first.stderr)
    assert "digest: sha256:" in entry
    with (asked / REVIEW).open("a", encoding="utf-8") as file:
        file.write(f"\n{entry}\n")
    assert run(*PUBLIC).code == 0
    page = (asked / "letters/2024-25/herefordshire.public.html").read_text(encoding="utf-8")
    assert f"<p>{SENTENCE} [left out: N] wrote it.</p>" in page
    _edit(asked / REVIEW, SENTENCE, "By May we shall know.")
    again = run(*PUBLIC)
    assert again.code == 1
    assert "error[name-undecided]" in again.stderr


def test_word_that_is_decided_to_be_a_name_goes(run: Run, asked: Path) -> None:
    with (asked / REVIEW).open("a", encoding="utf-8") as file:
        file.write("\npublication: {names: [{text: May, is: name, reason: She keeps the plan.}]}\n")
    said = run(*PUBLIC, "--format", "md", "-o", "-")
    assert said.code == 0
    assert r"By \[left out: N\] the plan is due." in said.stdout


def test_word_without_sentences_is_asked_about(run: Run, asked: Path) -> None:
    with (asked / REVIEW).open("a", encoding="utf-8") as file:
        file.write("\npublication: {names: [{text: May, is: word, reason: It is the month.}]}\n")
    assert "error[name-undecided]" in run(*PUBLIC).stderr


def test_all_letters_are_made_unattended(run: Run, asked: Path) -> None:
    said = run("letter", "--all", "--audience", "public", "--withhold-perhaps", "--format", "md")
    assert said.code == 0
    page = (asked / "letters/2024-25/herefordshire.public.md").read_text(encoding="utf-8")
    assert r"By \[left out: N\] the plan is due." in page


def test_dry_run_lists_what_goes_and_what_may_be_a_name_and_writes_nothing(run: Run, asked: Path) -> None:
    before = sorted(path.name for path in (asked / "letters").rglob("*"))
    said = run(*PUBLIC, "--dry-run")
    assert said.code == 0
    assert "herefordshire: names that go: 1\n" in said.stdout
    assert "herefordshire: words that may be a name, to be decided: 1\n" in said.stdout
    assert "May" not in said.stdout
    lists = json.loads(run(*PUBLIC, "--dry-run", "--format", "json").stdout)
    line = (asked / REVIEW).read_text(encoding="utf-8").split("summary: |-")[0].count("\n") + 1
    assert set(lists) == {"certain", "perhaps", "kept"}
    assert [(each["path"], each["line"]) for each in lists["certain"]] == [(REVIEW, line)]
    assert [set(each) for each in lists["perhaps"]] == [{"path", "line", "text_digest"}]
    assert lists["perhaps"][0]["text_digest"] in _entry(said.stdout)
    assert sorted(path.name for path in (asked / "letters").rglob("*")) == before


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--dry-run", "--format", "pdf"), "with --format json the lists of one authority"),
        (("--format", "json"), "--format json goes with --dry-run"),
    ],
)
def test_options_that_do_not_go_together_are_refused(run: Run, words: tuple[str], message: str) -> None:
    said = run(*PUBLIC, *words)
    assert said.code == 2
    assert message in said.stderr


@pytest.mark.parametrize(
    ("marking", "handling", "code"),
    [
        ("OFFICIAL", "", 0),
        ("OFFICIAL-SENSITIVE", "", 1),
        ("OFFICIAL - SENSITIVE", "publication: {handling: [SENSITIVE]}\n", 1),
        ("SECRET", "", 1),
        ("OFFICIAL - FOR RELEASE", "", 1),
        ("OFFICIAL - FOR RELEASE", "publication: {handling: [For Release]}\n", 0),
    ],
)
def test_marking_keeps_a_letter_in(run: Run, workspace: Path, marking: str, handling: str, code: int) -> None:
    _edit(workspace / "prevent-assure.yaml", "current_cycle:", f"marking: {marking}\n{handling}current_cycle:")
    said = run(*PUBLIC, "-o", "-")
    assert said.code == code
    assert ("prevent-assure.yaml:6:10: error[marking-not-public]" in said.stderr) == bool(code)
