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
    kept = [_weighed(diagnostic, settings) for diagnostic in found if not _accepted(diagnostic, settings)]
    return tuple(
        sorted(
            kept,
            key=lambda diagnostic: (
                diagnostic.location.path,
                diagnostic.location.line or 0,
                diagnostic.location.column or 0,
                diagnostic.code,
            ),
        )
    )


def each_once(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Leave out what is said twice, and a warning of which a status makes an error at the same place."""
    every = list(dict.fromkeys(found))
    errors = {(each.code, each.location) for each in every if each.severity is Severity.ERROR}
    return [each for each in every if each.severity is Severity.ERROR or (each.code, each.location) not in errors]


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
    return tuple(
        diagnostic._replace(location=diagnostic.location._replace(path=named(diagnostic.location.path)))
        for diagnostic in found
    )


def prefixed_path(prefix: str, path: str) -> str:
    """Name a file of another workspace as the one does that lists it.

    Args:
        prefix: How its paths begin there.
        path: The path, or where in the package the file lies.

    Returns:
        The path relative to the one that lists it.
    """
    return path if path.startswith("packaged ") else f"{prefix}{path}"


def _weighed(diagnostic: Diagnostic, settings: Settings | None) -> Diagnostic:
    severity = settings.findings.get(diagnostic.code) if settings is not None else None
    if severity is None or CATALOGUE[diagnostic.code].is_fixed:
        return diagnostic
    return diagnostic._replace(severity=Severity(severity))


def _accepted(diagnostic: Diagnostic, settings: Settings | None) -> bool:
    return settings is not None and any(accepts(entry, diagnostic) for entry in settings.accepted)


def warnings_left(found: Iterable[Diagnostic], codes: Collection[str], settings: Settings | None) -> list[Diagnostic]:
    """Give the warnings that are neither mended nor accepted.

    Args:
        found: The findings, with the severities of their rules.
        codes: The codes that count.
        settings: The settings, if they can be read.

    Returns:
        Those that are warnings by the settings' severities, too.
    """
    concerned = (diagnostic for diagnostic in found if diagnostic.code in codes and not _accepted(diagnostic, settings))
    return [each for each in concerned if _weighed(each, settings).severity is Severity.WARNING]


def accepts(entry: Accepted, diagnostic: Diagnostic) -> bool:
    """Tell whether an entry of the settings accepts a finding.

    Args:
        entry: The entry.
        diagnostic: The finding, with the severity of its rule.

    Returns:
        Whether code, file and place are those of the entry, and the finding is no error.
    """
    if (
        diagnostic.severity is Severity.ERROR
        or entry.code != diagnostic.code
        or entry.path not in {None, diagnostic.location.path}
    ):
        return False
    return entry.at is None or diagnostic.at == entry.at or diagnostic.at.startswith(f"{entry.at}.")
