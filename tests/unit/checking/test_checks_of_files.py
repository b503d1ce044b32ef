"""Checks of self-assessments and reviews, each at the place of the fault."""

from typing import Any

import pytest

from checks import assessment_findings, of_review, review_findings
from letters import case_of, data
from prevent_assure.checking.checks.assessment import cycle_is_listed
from prevent_assure.checking.checks.terms import posts_are_held_on_the_letters_date, terms_follow_one_another
from prevent_assure.checking.subjects import AuthorityFile, CycleFile
from prevent_assure.diagnostics import Route

Files = dict[str, Any]


def _found(files: Files) -> list[tuple[str, Route]]:
    case = case_of(files)
    return [(each.rule.code, each.route) for each in (*assessment_findings(case), *review_findings(case))]


def test_letters_files_have_nothing_wrong() -> None:
    assert _found(data()) == []


@pytest.mark.parametrize(
    ("met", "not_met", "route"),
    [
        ("met", "present", ("not_met",)),
        ("met", {"none": "present"}, ("not_met", "none")),
        ({"owned": "met"}, {"none": {"answer": "present"}}, ("not_met", "none", "answer")),
        ("partly_met", "present", None),
        ("met", "absent", None),
    ],
)
def test_contradiction_is_found_where_the_answer_stands(met: Any, not_met: Any, route: Route | None) -> None:
    files: Files = data()
    files["criteria"]["benchmarks"][0]["criteria"]["not_met"][0]["contradicts"] = ["owned"]
    files["assessment"]["benchmarks"]["plan"]["answers"].update(met=met, not_met=not_met)
    files["review"] = None
    expected = [] if route is None else [("contradicting-answers", ("benchmarks", "plan", "answers", *route))]
    assert _found(files) == expected


def test_contradiction_that_both_name_is_found_once() -> None:
    files: Files = data()
    criteria = files["criteria"]["benchmarks"][0]["criteria"]
    criteria["not_met"][0]["contradicts"] = ["owned"]
    criteria["met"][0]["contradicts"] = ["none"]
    files["assessment"]["benchmarks"]["plan"]["answers"]["not_met"] = "present"
    files["review"] = None
    assert [code for code, _ in _found(files)] == ["contradicting-answers"]


def test_what_is_said_of_a_benchmark_that_is_not_scored_is_no_fault_until_it_is_answered_or_agreed() -> None:
    files: Files = data()
    files["assessment"]["benchmarks"]["panel"] = {"summary": "The panel meets."}
    files["review"]["benchmarks"]["panel"] = {"comments": "It does."}
    assert _found(files) == []
    files["assessment"]["benchmarks"]["panel"]["claimed"] = "met"
    assert _found(files) == [("not-scored", ("benchmarks", "panel"))]
    files["assessment"]["benchmarks"]["panel"] = {"answers": {"met": "met"}}
    assert _found(files) == [("not-scored", ("benchmarks", "panel"))]
    del files["assessment"]["benchmarks"]["panel"]
    files["review"]["benchmarks"]["panel"]["agreed"] = "met"
    assert _found(files) == [("not-scored", ("benchmarks", "panel"))]


def test_cycle_that_the_settings_do_not_list_names_those_that_they_do() -> None:
    files = data()
    listed = files["settings"]["cycles"]["2024-25"]
    files["settings"]["cycles"] = {"2022-23": listed, "2023-24": listed}
    (found,) = cycle_is_listed(CycleFile("review", case_of(files)))
    assert (found.rule.code, found.route) == ("unknown-cycle", ("cycle",))
    assert "2024-25" in found.message
    assert (found.hint or "").startswith("cycles there: 2022-23, 2023-24;")


@pytest.mark.parametrize(
    ("agreed", "reason", "codes"),
    [
        ("met", None, []),
        ("exceeding", None, ["agreed-outside-range"]),
        ("exceeding", " \n", ["agreed-outside-range"]),
        ("exceeding", "It leads.", []),
        ("excellent", "It leads.", ["unknown-outcome"]),
        ("excellent", None, ["unknown-outcome"]),
    ],
)
def test_outcome_outside_what_the_rules_allow_needs_a_reason(agreed: str, reason: str | None, codes: list[str]) -> None:
    files: Files = data()
    files["review"]["benchmarks"]["plan"].update(agreed=agreed, reason=reason)
    assert _found(files) == [(code, ("benchmarks", "plan", "agreed")) for code in codes]


