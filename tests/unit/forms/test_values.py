"""Values between a file and a cell."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_assure.forms.layout import Input, Kind
from prevent_assure.forms.values import Misfit, digest, read_cell, tidy

ANSWERS = {"met": "Met", "partly_met": "Partly met", "not_met": "Not met"}


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        ("answer", "Partly met", "partly_met"),
        ("answer", " partly  MET. ", "partly_met"),
        ("answer", "partly_met", "partly_met"),
        ("answer", None, ""),
        ("answer", "  \n", ""),
        ("yes", "Yes", "true"),
        ("yes", True, "true"),
        ("yes", "no", ""),
        ("yes", False, ""),
        ("date", datetime.datetime(2025, 3, 14), "2025-03-14"),  # noqa: DTZ001 - as a spreadsheet has it
        ("date", datetime.date(2025, 3, 14), "2025-03-14"),
        ("date", "14/3/2025", "2025-03-14"),
        ("date", "14.03.2025", "2025-03-14"),
        ("date", "14 March 2025", "2025-03-14"),
        ("date", "Friday, 14th Mar 2025", "2025-03-14"),
        ("date", "2025-03-14", "2025-03-14"),
        ("date", 45730, "2025-03-14"),
        ("line", "two\nlines", "two lines"),
        ("text", "a \r\nb\u200b\n", "a\nb"),
        ("text", 94, "94"),
        ("text", 94.0, "94"),
        ("text", 0.5, "0.5"),
        ("text", datetime.datetime(2025, 3, 14), "2025-03-14"),  # noqa: DTZ001 - as above
        ("benchmarks", "Met\npartly met; Met", "met, partly_met"),
    ],
)
def test_what_people_type_is_understood(kind: Kind, cell: object, value: str) -> None:
    assert read_cell(Input(kind, words=ANSWERS), cell) == value


@pytest.mark.parametrize(
    ("kind", "cell", "hint"),
    [
        ("answer", "partly meet", "did you mean Partly met? One of: Met, Partly met, Not met"),
        ("answer", "see e-mail", "choose one of: Met, Partly met, Not met"),
        ("answer", 1, "choose one of: Met, Partly met, Not met"),
        ("yes", "perhaps", "choose Yes, or leave the cell empty"),
        ("date", "31/02/2025", "write the day first, as in 14/03/2025"),
        ("date", "March", "write the day first, as in 14/03/2025"),
        ("date", 14, "write the day first, as in 14/03/2025"),
        ("benchmarks", "Met, nothing", "choose one of: Met, Partly met, Not met"),
    ],
)
def test_what_does_not_fit_is_said_with_what_does(kind: Kind, cell: object, hint: str) -> None:
    found = read_cell(Input(kind, words=ANSWERS), cell)
    assert isinstance(found, Misfit)
    assert found.hint == hint


@given(st.text())
def test_a_tidy_text_stays_as_it_is_and_is_read_so(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert read_cell(Input("text"), text) == tidy(text)
    assert (digest(tidy(text)) == "") == (tidy(text) == "")
