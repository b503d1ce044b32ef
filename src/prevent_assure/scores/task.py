"""Claimed, derived and agreed outcomes of a cycle, side by side."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from prevent_assure.checking.processes import Crew, kept_reader, pieces
from prevent_assure.checking.reading import Files, Reader, errors_of, problems
from prevent_assure.checking.severities import prefixed_path
from prevent_assure.diagnostics import Diagnostic
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.outcome import AssessmentScore
from prevent_assure.rules.explaining import explain_in_words
from prevent_assure.workspace.workspace import Workspace


class ScoreResult(NamedTuple):
    """What `score` found.

    Attributes:
        assessments: The outcomes, by authority.
        diagnostics: The errors of the files concerned.
    """

    assessments: tuple[AssessmentScore, ...]
    diagnostics: tuple[Diagnostic, ...]


class Scored(NamedTuple):
    """What scoring one authority gives.

    Attributes:
        authority: Its id.
        assessment: Its outcomes, or None where its files cannot be read.
        diagnostics: The errors of its files.
    """

    authority: str
    assessment: AssessmentScore | None
    diagnostics: tuple[Diagnostic, ...]


class _Asked(NamedTuple):
    """What is asked of each authority."""

    cycle: str
    explain: bool
    in_words: bool


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
    parts = list(score_each(workspace, cycle=cycle, authorities=authorities, explain=explain, in_words=in_words))
    scored = tuple(part.assessment for part in parts if part.assessment is not None)
    found = [*workspace.settings.diagnostics, *(each for part in parts for each in part.diagnostics)]
    return ScoreResult(scored, errors_of(found, workspace))


def score_each(  # noqa: PLR0913 - options are given by name
    workspace: Workspace,
    *,
    cycle: str,
    authorities: Sequence[str] = (),
    explain: bool = True,
    in_words: bool = False,
    crew: Crew | None = None,
) -> Iterator[Scored]:
    """Derive the outcomes of a cycle, one authority after another, so that memory does not grow with them.

    Args:
        workspace: The workspace.
        cycle: The cycle.
        authorities: Ids of the authorities asked for; none for all that have a self-assessment or review.
        explain: Whether the scores are to say why and what would have to be true for the next outcome.
        in_words: Whether to explain in sentences, too.
        crew: Does it in several processes; what comes out does not depend on it.

    Yields:
        Each authority's outcomes, and the errors of its files.
    """
    asked = _Asked(cycle, explain=explain or in_words, in_words=in_words)
    named = authorities or workspace.assessed(cycle)
    if crew is None:
        reader = Reader(workspace)
        yield from (_score_one(reader, asked, authority) for authority in named)
        return
    for part in crew(partial(_score_some, workspace.root, asked), pieces(named)):
        yield from part


def _score_some(root: Path, asked: _Asked, part: Sequence[str]) -> list[Scored]:
    reader = kept_reader(root, alone=False)
    return [_score_one(reader, asked, authority) for authority in part]


def _score_one(reader: Reader, asked: _Asked, authority: str) -> Scored:
    files = reader.files(asked.cycle, authority, explain=asked.explain)
    one = _scored(files, reader.way_to(reader.at(authority)), in_words=asked.in_words)
    return Scored(authority, one, errors_of(problems(reader, files), reader.workspace))


def _scored(files: Files, way: str, *, in_words: bool) -> AssessmentScore | None:
    case, edition = files.case, files.edition
    if case.assessment is None or case.criteria is None or edition is None or edition.scorer is None:
        return None
    return AssessmentScore(
        authority=case.authority_id,
        name=case.authority.name if case.authority is not None else case.authority_id,
        cycle=case.cycle,
        criteria=case.criteria.ref,
        criteria_origin=prefixed_path(way, edition.loaded.path),
        criteria_digest=edition.scorer.digest,
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
