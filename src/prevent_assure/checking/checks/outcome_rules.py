"""Checks of the rules of an edition: what they name, and whether answers can bring them about."""

from collections.abc import Iterator
from typing import NamedTuple

from prevent_assure.diagnostics import Finding, Route, Rule, Severity
from prevent_assure.model import criteria as written
from prevent_assure.model.criteria import Benchmark, Criteria, OutcomeRule, as_levels
from prevent_assure.model.nearness import closest
from prevent_assure.rules.compiling import compiled
from prevent_assure.rules.completions import reachable

from .answers import UNKNOWN_CRITERION, UNKNOWN_LEVEL
from .assessment import UNKNOWN_OUTCOME

LAST_CONDITIONAL = Rule(
    "last-rule-conditional", Severity.ERROR, "Rules whose last one has a condition, and so may all fail."
)
COUNT_UNCLEAR = Rule("count-unclear", Severity.ERROR, "A count or share that does not say of what, or says it twice.")
BY_NAME = Rule("criteria-by-name", Severity.ERROR, "Criteria named by rules that hold for every benchmark.")
TOO_COMPLEX = Rule(
    "rules-too-complex", Severity.ERROR, "Rules that name criteria in so many ways that they make too many cases."
)
OUTCOME_UNREACHABLE = Rule("outcome-unreachable", Severity.WARNING, "An outcome that no rule gives.")
RULE_UNREACHABLE = Rule("rule-unreachable", Severity.WARNING, "A rule that no answers reach.")
COUNT_UNREACHABLE = Rule("count-unreachable", Severity.WARNING, "A count that no benchmark has enough criteria for.")
RULES = (
    LAST_CONDITIONAL, COUNT_UNCLEAR, BY_NAME, TOO_COMPLEX, OUTCOME_UNREACHABLE, RULE_UNREACHABLE, COUNT_UNREACHABLE,
)  # fmt: skip


MOST_CASES = 100_000
"""As format.md has it: past so many cases rules that name criteria are too complex."""
_MOST_REGIONS = 5_000
"""After so many regions without a result a rule is taken to be reachable: this is a warning, and must cost little."""

_Leaf = written.All | written.Any_ | written.None_ | written.AtLeast | written.AtShare


class _Rules(NamedTuple):
    """One list of rules, where it stands, and the benchmarks that have it."""

    rules: tuple[OutcomeRule, ...]
    route: Route
    benchmarks: list[Benchmark]
    own: bool


def _lists(criteria: Criteria) -> Iterator[_Rules]:
    yield _Rules(criteria.rules, ("rules",), [each for each in criteria.benchmarks if each.rules is None], own=False)
    for index, benchmark in enumerate(criteria.benchmarks):
        if benchmark.rules is not None:
            yield _Rules(benchmark.rules, ("benchmarks", index, "rules"), [benchmark], own=True)


def name_findings(criteria: Criteria) -> Iterator[Finding]:
    """Check that rules name what there is, and end with one that always holds.

    Args:
        criteria: The edition.

    Yields:
        What is wrong.
    """
    outcomes = [outcome.id for outcome in criteria.outcomes]
    levels = [level.id for level in criteria.levels]
    for each in _lists(criteria):
        for index, rule in enumerate(each.rules):
            route: Route = (*each.route, index)
            yield from _named(rule.outcome, (*route, "outcome"), outcomes, UNKNOWN_OUTCOME, "outcome")
            for leaf, place in _leaves(rule, route):
                yield from _leaf(leaf, place, levels, each)
        if each.rules[-1].condition is not None:
            message = "the last rule has a condition: where none of the rules holds, there is no outcome"
            hint = "add a rule without `if` as the last one"
            yield Finding(LAST_CONDITIONAL, (*each.route, len(each.rules) - 1, "if"), message, hint)


def _named(names: str | tuple[str, ...], route: Route, known: list[str], rule: Rule, what: str) -> Iterator[Finding]:
    for index, name in enumerate(as_levels(names)):
        if name not in known:
            place = route if isinstance(names, str) else (*route, index)
            hint = closest(name, known) or f"{what}s here: {', '.join(known)}"
            yield Finding(rule, place, f"there is no {what} `{name}`", hint)


def _leaves(rule: OutcomeRule, route: Route) -> Iterator[tuple[_Leaf, Route]]:
    """Go through the conditions of a rule that name something."""
    todo: list[tuple[written.Condition, Route]] = [] if rule.condition is None else [(rule.condition, (*route, "if"))]
    while todo:
        condition, place = todo.pop(0)
        match condition:
            case written.And():
                todo += [(each, (*place, "and", index)) for index, each in enumerate(condition.and_)]
            case written.Or():
                todo += [(each, (*place, "or", index)) for index, each in enumerate(condition.or_)]
            case written.Not():
                todo.append((condition.not_, (*place, "not")))
            case _:
                yield condition, place


def _leaf(leaf: _Leaf, route: Route, levels: list[str], rules: _Rules) -> Iterator[Finding]:
    match leaf:
        case written.All():
            yield from _named(leaf.all, (*route, "all"), levels, UNKNOWN_LEVEL, "level")
        case written.Any_():
            yield from _named(leaf.any, (*route, "any"), levels, UNKNOWN_LEVEL, "level")
        case written.None_():
            yield from _named(leaf.none, (*route, "none"), levels, UNKNOWN_LEVEL, "level")
        case _:
            yield from _count(leaf, route, levels, rules)


