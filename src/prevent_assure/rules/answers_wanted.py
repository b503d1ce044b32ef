"""What an edition wants under each level of a benchmark: gathered once, asked of each self-assessment of a nation."""

from collections.abc import Mapping
from typing import NamedTuple, get_args

from prevent_assure.model.answers import ANSWERS, Kind, answers_to
from prevent_assure.model.assessment import Answer
from prevent_assure.model.criteria import Benchmark, Criteria, Criterion

from .recent import Recent

_PLAIN = {
    kind: frozenset(
        word for word in answers_to(kind) if not ANSWERS[word].needs_evidence and ANSWERS[word].counts != "leaves"
    )
    | {""}
    for kind in get_args(Kind)
}
"""Words that need nothing beside them; `""` is an answer that is still open."""


class LevelWanted(NamedTuple):
    """What is to be answered under one level.

    Attributes:
        kind: What the answers say, `standard` or `warning_sign`.
        criteria: The criteria in the file's order.
        ids: Their ids, in that order.
        known: Their ids.
    """

    kind: str
    criteria: tuple[Criterion, ...]
    ids: tuple[str, ...]
    known: frozenset[str]

    def is_plain(self, given: Mapping[str, Answer | str]) -> bool:
        """Tell whether answers are such that nothing can be wrong with them; most are, and a nation has a million.

        Args:
            given: The answers by criterion.

        Returns:
            Whether each is of a known criterion, and a word that needs nothing beside it.
        """
        words = [
            each if isinstance(each, str) else None if each.parts or each.by_exception else each.answer or ""
            for each in given.values()
        ]
        return self.known.issuperset(given) and _PLAIN[self.kind].issuperset(words)


class BenchmarkWanted(NamedTuple):
    """What is to be answered of one benchmark.

    Attributes:
        benchmark: It.
        levels: Its levels by id, in the file's order.
        contradicting: The level and the criterion of each that contradicts others.
    """

    benchmark: Benchmark
    levels: dict[str, LevelWanted]
    contradicting: tuple[tuple[str, Criterion], ...]


class AnswersWanted:
    """What an edition wants to be answered.

    Attributes:
        kinds: The kind of each of its levels.
        benchmarks: Its benchmarks by id.
    """

    def __init__(self, criteria: Criteria) -> None:
        """Gather it.

        Args:
            criteria: The edition.
        """
        self.kinds: dict[str, str] = {level.id: level.kind for level in criteria.levels}
        self.benchmarks = {each.id: self._of(each) for each in criteria.benchmarks}

    def _of(self, benchmark: Benchmark) -> BenchmarkWanted:
        levels = {}
        for level, criteria in benchmark.criteria.items():
            ids = tuple(each.id for each in criteria)
            levels[level] = LevelWanted(self.kinds.get(level, "standard"), criteria, ids, frozenset(ids))
        contradicting = tuple(each for each in benchmark.each_criterion() if each[1].contradicts)
        return BenchmarkWanted(benchmark, levels, contradicting)


_wanted = Recent(AnswersWanted)


def answers_wanted(criteria: Criteria) -> AnswersWanted:
    """Give what an edition wants: what was gathered last time where it is the very same object.

    Args:
        criteria: The edition.

    Returns:
        What it wants.
    """
    return _wanted.of(criteria)
