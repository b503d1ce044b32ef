"""What changed in meaning, described in words once, for the terminal and for the comment of a pull request."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from prevent_assure.text.phrasing import printed_cycle

from .counting import count
from .difference import (
    AnswerChange,
    AssessmentDifference,
    BenchmarkDifference,
    Cause,
    ClosedChange,
    DiffResult,
    FieldChange,
    FileDifference,
    ItemChange,
    LetterChange,
    OutcomeMove,
    Revision,
    Together,
    Unreadable,
)
from .events import Event, left
from .marks import Mark, Marks


class Fact(NamedTuple):
    """One thing that changed.

    Attributes:
        text: What, in a line.
        before: The narrative before, where one changed.
        after: The narrative now.
    """

    text: str
    before: str | None = None
    after: str | None = None

    @property
    def has_texts(self) -> bool:
        """Whether there is a narrative to show."""
        return self.before is not None or self.after is not None


class BenchmarkFacts(NamedTuple):
    """What changed for one benchmark.

    Attributes:
        title: Its number and title.
        id: Its id.
        facts: What changed.
    """

    title: str
    id: str
    facts: tuple[Fact, ...]


class Section(NamedTuple):
    """What changed in one place.

    Attributes:
        name: The authority's id, or the file's path, as it stands there.
        title: What it is called.
        counted: How many outcomes moved and answers changed, for an authority's cycle.
        facts: What changed, but for benchmarks.
        benchmarks: What changed by benchmark.
        overrides: The benchmarks that are now agreed outside the rules, in a line each.
        lowered: The others in which an outcome moved down.
        moves: The other outcomes that moved: authority, cycle, benchmark, whose, from, to, and why.
    """

    name: str
    title: str
    counted: str = ""
    facts: tuple[Fact, ...] = ()
    benchmarks: tuple[BenchmarkFacts, ...] = ()
    overrides: tuple[str, ...] = ()
    lowered: tuple[str, ...] = ()
    moves: tuple[tuple[str, ...], ...] = ()

    @property
    def texts(self) -> int:
        """How many characters of narratives there are in it."""
        every = (self.facts, *(benchmark.facts for benchmark in self.benchmarks))
        return sum(len(fact.before or "") + len(fact.after or "") for facts in every for fact in facts)


def headline(whole: DiffResult, happened: Sequence[Event] = ()) -> str:
    """Say in a line what changed, as in `2 outcomes moved, 5 answers changed, for 1 authority`; whole files first."""
    result = left(whole)
    if not whole.has_changes:
        only = "; what changed is order, layout, comments or names of files" if result.reformatted else ""
        unread = "; some files could not be compared" if result.unreadable else ""
        return f"no change of meaning{only}{unread}"
    authorities = len({assessment.authority for assessment in result.assessments})
    files = sum(file.kind == "authority" for file in result.files)
    short = [*dict.fromkeys(event.short for event in happened)]
    said = [", ".join([*short[:_SHORT_EVENTS], *[f"{len(short) - _SHORT_EVENTS} more"] * (len(short) > _SHORT_EVENTS)])]
    said += [f"{_counted(result.assessments)}, for {count(authorities, 'authority')}"] * bool(authorities)
    said += [f"{kind} changed" for kind in dict.fromkeys(file.kind for file in result.files) if kind != "authority"]
    said += [f"{count(files, 'authority file')} changed"] * bool(files)
    said += [f"{count(len(result.letters), 'file')} of issued letters changed"] * bool(result.letters)
    said += [f"{count(len(result.closed), 'file')} of closed cycles changed"] * bool(result.closed)
    return "; ".join(filter(None, said))


_SHORT_EVENTS = 3
"""So many events stand in the headline."""


def closed(changes: Sequence[ClosedChange], mark: Mark) -> str:
    """Say in a sentence what became of files of closed cycles."""
    said = [f"{mark(path)} {_OF_CLOSED[change]}" for path, _, change in changes]
    cycles = ", ".join(dict.fromkeys(mark(each.cycle) for each in changes))
    return f"Closed cycles ({cycles}), whose files stay as they are: {'; '.join(said)}."


_OF_CLOSED = {"changed": "has changed", "removed": "is gone", "added": "is new"}


def letters(changes: Sequence[LetterChange], mark: Mark) -> str:
    """Say in a sentence what became of issued letters and their records."""
    said = [f"{mark(path)} {_OF_LETTERS[change]}" for path, change in changes]
    return f"Issued letters and their records: {'; '.join(said)}."


_OF_LETTERS = {"changed": "has changed", "removed": "is gone", "replaced": "is replaced by a later issue"}


def _counted(assessments: Sequence[AssessmentDifference]) -> str:
    benchmarks = [benchmark for assessment in assessments for benchmark in assessment.benchmarks]
    moved = sum(len(benchmark.outcomes) for benchmark in benchmarks)
    answered = sum(answer.moved for benchmark in benchmarks for answer in benchmark.answers)
    said = [f"{count(moved, 'outcome')} moved"] * bool(moved)
    said += [f"{count(answered, 'answer')} changed"] * bool(answered)
    return ", ".join(said) or "no outcome moved, but evidence, texts or steps changed"


def revision(state: Revision, mark: Mark) -> str:
    """Name a state, with the beginning of its commit's name."""
    return mark(state.name) if state.commit is None else f"{mark(state.name)} ({state.commit[:10]})"


