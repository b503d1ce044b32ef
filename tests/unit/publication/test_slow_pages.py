"""The search of a finished page ends soon, whatever a template or a text of one endless word makes it read."""

import pytest

from prevent_assure.publication.name_addresses import addresses
from prevent_assure.publication.search import forms_of, readable_texts
from stopwatch import seconds


@pytest.mark.parametrize("piece", ["&#", "<script>", "<style ", "<a b='", ".", "<!--", "a@"])
def test_page_that_is_made_to_cost_time_is_searched_in_bounds(piece: str) -> None:
    text = piece * 100_000

    def searched() -> None:
        assert list(readable_texts("html", text.encode()))
        assert forms_of(text)
        assert list(addresses(text)) == ([(0, len(text))] if piece == "a@" else [])

    assert seconds(searched) < 20


def test_styles_and_scripts_are_taken_out_where_they_end() -> None:
    page = "a<style>b</style>c<script>d<style></script>e</script>f<style>g"
    assert next(readable_texts("html", page.encode())) == "a c efg"
