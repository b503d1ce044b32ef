"""Two states of a cycle: each key that the files may have is compared, and nothing is a change of itself."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from letters import case_of, data
from pages import ROOT
from prevent_assure.changes.comparison import Side, compare
from prevent_assure.changes.difference import FieldChange, OutcomeKind, OverrideChange
from prevent_assure.changes.files import compare_criteria
from prevent_assure.model.assessment import Assessment
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.review import Review
from prevent_assure.rules.case import Case
from prevent_assure.rules.scoring import Scorer
from prevent_assure.source import read

EXAMPLE = ROOT / "examples" / "herefordshire"
CRITERIA = Criteria.model_validate(read((ROOT / "criteria/local-authority/2024-25.yaml").read_bytes()).data)
SCORER = Scorer(CRITERIA)
FILES: dict[str, dict[str, Any]] = {
    "assessment": read((EXAMPLE / "assessments/2024-25/herefordshire.yaml").read_bytes()).data,
    "review": read((EXAMPLE / "reviews/2024-25/herefordshire.yaml").read_bytes()).data,
}
WHAT_THE_FILE_IS = {("format",), ("authority",), ("cycle",), ("criteria",)}
WORDS = (
    "met",
    "not_met",
    "exceeding",
    "absent",
    "present",
    "addressed",
    "not_started",
    "2025-02-03",
    "2025-02-04",
    "another-one",
    "Other",
    f"1:sha256:{'0' * 64}",
)


def _side(data: dict[str, dict[str, Any]]) -> Side:
    assessment = Assessment.model_validate(data["assessment"])
    review = Review.model_validate(data["review"])
    case = Case("herefordshire", "2024-25", None, None, assessment, review, CRITERIA)
    return Side(case._replace(scores=SCORER.score(assessment, review)), SCORER)


def _leaves(data: Any, route: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(data, dict | list):
        for key, each in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _leaves(each, (*route, key))
    else:
        yield route


def _changed(kind: str, route: tuple[str | int, ...]) -> Side:
    """Change one value to another one that may stand there."""
    for word in (*WORDS, True, False, "2022-23/other", "https://example.org/other"):
        data = copy.deepcopy(FILES)
        here: Any = data[kind]
        for step in route[:-1]:
            here = here[step]
        if here[route[-1]] == word:
            continue
        here[route[-1]] = word
        try:
            return _side(data)
        except ValidationError:
            continue
    raise AssertionError(route)


def test_nothing_is_a_change_of_itself() -> None:
    assert not compare(_side(FILES), _side(copy.deepcopy(FILES))).has_changes


@pytest.mark.slow
@pytest.mark.parametrize("kind", FILES)
def test_each_value_that_changes_is_said(kind: str) -> None:
    before = _side(FILES)
    leaves = [route for route in _leaves(FILES[kind]) if route not in WHAT_THE_FILE_IS]
    assert len(leaves) > 50
    silent = [route for route in leaves if not compare(before, _changed(kind, route)).has_changes]
    assert silent == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", FILES)
def test_each_group_that_goes_is_said(kind: str) -> None:
    before = _side(FILES)
    for name, group in FILES[kind]["benchmarks"].items():
        for key in group:
            data = copy.deepcopy(FILES)
            del data[kind]["benchmarks"][name][key]
            assert compare(before, _side(data)).has_changes, (name, key)


def _moved(files: dict[str, Any], **changes: Any) -> Side:
    case = case_of(files)
    return Side(case, Scorer(case.criteria) if case.criteria is not None else None)._replace(**changes)


def test_issue_and_its_withdrawal_are_steps() -> None:
    before = _side(FILES)
    issued = before._replace(case=before.case._replace(issued=True))
    assert [(each.key, each.change) for each in compare(before, issued).steps] == [("issued", "added")]
    assert [(each.key, each.change) for each in compare(issued, before).steps] == [("issued", "removed")]


def test_of_two_cycles_outcomes_and_recommendations_are_compared_and_texts_and_steps_are_not() -> None:
    files = data()
    plan = files["review"]["benchmarks"]["plan"]
    plan.update(comments="Other comments.", agreed="exceeding")
    files["review"]["letter"].update(summary="Another.", strengths=["Another."])
    files["review"]["letter"]["recommendations"].pop()
    files["review"]["agreed"]["on"] = "2025-05-07"
    found = compare(_moved(data()), _moved(files), years=True)
    (benchmark,) = found.benchmarks
    assert (benchmark.number, benchmark.title) == (3, "Plan")
    assert (benchmark.id, [(each.kind, each.before, each.after) for each in benchmark.outcomes]) == (
        "plan",
        [("agreed", ("met",), ("exceeding",))],
    )
    assert (benchmark.fields, found.letter, found.strengths, found.steps) == ((), (), (), ())
    assert [(each.id, each.change) for each in found.recommendations] == [("less", "removed")]
    in_full = compare(_moved(data()), _moved(files))
    assert in_full.letter
    assert in_full.strengths
    assert in_full.steps
    assert [each.key for each in in_full.benchmarks[0].fields] == ["comments"]


@pytest.mark.parametrize("unread", ["assessed", "reviewed"])
def test_file_that_cannot_be_read_on_one_side_is_neither_gone_nor_new(unread: str) -> None:
    gone = {"assessed": "assessment", "reviewed": "review"}[unread]
    there, broken = _moved(data()), _moved({**data(), gone: None}, **{unread: False})
    for before, after in ((there, broken), (broken, there)):
        found = compare(before, after)
        assert not found.has_changes
        assert found.change == "changed"


def test_file_that_went_is_gone() -> None:
    there, without = _moved(data()), _moved({**data(), "review": None})
    found = compare(there, without)
    assert {each.id: [move.kind for move in each.outcomes] for each in found.benchmarks} == {
        "group": ["agreed"],
        "plan": ["agreed"],
    }
    assert found.status is not None
    assert (found.status.before, found.status.after) == ("agreed", "submitted")
    nothing = _moved({**data(), "assessment": None, "review": None})
    assert compare(there, nothing).change == "removed"
    assert compare(nothing, there).change == "added"


def test_files_that_came_or_went_are_counted_and_nothing_in_them_is_said_to_have_moved() -> None:
    nothing = _moved({**data(), "assessment": None, "review": None})
    for found in (compare(nothing, _moved(data())), compare(_moved(data()), nothing)):
        assert (found.benchmarks, found.steps, found.letter, found.recommendations) == ((), (), (), ())
        assert found.holds is not None
        assert (found.holds.answered, found.holds.agreed, found.holds.recommendations, found.holds.blank) == (
            4, 2, 2, False,
        )  # fmt: skip


def test_outcome_that_there_is_something_to_derive_from_since_is_laid_to_the_whole() -> None:
    there, without = _moved(data()), _moved({**data(), "assessment": None})
    for before, after, whole in ((without, there, "added"), (there, without, "removed")):
        found = {one.id: one for one in compare(before, after).benchmarks}
        (derived,) = (move for move in found["plan"].outcomes if move.kind == "derived")
        assert derived.because is not None
        assert derived.because.whole == whole


def test_blank_self_assessment_that_is_filled_in_is_counted() -> None:
    blank = data()
    blank["assessment"]["benchmarks"] = {"plan": {"claimed": None, "answers": {"met": {"owned": {"answer": None}}}}}
    before = _moved({**blank, "review": None})
    assert before.holds.blank
    found = compare(before, _moved({**data(), "review": None}))
    assert (found.change, found.holds is not None and found.holds.answered) == ("changed", 4)
    assert compare(_moved(data()), _moved(data())).holds is None


def test_other_words_of_the_criteria_move_no_outcome_and_other_rules_do() -> None:
    files, reworded, ruled = data(), data(), data()
    reworded["criteria"].update(edition="2025-26")
    reworded["criteria"]["benchmarks"][0].update(statement="Another.")
    assert compare(_moved(files), _moved(reworded)).benchmarks == ()
    ruled["criteria"]["rules"][2]["outcome"] = "not_met"
    found = {each.id: each for each in compare(_moved(files), _moved(ruled)).benchmarks}
    (derived,) = found["plan"].outcomes
    assert derived.because is not None
    assert [tuple(way) for way in derived.because.ways] == [(False, True, ())]
    assert found["plan"].override is not None
    assert found["plan"].override.change == "added"


def test_criterion_that_moved_to_another_level_is_said_once() -> None:
    files = data()
    criteria = files["criteria"]["benchmarks"][0]["criteria"]
    criteria["exceeding"].append({"id": "daily", "text": "Updated each day."})
    before = case_of(files).criteria
    criteria["met"].append(criteria["exceeding"].pop(0))
    found = compare_criteria(before, case_of(files).criteria)
    assert [(each.key, each.change, each.before, each.after) for each in found] == [
        ("benchmarks.plan.criteria.met.quarterly", "moved", "exceeding", "met")
    ]


def test_criterion_that_goes_to_another_benchmark_has_not_moved() -> None:
    files = data()
    plan, group, _ = files["criteria"]["benchmarks"]
    plan["criteria"]["exceeding"].append({"id": "daily", "text": "Updated each day."})
    before = case_of(files).criteria
    group["criteria"]["met"].append(plan["criteria"]["exceeding"].pop(0))
    found = compare_criteria(before, case_of(files).criteria)
    assert {(each.key, each.change) for each in found} == {
        ("benchmarks.group.criteria.met.quarterly", "added"),
        ("benchmarks.plan.criteria.exceeding.quarterly", "removed"),
    }


def test_order_of_outcomes_and_rules_says_something_and_that_of_benchmarks_does_not() -> None:
    files, other = data(), data()
    files["criteria"]["benchmarks"].reverse()
    assert compare_criteria(case_of().criteria, case_of(files).criteria) == ()
    other["criteria"]["outcomes"].reverse()
    keys = [each.key for each in compare_criteria(case_of().criteria, case_of(other).criteria)]
    assert any(key.startswith("order of outcomes") for key in keys)


def test_answer_to_a_criterion_that_is_in_one_edition_alone_says_so() -> None:
    files = data()
    files["criteria"]["benchmarks"][1]["criteria"]["met"].append({"id": "minutes", "text": "It writes minutes."})
    files["assessment"]["benchmarks"]["group"]["answers"]["met"] = {"meets": "met", "minutes": "met"}
    there, back = (compare(*sides) for sides in _both_ways(_moved(data()), _moved(files)))
    assert [(each.criterion, each.criterion_change) for each in there.benchmarks[0].answers] == [("minutes", "added")]
    assert [(each.criterion, each.criterion_change) for each in back.benchmarks[0].answers] == [("minutes", "removed")]


def _both_ways(one: Side, other: Side) -> tuple[tuple[Side, Side], tuple[Side, Side]]:
    return (one, other), (other, one)


def test_new_override_is_laid_to_what_was_agreed_or_derived_and_never_to_the_claim() -> None:
    agreed, answered = data(), data()
    agreed["review"]["benchmarks"]["plan"]["agreed"] = "exceeding"
    agreed["assessment"]["benchmarks"]["plan"]["claimed"] = "exceeding"
    answered["assessment"]["benchmarks"]["plan"]["answers"]["not_met"] = "present"
    laid_to: list[tuple[Any, OutcomeKind]] = [(agreed, "agreed"), (answered, "derived")]
    for files, kind in laid_to:
        (there,) = compare(_moved(data()), _moved(files)).benchmarks
        assert there.override == OverrideChange("added", (kind,))
        (back,) = compare(_moved(files), _moved(data())).benchmarks
        assert back.override == OverrideChange("removed", (kind,))


def test_override_that_views_alone_make_is_laid_to_no_outcome() -> None:
    files = data()
    (sign,) = files["criteria"]["benchmarks"][0]["criteria"]["not_met"]
    files["review"]["benchmarks"]["plan"]["views"] = {sign["id"]: {"answer": "present"}}
    (there,) = compare(_moved(data()), _moved(files)).benchmarks
    assert (there.override, there.outcomes) == (OverrideChange("added", ()), ())
    assert [(field.key, field.change) for field in there.fields] == [("views", "added")]


def test_what_a_cycle_is_and_what_became_of_recommendations_is_told_apart() -> None:
    files = data()
    files["authority"]["name"] = "Elsewhere Council"
    files["criteria"]["edition"] = "2025-26"
    files["criteria"]["outcomes"][1]["label"] = "Reached"
    files["assessment"]["criteria"] = "local-authority/2025-26"
    files["assessment"]["follow_up"] = [{"recommendation": "2023-24/a", "progress": "addressed"}]
    files["review"]["follow_up"] = [{"recommendation": "2023-24/b", "progress": "not_started"}]
    del files["review"]["agreed"]
    found = compare(_moved(data()), _moved(files))
    assert (found.authority, found.name, found.cycle, found.renamed_from, found.before_cycle) == (
        "anywhere",
        "Elsewhere Council",
        "2024-25",
        None,
        None,
    )
    assert found.edition == "local-authority/2025-26"
    assert found.criteria == FieldChange("criteria", "changed", "local-authority/2024-25", "local-authority/2025-26")
    assert found.status == FieldChange("status", "changed", "agreed", "in_review")
    assert found.outcome_labels == {"not_met": "Not met", "met": "Reached", "exceeding": "Exceeding"}
    assert [(each.id, each.change) for each in found.follow_up] == [("2023-24/a", "added")]
    assert [(each.id, each.change) for each in found.follow_up_review] == [("2023-24/b", "added")]
    assert [each.key for each in found.steps] == ["agreed"]
    renamed = compare(_moved(data()), Side(case_of(authority_id="new", cycle="2025-26"), None), years=True)
    assert (renamed.authority, renamed.renamed_from, renamed.before_cycle) == ("new", "anywhere", "2024-25")


def test_texts_of_letter_and_strengths_are_told_by_key_and_item() -> None:
    files = data()
    files["review"]["letter"].update(summary="Another year.", strengths=[{"text": "The first strength."}, "A new one."])
    files["review"]["letter"]["recommendations"][0]["owner"] = "Clerk"
    found = compare(_moved(data()), _moved(files))
    assert [(each.key, each.after) for each in found.letter] == [("letter.summary", "Another year.")]
    assert [(each.change, [field.key for field in each.fields]) for each in found.strengths] == [
        ("removed", ["text", "share"]),
        ("added", ["text"]),
    ]
    files["review"]["letter"]["strengths"] = ["The very first strength.", {"text": "The second strength."}]
    reworded = compare(_moved(data()), _moved(files)).strengths
    assert [(each.change, [field.key for field in each.fields]) for each in reworded] == [
        ("changed", ["text"]),
        ("changed", ["share"]),
    ]
    (owner,) = found.recommendations
    assert (owner.id, [tuple(each) for each in owner.fields]) == ("more", [("owner", "changed", "Chair", "Clerk")])


def test_answer_is_told_with_its_level_its_words_and_what_stands_beside_it() -> None:
    files = data()
    paper = {"title": "Minutes", "date": "2025-01-20"}
    long = {"answer": "partly_met", "evidence": "A draft.", "references": [paper], "parts": {"first": "met"}}
    files["assessment"]["benchmarks"]["plan"]["answers"]["met"] = {"owned": long}
    (plan,) = compare(_moved(data()), _moved(files)).benchmarks
    (answer,) = plan.answers
    assert (answer.criterion, answer.level, answer.before, answer.after) == ("owned", "met", "met", "partly_met")
    assert [each.key for each in answer.fields] == ["parts.first", "evidence"]
    assert [each.change for each in answer.references] == ["added"]
    (silent,) = compare(_moved(data()), _moved(files), years=True).benchmarks
    assert [each.key for each in silent.answers[0].fields] == ["parts.first"]
    assert silent.answers[0].references == ()
    (gone,) = compare(_moved(files), _moved(data())).benchmarks
    assert [each.change for each in gone.answers[0].fields] == ["removed", "removed"]


def test_review_alone_that_cannot_be_read_any_more_is_not_gone() -> None:
    alone: dict[str, Any] = {**data(), "assessment": None}
    there, broken = _moved(alone), _moved({**alone, "review": None}, reviewed=False)
    assert compare(there, broken).change == compare(broken, there).change == "changed"
    assert compare(there, _moved({**alone, "review": None})).change == "removed"


def test_comment_of_a_follow_up_is_compared_by_what_it_says() -> None:
    def told(comment: str) -> Side:
        files = data()
        one = {"recommendation": "2023-24/a", "progress": "addressed", "comment": comment}
        files["assessment"]["follow_up"] = files["review"]["follow_up"] = [one]
        return _moved(files)

    assert not compare(told("Done and\ndusted."), told("Done and dusted.")).has_changes
    found = compare(told("Done."), told("Nearly done."))
    for each in (*found.follow_up, *found.follow_up_review):
        assert [tuple(field) for field in each.fields] == [("comment", "changed", "Done.", "Nearly done.")]
    assert len(found.follow_up) == len(found.follow_up_review) == 1


def test_without_criteria_there_is_no_edition_and_nothing_derived() -> None:
    files: dict[str, Any] = {**data(), "criteria": None}
    other: dict[str, Any] = {**data(), "criteria": None}
    other["review"]["benchmarks"]["plan"]["agreed"] = "exceeding"
    found = compare(_moved(files), _moved(other))
    assert (found.edition, found.outcome_labels) == (None, {})
    (plan,) = found.benchmarks
    assert (plan.number, plan.title, plan.override) == (None, "plan", None)
    assert [each.kind for each in plan.outcomes] == ["agreed"]


def test_word_for_a_level_that_the_benchmark_lacks_answers_nothing() -> None:
    files = data()
    files["assessment"]["benchmarks"]["group"]["answers"]["exceeding"] = "met"
    assert not compare(_moved(data()), _moved(files)).has_changes
