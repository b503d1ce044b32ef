"""An agreed outcome whose answers have changed since: found from git where the review has no digests."""

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from command import Run
from scripted_history import ASSESSMENT, REVIEW, History
from sealing import unsealed

PACKAGED = Path(__file__).parents[2] / "criteria" / "local-authority" / "2024-25.yaml"
CODES = {"agreement-stale", "agreement-evidence-changed"}
Found = Callable[..., list[tuple[str, str]]]


@pytest.fixture
def history(workspace: Path) -> History:
    """A self-assessment, then the review that agrees upon it, neither with digests."""
    made = History(workspace)
    review = re.sub(r"^ *agreed_to: .*\n", "", unsealed(made.read(REVIEW)), flags=re.MULTILINE)
    (workspace / REVIEW).unlink()
    made.commit("The self-assessment")
    made.write(REVIEW, review)
    made.commit("The review")
    return made


@pytest.fixture
def found(run: Run) -> Found:
    """Code and message of what `validate` says of agreements."""

    def asks(**more: object) -> list[tuple[str, str]]:
        said = json.loads(run("validate", "--format", "json", **more).stdout)["diagnostics"]
        return [(each["code"], each["message"]) for each in said if each["code"] in CODES]

    return asks


def _answer(history: History, to: str = "not_met", was: str = "met") -> None:
    history.change(ASSESSMENT, f"separate-chair: {was}", f"separate-chair: {to}")


def test_answer_that_changed_after_the_agreement_is_named(found: Found, history: History, run: Run) -> None:
    assert found() == []
    _answer(history)
    code, message = found()[0]
    assert (code, len(found())) == ("agreement-stale", 1)
    assert "`partnership-group` have changed since" in message
    assert message.endswith("the answers to `separate-chair`")
    history.commit()
    assert found() == [(code, message)]
    assert "DRAFT" in run("letter", "--authority", "herefordshire").stdout
    assert run("letter", "--authority", "herefordshire", "--final").code == 1
    _answer(history, "met", "not_met")
    assert found() == []


def test_evidence_is_a_warning_and_prose_is_nothing(found: Found, history: History) -> None:
    history.change(ASSESSMENT, "We work with neighbouring", "We do work with neighbouring")
    assert [code for code, _ in found()] == ["agreement-evidence-changed"]
    assert "`works-with-others`" in found()[0][1]
    history.git("checkout", "--quiet", ".")
    history.change(ASSESSMENT, "The work of the previous", "All work of the previous")
    history.change(REVIEW, "Carry on developing", "Go on developing")
    history.write(
        ASSESSMENT,
        "# a remark\n" + history.read(ASSESSMENT).replace("separate-chair: met", "separate-chair: {answer: met}"),
    )
    history.commit()
    assert found() == []


def test_claimed_outcome_and_criteria_are_named(found: Found, history: History) -> None:
    history.change(ASSESSMENT, "claimed: met", "claimed: exceeding")
    assert found()[0][1].endswith("the claimed outcome")
    history.git("checkout", "--quiet", ".")
    text = PACKAGED.read_text(encoding="utf-8").replace("meets quarterly", "meets monthly", 1)
    history.write("criteria/local-authority/2024-25.yaml", text)
    assert [message.endswith(": the criteria") for _, message in found()] == [True]


def test_outcome_that_was_agreed_together_with_the_change_is_not_stale(found: Found, history: History) -> None:
    _answer(history)
    history.change_pattern(REVIEW, r"(  partnership-group:.*?agreed: )met", r"\1not_met")
    assert found() == []
    history.commit()
    assert found() == []
    _answer(history, "met", "not_met")
    assert [code for code, _ in found()] == ["agreement-stale"]


def test_review_that_is_agreed_anew_is_not_stale(found: Found, history: History) -> None:
    _answer(history)
    history.commit()
    assert found()
    history.change(
        REVIEW, "agreed: {by: prevent-adviser, on: 2025-05-06}", "agreed: {by: prevent-adviser, on: 2025-05-07}"
    )
    history.commit()
    assert found() == []


