"""Recommendations and the benchmarks that they are about."""

from collections.abc import Iterator

from prevent_assure.checking.check import check
from prevent_assure.checking.subjects import CycleFile
from prevent_assure.diagnostics import Finding, Rule, Severity
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.review import Review
from prevent_assure.rules.case import Case

LOOSE = Rule("recommendation-without-benchmark", Severity.SUGGESTION, "A recommendation that is tied to no benchmark.")
NOT_MET_UNADDRESSED = Rule(
    "not-met-without-recommendation",
    Severity.WARNING,
    "A benchmark with the worst outcome agreed, and no recommendation about it.",
)


@check(LOOSE, NOT_MET_UNADDRESSED, of="review")
def recommendations_and_benchmarks_meet(file: CycleFile) -> Iterator[Finding]:
    """Look for recommendations about no benchmark, and for benchmarks not met about which there is none."""
    case, review = file.case, file.review
    for index, each in enumerate(review.letter.recommendations):
        if not each.benchmarks:
            message = "this recommendation is tied to no benchmark"
            hint = "list under `benchmarks` what it is about; accept this where it is about none of them"
            yield Finding(LOOSE, ("letter", "recommendations", index), message, hint)
    if case.criteria is not None:
        yield from _unaddressed(case, case.criteria, review)


def _unaddressed(case: Case, criteria: Criteria, review: Review) -> Iterator[Finding]:
    worst = criteria.outcomes[0]
    cycle = case.settings.cycles.get(case.cycle) if case.settings is not None else None
    shared = cycle.recommendations if cycle is not None else ()
    addressed = {name for each in review.letter.recommendations for name in each.benchmarks}
    addressed |= {name for each in shared for name in each.benchmarks}
    known = {benchmark.id for benchmark in criteria.benchmarks if benchmark.scored}
    for name, given in review.benchmarks.items():
        if given.agreed == worst.id and name in known - addressed:
            message = f"`{name}` is agreed as {worst.label}, and no recommendation is about it"
            hint = f"add one under `letter.recommendations` with `benchmarks: [{name}]`"
            yield Finding(NOT_MET_UNADDRESSED, ("benchmarks", name, "agreed"), message, hint)
