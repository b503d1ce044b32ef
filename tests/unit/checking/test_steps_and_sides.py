"""Order and dates of the steps, where there are several of one kind, and who may take them."""

from typing import Any

import pytest

from checks import assessment_findings, review_findings
from letters import case_of, data
from prevent_assure.checking.checks.sides import people_are_known_and_on_their_side, roles_stand_on_one_side
from prevent_assure.checking.subjects import AuthorityFile, CycleFile
from prevent_assure.model.issue import IssueRecord
from prevent_assure.rules.sides import side_of, wrong_side

Files = dict[str, Any]


def _found(files: Files) -> list[tuple[str, str]]:
    case = case_of(files)
    found = (*assessment_findings(case), *review_findings(case))
    return [(each.rule.code, ".".join(map(str, each.route))) for each in found]


def _submissions(*days: str) -> list[dict[str, str]]:
    return [{"by": "lead", "on": f"2025-{day}"} for day in days]


def _returns(*days: str) -> list[dict[str, str]]:
    return [{"on": f"2025-{day}", "reason": "More."} for day in days]


def _withdrawn(was: str, on: str) -> dict[str, Any]:
    return {"by": "lead", "on": f"2025-{on}", "reason": "Wrong.", "was": {"by": "lead", "on": f"2025-{was}"}}


ORDER = "dates-out-of-order"


@pytest.mark.parametrize(
    ("submitted", "returned", "withdrawn", "wrong"),
    [
        (["03-14", "03-20"], ["03-14"], [], []),
        (["03-14", "03-14"], ["03-14"], [], []),
        (["03-14", "03-20", "04-01"], ["03-14", "03-20"], [], []),
        # The later of two entries stands where it cannot.
        (["03-20", "03-14"], [], [], [(ORDER, "submitted.1.on")]),
        (["03-14", "03-20"], ["03-21"], [], [(ORDER, "submitted.1.on")]),
        (["03-14", "04-01"], ["03-20", "03-16"], [], [("step-too-early", "agreed"), (ORDER, "returned.1.on")]),
        (["03-14", "04-01"], ["03-20", "03-25"], [], [("step-too-early", "agreed"), (ORDER, "returned.1.on")]),
        # A return of what was not submitted again.
        (["03-14"], ["03-14", "03-20"], [], [("step-too-early", "agreed"), ("step-too-early", "returned.1")]),
        # Older files kept only the last submission.
        (["04-01"], ["03-20"], [], []),
        (["04-01", "04-10"], ["03-20", "04-05"], [], []),
        (["03-20"], [], [("03-14", "03-16")], []),
        (["03-14"], [], [("03-14", "03-13")], [(ORDER, "withdrawn.0.on")]),
        (["04-01"], [], [("03-14", "03-16"), ("03-14", "03-15")], [(ORDER, "withdrawn.1.on")]),
        (["03-15"], [], [("03-14", "03-16")], [(ORDER, "submitted.0.on")]),
    ],
)
def test_order_that_cannot_be_is_found_at_its_entry(
    submitted: list[str], returned: list[str], withdrawn: list[tuple[str, str]], wrong: list[tuple[str, str]]
) -> None:
    files: Files = data()
    files["assessment"]["submitted"] = _submissions(*submitted)
    files["assessment"]["withdrawn"] = [_withdrawn(*each) for each in withdrawn]
    files["review"]["discussed"]["on"] = "2025-04-24"
    if returned:
        files["review"]["returned"] = _returns(*returned)
    assert _found(files) == wrong


@pytest.mark.parametrize(
    ("discussed", "wrong"),
    [
        ("03-13", True), ("03-14", False), ("03-20", False), ("03-21", True), ("04-01", False), ("04-03", True),
        ("04-10", False), ("05-01", False),
    ],
)  # fmt: skip
def test_what_was_discussed_while_it_was_in_stays_on_record(discussed: str, wrong: bool) -> None:
    files: Files = data()
    files["assessment"]["submitted"] = _submissions("03-14", "04-10")
    files["assessment"]["withdrawn"] = [_withdrawn("04-01", "04-02")]
    files["review"]["returned"] = _returns("03-20")
    files["review"]["discussed"]["on"] = f"2025-{discussed}"
    assert _found(files) == ([(ORDER, "discussed.on")] if wrong else [])


def _back(step: str, on: str, was: str) -> dict[str, Any]:
    before = {"by": "adviser", "on": f"2025-{was}"}
    return {"step": step, "by": "adviser", "on": f"2025-{on}", "reason": "A slip.", "was": before}


@pytest.mark.parametrize(
    ("backs", "wrong"),
    [
        ([_back("agreed", "05-06", "05-01")], []),
        ([_back("agreed", "05-07", "05-01")], ["agreed.on"]),
        ([_back("cleared", "05-07", "05-01")], []),
        ([_back("agreed", "05-01", "05-02")], ["taken_back.0.on"]),
        ([_back("agreed", "05-02", "05-01"), _back("agreed", "05-01", "05-01")], ["taken_back.1.on"]),
    ],
)
def test_what_was_taken_back_lies_between_what_it_was_and_what_came_after(
    backs: list[dict[str, Any]], wrong: list[str]
) -> None:
    files: Files = data()
    files["review"]["taken_back"] = backs
    assert _found(files) == [(ORDER, route) for route in wrong]


def test_review_alone_says_nothing_of_what_it_answers() -> None:
    files: Files = data()
    files["review"]["returned"] = _returns("03-20", "03-10")
    files["assessment"] = None
    assert (ORDER, "returned.1.on") in _found(files)


