"""Last cycle's answers under another edition of criteria, and whose derived outcome would move."""

from collections.abc import Sequence
from typing import NamedTuple

from prevent_assure.diagnostics import Diagnostic, Severity
from prevent_assure.rules.edition_changes import EditionChanges, edition_changes
from prevent_assure.rules.trying import Tried, tried
from prevent_assure.workspace.workspace import Workspace

from .edition import Edition
from .new import usable
from .reading import Files, Reader
from .settling import settle


class WhatIfResult(NamedTuple):
    """What another edition would bring about.

    Attributes:
        cycle: The cycle whose answers were taken.
        edition: The other edition.
        labels: Its outcomes' labels by id, those of the editions that the answers go by among them.
        tried: The benchmarks, by authority and number.
        diagnostics: The errors of the files concerned.
    """

    cycle: str
    edition: str
    labels: dict[str, str]
    tried: tuple[Tried, ...]
    diagnostics: tuple[Diagnostic, ...]


def what_if(workspace: Workspace, *, edition: str, cycle: str, authorities: Sequence[str] = ()) -> WhatIfResult:
    """Try a cycle's answers under another edition.

    Args:
        workspace: The workspace.
        edition: The edition.
        cycle: The cycle.
        authorities: Ids of the authorities asked for; none for all that have a self-assessment.

    Returns:
        The outcomes that the rules allow now and then, and the errors of files that cannot be read.

    Raises:
        PreventAssureError: If there is no such edition.
        InputError: If it has errors.
    """
    reader = Reader(workspace)
    other = usable(reader.edition(edition), edition, workspace)
    found: list[Diagnostic] = list(workspace.settings.diagnostics)
    known: dict[int, EditionChanges] = {}
    rows: list[Tried] = []
    for authority in authorities or workspace.assessed(cycle):
        files = reader.files(cycle, authority)
        found += reader.findings(files)[0]
        if files.edition is not None:
            found += files.edition.diagnostics
        rows += _tried(files, other, known)
    settled = settle(found, workspace.settings.model)
    errors = tuple(dict.fromkeys(each for each in settled if each.severity is Severity.ERROR))
    editions = [*(each.before for each in known.values()), other.loaded.model]
    labels = {each.id: each.label for edition in editions if edition is not None for each in edition.outcomes}
    return WhatIfResult(cycle, edition, labels, tuple(rows), errors)


def _tried(files: Files, other: Edition, known: dict[int, EditionChanges]) -> list[Tried]:
    case, then = files.case, other.loaded.model
    if case.assessment is None or case.criteria is None or then is None or other.scorer is None:
        return []
    # Of several workspaces each may have an edition of its own under one name: it is the object that counts.
    changes = known.get(id(case.criteria)) or known.setdefault(id(case.criteria), edition_changes(case.criteria, then))
    return tried(case.authority_id, case.assessment, case.scores, changes, other.scorer)
