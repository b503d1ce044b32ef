"""What validating gives."""

from collections.abc import Iterable
from typing import NamedTuple

from prevent_assure.diagnostics import Diagnostic, Severity


class ValidationResult(NamedTuple):
    """What `validate` found.

    Attributes:
        files: How many files were read.
        diagnostics: The findings, by path, line and column.
        paths: The files that were read, as findings name them.
    """

    files: int
    diagnostics: tuple[Diagnostic, ...]
    paths: tuple[str, ...] = ()

    def count(self, severity: Severity) -> int:
        """Count the findings of a severity.

        Args:
            severity: The severity.

        Returns:
            How many there are.
        """
        return sum(each.severity is severity for each in self.diagnostics)

    @property
    def ok(self) -> bool:
        """Whether there is no error."""
        return not self.count(Severity.ERROR)


def merged(results: Iterable[ValidationResult]) -> ValidationResult:
    """Put several results into one.

    Args:
        results: The results.

    Returns:
        All files and findings, in the order of the results.
    """
    every = list(results)
    found = tuple(diagnostic for each in every for diagnostic in each.diagnostics)
    paths = tuple(path for each in every for path in each.paths)
    return ValidationResult(sum(each.files for each in every), found, paths)
