"""Recommendations across the years: what counts, whose it is, and what is left open."""

import datetime
from typing import Any

import pytest

from letters import case_of
from prevent_assure.model.assessment import Assessment
from prevent_assure.model.authority import Authority
from prevent_assure.model.review import Review
from prevent_assure.model.settings import Settings
from prevent_assure.rules.case import Case
from prevent_assure.rules.tracking import Step, Track, Tracked

SENDER = {"name": "Sam", "title": "Head", "department": "Department", "address": ["1 Street"]}
CYCLES = {"2022-23": {}, "2023-24": {"recommendations": [{"id": "south", "text": "Learn."}]}, "2024-25": {}}
SETTINGS = Settings.model_validate(
    {
        "format": "prevent-assure/workspace/1",
        "current_cycle": "2024-25",
        "sender": SENDER,
        "cycles": CYCLES,
    }
)


def _authority(name: str, before: list[str]) -> Authority:
    people = {"lead": {"name": "Ada", "title": "Lead"}}
    data = {"format": "prevent-assure/authority/1", "id": name, "name": name.title(), "address": ["Hall"]}
    return Authority.model_validate({**data, "people": people, "letter": {"to": "lead"}, "successor_of": before})


def _case(  # noqa: PLR0913 - a test names what it is about
    cycle: str,
    authority: str = "newton",
    *,
    made: tuple[str, ...] = (),
    said: dict[str, str] | None = None,
    adviser: dict[str, str] | None = None,
    before: tuple[str, ...] = (),
) -> Case:
    def follow_up(words: dict[str, str] | None) -> list[dict[str, Any]]:
        return [{"recommendation": name, "progress": word} for name, word in (words or {}).items()]

    head = {"authority": authority, "cycle": cycle}
    assessment = {"format": "prevent-assure/assessment/1", **head, "criteria": "tiny/1", "follow_up": follow_up(said)}
    letter = {"recommendations": [{"id": each, "text": f"Do {each}."} for each in made]}
    review = {"format": "prevent-assure/review/1", **head, "letter": letter, "follow_up": follow_up(adviser)}
    return Case(
        authority,
        cycle,
        SETTINGS,
        _authority(authority, list(before)),
        Assessment.model_validate(assessment),
        Review.model_validate(review),
        None,
    )


def _track(*cases: Case) -> dict[str, Tracked]:
    track = Track()
    for case in cases:
        track.add(case)
    return {f"{each.authority} {each.reference}": each for each in track.all()}


@pytest.mark.parametrize(
    ("said", "adviser", "progress", "is_open"),
    [
        (None, None, None, True),
        ("addressed", None, "addressed", False),
        ("addressed", "limited_progress", "limited_progress", True),
        ("not_started", "superseded", "superseded", False),
        (None, "good_progress", "good_progress", True),
    ],
)
def test_advisers_word_goes_before_the_authoritys(
    said: str | None, adviser: str | None, progress: str | None, is_open: bool
) -> None:
    name = "2022-23/venues"
    tracked = _track(
        _case("2022-23", made=("venues",)),
        _case("2023-24", said={name: said} if said else None, adviser={name: adviser} if adviser else None),
    )[f"newton {name}"]
    assert (tracked.latest.progress if tracked.latest else None, tracked.is_open) == (progress, is_open)


def test_later_word_counts_and_silence_changes_nothing() -> None:
    name = "2022-23/venues"
    made, first = _case("2022-23", made=("venues",)), _case("2023-24", said={name: "limited_progress"})
    assert _track(made, first, _case("2024-25"))[f"newton {name}"].is_open
    last = _case("2024-25", said={name: "addressed"})
    done = _track(made, first, last)[f"newton {name}"]
    assert not done.is_open
    assert [step.cycle for step in done.steps] == ["2023-24", "2024-25"]


def test_shared_recommendation_is_each_authoritys_own() -> None:
    tracked = _track(
        _case("2023-24"), _case("2023-24", "oldham"), _case("2024-25", said={"2023-24/south": "addressed"})
    )
    assert {name: each.is_open for name, each in tracked.items()} == {
        "newton 2023-24/south": False,
        "oldham 2023-24/south": True,
    }
    assert all(each.shared for each in tracked.values())


