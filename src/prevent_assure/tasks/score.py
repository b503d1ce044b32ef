"""Claimed, derived and agreed outcomes of a cycle, side by side."""

from collections.abc import Sequence
from typing import NamedTuple

from prevent_assure.diagnostics import Diagnostic, Location, Severity
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.outcome import AssessmentScore
from prevent_assure.rules.digests import digest
from prevent_assure.rules.explaining import explain_in_words
from prevent_assure.rules.workspace_checks import ASSESSMENT_MISSING
from prevent_assure.workspace.layout import assessment_path
from prevent_assure.workspace.workspace import Workspace

from .reading import Files, Reader
from .settling import path_from, seen_from, settle


class ScoreResult(NamedTuple):
    """What `score` found.

    Attributes:
        assessments: The outcomes, by authority.
        diagnostics: The errors of the files concerned.
    """

    assessments: tuple[AssessmentScore, ...]
    diagnostics: tuple[Diagnostic, ...]


def score(
    workspace: Workspace,
    *,
    cycle: str,
    authorities: Sequence[str] = (),
    explain: bool = True,
    in_words: bool = False,
) -> ScoreResult:
    """Derive the outcomes of a cycle.

    Args:
        workspace: The workspace.
        cycle: The cycle.
        authorities: Ids of the authorities asked for; none for all that have a self-assessment or review.
        explain: Whether the scores are to say why and what would have to be true for the next outcome.
        in_words: Whether to explain in sentences, too.

    Returns:
        The outcomes of those whose files can be read, and the errors of all.
    """
    reader = Reader(workspace)
    scored: list[AssessmentScore] = []
    found: list[Diagnostic] = list(workspace.settings.diagnostics)
    digests: dict[str, str] = {}
    for authority in authorities or workspace.assessed(cycle):
        files = reader.files(cycle, authority, explain=explain or in_words)
        found += problems(reader, files)
        one = _scored(files, digests, reader.way_to(reader.at(authority)), in_words=in_words)
        if one is not None:
            scored.append(one)
    return ScoreResult(tuple(scored), _errors(found, workspace))


def problems(reader: Reader, files: Files) -> list[Diagnostic]:
    """Gather all that is wrong with an authority's files of a cycle, the edition's errors among it.

    Args:
        reader: The reader that read them.
        files: The files.

    Returns:
        The findings; paths are relative to the reader's workspace.
    """
    home = reader.at(files.case.authority_id)
    if home is not reader:
        found = [*home.workspace.settings.diagnostics, *problems(home, files)]
        return seen_from(reader.way_to(home), settle(found, home.settings))
    of_assessment, of_review = reader.findings(files)
    found = [*of_assessment, *of_review]
    if files.assessment is None:
        found.append(_missing(files))
    if files.edition is not None:
        found += files.edition.diagnostics
    if files.authority is not None:
        found += files.authority.diagnostics
    return found


def _missing(files: Files) -> Diagnostic:
    place = Location(assessment_path(files.case.cycle, files.case.authority_id))
    message = f"{files.case.authority_id} has no self-assessment for {files.case.cycle}"
    return Diagnostic(
        ASSESSMENT_MISSING.code,
        ASSESSMENT_MISSING.severity,
        place,
        message,
        "look at --authority and --cycle",
    )


def _errors(found: list[Diagnostic], workspace: Workspace) -> tuple[Diagnostic, ...]:
    errors = (each for each in settle(found, workspace.settings.model) if each.severity is Severity.ERROR)
    return tuple(dict.fromkeys(errors))


def _scored(files: Files, digests: dict[str, str], way: str, *, in_words: bool) -> AssessmentScore | None:
    case, edition = files.case, files.edition
    if case.assessment is None or case.criteria is None or edition is None or edition.scorer is None:
        return None
    origin = path_from(way, edition.loaded.path)
    if origin not in digests:
        digests[origin] = digest(case.criteria)
    return AssessmentScore(
        authority=case.authority_id,
        name=case.authority.name if case.authority is not None else case.authority_id,
        cycle=case.cycle,
        criteria=case.criteria.ref,
        criteria_origin=origin,
        criteria_digest=digests[origin],
        status=case.status,
        outcomes={each.id: each.label for each in case.criteria.outcomes},
        benchmarks=case.scores,
        explained=_explained(files, case.criteria) if in_words else {},
    )


def _explained(files: Files, criteria: Criteria) -> dict[str, list[str]]:
    answers = files.case.assessment.benchmarks if files.case.assessment is not None else {}
    benchmarks = {benchmark.id: benchmark for benchmark in criteria.benchmarks}
    return {
        each.id: explain_in_words(criteria, benchmarks[each.id], each, answers.get(each.id))
        for each in files.case.scores
        if each.scored
    }
