"""From rows to the pages that list: good practice, and recommendations."""

from prevent_assure.text.narrative import parse

from .building import Picture
from .counting import PROGRESS, authority_page, before_in_words, benchmark_link, worded_counts
from .grouping import Rows, groups
from .rows import StrengthRow
from .views import (
    BenchmarkCountView,
    GoodPracticeView,
    LinkView,
    RecommendationsView,
    StrengthView,
)


def good_practice_page(picture: Picture, rows: Rows) -> GoodPracticeView:
    """Build the page of good practice.

    Args:
        picture: What the pages share.
        rows: The strengths that may be shown.

    Returns:
        The view.
    """
    strengths = (StrengthRow(*each) for each in rows)
    shown = [
        StrengthView(LinkView(each.name, authority_page(each.authority)), each.region, parse(each.text))
        for each in strengths
    ]
    return GoodPracticeView(picture.site("good-practice"), tuple(shown))


def recommendations_page(picture: Picture, others: Rows) -> RecommendationsView:
    """Build the page of recommendations.

    Args:
        picture: What the pages share.
        others: The recommendations that name no benchmark.

    Returns:
        The view.
    """
    return RecommendationsView(
        picture.site("recommendations"),
        tuple(BenchmarkCountView(benchmark_link(each), each.recommendations) for each in picture.figures.scored()),
        worded_counts(PROGRESS, picture.figures.progress),
        groups(others),
        before_in_words(picture.before),
    )
