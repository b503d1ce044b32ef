"""Figures as counts that a template can print and draw."""

from collections import Counter
from collections.abc import Iterable, Mapping

from prevent_assure.model.answers import answers_to
from prevent_assure.model.criteria import Criteria
from prevent_assure.rules.status import STAGES, stage_label
from prevent_assure.text.narrative import parse

from .figures import (
    COVERED,
    ELSEWHERE,
    NOT_ASKED,
    SUCCEEDED,
    UNANSWERED,
    UNREADABLE,
    BenchmarkFigures,
    CriterionFigures,
    Figures,
    asked_of,
)
from .views import CountView, CriterionCountView, LinkView, MovementView, OutcomeView

OPEN = "open"
PROGRESS = ("addressed", "good_progress", "limited_progress", "not_started", "superseded")
SYMBOLS = ("\u25cb", "\u25ca", "\u25cf", "\u25a0", "\u25a1")
"""Signs that every common font has."""
NOTHING = "\u2013"


def outcomes_of(figures: Figures) -> tuple[OutcomeView, ...]:
    """Show the scale: the outcomes, worst first."""
    return tuple(
        OutcomeView(name, label, rank, SYMBOLS[rank % len(SYMBOLS)])
        for rank, (name, label) in enumerate(figures.outcomes.items())
    )


def outcome_counts(
    figures: Figures, counted: Mapping[str, int], total: int | None = None, rest: str = OPEN
) -> tuple[CountView, ...]:
    """Show how often each outcome is, and last how many are left of those who are asked, or of so many authorities."""
    counts = [
        CountView(each.id, each.label, each.rank, each.symbol, counted.get(each.id, 0)) for each in outcomes_of(figures)
    ]
    left = (figures.asked if total is None else total) - sum(each.count or 0 for each in counts)
    return (*counts, CountView(rest, None, len(counts), "", left))


def all_counts(
    figures: Figures, each: BenchmarkFigures, counted: Mapping[str, int], rest: str = OPEN
) -> tuple[CountView, ...]:
    """Show how often each outcome of a benchmark is, how many have none yet, and of how many none is asked.

    It is not asked of those whose edition does not score it, or who are covered or succeeded by another.
    """
    return _with_others(figures, counted, rest, figures.stages, figures.assessments - each.scored_in.total())


def region_counts(figures: Figures, each: BenchmarkFigures, region: str | None) -> tuple[CountView, ...]:
    """Show the same of a region's authorities, in the same columns."""
    without = figures.assessments_in[region] - each.scored_in[region]
    return _with_others(figures, each.agreed_in.get(region, {}), OPEN, figures.stages_in[region], without)


def _with_others(
    figures: Figures, counted: Mapping[str, int], rest: str, stages: Counter[str], without: int
) -> tuple[CountView, ...]:
    counts = outcome_counts(figures, counted, asked_of(stages) - without, rest)
    without_any = any(figures.assessments > one.scored_in.total() for one in figures.scored())
    shown = [*[NOT_ASKED] * without_any, *(each for each in ELSEWHERE if figures.stages[each])]
    others = {**stages, NOT_ASKED: without}
    return (*counts, *worded_counts(shown, others, first=len(counts)))


def worded_counts(words: Iterable[str], counted: Mapping[str, int], first: int = 0) -> tuple[CountView, ...]:
    """Show how often each word is, in the order of a vocabulary; the template has the labels of what is no stage."""
    return tuple(
        CountView(word, stage_label(word) if word in STAGES else None, rank, "", counted.get(word, 0))
        for rank, word in enumerate(words, first)
    )


def stage_counts(counted: Counter[str]) -> tuple[CountView, ...]:
    """Show how many authorities are how far; what few have is named only where someone has."""
    seldom = {COVERED, SUCCEEDED, UNREADABLE}
    return worded_counts([each for each in STAGES if each not in seldom or counted[each]], counted)


def movement(figures: Figures, each: BenchmarkFigures) -> MovementView:
    """Show how a benchmark's outcomes have moved, of all authorities that are asked, and whether its criteria have."""
    moved: Counter[int | None] = Counter()
    for (before, now), count in each.moves.items():
        moved[figures.direction(before, now)] += count
    apart = figures.asked - moved[1] - moved[0] - moved[-1]
    return MovementView(moved[1], moved[0], moved[-1], apart, *figures.editions.of(each.benchmark.id))


def benchmark_link(figures: BenchmarkFigures) -> LinkView:
    """Link to a benchmark's page by number and title."""
    benchmark = figures.benchmark
    return LinkView(f"{benchmark.number}. {benchmark.title}", benchmark_file(benchmark.id))


def benchmark_file(benchmark: str) -> str:
    """Name a benchmark's page, from the site's folder."""
    return f"benchmark-{benchmark}.html"


def authority_file(authority: str) -> str:
    """Name an authority's page, from the site's folder."""
    return f"authorities/{authority}.html"


def criterion_count(
    each: CriterionFigures, criteria: Criteria | None, benchmark: LinkView | None = None
) -> CriterionCountView:
    """Show how a criterion is answered, with a link to its benchmark where the page is not that one's."""
    level = criteria.level(each.level) if criteria is not None else None
    return CriterionCountView(
        level.label if level is not None else each.level,
        each.kind,
        parse(each.criterion.text),
        worded_counts((*answers_to(each.kind), UNANSWERED), each.answers),
        each.short,
        benchmark,
    )