@pytest.mark.parametrize(
    ("kind", "key", "value", "route"),
    [
        ("assessment", "submitted", {"by": "adviser", "on": "2025-03-14"}, "submitted.by"),
        ("assessment", "submitted", [{"by": "adviser", "on": "2025-03-14"}], "submitted.0.by"),
        ("assessment", "withdrawn", [{**_withdrawn("03-01", "03-02"), "by": "adviser"}], "withdrawn.0.by"),
        ("review", "adviser", "lead", "adviser"),
        ("review", "accepted", {"by": "adviser", "on": "2025-05-02"}, "accepted.by"),
        ("review", "agreed", {"by": "lead", "on": "2025-05-06"}, "agreed.by"),
        ("review", "cleared", {"by": "lead", "on": "2025-05-08"}, "cleared.by"),
        ("review", "returned", {"by": "lead", "on": "2025-03-10", "reason": "More."}, "returned.by"),
        ("review", "returned", [{"by": "lead", "on": "2025-03-10", "reason": "More."}], "returned.0.by"),
        ("review", "taken_back", [{**_back("cleared", "05-07", "05-07"), "by": "lead"}], "taken_back.0.by"),
    ],
)
def test_step_of_the_other_side_is_found_where_its_role_stands(kind: str, key: str, value: Any, route: str) -> None:
    files: Files = data()
    files[kind][key] = value
    assert _found(files) == [("wrong-side", route)]


def test_who_may_take_the_step_is_said() -> None:
    files: Files = data()
    files["review"]["agreed"]["by"] = "lead"
    (found,) = review_findings(case_of(files))
    assert found.message == "`lead` is a person of the authority, and does not agree"
    assert found.hint == "who can: adviser"
    files["settings"]["people"] = {"lead": files["authority"]["people"]["lead"]}
    assert ("wrong-side", "agreed.by") not in _found(files)


def test_side_of_a_role_cannot_be_told_from_one_file() -> None:
    assert side_of("lead", case_of()) == "authority"
    assert side_of("adviser", case_of()) == "sender"
    assert side_of("nobody", case_of()) is None
    assert side_of("lead", case_of({**data(), "settings": None})) is None


def test_nobody_may_take_the_step_where_the_other_file_has_no_people() -> None:
    files: Files = data()
    files["review"] = {**files["review"], "adviser": "lead", "agreed": {"by": "lead", "on": "2025-05-06"}}
    files["settings"]["people"] = {}
    found = [each for each in review_findings(case_of(files)) if each.rule.code == "wrong-side"]
    assert {each.hint for each in found} == {"nobody can yet: add a person under `people` in the settings"}


def test_role_that_stands_on_both_sides_is_found_in_the_authoritys_file() -> None:
    case = case_of()
    assert case.authority is not None
    assert case.settings is not None
    assert list(roles_stand_on_one_side(AuthorityFile(case.authority))) == []
    assert list(roles_stand_on_one_side(AuthorityFile(case.authority, case.settings))) == []
    both = case.settings.model_copy(update={"people": case.authority.people})
    found = list(roles_stand_on_one_side(AuthorityFile(case.authority, both)))
    assert [each.route for each in found] == [("people", role) for role in case.authority.people]


def test_role_that_stands_on_both_sides_takes_no_step() -> None:
    files: Files = data()
    files["settings"]["people"] |= {"lead": files["authority"]["people"]["lead"]}
    says = "`lead` stands in the authority's file and in the settings, so that nobody can tell who may agree"
    assert wrong_side(case_of(files), "lead", "sender", "agree") == (says, "who can: adviser")
    assert wrong_side(case_of(files), "adviser", "sender", "agree") is None
    assert wrong_side(case_of(files), "nobody", "sender", "agree") is None


def test_each_of_several_advisers_is_looked_for_and_the_first_leads() -> None:
    files: Files = data()
    files["review"]["adviser"] = ["adviser", "lead", "nobody"]
    assert _found(files) == [("wrong-side", "adviser.1"), ("unknown-person", "adviser.2")]
    review = case_of(files).review
    assert review is not None
    assert (review.lead_adviser, review.advisers) == ("adviser", ("adviser", "lead", "nobody"))
    files["review"]["adviser"] = "adviser"
    review = case_of(files).review
    assert review is not None
    assert (review.lead_adviser, review.advisers) == ("adviser", ("adviser",))


def test_review_that_was_not_discussed_has_nothing_wrong() -> None:
    files: Files = data()
    del files["review"]["discussed"]
    assert _found(files) == []


def _record(by: str | None) -> IssueRecord:
    digest = f"sha256:{'0' * 64}"
    kinds = ("assessment", "review", "authority", "settings", "criteria", "templates")
    sources: Files = {kind: {} for kind in kinds}
    return IssueRecord.model_validate({
        "format": "prevent-assure/issue/1", "authority": "anywhere", "cycle": "2024-25", "date": "2025-05-09", "by": by,
        "criteria": "local-authority/2024-25", "version": "1", "files": [{"name": "anywhere.html", "digest": digest}],
        "sources": sources,
    })  # fmt: skip


def test_letter_that_a_council_issued_to_itself_is_found_at_the_review() -> None:
    case = case_of()
    record = _record("lead")
    found = list(people_are_known_and_on_their_side(CycleFile("review", case._replace(record=record))))
    assert [(each.rule.code, each.route) for each in found] == [("wrong-side", ("letter",))]
    assert found[0].message == "`lead` is a person of the authority, and does not issue"
    record = _record(None)
    assert list(people_are_known_and_on_their_side(CycleFile("review", case._replace(record=record)))) == []


def test_side_of_a_role_cannot_be_told_where_a_file_cannot_be_read() -> None:
    case = case_of(data())._replace(authority=None)
    assert side_of("lead", case) is None
    assert wrong_side(case, "lead", "sender", "agree") is None