@pytest.mark.parametrize("name", ["2023-24/venues", "2023-24/oldham/venues"])
def test_successor_says_what_became_of_it(name: str) -> None:
    made = _case("2023-24", "oldham", made=("venues",))
    tracked = _track(made, _case("2024-25", before=("oldham",), said={name: "addressed"}))
    assert tracked["oldham 2023-24/venues"].latest is not None
    assert not tracked["oldham 2023-24/venues"].is_open


def test_own_recommendation_of_a_name_goes_before_anothers() -> None:
    both = [_case("2023-24", each, made=("venues",)) for each in ("newton", "oldham")]
    tracked = _track(*both, _case("2024-25", before=("oldham",), said={"2023-24/venues": "addressed"}))
    assert not tracked["newton 2023-24/venues"].is_open
    assert tracked["oldham 2023-24/venues"].is_open


def test_shared_one_is_followed_up_for_successor_and_predecessor_at_once() -> None:
    both = [_case("2023-24", each) for each in ("newton", "oldham")]
    tracked = _track(*both, _case("2024-25", before=("oldham",), said={"2023-24/south": "addressed"}))
    assert not any(each.is_open for each in tracked.values())


def test_follow_up_of_nothing_is_passed_over() -> None:
    assert _track(_case("2022-23", said={"2021-22/nothing": "addressed"})) == {}


def test_follow_up_that_is_not_filled_in_yet_changes_nothing() -> None:
    name = "2022-23/venues"
    open_still: Any = {name: None}
    made = _case("2022-23", made=("venues",))
    tracked = _track(made, _case("2023-24", said={name: "addressed"}), _case("2024-25", said=open_still))
    assert [step.cycle for step in tracked[f"newton {name}"].steps] == ["2023-24"]


def test_authority_follows_up_before_there_is_a_review() -> None:
    name = "2022-23/venues"
    case = _case("2023-24", said={name: "addressed"})._replace(review=None)
    tracked = _track(_case("2022-23", made=("venues",)), case)
    assert list(tracked) == [f"newton {name}"]
    assert not tracked[f"newton {name}"].is_open


def test_recommendation_is_tracked_with_all_that_the_letter_says_of_it() -> None:
    track = Track()
    track.add(case_of())
    track.add(case_of(authority=None, authority_id="elsewhere", criteria=None))
    found = {f"{each.authority}/{each.id}": each for each in track.all()}
    more = found["anywhere/more"]
    assert (more.name, more.text, more.owner, more.due) == (
        "Anywhere Council",
        "Do more.",
        "Chair",
        datetime.date(2025, 12, 31),
    )
    assert more.benchmarks == ((1, "group", "Group"), (3, "plan", "Plan"))
    assert more.shared is False
    shared = found["anywhere/shared"]
    assert (shared.text, shared.owner, shared.due, shared.shared) == ("Do what all do.", None, None, True)
    assert (found["elsewhere/more"].name, found["elsewhere/more"].benchmarks) == ("elsewhere", ())
    assert [each.id for each in track.all()] == ["more", "shared", "less", "more", "less", "shared"]


def test_step_says_who_saw_what_and_when() -> None:
    name = "2022-23/venues"
    case = _case("2023-24", said={name: "addressed"}, adviser={name: "not_started"})
    assert case.assessment is not None
    told = case.assessment.model_copy(
        update={"follow_up": (case.assessment.follow_up[0].model_copy(update={"comment": "Done."}),)}
    )
    tracked = _track(_case("2022-23", made=("venues",)), case._replace(assessment=told))
    assert tracked[f"newton {name}"].steps == (
        Step("2023-24", "newton", "authority", "addressed", "Done."),
        Step("2023-24", "newton", "adviser", "not_started", None),
    )


def test_review_without_a_self_assessment_recommends_and_follows_up() -> None:
    name = "2022-23/venues"
    case = _case("2023-24", made=("plan",), adviser={name: "addressed"})._replace(assessment=None)
    tracked = _track(_case("2022-23", made=("venues",)), case)
    assert not tracked[f"newton {name}"].is_open
    assert "newton 2023-24/plan" in tracked
