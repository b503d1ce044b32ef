"""Editions of criteria, read and checked."""

from typing import NamedTuple

from prevent_assure.diagnostics import Diagnostic, Severity
from prevent_assure.model.criteria import Criteria
from prevent_assure.rules.criteria_checks import rule_faults
from prevent_assure.rules.recent import Recent
from prevent_assure.rules.scoring import Scorer
from prevent_assure.workspace.loading import Loaded


class Edition(NamedTuple):
    """An edition of criteria, read and checked.

    Attributes:
        loaded: The file.
        diagnostics: All that is wrong with it.
        scorer: What derives outcomes by it; None where it has errors, since wrong rules derive nothing.
    """

    loaded: Loaded[Criteria]
    diagnostics: tuple[Diagnostic, ...]
    scorer: Scorer | None


def checked_once(loaded: Loaded[Criteria]) -> Edition:
    """Check an edition, and a packaged one only once for all workspaces.

    Args:
        loaded: The file.

    Returns:
        The edition; that of last time where it is the very same file.
    """
    return _editions.of(loaded)


def edition_of(loaded: Loaded[Criteria]) -> Edition:
    """Check an edition of criteria.

    Args:
        loaded: The file.

    Returns:
        The edition, with what derives outcomes by it where it has no errors.
    """
    if loaded.model is None:
        return Edition(loaded, loaded.diagnostics, None)
    found = (*loaded.diagnostics, *(loaded.diagnose(each) for each in rule_faults(loaded.model)))
    sound = not any(each.severity is Severity.ERROR for each in found)
    return Edition(loaded, found, Scorer(loaded.model) if sound else None)


_editions = Recent(edition_of)
