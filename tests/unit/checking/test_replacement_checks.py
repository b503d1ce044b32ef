"""What an edition says of the edition before: each fault at its place, and silence about nothing."""

from typing import Any

import pytest

from prevent_assure.checking.checks.replacements import replacements_fit_the_edition_before
from prevent_assure.checking.subjects import CriteriaFile
from prevent_assure.diagnostics import Finding
from prevent_assure.model.criteria import Criteria
from random_rules import edition

MEMBERS = {"base": ["a", "b"], "more": ["c"], "signs": ["d"]}
RULES: list[dict[str, Any]] = [{"outcome": ["worst", "best"]}]


def _edition(name: str, members: dict[str, list[Any]], **more: Any) -> Criteria:
    ids = {
        level: [each["id"] if isinstance(each, dict) else each for each in group] for level, group in members.items()
    }
    made = edition(ids, RULES)
    placed = made["benchmarks"][0]["criteria"]
    for level, group in members.items():
        for at, each in enumerate(group):
            if isinstance(each, dict):
                placed[level][at].update(each)
    return Criteria.model_validate({**made, "edition": name, **more})


BEFORE = _edition("2023-24", MEMBERS)
BENCHMARK = BEFORE.benchmarks[0].id
REF = BEFORE.ref


def replacement_findings(criteria: Criteria, before: Criteria | None, editions: list[str]) -> list[Finding]:
    file = CriteriaFile(criteria, before, before_unreadable=False, editions=editions)
    return list(replacements_fit_the_edition_before(file))


def _findings(members: dict[str, list[Any]], *retired: str, before: Criteria | None = BEFORE) -> list[Finding]:
    listed = [{"criterion": each, "reason": "No longer asked."} for each in retired]
    new = _edition("2024-25", members, replaces={"edition": REF, "retired": listed})
    return replacement_findings(new, before, [REF])


def _routes(found: list[Finding]) -> list[tuple[str, str]]:
    return [(each.rule.code, ".".join(map(str, each.route))) for each in found]


def _new(*replaces: str, same: bool | None = None) -> dict[str, Any]:
    named = list(replaces) if same is None else {"criteria": list(replaces), "same_meaning": same}
    return {"id": "new", "text": "New.", "replaces": named}


IN_BASE = "benchmarks.0.criteria.base"


@pytest.mark.parametrize(
    ("members", "retired", "found"),
    [
        (MEMBERS, (), []),
        ({**MEMBERS, "base": ["a", _new("b")]}, (), []),
        ({**MEMBERS, "base": ["a", _new("b", same=True)]}, (), []),
        ({**MEMBERS, "base": ["a"]}, (f"{BENCHMARK}/b",), []),
        ({**MEMBERS, "base": ["a"]}, (), [("criterion-dropped", "replaces")]),
        (
            {**MEMBERS, "base": ["a", _new("b", "c")], "more": []},
            (),
            [],
        ),
        (
            MEMBERS,
            (f"{BENCHMARK}/b",),
            [("replaced-twice", "replaces.retired.0.criterion")],
        ),
        (
            MEMBERS,
            (BENCHMARK,),
            [("replaced-twice", "replaces.retired.0.criterion")],
        ),
        (
            {**MEMBERS, "base": ["a"]},
            (f"{BENCHMARK}/b", f"{BENCHMARK}/b"),
            [("replaced-twice", "replaces.retired.1.criterion")],
        ),
        (
            {**MEMBERS, "base": ["a", _new("b")]},
            (f"{BENCHMARK}/b",),
            [("replaced-twice", f"{IN_BASE}.1.replaces.0")],
        ),
        (
            {**MEMBERS, "base": ["a", _new("b", "b")]},
            (),
            [("replaced-twice", f"{IN_BASE}.1.replaces.1")],
        ),
        (
            {**MEMBERS, "base": ["a", _new("bb")]},
            (),
            [("unknown-replaced", f"{IN_BASE}.1.replaces.0")],
        ),
        (
            MEMBERS,
            ("elsewhere/b",),
            [("unknown-replaced", "replaces.retired.0.criterion")],
        ),
        (
            {**MEMBERS, "base": ["a", _new("b", "c", same=True)], "more": []},
            (),
            [
                ("same-meaning-of-several", f"{IN_BASE}.1.replaces.criteria.0"),
                ("same-meaning-of-several", f"{IN_BASE}.1.replaces.criteria.1"),
            ],
        ),
        (
            {**MEMBERS, "base": [_new("b", same=True), {"id": "other", "text": "Other.", "replaces": ["b"]}, "a"]},
            (),
            [("same-meaning-of-several", f"{IN_BASE}.0.replaces.criteria.0")],
        ),
    ],
)
def test_fault_is_found_at_its_place(
    members: dict[str, list[Any]], retired: tuple[str, ...], found: list[tuple[str, str]]
) -> None:
    kept = {level: group for level, group in members.items() if group}
    findings = _findings(kept, *retired)
    assert _routes(findings) == found
    assert all(each.hint for each in findings)


def test_edition_does_not_follow_itself_or_one_that_is_not_there() -> None:
    itself = _edition("2023-24", MEMBERS, replaces={"edition": REF})
    (found,) = replacement_findings(itself, itself, [REF])
    assert (found.rule.code, found.message) == ("unknown-edition", "an edition cannot follow itself")
    (missing,) = _findings(MEMBERS, before=None)
    assert (missing.rule.code, missing.route) == ("unknown-edition", ("replaces", "edition"))
    assert "neither in the workspace nor packaged" in missing.message


def test_criteria_that_replace_need_the_edition_that_they_follow_and_one_finding_says_so() -> None:
    new = _edition("2024-25", {**MEMBERS, "base": ["a", _new("b")], "more": [{**_new("c"), "id": "newer"}]})
    assert _routes(replacement_findings(new, None, [REF])) == [("missing-key", f"{IN_BASE}.1.replaces")]
    assert (replacement_findings(BEFORE, None, [REF])) == []


def test_name_that_is_nearly_one_is_guessed_and_another_says_how_names_are_written() -> None:
    near, far = (_findings({**MEMBERS, "base": ["a", "b", _new(name)]})[0].hint for name in ("e", "nothing-like-it"))
    assert near != far
    assert far == "write benchmark and id, as in `training/publicity`"


def test_nothing_is_held_against_an_edition_before_that_cannot_be_read() -> None:
    new = _edition("2024-25", {"base": [_new("nowhere")]}, replaces={"edition": REF, "retired": []})
    unreadable = CriteriaFile(new, None, before_unreadable=True, editions=[REF])
    assert list(replacements_fit_the_edition_before(unreadable)) == []
    assert replacement_findings(new, BEFORE, [REF]) != []
