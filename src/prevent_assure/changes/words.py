"""What changed in meaning, in words: facts that the terminal and the comment set out, each in its own way."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from .difference import (
    AnswerChange,
    AssessmentDifference,
    BenchmarkDifference,
    Cause,
    DiffResult,
    FieldChange,
    FileDifference,
    ItemChange,
    OutcomeMove,
    OverrideChange,
    Revision,
    Together,
)

Mark = Callable[[str], str]
"""Sets off an id or a word of a file."""


def count(number: int, word: str) -> str:
    """Count things.

    Args:
        number: How many.
        word: What, in the singular.

    Returns:
        As in `2 authorities`.
    """
    if number == 1:
        return f"1 {word}"
    return f"{number} {word.removesuffix('y')}ies" if word.endswith("ity") else f"{number} {word}s"


def headline(result: DiffResult) -> str:
    """Say in a line what changed.

    Args:
        result: What changed.

    Returns:
        As in `2 outcomes moved, 5 answers changed; 1 authority`.
    """
    if not result.has_changes:
        only = "; what changed is order, layout, comments or names of files" if result.reformatted else ""
        unread = "; some files could not be compared" if result.unreadable else ""
        return f"no change of meaning{only}{unread}"
    benchmarks = [benchmark for each in result.assessments for benchmark in each.benchmarks]
    moved = sum(len(each.outcomes) for each in benchmarks)
    answered = sum(answer.moved for each in benchmarks for answer in each.answers)
    authorities = len({each.authority for each in result.assessments})
    others = [each.kind for each in result.files if each.kind != "authority"]
    said = [f"{moved_and_changed(moved, answered)}, for {count(authorities, 'authority')}"] * bool(authorities)
    said += [f"{kind} changed" for kind in dict.fromkeys(others)]
    said += [f"{count(sum(each.kind == 'authority' for each in result.files), 'authority file')} changed"] * any(
        each.kind == "authority" for each in result.files
    )
    return "; ".join(said)


def moved_and_changed(moved: int, answered: int) -> str:
    """Say how many outcomes moved and answers changed.

    Args:
        moved: How many outcomes.
        answered: How many answers.

    Returns:
        As in `2 outcomes moved, 5 answers changed`.
    """
    said = [f"{count(moved, 'outcome')} moved"] * bool(moved) + [f"{count(answered, 'answer')} changed"] * bool(
        answered
    )
    return ", ".join(said) or "no outcome moved, but evidence, texts or steps changed"


def revision(each: Revision, mark: Mark) -> str:
    """Name a state.

    Args:
        each: The state.
        mark: Sets off its name.

    Returns:
        Its name, with the beginning of its commit's.
    """
    if each.commit is None:
        return mark(each.name)
    return f"{mark(each.name)} ({each.commit[:10]})"


def title(each: FileDifference, mark: Mark) -> str:
    """Name a file that changed.

    Args:
        each: The file.
        mark: Sets off its path.

    Returns:
        Its path and what became of it.
    """
    return f"{mark(each.path)} {each.change}"


def override(each: OverrideChange) -> str:
    """Say that an outcome came to be, or is no longer, agreed outside the rules.

    Args:
        each: Which of the two.

    Returns:
        A phrase.
    """
    return "now agreed outside the rules" if each.change == "added" else "no longer agreed outside the rules"


def cycles(each: AssessmentDifference) -> str:
    """Name the cycle, or the two that are compared.

    Args:
        each: What changed in it.

    Returns:
        As in `2024/25`.
    """
    return " → ".join(cycle.replace("-", "/") for cycle in (each.before_cycle, each.cycle) if cycle is not None)


BASIS = {"incomplete": "incomplete", "judgement": "the adviser judges"}
KINDS = {"claimed": "claimed", "derived": "derived", "agreed": "agreed"}
NOTHING = "nothing"
_NARRATIVES = frozenset(
    {
        "applies_to", "applies_when", "assured_by", "comment", "comments", "contact", "evidence", "exception",
        "meaning", "note", "owner", "reason", "says", "source", "statement", "summary", "text", "title",
    }
)  # fmt: skip
_SHORT = 120
_CAME = {None: "", "added": " (a new criterion)", "removed": " (no longer a criterion)"}


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


class Words:
    """Puts changes into words."""

    def __init__(self, mark: Mark) -> None:
        """Decide how ids and words of files are set off.

        Args:
            mark: Sets one off, harmless where it is shown.
        """
        self._mark = mark

    def outcome(self, outcomes: Sequence[str], labels: Mapping[str, str], basis: str | None = None) -> str:
        """Name an outcome, or several possible ones.

        Args:
            outcomes: Their ids.
            labels: How they are called.
            basis: How firmly the rules derive them.

        Returns:
            As in `Not met or Met (the adviser judges)`.
        """
        words = " or ".join(labels[each] if each in labels else self._mark(each) for each in outcomes) or NOTHING
        return f"{words} ({BASIS[basis]})" if basis in BASIS else words

    def because(self, move: OutcomeMove) -> str:
        """Say why an outcome moved.

        Args:
            move: The outcome.

        Returns:
            What moved it; empty for those that people set.
        """
        return self._cause(move.because) if move.because is not None else ""

    def _cause(self, cause: Cause) -> str:
        if cause.whole is not None:
            return "there was no answer before" if cause.whole == "added" else "there is no answer any longer"
        ways = [self._together(each) for each in cause.ways]
        if len(ways) == 1 and not cause.more:
            return ways[0]
        more = f"; or {cause.more} more" if cause.more else ""
        return f"each alone would do: {'; or '.join(ways)}{more}"

    def _together(self, way: Together) -> str:
        answers = " and ".join(self._mark(each) for each in way.answers)
        return " and ".join([*["the criteria changed"] * way.criteria, *[answers] * bool(answers)])

    def benchmark(self, each: BenchmarkDifference, labels: Mapping[str, str]) -> Iterator[Fact]:
        """Say what changed for a benchmark.

        Args:
            each: The benchmark.
            labels: How outcomes are called.

        Yields:
            Outcomes, then answers, then the rest.
        """
        for move in each.outcomes:
            yield Fact(self.move(move, labels))
        if each.override is not None:
            moved = " and ".join(f"the {kind}" for kind in each.override.because)
            why = f", since {moved} outcome moved" if moved else ""
            yield Fact(f"{override(each.override)}{why}")
        for answer in each.answers:
            yield from self._answer(answer)
        for field in each.fields:
            yield self.field(field)

    def move(self, move: OutcomeMove, labels: Mapping[str, str]) -> str:
        """Say how an outcome moved, and why.

        Args:
            move: The outcome.
            labels: How outcomes are called.

        Returns:
            As in `agreed: Met → Exceeding`.
        """
        before = self.outcome(move.before, labels, move.before_basis)
        after = self.outcome(move.after, labels, move.after_basis)
        why = self.because(move)
        moved_by = f"; moved by: {why}" if why else ""
        return f"{KINDS[move.kind]}: {before} → {after}{moved_by}"

    def _answer(self, answer: AnswerChange) -> Iterator[Fact]:
        said = [self._mark(each) if each is not None else "unanswered" for each in (answer.before, answer.after)]
        what = f"{said[0]} → {said[1]}" if answer.moved else f"{said[1]} as before"
        yield Fact(f"answer {self._mark(answer.criterion)}: {what}{_CAME[answer.criterion_change]}")
        for field in answer.fields:
            yield self.field(field, of=answer.criterion)
        for paper in answer.references:
            yield from self.item(paper, f"reference of {self._mark(answer.criterion)}")

    def field(self, field: FieldChange, *, of: str | None = None) -> Fact:
        """Say how a key's value changed.

        Args:
            field: The key.
            of: The criterion that it belongs to.

        Returns:
            The fact, with both texts where it is a narrative.
        """
        belongs = f" of {self._mark(of)}" if of is not None else ""
        what = f"{self._mark(field.key)}{belongs} {field.change}"
        if field.change == "moved":
            return Fact(f"{what} from {self._mark(field.before or '')} to {self._mark(field.after or '')}")
        if field.before is None and field.after is None:
            return Fact(what)
        values = [each for each in (field.before, field.after) if each is not None]
        if field.key.rpartition(".")[2] in _NARRATIVES or any(len(each) > _SHORT or "\n" in each for each in values):
            return Fact(what, field.before, field.after)
        return Fact(f"{what}: {' → '.join(self._mark(each) for each in values)}")

    def item(self, item: ItemChange, kind: str) -> Iterator[Fact]:
        """Say what became of an item of a list.

        Args:
            item: The item.
            kind: What it is.

        Yields:
            That it came, went or changed, then its values.
        """
        name = f" {self._mark(item.id)}" if item.id else ""
        whole = item.change != "changed"
        said = [self._within(each, whole=whole) for each in item.fields if not (whole and each.key in _NARRATIVES)]
        inside = f": {'; '.join(said)}" if said else ""
        told = [each for each in item.fields if each.key in _NARRATIVES]
        first = next(iter(sorted(told, key=lambda each: each.key != "text")), None)
        before, after = (first.before, first.after) if first is not None else (None, None)
        yield Fact(f"{kind}{name} {item.change}{inside}", before, after)
        for each in told:
            if not whole and each is not first:
                yield Fact(f"{self._mark(each.key)} of it", each.before, each.after)

    def _within(self, field: FieldChange, *, whole: bool) -> str:
        """Name a key of an item, with its values where they are short."""
        if field.key in _NARRATIVES:
            return self._mark(field.key)
        values = " → ".join(self._mark(each) for each in (field.before, field.after) if each is not None)
        said = "" if whole or field.change == "changed" else f" {field.change}"
        return f"{self._mark(field.key)}{said} {values}"

    def assessment(self, each: AssessmentDifference) -> Iterator[Fact]:
        """Say what changed for an authority's cycle besides its benchmarks.

        Args:
            each: The authority's cycle.

        Yields:
            Steps first.
        """
        if each.change != "changed":
            yield Fact(f"{'new' if each.change == 'added' else 'gone'}: the files of this cycle")
        if each.renamed_from is not None:
            yield Fact(f"the authority's id was {self._mark(each.renamed_from)} before")
        for field in (each.criteria, each.status, *each.steps, *each.letter):
            if field is not None:
                yield self.field(field)
        for items, kind in (
            (each.strengths, "strength"),
            (each.recommendations, "recommendation"),
            (each.follow_up, "follow-up"),
            (each.follow_up_review, "the adviser's follow-up"),
        ):
            for item in items:
                yield from self.item(item, kind)

    def file(self, each: FileDifference) -> Iterator[Fact]:
        """Say what changed in criteria, settings, an authority or a template.

        Args:
            each: The file.

        Yields:
            The outcomes that criteria move first.
        """
        if each.renamed_from is not None:
            yield Fact(f"the id was {self._mark(each.renamed_from)} before")
        if each.kind == "criteria":
            yield Fact(self._moves(each))
            for move in each.moves:
                named = f"{self._mark(move.authority)} {move.cycle} {self._mark(move.benchmark)}"
                yield Fact(f"moves {named}, {self.move(move.move, {})}")
        if each.compared_with is not None:
            yield Fact(f"held against {self._mark(each.compared_with)}, the edition before it")
        for field in each.fields:
            yield self.field(field)

    @staticmethod
    def _moves(each: FileDifference) -> str:
        if not each.moves:
            return "moves no authority's derived outcome"
        authorities = len({move.authority for move in each.moves})
        return f"moves {count(len(each.moves), 'derived outcome')} of {count(authorities, 'authority')}"
