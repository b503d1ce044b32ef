"""Two people who write at once, one person while a command submits, or a command while somebody saves in an editor."""

import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

from prevent_assure.cycle import steps
from prevent_assure.cycle.answering import AnsweredMeanwhile, Answering, CriterionQuestion
from prevent_assure.cycle.attempt import StepResult
from prevent_assure.cycle.init import Wanted, init
from prevent_assure.cycle.interview import Interview
from prevent_assure.diagnostics import InputError
from prevent_assure.workspace import locking
from prevent_assure.workspace.editing import Value
from prevent_assure.workspace.locking import over_again
from prevent_assure.workspace.workspace import Workspace
from prevent_assure.workspace.writing import FileChanged

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "herefordshire"
PATH = "assessments/2024-25/exampleton.yaml"


@pytest.fixture
def council(tmp_path: Path) -> Path:
    init(tmp_path, Wanted(cycle="2024-25", authorities=[("exampleton", "Exampleton Council")]))
    return tmp_path


def _answering(root: Path) -> Answering:
    return Answering(Workspace(root, alone=True), authority="exampleton", cycle="2024-25")


def test_answers_to_different_questions_are_both_there(council: Path) -> None:
    one, other = _answering(council), _answering(council)
    first, second = one.questions[:2]
    one.save(first, {"answer": "met"}, one.given(first))
    other.save(second, {"answer": "not_met"}, other.given(second))
    now = _answering(council)
    assert [now.given(each).word for each in (first, second)] == ["met", "not_met"]


def test_answer_that_somebody_else_gave_meanwhile_is_not_written_over(council: Path) -> None:
    one, other = _answering(council), _answering(council)
    question = one.questions[0]
    seen = other.given(question)
    one.save(question, {"answer": "met", "by_exception": True, "evidence": "Four meetings."}, one.given(question))
    before = (council / PATH).read_bytes()
    others: list[dict[str, Value]] = [
        {"answer": "not_met"},
        {"evidence": "Two meetings."},
        {"by_exception": False},
    ]
    for fields in others:
        with pytest.raises(AnsweredMeanwhile):
            other.save(question, fields, seen)
    assert (council / PATH).read_bytes() == before
    other.save(question, {"answer": "met"}, seen)
    assert other.saved == 0, "both say the same"
    other.save(question, {"evidence": "Two meetings."}, other.given(question))
    assert _answering(council).given(question).text == "Two meetings."


def test_part_that_somebody_else_answered_meanwhile_is_not_written_over(council: Path) -> None:
    one, other = _answering(council), _answering(council)
    question = next(each for each in one.questions if isinstance(each, CriterionQuestion) and each.criterion.parts)
    first, second = (each.id for each in question.criterion.parts[:2])
    seen = other.given(question)
    one.save(question, {"parts": {first: "met"}}, one.given(question))
    with pytest.raises(AnsweredMeanwhile):
        other.save(question, {"parts": {first: "not_met"}}, seen)
    other.save(question, {"parts": {second: "not_met"}}, seen)
    assert _answering(council).given(question).parts == {first: "met", second: "not_met"}


def test_self_assessment_that_was_submitted_meanwhile_is_not_answered_any_more(council: Path) -> None:
    one = _answering(council)
    path = council / PATH
    text = path.read_text(encoding="utf-8")
    submitted = "submitted: {by: prevent-lead, on: 2025-03-14}\nbenchmarks:"
    path.write_text(re.sub(r"(?m)^benchmarks:", submitted, text), encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(InputError, match="has been submitted meanwhile"):
        one.save(one.questions[0], {"answer": "met"}, one.given(one.questions[0]))
    assert path.read_bytes() == before


def test_question_of_other_criteria_is_not_answered_any_more(council: Path) -> None:
    one = _answering(council)
    text = (council / PATH).read_text(encoding="utf-8").replace("local-authority/2024-25", "local-authority/2023-24", 1)
    (council / PATH).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="goes by local-authority/2023-24 since"):
        one.save(one.questions[0], {"answer": "met"}, one.given(one.questions[0]))
    assert (council / PATH).read_text(encoding="utf-8") == text


def test_whoever_is_asked_is_shown_what_was_answered_meanwhile(
    council: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    mine, theirs = _answering(council), _answering(council)
    question = mine.questions[0]
    typed = iter(["not_met\n", "Two meetings.\n", "q\n"])

    def readline() -> str:
        if theirs.given(question).word is None:
            theirs.save(question, {"answer": "met", "evidence": "Four meetings."}, theirs.given(question))
        return next(typed)

    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: False, readline=readline))
    Interview(mine, [question], "exampleton").go()
    said = capsys.readouterr().out
    assert "Not saved: somebody has answered this meanwhile" in said
    assert "Now: met.\n  Evidence now: Four meetings." in said
    assert _answering(council).given(question).word == "met"


@contextmanager
def _saved_in_an_editor(path: Path, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Save in an editor as soon as a command that has read and decided wants to write."""
    locked, before = locking.locked, path.read_bytes()

    def saved_before(root: Path) -> AbstractContextManager[None]:
        if path.read_bytes() == before:
            path.write_bytes(before + b"# saved in an editor\n")
        return locked(root)

    with patch.context() as patched:
        patched.setattr(locking, "locked", saved_before)
        yield
    assert path.read_bytes().endswith(b"# saved in an editor\n")


def test_what_an_editor_saves_before_an_answer_is_written_stays(council: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = _answering(council)
    with _saved_in_an_editor(council / PATH, monkeypatch):
        mine.save(mine.questions[0], {"answer": "met"}, mine.given(mine.questions[0]))
    assert _answering(council).given(mine.questions[0]).word == "met"


def _agree(workspace: Workspace, benchmark: str) -> StepResult:
    return steps.agree_benchmark(
        workspace, authority="herefordshire", cycle="2024-25", benchmark=benchmark, outcome="exceeding", reason="So."
    )


def test_what_an_editor_saves_before_a_step_is_written_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(shutil.copytree(EXAMPLE, tmp_path / "council"))
    step = partial(_agree, benchmark="training")
    path = folder / "reviews" / "2024-25" / "herefordshire.yaml"
    with _saved_in_an_editor(path, monkeypatch):
        result = over_again(step, Workspace(folder, alone=True))
    assert result.written
    review = Workspace(folder, alone=True).review("2024-25", "herefordshire")
    assert review is not None
    assert review.model is not None
    assert review.model.benchmarks["training"].agreed == "exceeding"


def test_step_whose_other_files_changed_says_so_where_it_is_not_taken_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(EXAMPLE, tmp_path / "council"))
    review = (folder / "reviews" / "2024-25" / "herefordshire.yaml").read_bytes()
    path = folder / "assessments" / "2024-25" / "herefordshire.yaml"
    with _saved_in_an_editor(path, monkeypatch), pytest.raises(FileChanged, match="was changed meanwhile"):
        _agree(Workspace(folder, alone=True), benchmark="training")
    assert (folder / "reviews" / "2024-25" / "herefordshire.yaml").read_bytes() == review