def test_outcome_that_the_rules_leave_open_asks_for_a_reason_and_an_incomplete_one_does_not() -> None:
    files: Files = data()
    files["assessment"]["benchmarks"]["plan"]["answers"]["met"] = "partly_met"
    assert _found(files) == [("judgement-without-reason", ("benchmarks", "plan", "agreed"))]
    del files["assessment"]["benchmarks"]["plan"]["answers"]["met"]
    assert {code for code, _ in _found(files)} == {"unanswered"}


def test_outcome_is_held_against_what_the_rules_allow_with_the_advisers_views() -> None:
    files: Files = data()
    files["review"]["benchmarks"]["plan"]["views"] = {"owned": {"answer": "partly_met"}}
    assert _found(files) == [("judgement-without-reason", ("benchmarks", "plan", "agreed"))]
    files["review"]["benchmarks"]["plan"]["agreed"] = "exceeding"
    files["assessment"]["benchmarks"]["plan"]["answers"]["met"] = "partly_met"
    files["review"]["benchmarks"]["plan"]["views"] = {"owned": {"answer": "met"}}
    assert _found(files) == [("agreed-outside-range", ("benchmarks", "plan", "agreed"))]
    files["review"]["benchmarks"]["plan"].update(agreed="met")
    assert _found(files) == []


def test_views_that_do_not_fit_are_found_where_they_stand() -> None:
    files: Files = data()
    views = files["review"]["benchmarks"]["plan"]["views"] = {"owned": {"answer": "met"}}
    route = ("benchmarks", "plan", "views")
    assert _found(files) == [("view-same-as-answer", (*route, "owned", "answer"))]
    views["owned"] = {"comment": "So it is."}
    assert _found(files) == []
    views["owned"] = {"answer": "present"}
    assert ("answer-of-wrong-kind", (*route, "owned", "answer")) in _found(files)
    views.clear()
    views["ownde"] = {"answer": "met"}
    (found,) = review_findings(case_of(files))
    assert (found.rule.code, found.route) == ("unknown-criterion", (*route, "ownde"))
    assert found.hint == "did you mean `owned:`?"
    views.clear()
    views["x"] = {"answer": "met"}
    (found,) = review_findings(case_of(files))
    assert (found.hint or "").startswith("these may stand here: ")
    files["review"]["benchmarks"] = {"panel": {"views": {"owned": {"answer": "met"}}}}
    del files["review"]["agreed"]
    assert ("not-scored", ("benchmarks", "panel")) in _found(files)
    assert all(code != "unknown-criterion" for code, _ in _found({**files, "assessment": None}))


def _said(files: Files, **more: Any) -> list[tuple[str, str, str]]:
    case = case_of(files, **more)
    found = (*assessment_findings(case), *review_findings(case))
    assert all(each.hint and each.hint[0] not in "XA" for each in found)
    return [(each.rule.code, ".".join(map(str, each.route)), each.message) for each in found]


def _on(**days: str) -> Files:
    """Files whose steps were taken on other days of 2025."""
    files: Files = data()
    for step, day in days.items():
        date = f"2025-{day}"
        if step == "submitted":
            files["assessment"]["submitted"]["on"] = date
        elif step == "letter":
            files["review"]["letter"]["date"] = date
        elif step == "returned":
            files["review"]["returned"] = {"on": date, "reason": "More."}
        else:
            files["review"].setdefault(step, {"by": "adviser" if step == "cleared" else "lead"})["on"] = date
    return files


@pytest.mark.parametrize(
    ("days", "wrong"),
    [
        ({}, None),
        ({"submitted": "04-24"}, None),
        ({"submitted": "04-25"}, ("discussed.on", "submitted")),
        ({"discussed": "05-06"}, None),
        ({"discussed": "05-07"}, ("agreed.on", "discussed")),
        ({"accepted": "03-13"}, ("accepted.on", "submitted")),
        ({"accepted": "05-08"}, None),
        ({"cleared": "05-09"}, None),
        ({"cleared": "05-05"}, ("cleared.on", "agreed")),
        ({"accepted": "05-08", "cleared": "05-07"}, ("cleared.on", "accepted")),
        ({"cleared": "05-10"}, ("letter.date", "cleared")),
        ({"letter": "05-05"}, ("letter.date", "agreed")),
        # What was discussed before a return stays on record.
        ({"submitted": "05-01", "returned": "04-24"}, None),
        ({"submitted": "05-01", "returned": "04-23"}, ("discussed.on", "submitted")),
    ],
)
def test_step_that_was_taken_before_one_that_must_come_first(days: Any, wrong: tuple[str, str] | None) -> None:
    expected = []
    if wrong is not None:
        expected = [("dates-out-of-order", wrong[0], f"`{wrong[0]}` lies before the date of `{wrong[1]}`")]
    assert _said(_on(**days)) == expected


