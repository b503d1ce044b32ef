"""Every recommendation of every cycle, with its progress until now."""

from collections.abc import Collection
from typing import NamedTuple

from prevent_assure.checking.reading import Files, Reader, errors_of, successors
from prevent_assure.diagnostics import Diagnostic
from prevent_assure.rules.recommendations import RecommendationHistory, Recommendations
from prevent_assure.rules.succession import Succession
from prevent_assure.text.narrative import parse, plain_text
from prevent_assure.workspace.workspace import Workspace


class RecommendationsResult(NamedTuple):
    """What `recommendations` found.

    Attributes:
        recommendations: The recommendations by authority, first benchmark and cycle; their texts as plain text.
        diagnostics: The errors of files that cannot be read.
    """

    recommendations: tuple[RecommendationHistory, ...]
    diagnostics: tuple[Diagnostic, ...]


def recommendations(
    workspace: Workspace,
    *,
    cycles: Collection[str] = (),
    authorities: Collection[str] = (),
    only_open: bool = False,
) -> RecommendationsResult:
    """List recommendations with their progress until now.

    Args:
        workspace: The workspace.
        cycles: The cycles whose recommendations are wanted; none for all.
        authorities: Those to whom they were made, or who have taken these ones' part; none for all.
        only_open: Whether those that are addressed or superseded are left out.

    Returns:
        The recommendations, and the errors of files that cannot be read.
    """
    settings = workspace.settings.model
    succession = Succession(successors(workspace))
    gathered = Recommendations(succession, until=settings.current_cycle if settings is not None else None)
    reader = Reader(workspace)
    found: list[Diagnostic] = list(workspace.settings.diagnostics)
    wanted = {*authorities, *(name for authority in authorities for name in succession.predecessors(authority))}
    for cycle in sorted(settings.cycles) if settings is not None else ():
        for authority in workspace.assessed(cycle):
            files = reader.files(cycle, authority)
            found += _unreadable(files)
            gathered.add(files.case)
    kept = (
        history._replace(text=" ".join(plain_text(parse(history.text)).split()))
        for history in gathered.all()
        if (not cycles or history.cycle in cycles)
        and (not wanted or history.authority in wanted)
        and (history.is_open or not only_open)
    )
    return RecommendationsResult(tuple(kept), errors_of(found, workspace))


def _unreadable(files: Files) -> list[Diagnostic]:
    read = (files.authority, files.assessment, files.review)
    return [each for loaded in read if loaded is not None and loaded.model is None for each in loaded.diagnostics]
