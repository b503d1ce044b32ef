"""What is read out of values that are not written as their key takes them, and what is left to people."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_assure.model.answers import ANSWERS
from prevent_assure.model.meant import meant_cycle, meant_dates, meant_word


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Met", "met"), ("MET", "met"), ("“met”", "met"), ("\u2018Met\u2019", "met"), ("met\u00a0", "met"),
        ("me\u200bt", "met"),
        ("me\u00adt", "met"), ("Partly met", "partly_met"), ("not-met", "not_met"), ("N/A", "not_applicable"),
        ("n.a.", "not_applicable"), ("Not  Applicable", "not_applicable"), ("yes", None), ("mett", None), ("", None),
        ("x", None), ("met or not met", None), ("“", None), ("na", None),
    ],
)  # fmt: skip
def test_a_word_is_known_in_any_dress_and_no_other_word_is_guessed(written: str, meant: str | None) -> None:
    assert meant_word(written, ANSWERS) == meant


def test_what_only_another_place_takes_is_not_meant_here() -> None:
    assert meant_word("N/A", ("present", "absent")) is None
    assert meant_word("Good progress", ("good_progress", "good-progress")) is None


@pytest.mark.parametrize(
    ("written", "readings"),
    [
        ("14/03/2025", ("2025-03-14",)), ("14.3.2025", ("2025-03-14",)), ("14 March 2025", ("2025-03-14",)),
        ("14th March, 2025", ("2025-03-14",)), ("Friday 14 March 2025", ("2025-03-14",)),
        ("14-Mar-2025", ("2025-03-14",)),
        ("March 14, 2025", ("2025-03-14",)), ("2025-3-14", ("2025-03-14",)), ("2025/03/14", ("2025-03-14",)),
        ("14\u00a0March 2025", ("2025-03-14",)), ("“2025-03-14”", ("2025-03-14",)),
        ("2025-03-14 00:00:00", ("2025-03-14",)),
        ("03/14/2025", ("2025-03-14",)), ("05/05/2025", ("2025-05-05",)), ("4/3/2025", ("2025-03-04", "2025-04-03")),
        ("31/02/2025", ()), ("14/03/25", ()),
        ("March 2025", ()), ("14 Marz 2025", ()), ("2025-13-01", ()), ("soon", ()),
        ("40/40/2025", ()), ("31 June 2025", ()),
    ],
)  # fmt: skip
def test_a_date_has_each_reading_that_the_calendar_has(written: str, readings: tuple[str, ...]) -> None:
    assert meant_dates(written) == readings


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_every_british_date_has_its_day_among_its_readings(day: datetime.date) -> None:
    readings = meant_dates(f"{day.day:02}/{day.month:02}/{day.year}")
    assert readings[0] == day.isoformat()
    assert (len(readings) == 1) == (day.day > 12 or day.day == day.month)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2024/25", "2024-25"), ("2024-2025", "2024-25"), ("2024 / 2025", "2024-25"), ("2024\u201325", "2024-25"),
        ("“2024-25”", "2024-25"), ("2024_25", "2024-25"), ("1999/2000", "1999-00"), ("2024/26", None),
        ("2024-25-26", None),
        ("2024", None), ("24/25", None), ("2024-2125", None),
    ],
)  # fmt: skip
def test_a_cycle_is_two_following_years_however_they_are_joined(written: str, meant: str | None) -> None:
    assert meant_cycle(written) == meant