def not_compared(unread: Unreadable, mark: Mark) -> str:
    """Say which file could not be read, when and why."""
    codes = ", ".join(dict.fromkeys(mark(found.code) for found in unread.diagnostics))
    return f"since it cannot be read {'before' if unread.side == 'base' else 'now'}: {mark(unread.path)} ({codes})"


BASIS = {"incomplete": "incomplete", "judgement": "the adviser judges"}
NOTHING = "nothing"
_NARRATIVES = frozenset(
    {
        "applies_to", "applies_when", "assured_by", "comment", "comments", "contact", "evidence", "exception",
        "meaning", "note", "owner", "reason", "says", "source", "statement", "summary", "text", "title",
    }
)  # fmt: skip
_SHORT = 120
_CAME = {None: "", "added": " (a new criterion)", "removed": " (no longer a criterion)"}
_OVERRIDE = {"added": "now agreed outside the rules", "removed": "no longer agreed outside the rules"}


def _is_overridden(benchmark: BenchmarkDifference) -> bool:
    return benchmark.override is not None and benchmark.override.change == "added"


def _is_decision(benchmark: BenchmarkDifference, move: OutcomeMove, labels: Mapping[str, str]) -> bool:
    """Tell whether an outcome went down, or puts an agreed outcome outside what the rules allow."""
    if benchmark.override is not None and _is_overridden(benchmark) and move.kind in benchmark.override.because:
        return True
    order = list(labels)
    sides = (move.before, move.after)
    before, after = (sorted(order.index(outcome) for outcome in side if outcome in labels) for side in sides)
    # What was open before went nowhere but to an answer.
    return move.before_basis != "incomplete" and [*after[:1], *after[-1:]] < [*before[:1], *before[-1:]]


