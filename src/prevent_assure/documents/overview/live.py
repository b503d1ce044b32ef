"""What stands on a page while it follows the files."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from prevent_assure.diagnostics import Diagnostic

_MOST = 50


@dataclass(frozen=True, slots=True)
class FoundView:
    """A finding.

    Attributes:
        severity: `error`, `warning` or `suggestion`.
        place: The file, with line and column where there are any.
        code: The finding's code.
        message: What is wrong.
        hint: How to mend it, or None.
    """

    severity: str
    place: str
    code: str
    message: str
    hint: str | None


@dataclass(frozen=True, slots=True)
class LiveView:
    """What stands on a page while it follows the files.

    Attributes:
        number: The number of the build that the page is of.
        failure: Why there are no new pages, or None.
        findings: What is wrong: on the pages of one authority with its files, else with all.
        more: How many findings are not shown.
    """

    number: int
    failure: str | None
    findings: tuple[FoundView, ...]
    more: int


def live_view(number: int, found: Sequence[Diagnostic], failure: str | None, page: str) -> LiveView:
    """Show what is wrong.

    Args:
        number: The number of the build.
        found: The findings.
        failure: Why there are no new pages, or None.
        page: The page's path in the site.

    Returns:
        The view.
    """
    path = PurePosixPath(page)
    if path.parts[0] in {"authorities", "letters"}:
        found = [each for each in found if PurePosixPath(each.location.path).stem in {path.stem, "prevent-assure"}]
    shown = tuple(
        FoundView(each.severity.value, _place(each), each.code, each.message, each.hint) for each in found[:_MOST]
    )
    return LiveView(number, failure, shown, len(found) - len(shown))


def _place(each: Diagnostic) -> str:
    place = each.location
    return f"{place.path}:{place.line}:{place.column}" if place.line is not None else place.path
