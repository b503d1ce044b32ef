"""What is found while a file is read, gathered until it is known whether there is a document."""

from typing import NoReturn

from prevent_assure.diagnostics import Rule, Severity

from .faults import SourceError, SourceFinding
from .places import Places

MOST = 100
"""The findings after which a file is read no further."""
_SHOWN = 60


class Report:
    """The findings of one file.

    Attributes:
        places: The file's text and its lines.
    """

    def __init__(self, places: Places) -> None:
        """Begin with nothing found.

        Args:
            places: The file's text.
        """
        self.places = places
        self._findings: list[SourceFinding] = []
        self._errors = 0

    def add(self, rule: Rule, start: int, end: int, message: str, hint: str | None = None) -> None:
        """Note a finding.

        Args:
            rule: The rule.
            start: Where in the text it begins.
            end: Where it ends.
            message: What is wrong.
            hint: How to mend it.

        Raises:
            SourceError: If so much is wrong with the file that nobody would read on.
        """
        span = self.places.span(start, max(start, end))
        self._findings.append(
            SourceFinding(rule, message, hint, span.line, span.column, span.end_line, span.end_column)
        )
        self._errors += rule.severity is Severity.ERROR
        if len(self._findings) >= MOST:
            self.stop()

    def has(self, rule: Rule) -> bool:
        """Tell whether a rule has found something.

        Args:
            rule: The rule.

        Returns:
            Whether there is a finding of it.
        """
        return any(found.rule is rule for found in self._findings)

    def fail(self, rule: Rule, start: int, end: int, message: str, hint: str | None = None) -> NoReturn:
        """Note a finding after which the file cannot be read further.

        Args:
            rule: The rule.
            start: Where in the text it begins.
            end: Where it ends.
            message: What is wrong.
            hint: How to mend it.

        Raises:
            SourceError: Always, with all that was found.
        """
        self.add(rule, start, end, message, hint)
        self.stop()

    def close(self) -> tuple[SourceFinding, ...]:
        """Say what was found in a file that was read to its end.

        Returns:
            The warnings.

        Raises:
            SourceError: If there are errors.
        """
        if self._errors:
            self.stop()
        return tuple(self._findings)

    def stop(self) -> NoReturn:
        """Give up on the file.

        Raises:
            SourceError: Always, with all that was found.
        """
        raise SourceError(tuple(sorted(self._findings, key=lambda found: (found.line, found.column))))


def shown(key: str) -> str:
    """Make a key fit to stand in a message.

    Args:
        key: A key of the file.

    Returns:
        The key, cut, and without anything that a terminal would act on.
    """
    short = key if len(key) <= _SHOWN else f"{key[: _SHOWN - 3]}..."
    return "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in short)
