"""Versions that settings ask for."""

import pytest

from prevent_assure.checking.checks.workspace import satisfies


@pytest.mark.parametrize(
    ("version", "requirement"),
    [("1.0.0", ">=1.0"), ("1.10.0", ">1.9"), ("1.0.0", "==1"), ("1.2.3", ">=1.0, <2"), ("1.0.1", "!=1.0")],
)
def test_version_that_fits(version: str, requirement: str) -> None:
    assert satisfies(version, requirement)


@pytest.mark.parametrize(
    ("version", "requirement"),
    [
        ("1.0.0", ">=1.0.1"),
        ("2.0.0", ">=1.0, <2"),
        ("1.0.0", "newest"),
        ("1.0.0", ""),
        ("1.0.0", "~=1.0"),
        ("1.9", ">1.10"),
    ],
)
def test_version_that_does_not_fit_or_a_requirement_that_cannot_be_read(version: str, requirement: str) -> None:
    assert not satisfies(version, requirement)
