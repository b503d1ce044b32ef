"""Authorities that follow one another, and whom a self-assessment is of."""

from types import MappingProxyType
from typing import Any

import pytest

from letters import case_of, data
from prevent_assure.checking.checks.succession import authorities_exist_and_are_covered_once, succession_is_clear
from prevent_assure.checking.subjects import AuthorityFile, CycleFile
from prevent_assure.diagnostics import Finding, Route
from prevent_assure.model.authority import Authority

KNOWN = frozenset({"anywhere", "elsewhere", "oldtown"})


def _authority(**more: Any) -> Authority:
    return Authority.model_validate({**data()["authority"], **more})


def _found(authority: Authority, **before: Authority | None) -> list[tuple[str, Route]]:
    return [(each.rule.code, each.route) for each in succession_is_clear(AuthorityFile(authority, None, before, KNOWN))]


@pytest.mark.parametrize(
    ("ended", "began", "found"),
    [
        ("2023-03-31", "2023-04-01", []),
        ("2023-03-31", None, []),
        ("2023-03-31", "2023-03-31", [("succession-unclear", ("successor_of",))]),
        ("2023-03-31", "2023-03-01", [("succession-unclear", ("successor_of",))]),
        (None, "2023-04-01", [("succession-unclear", ("successor_of",))]),
    ],
)
def test_successor_begins_after_the_one_before_has_ceased(ended: str | None, began: str | None, found: Any) -> None:
    oldtown = _authority(id="oldtown", valid_to=ended)
    assert _found(_authority(successor_of="oldtown", valid_from=began), oldtown=oldtown) == found


def test_each_others_successor_is_unclear_at_the_one_that_is_looked_at() -> None:
    oldtown = _authority(id="oldtown", valid_to="2023-03-31", successor_of="anywhere")
    authority = _authority(successor_of=["elsewhere", "oldtown"])
    elsewhere = _authority(id="elsewhere", valid_to="2023-03-31")
    found = _found(authority, elsewhere=elsewhere, oldtown=oldtown)
    assert found == [("succession-unclear", ("successor_of", 1))]


def test_predecessor_that_cannot_be_read_has_its_own_finding_and_none_here() -> None:
    assert _found(_authority(successor_of=["oldtown", "elsewhere"]), oldtown=None) == []


@pytest.mark.parametrize(
    ("of", "found"),
    [
        ("anywhere", [("succession-unclear", ("successor_of",))]),
        ("nowhere", [("unknown-authority", ("successor_of",))]),
        (["nowhere"], [("unknown-authority", ("successor_of", 0))]),
    ],
)
def test_successor_of_itself_or_of_nobody(of: Any, found: Any) -> None:
    assert _found(_authority(successor_of=of)) == found


@pytest.mark.parametrize(
    ("first", "last", "wrong"), [("2023-04-01", "2023-03-31", True), ("2023-04-01", "2023-04-01", False)]
)
def test_authority_that_ends_before_it_begins(first: str, last: str, wrong: bool) -> None:
    expected = [("dates-out-of-order", ("valid_to",))] if wrong else []
    assert _found(_authority(valid_from=first, valid_to=last)) == expected


def _cover_findings(files: dict[str, Any], assessed: tuple[str, ...]) -> list[Finding]:
    file = CycleFile("assessment", case_of(files), authorities=KNOWN, assessed=lambda name: name in assessed)
    return list(authorities_exist_and_are_covered_once(file))


def _covered(
    *covers: str, assessed: tuple[str, ...] = (), authority: Any = MappingProxyType({})
) -> list[tuple[str, Route]]:
    files = data()
    files["assessment"]["covers"] = list(covers)
    files["authority"].update(authority)
    return [(each.rule.code, each.route) for each in _cover_findings(files, assessed)]


def test_covered_authority_is_another_is_known_and_has_none_of_its_own() -> None:
    assert _covered("elsewhere", "oldtown") == []
    assert _covered("anywhere") == [("covered-twice", ("covers", 0))]
    assert _covered("elsewhere", "oldtown", "elsewhere") == [("covered-twice", ("covers", 2))]
    assert _covered("elsewhere", "nowhere") == [("unknown-authority", ("covers", 1))]
    assert _covered("elsewhere", "oldtown", assessed=("oldtown",)) == [("covered-twice", ("covers", 1))]


@pytest.mark.parametrize(
    ("dates", "valid"),
    [
        ({"valid_to": "2024-03-31"}, False),
        ({"valid_to": "2024-04-01"}, True),
        ({"valid_from": "2025-03-31"}, True),
        ({"valid_from": "2025-04-01"}, False),
    ],
)
def test_authority_exists_in_the_cycle_when_it_does_on_one_of_its_days(dates: dict[str, str], valid: bool) -> None:
    assert _covered(authority=dates) == ([] if valid else [("authority-not-valid", ("authority",))])


def test_outside_a_workspace_nothing_is_said_of_who_is_covered() -> None:
    files = data()
    files["assessment"]["covers"] = ["nowhere"]
    assert list(authorities_exist_and_are_covered_once(CycleFile("assessment", case_of(files)))) == []
