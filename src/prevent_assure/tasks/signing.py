"""The letters of a cycle that wait for a signature."""

from collections.abc import Iterator

from prevent_assure.diagnostics import Severity
from prevent_assure.rules.case import previous_cycle
from prevent_assure.rules.signing import SigningList, ToSign, to_sign
from prevent_assure.workspace.workspace import Workspace

from .reading import Reader
from .score import problems
from .settling import settle


def signing_list(workspace: Workspace, *, cycle: str) -> SigningList:
    """List the letters that are cleared and not issued.

    Args:
        workspace: The workspace.
        cycle: The cycle.

    Returns:
        The list; how far the cycle's other authorities have come stands beside it.
    """
    reader = Reader(workspace)
    letters: list[ToSign] = []
    others: dict[str, list[str]] = {}
    errors: list[str] = []
    for authority in sorted({*workspace.authorities(), *workspace.assessed(cycle)}):
        home = reader.at(authority)
        files = home.files(cycle, authority)
        found = settle(problems(home, files), home.settings)
        if files.case.status != "cleared":
            others.setdefault(files.case.status, []).append(authority)
            continue
        warnings = [each.code for each in found if each.severity is Severity.WARNING]
        before = home.files(previous_cycle(cycle), authority).case
        entry = to_sign(files.case, before if before.review is not None else None, warnings)
        if entry is None or any(each.severity is Severity.ERROR for each in found):
            errors.append(authority)
        else:
            letters.append(entry)
    settings = reader.settings
    sender = settings.sender_of(cycle) if settings is not None else None
    return SigningList(
        cycle,
        f"{sender.name}, {sender.title}" if sender is not None else "",
        tuple(letters),
        {status: tuple(names) for status, names in others.items()},
        tuple(errors),
    )


def cleared(workspace: Workspace, *, cycle: str) -> Iterator[str]:
    """Name the authorities whose letter is cleared and not issued.

    Args:
        workspace: The workspace.
        cycle: The cycle.

    Yields:
        Their ids, sorted.
    """
    reader = Reader(workspace)
    for authority in workspace.assessed(cycle):
        if reader.files(cycle, authority).case.status == "cleared":
            yield authority
