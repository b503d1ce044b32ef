"""Figures as counts that a template can print and draw."""

from collections import Counter
from collections.abc import Iterable, Mapping

from prevent_assure.model.answers import answers_to
from prevent_assure.model.criteria import Criteria
from prevent_assure.text.narrative import parse
from prevent_assure.text.phrasing import printed_cycle

from .figures import COVERED, STAGES, UNANSWERED, UNREADABLE, BenchmarkFigures, CriterionFigures, Figures
from .views import (
    CountView,
    CriterionCountView,
    DistributionView,
    LinkView,
    MovementView,
    OutcomeView,
)

OPEN, UNCLAIMED, JUDGED, INCOMPLETE = "open", "unclaimed", "judgement", "incomplete"
PROGRESS = ("addressed", "good_progress", "limited_progress", "not_started", "superseded")
SYMBOLS = ("\u25cb", "\u25ca", "\u25cf", "\u25a0", "\u25a1")
"""Signs that every common font has."""
NOTHING = "\u2013"


def outcomes_of(figures: Figures) -> tuple[OutcomeView, ...]:
    """Show the scale.

    Args:
        figures: The figures.

    Returns:
        The outcomes, worst first.
    """
    return tuple(
        OutcomeView(name, label, rank, SYMBOLS[rank % len(SYMBOLS)])
        for rank, (name, label) in enumerate(figures.outcomes.items())
    )


def outcome_counts(
    scale: Iterable[OutcomeView], counted: Mapping[str, int], total: int, rest: str = OPEN
) -> tuple[CountView, ...]:
    """Show how often each outcome is.

    Args:
        scale: The outcomes.
        counted: How often each is.
        total: How many authorities there are, so that the rest can be shown, too.
        rest: What the rest is called.

    Returns:
        The counts, the rest last.
    """
    counts = [CountView(each.id, each.label, each.rank, each.symbol, counted.get(each.id, 0)) for each in scale]
    left = total - sum(each.count or 0 for each in counts)
    return (*counts, CountView(rest, None, len(counts), "", left))


def worded_counts(words: Iterable[str], counted: Mapping[str, int]) -> tuple[CountView, ...]:
    """Show how often each word is, in the order of a vocabulary whose labels the template has.

    Args:
        words: The vocabulary.
        counted: How often each word is.

    Returns:
        The counts.
    """
    return tuple(CountView(word, None, rank, "", counted.get(word, 0)) for rank, word in enumerate(words))


def stage_counts(counted: Counter[str]) -> tuple[CountView, ...]:
    """Show how many authorities are how far.

    Args:
        counted: The figures.

    Returns:
        The counts; what few have is named only where someone has.
    """
    return worded_counts([each for each in STAGES if each not in {COVERED, UNREADABLE} or counted[each]], counted)


def movement(figures: Figures, counted: Counter[tuple[str, str]]) -> MovementView:
    """Show how outcomes have moved.

    Args:
        figures: All figures.
        counted: How often which outcome followed which.

    Returns:
        The movement, over all authorities.
    """
    moved: Counter[int | None] = Counter()
    for (before, now), count in counted.items():
        moved[figures.direction(before, now)] += count
    return MovementView(moved[1], moved[0], moved[-1], figures.authorities - moved[1] - moved[0] - moved[-1])


def benchmark_link(figures: BenchmarkFigures) -> LinkView:
    """Link to a benchmark's page.

    Args:
        figures: The benchmark's figures.

    Returns:
        Number, title and page.
    """
    benchmark = figures.benchmark
    return LinkView(f"{benchmark.number}. {benchmark.title}", benchmark_file(benchmark.id))


def benchmark_file(benchmark: str) -> str:
    """Name a benchmark's page.

    Args:
        benchmark: Its id.

    Returns:
        The page's path in the site.
    """
    return f"benchmark-{benchmark}.html"


def authority_page(authority: str) -> str:
    """Name an authority's page.

    Args:
        authority: Its id.

    Returns:
        The page's path in the site.
    """
    return f"authorities/{authority}.html"


def distribution(figures: Figures, each: BenchmarkFigures) -> DistributionView:
    """Show a benchmark's agreed outcomes and how they have moved.

    Args:
        figures: All figures.
        each: The benchmark's.

    Returns:
        The distribution.
    """
    counts = outcome_counts(outcomes_of(figures), each.agreed, figures.authorities)
    benchmark = each.benchmark
    return DistributionView(
        benchmark.number,
        benchmark.title,
        benchmark_file(benchmark.id),
        counts,
        figures.authorities,
        movement(figures, each.moves),
    )


def criterion_count(
    each: CriterionFigures, criteria: Criteria | None, benchmark: LinkView | None
) -> CriterionCountView:
    """Show how a criterion is answered.

    Args:
        each: Its figures.
        criteria: The edition, for the level's label.
        benchmark: A link to its benchmark, where the page is not that.

    Returns:
        The counts.
    """
    level = criteria.level(each.level) if criteria is not None else None
    return CriterionCountView(
        level.label if level is not None else each.level,
        each.kind,
        parse(each.criterion.text),
        worded_counts((*answers_to(each.kind), UNANSWERED), each.answers),
        each.short,
        benchmark,
    )


def by_shortness(criteria: Iterable[CriterionFigures]) -> list[CriterionFigures]:
    """Sort criteria: those that most often fall short first, else as they stand.

    Args:
        criteria: The criteria's figures.

    Returns:
        Them, sorted.
    """
    return sorted(criteria, key=lambda each: -each.short)


def before_in_words(before: str | None) -> str | None:
    """Write the cycle before as people read it.

    Args:
        before: The cycle, if the workspace has it.

    Returns:
        As `2023/24`, or None.
    """
    return printed_cycle(before) if before is not None else None
