"""A regime's criteria in one edition: outcomes, levels, rules and benchmarks, all of it data."""

from collections.abc import Iterator
from operator import attrgetter
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from .answers import Kind
from .base import (
    LONG_FORM,
    SHORT_FORM,
    Count,
    CriteriaRef,
    CriterionRef,
    EditionName,
    Flag,
    Id,
    IsoDate,
    Line,
    Link,
    Model,
    Narrative,
    Share,
    Word,
)


class Replaced(Model):
    """Which criteria of the edition before one takes the place of, in the long form.

    Attributes:
        criteria: Their ids; with the benchmark before them, as in `training/publicity`, where it is another one.
        same_meaning: Whether it asks the same as the one that it replaces, so that the answer still stands.
    """

    criteria: tuple[CriterionRef, ...] = Field(min_length=1)
    same_meaning: Flag = False


def _replaces_form(value: object) -> str:
    return LONG_FORM if isinstance(value, dict | Replaced) else SHORT_FORM


AnyReplaced = Annotated[
    Annotated[tuple[CriterionRef, ...], Field(min_length=1), Tag(SHORT_FORM)] | Annotated[Replaced, Tag(LONG_FORM)],
    Discriminator(_replaces_form),
]
"""A list of criteria, whose answers are asked for again; or the long form."""


class Retired(Model):
    """A criterion of the edition before whose place nothing takes.

    Attributes:
        criterion: Its benchmark and id, as in `training/publicity`; a benchmark's id alone stands for all of it.
        reason: Why.
    """

    criterion: CriterionRef
    reason: Narrative | None = None


class ReplacedEdition(Model):
    """The edition that this one follows, and what of it is retired."""

    edition: CriteriaRef
    retired: tuple[Retired, ...] = ()


Basis = Literal["criteria", "interpretation"]


class Outcome(Model):
    """One outcome that a benchmark can have; an edition lists them worst first."""

    id: Word
    label: Line
    meaning: Narrative | None = None


class Level(Model):
    """A heading over criteria, as Met, Exceeding and Not met are.

    Attributes:
        id: The level's word.
        label: How people read it.
        kind: `standard` (answered met or not) or `warning_sign` (present or absent).
        note: What Annex B says beside the heading.
    """

    id: Word
    label: Line
    kind: Kind
    note: Line | None = None


def _as_list(value: object) -> str:
    return "<list>" if isinstance(value, list | tuple) else "<one>"


Levels = Annotated[
    Annotated[Word, Tag("<one>")] | Annotated[tuple[Word, ...], Field(min_length=1), Tag("<list>")],
    Discriminator(_as_list),
]
"""One level or a list of them."""


def as_levels(levels: str | tuple[str, ...]) -> tuple[str, ...]:
    """Give the levels that a condition names, one or several, as several."""
    return (levels,) if isinstance(levels, str) else levels


class All(Model):
    """Each level has an applicable criterion and all of them are true."""

    all: Levels


class Any_(Model):  # noqa: N801 - Any is typing's
    """At least one criterion of the levels is true."""

    any: Levels


class None_(Model):  # noqa: N801 - None is Python's
    """No criterion of the levels is true."""

    none: Levels


class AtLeast(Model):
    """So many criteria are true, of levels or (in a benchmark's own rules) of criteria by name."""

    at_least: Count
    of: Levels | None = None
    criteria: Annotated[tuple[Id, ...], Field(min_length=1)] | None = None


class AtShare(Model):
    """Such a share of the applicable criteria is true; false where none is applicable."""

    share: Share
    of: Levels | None = None
    criteria: Annotated[tuple[Id, ...], Field(min_length=1)] | None = None


class And(Model):
    """All of the conditions hold."""

    and_: tuple["Condition", ...] = Field(alias="and", min_length=1)


class Or(Model):
    """One of the conditions holds at least."""

    or_: tuple["Condition", ...] = Field(alias="or", min_length=1)


class Not(Model):
    """The condition does not hold."""

    not_: "Condition" = Field(alias="not")


_CONDITIONS: dict[str, type[Model]] = {
    "all": All, "any": Any_, "none": None_, "at_least": AtLeast, "share": AtShare, "and": And, "or": Or, "not": Not,
}  # fmt: skip
CONDITION_KEYS = tuple(_CONDITIONS)


def _condition_key(value: object) -> str | None:
    given = value if isinstance(value, dict) else ()
    found = (key for key, kind in _CONDITIONS.items() if key in given or isinstance(value, kind))
    return next((f"<{key}>" for key in found), None)


Condition = Annotated[
    Annotated[All, Tag("<all>")]
    | Annotated[Any_, Tag("<any>")]
    | Annotated[None_, Tag("<none>")]
    | Annotated[AtLeast, Tag("<at_least>")]
    | Annotated[AtShare, Tag("<share>")]
    | Annotated[And, Tag("<and>")]
    | Annotated[Or, Tag("<or>")]
    | Annotated[Not, Tag("<not>")],
    Discriminator(_condition_key, custom_error_type="condition", custom_error_message="not a condition"),
]