def test_self_assessment_that_is_not_in_has_no_date_that_counts() -> None:
    files = _on(submitted="04-25", returned="04-25")
    assert [code for code, _, _ in _said(files)] == ["step-too-early"]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"agreed": None, "cleared": {"by": "adviser", "on": "2025-05-08"}}, ("cleared", "the letter is cleared, and")),
        ({"returned": {"on": "2025-03-14", "reason": "More."}}, ("agreed", "the review is agreed, and the self-")),
    ],
)
def test_step_before_the_one_that_it_needs(change: dict[str, Any], found: tuple[str, str]) -> None:
    files: Files = data()
    files["review"].update(change)
    ((code, route, message),) = _said(files)
    assert (code, route) == ("step-too-early", found[0])
    assert message.startswith(found[1])


@pytest.mark.parametrize(
    ("kind", "change", "route"),
    [
        ("assessment", {"submitted": {"by": "nobody", "on": "2025-03-14"}}, "submitted.by"),
        ("review", {"adviser": "nobody"}, "adviser"),
        ("review", {"discussed": {"with": ["lead", "nobody"], "on": "2025-04-24"}}, "discussed.with.1"),
        ("review", {"accepted": {"by": "nobody", "on": "2025-05-02"}}, "accepted.by"),
        ("review", {"agreed": {"by": "nobody", "on": "2025-05-06"}}, "agreed.by"),
        ("review", {"cleared": {"by": "nobody", "on": "2025-05-08"}}, "cleared.by"),
        ("review", {"returned": {"by": "nobody", "on": "2025-03-01", "reason": "More."}}, "returned.by"),
        ("review", {"returned": {"on": "2025-03-01", "reason": "More."}}, None),
    ],
)
def test_role_that_nobody_bears(kind: str, change: dict[str, Any], route: str | None) -> None:
    files: Files = data()
    files[kind].update(change)
    message = "nobody bears this role in the authority's file or the settings"
    assert _said(files) == ([("unknown-person", route, message)] if route is not None else [])
    assert _said({**files, "settings": None}) == []


@pytest.mark.parametrize(
    ("to", "from_", "wrong"),
    [("2025-05-08", "2025-05-10", True), ("2025-05-08", "2025-05-09", False), ("2025-05-09", "2025-05-10", False)],
)
def test_post_that_nobody_held_on_the_letters_date(to: str, from_: str, wrong: bool) -> None:
    files: Files = data()
    files["authority"]["people"]["lead"] = [
        {"name": "Old Lead", "title": "Lead", "to": to},
        {"name": "New Lead", "title": "Lead", "from": from_},
    ]
    found = [
        (each.rule.code, each.route, each.message)
        for each in posts_are_held_on_the_letters_date(of_review(case_of(files)))
    ]
    message = "nobody is `lead` on the letter's date"
    assert found == ([("post-vacant", ("letter", "date"), message)] if wrong else [])
    del files["review"]["letter"]["date"]
    assert list(posts_are_held_on_the_letters_date(of_review(case_of(files)))) == []


def test_post_that_is_said_to_be_vacant_is_no_fault() -> None:
    files: Files = data()
    files["authority"]["people"]["lead"] = {"title": "Lead"}
    assert list(posts_are_held_on_the_letters_date(of_review(case_of(files)))) == []
    assert list(posts_are_held_on_the_letters_date(of_review(case_of({**files, "authority": None})))) == []


ONE = {"name": "One", "title": "Lead"}


