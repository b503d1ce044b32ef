"""What became of each criterion from one edition to another, and which answers still mean the same."""

from typing import Any

import pytest

from prevent_assure.editions.carrying import asked, carried, dropped
from prevent_assure.editions.what_if import tried
from prevent_assure.model.assessment import Assessment
from prevent_assure.model.criteria import Criteria
from prevent_assure.rules.edition_changes import EditionChanges, edition_changes, other_changes
from prevent_assure.rules.scoring import Scorer, score_assessment

BASE: dict[str, Any] = {
    "format": "prevent-assure/criteria/1",
    "id": "tiny",
    "title": "Tiny",
    "applies_to": "Tests",
    "outcomes": [{"id": "not_met", "label": "Not met"}, {"id": "met", "label": "Met"}],
    "levels": [
        {"id": "met", "label": "Met", "kind": "standard"},
        {"id": "more", "label": "More", "kind": "standard"},
        {"id": "not_met", "label": "Not met", "kind": "warning_sign"},
    ],
    "rules": [
        {"outcome": "not_met", "if": {"any": "not_met"}},
        {"outcome": "met", "if": {"all": "met"}},
        {"outcome": ["not_met", "met"]},
    ],
}  # fmt: skip


LINES = {"met": [{"id": "meet", "text": "It meets."}]}


def _edition(name: str, levels: dict[str, list[Any]], /, **more: Any) -> Criteria:
    criteria = {
        level: [each if isinstance(each, dict) else {"id": each, "text": f"It {each}s."} for each in members]
        for level, members in levels.items()
    }
    one = {"id": "group", "number": 1, "title": "Group", "statement": "A group.", "criteria": criteria}
    return Criteria.model_validate({**BASE, "edition": name, "benchmarks": [one], **more})


def _changes(after: dict[str, list[Any]], **more: Any) -> EditionChanges:
    before = {"met": ["meet", "plan"], "more": ["share"], "not_met": ["fail"]}
    return edition_changes(_edition("1", before), _edition("2", after, **more))


def _kinds(changes: EditionChanges) -> dict[str, tuple[str, bool]]:
    """The kind of each change and whether answers are carried, by the names that it is about."""
    return {
        ",".join(sorted({place.criterion.id for place in (*each.before, *each.after)})): (each.kind, each.carried)
        for each in changes.changes
    }


def test_same_edition_changes_nothing() -> None:
    changes = _changes({"met": ["meet", "plan"], "more": ["share"], "not_met": ["fail"]})
    assert set(_kinds(changes).values()) == {("unchanged", True)}
    assert list(other_changes(changes)) == []


def test_each_kind_of_change_is_told() -> None:
    meet = {"id": "meet", "text": "It  meets\noften."}
    convene = {"id": "convene", "text": "It convenes.", "replaces": ["plan"]}
    changes = _changes({"met": [meet, convene, "share"], "not_met": ["new"]})
    assert _kinds(changes) == {
        "meet": ("reworded", True),
        "convene,plan": ("replaced", False),
        "share": ("moved", True),
        "new": ("new", False),
        "fail": ("retired", False),
    }


def test_broken_lines_are_no_change_of_words() -> None:
    assert _kinds(_changes({"met": [{"id": "meet", "text": "It\n meets."}]}))["meet"] == ("unchanged", True)


def test_split_and_merged_are_asked_for_afresh() -> None:
    split = [{"id": each, "text": "Text.", "replaces": ["meet"]} for each in ("a", "b")]
    merged = {"id": "c", "text": "Text.", "replaces": ["plan", "share"]}
    assert _kinds(_changes({"met": [*split, merged], "not_met": ["fail"]})) == {
        "a,b,meet": ("split", False),
        "c,plan,share": ("merged", False),
        "fail": ("unchanged", True),
    }


def test_old_id_that_stays_beside_its_split_is_asked_for_afresh() -> None:
    beside = {"id": "a", "text": "Text.", "replaces": ["meet"]}
    assert _kinds(_changes({"met": ["meet", beside]}))["a,meet"] == ("split", False)


def test_edition_says_whether_other_words_ask_the_same() -> None:
    for same, kind in ((True, ("reworded", True)), (False, ("reworded", False))):
        meet = {"id": "meet", "text": "Words.", "replaces": {"criteria": ["meet"], "same_meaning": same}}
        assert _kinds(_changes({"met": [meet]}))["meet"] == kind


def test_same_words_that_are_said_to_ask_for_something_else_are_asked_for_afresh() -> None:
    meet = {"id": "meet", "text": "It meets.", "replaces": {"criteria": ["meet"], "same_meaning": False}}
    assert _kinds(_changes({"met": [meet]}))["meet"] == ("reworded", False)


