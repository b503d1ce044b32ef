"""From a benchmark's rules, as the criteria file has them, to conditions over counts."""

from collections.abc import Iterable, Iterator
from math import prod
from typing import Literal, NamedTuple

from prevent_assure.model import criteria as written

from .conditions import ALWAYS, AtLeast, AtShare, Condition, Either, Every, Inverse, Region, Whole


class CompiledRule(NamedTuple):
    """A rule over counts.

    Attributes:
        outcomes: The outcomes that it gives; none at the end of rules that may all fail.
        condition: When it holds.
    """

    outcomes: frozenset[str]
    condition: Condition


class RuleSet(NamedTuple):
    """The rules of one benchmark over its groups.

    Attributes:
        rules_from: Whose rules they are.
        rules: The rules, tried in order; the last one holds always, and only that one.
        groups: Criteria that no rule tells apart, by position; those that no rule reads are in none.
    """

    rules_from: Literal["edition", "benchmark"]
    rules: tuple[CompiledRule, ...]
    groups: tuple[tuple[int, ...], ...]

    @property
    def cases(self) -> int:
        """How many cases there are while every criterion is open."""
        return prod(len(group) + 1 for group in self.groups)

    def parts(self, answered: str) -> list[str]:
        """Tell how the criteria of each group are answered.

        Args:
            answered: How each criterion of the benchmark is answered, a letter for each.

        Returns:
            The same for each group.
        """
        return ["".join([answered[position] for position in group]) for group in self.groups]

    def deciding(self, region: Region) -> list[int]:
        """Find the rules that may decide somewhere in a region.

        Args:
            region: The region.

        Returns:
            Their indices; where there is only one, it decides everywhere in the region.
        """
        found = []
        for index, rule in enumerate(self.rules):  # pragma: no branch - the last one holds always
            holds = rule.condition.holds(region)
            if holds is not False:
                found.append(index)
            if holds:
                break
        return found


class _Members:
    """The criteria of a benchmark by position, and those that a condition names."""

    def __init__(self, benchmark: written.Benchmark) -> None:
        self.by_level: dict[str, list[int]] = {}
        self.by_id: dict[str, int] = {}
        for position, (level, criterion) in enumerate(benchmark.each_criterion()):
            self.by_level.setdefault(level, []).append(position)
            self.by_id[criterion.id] = position

    def under(self, levels: str | tuple[str, ...]) -> tuple[int, ...]:
        """Give the criteria under one level or several, none of them twice."""
        return tuple(
            sorted({position for level in written.as_levels(levels) for position in self.by_level.get(level, ())})
        )

    def counted(self, condition: written.AtLeast | written.AtShare) -> tuple[int, ...]:
        """Give the criteria that a count or share is of."""
        if condition.criteria is not None:
            return tuple(sorted({self.by_id[each] for each in condition.criteria}))
        return self.under(condition.of or ())


def compiled(criteria: written.Criteria, benchmark: written.Benchmark) -> RuleSet:
    """Compile the rules that a benchmark has: its own, or else the edition's.

    Args:
        criteria: The edition, without errors.
        benchmark: The benchmark in it.

    Returns:
        Its rules over counts.
    """
    rules = tuple(_tried(criteria.rules_of(benchmark)))
    members = _Members(benchmark)
    conditions = [ALWAYS if rule.condition is None else _condition(rule.condition, members) for rule in rules]
    groups = groups_of(leaf.positions for condition in conditions for leaf in _leaves(condition))
    compiled_rules = [
        CompiledRule(frozenset(rule.outcomes), _grouped(condition, groups))
        for rule, condition in zip(rules, conditions, strict=True)
    ]
    if conditions[-1] != ALWAYS:
        compiled_rules.append(CompiledRule(frozenset(), ALWAYS))
    return RuleSet("edition" if benchmark.rules is None else "benchmark", tuple(compiled_rules), groups)


def _tried(rules: Iterable[written.OutcomeRule]) -> Iterator[written.OutcomeRule]:
    """Give the rules as far as the first without a condition: what follows is never tried."""
    for rule in rules:
        yield rule
        if rule.condition is None:
            return


def _condition(condition: written.Condition, members: _Members) -> Condition:  # noqa: PLR0911 - one line for each kind
    """Compile a condition, its leaves without groups as yet."""
    match condition:
        case written.All():
            return _every([Whole((), members.under(level)) for level in written.as_levels(condition.all)])
        case written.Any_():
            return AtLeast((), members.under(condition.any), 1)
        case written.None_():
            return Inverse(AtLeast((), members.under(condition.none), 1))
        case written.AtLeast():
            return AtLeast((), members.counted(condition), condition.at_least)
        case written.AtShare():
            return AtShare((), members.counted(condition), *condition.share.as_integer_ratio())
        case written.And():
            return _every([_condition(each, members) for each in condition.and_])
        case written.Or():
            return Either(tuple(_condition(each, members) for each in condition.or_))
        case _:
            return Inverse(_condition(condition.not_, members))


def _every(conditions: list[Condition]) -> Condition:
    return conditions[0] if len(conditions) == 1 else Every(tuple(conditions))


def _leaves(condition: Condition) -> Iterator[Whole | AtLeast | AtShare]:
    match condition:
        case Every(conditions) | Either(conditions):
            for each in conditions:
                yield from _leaves(each)
        case Inverse(inner):
            yield from _leaves(inner)
        case _:
            yield condition


def groups_of(read: Iterable[tuple[int, ...]]) -> tuple[tuple[int, ...], ...]:
    """Group criteria that are always read together.

    Args:
        read: The criteria that each leaf reads.

    Returns:
        The groups, in the order of their first criteria.
    """
    readers: dict[int, list[int]] = {}
    for index, positions in enumerate(dict.fromkeys(read)):
        for position in positions:
            readers.setdefault(position, []).append(index)
    groups: dict[tuple[int, ...], list[int]] = {}
    for position in sorted(readers):
        groups.setdefault(tuple(readers[position]), []).append(position)
    return tuple(tuple(group) for group in groups.values())


def _grouped(condition: Condition, groups: tuple[tuple[int, ...], ...]) -> Condition:
    """Tell the leaves of a condition their groups."""
    match condition:
        case Every(conditions):
            return Every(tuple(_grouped(each, groups) for each in conditions))
        case Either(conditions):
            return Either(tuple(_grouped(each, groups) for each in conditions))
        case Inverse(inner):
            return Inverse(_grouped(inner, groups))
        case _:
            read = set(condition.positions)
            return condition._replace(groups=tuple(index for index, group in enumerate(groups) if group[0] in read))
