"""The YAML test suite: what is valid is read as it is meant, or refused for a reason that stands here."""

import json
from decimal import Decimal
from typing import Any

import pytest

from prevent_assure.source import SourceError, read
from yaml_test_suite import CASES

LENIENT = {
    "9C9N": "a flow collection that goes on in the column of its key",
    "DK95-01": "a text in quotes that goes on behind a tab",
    "G5U8": "a `-` alone in a flow collection",
    "QB6E": "a text in quotes that goes on in the column of its key",
    "S98Z": "an empty block with more spaces in its blank lines than below them",
    "Y79Y-003": "a flow collection that goes on behind a tab",
    "YJV2": "a `-` alone in a flow collection",
}
"""Not YAML, and read: the parser is lenient, and nobody reads it as anything else."""

WITHOUT_END = {"JEF9-02", "L24T-01"}
"""A last line of nothing but spaces, without an end: read without one, as ruamel reads it."""

UNUSED = {"yaml-anchor", "yaml-alias", "yaml-tag", "yaml-directive", "yaml-several-documents", "yaml-key-not-text"}
"""Refused on purpose: the parts of YAML that the files do without."""

STRICT = {
    "yaml-empty": {"8G76", "98YD", "AVM7", "DK95-07", "HWV9", "MUS6-02", "MUS6-03", "MUS6-04", "QT73"},
    "yaml-refused-character": {"G4RS"},
    "text-cut-short": {"DC7X"},
    # The parser does not read these. Tabs as spaces: 6BCT 6CA3 96NN A2M4 DK95 Q5MG R4YG Y79Y; a key before whose
    # `:` a line ends: 4MUZ 5MUD 9SA2 K3WX NJ66 UT92 VJP3; a key that is left out, which would be refused anyway:
    # 2JQS CFD4 FRK4 NHX8 NKF9 S3PD SM9W UKK6 WZ62; a text that begins with `:` in a flow collection: 58MP DBG4 HM87;
    # a `:` before `,`: 4ABK; a block at the top of a file, which is no file of ours: DK3J FP8R.
    "yaml-syntax": {
        "2JQS", "4ABK", "4MUZ-00", "4MUZ-01", "4MUZ-02", "58MP", "5MUD", "6BCT", "6CA3", "96NN-00", "96NN-01", "9SA2",
        "A2M4", "CFD4", "DBG4", "DK3J", "DK95-00", "DK95-03", "DK95-04", "FP8R", "FRK4", "HM87-00", "K3WX", "NHX8",
        "NJ66", "NKF9", "Q5MG", "R4YG", "S3PD", "SM9W-01", "UKK6-00", "UT92", "VJP3-01", "WZ62", "Y79Y-001",
        "Y79Y-010",
    },
}  # fmt: skip
"""Valid and refused, by the code of the finding."""


def _codes(text: str) -> set[str]:
    try:
        read(text.encode())
    except SourceError as error:
        return {finding.rule.code for finding in error.findings}
    return set()


def _sorted(value: Any) -> str:
    """A text that is the same for the same data, and tells 1 from True."""
    if isinstance(value, dict):
        return str(sorted((key, _sorted(item)) for key, item in value.items()))
    return str([_sorted(item) for item in value]) if isinstance(value, list) else repr(value)


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if not case.valid and name not in LENIENT])
def test_what_is_no_yaml_is_refused(name: str) -> None:
    assert _codes(CASES[name].yaml)


@pytest.mark.parametrize("name", LENIENT)
def test_list_of_what_is_read_all_the_same_is_no_longer_than_it_must_be(name: str) -> None:
    assert not CASES[name].valid
    assert _codes(CASES[name].yaml) == set()


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.valid])
def test_valid_yaml_is_read_or_refused_for_a_known_reason(name: str) -> None:
    codes = _codes(CASES[name].yaml)
    expected = {code for code, names in STRICT.items() if name in names}
    assert codes - UNUSED <= expected | ({"yaml-syntax"} if codes & UNUSED else set())
    assert expected <= codes


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.valid and not _codes(case.yaml)])
def test_what_is_read_is_read_as_it_is_meant(name: str) -> None:
    meant = CASES[name].json
    assert meant is not None
    text = CASES[name].yaml + "\n" * (name in WITHOUT_END)
    assert _sorted(read(text.encode()).data) == _sorted(json.loads(meant, parse_float=Decimal))


def test_most_of_the_suite_is_read() -> None:
    assert sum(case.valid and not _codes(case.yaml) for case in CASES.values()) >= 169
