"""What a template may see of the two annexes."""

from dataclasses import dataclass

from .narrative import Narrative


@dataclass(frozen=True, slots=True)
class OutcomeRowView:
    """One row of Annex A.

    Attributes:
        number: The benchmark's number.
        title: Its title.
        scored: Whether it is scored in this process.
        statement: The benchmark in a sentence or more; None where it is not scored or has none.
        outcome: The agreed outcome's label; where there is none yet, words that say so; `N/A` where it is not scored.
        outcome_id: The agreed outcome's id; None where there is none.
        outside_rules: Words that say that the outcome was agreed outside the rules; None where it was not.
        outside_reason: The reason for that; None where it was not, or none is given.
        account: The authority's account of the benchmark, or None.
        comments: The adviser's comments on it, or None.
        reason: What stands in place of a summary where the benchmark is not scored, else None.
    """

    number: int
    title: str
    scored: bool
    statement: Narrative | None
    outcome: str
    outcome_id: str | None
    outside_rules: str | None
    outside_reason: Narrative | None
    account: Narrative | None
    comments: Narrative | None
    reason: Narrative | None


@dataclass(frozen=True, slots=True)
class CriterionView:
    """One criterion of Annex B.

    Attributes:
        text: What it demands, or the warning sign that it names.
        parts: The lines nested under it.
        exception: The way to satisfy it otherwise, or None.
        applies_when: When it applies, or None where it always does.
    """

    text: Narrative
    parts: tuple[Narrative, ...]
    exception: Narrative | None
    applies_when: Narrative | None


@dataclass(frozen=True, slots=True)
class LevelView:
    """The criteria under one heading, as Met.

    Attributes:
        id: The level's id.
        label: The heading.
        note: What is said beside it, as that these criteria come on top of others, or None.
        criteria: The criteria.
    """

    id: str
    label: str
    note: str | None
    criteria: tuple[CriterionView, ...]


@dataclass(frozen=True, slots=True)
class BenchmarkView:
    """One benchmark of Annex B.

    Attributes:
        number: Its number.
        title: Its title.
        scored: Whether it is scored in this process.
        levels: Its criteria by level, in the edition's order; empty where it is not scored.
        assured_by: The process that assures it where it is not scored here, or None.
        contact: Whom to ask about that, or None.
    """

    number: int
    title: str
    scored: bool
    levels: tuple[LevelView, ...]
    assured_by: Narrative | None
    contact: Narrative | None
