"""Checks of what an edition says of the edition before: that nothing is named that was not there, and nothing twice."""

from collections.abc import Iterator

from prevent_assure.checking.check import check
from prevent_assure.checking.subjects import CriteriaFile
from prevent_assure.diagnostics import Finding, Route, Rule, Severity
from prevent_assure.model.criteria import Criteria, Criterion
from prevent_assure.model.faults import MISSING_KEY
from prevent_assure.model.nearness import closest
from prevent_assure.rules.edition_changes import edition_changes, named

from .assessment import UNKNOWN_EDITION

UNKNOWN_REPLACED = Rule(
    "unknown-replaced", Severity.ERROR, "A criterion said to be replaced or retired that the edition before lacks."
)
REPLACED_TWICE = Rule(
    "replaced-twice", Severity.ERROR, "A criterion of the edition before that is named twice, or replaced and retired."
)
SAME_MEANING = Rule(
    "same-meaning-of-several", Severity.ERROR, "A criterion said to mean the same as several, or several as one."
)
CRITERION_DROPPED = Rule(
    "criterion-dropped", Severity.WARNING, "A criterion of the edition before of which the new one says nothing."
)

PlacedCriterion = tuple[Route, str, Criterion]
"""Where a criterion stands in the file, the benchmark's id, and the criterion."""


@check(UNKNOWN_REPLACED, REPLACED_TWICE, SAME_MEANING, CRITERION_DROPPED, UNKNOWN_EDITION, MISSING_KEY, of="criteria")
def replacements_fit_the_edition_before(file: CriteriaFile) -> Iterator[Finding]:
    """Hold what an edition says that it replaces against the edition before."""
    if file.before_unreadable:
        return  # that one has its own findings
    criteria, before, editions = file.criteria, file.before, file.editions
    placed = list(_placed(criteria))
    if criteria.replaces is None:
        for route, _, criterion in placed:
            if criterion.replaces is not None:
                message = "criteria say what they replace, and the edition does not say which edition it follows"
                hint = "write `replaces: {edition: ...}` at the top of the edition"
                yield Finding(MISSING_KEY, (*route, "replaces"), message, hint, on_key=True)
                return
        return
    if before is None or before.ref == criteria.ref:
        message = "this edition of criteria is neither in the workspace nor packaged"
        if before is not None:
            message = "an edition cannot follow itself"
        hint = closest(criteria.replaces.edition, editions) or f"editions here: {', '.join(editions)}"
        yield Finding(UNKNOWN_EDITION, ("replaces", "edition"), message, hint)
        return
    found = list(_names(criteria, before, placed))
    yield from found or _silences(criteria, before)


def _placed(criteria: Criteria) -> Iterator[PlacedCriterion]:
    for index, benchmark in enumerate(criteria.benchmarks):
        for level, members in benchmark.criteria.items():
            for place, criterion in enumerate(members):
                yield ("benchmarks", index, "criteria", level, place), benchmark.id, criterion


def _named(placed: list[PlacedCriterion]) -> Iterator[tuple[str, Route, bool]]:
    """Give each name under a criterion's `replaces`: in full, with its place, and whether it is to mean the same."""
    for route, benchmark, criterion in placed:
        replaced = criterion.replaced
        if replaced is None:
            continue
        short = isinstance(criterion.replaces, tuple)
        here: Route = (*route, "replaces") if short else (*route, "replaces", "criteria")
        for index, each in enumerate(replaced.criteria):
            yield named(each, benchmark), (*here, index), replaced.same_meaning


def _names(criteria: Criteria, before: Criteria, placed: list[PlacedCriterion]) -> Iterator[Finding]:
    old = {f"{benchmark.id}/{each.id}" for benchmark in before.benchmarks for _, each in benchmark.each_criterion()}
    benchmarks = {each.id for each in before.benchmarks}
    retired: dict[str, Route] = {}
    for index, each in enumerate(criteria.replaces.retired if criteria.replaces is not None else ()):
        route: Route = ("replaces", "retired", index, "criterion")
        if each.criterion not in old | benchmarks:
            yield _unknown(route, each.criterion, sorted(old | benchmarks), before)
        if each.criterion in retired:
            yield Finding(REPLACED_TWICE, route, f"`{each.criterion}` is retired twice", "keep one of the two")
        retired[each.criterion] = route
    yield from _replaced(before, placed, old, retired)
    still_there = {f"{benchmark}/{each.id}" for _, benchmark, each in placed}
    for name, route in retired.items():
        if name in still_there or name in {each.id for each in criteria.benchmarks}:
            message = f"`{name}` is retired, and still stands in this edition"
            yield Finding(REPLACED_TWICE, route, message, "remove it here, or there")


def _replaced(
    before: Criteria, placed: list[PlacedCriterion], old: set[str], retired: dict[str, Route]
) -> Iterator[Finding]:
    same: dict[str, int] = {}
    times: dict[str, int] = {}
    seen: set[tuple[Route, str]] = set()
    each_name = list(_named(placed))
    for name, _, same_meaning in each_name:
        times[name] = times.get(name, 0) + 1
        same[name] = same.get(name, 0) + same_meaning
    for name, route, same_meaning in each_name:
        around = route[: route.index("replaces")]
        others = sum(other[: len(around)] == around for _, other, _ in each_name)
        if name not in old:
            yield _unknown(route, name, sorted(old), before)
        elif name in retired or name.partition("/")[0] in retired:
            yield Finding(REPLACED_TWICE, route, f"`{name}` is replaced here, and retired above", "keep one of the two")
        elif (around, name) in seen:
            yield Finding(REPLACED_TWICE, route, f"`{name}` stands here twice", "keep one of the two")
        elif same_meaning and (others > 1 or times[name] > 1):
            message = f"`{name}` is split or merged here, so that the meaning is not the same"
            yield Finding(SAME_MEANING, route, message, "remove `same_meaning`")
        seen.add((around, name))


def _unknown(route: Route, name: str, known: list[str], before: Criteria) -> Finding:
    hint = closest(name, known) or "write benchmark and id, as in `training/publicity`"
    return Finding(UNKNOWN_REPLACED, route, f"{before.ref} has no `{name}`", hint)


def _silences(criteria: Criteria, before: Criteria) -> Iterator[Finding]:
    for change in edition_changes(before, criteria).changes:
        if change.kind == "retired" and not change.said:
            name = change.before[0].name
            message = f"`{name}` of {before.ref} is neither here nor replaced nor retired"
            hint = "name it under `retired`, or where something takes its place"
            yield Finding(CRITERION_DROPPED, ("replaces",), message, hint, on_key=True)