def test_sign_that_becomes_a_demand_is_asked_for_afresh() -> None:
    changes = _changes({"met": ["meet", "plan", "fail"]})
    assert changes.carried_to("group", "fail") is None


def test_what_the_later_edition_says_is_read_backwards_too() -> None:
    split = [{"id": each, "text": "Text.", "replaces": ["meet"]} for each in ("a", "b")]
    plan = {"id": "plan", "text": "It plans well.", "replaces": ["plan"]}
    there = _changes({"met": [*split, plan, "new"]}, replaces={"edition": "tiny/1"})
    back = edition_changes(there.after, there.before)
    assert _kinds(back) == {
        "a,b,meet": ("merged", False),
        "plan": ("reworded", False),
        "new": ("retired", False),
        "share": ("new", False),
        "fail": ("new", False),
    }


def test_retired_criterion_has_its_reason() -> None:
    retired = [{"criterion": "group/plan", "reason": "Nobody planned."}]
    changes = _changes({"met": ["meet"]}, replaces={"edition": "tiny/1", "retired": retired})
    told = {each.before[0].criterion.id: (each.said, each.reason) for each in changes.changes if each.kind == "retired"}
    assert told["plan"] == (True, "Nobody planned.")
    assert told["share"] == (False, None)


def test_rules_and_titles_that_changed_are_said() -> None:
    changes = _changes({"met": ["meet"]}, rules=[{"outcome": ["not_met", "met"]}])
    assert list(other_changes(changes)) == ["the rules changed"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": "Board"}, ["benchmark `group`: the title changed"]),
        ({"statement": "A board."}, ["benchmark `group`: the statement changed"]),
        ({"rules": [{"outcome": "met"}]}, ["benchmark `group`: the rules of its own changed"]),
        ({"number": 2}, []),
        ({"id": "board"}, ["benchmark `board` is new", "benchmark `group` is retired"]),
    ],
)
def test_what_changed_in_a_benchmark_is_said(change: dict[str, Any], said: list[str]) -> None:
    one = {"id": "group", "number": 1, "title": "Group", "statement": "A group.", "criteria": LINES}
    before, after = (
        Criteria.model_validate({**BASE, "edition": edition, "benchmarks": [each]})
        for edition, each in (("1", one), ("2", {**one, **change}))
    )
    assert list(other_changes(edition_changes(before, after))) == said


def test_changed_outcomes_and_levels_are_said() -> None:
    outcomes, levels = ([{**BASE[key][0], "label": "Other"}, *BASE[key][1:]] for key in ("outcomes", "levels"))
    changes = _changes({"met": ["meet"]}, outcomes=outcomes, levels=levels)
    assert list(other_changes(changes)) == ["the outcomes changed", "the levels changed"]


def _assessment(answers: dict[str, Any]) -> Assessment:
    return Assessment.model_validate(
        {
            "format": "prevent-assure/assessment/1",
            "authority": "a",
            "cycle": "2024-25",
            "criteria": "tiny/1",
            "benchmarks": {"group": {"claimed": "met", "summary": "Text.", "answers": answers}},
        }
    )


def test_only_what_means_the_same_is_carried() -> None:
    convene = {"id": "convene", "text": "It convenes.", "replaces": ["plan"]}
    changes = _changes({"met": ["meet", convene, "share"], "not_met": ["fail", "new"]})
    assessment = _assessment({"met": "met", "more": {"share": {"answer": "not_met"}}, "not_met": "absent"})
    group = carried(assessment, changes)["group"]
    assert (group.claimed, group.summary) == ("met", "Text.")
    assert {level: {each: group.word(level, each) for each in given} for level, given in group.answers.items()} == {
        "met": {"meet": "met", "share": "not_met"},
        "not_met": {"fail": "absent"},
    }
    assert [place.criterion.id for place, _ in dropped(assessment, changes)] == ["plan"]
    assert [each.criterion.id for each in asked(changes)] == ["convene", "new"]


def test_word_for_a_level_stays_where_all_of_it_asks_the_same() -> None:
    changes = _changes({"met": ["meet"], "more": ["share"], "not_met": ["fail"]})
    assert carried(_assessment({"met": "partly_met"}), changes)["group"].answers == {"met": "partly_met"}


def test_parts_that_are_gone_are_not_carried() -> None:
    parts = [[{"id": each, "text": each} for each in ids] for ids in ("ab", "bc")]
    meet = [{"id": "meet", "text": "It meets.", "parts": each} for each in parts]
    changes = edition_changes(_edition("1", {"met": [meet[0]]}), _edition("2", {"met": [meet[1]]}))
    assessment = _assessment({"met": {"meet": {"answer": "met", "parts": {"a": "met", "b": "met"}}}})
    assert carried(assessment, changes)["group"].model_dump()["answers"]["met"]["meet"]["parts"] == {"b": "met"}


