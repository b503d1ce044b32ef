"""The core schema of YAML 1.2: each way to write what is no text, and what looks like it and is text."""

from decimal import Decimal
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st

import pure_yaml
from prevent_assure.source import read
from prevent_assure.source.scalars import is_text


def _value(text: str) -> Any:
    return read(f"- {text}".encode()).data[0]


VALUES: list[tuple[str, Any]] = [
    ("null", None),
    ("Null", None),
    ("NULL", None),
    ("~", None),
    ("", None),
    ("true", True),
    ("True", True),
    ("TRUE", True),
    ("false", False),
    ("False", False),
    ("FALSE", False),
    ("0", 0),
    ("-0", 0),
    ("+12", 12),
    ("007", 7),
    ("0o17", 15),
    ("0x1F", 31),
    ("0xfF", 255),
    ("0.8", Decimal("0.8")),
    ("0.80", Decimal("0.80")),
    (".5", Decimal("0.5")),
    ("-.5", Decimal("-0.5")),
    ("5.", Decimal(5)),
    ("1e3", Decimal("1e3")),
    ("-1.5E-3", Decimal("-1.5E-3")),
    ("1e300", Decimal("1e300")),
    ("1e-300", Decimal("1e-300")),
]

TEXTS = [
    "no", "No", "NO", "yes", "on", "off", "y", "n", "nULL", "tRUE", "truE", "nil", "none", "None", "not_met", "Frank",
    "2024-05-19", "2024-25", "12:30", "190:20:30", "1_000", "0b101", "0O17", "0X1F", "+0x1F", "-0o7", "0o8", "0xg",
    "1.2.3", "1,000", "1e", "e3", ".", "-.", "..5", "+", "--1", "1-", ".Nan", ".INf", "inf", "nan", "Infinity", "~a",
    "~~", "5%", "£5", "1 2", "٣",
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_what_the_core_schema_names_is_read_so(text: str, value: Any) -> None:
    assert repr(_value(text)) == repr(value)


@pytest.mark.parametrize("text", TEXTS)
def test_all_else_is_text(text: str) -> None:
    assert _value(text) == text


@pytest.mark.parametrize("text", [text for text, _ in VALUES])
def test_quotes_and_blocks_make_text_of_anything(text: str) -> None:
    assert _value(f"'{text}'") == text
    assert _value(f'"{text}"') == text
    assert _value(f"|-\n  {text}") == text


@hypothesis.settings(max_examples=1000)
@hypothesis.given(st.text(st.sampled_from("0123456789abcdefxoEe+-._~nulTRUE"), max_size=8))
def test_any_plain_scalar_is_read_by_the_table_of_the_specification(text: str) -> None:
    hypothesis.assume(text not in {"-", "---", "..."} and "inf" not in text.lower() and "nan" not in text.lower())
    meant = pure_yaml.resolved(text)
    hypothesis.assume(not isinstance(meant, Decimal) or abs(meant.adjusted()) < 250)
    assert repr(_value(text)) == repr(meant)


@pytest.mark.parametrize("text", ["1", "0x1F", "true", "~", "", ".inf", "1e999"])
def test_what_is_no_text_or_refused_is_not_taken_for_text(text: str) -> None:
    assert not is_text(text)


@pytest.mark.parametrize("text", ["no", "2025-03-14", "1_000", "12:30", "word"])
def test_what_stays_as_it_is_written_is_text(text: str) -> None:
    assert is_text(text)
