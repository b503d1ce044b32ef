"""Recommendations: what letters recommend, what an authority has to follow up, and what became of it.

The adviser's word on a recommendation goes before the authority's, and what a later cycle says before what an earlier
one said. Where several authorities have taken the part of the one to which it was made, each has its own word, and the
recommendation is open while any of them has it open.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from prevent_assure.model.assessment import FollowUp, Progress
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.review import Recommendation, Review
from prevent_assure.model.settings import Settings, SharedRecommendation

from .case import Case, previous_cycle
from .succession import Succession

DONE = frozenset({"addressed", "superseded"})
"""Progress after which nothing is left to do."""
_HOW_FAR = {"not_started": 1, "limited_progress": 2, "good_progress": 3, "addressed": 4, "superseded": 4}


class Recommended(NamedTuple):
    """A recommendation as a cycle's letter makes it.

    Attributes:
        name: Cycle and id, as in `2023-24/training`.
        id: Its id.
        text: The recommendation, a narrative.
        benchmarks: The ids of the benchmarks that it is about.
        owner: Who sees to it, or None.
        due: By when, or None.
        shared: Whether every letter of the cycle has it.
        restricted: Whether public letters leave it out.
        made_to: The authorities to which it was made, where that is known.
    """

    name: str
    id: str
    text: str
    benchmarks: tuple[str, ...] = ()
    owner: str | None = None
    due: datetime.date | None = None
    shared: bool = False
    restricted: bool = False
    made_to: tuple[str, ...] = ()


def recommended_in(cycle: str, review: Review, settings: Settings | None) -> tuple[Recommended, ...]:
    """List the recommendations that a cycle's letter makes.

    Args:
        cycle: The cycle.
        review: The adviser's file of it.
        settings: The settings, for the cycle's shared recommendations.

    Returns:
        The recommendations in the letter's order; of several with one id the first.
    """
    shared = settings.cycles[cycle].recommendations if settings is not None and cycle in settings.cycles else ()
    every: tuple[Recommendation | SharedRecommendation, ...] = (*review.letter.recommendations, *shared)
    found: dict[str, Recommended] = {}
    for made in every:
        own = made if isinstance(made, Recommendation) else None
        recommended = Recommended(f"{cycle}/{made.id}", made.id, made.text, made.benchmarks, shared=own is None)
        if own is not None:
            recommended = recommended._replace(owner=own.owner, due=own.due, restricted=own.restricted)
        found.setdefault(made.id, recommended)
    return tuple(found.values())


def gathered(
    authority: str, made: Mapping[str, Iterable[Recommended]]
) -> tuple[dict[str, Recommended], dict[str, str]]:
    """Put together what was recommended to an authority and to those whose part it has taken.

    Args:
        authority: The authority.
        made: Authority to its recommendations.

    Returns:
        The recommendations by their one name, and other names of those that came from another authority. The one name
        is that of the letter, as in `2023-24/training`; where two letters have the same one for different things, that
        of the other authority has its id in it, as in `2023-24/malvern-hills/training`.
    """
    meanings = Counter(name for name, _ in {(one.name, one.text) for several in made.values() for one in several})
    found: dict[str, Recommended] = {}
    other_names: dict[str, str] = {}
    for maker in sorted(made, key=lambda name: name != authority):
        for one in made[maker]:
            name, in_full = one.name, f"{one.name.partition('/')[0]}/{maker}/{one.id}"
            if maker != authority:
                name = one.name if meanings[one.name] == 1 else in_full
                other_names[in_full] = name
            known = found.get(name, one)
            found[name] = known._replace(made_to=(*known.made_to, maker), restricted=known.restricted or one.restricted)
    return found, other_names


class FollowedUp(NamedTuple):
    """What the two files of a cycle say of an earlier recommendation.

    Attributes:
        authority: What the self-assessment says, or None.
        adviser: What the review says, or None.
    """

    authority: FollowUp | None = None
    adviser: FollowUp | None = None

    @property
    def progress(self) -> Progress | None:
        """What counts: the adviser's word where there is one, else the authority's."""
        told = [one.progress for one in (self.adviser, self.authority) if one is not None]
        return next((word for word in told if word is not None), None)


def followed_up(case: Case) -> dict[str, FollowedUp]:
    """Gather what both files of a cycle say of earlier recommendations, by the recommendations' one names."""
    found: dict[str, FollowedUp] = {}
    for one in case.assessment.follow_up if case.assessment is not None else ():
        found[case.recommendation_named(one.recommendation)] = FollowedUp(one)
    for one in case.review.follow_up if case.review is not None else ():
        name = case.recommendation_named(one.recommendation)
        found[name] = found.get(name, FollowedUp())._replace(adviser=one)
    return found


