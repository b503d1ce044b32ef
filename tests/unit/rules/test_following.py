"""What became of the recommendations of the cycle before, and which of them there are."""

from collections.abc import Mapping
from typing import Any

import pytest

from letters import case_of, data
from prevent_assure.model.assessment import Progress
from prevent_assure.rules.case import Case
from prevent_assure.rules.follow_up import Progressed, followed_up
from prevent_assure.rules.follow_up import progress_of as progress_in_the_end
from prevent_assure.rules.following import follow_ups_of, gathered, older_cycles, progress_of

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
    assert progress_in_the_end(case) == ({ONE: progress} if progress is not None else {})
    assert followed_up(case)[ONE] == Progressed(authority.get(ONE), adviser.get(ONE))


def test_recommendation_without_follow_up_is_there_and_goes_by_its_one_name() -> None:
    inherited = {"2023-24/elsewhere/two": "2023-24/two"}
    recommended = {ONE: "Do it.", "2023-24/two": "Do that."}
    case = _case({"2023-24/elsewhere/two": "addressed"}, {}, inherited=inherited, recommended=recommended)
    assert progress_of(case) == {ONE: None, "2023-24/two": "addressed"}
    assert list(follow_ups_of(case)) == ["2023-24/two"]


def test_without_files_nothing_became_of_anything() -> None:
    case = case_of({**data(), "assessment": None, "review": None}, recommended={ONE: "Do it."})
    assert progress_of(case) == {ONE: None}
    assert (follow_ups_of(case), followed_up(case), progress_in_the_end(case)) == ({}, {}, {})
    assert older_cycles(case) == frozenset()


def test_older_cycles_are_those_before_the_last_one() -> None:
    case = _case({ONE: "addressed", "2021-22/a": None, "2025-26/late": "addressed"}, {"2022-23/elsewhere/b": None})
    assert older_cycles(case) == {"2021-22", "2022-23"}


def test_own_recommendations_alone_go_by_their_names() -> None:
    own = {ONE: "Do it.", "2023-24/two": "Do that."}
    assert gathered("anywhere", {"anywhere": own}) == (own, {})
    assert gathered("anywhere", {}) == ({}, {})


def test_recommendation_of_a_predecessor_is_the_successors_under_its_name() -> None:
    recommended, inherited = gathered("anywhere", {"anywhere": {ONE: "Do it."}, "old": {"2023-24/two": "Do that."}})
    assert recommended == {ONE: "Do it.", "2023-24/two": "Do that."}
    assert inherited == {"2023-24/old/two": "2023-24/two"}


def test_same_name_for_the_same_thing_is_one_and_for_different_things_two() -> None:
    made = {"anywhere": {ONE: "Do it."}, "like": {ONE: "Do it."}}
    assert gathered("anywhere", made) == ({ONE: "Do it."}, {"2023-24/like/one": ONE})
    other = {"anywhere": {ONE: "Do it."}, "unlike": {ONE: "Do that."}}
    in_full = "2023-24/unlike/one"
    assert gathered("anywhere", other) == ({ONE: "Do it.", in_full: "Do that."}, {in_full: in_full})


def test_predecessors_own_follow_up_may_name_it_in_full() -> None:
    recommended, inherited = gathered("new", {"old": {ONE: "Do it."}})
    assert (recommended, inherited) == ({ONE: "Do it."}, {"2023-24/old/one": ONE})
