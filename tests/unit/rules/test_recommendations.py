"""Recommendations across the years: what counts, whose it is, and what is left open."""

import datetime
from collections.abc import Iterable
from typing import Any

import pytest

from letters import case_of
from prevent_assure.model.assessment import Assessment
from prevent_assure.model.authority import Authority
from prevent_assure.model.review import Review
from prevent_assure.model.settings import Settings
from prevent_assure.rules.case import Case
from prevent_assure.rules.recommendations import RecommendationHistory, Recommendations, Step
from prevent_assure.rules.succession import Succession

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


def _authority(name: str, before: Iterable[str] = (), **more: Any) -> Authority:
    people = {"lead": {"name": "Ada", "title": "Lead"}}
    data = {"format": "prevent-assure/authority/1", "id": name, "name": name.title(), "address": ["Hall"], **more}
    return Authority.model_validate({**data, "people": people, "letter": {"to": "lead"}, "successor_of": [*before]})


def _case(  # noqa: PLR0913 - a test names what it is about
    cycle: str,
    authority: str = "newton",
    *,
    made: tuple[str, ...] = (),
    said: dict[str, str] | None = None,
    adviser: dict[str, str] | None = None,
    before: tuple[str, ...] = (),
    earlier: tuple[str, ...] = (),
    text: str = "Do it.",
    **more: Any,
) -> Case:
    def follow_up(words: dict[str, str] | None) -> list[dict[str, Any]]:
        return [{"recommendation": name, "progress": word} for name, word in (words or {}).items()]

    head = {"authority": authority, "cycle": cycle}
    assessment = {"format": "prevent-assure/assessment/1", **head, "criteria": "tiny/1", "follow_up": follow_up(said)}
    letter = {"recommendations": [{"id": each, "text": text} for each in made]}
    review = {"format": "prevent-assure/review/1", **head, "letter": letter, "follow_up": follow_up(adviser)}
    return Case(
        authority,
        cycle,
        SETTINGS,
        _authority(authority, before, **more),
        Assessment.model_validate(assessment),
        Review.model_validate(review),
        None,
        earlier=frozenset(earlier),
    )


def _track(*cases: Case, **known: Any) -> dict[str, RecommendationHistory]:
    gathered = Recommendations(**known)
    for case in cases:
        gathered.add(case)
    return {f"{each.authority} {each.reference}": each for each in gathered.all()}


def _words(history: RecommendationHistory) -> dict[str, str | None]:
    return {one.authority: one.step.progress if one.step is not None else None for one in history.by_authority}


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
    both = [_case("2023-24", each, made=("venues",), text=f"Do as {each}.") for each in ("newton", "oldham")]
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
    gathered = Recommendations()
    gathered.add(case_of())
    gathered.add(case_of(authority=None, authority_id="elsewhere", criteria=None))
    found = {f"{each.authority}/{each.id}": each for each in gathered.all()}
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
    assert [each.id for each in gathered.all()] == ["more", "shared", "less", "more", "less", "shared"]


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


VENUES = "2023-24/venues"
MADE = _case("2023-24", "county", made=("venues",), valid_to="2024-03-31")
"""The letter to a county that is then split."""


def _part(name: str, word: str | None, cycle: str = "2024-25", **more: Any) -> Case:
    return _case(cycle, name, before=("county",), said={VENUES: word} if word else None, **more)


@pytest.mark.parametrize("words", [("addressed", "limited_progress"), ("limited_progress", "addressed")])
def test_each_successor_keeps_its_own_word_and_one_that_has_it_open_is_enough(words: tuple[str, str]) -> None:
    history = _track(MADE, _part("north", words[0]), _part("south", words[1]))[f"county {VENUES}"]
    assert _words(history) == dict(zip(("north", "south"), words, strict=True))
    assert [one.is_open for one in history.by_authority] == [word != "addressed" for word in words]
    assert history.is_open
    assert history.latest is not None
    assert history.latest.progress == "limited_progress"
    assert [one.name for one in history.by_authority] == ["North", "South"]


