"""Findings, where they stand, and the one root of the tool's own exceptions.

Findings are values: a rule yields a `Finding` that knows no file; what knows the file makes a `Diagnostic` of it.
Exceptions mean that something cannot go on at all. Standard library only.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

Route = tuple[str | int, ...]
"""The way to a place in a document: keys and indices from the top, as in `("benchmarks", "training", "claimed")`."""


class PreventAssureError(Exception):
    """The root of every exception that the package raises on purpose: the command could not run (exit code 2)."""


class InputError(PreventAssureError):
    """An input other than the workspace's YAML files that cannot be used, as a template (exit code 1)."""


class Severity(StrEnum):
    """How much a finding weighs. Only errors make a command fail."""

    ERROR = "error"
    WARNING = "warning"
    SUGGESTION = "suggestion"


class Rule(NamedTuple):
    """What can be found wrong, apart from where.

    Attributes:
        code: Its permanent name, words in kebab-case, as in `agreed-outside-range`.
        severity: How much it weighs unless the settings say otherwise.
        summary: What it is about, in one sentence for the documentation.
        of_form: Whether the file cannot be read as what it is because of it; its severity is never lowered.
        of_proof: Whether it is about what was issued; its severity is never lowered, either.
    """

    code: str
    severity: Severity
    summary: str
    of_form: bool = False
    of_proof: bool = False

    @property
    def is_fixed(self) -> bool:
        """Whether no settings make it weigh less."""
        return self.of_form or self.of_proof


def error_of_form(code: str, summary: str) -> Rule:
    """Make the rule of an error because of which a file cannot be read as what it is."""
    return Rule(code, Severity.ERROR, summary, of_form=True)


class Replacement(NamedTuple):
    """What should stand in the place of a finding. Its hint says the same in words, and `--fix` and editors write it.

    Attributes:
        text: The text as the file is to have it, with quotes where YAML needs them.
        sure: Whether nothing else can have been meant, so that it may be written without asking.
    """

    text: str
    sure: bool


class Finding(NamedTuple):
    """What a rule found, before anything is known of files.

    Attributes:
        rule: The rule that found it.
        route: The place in the document, `()` for the whole of it.
        message: What is wrong, in a sentence without values that people wrote (keys and ids may stand in it).
        hint: How to mend it, or None.
        on_key: Whether the place is the key that the route ends in, and not its value.
        instead: What should stand in this place, where that can be said.
    """

    rule: Rule
    route: Route
    message: str
    hint: str | None = None
    on_key: bool = False
    instead: Replacement | None = None


class TextEdit(NamedTuple):
    """A part of a file, and what is to stand there. Lines and columns as in `Location`; an empty part inserts.

    Attributes:
        line: The first line.
        column: The first column.
        end_line: The line of the end.
        end_column: The column behind the last character.
        text: What takes the place of this part.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class Fix(NamedTuple):
    """How `--fix` mends a finding where that is beyond doubt.

    Attributes:
        message: What is done, in a sentence without values that people wrote.
        edits: What changes in the file, in its order; all else stays byte for byte.
    """

    message: str
    edits: tuple[TextEdit, ...]


class Location(NamedTuple):
    """A place in a file. Lines and columns count from 1, columns in code points; ends are exclusive.

    Attributes:
        path: As people know the file: relative to the workspace, with `/` between folders.
        line: The first line, or None where there is none (a folder, a missing file).
        column: The first column.
        end_line: The line of the end.
        end_column: The column behind the last character.
    """

    path: str
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None


class Diagnostic(NamedTuple):
    """A finding at its place.

    Attributes:
        code: The rule's code.
        severity: The rule's severity, or what the settings made of it.
        location: Where.
        message: What is wrong.
        hint: How to mend it, or None.
        excerpt: The line concerned, for terminals only: values do not go to logs.
        route: The place in the document, as keys and indices.
        at: The same place in words that last, as in `letter.recommendations.governance`: an item of a list by its id.
        shown: Lines that take the hint's place on a terminal, since they hold what people wrote, or None.
        instead: What should stand in this place, where that can be said.
        fix: What `--fix` does about it, or None where that is for people to decide.
        below: The next line that is not like the line concerned, which tells findings apart; no output shows it.
    """

    code: str
    severity: Severity
    location: Location
    message: str
    hint: str | None = None
    excerpt: str | None = None
    route: Route = ()
    at: str = ""
    shown: str | None = None
    instead: Replacement | None = None
    fix: Fix | None = None
    below: str | None = None


def rules_by_code(rules: Iterable[Rule]) -> dict[str, Rule]:
    """Index rules by their code.

    Args:
        rules: The rules of one or several rooms.

    Returns:
        Code to rule, in the given order.

    Raises:
        ValueError: If two rules bear the same code.
    """
    index: dict[str, Rule] = {}
    for rule in rules:
        if rule.code in index:
            msg = f"two rules bear the code {rule.code}"
            raise ValueError(msg)
        index[rule.code] = rule
    return index
