"""What comparing gives."""

from typing import NamedTuple

from prevent_assure.diagnostics import Diagnostic, Severity

from .difference import AssessmentDifference, FileDifference, SideName


class Revision(NamedTuple):
    """One of the two states compared.

    Attributes:
        name: As people named it; `working tree` for the files on the disk, a cycle where two cycles are compared.
        commit: The commit's full name, None where it is none.
    """

    name: str
    commit: str | None = None


class Unreadable(NamedTuple):
    """A file that could not be read in one state, and so was not compared.

    Attributes:
        side: In which.
        path: The file.
        diagnostics: What is wrong with it.
    """

    side: SideName
    path: str
    diagnostics: tuple[Diagnostic, ...]


class DiffResult(NamedTuple):
    """What changed in meaning between two states of a workspace.

    Attributes:
        base: The state before.
        head: The state now.
        assessments: What changed by authority and cycle.
        files: What changed in criteria, settings, authorities and templates.
        reformatted: Files that changed and say the same: order, layout, comments, short and long forms, names.
        unreadable: Files that could not be compared.
    """

    base: Revision
    head: Revision
    assessments: tuple[AssessmentDifference, ...] = ()
    files: tuple[FileDifference, ...] = ()
    reformatted: tuple[str, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()

    @property
    def has_changes(self) -> bool:
        """Whether anything changed in meaning."""
        return bool(self.assessments or self.files)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What keeps files of the present state from being read."""
        of_head = (found for each in self.unreadable if each.side == "head" for found in each.diagnostics)
        return tuple(each for each in of_head if each.severity is Severity.ERROR)
