"""Outcomes by the rules: claimed, derived and agreed side by side, and why (format.md, "What the rules say").

Exact without going through completions one by one: open answers that the rules cannot tell apart are counted.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from prevent_assure.model.answers import ANSWERS, Count, answer_for
from prevent_assure.model.assessment import Assessment, BenchmarkAnswers
from prevent_assure.model.criteria import Benchmark, Criteria
from prevent_assure.model.outcome import BenchmarkScore, Change, Derived, Reason, ToReach
from prevent_assure.model.review import BenchmarkReview, Review

from .cache_by_identity import CacheByIdentity
from .conditions import FALSE, INAPPLICABLE, TRUE, UNKNOWN
from .derivation import Derivation, Way
from .digests import digest

_LETTERS: Mapping[Count, str] = {"true": TRUE, "false": FALSE, "unknown": UNKNOWN, "leaves": INAPPLICABLE}
_LETTER_OF: Mapping[str | None, str] = {
    None: UNKNOWN,
    **{word: _LETTERS[each.counts] for word, each in ANSWERS.items()},
}
_REMEMBERED = 512
"""How many explanations are remembered of one benchmark: councils often answer alike."""


def letter_of(word: str | None) -> str:
    """Tell how an answer counts.

    Args:
        word: The answer, None where there is none.

    Returns:
        A letter of `conditions`: true, false, unknown or not applicable.
    """
    return _LETTER_OF[word]


def _letters(words: Iterable[str | None]) -> str:
    return "".join([_LETTER_OF[word] for word in words])


class BenchmarkScorer:
    """Derives the outcome of one benchmark, whose rules it compiles once."""

    def __init__(self, criteria: Criteria, benchmark: Benchmark) -> None:
        """Prepare to score.

        Args:
            criteria: The edition, without errors.
            benchmark: The benchmark in it.
        """
        self.benchmark = benchmark
        self._criteria = criteria
        self._levels = [(level, [each.id for each in members]) for level, members in benchmark.criteria.items()]
        self._explained = lru_cache(_REMEMBERED)(self._explain)

    @cached_property
    def _derivation(self) -> Derivation:
        return Derivation(self._criteria, self.benchmark)

    @cached_property
    def _answers(self) -> list[tuple[str, tuple[str, str]]]:
        """Of each criterion its id, and the words for false and true."""
        words = {
            level.id: (answer_for(level.kind, counts="false"), answer_for(level.kind, counts="true"))
            for level in self._criteria.levels
        }
        return [(criterion.id, words[level]) for level, criterion in self.benchmark.each_criterion()]

    def derive(self, answers: BenchmarkAnswers | None) -> Derived:
        """Derive the outcome.

        Args:
            answers: What the authority says of the benchmark, None where it says nothing.

        Returns:
            The possible outcomes and their basis.
        """
        words = self._words(answers)
        return self._derived(_letters(words), missing=None in words)

    def derive_from(self, words: Mapping[str, str | None]) -> Derived:
        """Derive the outcome from single answers.

        Args:
            words: The answer to each criterion by its id; one that is missing, or None, is unanswered.

        Returns:
            The possible outcomes and their basis.
        """
        given = [words.get(criterion) for criterion, _ in self._answers]
        return self._derived(_letters(given), missing=None in given)

    @cached_property
    def groups(self) -> dict[str, int | None]:
        """Of each criterion a number that it has in common with those that the rules cannot tell from it."""
        found: dict[str, int | None] = {criterion: None for criterion, _ in self._answers}
        for number, positions in enumerate(self._derivation.rules.groups):
            found.update({self._answers[position][0]: number for position in positions})
        return found

    def score(
        self, answers: BenchmarkAnswers | None, review: BenchmarkReview | None, *, explain: bool = True
    ) -> BenchmarkScore:
        """Put claimed, derived and agreed outcome side by side.

        Args:
            answers: What the authority says of the benchmark, None where it says nothing.
            review: What the adviser says of it, likewise.
            explain: Whether to say why, and what would have to be true for the next outcome.

        Returns:
            The outcomes.
        """
        benchmark = self.benchmark
        if not benchmark.scored:
            return BenchmarkScore(benchmark.id, benchmark.number, benchmark.title, scored=False)
        words = self._words(answers)
        derived, because, *to_reach = self._made_of(words, explain=explain)
        reviewed = self._reviewed(words, review)
        with_views = self._made_of(reviewed, explain=explain) if reviewed is not None else None
        allowed = derived if with_views is None else with_views[0]
        agreed = review.agreed if review is not None else None
        return BenchmarkScore(
            id=benchmark.id,
            number=benchmark.number,
            title=benchmark.title,
            scored=True,
            claimed=answers.claimed if answers is not None else None,
            possible=derived.possible,
            basis=derived.basis,
            agreed=agreed,
            override=agreed is not None and agreed not in allowed.possible,
            because=because,
            to_reach=to_reach[0],
            to_reach_at_least=to_reach[1],
            possible_reviewed=allowed.possible if with_views is not None else None,
            basis_reviewed=allowed.basis if with_views is not None else None,
            because_reviewed=with_views[1] if with_views is not None else None,
        )

    def _made_of(
        self, words: Sequence[str | None], *, explain: bool
    ) -> tuple[Derived, tuple[Reason, ...], ToReach | None, ToReach | None]:
        """Derive the outcome from the answer to each criterion, and explain it where that is asked for."""
        answered = _letters(words)
        derived = self._derived(answered, missing=None in words)
        return (derived, *(self._explained(answered) if explain else ((), None, None)))

    def _reviewed(self, words: Sequence[str | None], review: BenchmarkReview | None) -> list[str | None] | None:
        """Put the adviser's views in the answers' place; None where none of them answers a criterion."""
        views = review.views if review is not None else {}
        seen = {name: view.answer for name, view in views.items() if view.answer is not None}
        criteria = [criterion for criterion, _ in self._answers] if seen else []
        if seen.keys().isdisjoint(criteria):
            return None
        return [seen.get(criterion, word) for criterion, word in zip(criteria, words, strict=True)]

    def _words(self, answers: BenchmarkAnswers | None) -> list[str | None]:
        """Give the word that answers each criterion."""
        words: list[str | None] = []
        for level, ids in self._levels:
            words += answers.words(level, ids) if answers is not None else [None] * len(ids)
        return words

    def _derived(self, answered: str, *, missing: bool) -> Derived:
        possible = tuple(self._derivation.possible(answered))
        if len(possible) <= 1:
            return Derived(possible, "decided")
        return Derived(possible, "incomplete" if missing else "judgement")

    def _explain(self, answered: str) -> tuple[tuple[Reason, ...], ToReach | None, ToReach | None]:
        """Say why each outcome is possible, and what would have to be true for the next one."""
        derivation, answers = self._derivation, self._answers
        because = []
        for cause in derivation.causes(answered):
            criteria = tuple(answers[position][0] for position in cause.positions)
            because.append(Reason(cause.outcome, cause.rule + 1, derivation.rules.rules_from, criteria))
        return tuple(because), self._to_reach(derivation.way(answered)), self._to_reach(derivation.way_up(answered))

    def _to_reach(self, way: Way | None) -> ToReach | None:
        if way is None:
            return None
        changes = (
            Change(self._answers[position][0], self._answers[position][1][true]) for position, true in way.changes
        )
        return ToReach(way.outcome, tuple(changes))


class Scorer:
    """Derives outcomes by one edition, whose rules it compiles once."""

    def __init__(self, criteria: Criteria) -> None:
        """Prepare to score.

        Args:
            criteria: The edition, without errors.
        """
        self.criteria = criteria
        self._benchmarks = [BenchmarkScorer(criteria, benchmark) for benchmark in criteria.by_number()]

    @cached_property
    def digest(self) -> str:
        """The digest of what the edition says."""
        return digest(self.criteria)

    def score(
        self, assessment: Assessment | None, review: Review | None, *, explain: bool = True
    ) -> tuple[BenchmarkScore, ...]:
        """Score an authority's cycle.

        Args:
            assessment: The self-assessment, None where there is none.
            review: The adviser's file, None where there is none.
            explain: Whether to say why, and what would have to be true for the next outcome.

        Returns:
            The outcomes of each benchmark, in the order of their numbers.
        """
        answers = assessment.benchmarks if assessment is not None else {}
        reviews = review.benchmarks if review is not None else {}
        return tuple(
            each.score(answers.get(each.benchmark.id), reviews.get(each.benchmark.id), explain=explain)
            for each in self._benchmarks
        )

    def of(self, benchmark: Benchmark) -> BenchmarkScorer:
        """Give what scores one benchmark.

        Args:
            benchmark: A benchmark of the edition.

        Returns:
            Its scorer.
        """
        known = next((each for each in self._benchmarks if each.benchmark is benchmark), None)
        return known if known is not None else BenchmarkScorer(self.criteria, benchmark)


_scorers = CacheByIdentity(Scorer)


def derive(criteria: Criteria, benchmark: Benchmark, answers: BenchmarkAnswers | None) -> Derived:
    """Derive the outcome of a benchmark.

    Args:
        criteria: The edition, without errors.
        benchmark: A benchmark in it.
        answers: What the authority says of it, None where it says nothing.

    Returns:
        The possible outcomes and their basis.
    """
    return _scorers.of(criteria).of(benchmark).derive(answers)


def score_benchmark(
    criteria: Criteria,
    benchmark: Benchmark,
    answers: BenchmarkAnswers | None,
    review: BenchmarkReview | None,
    *,
    explain: bool = True,
) -> BenchmarkScore:
    """Put the claimed, derived and agreed outcome of a benchmark side by side.

    Args:
        criteria: The edition, without errors.
        benchmark: A benchmark in it.
        answers: What the authority says of it, None where it says nothing.
        review: What the adviser says of it, likewise.
        explain: Whether to say why, and what would have to be true for the next outcome.

    Returns:
        The outcomes.
    """
    return _scorers.of(criteria).of(benchmark).score(answers, review, explain=explain)


def score_assessment(
    criteria: Criteria, assessment: Assessment | None, review: Review | None, *, explain: bool = True
) -> tuple[BenchmarkScore, ...]:
    """Score an authority's cycle.

    Args:
        criteria: The edition, without errors.
        assessment: The self-assessment, None where there is none.
        review: The adviser's file, None where there is none.
        explain: Whether to say why, and what would have to be true for the next outcome.

    Returns:
        The outcomes of each benchmark, in the order of their numbers.
    """
    return _scorers.of(criteria).score(assessment, review, explain=explain)
