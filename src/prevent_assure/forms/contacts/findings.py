"""What is found in a contacts sheet, at its cell."""

from typing import NamedTuple

from prevent_assure.diagnostics import Rule, Severity

from .sheets import Cell


class Found(NamedTuple):
    """What was found.

    Attributes:
        rule: The rule.
        message: What is wrong, in a sentence without names.
        hint: What to do about it; empty where nothing can be said.
        cell: The cell; None for the whole file.
        shown: What only a terminal may show, since people wrote it.
    """

    rule: Rule
    message: str
    hint: str = ""
    cell: Cell | None = None
    shown: str = ""

    @property
    def is_error(self) -> bool:
        """Whether nothing of the authority is written because of it."""
        return self.rule.severity is Severity.ERROR


class Misread(Exception):  # noqa: N818 - named for what happened to the cell
    """A cell that cannot be taken for what its column holds."""

    def __init__(self, found: Found) -> None:
        """Say why."""
        super().__init__(found.message)
        self.found = found
