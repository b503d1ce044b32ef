"""Checks of an authority's self-assessment as a whole: names, steps, and what its status needs."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from prevent_assure.checking.check import check
from prevent_assure.checking.subjects import CycleFile
from prevent_assure.diagnostics import Finding, Route, Rule, Severity
from prevent_assure.model.assessment import BenchmarkAnswers
from prevent_assure.model.criteria import Benchmark, Criteria
from prevent_assure.model.nearness import closest
from prevent_assure.model.vocabulary import Known, Vocabulary, listed, unknown
from prevent_assure.rules.case import Case
from prevent_assure.rules.status import is_submitted

from .answers import ANSWER_RULES, answer_findings

MOST_NAMED = 6
"""So many of what is open are named in one finding; the others are counted."""

UNKNOWN_AUTHORITY = Rule("unknown-authority", Severity.ERROR, "An authority that has no file in `authorities/`.")
UNKNOWN_CYCLE = Rule("unknown-cycle", Severity.ERROR, "A cycle that the settings do not list.")
UNKNOWN_EDITION = Rule(
    "unknown-edition",
    Severity.ERROR,
    "An edition of criteria that neither the workspace nor the package has.",
)
EDITION_DIFFERS = Rule("edition-differs", Severity.WARNING, "Other criteria than the settings name for the cycle.")
UNKNOWN_BENCHMARK = Rule("unknown-benchmark", Severity.ERROR, "A benchmark that the criteria do not have.")
NOT_SCORED = Rule("not-scored", Severity.ERROR, "Answers or an outcome for a benchmark that is assured elsewhere.")
UNKNOWN_OUTCOME = Rule("unknown-outcome", Severity.ERROR, "An outcome that the criteria do not have.")
UNANSWERED = Rule(
    "unanswered", Severity.ERROR, "Criteria without an answer in a self-assessment that has been submitted."
)
CLAIM_MISSING = Rule(
    "claim-missing", Severity.ERROR, "No claimed outcome in a self-assessment that has been submitted."
)
SUMMARY_MISSING = Rule("summary-missing", Severity.ERROR, "No summary where the status needs one.")


@check(UNKNOWN_AUTHORITY, of=("assessment", "review"))
def authority_has_a_file(file: CycleFile) -> Iterator[Finding]:
    """Look for the file of the authority whose self-assessment or review this is."""
    case, written = file.case, file.written
    if file.authorities is None or case.authority_id in file.authorities or written.authority != case.authority_id:
        return
    message = f"there is no authorities/{case.authority_id}.yaml"
    hint = closest(case.authority_id, sorted(file.authorities))
    hint = hint or "write that file first: who the authority is, and its people"
    yield Finding(UNKNOWN_AUTHORITY, ("authority",), message, hint)


@check(UNKNOWN_CYCLE, of=("assessment", "review"))
def cycle_is_listed(file: CycleFile) -> Iterator[Finding]:
    """Look for the cycle in the settings."""
    case = file.case
    if case.settings is None or case.cycle in case.settings.cycles or file.written.cycle != case.cycle:
        return
    known = ", ".join(case.settings.cycles)
    hint = f"cycles there: {known}; `prevent-assure cycle open {case.cycle}` begins a new one"
    yield Finding(UNKNOWN_CYCLE, ("cycle",), f"the settings do not list the cycle {case.cycle}", hint)


@check(UNKNOWN_EDITION, EDITION_DIFFERS, of="assessment")
def edition_is_the_cycles(file: CycleFile) -> Iterator[Finding]:
    """Look for the edition of criteria, and hold it against the one that the settings name for the cycle."""
    case, assessment = file.case, file.assessment
    if not file.edition_found:
        known = file.editions()
        message = "this edition of criteria is neither in the workspace nor packaged"
        yield unknown(UNKNOWN_EDITION, ("criteria",), message, assessment.criteria, Known(tuple(known)))
    cycle = case.settings.cycles.get(case.cycle) if case.settings is not None else None
    wanted = cycle.criteria if cycle is not None else None
    if case.criteria is not None and wanted is not None and wanted != assessment.criteria:
        message = f"the settings name another edition of criteria for {case.cycle}"
        yield Finding(EDITION_DIFFERS, ("criteria",), message, "ask the adviser which of the two is right")


@check(UNKNOWN_BENCHMARK, NOT_SCORED, UNKNOWN_OUTCOME, *ANSWER_RULES, of="assessment")
def answers_fit_the_criteria(file: CycleFile) -> Iterator[Finding]:
    """Hold the benchmarks of a self-assessment, their claimed outcomes and answers against the criteria."""
    criteria, assessment = file.case.criteria, file.assessment
    if criteria is None:
        return
    for name, answers in assessment.benchmarks.items():
        benchmark = criteria.benchmark(name)
        if benchmark is None:
            yield unknown_benchmark(name, ("benchmarks", name), criteria)
        elif not benchmark.scored:
            if answers.answers or answers.claimed is not None:
                yield not_scored(name)
        else:
            yield from _claimed(criteria, name, answers)
            yield from answer_findings(criteria, benchmark, answers)


def unknown_benchmark(name: str, route: Route, criteria: Criteria, *, on_key: bool = True) -> Finding:
    """Say that the criteria do not have a benchmark.

    Args:
        name: What was written.
        route: Where.
        criteria: The edition.
        on_key: Whether it was written as a key.

    Returns:
        The finding.
    """
    known = Vocabulary(criteria).known("benchmark")
    message = f"the criteria have no {f'benchmark `{name}`' if on_key else 'such benchmark'}"
    return unknown(UNKNOWN_BENCHMARK, route, message, name, known, on_key=on_key)


def not_scored(name: str) -> Finding:
    """Say that a benchmark is assured elsewhere and takes no answers or outcome.

    Args:
        name: The benchmark.

    Returns:
        The finding.
    """
    message = f"benchmark `{name}` is not scored: it is assured elsewhere"
    return Finding(NOT_SCORED, ("benchmarks", name), message, "remove its answers and outcome", on_key=True)


def _claimed(criteria: Criteria, name: str, answers: BenchmarkAnswers) -> Iterator[Finding]:
    if answers.claimed is not None:
        yield from outcome_findings(criteria, answers.claimed, ("benchmarks", name, "claimed"))


def outcome_findings(criteria: Criteria, outcome: str, route: tuple[str | int, ...]) -> Iterator[Finding]:
    """Check that the criteria have an outcome.

    Args:
        criteria: The edition.
        outcome: What was written.
        route: Where.

    Yields:
        That they have not.
    """
    known = Vocabulary(criteria).known("outcome")
    if outcome not in known.words:
        yield unknown(UNKNOWN_OUTCOME, route, "the criteria have no such outcome", outcome, known)


@check(UNANSWERED, CLAIM_MISSING, SUMMARY_MISSING, of="assessment")
def submitted_is_complete(file: CycleFile) -> Iterator[Finding]:
    """Look for what is missing in a self-assessment that is submitted."""
    case, assessment = file.case, file.assessment
    if case.criteria is None or not is_submitted(assessment, case.review):
        return
    misspelt = not assessment.benchmarks.keys() <= {known.id for known in case.criteria.benchmarks}
    found = _Open([], [], [])
    for benchmark in case.criteria.benchmarks:
        answers = assessment.benchmarks.get(benchmark.id)
        if benchmark.scored and not (misspelt and answers is None):
            _look_through(benchmark, answers, found)
    yield from _open_findings(case, found)


class _Open(NamedTuple):
    """What a submitted self-assessment leaves open: places, each with the name of what is missing there."""

    criteria: list[tuple[Route, str]]
    claims: list[tuple[Route, str]]
    summaries: list[tuple[Route, str]]


def _look_through(benchmark: Benchmark, answers: BenchmarkAnswers | None, found: _Open) -> None:
    """Gather what is open in one benchmark."""
    route: Route = ("benchmarks", benchmark.id)
    if answers is None:
        found.criteria.extend((route, f"{benchmark.id}/{one.id}") for _, one in benchmark.each_criterion())
        return
    # Of an answer that stands under another level `unknown-criterion` tells.
    written = {name for given in answers.answers.values() if isinstance(given, dict) for name in given}
    for level, criteria in benchmark.criteria.items():
        ids = [criterion.id for criterion in criteria]
        words = zip(ids, answers.words(level, ids), strict=True)
        here = answers.answers.get(level)
        told = written.difference(here) if isinstance(here, dict) else written
        missing = [name for name, word in words if word is None and name not in told]
        if missing and not _misspelt(benchmark, level, answers):
            found.criteria.extend(((*route, "answers", level), f"{benchmark.id}/{name}") for name in missing)
    if answers.claimed is None and "claimed" not in answers.answers:
        found.claims.append(((*route, "claimed"), benchmark.id))
    if not (answers.summary or "").strip():
        found.summaries.append(((*route, "summary"), benchmark.id))


def _open_findings(case: Case, found: _Open) -> Iterator[Finding]:
    """Say each kind of what is open once, with its number and the command that helps."""
    current = case.settings is None or case.settings.current_cycle == case.cycle
    command = f"prevent-assure answer --authority {case.authority_id}{'' if current else f' --cycle {case.cycle}'}"
    needed = "to be submitted, each scored benchmark needs one"
    if found.criteria:
        count = len(found.criteria)
        what = "1 criterion is unanswered" if count == 1 else f"{count} criteria are unanswered"
        goes = f"`{command}` goes through {'it' if count == 1 else 'them'}: {_named(found.criteria)}"
        yield Finding(
            UNANSWERED, found.criteria[0][0], f"{what}; to be submitted, all must be answered", goes, on_key=True
        )
    if found.claims:
        what = f"{_benchmarks(found.claims)} no claimed outcome"
        outcomes = listed(
            [each.id for each in case.criteria.outcomes] if case.criteria is not None else (), "claimed: "
        )
        hint = f"{outcomes}: the authority's own view; `{command}` asks for it, too"
        yield Finding(CLAIM_MISSING, found.claims[0][0], f"{what}; {needed}", hint, on_key=True)
    if found.summaries:
        what = f"{_benchmarks(found.summaries)} no summary"
        hint = f"write `summary: |-`, and the authority's account on the lines below; `{command}` asks for it, too"
        yield Finding(SUMMARY_MISSING, found.summaries[0][0], f"{what}; {needed}", hint, on_key=True)


def _benchmarks(found: Sequence[tuple[Route, str]]) -> str:
    names = [name for _, name in found]
    return f"`{names[0]}` has" if len(names) == 1 else f"{len(names)} benchmarks ({', '.join(names)}) have"


def _named(found: Sequence[tuple[Route, str]]) -> str:
    names = [name for _, name in found]
    rest = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return f"{', '.join(names[:MOST_NAMED])}{rest}"


def _misspelt(benchmark: Benchmark, level: str, answers: BenchmarkAnswers) -> bool:
    """Tell whether an unknown name stands where answers are missing: that is one fault, and is reported as such."""
    if level not in answers.answers:
        return not benchmark.criteria.keys() >= answers.answers.keys()
    given = answers.answers[level]
    known = {criterion.id for criterion in benchmark.criteria[level]}
    return isinstance(given, dict) and not known.issuperset(given)
