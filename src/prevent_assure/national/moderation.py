"""Whether advisers judge alike: rates, and like answers with unlike outcomes."""

import hashlib
from collections.abc import Callable, Iterable

from prevent_assure.model.answers import ANSWERS

from .building import Picture
from .counting import benchmark_link
from .figures import UNANSWERED, AdviserFigures, BenchmarkFigures
from .grouping import Rows
from .rows import ReasonedRow
from .views import CountView, ModerationView, RateView, ReasonedView, UnlikeOutcomeView, UnlikeView

_SHOWN = 5
WORDS = (*ANSWERS, UNANSWERED)


def moderation_page(picture: Picture, rows: Callable[[str], Rows]) -> ModerationView:
    """Build the page of moderation.

    Args:
        picture: What the pages share.
        rows: Gives the agreed outcomes of a benchmark.

    Returns:
        The view.
    """
    figures = picture.figures
    benchmarks = figures.scored()
    total = AdviserFigures()
    for each in benchmarks:
        total.agreed += each.agreed.total()
        total.judged += each.judged
        total.overrides += each.overrides
    return ModerationView(
        picture.site("moderation"),
        _rate("", total.agreed, total.judged, total.overrides),
        tuple(
            _rate(benchmark_link(each).text, each.agreed.total(), each.judged, each.overrides) for each in benchmarks
        ),
        tuple(_advisers(picture)),
        picture.advisers is not None,
        tuple(view for each in benchmarks for view in _unlike(picture, each, rows(each.benchmark.id))),
    )


def _rate(name: str, agreed: int, judged: int, outside: int) -> RateView:
    return RateView(name, agreed, judged, outside, _share(judged, agreed), _share(outside, agreed))


def _share(part: int, whole: int) -> int:
    return (200 * part + whole) // (2 * whole) if whole else 0


def _advisers(picture: Picture) -> Iterable[RateView]:
    """Give the advisers' rates; unnamed ones in an order that says nothing of who they are."""
    found = picture.figures.advisers
    mixed = sorted(found, key=lambda role: hashlib.blake2b(role.encode()).digest())
    for number, role in enumerate(mixed, 1):
        name = str(number) if picture.advisers is None else picture.advisers.get(role, role)
        yield _rate(name, found[role].agreed, found[role].judged, found[role].overrides)


def _unlike(picture: Picture, each: BenchmarkFigures, rows: Rows) -> list[UnlikeView]:
    groups: dict[int, dict[str, list[ReasonedView]]] = {}
    counts: dict[tuple[int, str], int] = {}
    answers: dict[int, dict[str, int]] = {}
    for row in (ReasonedRow(*row) for row in rows):
        if len(picture.figures.like.get(row.pattern, ())) < 2:  # noqa: PLR2004 - one outcome is like itself
            continue
        shown = groups.setdefault(row.pattern, {}).setdefault(row.agreed, [])
        counts[row.pattern, row.agreed] = counts.get((row.pattern, row.agreed), 0) + 1
        answers[row.pattern] = row.answers
        if len(shown) < _SHOWN:
            shown.append(picture.reasoned(row))
    order = sorted(groups, key=lambda pattern: -sum(counts[pattern, agreed] for agreed in groups[pattern]))
    scale = list(picture.figures.outcomes)
    return [
        UnlikeView(
            benchmark_link(each),
            tuple(
                CountView(word, None, rank, "", answers[pattern][word])
                for rank, word in enumerate(WORDS)
                if word in answers[pattern]
            ),
            tuple(
                UnlikeOutcomeView(picture.outcome(agreed), counts[pattern, agreed], tuple(shown))
                for agreed, shown in sorted(
                    groups[pattern].items(), key=lambda pair: scale.index(pair[0]) if pair[0] in scale else len(scale)
                )
            ),
        )
        for pattern in order
    ]
