"""Findings in their order, with the severities that the settings give and without those that they accept."""

from collections.abc import Callable, Collection, Iterable

from prevent_assure.diagnostics import Diagnostic, Severity
from prevent_assure.model.settings import Accepted, Settings

from .registry import CATALOGUE


def apply_settings(found: Iterable[Diagnostic], settings: Settings | None) -> tuple[Diagnostic, ...]:
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


def prefixed_findings(prefix: str, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Name the files of another workspace as the one does that lists it.

    Args:
        prefix: How their paths begin, as in `../councils/herefordshire/`; nothing where it is the same workspace.
        found: Findings, paths relative to the other workspace.

    Returns:
        The findings, paths relative to the one that lists it.
    """
    return with_paths(found, lambda path: prefixed_path(prefix, path))


def with_paths(found: Iterable[Diagnostic], named: Callable[[str], str]) -> tuple[Diagnostic, ...]:
    """Give findings with their files named otherwise."""
    return tuple(each._replace(location=each.location._replace(path=named(each.location.path))) for each in found)


def prefixed_path(prefix: str, path: str) -> str:
    """Name a file of another workspace as the one does that lists it.

    Args:
        prefix: How its paths begin there.
        path: The path, or where in the package the file lies.

    Returns:
        The path relative to the one that lists it.
    """
    return path if path.startswith("packaged ") else f"{prefix}{path}"


def _weighed(each: Diagnostic, settings: Settings | None) -> Diagnostic:
    severity = settings.findings.get(each.code) if settings is not None else None
    if severity is None or CATALOGUE[each.code].of_form:
        return each
    return each._replace(severity=Severity(severity))


def _accepted(each: Diagnostic, settings: Settings | None) -> bool:
    if settings is None:
        return False
    return any(accepts(entry, each) for entry in settings.accepted)


def warnings_left(found: Iterable[Diagnostic], codes: Collection[str], settings: Settings | None) -> int:
    """Count the warnings that are neither mended nor accepted.

    Args:
        found: The findings, with the severities of their rules.
        codes: The codes that count.
        settings: The settings, if they can be read.

    Returns:
        How many are warnings by the settings' severities, too.
    """
    concerned = (each for each in found if each.code in codes and not _accepted(each, settings))
    return sum(_weighed(each, settings).severity is Severity.WARNING for each in concerned)


def accepts(entry: Accepted, each: Diagnostic) -> bool:
    """Tell whether an entry of the settings accepts a finding.

    Args:
        entry: The entry.
        each: The finding, with the severity of its rule.

    Returns:
        Whether code, file and place are those of the entry, and the finding is no error.
    """
    if each.severity is Severity.ERROR or entry.code != each.code or entry.path not in {None, each.location.path}:
        return False
    return entry.at is None or each.at == entry.at or each.at.startswith(f"{entry.at}.")
