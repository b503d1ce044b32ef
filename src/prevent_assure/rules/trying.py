"""Answers tried under another edition of criteria: which derived outcomes would move."""

from typing import Literal, NamedTuple

from prevent_assure.model.assessment import Assessment
from prevent_assure.model.outcome import BenchmarkScore

from .carrying import carried
from .edition_changes import EditionChanges
from .scoring import Scorer

Move = Literal["same", "moves", "open"]


class Tried(NamedTuple):
    """One benchmark of one authority under two editions.

    Attributes:
        authority: The authority's id.
        number: The benchmark's number in the other edition.
        benchmark: Its id.
        title: Its title.
        before: The outcomes that the rules allow now; none for a new benchmark.
        after: Those that they would allow.
        move: Whether they are the same, or move whatever is answered afresh, or are open until that is answered.
        asked: How many of its criteria would be asked for afresh, or for the first time.
    """

    authority: str
    number: int
    benchmark: str
    title: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    move: Move
    asked: int


def tried(
    authority: str, assessment: Assessment, scores: tuple[BenchmarkScore, ...], changes: EditionChanges, scorer: Scorer
) -> list[Tried]:
    """Try a self-assessment's answers under another edition.

    Args:
        authority: The authority's id.
        assessment: The self-assessment.
        scores: What is derived from it now.
        changes: From its edition to the other.
        scorer: What derives outcomes by the other edition.

    Returns:
        The scored benchmarks of the other edition, by number.
    """
    moved = assessment.model_copy(update={"benchmarks": carried(assessment, changes)})
    now = {each.id: each.possible for each in scores}
    found = []
    for score in scorer.score(moved, None, explain=False):
        if score.scored:
            before, after, asked = now.get(score.id, ()), score.possible, _asked(score.id, changes)
            move = _move(before, after, asked)
            found.append(Tried(authority, score.number, score.id, score.title, before, after, move, asked))
    return found


def _asked(benchmark: str, changes: EditionChanges) -> int:
    after = changes.after.benchmark(benchmark)
    criteria = after.each_criterion() if after is not None else ()
    return sum(not changes.of_new(benchmark, criterion.id).carried for _, criterion in criteria)


def _move(before: tuple[str, ...], after: tuple[str, ...], asked: int) -> Move:
    if before == after:
        return "same"
    return "open" if asked and set(before) <= set(after) else "moves"
