"""What validating gives."""

from typing import NamedTuple

from prevent_assure.diagnostics import Diagnostic, Severity


class ValidationResult(NamedTuple):
    """What `validate` found.

    Attributes:
        files: How many files were read.
        diagnostics: The findings, by path, line and column.
    """

    files: int
    diagnostics: tuple[Diagnostic, ...]

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
