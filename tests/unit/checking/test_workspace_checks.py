"""Checks of settings and authorities, each at its place."""

from typing import Any

import pytest

from letters import case_of, data
from prevent_assure.checking.checks.record import ISSUE_RECORD_MISSING, ISSUED_LETTER_CHANGED, LETTER_SUMS_CHANGED
from prevent_assure.checking.checks.workspace import accepted_nothing, name_agrees, workspaces_are_there
from prevent_assure.checking.registry import findings
from prevent_assure.checking.subjects import AuthorityFile, NamedFile, SettingsFile
from prevent_assure.diagnostics import Finding, Route, Rule, Severity

FORM = Rule("unknown-key", Severity.ERROR, "A key that is not known.", of_form=True)
LINT = Rule("letter-placeholder", Severity.WARNING, "A placeholder.")
PROOF = (ISSUED_LETTER_CHANGED, ISSUE_RECORD_MISSING, LETTER_SUMS_CHANGED)
CODES = {each.code: each for each in (FORM, LINT, *PROOF)}


def _settings(**more: Any) -> list[Finding]:
    files = data()
    files["settings"].update(more)
    settings = case_of(files).settings
    assert settings is not None
    file = SettingsFile(settings, "1.2.0", ("anywhere",), ("local-authority/2024-25",), CODES, ())
    return list(findings("settings", file))


def _places(found: list[Finding]) -> list[tuple[str, Route]]:
    return [(each.rule.code, each.route) for each in found]


CYCLE = data()["settings"]["cycles"]["2024-25"]


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({}, []),
        ({"requires": ">=1.0, <2"}, []),
        ({"requires": ">=1.3"}, [("other-version-required", ("requires",))]),
        ({"current_cycle": "2025-26"}, [("unknown-cycle", ("current_cycle",))]),
        (
            {"cycles": {"2024-25": {"criteria": "local-authority/2024-26"}}},
            [("unknown-edition", ("cycles", "2024-25", "criteria"))],
        ),
        (
            {"cycles": {"2024-25": {"extensions": {"anywhere": "2025-04-14", "anywher": "2025-04-14"}}}},
            [("unknown-authority", ("cycles", "2024-25", "extensions", "anywher"))],
        ),
        (
            {"cycles": {"2024-25": {"recommendations": [{"id": "a", "text": "A."}, {"id": "a", "text": "B."}]}}},
            [("recommendation-twice", ("cycles", "2024-25", "recommendations", 1, "id"))],
        ),
        (
            {"cycles": {"2024-25": {"recommendations": [{"id": "a", "text": "Do [name]."}]}}},
            [("letter-placeholder", ("cycles", "2024-25", "recommendations", 0, "text"))],
        ),
        (
            {"sender": {**data()["settings"]["sender"], "unit": "TBC", "address": ["1 Road", "[address]"]}},
            [("letter-placeholder", ("sender", "unit")), ("letter-placeholder", ("sender", "address", 1))],
        ),
        ({"findings": {"letter-placeholder": "error"}}, []),
        ({"findings": {"unknown-key": "error"}}, []),
        ({"findings": {"unknown-key": "warning"}}, [("severity-not-lowered", ("findings", "unknown-key"))]),
        (
            {"findings": {"issue-record-missing": "suggestion", "issued-letter-changed": "error"}},
            [("severity-not-lowered", ("findings", "issue-record-missing"))],
        ),
        (
            {"accepted": [{"code": "letter-sums-changed", "reason": "So."}]},
            [("severity-not-lowered", ("accepted", 0, "code"))],
        ),
        ({"findings": {"unknown-keys": "warning"}}, [("unknown-code", ("findings", "unknown-keys"))]),
        ({"accepted": [{"code": "letter-placeholder", "reason": "Meant."}]}, []),
        (
            {
                "accepted": [
                    {"code": "letter-placeholders", "reason": "Meant."},
                    {"code": "unknown-key", "reason": "Meant."},
                ]
            },
            [("unknown-code", ("accepted", 0, "code")), ("severity-not-lowered", ("accepted", 1, "code"))],
        ),
    ],
)
def test_settings_fault_is_found_at_its_place(more: dict[str, Any], found: list[tuple[str, Route]]) -> None:
    assert _places(_settings(**more)) == found


@pytest.mark.parametrize(
    ("more", "hint"),
    [
        ({"current_cycle": "2025-26"}, "cycles here: 2024-25; `prevent-assure cycle open 2025-26` begins a new one"),
        (
            {"cycles": {"2024-25": {"criteria": "local-authority/2024-26"}}},
            "did you mean `criteria: local-authority/2024-25`?",
        ),
        ({"cycles": {"2024-25": {"criteria": "x/1"}}}, "write `criteria: local-authority/2024-25`"),
        ({"findings": {"unknown-keys": "warning"}}, "did you mean `unknown-key`?"),
        (
            {"cycles": {"2024-25": {"extensions": {"anywher": "2025-04-14"}}}},
            "did you mean `anywhere`?",
        ),
    ],
)
def test_hint_names_what_there_is(more: dict[str, Any], hint: str) -> None:
    (found,) = _settings(**more)
    assert found.hint == hint


def _authority(**more: Any) -> list[Finding]:
    files = data()
    files["authority"].update(more)
    case = case_of(files)
    assert case.authority is not None
    return list(findings("authority", AuthorityFile(case.authority, case.settings)))


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({}, []),
        ({"letter": {"to": "chief", "cc": ["adviser"]}}, []),
        ({"letter": {"to": "chef"}}, [("unknown-person", ("letter", "to"))]),
        (
            {"letter": {"to": "chief", "cc": ["lead", "char"], "thanks": ["led"]}},
            [("unknown-person", ("letter", "cc", 1)), ("unknown-person", ("letter", "thanks", 0))],
        ),
        (
            {"name": "[name] Council", "address": ["1 Street", "[address]"]},
            [("letter-placeholder", ("name",)), ("letter-placeholder", ("address", 1))],
        ),
    ],
)
def test_authoritys_fault_is_found_at_its_place(more: dict[str, Any], found: list[tuple[str, Route]]) -> None:
    assert _places(_authority(**more)) == found


def test_whom_a_letter_names_may_stand_in_the_settings_as_far_as_they_can_be_read() -> None:
    files = data()
    files["authority"]["letter"]["cc"] = ["adviser"]
    authority = case_of(files).authority
    assert authority is not None
    (found,) = findings("authority", AuthorityFile(authority))
    assert (found.rule.code, found.hint) == ("unknown-person", "write one of `chief`, `lead`, `chair`")


def test_file_that_says_otherwise_than_its_name() -> None:
    review = case_of(data()).review
    assert review is not None
    named = {"authority": "anywhere", "cycle": "2024-25"}
    assert list(name_agrees(NamedFile(review, named))) == []
    (found,) = name_agrees(NamedFile(review.model_copy(update={"cycle": "2023-24"}), named))
    assert (found.rule.code, found.route) == ("name-disagrees", ("cycle",))
    assert "which say 2024-25" in found.message


def test_entry_that_accepts_nothing_and_workspace_that_is_none() -> None:
    assert accepted_nothing(3, is_there=False).route == ("accepted", 3, "path")
    assert accepted_nothing(3, is_there=True).route == ("accepted", 3)
    settings = case_of().settings
    assert settings is not None
    file = SettingsFile(settings, "1.2.0", (), (), {}, [(1, "it is a file", "name its folder")])
    (found,) = workspaces_are_there(file)
    assert (found.route, found.message, found.hint) == (("workspaces", 1), "it is a file", "name its folder")
