"""What validating gives."""

import os.path
from collections.abc import Collection, Iterable
from pathlib import Path, PurePath
from typing import NamedTuple

from prevent_assure.diagnostics import Diagnostic, Severity
from prevent_assure.workspace.git.without_git import repository_of

from .severities import with_paths


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


STANDARD_INPUT = "-"


def narrowed(result: ValidationResult, select: Collection[str], ignore: Collection[str]) -> ValidationResult:
    """Leave findings out by their codes.

    Args:
        result: What was found.
        select: The only codes to keep; none for all.
        ignore: The codes to leave out; they weigh more than `select`.

    Returns:
        The result without the findings that are not wanted.
    """
    kept = (each for each in result.diagnostics if (not select or each.code in select) and each.code not in ignore)
    return result._replace(diagnostics=tuple(kept))


def errors_left_out(whole: ValidationResult, kept: ValidationResult) -> int:
    """Count the errors that were left out.

    Args:
        whole: What was found.
        kept: What is shown of it.

    Returns:
        How many errors are not shown.
    """
    return whole.count(Severity.ERROR) - kept.count(Severity.ERROR)


def in_repository(root: Path, result: ValidationResult) -> ValidationResult:
    """Name files as the git repository does that they lie in, since CI systems know no workspace.

    Args:
        root: The folder that the result's paths are relative to.
        result: What was found.

    Returns:
        The result with paths relative to the repository; the result itself where there is no repository.
    """
    repository = repository_of(root)
    if repository is None:
        return result

    def named(path: str) -> str:
        if path == STANDARD_INPUT:
            return path
        absolute = os.path.normpath(root.resolve() / path)
        inside = PurePath(absolute).is_relative_to(repository)
        return PurePath(absolute).relative_to(repository).as_posix() if inside else PurePath(absolute).as_posix()

    found = with_paths(result.diagnostics, named)
    return result._replace(diagnostics=found, paths=tuple(named(each) for each in result.paths))
