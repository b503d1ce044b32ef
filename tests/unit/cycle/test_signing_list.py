"""What whoever signs must see: to whom a letter goes, what it says, what moved and what lies outside the rules."""

import datetime
from typing import Any

import pytest

from letters import case_of, data
from prevent_assure.cycle.signing_list import Move, Outside, to_sign

DAY = datetime.date(2025, 5, 9)


def _cleared() -> dict[str, Any]:
    files: dict[str, Any] = data()
    files["review"]["cleared"] = {"by": "adviser", "on": "2025-05-08"}
    return files


def test_all_of_a_letter_that_is_out_of_the_ordinary() -> None:
    files, earlier = _cleared(), data()
    files["review"]["benchmarks"]["plan"]["agreed"] = "exceeding"
    earlier["review"]["benchmarks"]["plan"]["agreed"] = "not_met"
    earlier["criteria"]["outcomes"][0]["label"] = "Below"
    found = to_sign(case_of(files), case_of(earlier), ["b", "a", "b"])
    assert found is not None
    assert (found.authority, found.name, found.recipient) == (
        "anywhere",
        "Anywhere Council",
        "Ada Chief, Chief Executive",
    )
    assert (found.date, found.cleared_by, found.cleared_on) == (
        DAY,
        "Al Adviser, Prevent Adviser",
        datetime.date(2025, 5, 8),
    )
    assert found.outcomes == {"Met": 1, "Exceeding": 1}
    assert found.agreed == {1: "Met", 3: "Exceeding"}
    assert list(found.agreed) == [1, 3]
    assert found.outside == (Outside("plan", 3, "Plan", "Exceeding", ("Met",)),)
    assert found.moved == (Move("plan", 3, "Plan", "Below", "Exceeding"),)
    assert found.warnings == ("a", "b")


def test_ordinary_letter_has_nothing_to_look_at() -> None:
    found = to_sign(case_of(_cleared()), case_of(data()), [])
    assert found is not None
    assert (found.outside, found.moved, found.warnings) == ((), (), ())
    assert found.outcomes == {"Met": 2}


def test_outcome_that_was_not_agreed_before_or_is_not_now_has_not_moved() -> None:
    files, earlier = _cleared(), data()
    files["review"]["benchmarks"]["group"]["agreed"] = None
    files["review"]["benchmarks"]["plan"]["agreed"] = "not_met"
    del earlier["review"]["benchmarks"]["plan"]
    found = to_sign(case_of(files), case_of(earlier), [])
    assert found is not None
    assert found.moved == ()
    assert found.agreed == {3: "Not met"}
    assert found.outcomes == {"Not met": 1}


@pytest.mark.parametrize("gone", [None, "review", "criteria"])
def test_without_a_review_of_the_cycle_before_nobody_knows_what_moved(gone: str | None) -> None:
    earlier: dict[str, Any] = data()
    before = case_of({**earlier, gone: None}) if gone is not None else None
    found = to_sign(case_of(_cleared()), before, [])
    assert found is not None
    assert found.moved is None


@pytest.mark.parametrize("gone", ["review", "authority", "criteria"])
def test_letter_whose_file_cannot_be_read_does_not_wait_for_a_signature(gone: str) -> None:
    assert to_sign(case_of({**_cleared(), gone: None}), None, []) is None


def test_letter_that_is_not_cleared_does_not_wait_for_a_signature() -> None:
    assert to_sign(case_of(), None, []) is None


def test_whoever_holds_a_post_on_the_letters_date_is_named_and_a_vacant_or_unknown_one_by_its_post() -> None:
    files = _cleared()
    files["authority"]["letter"]["to"] = "lead"
    files["authority"]["people"]["lead"][1]["from"] = "2025-05-09"
    files["authority"]["people"]["lead"][0]["to"] = "2025-05-08"
    files["authority"]["people"]["lead"].append({"name": "Next Lead", "title": "Lead", "from": "2025-09-01"})
    files["authority"]["people"]["lead"][1]["to"] = "2025-08-31"
    files["review"]["cleared"]["by"] = "nobody"
    found = to_sign(case_of(files), None, [])
    assert found is not None
    assert (found.recipient, found.cleared_by) == ("New Lead, Lead", "nobody")
    files["authority"]["people"]["lead"] = {"title": "Lead"}
    vacant = to_sign(case_of(files), None, [])
    assert vacant is not None
    assert vacant.recipient == "Lead"
