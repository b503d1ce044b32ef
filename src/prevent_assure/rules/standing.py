"""In which rules' conditions a criterion stands, and what they decide."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from prevent_assure.model import criteria as written
from prevent_assure.model.criteria import Benchmark, Criteria, Criterion, OutcomeRule, as_levels

from .explaining import in_words


class Deciding(NamedTuple):
    """A rule in whose condition a criterion stands.

    Attributes:
        rule: Its number, from 1.
        rules_from: Whose rules: the `edition`'s or the `benchmark`'s own.
        outcomes: The outcomes that it gives.
        condition: Its condition in words.
        says: What the edition says of the rule, or None.
        basis: Whether the criteria say so or it is our reading of them.
        kinds: The keys under which the criterion stands, as in `all`.
    """

    rule: int
    rules_from: Literal["edition", "benchmark"]
    outcomes: tuple[str, ...]
    condition: str
    says: str | None
    basis: str
    kinds: tuple[str, ...]


def decides(criteria: Criteria, benchmark: Benchmark, level: str, criterion: Criterion) -> list[Deciding]:
    """List the rules in whose conditions a criterion stands.

    Args:
        criteria: The edition.
        benchmark: The criterion's benchmark.
        level: Its level.
        criterion: The criterion.

    Returns:
        Those of the rules that the benchmark has, its own or the edition's, in their order.
    """
    rules_from: Literal["edition", "benchmark"] = "edition" if benchmark.rules is None else "benchmark"
    found = []
    for number, rule in enumerate(benchmark.rules or criteria.rules, 1):
        kinds = tuple(dict.fromkeys(_kinds(rule.condition, level, criterion.id)))
        if kinds:
            found.append(_deciding(criteria, rule, number, rules_from, kinds))
    return found


def _deciding(
    criteria: Criteria,
    rule: OutcomeRule,
    number: int,
    rules_from: Literal["edition", "benchmark"],
    kinds: tuple[str, ...],
) -> Deciding:
    condition = in_words(criteria, rule.condition)
    return Deciding(number, rules_from, rule.outcomes, condition, rule.says, rule.basis, kinds)


def _kinds(condition: written.Condition | None, level: str, criterion: str) -> Iterator[str]:
    match condition:
        case written.All():
            yield from ["all"] * (level in as_levels(condition.all))
        case written.Any_():
            yield from ["any"] * (level in as_levels(condition.any))
        case written.None_():
            yield from ["none"] * (level in as_levels(condition.none))
        case written.AtLeast() | written.AtShare():
            kind = "at_least" if isinstance(condition, written.AtLeast) else "share"
            named = condition.criteria
            stands = criterion in named if named is not None else level in as_levels(condition.of or ())
            yield from [kind] * stands
        case written.And():
            yield from (kind for each in condition.and_ for kind in _kinds(each, level, criterion))
        case written.Or():
            yield from (kind for each in condition.or_ for kind in _kinds(each, level, criterion))
        case written.Not():
            yield from _kinds(condition.not_, level, criterion)
