"""Checks of an edition of criteria: its names, what must be there, and whether its rules can do what they say."""

from collections.abc import Iterable, Iterator

from prevent_assure.checking.check import check
from prevent_assure.diagnostics import Finding, Route, Rule, Severity
from prevent_assure.model.criteria import Benchmark, Criteria
from prevent_assure.model.faults import MISSING_KEY
from prevent_assure.model.nearness import closest
from prevent_assure.model.values import EMPTY_TEXT

from . import outcome_rules
from .answers import UNKNOWN_CRITERION, UNKNOWN_LEVEL
from .assessment import UNKNOWN_OUTCOME

DUPLICATE_ID = Rule("duplicate-id", Severity.ERROR, "An id or number that two things bear where each needs its own.")
NO_CRITERIA = Rule("benchmark-without-criteria", Severity.ERROR, "A scored benchmark that has no criterion.")
UNUSED_CRITERIA = Rule("criteria-unused", Severity.WARNING, "Criteria or rules of a benchmark that is not scored.")


@check(
    DUPLICATE_ID, NO_CRITERIA, UNUSED_CRITERIA, EMPTY_TEXT, MISSING_KEY, UNKNOWN_CRITERION, UNKNOWN_LEVEL,
    UNKNOWN_OUTCOME, *outcome_rules.RULES, of="edition",
)  # fmt: skip
def edition_is_sound(criteria: Criteria) -> list[Finding]:
    """Check an edition; what answers can bring about is looked at only where the names are right."""
    names = [*_ids(criteria), *outcome_rules.name_findings(criteria)]
    return [*_benchmarks(criteria), *(names or outcome_rules.reach_findings(criteria))]


def _ids(criteria: Criteria) -> Iterator[Finding]:
    yield from _repeated([each.id for each in criteria.outcomes], ("outcomes",), "id", "outcome")
    yield from _repeated([each.id for each in criteria.levels], ("levels",), "id", "level")
    yield from _repeated([each.id for each in criteria.benchmarks], ("benchmarks",), "id", "benchmark")
    yield from _repeated([each.number for each in criteria.benchmarks], ("benchmarks",), "number", "benchmark")


def _repeated(ids: Iterable[str | int], route: Route, key: str, what: str) -> Iterator[Finding]:
    seen: set[str | int] = set()
    for index, each in enumerate(ids):
        if each in seen:
            yield _twice((*route, index, key), key, what)
        seen.add(each)


def _twice(route: Route, key: str, what: str) -> Finding:
    return Finding(DUPLICATE_ID, route, f"another {what} has this {key}", f"give each {what} {key}s of its own")


def _benchmarks(criteria: Criteria) -> Iterator[Finding]:
    known = [level.id for level in criteria.levels]
    for index, benchmark in enumerate(criteria.benchmarks):
        route: Route = ("benchmarks", index)
        yield from _must_be_there(benchmark, route)
        for level in benchmark.criteria:
            if level not in known:
                hint = closest(level, known) or f"levels here: {', '.join(known)}"
                message = f"`{level}`: the edition has no such level"
                yield Finding(UNKNOWN_LEVEL, (*route, "criteria", level), message, hint, on_key=True)
        yield from _criteria(benchmark, route)


def _must_be_there(benchmark: Benchmark, route: Route) -> Iterator[Finding]:
    if benchmark.scored:
        yield from _text(benchmark.statement, (*route, "statement"), f"`{benchmark.id}` is scored and has no statement")
        if not any(benchmark.criteria.values()):
            message = f"`{benchmark.id}` is scored and has no criterion"
            hint = "write its criteria by level, or `scored: false` where it is assured elsewhere"
            yield Finding(NO_CRITERIA, (*route, "criteria"), message, hint, on_key=True)
        return
    yield from _text(benchmark.reason, (*route, "reason"), f"`{benchmark.id}` is not scored and gives no reason")
    for key in ("criteria", "rules"):
        if getattr(benchmark, key):
            message = f"`{benchmark.id}` is not scored, so that its {key} are used nowhere"
            yield Finding(UNUSED_CRITERIA, (*route, key), message, f"remove `{key}`, or `scored: false`", on_key=True)


def _text(text: str | None, route: Route, message: str) -> Iterator[Finding]:
    if text is None:
        yield Finding(MISSING_KEY, route, message, f"write `{route[-1]}:`")
    elif not text.strip():
        yield Finding(EMPTY_TEXT, route, f"`{route[-1]}` is empty", "write a text", on_key=True)


def _criteria(benchmark: Benchmark, route: Route) -> Iterator[Finding]:
    known = [criterion.id for _, criterion in benchmark.each_criterion()]
    seen: set[str] = set()
    for level, members in benchmark.criteria.items():
        for index, criterion in enumerate(members):
            here: Route = (*route, "criteria", level, index)
            if criterion.id in seen:
                yield _twice((*here, "id"), "id", "criterion of this benchmark")
            seen.add(criterion.id)
            yield from _text(criterion.text, (*here, "text"), "")
            yield from _repeated(
                [part.id for part in criterion.parts], (*here, "parts"), "id", "part of this criterion"
            )
            for place, part in enumerate(criterion.parts):
                yield from _text(part.text, (*here, "parts", place, "text"), "")
            for place, other in enumerate(criterion.contradicts):
                if other not in known:
                    message = f"benchmark `{benchmark.id}` has no criterion `{other}` that this could contradict"
                    hint = closest(other, known)
                    yield Finding(UNKNOWN_CRITERION, (*here, "contradicts", place), message, hint)