def test_agreement_on_a_branch_is_held_to_the_answers_of_that_branch(found: Found, history: History) -> None:
    history.git("reset", "--quiet", "--hard", "HEAD~1")
    history.git("checkout", "--quiet", "-b", "review", "HEAD@{1}")
    history.git("checkout", "--quiet", "main")
    _answer(history)
    history.commit("Meanwhile another answer")
    history.git("merge", "--quiet", "--no-edit", "review")
    assert [code for code, _ in found()] == ["agreement-stale"]


def test_squashed_branch_is_held_to_the_answers_of_its_commit(found: Found, history: History) -> None:
    history.git("reset", "--quiet", "--hard", "HEAD~1")
    _answer(history)
    history.commit("Meanwhile another answer")
    history.git("merge", "--quiet", "--squash", "HEAD@{2}")
    history.commit("Squashed")
    assert found() == []
    _answer(history, "met", "not_met")
    history.commit()
    assert [code for code, _ in found()] == ["agreement-stale"]


def test_files_under_another_name_keep_their_agreement(found: Found, history: History) -> None:
    both = ("assessments/2023-24/herefordshire.yaml", "reviews/2023-24/herefordshire.yaml")
    for name in ("authorities/herefordshire.yaml", ASSESSMENT, REVIEW, *both):
        key = "id" if name.startswith("authorities") else "authority"
        history.change(name, f"{key}: herefordshire", f"{key}: hereford")
        history.move(name, name.replace("herefordshire.yaml", "hereford.yaml"))
    history.commit("Another id")
    assert found() == []
    history.change("assessments/2024-25/hereford.yaml", "separate-chair: met", "separate-chair: not_met")
    history.commit()
    assert [code for code, _ in found()] == ["agreement-stale"]


def test_answer_that_changed_together_with_the_name_is_found(found: Found, history: History) -> None:
    for name in (ASSESSMENT, REVIEW):
        history.change(name, "authority: herefordshire", "authority: hereford")
        history.move(name, name.replace("herefordshire.yaml", "hereford.yaml"))
    history.change("assessments/2024-25/hereford.yaml", "separate-chair: met", "separate-chair: not_met")
    history.commit()
    assert [code for code, _ in found()] == ["agreement-stale"]


def test_shallow_clone_says_only_what_it_knows(found: Found, history: History, tmp_path: Path) -> None:
    _answer(history)
    history.commit()
    clone = tmp_path / "shallow"
    history.git("clone", "--quiet", "--depth=1", f"file://{history.top}", str(clone))
    assert found(cwd=clone) == []
    path = clone / ASSESSMENT
    path.write_text(
        path.read_text("utf-8").replace(
            "security-threat-check:\n          answer: met", "security-threat-check:\n          answer: not_met", 1
        ),
        "utf-8",
    )
    assert [message.endswith("`security-threat-check`") for _, message in found(cwd=clone)] == [True]


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_odd_names_do_not_silence_it(found: Found, history: History) -> None:
    for name in ("a\nb", "-x", "\x02", ":x"):
        history.write(f"reviews/2024-25/{name}.yaml", "a: b\n")
    _answer(history)
    history.commit()
    assert [code for code, _ in found()] == ["agreement-stale"]


def test_without_git_or_repository_nothing_is_said(found: Found, history: History) -> None:
    _answer(history)
    assert found(env={"PATH": str(history.top)}) == []
    history.move(".git", "elsewhere")
    assert found() == []


def test_digests_that_disagree_are_told_from_history_what_changed(found: Found, history: History, run: Run) -> None:
    words = ("agree", "-a", "herefordshire", "--benchmark", "partnership-group", "--outcome", "met")
    assert run(*words).code == 0
    history.commit("Agreed with digests")
    _answer(history)
    assert found()[0][1].endswith("the answers to `separate-chair`")
    assert run(*words).code == 0
    assert found() == []


def test_issued_letter_is_left_to_its_record(found: Found, history: History) -> None:
    _answer(history)
    assert found()
    history.write("letters/2024-25/herefordshire.issue.yaml", "format: prevent-assure/issue/1\n")
    assert found() == []