@pytest.mark.parametrize(
    ("terms", "found"),
    [
        ([{"to": "2024-10-31"}, {"from": "2024-11-01"}], []),
        ([{"from": "2024-11-01"}, {"to": "2024-10-31"}], []),
        ([{"to": "2024-11-01"}, {"from": "2024-11-01"}], [("terms-overlap", 1, "")]),
        ([{"to": "2024-10-30"}, {"from": "2024-11-01"}], [("terms-gap", 1, "from")]),
        ([{}, {"from": "2024-11-01"}], [("terms-overlap", 1, "")]),
        ([{"from": "2024-11-02", "to": "2024-11-01"}], [("dates-out-of-order", 0, "to")]),
        ([{"from": "2024-11-01", "to": "2024-11-01"}], []),
    ],
)
def test_terms_of_one_post_follow_each_other(terms: list[Any], found: list[tuple[str, int, str]]) -> None:
    files: Files = data()
    files["authority"]["people"]["lead"] = [{**ONE, **term} for term in terms]
    authority = case_of(files).authority
    assert authority is not None
    expected = [(code, ("people", "lead", at, *([key] if key else []))) for code, at, key in found]
    assert [(each.rule.code, each.route) for each in terms_follow_one_another(AuthorityFile(authority))] == expected


def test_one_persons_term_is_found_at_the_post() -> None:
    files: Files = data()
    files["authority"]["people"]["chief"].update({"from": "2024-11-02", "to": "2024-11-01"})
    authority = case_of(files).authority
    assert authority is not None
    (found,) = terms_follow_one_another(AuthorityFile(authority))
    assert (found.route, found.message) == (("people", "chief", "to"), "the term ends before it begins")


def test_benchmark_without_an_agreed_outcome_is_a_fault_once_the_review_is_agreed() -> None:
    files: Files = data()
    del files["review"]["benchmarks"]["plan"]["agreed"]
    assert _found(files) == [("agreed-missing", ("benchmarks", "plan"))]
    del files["review"]["agreed"]
    assert _found(files) == []


def _followed(*names: str | None, **more: Any) -> list[tuple[str, Route]]:
    files: Files = data()
    files["review"] = None
    told = [{"recommendation": name, "progress": "addressed"} for name in names if name is not None]
    files["assessment"]["follow_up"] = told
    case = case_of(files, **more)
    return [(each.rule.code, each.route) for each in assessment_findings(case)]


MADE = {"2023-24/one": "Do it.", "2023-24/two": "Do that."}
BOTH = ("2023-24/one", "2023-24/two")


def test_each_recommendation_of_the_cycle_before_is_followed_up_once() -> None:
    assert _followed(*BOTH, recommended=MADE) == []
    assert _followed(BOTH[0], recommended=MADE) == [("follow-up-missing", ("follow_up",))]
    assert _followed(*BOTH, BOTH[0], recommended=MADE) == [("follow-up-twice", ("follow_up", 2, "recommendation"))]
    # What is unknown may be the one that is missing, misspelt: one fault.
    unknown = [("unknown-recommendation", ("follow_up", 1, "recommendation"))]
    assert _followed(BOTH[0], "2023-24/twoo", recommended=MADE) == unknown
    assert _followed(*BOTH, "2022-23/old", recommended=MADE) == [
        ("unknown-recommendation", ("follow_up", 2, "recommendation"))
    ]
    assert _followed(*BOTH, "2022-23/old", recommended=MADE, older=frozenset({"2022-23/old"})) == []
    by_other = {"2023-24/other/one": "2023-24/one"}
    assert _followed("2023-24/other/one", BOTH[1], recommended=MADE, inherited=by_other) == []
    assert _followed(BOTH[0]) == [("recommendation-unverified", ("follow_up", 0, "recommendation"))]
    assert _followed(*BOTH) == [("recommendation-unverified", ("follow_up",))]
    assert _followed(recommended={}) == []


def test_follow_up_that_is_still_open_is_a_fault_once_the_self_assessment_is_in() -> None:
    files: Files = data()
    files["assessment"]["follow_up"] = [{"recommendation": "2023-24/one", "progress": None}]
    files["review"] = None
    case = case_of(files, recommended={"2023-24/one": "Do it."})
    found = [(each.rule.code, each.route, each.on_key) for each in assessment_findings(case)]
    assert found == [("follow-up-missing", ("follow_up", 0, "progress"), True)]


