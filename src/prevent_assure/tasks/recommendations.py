"""Every recommendation of every cycle, with its progress until now."""

from collections.abc import Collection
from typing import NamedTuple

from prevent_assure.diagnostics import Diagnostic, Severity
from prevent_assure.documents.narrative import parse, plain_text
from prevent_assure.rules.tracking import Track, Tracked
from prevent_assure.workspace.workspace import Workspace

from .reading import Files, Reader
from .settling import settle


class RecommendationsResult(NamedTuple):
    """What `recommendations` found.

    Attributes:
        recommendations: The recommendations by authority, first benchmark and cycle; their texts as plain text.
        diagnostics: The errors of files that cannot be read.
    """

    recommendations: tuple[Tracked, ...]
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
    reader, track = Reader(workspace), Track()
    found: list[Diagnostic] = list(workspace.settings.diagnostics)
    wanted = set(authorities)
    settings = workspace.settings.model
    for cycle in sorted(settings.cycles) if settings is not None else ():
        for authority in workspace.assessed(cycle):
            files = reader.files(cycle, authority)
            found += _unreadable(files)
            track.add(files.case)
    for authority in authorities:
        loaded = workspace.authority(authority)
        wanted.update(loaded.model.predecessors if loaded is not None and loaded.model is not None else ())
    kept = (
        each._replace(text=_plain(each.text))
        for each in track.all()
        if (not cycles or each.cycle in cycles)
        and (not wanted or each.authority in wanted)
        and (each.is_open or not only_open)
    )
    errors = (each for each in settle(found, settings) if each.severity is Severity.ERROR)
    return RecommendationsResult(tuple(kept), tuple(dict.fromkeys(errors)))


def _unreadable(files: Files) -> list[Diagnostic]:
    read = (files.authority, files.assessment, files.review)
    return [each for loaded in read if loaded is not None and loaded.model is None for each in loaded.diagnostics]


def _plain(narrative: str) -> str:
    return " ".join(plain_text(parse(narrative)).split())
