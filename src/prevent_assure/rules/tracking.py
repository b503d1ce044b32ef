"""Recommendations across the years: what was recommended, and what became of it until now."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from prevent_assure.model.assessment import FollowUp
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.review import Recommendation
from prevent_assure.model.settings import SharedRecommendation

from .case import Case

DONE = frozenset({"addressed", "superseded"})
"""Progress after which nothing is left to do."""


class Step(NamedTuple):
    """What a cycle's file says of a recommendation.

    Attributes:
        cycle: The cycle.
        authority: Whose file it is: that of the authority, or of the one that has taken its part.
        by: Which of its two files: `authority` (the self-assessment) or `adviser` (the review).
        progress: The progress.
        comment: The comment, or None.
    """

    cycle: str
    authority: str
    by: str
    progress: str
    comment: str | None


class Tracked(NamedTuple):
    """A recommendation, and what became of it until now.

    Attributes:
        authority: The authority that it was made to.
        name: That authority's name.
        cycle: The cycle whose letter made it.
        id: Its id.
        text: The recommendation, a narrative.
        benchmarks: Number, id and title of the benchmarks that it is about, in the order of their numbers.
        owner: Who sees to it, or None.
        due: By when, or None.
        shared: Whether every letter of the cycle has it.
        steps: What the cycles after it say, oldest first; in a cycle the authority's word, then the adviser's.
    """

    authority: str
    name: str
    cycle: str
    id: str
    text: str
    benchmarks: tuple[tuple[int, str, str], ...]
    owner: str | None
    due: datetime.date | None
    shared: bool
    steps: tuple[Step, ...] = ()

    @property
    def reference(self) -> str:
        """The name by which follow-ups know it."""
        return f"{self.cycle}/{self.id}"

    @property
    def latest(self) -> Step | None:
        """What counts until now: of the last cycle that says anything the adviser's word, else the authority's."""
        return self.steps[-1] if self.steps else None

    @property
    def is_open(self) -> bool:
        """Whether there is anything left to do."""
        return self.latest is None or self.latest.progress not in DONE


class Track:
    """Gathers recommendations and follow-ups, cycle by cycle from the first."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._tracked: dict[tuple[str, str], Tracked] = {}

    def add(self, case: Case) -> None:
        """Take in what an authority's files of a cycle recommend, and what they say of earlier recommendations.

        Args:
            case: The authority in its cycle; no cycle before it comes later.
        """
        of_authority = case.assessment.follow_up if case.assessment is not None else ()
        of_adviser = case.review.follow_up if case.review is not None else ()
        for by, follow_ups in (("authority", of_authority), ("adviser", of_adviser)):
            for each in follow_ups:
                self._follow(case, by, each)
        if case.review is not None:
            self._recommend(case, case.review.letter.recommendations, shared=False)
            cycle = case.settings.cycles.get(case.cycle) if case.settings is not None else None
            self._recommend(case, cycle.recommendations if cycle is not None else (), shared=True)

    def _recommend(self, case: Case, made: Iterable[Recommendation | SharedRecommendation], *, shared: bool) -> None:
        for each in made:
            own = each if isinstance(each, Recommendation) else None
            tracked = Tracked(
                authority=case.authority_id,
                name=case.authority.name if case.authority is not None else case.authority_id,
                cycle=case.cycle,
                id=each.id,
                text=each.text,
                benchmarks=_benchmarks(case.criteria, each.benchmarks),
                owner=own.owner if own is not None else None,
                due=own.due if own is not None else None,
                shared=shared,
            )
            self._tracked.setdefault((case.authority_id, tracked.reference), tracked)

    def _follow(self, case: Case, by: str, follow_up: FollowUp) -> None:
        if follow_up.progress is None:
            return  # not filled in yet
        step = Step(case.cycle, case.authority_id, by, follow_up.progress, follow_up.comment)
        for key in self._meant(case, follow_up.recommendation):
            tracked = self._tracked[key]
            self._tracked[key] = tracked._replace(steps=(*tracked.steps, step))

    def _meant(self, case: Case, reference: str) -> list[tuple[str, str]]:
        """Find the recommendations that a follow-up is of: one that all letters of a cycle had may be several."""
        cycle, *authority, name = reference.split("/")
        makers = authority or [case.authority_id, *sorted(case.relatives)]
        keys = [(maker, f"{cycle}/{name}") for maker in makers]
        there = [key for key in keys if key in self._tracked]
        return there if there and self._tracked[there[0]].shared else there[:1]

    def all(self) -> list[Tracked]:
        """Give the recommendations.

        Returns:
            By authority, first benchmark, cycle, and the letter's order.
        """
        return sorted(self._tracked.values(), key=lambda each: (each.authority, _first(each), each.cycle))


def _first(tracked: Tracked) -> int:
    return tracked.benchmarks[0][0] if tracked.benchmarks else 1_000_000


def _benchmarks(criteria: Criteria | None, named: Iterable[str]) -> tuple[tuple[int, str, str], ...]:
    wanted = set(named)
    known = criteria.by_number() if criteria is not None else ()
    return tuple((each.number, each.id, each.title) for each in known if each.id in wanted)
