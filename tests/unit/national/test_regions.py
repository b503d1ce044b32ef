"""Names of regions in figures for outside: what may pass for one, and which are printed."""

import pytest

from prevent_assure.national.regions import is_like_a_region, named_together, printed_regions


@pytest.mark.parametrize(
    "text",
    [
        "West Midlands", "Yorkshire and the Humber", "Yorkshire & the Humber", "East of England", "Gogledd Cymru",
        "The Islands", "South-West", "King's Lynn", "Stoke-on-Trent", "Region 4", "Fells and Lakes", "Île-de-France",
    ],
)  # fmt: skip
def test_name_of_a_region_passes(text: str) -> None:
    assert is_like_a_region(text)


@pytest.mark.parametrize(
    "text",
    [
        "Jane Doe wrote this account of the year", "jane.doe@example.org", "https://www.example.org", "Ask Ms Doe",
        "West Midlands (Jane Doe)", "West Midlands, Jane Doe", "West Midlands: see notes", "Ring 01234 567890",
        "Cllr Doe", "A Region With Far Too Many Words In It", "X" * 61, "@JaneDoe", "North.East", "<b>North</b>",
        "the north east team", "West Midlands / Jane Doe",
    ],
)  # fmt: skip
def test_text_that_says_more_does_not(text: str) -> None:
    assert not is_like_a_region(text)


def test_region_that_one_council_alone_gives_is_named_only_where_it_is_known() -> None:
    counts = {"Northmoor": 2, "Jane Doe": 1, "South-West": 1, "Yorkshire & The Humber": 1, "Other Regions": 3, None: 4}
    assert set(printed_regions(counts)) == {"Northmoor", "South-West", "Yorkshire & The Humber"}


def test_regions_that_stand_together_are_named_as_far_as_they_are_printed() -> None:
    assert named_together(["B", "A"], {"A", "B"}) == "A, B"
    assert named_together(["B", "Jane Doe"], {"B"}) == "B, other regions"
    assert named_together(["Jane Doe"], set()) == "Other regions"
    assert named_together(["B", None], {"B"}) == "B, \u2013"
    assert named_together([None], set()) == ""