class OutcomeRule(Model):
    """If the condition holds, the outcome is this one; or, where a list stands, one of these.

    Attributes:
        outcome: One outcome's id, or a list of which the adviser judges.
        condition: The condition (`if` in the file); None holds always.
        says: The rule in words.
        basis: Whether the criteria say so or it is our interpretation.
    """

    outcome: Levels
    condition: Condition | None = Field(default=None, alias="if")
    says: Narrative | None = None
    basis: Basis = "interpretation"

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The outcomes that the rule gives."""
        return as_levels(self.outcome)


class Part(Model):
    """One line nested under a criterion."""

    id: Id
    text: Narrative


class Criterion(Model):
    """One demand, or one warning sign.

    Attributes:
        id: Unique within its benchmark.
        text: The demand in words.
        exception: The way to satisfy it otherwise.
        applies_when: When it applies, where it does not always.
        parts: Nested lines.
        contradicts: Criteria of the same benchmark that cannot be true beside it.
        note: What the edition's author says of it (a reading, a source).
        replaces: The criteria of the edition before whose place it takes.
    """

    id: Id
    text: Narrative
    exception: Narrative | None = None
    applies_when: Narrative | None = None
    parts: tuple[Part, ...] = ()
    contradicts: tuple[Id, ...] = ()
    note: Narrative | None = None
    replaces: AnyReplaced | None = None

    @property
    def replaced(self) -> Replaced | None:
        """What it replaces, in the long form."""
        return Replaced(criteria=self.replaces) if isinstance(self.replaces, tuple) else self.replaces


class Benchmark(Model):
    """One benchmark with its criteria by level, or one that is assured elsewhere (`scored: false`)."""

    id: Id
    number: Annotated[Count, Field(ge=1)]
    title: Line
    statement: Narrative | None = None
    emphasis: Literal["direct", "tangential", "unstated"] = "unstated"
    source: Narrative | None = None
    scored: Flag = True
    criteria: dict[Word, tuple[Criterion, ...]] = {}
    rules: tuple[OutcomeRule, ...] | None = Field(default=None, min_length=1)
    assured_by: Narrative | None = None
    reason: Narrative | None = None
    contact: Narrative | None = None

    def each_criterion(self) -> Iterator[tuple[str, Criterion]]:
        """Go through the criteria in the file's order, with their levels' ids."""
        for level, criteria in self.criteria.items():
            for criterion in criteria:
                yield level, criterion


class Source(Model):
    """Where the criteria come from."""

    title: Line
    url: Link | None = None
    published: IsoDate | None = None
    licence: Line | None = None


class Criteria(Model):
    """One edition of a regime's criteria."""

    format: Literal["prevent-assure/criteria/1"]
    id: Id
    edition: EditionName
    title: Line
    applies_to: Narrative
    note: Narrative | None = None
    sources: tuple[Source, ...] = ()
    replaces: ReplacedEdition | None = None
    glossary: dict[Line, Line] = {}
    outcomes: tuple[Outcome, ...] = Field(min_length=1)
    levels: tuple[Level, ...] = Field(min_length=1)
    rules: tuple[OutcomeRule, ...] = Field(min_length=1)
    benchmarks: tuple[Benchmark, ...] = Field(min_length=1)

    @property
    def ref(self) -> str:
        """The name by which an assessment cites it, as in `local-authority/2024-25`."""
        return f"{self.id}/{self.edition}"

    def outcome_label(self, outcome: str) -> str:
        """Give the label of an outcome by its id, which stands for itself where the edition has none such."""
        return next((known.label for known in self.outcomes if known.id == outcome), outcome)

    def level(self, level: str) -> Level | None:
        """Find a level by its id."""
        return next((known for known in self.levels if known.id == level), None)

    def benchmark(self, benchmark: str) -> Benchmark | None:
        """Find a benchmark by its id."""
        return next((known for known in self.benchmarks if known.id == benchmark), None)

    def rules_of(self, benchmark: Benchmark) -> tuple[OutcomeRule, ...]:
        """Give the rules that a benchmark goes by: its own, or else the edition's."""
        return benchmark.rules or self.rules

    def conditions_of(self, benchmark: Benchmark) -> object:
        """Give what decides for an outcome besides the criteria: conditions, without texts, and outcomes in order."""
        rules = [(rule.outcomes, rule.condition) for rule in self.rules_of(benchmark)]
        return rules, [outcome.id for outcome in self.outcomes]

    def by_number(self) -> tuple[Benchmark, ...]:
        """Give the benchmarks in the order of their numbers."""
        return tuple(sorted(self.benchmarks, key=attrgetter("number")))