def test_tried_tells_what_moves_from_what_is_only_open() -> None:
    old = _edition("1", {"met": ["meet", "plan"], "more": ["share"], "not_met": ["fail"]})
    assessment = _assessment({"met": "met", "more": "not_met", "not_met": "absent"})
    scores = score_assessment(old, assessment, None, explain=False)

    def _move(levels: dict[str, list[Any]]) -> tuple[str, int]:
        new = _edition("2", levels)
        (one,) = tried("a", assessment, scores, edition_changes(old, new), Scorer(new))
        return one.move, one.asked

    assert _move({"met": ["meet", "plan"], "not_met": ["fail"]}) == ("same", 0)
    assert _move({"met": ["meet", "plan", "new"], "not_met": ["fail"]}) == ("open", 1)
    assert _move({"met": ["meet", "plan", "share"], "not_met": ["fail"]}) == ("moves", 0)


def test_claim_is_carried_without_answers_and_answers_come_from_another_benchmark() -> None:
    move = {"id": "meet", "text": "It meets.", "replaces": {"criteria": ["group/meet"], "same_meaning": True}}
    one, board = (
        {"id": each, "number": number, "title": each, "statement": "It is.", "criteria": criteria}
        for each, number, criteria in (
            ("group", 1, {"met": [{"id": "plan", "text": "It plans."}]}),
            ("board", 2, {"met": [move]}),
        )
    )
    old = _edition("1", {"met": ["meet", "plan"]})
    new = Criteria.model_validate({**BASE, "edition": "2", "benchmarks": [one, board]})
    changes = edition_changes(old, new)
    found = carried(_assessment({"met": {"meet": "met"}}), changes)
    assert {name: (each.claimed, each.summary, each.answers) for name, each in found.items()} == {
        "group": ("met", "Text.", {}),
        "board": (None, None, {"met": {"meet": "met"}}),
    }


def test_reason_why_a_criterion_was_retired_is_not_that_for_which_it_came_back() -> None:
    before = _edition("1", {"met": ["meet", "plan"]})
    retired = [{"criterion": "group/plan", "reason": "Nobody planned."}]
    after = _edition("2", {"met": ["meet"]}, replaces={"edition": "tiny/1", "retired": retired})
    back = {each.after[0].criterion.id: each for each in edition_changes(after, before).changes if each.after}
    assert (back["plan"].kind, back["plan"].reason) == ("new", None)


def test_what_is_retired_stands_last_also_when_read_backwards() -> None:
    before = _edition("1", {"met": ["meet", "plan"]})
    after = _edition("2", {"met": ["new", "meet"]}, replaces={"edition": "tiny/1"})
    for one, other in ((before, after), (after, before)):
        kinds = [each.kind for each in edition_changes(one, other).changes]
        assert kinds[-1] == "retired"
        assert kinds.count("retired") == 1


def test_tried_names_the_benchmark_and_what_was_possible() -> None:
    old = _edition("1", {"met": ["meet"]})
    board = {"id": "board", "number": 2, "title": "Board", "statement": "It is.", "criteria": LINES}
    panel = {"id": "panel", "number": 3, "title": "Panel", "scored": False, "reason": "Elsewhere."}
    group = {"id": "group", "number": 1, "title": "Group", "statement": "A group.", "criteria": LINES}
    new = Criteria.model_validate({**BASE, "edition": "2", "benchmarks": [panel, board, group]})
    assessment = _assessment({"met": "met"})
    scores = score_assessment(old, assessment, None, explain=False)
    found = tried("a", assessment, scores, edition_changes(old, new), Scorer(new))
    assert [(each.authority, each.benchmark, each.number, each.title, each.before, each.after) for each in found] == [
        ("a", "group", 1, "Group", ("met",), ("met",)),
        ("a", "board", 2, "Board", (), ("not_met", "met")),
    ]
    assert [(each.move, each.asked) for each in found] == [("same", 0), ("open", 1)]


def test_only_what_was_answered_can_be_dropped() -> None:
    changes = _changes({"met": ["meet"]})
    blank = {"answer": None, "evidence": " "}
    assessment = _assessment(
        {"met": {"meet": "met", "plan": blank}, "more": {"share": {"answer": None}}, "not_met": {}}
    )
    assert list(dropped(assessment, changes)) == []
    told = _assessment({"met": {"meet": "met", "plan": {"answer": None, "evidence": "A draft."}}})
    ((place, change),) = dropped(told, changes)
    assert (place.criterion.id, change.kind) == ("plan", "retired")
