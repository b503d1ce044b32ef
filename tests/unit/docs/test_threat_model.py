"""docs/threat-model.md: each claim names a test that is there."""

import re

import pytest

from pages import DOCS, ROOT, inline, read, sections

PAGE = read(DOCS / "threat-model.md")
TESTS = sorted({name for name in inline(PAGE) if name.startswith("tests/")})
TARGETS = ("`make browser`", "`make check`")


@pytest.mark.parametrize("name", TESTS)
def test_test_that_holds_a_claim_is_there(name: str) -> None:
    path, _, function = name.partition("::")
    assert f"def {function}(" in read(ROOT / path)


def test_each_claim_names_what_holds_it() -> None:
    tables = [line for text in sections(PAGE).values() for line in text.split("\n") if line.startswith("| ")]
    claims = [line for line in tables if not re.match(r"\| attack \|", line)]
    assert len(claims) > 15
    assert [line for line in claims if "`tests/" not in line and not any(each in line for each in TARGETS)] == []