def test_recommendation_is_done_once_all_successors_have_done_with_it() -> None:
    history = _track(MADE, _part("north", "superseded"), _part("south", None, adviser={VENUES: "addressed"}))
    assert not history[f"county {VENUES}"].is_open


def test_successor_that_says_nothing_has_it_open_also_where_it_has_no_file_yet() -> None:
    for cases in ([_part("north", "addressed"), _part("south", None)], [_part("north", "addressed")]):
        parts = Succession(_authority(name, ["county"]) for name in ("north", "south"))
        history = _track(MADE, *cases, succession=parts, until="2024-25")[f"county {VENUES}"]
        assert _words(history) == {"north": "addressed", "south": None}
        assert history.is_open


def test_word_of_the_one_before_stands_until_a_successor_has_its_own() -> None:
    made = _case("2022-23", "county", made=("events",))
    for word, after in (
        ("addressed", {"county": "addressed"}),
        ("not_started", {"north": "not_started", "south": "not_started"}),
    ):
        last = _case("2023-24", "county", said={"2022-23/events": word}, valid_to="2024-03-31")
        history = _track(made, last, _part("north", None), _part("south", None))["county 2022-23/events"]
        assert _words(history) == after


def test_successor_may_find_open_again_what_was_done_with() -> None:
    made, name = _case("2022-23", "county", made=("events",)), "2022-23/events"
    last = _case("2023-24", "county", said={name: "addressed"}, valid_to="2024-03-31")
    north = _case("2024-25", "north", before=("county",), said={name: "limited_progress"})
    history = _track(made, last, north, _part("south", None))[f"county {name}"]
    assert _words(history) == {"north": "limited_progress", "south": "addressed"}
    assert history.is_open


def test_successor_that_has_not_begun_yet_has_no_part_yet() -> None:
    parts = Succession(_authority(name, ["county"], valid_from="2024-04-01") for name in ("north", "south"))
    history = _track(MADE, succession=parts, until="2023-24")[f"county {VENUES}"]
    assert _words(history) == {"county": None}


def test_authority_that_goes_on_beside_its_successor_keeps_its_own_word() -> None:
    county = _case("2024-25", "county", said={VENUES: "limited_progress"})
    made = _case("2023-24", "county", made=("venues",))
    history = _track(made, county, _part("north", "addressed"))[f"county {VENUES}"]
    assert _words(history) == {"county": "limited_progress", "north": "addressed"}


def test_self_assessment_that_covers_the_parts_speaks_for_each() -> None:
    case = _case("2024-25", "elsewhere", said={"2023-24/county/venues": "not_started"}, earlier=("county",))
    assert case.assessment is not None
    case = case._replace(assessment=case.assessment.model_copy(update={"covers": ("north", "south")}))
    parts = Succession(_authority(name, ["county"]) for name in ("north", "south"))
    history = _track(MADE, case, succession=parts)[f"county {VENUES}"]
    assert _words(history) == {"north": "not_started", "south": "not_started"}


def test_like_recommendations_of_two_letters_that_go_by_one_name_are_followed_up_together() -> None:
    both = [_case("2023-24", name, made=("venues",)) for name in ("east", "west")]
    for name in (VENUES, "2023-24/west/venues"):
        histories = _track(*both, _case("2024-25", before=("east", "west"), said={name: "addressed"}))
        assert [histories[f"{maker} {VENUES}"].is_open for maker in ("east", "west")] == [False, False]


def test_another_authoritys_follow_up_says_nothing_of_it() -> None:
    stranger = _case("2024-25", "elsewhere", said={"2023-24/county/venues": "addressed"})
    assert _track(MADE, stranger)[f"county {VENUES}"].is_open


def test_authorities_that_succeed_each_other_in_a_circle_come_to_an_end() -> None:
    cases = [_case("2023-24", "county", made=("venues",), before=("north",)), _part("north", "addressed")]
    south = _case("2024-25", "south", before=("north", "south"))
    assert _words(_track(*cases, south)[f"county {VENUES}"]) == {"south": "addressed"}
    assert _words(_track(*cases)[f"county {VENUES}"]) == {"north": "addressed"}