def progress_of(case: Case) -> dict[str, Progress | None]:
    """Give the progress that counts in a cycle, None where there is none yet, of all that is to be followed up."""
    followed = followed_up(case)
    names = dict.fromkeys((*(case.recommended or ()), *followed))
    return {name: followed[name].progress if name in followed else None for name in names}


def older_cycles(case: Case) -> frozenset[str]:
    """List the cycles before the last one whose recommendations a follow-up names: some stay open for years."""
    before = previous_cycle(case.cycle)
    files = (case.assessment, case.review)
    named = {one.recommendation[:7] for file in files if file is not None for one in file.follow_up}
    return frozenset(cycle for cycle in named if cycle < before)


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
    progress: Progress
    comment: str | None


class AuthorityProgress(NamedTuple):
    """What became of a recommendation with one authority that sees to it.

    Attributes:
        authority: The authority: the one to which it was made, or one that has taken its part.
        name: Its name.
        step: What counts until now: its own word, else that of the one before it; None where there is none.
    """

    authority: str
    name: str
    step: Step | None = None

    @property
    def is_open(self) -> bool:
        """Whether there is anything left to do for it."""
        return self.step is None or self.step.progress not in DONE


class RecommendationHistory(NamedTuple):
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
        by_authority: What counts until now with each authority that sees to it: the one to which it was made, or all
            who have taken its part.
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
    by_authority: tuple[AuthorityProgress, ...] = ()

    @property
    def reference(self) -> str:
        """The name by which follow-ups know it."""
        return f"{self.cycle}/{self.id}"

    @property
    def latest(self) -> Step | None:
        """What counts until now; of several authorities' words that of least progress."""
        return _least([one.step for one in self.by_authority])

    @property
    def is_open(self) -> bool:
        """Whether there is anything left to do for anyone."""
        return not self.by_authority or any(one.is_open for one in self.by_authority)


class _Said(NamedTuple):
    """A step, and for whom it speaks: the authority whose file it is, and those that its self-assessment covers."""

    step: Step
    speaks_for: frozenset[str]