@pytest.mark.parametrize(
    ("long", "codes"),
    [
        ("not_applicable", ["evidence-missing"]),
        ("present", ["answer-of-wrong-kind"]),
        ({"answer": "met", "parts": {"first": "met", "second": "met"}}, []),
        ({"answer": "met", "parts": {"first": "met", "second": "not_applicable"}}, []),
        ({"answer": "met", "parts": {"first": "partly_met"}}, ["part-not-met"]),
        ({"answer": "partly_met", "parts": {"first": "not_met"}}, []),
        ({"answer": "met", "parts": {"third": "met"}}, ["unknown-part"]),
        ({"answer": "met", "parts": {"first": "present"}}, ["answer-of-wrong-kind"]),
        ({"answer": "present"}, ["answer-of-wrong-kind"]),
        ({"answer": "not_applicable", "evidence": "There is no group."}, []),
        ({"answer": "not_applicable", "evidence": " "}, ["evidence-missing"]),
        ({"answer": "met", "by_exception": True, "evidence": "A draft."}, []),
        ({"answer": "met", "by_exception": True}, ["evidence-missing"]),
    ],
)
def test_answer_by_itself_and_in_its_long_form(long: Any, codes: list[str]) -> None:
    files: Files = data()
    files["review"] = None
    files["assessment"]["benchmarks"]["plan"]["answers"]["met"] = {"owned": long}
    assert [code for code, _ in _found(files)] == codes


def test_what_always_applies_or_has_no_exception_is_asked_about() -> None:
    files: Files = data()
    files["review"] = None
    plan = files["assessment"]["benchmarks"]["plan"]
    plan["answers"]["exceeding"] = {"quarterly": {"answer": "not_applicable", "evidence": "So."}}
    route: Route = ("benchmarks", "plan", "answers", "exceeding", "quarterly")
    assert _found(files) == [("not-applicable-unexpected", (*route, "answer"))]
    plan["answers"]["exceeding"] = {"quarterly": {"answer": "met", "evidence": "So.", "by_exception": True}}
    assert _found(files) == [("exception-unexpected", (*route, "by_exception"))]


def test_words_of_what_a_review_lacks() -> None:
    files: Files = data()
    files["assessment"]["benchmarks"]["plan"]["answers"]["met"] = "partly_met"
    del files["review"]["benchmarks"]["group"]["agreed"]
    del files["review"]["letter"]["date"]
    del files["review"]["letter"]["summary"]
    found = review_findings(case_of(files, issued=True))
    assert [(each.rule.code, each.message, each.hint, each.on_key) for each in found] == [
        (
            "judgement-without-reason",
            "the rules leave the outcome of `plan` to the adviser, and no reason is given",
            "a sentence under `reason` helps whoever asks later",
            False,
        ),
        (
            "agreed-missing",
            "the review is agreed, and benchmark `group` has no agreed outcome",
            "write `agreed:` with the outcome under the benchmark",
            True,
        ),
        (
            "summary-missing",
            "the review is agreed, and the letter has no summary",
            "write it under `summary: |-`",
            True,
        ),
        ("letter-date-missing", "the letter is issued, and has no date", "write `date:`", True),
    ]


def test_name_that_is_like_none_is_told_what_there_is() -> None:
    files: Files = data()
    files["review"] = None
    files["criteria"]["benchmarks"][1]["criteria"]["met"].append({"id": "minutes", "text": "It writes minutes."})
    files["assessment"]["benchmarks"]["group"]["answers"]["met"] = {"meets": "met", "minutes": "met", "zzz": "met"}
    files["assessment"]["benchmarks"]["plan"]["answers"]["met"] = {"owned": "met", "none": "absent"}
    found = {each.route[-1]: each.hint for each in assessment_findings(case_of(files))}
    assert found == {
        "zzz": "these may stand here: `meets:`, `minutes:`",
        "none": "it stands under `not_met` in the criteria: move it below `not_met:`",
    }


def test_recommendation_of_one_id_is_made_once_in_a_cycle_by_letter_and_settings_together() -> None:
    files: Files = data()
    made = files["review"]["letter"]["recommendations"]
    made.append({"id": "shared", "text": "Again.", "benchmarks": ["plan"]})
    twice = "recommendation-twice"
    assert _found(files) == [(twice, ("letter", "recommendations", 2, "id"))]
    assert _found({**files, "settings": None}) == []
    made[2] = {"id": "more", "text": "Again.", "benchmarks": ["plans"]}
    assert _found(files) == [
        (twice, ("letter", "recommendations", 2, "id")),
        ("unknown-benchmark", ("letter", "recommendations", 2, "benchmarks", 0)),
    ]
