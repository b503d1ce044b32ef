"""Figures of many authorities in one cycle: counts alone, so that they do not grow with a nation."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from prevent_assure.model.answers import falling_short
from prevent_assure.model.assessment import Assessment
from prevent_assure.model.criteria import Benchmark, Criteria, Criterion
from prevent_assure.model.outcome import BenchmarkScore
from prevent_assure.rules.case import Case, previous_cycle
from prevent_assure.rules.recommendations import progress_of
from prevent_assure.rules.status import Stage

from .edition_moves import EditionMoves

NONE: Final[Stage] = "not_begun"
COVERED: Final[Stage] = "covered"
SUCCEEDED: Final[Stage] = "succeeded"
UNREADABLE: Final[Stage] = "unreadable"
NOT_ASKED = "not_asked"
ELSEWHERE = (COVERED, SUCCEEDED)
"""Stages of authorities of which no self-assessment of their own is asked."""
UNANSWERED = "unanswered"


@dataclass(slots=True)
class CriterionFigures:
    """How a criterion is answered.

    Attributes:
        level: The id of its level.
        kind: The level's kind.
        criterion: The criterion.
        answers: How often each word is the answer, `unanswered` among them.
    """

    level: str
    kind: str
    criterion: Criterion
    answers: Counter[str] = field(default_factory=Counter)

    @property
    def short(self) -> int:
        """How many answers fall short: not all of it is met, or a warning sign is there."""
        return sum(self.answers[word] for word in falling_short(self.kind))


@dataclass(slots=True)
class BenchmarkFigures:
    """How a benchmark stands.

    Attributes:
        benchmark: The benchmark.
        agreed: How often each outcome is agreed.
        claimed: How often each outcome is claimed.
        decided: How often the rules decide for each outcome.
        basis: How often they decide, leave it to the adviser, or miss answers.
        agreed_in: How often each outcome is agreed, by region.
        scored_in: How many self-assessments are of an edition that scores it, by region.
        moves: How often an outcome of the cycle before was followed by which.
        judged: How many agreed outcomes were left to the adviser by the rules.
        overrides: How many were agreed outside the rules.
        recommendations: How many recommendations are about it.
        criteria: How its criteria are answered, by level and id.
    """

    benchmark: Benchmark
    agreed: Counter[str] = field(default_factory=Counter)
    claimed: Counter[str] = field(default_factory=Counter)
    decided: Counter[str] = field(default_factory=Counter)
    basis: Counter[str] = field(default_factory=Counter)
    agreed_in: dict[str | None, Counter[str]] = field(default_factory=dict)
    scored_in: Counter[str | None] = field(default_factory=Counter)
    moves: Counter[tuple[str, str]] = field(default_factory=Counter)
    judged: int = 0
    overrides: int = 0
    recommendations: int = 0
    criteria: dict[tuple[str, str], CriterionFigures] = field(default_factory=dict)


@dataclass(slots=True)
class AdviserFigures:
    """How one adviser agrees outcomes.

    Attributes:
        agreed: How many outcomes.
        judged: How many of them the rules left to the adviser.
        overrides: How many lie outside the rules.
    """

    agreed: int = 0
    judged: int = 0
    overrides: int = 0


class Figures:
    """The figures of a cycle, taken up authority by authority.

    Attributes:
        authorities: How many authorities there are.
        assessments: How many self-assessments could be read.
        assessments_in: Likewise, by region.
        editions: The editions from which authorities have come to those of this cycle.
        outcomes: The outcomes with their labels, worst first.
        stages: How many authorities are how far.
        stages_in: Likewise, by region.
        benchmarks: The benchmarks' figures by id.
        advisers: The advisers' figures by role.
        progress: How often which progress is seen on the recommendations of the cycle before.
        like: For each way to answer a benchmark, as a digest, the outcomes agreed to it.
    """

    def __init__(self, criteria: Criteria | None, before: Criteria | None = None) -> None:
        """Begin to count.

        Args:
            criteria: The cycle's edition, if it can be read: its outcomes and benchmarks come first.
            before: The edition of the cycle before, likewise.
        """
        self.assessments_in: Counter[str | None] = Counter()
        self.editions = EditionMoves()
        self.editions.add(before, criteria)
        self.authorities = self.assessments = 0
        self.outcomes: dict[str, str] = {}
        self.stages: Counter[str] = Counter()
        self.stages_in: dict[str | None, Counter[str]] = {}
        self.benchmarks: dict[str, BenchmarkFigures] = {}
        self.advisers: dict[str, AdviserFigures] = {}
        self.progress: Counter[str] = Counter()
        self.like: dict[int, frozenset[str]] = {}
        if criteria is not None:
            self._meet(criteria)

    def add(self, case: Case, before: Case | None, stage: str) -> None:
        """Take an authority up.

        Args:
            case: The authority in this cycle.
            before: The authority in the cycle before, if there is one.
            stage: How far it is.
        """
        region = case.authority.region if case.authority is not None else None
        self.authorities += 1
        self.stages[stage] += 1
        self.stages_in.setdefault(region, Counter())[stage] += 1
        if case.assessment is None or case.criteria is None:
            return
        before_it = f"{previous_cycle(case.cycle)}/"
        self.progress.update(
            word for name, word in progress_of(case).items() if word is not None and name.startswith(before_it)
        )
        self.assessments += 1
        self.assessments_in[region] += 1
        self._meet(case.criteria)
        if before is not None and before.assessment is not None:
            self.editions.add(before.criteria, case.criteria)
        scores_before = before.scores if before is not None and before.assessment is not None else ()
        agreed_before = {each.id: each.agreed for each in scores_before}
        for score in case.scores:
            if score.scored:
                self._score(score, case, region, agreed_before.get(score.id))
        for each in case.review.letter.recommendations if case.review is not None else ():
            for benchmark in each.benchmarks:
                if benchmark in self.benchmarks:
                    self.benchmarks[benchmark].recommendations += 1

    @property
    def asked(self) -> int:
        """How many authorities are to have a self-assessment of their own."""
        return asked_of(self.stages)

    def scored(self) -> list[BenchmarkFigures]:
        """Give the figures of the scored benchmarks, in the order of their numbers."""
        found = (each for each in self.benchmarks.values() if each.benchmark.scored)
        return sorted(found, key=lambda each: each.benchmark.number)

    def direction(self, before: str, now: str) -> int | None:
        """Say whether the later outcome is higher (1), lower (-1) or the same (0); None where they do not compare."""
        if before not in self.outcomes or now not in self.outcomes:
            return None
        order = list(self.outcomes)
        rise = order.index(now) - order.index(before)
        return (rise > 0) - (rise < 0)

    def _meet(self, criteria: Criteria) -> None:
        """Learn the outcomes, benchmarks and criteria of an edition."""
        self.outcomes |= {each.id: each.label for each in criteria.outcomes if each.id not in self.outcomes}
        kinds = {each.id: each.kind for each in criteria.levels}
        for benchmark in criteria.benchmarks:
            known = self.benchmarks.setdefault(benchmark.id, BenchmarkFigures(benchmark))
            for level, criterion in benchmark.each_criterion():
                figures = CriterionFigures(level, kinds.get(level, ""), criterion)
                known.criteria.setdefault((level, criterion.id), figures)

    def _score(self, score: BenchmarkScore, case: Case, region: str | None, before: str | None) -> None:
        figures, agreed = self.benchmarks[score.id], score.agreed
        if score.claimed is not None:
            figures.claimed[score.claimed] += 1
        figures.basis[score.basis or ""] += 1
        figures.scored_in[region] += 1
        if score.basis == "decided":
            figures.decided[score.possible[0]] += 1
        words = answer_words(case.assessment, case.criteria, score.id)
        for place, word in words.items():
            figures.criteria[place].answers[word] += 1
        if agreed is None:
            return
        figures.agreed[agreed] += 1
        figures.agreed_in.setdefault(region, Counter())[agreed] += 1
        if before is not None:
            figures.moves[before, agreed] += 1
        judged = score.is_judgement and not score.override
        adviser = self.advisers.setdefault((case.review.lead_adviser if case.review else None) or "", AdviserFigures())
        adviser.agreed += 1
        for each in (figures, adviser):
            each.judged += judged
            each.overrides += score.override
        pattern = answer_pattern(score.id, words)
        self.like[pattern] = self.like.get(pattern, frozenset()) | {agreed}


def asked_of(stages: Counter[str]) -> int:
    """Count those that are to have a self-assessment of their own: all but the covered and the succeeded ones."""
    return stages.total() - sum(stages[each] for each in ELSEWHERE)


def answer_words(
    assessment: Assessment | None, criteria: Criteria | None, benchmark: str
) -> dict[tuple[str, str], str]:
    """Give the word that answers each criterion of a benchmark, or `unanswered`, by level and criterion."""
    found = criteria.benchmark(benchmark) if criteria is not None else None
    answers = assessment.benchmarks.get(benchmark) if assessment is not None else None
    if found is None:
        return {}
    return {
        (level, each.id): (answers.word(level, each.id) if answers is not None else None) or UNANSWERED
        for level, each in found.each_criterion()
    }


def answer_pattern(benchmark: str, words: dict[tuple[str, str], str]) -> int:
    """Give a number that two self-assessments share where they answer a benchmark alike."""
    text = "\n".join([benchmark, *(f"{level}/{name}={word}" for (level, name), word in words.items())])
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())
