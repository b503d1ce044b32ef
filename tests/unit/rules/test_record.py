"""The digests of an issue record: the same from version to version, and changed by what is said alone."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from letters import case_of, data
from prevent_assure.cycle.attempt import usual_role
from prevent_assure.cycle.step_table import ACCEPT, AGREE, CLEAR, REVIEW, SUBMIT, Step
from prevent_assure.model.assessment import Assessment
from prevent_assure.model.authority import Authority
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.review import Review
from prevent_assure.model.settings import Settings
from prevent_assure.rules.case import Case
from prevent_assure.rules.record import WHOLE, differences, file_digest, issued_from, parts_of, sources_digest

Files = dict[str, dict[str, Any]]


def _case(files: Files) -> Case:
    return Case(
        "anywhere",
        "2024-25",
        Settings.model_validate(files["settings"]),
        Authority.model_validate(files["authority"]),
        Assessment.model_validate(files["assessment"]),
        Review.model_validate(files["review"]),
        Criteria.model_validate(files["criteria"]),
    )


def _changed(change: Callable[[Files], object]) -> dict[str, list[str]]:
    then, files = issued_from(_case(data()), (), {}), data()
    change(files)
    now = issued_from(_case(files), (), {})
    found = {name: differences(getattr(then, name), getattr(now, name)) for name in type(then).model_fields}
    return {name: parts for name, parts in found.items() if parts}


def test_digests_stay_the_same_from_version_to_version() -> None:
    # Records that are years old hold such digests: a change of the code must not make their letters look changed.
    files = data()
    assert (
        parts_of(Review.model_validate(files["review"]))["letter"]
        == "sha256:3292d1ac183834ca15362f0a403bb9b4322fbee3dc7dca1ac49ee619ac41f983"
    )
    assert (
        parts_of(Assessment.model_validate(files["assessment"]))["benchmarks.plan"]
        == "sha256:c1fc7023b916c152bb061661b47424145b647f1d2c1a40f6fcc345e8ceaaf7fc"
    )
    assert sources_digest(_case(files), ()) == "sha256:bde3c20175fd782345019e0328321488be607fa79b69e2a70fce57fb8d5542f0"


@pytest.mark.parametrize(
    ("change", "parts"),
    [
        (lambda files: files["review"]["benchmarks"]["plan"].update(comments="Stop."), {"review": ["benchmarks.plan"]}),
        (lambda files: files["review"]["letter"]["strengths"].pop(), {"review": ["letter"]}),
        (lambda files: files["review"].pop("discussed"), {"review": ["discussed"]}),
        (
            lambda files: files["assessment"]["benchmarks"]["plan"].update(summary="Another."),
            {"assessment": ["benchmarks.plan"]},
        ),
        (lambda files: files["authority"]["people"]["chief"].update(name="Eve"), {"authority": ["people.chief"]}),
        (lambda files: files["settings"]["sender"].update(name="Eve"), {"settings": ["sender"]}),
        (lambda files: files["settings"].update(marking="OFFICIAL-SENSITIVE"), {"settings": ["marking"]}),
        (
            lambda files: files["settings"]["cycles"]["2024-25"].update(
                recommendations=[{"id": "shared", "text": "Share it.", "benchmarks": ["plan"]}]
            ),
            {"settings": ["recommendations"]},
        ),
        (lambda files: files["authority"]["groups"].update(governance="Board"), {"authority": ["groups"]}),
        (lambda files: files["authority"]["letter"].update(thanks=["chair"]), {"authority": ["letter"]}),
        (lambda files: files["criteria"]["rules"].pop(0), {"criteria": ["rules", "whole"]}),
        (
            lambda files: files["criteria"]["benchmarks"][0].update(title="Another"),
            {"criteria": ["benchmarks.plan", "whole"]},
        ),
        (
            lambda files: files["criteria"]["benchmarks"].append(
                files["criteria"]["benchmarks"].pop(0) | {"number": 9}
            ),
            {"criteria": ["benchmarks.plan", "benchmarks", "whole"]},
        ),
    ],
)
def test_what_says_something_else_is_named_by_file_and_part(
    change: Callable[[Files], object], parts: dict[str, list[str]]
) -> None:
    assert _changed(change) == parts


@pytest.mark.parametrize(
    "change",
    [
        lambda files: files["review"]["letter"]["strengths"].__setitem__(0, {"text": "The first strength."}),
        lambda files: files["review"]["letter"].update(summary="A good year.  \n\nA second paragraph.\n"),
        lambda files: files["authority"]["people"]["lead"].append(
            {"name": "Next Lead", "title": "Lead", "from": "2025-09-01"}
        ),
        lambda files: files["authority"]["people"].update(other={"name": "Nobody Named", "title": "Clerk"}),
        lambda files: files["settings"]["people"].update(other={"name": "Nobody Named", "title": "Clerk"}),
        lambda files: files["settings"]["cycles"].update({"2025-26": {"criteria": "local-authority/2024-25"}}),
        lambda files: files["review"].update(dict(reversed(files["review"].items()))),
        lambda files: files["authority"]["people"]["lead"][1].update({"from": "2024-11-02"}),
        lambda files: files["settings"]["cycles"]["2024-25"].update(self_assessment_due="2025-04-01"),
    ],
)
def test_what_says_the_same_changes_nothing(change: Callable[[Files], object]) -> None:
    assert _changed(change) == {}


@pytest.mark.parametrize(
    "change",
    [
        lambda files: files["criteria"].update(sources=[{"title": "A paper"}]),
        lambda files: files["criteria"].update(note="A note."),
        lambda files: files["criteria"].update(replaces={"edition": "local-authority/2023-24"}),
    ],
)
def test_where_an_edition_comes_from_changes_it_only_as_a_whole(change: Callable[[Files], object]) -> None:
    assert _changed(change) == {"criteria": ["whole"]}


def test_long_and_short_answers_are_the_same() -> None:
    def answered(answer: object) -> dict[str, str]:
        files = data()
        files["assessment"]["benchmarks"]["plan"]["answers"] = {"met": {"owned": answer}}
        return parts_of(Assessment.model_validate(files["assessment"]))

    assert answered("met") == answered({"answer": "met"})
    assert answered("met") != answered({"answer": "met", "evidence": "The plan."})
    assert answered("met") != answered("not_met")


def test_line_ends_of_a_text_do_not_count_and_those_of_other_files_do() -> None:
    assert file_digest(b"a\r\nb", "letter.html") == file_digest(b"a\nb", "letter.html")
    assert file_digest(b"a\r\nb", "letter.docx") != file_digest(b"a\nb", "letter.docx")


@pytest.mark.parametrize(
    ("step", "people", "role"),
    [
        (SUBMIT, {}, None),
        (SUBMIT, {"prevent-lead": {"name": "Ann", "title": "Lead"}}, "prevent-lead"),
        (REVIEW, {}, "adviser"),
        (CLEAR, {}, "adviser"),
    ],
)
def test_who_usually_takes_a_step(step: Step, people: dict[str, Any], role: str | None) -> None:
    files = data()
    files["authority"]["people"].update(people)
    assert usual_role(_case(files), step.taker) == role


def test_whoever_signs_the_letters_clears_them() -> None:
    files = data()
    files["settings"]["people"]["head"] = {"name": "Sam Sender", "title": "Head of Letters"}
    assert usual_role(_case(files), CLEAR.taker) == "head"
    files["settings"]["people"]["head"]["name"] = "Another"
    assert usual_role(_case(files), CLEAR.taker) == "head"  # the only one besides the adviser
    files["review"]["agreed"]["on"] = datetime.date(2025, 5, 6).isoformat()
    files["settings"]["people"]["clerk"] = {"name": "Third", "title": "Clerk"}
    assert usual_role(_case(files), CLEAR.taker) is None


def test_files_that_cannot_be_read_have_no_parts() -> None:
    absent: dict[str, Any] = dict.fromkeys(data())
    found = issued_from(case_of(absent), (), {"letter.html.j2": b"a"})
    assert (found.assessment, found.review, found.authority, found.settings) == ({}, {}, {}, {})
    assert set(found.criteria) == {WHOLE}
    assert found.templates == {"letter.html.j2": file_digest(b"a", "letter.html.j2")}


def test_covered_authority_is_a_part_by_its_name() -> None:
    covered = Authority.model_validate({**data()["authority"], "id": "elsewhere"})
    then, now = issued_from(_case(data()), (), {}), issued_from(_case(data()), (covered,), {})
    assert differences(then.authority, now.authority) == ["covered.elsewhere"]
    renamed = issued_from(_case(data()), (covered.model_copy(update={"name": "Another"}),), {})
    assert differences(now.authority, renamed.authority) == ["covered.elsewhere"]


def test_only_person_of_an_authority_takes_its_steps() -> None:
    files = data()
    files["authority"]["people"] = {"clerk": {"name": "Ann", "title": "Clerk"}}
    assert usual_role(_case(files), SUBMIT.taker) == usual_role(_case(files), ACCEPT.taker) == "clerk"


def test_before_there_is_a_review_the_only_adviser_takes_its_steps() -> None:
    files: dict[str, Any] = {**data(), "review": None}
    assert usual_role(case_of(files), AGREE.taker) == "adviser"
    files["settings"]["people"]["clerk"] = {"name": "Third", "title": "Clerk"}
    assert usual_role(case_of(files), AGREE.taker) is None
    files["settings"]["people"]["prevent-adviser"] = {"name": "Fourth", "title": "Adviser"}
    assert usual_role(case_of(files), AGREE.taker) == "prevent-adviser"


def test_where_the_settings_cannot_be_read_nobody_clears() -> None:
    assert usual_role(case_of({**data(), "settings": None}), CLEAR.taker) is None


def test_whoever_signs_clears_also_where_there_are_others() -> None:
    files = data()
    files["settings"]["people"]["clerk"] = {"name": "Third", "title": "Clerk"}
    files["settings"]["people"]["head"] = {"name": "Sam Sender", "title": "Head of Letters"}
    files["settings"]["people"]["vacant"] = {"title": "Deputy"}
    assert usual_role(_case(files), CLEAR.taker) == "head"


def test_text_with_other_letters_has_the_digest_that_it_always_had() -> None:
    files = data()
    files["review"]["letter"] = {"summary": "Café, Łódź \u2013 \u201cwell\u201d"}
    found = parts_of(Review.model_validate(files["review"]))["letter"]
    assert found == "sha256:4db583ab0b8d3ede9a785b52438e9fcc1418074009030074b6632bf8e0492aba"
