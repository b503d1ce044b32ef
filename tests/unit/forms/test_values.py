"""Values between a file and a cell."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_assure.forms.layout import Input, Kind
from prevent_assure.forms.values import Misfit, digest, read_cell, tidy
from prevent_assure.source import REFUSED

BENCHMARKS = {"plan": "3 Plan, partners and risk", "training": "6 Training"}
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
        ("date", "14/03/25", "2025-03-14"),
        ("date", "14-Mar-2025", "2025-03-14"),
        ("date", "14-Mar-25", "2025-03-14"),
        ("date", "March 14, 2025", "2025-03-14"),
        ("date", "Fri 14th of March 2025", "2025-03-14"),
        ("answer", "\u2018Partly\u2011met\u2019", "partly_met"),
        ("text", "a\x0bb\u2029c", "a\nb\nc"),
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
    ("cell", "value"),
    [
        ("6 Training\n3 Plan, partners and risk", "training, plan"),
        ("3, 6", "plan, training"),
        ("3 and 6", "plan, training"),
        (6, "training"),
        ("- Training; - plan, partners and risk.", "training, plan"),
        ("training, plan", "training, plan"),
    ],
)
def test_benchmarks_are_known_by_number_title_and_id(cell: object, value: str) -> None:
    assert read_cell(Input("benchmarks", words=BENCHMARKS), cell) == value


@pytest.mark.parametrize(
    ("kind", "cell", "hint"),
    [
        ("answer", "partly meet", "did you mean Partly met? One of: Met, Partly met, Not met"),
        ("answer", "see e-mail", "choose one of: Met, Partly met, Not met"),
        ("answer", "Fully met", "did you mean Met? One of: Met, Partly met, Not met"),
        ("answer", "partially met", "did you mean Partly met? One of: Met, Partly met, Not met"),
        ("answer", "N/A", "choose one of: Met, Partly met, Not met"),
        ("answer", 1, "choose one of: Met, Partly met, Not met"),
        ("yes", "perhaps", "choose Yes, or leave the cell empty"),
        ("date", "31/02/2025", "write the day first, as in 14/03/2025"),
        ("date", "March", "write the day first, as in 14/03/2025"),
        ("date", datetime.datetime(1905, 7, 17), "write the day first, as in 14/03/2025"),  # noqa: DTZ001 - as above
        ("date", "14/03/2125", "write the day first, as in 14/03/2025"),
        ("date", 10**30, "write the day first, as in 14/03/2025"),
        ("text", "a\u202eb", "type the text anew without it"),
        ("text", "word " * 5000, "shorten it"),
        ("date", 14, "write the day first, as in 14/03/2025"),
        ("benchmarks", "Met, nothing", "choose one of: Met, Partly met, Not met"),
    ],
)
def test_what_does_not_fit_is_said_with_what_does(kind: Kind, cell: object, hint: str) -> None:
    found = read_cell(Input(kind, words=ANSWERS), cell)
    assert isinstance(found, Misfit)
    assert found.hint == hint


def test_a_day_far_away_that_the_file_has_already_is_left() -> None:
    assert read_cell(Input("date", value="1985-01-02"), "02/01/1985") == "1985-01-02"


@given(st.text())
def test_a_tidy_text_stays_as_it_is_and_is_read_so(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    found = read_cell(Input("text"), text)
    assert isinstance(found, Misfit) if REFUSED.search(tidy(text)) else found == tidy(text)
    assert (digest(tidy(text)) == "") == (tidy(text) == "")