class Words:
    """Puts changes into words."""

    def __init__(self, marks: Marks) -> None:
        """Decide how what people wrote is set off.

        Args:
            marks: How.
        """
        self._mark, self._name, self._head = marks

    def assessment(self, changed: AssessmentDifference) -> Section:
        """Describe what changed for an authority's cycle.

        Args:
            changed: The authority's cycle.

        Returns:
            The section.
        """
        cycles = " → ".join(printed_cycle(cycle) for cycle in (changed.before_cycle, changed.cycle) if cycle)
        authority, labels = changed.authority, changed.outcome_labels
        return Section(
            authority,
            f"{self._head(changed.name)} ({self._head(authority)}), {cycles}",
            _counted([changed]),
            tuple(self._of_assessment(changed)),
            tuple(
                BenchmarkFacts(self._title(one), self._mark(one.id), tuple(self._of_benchmark(one, labels)))
                for one in changed.benchmarks
            ),
            tuple(self._decisions(changed, overridden=True)),
            tuple(self._decisions(changed, overridden=False)),
            tuple(
                (f"{self._name(changed.name)} ({self._mark(authority)})", self._mark(changed.cycle), *moved)
                for one in (changed.benchmarks if changed.holds is None else ())
                for moved in self._moved(one, labels)
            ),
        )

    def file(self, changed: FileDifference) -> Section:
        """Describe what changed in criteria, settings, an authority or a template.

        Args:
            changed: The file.

        Returns:
            The section.
        """
        title = f"{self._head(changed.path)} {changed.change}"
        return Section(changed.path, title, facts=tuple(self._of_file(changed)))

    def _title(self, benchmark: BenchmarkDifference) -> str:
        number = f"{benchmark.number} " if benchmark.number is not None else ""
        return f"{number}{self._name(benchmark.title)}"

    def _moved(self, benchmark: BenchmarkDifference, labels: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
        override = benchmark.override
        for move in benchmark.outcomes:
            if _is_decision(benchmark, move, labels):
                continue
            said = [self._because(move)]
            if override is not None and move.kind in override.because:
                said.append(_OVERRIDE[override.change])
            yield (
                f"{self._title(benchmark)} ({self._mark(benchmark.id)})",
                move.kind,
                self._outcome(move.before, labels, move.before_basis),
                self._outcome(move.after, labels, move.after_basis),
                "; ".join(filter(None, said)) or " ",
            )

    def _decisions(self, changed: AssessmentDifference, *, overridden: bool) -> Iterator[str]:
        """Say what an adviser must look at: benchmarks now agreed outside the rules, or those with a lower outcome."""
        labels = changed.outcome_labels
        for one in changed.benchmarks:
            moves = [self._move(move, labels) for move in one.outcomes if _is_decision(one, move, labels)]
            said = [*moves, f"**{_OVERRIDE['added']}**"] if _is_overridden(one) else moves
            if said and _is_overridden(one) is overridden:
                where = f"{self._title(one)} ({self._mark(one.id)}) of {self._mark(changed.authority)}"
                yield f"{where}, {printed_cycle(changed.cycle)}: {'; '.join(said)}"

    def _outcome(self, outcomes: Sequence[str], labels: Mapping[str, str], basis: str | None) -> str:
        """As in `Not met or Met (the adviser judges)`."""
        named = (self._name(labels[outcome]) if outcome in labels else self._mark(outcome) for outcome in outcomes)
        words = " or ".join(named) or NOTHING
        return f"{words} ({BASIS[basis]})" if basis in BASIS else words

    def _because(self, move: OutcomeMove) -> str:
        """Say what moved an outcome; nothing of those that people set."""
        return self._cause(move.because) if move.because is not None else ""

    def _cause(self, cause: Cause) -> str:
        """As in `made by a and b together; taken back by undoing a alone, or b alone`."""
        if cause.whole is not None:
            return (
                "there was nothing to derive it from" if cause.whole == "added" else "nothing to derive it from is left"
            )
        ways, undo = self._sets(cause.ways, cause.more), self._sets(cause.undo, cause.undo_more)
        back = f"; taken back by undoing {undo}"
        if cause.ways == cause.undo and len(cause.ways) == 1 and not cause.more and not cause.undo_more:
            back = ", and taken back by undoing that"
        return f"made by {ways}{back}{'' if cause.smallest else ' (smaller sets may do, too)'}"

    def _sets(self, sets: Sequence[Together], more: int) -> str:
        further = [f"one of {count(more, 'further set')} as small"] * bool(more)
        return ", or ".join([*map(self._together, sets), *further])

    def _together(self, one: Together) -> str:
        whole = ["the changed criteria"] * one.criteria + ["the changed rules"] * one.rules
        *first, last = [*whole, *map(self._mark, one.answers)]
        return f"{', '.join(first)} and {last} together" if first else f"{last} alone"

    def _of_benchmark(self, benchmark: BenchmarkDifference, labels: Mapping[str, str]) -> Iterator[Fact]:
        """Outcomes, then answers, then the rest."""
        for move in benchmark.outcomes:
            yield Fact(self._move(move, labels))
        if benchmark.override is not None:
            moved = " and ".join(f"the {kind}" for kind in benchmark.override.because)
            why = f", since {moved} outcome moved" if moved else ", since the adviser's views changed"
            yield Fact(f"{_OVERRIDE[benchmark.override.change]}{why}")
        for answer in benchmark.answers:
            yield from self._answer(answer)
        for field in benchmark.fields:
            yield self._field(field)

    def _move(self, move: OutcomeMove, labels: Mapping[str, str]) -> str:
        """As in `agreed: Met → Exceeding`."""
        before = self._outcome(move.before, labels, move.before_basis)
        after = self._outcome(move.after, labels, move.after_basis)
        why = self._because(move)
        return f"{move.kind}: {before} → {after}{f'; {why}' if why else ''}"

    def _answer(self, answer: AnswerChange) -> Iterator[Fact]:
        said = [self._mark(word) if word is not None else "unanswered" for word in (answer.before, answer.after)]
        what = f"{said[0]} → {said[1]}" if answer.moved else f"{said[1]} as before"
        yield Fact(f"answer {self._mark(answer.criterion)}: {what}{_CAME[answer.criterion_change]}")
        for field in answer.fields:
            yield self._field(field, of=answer.criterion)
        for paper in answer.references:
            yield from self._item(paper, f"reference of {self._mark(answer.criterion)}")

    def _field(self, field: FieldChange, *, of: str | None = None) -> Fact:
        """Say how a key's value changed, with both texts where it is a narrative."""
        belongs = f" of {self._mark(of)}" if of is not None else ""
        what = f"{self._mark(field.key)}{belongs} {field.change}"
        if field.change == "moved":
            return Fact(f"{what} from {self._mark(field.before or '')} to {self._mark(field.after or '')}")
        values = [value for value in (field.before, field.after) if value is not None]
        if not values:
            return Fact(what)
        if field.key.rpartition(".")[2] in _NARRATIVES or any(len(value) > _SHORT or "\n" in value for value in values):
            return Fact(what, field.before, field.after)
        return Fact(f"{what}: {' → '.join(map(self._mark, values))}")

    def _item(self, item: ItemChange, kind: str) -> Iterator[Fact]:
        """Say that an item of a list came, went or changed, then its values."""
        name = f" {self._mark(item.id)}" if item.id else ""
        whole = item.change != "changed"
        said = [self._within(field, whole=whole) for field in item.fields if not (whole and field.key in _NARRATIVES)]
        inside = f": {'; '.join(said)}" if said else ""
        told = [field for field in item.fields if field.key in _NARRATIVES]
        first = next(iter(sorted(told, key=lambda field: field.key != "text")), None)
        before, after = (first.before, first.after) if first is not None else (None, None)
        yield Fact(f"{kind}{name} {item.change}{inside}", before, after)
        for field in told:
            if not whole and field is not first:
                yield Fact(f"{self._mark(field.key)} of it", field.before, field.after)

    def _within(self, field: FieldChange, *, whole: bool) -> str:
        """Name a key of an item, with its values where they are short."""
        if field.key in _NARRATIVES:
            return self._mark(field.key)
        values = " → ".join(self._mark(value) for value in (field.before, field.after) if value is not None)
        said = "" if whole or field.change == "changed" else f" {field.change}"
        return f"{self._mark(field.key)}{said} {values}"

    def _of_assessment(self, changed: AssessmentDifference) -> Iterator[Fact]:
        """What changed besides the benchmarks, steps first."""
        if changed.renamed_from is not None:
            yield Fact(f"the authority's id was {self._mark(changed.renamed_from)} before")
        for field in (changed.criteria, changed.status, *changed.steps, *changed.letter):
            if field is not None:
                yield self._field(field)
        for items, kind in (
            (changed.strengths, "strength"),
            (changed.recommendations, "recommendation"),
            (changed.follow_up, "follow-up"),
            (changed.follow_up_review, "the adviser's follow-up"),
        ):
            for item in items:
                yield from self._item(item, kind)

    def _of_file(self, changed: FileDifference) -> Iterator[Fact]:
        """The outcomes that criteria move first."""
        if changed.renamed_from is not None:
            yield Fact(f"the id was {self._mark(changed.renamed_from)} before")
        if changed.kind == "criteria":
            authorities = count(len({move.authority for move in changed.moves}), "authority")
            moved = f"{count(len(changed.moves), 'derived outcome')} of {authorities}"
            yield Fact(f"moves {moved}" if changed.moves else "moves no authority's derived outcome")
            for move in changed.moves:
                named = f"{self._mark(move.authority)} {move.cycle} {self._mark(move.benchmark)}"
                yield Fact(f"moves {named}, {self._move(move.move, {})}")
        if changed.compared_with is not None:
            yield Fact(f"held against {self._mark(changed.compared_with)}, the edition before it")
        for field in changed.fields:
            yield self._field(field)