def _count(
    leaf: written.AtLeast | written.AtShare, route: Route, levels: list[str], rules: _Rules
) -> Iterator[Finding]:
    if leaf.of is not None:
        yield from _named(leaf.of, (*route, "of"), levels, UNKNOWN_LEVEL, "level")
    if leaf.criteria is not None and not rules.own:
        message = "criteria can be named only in the rules of their own benchmark"
        yield Finding(BY_NAME, (*route, "criteria"), message, "write `of` and levels, or move the rule", on_key=True)
    elif leaf.of is not None and leaf.criteria is not None:
        message = "`of` and `criteria` both say what is counted"
        yield Finding(COUNT_UNCLEAR, (*route, "criteria"), message, "keep one of the two", on_key=True)
    elif leaf.of is None and leaf.criteria is None:
        key = "share" if isinstance(leaf, written.AtShare) else "at_least"
        message = f"`{key}` does not say of what"
        hint = "write `of` and levels beside it" + (", or `criteria` and their ids" if rules.own else "")
        yield Finding(COUNT_UNCLEAR, (*route, key), message, hint, on_key=True)
    elif leaf.criteria is not None:
        known = [criterion.id for _, criterion in rules.benchmarks[0].each_criterion()]
        yield from _named(leaf.criteria, (*route, "criteria"), known, UNKNOWN_CRITERION, "criterion")


def reach_findings(criteria: Criteria) -> Iterator[Finding]:
    """Check that answers can bring about what the rules say.

    Args:
        criteria: The edition, whose rules name only what there is.

    Yields:
        What they cannot bring about, and rules that are too complex to work out.
    """
    in_use = [each for each in map(_used, _lists(criteria)) if each.benchmarks]
    too_complex = [finding for each in in_use if each.own for finding in _too_complex(criteria, each)]
    if too_complex:
        yield from too_complex
        return
    given = {outcome for each in in_use for rule in each.rules for outcome in rule.outcomes}
    for index, outcome in enumerate(criteria.outcomes if in_use else ()):
        if outcome.id not in given:
            message = f"no rule gives the outcome `{outcome.id}`"
            yield Finding(
                OUTCOME_UNREACHABLE, ("outcomes", index), message, "add a rule that does, or remove the outcome"
            )
    for each in in_use:
        yield from _unreachable(criteria, each)


def _used(rules: _Rules) -> _Rules:
    """Leave out the benchmarks for which the rules decide nothing."""
    return rules._replace(benchmarks=[each for each in rules.benchmarks if each.scored and any(each.criteria.values())])


def _too_complex(criteria: Criteria, rules: _Rules) -> Iterator[Finding]:
    if any(getattr(leaf, "criteria", None) for rule in rules.rules for leaf, _ in _leaves(rule, ())):
        cases = compiled(criteria, rules.benchmarks[0]).cases
        if cases > MOST_CASES:
            message = f"naming criteria in these ways makes {cases:,} cases; there may be {MOST_CASES:,}"
            hint = "name the same criteria together, or use levels"
            yield Finding(TOO_COMPLEX, rules.route, message, hint, on_key=True)


def _unreachable(criteria: Criteria, rules: _Rules) -> Iterator[Finding]:
    counted = {index: list(_counts(rule, (*rules.route, index), rules)) for index, rule in enumerate(rules.rules)}
    for found in counted.values():
        yield from found
    unconditional = next(index for index, rule in enumerate(rules.rules) if rule.condition is None)
    if unconditional + 1 < len(rules.rules):
        message = f"rule {unconditional + 1} has no condition, so that no rule after it is tried"
        hint = "give that rule a condition, or remove what follows it"
        yield Finding(RULE_UNREACHABLE, (*rules.route, unconditional + 1), message, hint)
    open_ones = {index for index in range(unconditional + 1) if not counted[index]}
    for benchmark in rules.benchmarks:
        if open_ones:
            open_ones -= _reached(criteria, benchmark)
    for index in sorted(open_ones):
        message = f"no answers reach rule {index + 1}: an earlier rule holds first, or its condition cannot hold"
        yield Finding(
            RULE_UNREACHABLE, (*rules.route, index), message, "look at its condition and at the rules before it"
        )


def _reached(criteria: Criteria, benchmark: Benchmark) -> set[int]:
    """Find the rules that some answers reach, `not_applicable` among them."""
    rules = compiled(criteria, benchmark)
    sizes = [len(group) for group in rules.groups]
    return reachable(rules, tuple((0, size, 0, size) for size in sizes), [(0, size) for size in sizes], _MOST_REGIONS)


def _counts(rule: OutcomeRule, route: Route, rules: _Rules) -> Iterator[Finding]:
    for leaf, place in _leaves(rule, route):
        if isinstance(leaf, written.AtLeast):
            most = max(_members(leaf, benchmark) for benchmark in rules.benchmarks)
            if leaf.at_least > most:
                message = f"{leaf.at_least} are asked for, and no benchmark has more than {most} of these criteria"
                yield Finding(COUNT_UNREACHABLE, (*place, "at_least"), message, "lower the number")


def _members(leaf: written.AtLeast, benchmark: Benchmark) -> int:
    if leaf.criteria is not None:
        return len(set(leaf.criteria))
    return sum(len(benchmark.criteria.get(level, ())) for level in set(as_levels(leaf.of or ())))
