"""Whether advisers judge alike: rates, and like answers with unlike outcomes."""

import hashlib
from collections import Counter
from collections.abc import Iterator

from prevent_assure.model.answers import ANSWERS

from .counts import benchmark_link, worded_counts
from .figures import UNANSWERED, BenchmarkFigures
from .kept_rows import ReasonedRow
from .pages import Picture
from .views import ModerationView, RateView, ReasonedView, UnlikeOutcomeView, UnlikeView


def moderation_page(picture: Picture) -> ModerationView:
    """Build the page of moderation."""
    benchmarks = picture.figures.scored()
    rates = [_rate(benchmark_link(each).text, each.agreed.total(), each.judged, each.overrides) for each in benchmarks]
    return ModerationView(
        picture.site("moderation"),
        _rate(
            "", sum(one.agreed for one in rates), sum(one.judged for one in rates), sum(one.outside for one in rates)
        ),
        tuple(rates),
        tuple(_advisers(picture)),
        picture.advisers is not None,
        tuple(view for each in benchmarks for view in _unlike(picture, each)),
    )


def _rate(name: str, agreed: int, judged: int, outside: int) -> RateView:
    return RateView(name, agreed, judged, outside, _share(judged, agreed), _share(outside, agreed))


def _share(part: int, whole: int) -> int:
    return (200 * part + whole) // (2 * whole) if whole else 0


def _advisers(picture: Picture) -> Iterator[RateView]:
    """Give the advisers' rates; unnamed ones in an order that says nothing of who they are."""
    found = picture.figures.advisers
    mixed = sorted(found, key=lambda role: hashlib.blake2b(role.encode()).digest())
    for number, role in enumerate(mixed, 1):
        name = str(number) if picture.advisers is None else picture.advisers.get(role, role)
        yield _rate(name, found[role].agreed, found[role].judged, found[role].overrides)


def _unlike(picture: Picture, each: BenchmarkFigures) -> Iterator[UnlikeView]:
    """Give the answers that got several outcomes, by the criteria that are open in them."""
    shown: dict[int, dict[str, list[ReasonedView]]] = {}
    counts: dict[int, Counter[str]] = {}
    first: dict[int, ReasonedRow] = {}
    differing: dict[int, dict[str, None]] = {}
    for row in picture.rows.of(ReasonedRow, each.benchmark.id):
        if len(picture.figures.like.get(row.pattern, ())) < 2:  # noqa: PLR2004 - one outcome is like itself
            continue
        counts.setdefault(row.pattern, Counter())[row.agreed] += 1
        first.setdefault(row.pattern, row)
        differing.setdefault(row.pattern, {}).update(dict.fromkeys(row.views))
        shown.setdefault(row.pattern, {}).setdefault(row.agreed, []).append(picture.reasoned(row, each))
    for pattern in sorted(counts, key=lambda pattern: (len(first[pattern].open), [*first[pattern].open], pattern)):
        row = first[pattern]
        outcomes = [
            UnlikeOutcomeView(picture.outcome(agreed), count, tuple(shown[pattern][agreed]))
            for agreed, count in counts[pattern].items()
        ]
        yield UnlikeView(
            benchmark_link(each),
            tuple(one for one in worded_counts((*ANSWERS, UNANSWERED), row.answers) if one.count),
            tuple(picture.criterion(each, _place(name), word) for name, word in row.open.items()),
            tuple(picture.criterion(each, ("", name), "").text for name in differing[pattern]),
            tuple(sorted(outcomes, key=lambda one: one.outcome.rank)),
        )


def _place(name: str) -> tuple[str, str]:
    level, _, criterion = name.partition("/")
    return level, criterion
