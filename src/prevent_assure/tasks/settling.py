"""Findings in their order, with the severities that the settings give and without those that they accept."""

from collections.abc import Iterable

from prevent_assure.diagnostics import Diagnostic, Severity
from prevent_assure.model.settings import Settings

from .catalogue import CATALOGUE


def settle(found: Iterable[Diagnostic], settings: Settings | None) -> tuple[Diagnostic, ...]:
    """Put findings in order, with the severities that the settings give and without those that they accept.

    Args:
        found: The findings.
        settings: The settings, if they can be read.

    Returns:
        By path, line, column and code.
    """
    kept = [_weighed(each, settings) for each in found if not _accepted(each, settings)]
    return tuple(
        sorted(
            kept,
            key=lambda each: (
                each.location.path,
                each.location.line or 0,
                each.location.column or 0,
                each.code,
            ),
        )
    )


def _weighed(each: Diagnostic, settings: Settings | None) -> Diagnostic:
    severity = settings.findings.get(each.code) if settings is not None else None
    if severity is None or CATALOGUE[each.code].of_form:
        return each
    return each._replace(severity=Severity(severity))


def _accepted(each: Diagnostic, settings: Settings | None) -> bool:
    if settings is None or each.severity is Severity.ERROR:
        return False
    return any(a.code == each.code and a.path in {None, each.location.path} for a in settings.accepted)
