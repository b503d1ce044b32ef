"""What was signed stays signed: by seals, and by history where nobody sealed it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from command import Run
from scripted_history import ASSESSMENT, REVIEW, History
from sealing import unsealed

SUMMARY = ("Carry on developing a sound", "Go on developing a sound")
AGREED = "agreed: {by: prevent-adviser, on: 2025-05-06}"
LATER = AGREED.replace("05-06", "05-07")
Codes = Callable[..., dict[str, str]]


@pytest.fixture
def sealed(workspace: Path) -> History:
    """The example in a repository of its own."""
    made = History(workspace)
    made.commit("All")
    return made


@pytest.fixture
def by_hand(sealed: History) -> History:
    """The same with sign-offs that nobody sealed."""
    sealed.write(REVIEW, unsealed(sealed.read(REVIEW)))
    sealed.commit("Signed by hand")
    return sealed


@pytest.fixture
def codes(run: Run) -> Codes:
    """The messages of what `validate` says of the sign-offs, by code and key."""

    def asks(**more: object) -> dict[str, str]:
        found = json.loads(run("validate", "--format", "json", **more).stdout)["diagnostics"]
        return {
            f"{each['code']} {each['message'].split('`')[1]}": each["message"]
            for each in found
            if each["path"] == REVIEW
        }

    return asks


def test_rewritten_text_of_a_cleared_letter_is_seen_everywhere(codes: Codes, sealed: History, run: Run) -> None:
    assert codes() == {}
    sealed.change(REVIEW, *SUMMARY)
    found = codes()
    assert set(found) == {"acceptance-stale accepted", "clearance-stale cleared"}
    assert all("`benchmarks.partnership-group.comments`" in message for message in found.values())
    assert "herefordshire (accepted, cleared)" in run("signing-list").stdout
    refused = run("issue", "-a", "herefordshire", "--date", "2025-05-20")
    assert (refused.code, "What was cleared has changed since" in refused.stderr) == (1, True)
    assert run("letter", "-a", "herefordshire", "--final").code == 1
    stale = json.loads(run("diff", "HEAD", "--format", "json").stdout)["stale"]
    because = ["review.benchmarks.partnership-group.comments"]
    of = {"authority": "herefordshire", "cycle": "2024-25", "benchmark": None, "because": because}
    assert stale == [{**of, "step": step} for step in ("accepted", "cleared")]
    comment = run("diff", "HEAD", "--format", "md").stdout
    assert 'cleared: {by: head-of-delivery, on: 2025-05-16, of: "1:sha256:' in comment
    assert run("accept", "--on", "2025-05-16").code == 0
    assert run("clear", "--on", "2025-05-19").code == 0
    assert codes() == {}


def test_settings_cannot_make_a_stale_letter_good(sealed: History, run: Run) -> None:
    sealed.change(REVIEW, *SUMMARY)
    lowered = "findings: {clearance-stale: suggestion, acceptance-stale: suggestion}\n"
    sealed.write("prevent-assure.yaml", sealed.read("prevent-assure.yaml") + lowered)
    assert run("letter", "-a", "herefordshire", "--final").code == 1
    assert run("issue", "-a", "herefordshire", "--date", "2025-05-20").code == 1
    assert "0 letters" in run("signing-list").stdout


def test_command_that_changes_what_was_signed_says_so(sealed: History, run: Run) -> None:
    ran = run("agree", "--benchmark", "training", "--outcome", "exceeding", "--reason", "See the minutes.")
    assert ran.code == 0
    assert "this makes stale, to be signed anew: accepted, agreed, cleared" in ran.stdout
    assert AGREED[:-1] in sealed.read(REVIEW)


def test_nothing_is_accepted_while_there_is_no_text(sealed: History, run: Run) -> None:
    sealed.change_pattern(REVIEW, r"^  summary: \|-\n(?:    .*\n|\n)+", "")
    ran = run("accept", "-a", "herefordshire")
    assert (ran.code, "the letter has no text yet" in ran.stderr) == (1, True)


def test_unsealed_sign_offs_are_shown_and_keep_a_letter_from_being_issued(
    codes: Codes, by_hand: History, run: Run
) -> None:
    assert set(codes()) == {f"sign-off-unsealed {step}" for step in ("accepted", "agreed", "cleared")}
    assert "accepted, agreed, cleared" in run("signing-list").stdout
    assert run("issue", "-a", "herefordshire", "--date", "2025-05-20").code == 1
    assert run("clear", "-a", "herefordshire", "--on", "2025-05-16").code == 0
    assert by_hand.read(REVIEW).count("of: 1:sha256:") == 3
    assert codes() == {}


def _date_put_back(history: History) -> None:
    history.change(REVIEW, AGREED, LATER)
    history.commit()
    history.change(REVIEW, LATER, AGREED)
    history.commit()


def _file_put_back(history: History) -> None:
    text = history.read(REVIEW)
    (history.workspace / REVIEW).unlink()
    history.commit()
    history.write(REVIEW, text)
    history.commit()


def _outcome_put_back(history: History) -> None:
    history.change_pattern(REVIEW, r"(  training:.*?agreed: )met", r"\1exceeding")
    history.commit()
    history.change_pattern(REVIEW, r"(  training:.*?agreed: )exceeding", r"\1met")
    history.commit()


@pytest.mark.parametrize("renew", [_date_put_back, _file_put_back, _outcome_put_back])
def test_what_is_put_back_renews_nothing(codes: Codes, by_hand: History, renew: Callable[[History], None]) -> None:
    by_hand.change(ASSESSMENT, "separate-chair: met", "separate-chair: not_met")
    by_hand.change(REVIEW, *SUMMARY)
    by_hand.commit()
    before = codes()
    assert {"agreement-stale partnership-group", "changed-since-sign-off cleared"} <= set(before)
    renew(by_hand)
    assert codes() == before


def test_seal_that_is_taken_away_renews_nothing(codes: Codes, sealed: History) -> None:
    sealed.change(REVIEW, *SUMMARY)
    sealed.write(REVIEW, unsealed(sealed.read(REVIEW)))
    sealed.commit()
    assert "`benchmarks.partnership-group.comments`" in codes()["changed-since-sign-off cleared"]


def test_another_date_signs_anew(codes: Codes, by_hand: History) -> None:
    by_hand.change(REVIEW, *SUMMARY)
    by_hand.commit()
    by_hand.change(REVIEW, "head-of-delivery, on: 2025-05-16", "head-of-delivery, on: 2025-05-17")
    by_hand.commit()
    assert "changed-since-sign-off cleared" not in codes()
    assert "changed-since-sign-off accepted" in codes()


def test_shallow_clone_says_that_it_cannot_tell(codes: Codes, by_hand: History, tmp_path: Path) -> None:
    clone = tmp_path / "shallow"
    by_hand.git("clone", "--quiet", "--depth=1", f"file://{by_hand.top}", str(clone))
    assert "shallow" in codes(cwd=clone)["sign-off-unsealed cleared"]
    assert "shallow" not in codes()["sign-off-unsealed cleared"]


def test_other_addressee_and_own_wording_make_the_clearance_stale(codes: Codes, sealed: History) -> None:
    sealed.change("authorities/herefordshire.yaml", "name: Anselm Okafor", "name: Anselm Okafur")
    assert "`people.chief-executive.name`" in codes()["clearance-stale cleared"]
    sealed.git("checkout", "--quiet", ".")
    sealed.write("templates/letter.md.j2", "Only {{ letter.recipient.authority }}\n")
    assert "own templates (`letter.md.j2`)" in codes()["clearance-stale cleared"]
