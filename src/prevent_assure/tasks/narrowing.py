"""What validating gave, for those who want it otherwise: only some findings, or paths as the repository has them."""

import os.path
from collections.abc import Collection
from pathlib import Path, PurePath

from prevent_assure.diagnostics import Severity
from prevent_assure.workspace.repository import repository_of

from .results import ValidationResult

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

    found = tuple(
        each._replace(location=each.location._replace(path=named(each.location.path))) for each in result.diagnostics
    )
    return result._replace(diagnostics=found, paths=tuple(named(each) for each in result.paths))