class Recommendations:
    """Gathers recommendations and follow-ups, cycle by cycle from the first."""

    def __init__(self, succession: Succession | None = None, until: str | None = None) -> None:
        """Begin with nothing.

        Args:
            succession: Who has taken whose part; what the cases say of that is taken up as well.
            until: The cycle of today: who begins after it has not taken any part yet. None to leave nobody out.
        """
        self._succession, self._until = succession or Succession(), until
        self._histories: dict[tuple[str, str], RecommendationHistory] = {}
        self._said: dict[tuple[str, str], list[_Said]] = {}

    def add(self, case: Case) -> None:
        """Take in what an authority's files of a cycle recommend, and what they say of earlier recommendations.

        Args:
            case: The authority in its cycle; no cycle before it comes later.
        """
        if case.authority is not None:
            self._succession.add(case.authority)
        for name, followed in followed_up(case).items():
            keys = self._meant(case, name)
            for by, one in (("authority", followed.authority), ("adviser", followed.adviser)):
                if one is not None and one.progress is not None:  # else it is not filled in yet
                    step = Step(case.cycle, case.authority_id, by, one.progress, one.comment)
                    covers = case.assessment.covers if case.assessment is not None else ()
                    for key in keys:
                        self._said[key].append(_Said(step, frozenset((case.authority_id, *covers))))
        if case.review is not None:
            for made in recommended_in(case.cycle, case.review, case.settings):
                self._recommend(case, made)

    def _recommend(self, case: Case, made: Recommended) -> None:
        key = (case.authority_id, made.name)
        self._said.setdefault(key, [])
        self._histories.setdefault(
            key,
            RecommendationHistory(
                authority=case.authority_id,
                name=case.authority.name if case.authority is not None else case.authority_id,
                cycle=case.cycle,
                id=made.id,
                text=made.text,
                benchmarks=_benchmarks(case.criteria, made.benchmarks),
                owner=made.owner,
                due=made.due,
                shared=made.shared,
            ),
        )

    def _meant(self, case: Case, reference: str) -> list[tuple[str, str]]:
        """Find the recommendations that a follow-up is of: several where their letters say the same by one name."""
        cycle, *named, name = reference.split("/")
        keys = [(maker, f"{cycle}/{name}") for maker in (case.authority_id, *sorted(case.relatives))]
        there = [key for key in keys if key in self._histories]
        first = next((key for key in there if not named or key[0] == named[0]), None)
        return [key for key in there if first and self._histories[key].text == self._histories[first].text]

    def all(self) -> list[RecommendationHistory]:
        """Give the recommendations.

        Returns:
            By authority, first benchmark, cycle, and the letter's order.
        """
        found = [
            history._replace(
                steps=tuple(said.step for said in self._said[key]),
                by_authority=self._by_authority(history, self._said[key]),
            )
            for key, history in self._histories.items()
        ]
        return sorted(found, key=lambda history: (history.authority, _first(history), history.cycle))

    def _by_authority(self, history: RecommendationHistory, said: Sequence[_Said]) -> tuple[AuthorityProgress, ...]:
        line = self._line(history.authority, said)
        own = {name: _own_word(said, name, first=name == history.authority, line=line) for name in line}
        found = [
            AuthorityProgress(name, self._succession.name_of(name), _least(_words(name, own, line)))
            for name in line
            if not self._is_succeeded(name, own, line)
        ] or [AuthorityProgress(history.authority, history.name, own[history.authority])]
        if len(found) > 1 and len({one.step for one in found}) == 1 and not found[0].is_open:
            # It was done with before they began.
            return (AuthorityProgress(history.authority, history.name, found[0].step),)
        return tuple(found)

    def _line(self, authority: str, said: Sequence[_Said]) -> dict[str, list[str]]:
        """Find all who have taken an authority's part, in turn: each with those of them whose part it has taken."""
        heard = {name for one in said for name in one.speaks_for}
        line: dict[str, list[str]] = {authority: []}
        left = [authority]
        for name in left:
            for after in self._succession.successors(name):
                begun = self._until is None or self._succession.has_begun(after, self._until)
                if after != authority and (begun or after in heard):
                    if after not in line:
                        left.append(after)
                    line.setdefault(after, []).append(name)
        return line

    def _is_succeeded(self, name: str, own: Mapping[str, Step | None], line: Mapping[str, list[str]]) -> bool:
        """Whether others see to it in an authority's place: not where it goes on and still says what became of it."""
        after = [own[other] for other, before in line.items() if name in before]
        word = own[name]
        still = word is not None and any(step is not None and step.cycle <= word.cycle for step in after)
        return bool(after) and not (still and self._succession.goes_on(name))


def _own_word(said: Sequence[_Said], name: str, *, first: bool, line: Mapping[str, list[str]]) -> Step | None:
    """Give what counts of what is said for an authority: the last cycle's word, the adviser's before its own."""
    steps = [one.step for one in said if name in one.speaks_for or (first and one.speaks_for.isdisjoint(line))]
    by_file = {step.authority: step for step in steps if step.cycle == steps[-1].cycle}
    return _least(list(by_file.values()))


def _words(name: str, own: Mapping[str, Step | None], line: Mapping[str, list[str]]) -> list[Step | None]:
    """Give an authority's own word, else those of the ones before it, each as it was left."""
    words: list[Step | None] = []
    seen, left = {name}, [name]
    while left:
        at = left.pop()
        if own[at] is not None or not line[at]:
            words.append(own[at])
        else:
            left += [before for before in line[at] if before not in seen]
            seen.update(line[at])
    return words


def _least(words: Sequence[Step | None]) -> Step | None:
    """Give the word of least progress; none yet is less than any."""
    return min(words, key=lambda step: 0 if step is None else _HOW_FAR[step.progress], default=None)


def _first(history: RecommendationHistory) -> int:
    return history.benchmarks[0][0] if history.benchmarks else 1_000_000


def _benchmarks(criteria: Criteria | None, named: Iterable[str]) -> tuple[tuple[int, str, str], ...]:
    wanted = set(named)
    known = criteria.by_number() if criteria is not None else ()
    return tuple((one.number, one.id, one.title) for one in known if one.id in wanted)
