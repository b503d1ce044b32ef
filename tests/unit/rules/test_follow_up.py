"""What became of the recommendations of the cycle before, and which of them there are."""

from collections.abc import Mapping
from typing import Any

import pytest

from letters import case_of, data
from prevent_assure.model.assessment import FollowUp, Progress
from prevent_assure.model.review import Review
from prevent_assure.rules.case import Case
from prevent_assure.rules.recommendations import (
    FollowedUp,
    Recommended,
    followed_up,
    gathered,
    older_cycles,
    progress_of,
    recommended_in,
)

ONE = "2023-24/one"


def _case(authority: Mapping[str, str | None], adviser: Mapping[str, str | None], **more: Any) -> Case:
    files = data()
    for kind, told in (("assessment", authority), ("review", adviser)):
        files[kind]["follow_up"] = [{"recommendation": name, "progress": word} for name, word in told.items()]
    return case_of(files, **more)


@pytest.mark.parametrize(
    ("authority", "adviser", "progress"),
    [
        ({ONE: "addressed"}, {}, "addressed"),
        ({ONE: "addressed"}, {ONE: "not_started"}, "not_started"),
        ({}, {ONE: "not_started"}, "not_started"),
        ({ONE: "addressed"}, {ONE: None}, "addressed"),
        ({ONE: None}, {ONE: None}, None),
        ({}, {ONE: None}, None),
        ({ONE: None}, {ONE: "addressed"}, "addressed"),
    ],
)
def test_advisers_word_goes_before_the_authoritys_once_there_is_one(
    authority: dict[str, Progress | None], adviser: dict[str, Progress | None], progress: Progress | None
) -> None:
    case = _case(authority, adviser)
    assert progress_of(case) == {ONE: progress}
    told = [
        FollowUp(recommendation=ONE, progress=words[ONE]) if ONE in words else None for words in (authority, adviser)
    ]
    assert followed_up(case)[ONE] == FollowedUp(*told)
    assert followed_up(case)[ONE].progress == progress


def test_recommendation_without_follow_up_is_there_and_goes_by_its_one_name() -> None:
    inherited = {"2023-24/elsewhere/two": "2023-24/two"}
    recommended = {ONE: "Do it.", "2023-24/two": "Do that."}
    case = _case({"2023-24/elsewhere/two": "addressed"}, {}, inherited=inherited, recommended=recommended)
    assert progress_of(case) == {ONE: None, "2023-24/two": "addressed"}
    assert list(followed_up(case)) == ["2023-24/two"]


def test_without_files_nothing_became_of_anything() -> None:
    case = case_of({**data(), "assessment": None, "review": None}, recommended={ONE: "Do it."})
    assert progress_of(case) == {ONE: None}
    assert followed_up(case) == {}
    assert older_cycles(case) == frozenset()


def test_older_cycles_are_those_before_the_last_one() -> None:
    case = _case({ONE: "addressed", "2021-22/a": None, "2025-26/late": "addressed"}, {"2022-23/elsewhere/b": None})
    assert older_cycles(case) == {"2021-22", "2022-23"}


def _made(*texts: str, **more: Any) -> list[Recommended]:
    names = ("one", "two")
    return [Recommended(f"2023-24/{name}", name, text, **more) for name, text in zip(names, texts, strict=False)]


def _gathered(**made: list[Recommended]) -> tuple[dict[str, tuple[str, tuple[str, ...]]], dict[str, str]]:
    found, other_names = gathered("anywhere", made)
    return {name: (one.text, one.made_to) for name, one in found.items()}, other_names


def test_own_recommendations_alone_go_by_their_names() -> None:
    recommended = {ONE: ("Do it.", ("anywhere",)), "2023-24/two": ("Do that.", ("anywhere",))}
    assert _gathered(anywhere=_made("Do it.", "Do that.")) == (recommended, {})
    assert _gathered() == ({}, {})


def test_recommendation_of_a_predecessor_is_the_successors_under_its_name() -> None:
    recommended, inherited = _gathered(old=_made("Do it.", "Do that.")[1:], anywhere=_made("Do it."))
    assert recommended == {ONE: ("Do it.", ("anywhere",)), "2023-24/two": ("Do that.", ("old",))}
    assert list(recommended) == [ONE, "2023-24/two"]
    assert inherited == {"2023-24/old/two": "2023-24/two"}


def test_same_name_for_the_same_thing_is_one_and_for_different_things_two() -> None:
    same = _gathered(anywhere=_made("Do it."), like=_made("Do it."))
    assert same == ({ONE: ("Do it.", ("anywhere", "like"))}, {"2023-24/like/one": ONE})
    in_full = "2023-24/unlike/one"
    assert _gathered(anywhere=_made("Do it."), unlike=_made("Do that.")) == (
        {ONE: ("Do it.", ("anywhere",)), in_full: ("Do that.", ("unlike",))},
        {in_full: in_full},
    )


def test_predecessors_own_follow_up_may_name_it_in_full() -> None:
    assert _gathered(old=_made("Do it.")) == ({ONE: ("Do it.", ("old",))}, {"2023-24/old/one": ONE})


def test_what_one_of_two_like_letters_restricts_is_restricted() -> None:
    found, _ = gathered("anywhere", {"a": _made("Do it."), "b": _made("Do it.", restricted=True)})
    assert found[ONE].restricted


def test_recommendations_are_named_by_their_cycle() -> None:
    review = Review.model_validate(
        {
            "format": "prevent-assure/review/1",
            "authority": "exampleton",
            "cycle": "2023-24",
            "letter": {"recommendations": [{"id": "training", "text": "Train."}]},
        }
    )
    assert recommended_in("2023-24", review, None) == (Recommended("2023-24/training", "training", "Train."),)
