"""Files that are laid out for people to go on writing: from a template, with nothing in it that is not what it seems.

An id, a word, a date or a number is printed as it is. A text comes out as a comment, in quotes, or as literal Markdown.
"""

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path

from prevent_assure.diagnostics import Diagnostic, InputError, Severity
from prevent_assure.model.assessment import Assessment
from prevent_assure.model.base import Model
from prevent_assure.model.review import Review
from prevent_assure.outcome_letter.sandbox import GuardedEnvironment, Refused
from prevent_assure.outcome_letter.template_process import Renderer
from prevent_assure.text.narrative import escape_markdown
from prevent_assure.workspace.commenting import Comment, comment
from prevent_assure.workspace.loading import load_bytes
from prevent_assure.workspace.locking import locked
from prevent_assure.workspace.templates import Template
from prevent_assure.workspace.writing import write_whole

ASSESSMENT, REVIEW = "assessment.yaml.j2", "review.yaml.j2"
DRAFTS: dict[str, tuple[str, type[Model]]] = {ASSESSMENT: ("self-assessment", Assessment), REVIEW: ("review", Review)}
"""What each template makes."""
_TEAM = re.compile(r"@?[A-Za-z0-9]+(?:[._/@-][A-Za-z0-9]+)*")
_COMMAND = re.compile(r"[ -_a-~]+")
"""No backtick: it could end the block."""
_WORD = re.compile(r"[A-Za-z0-9]+(?:[._/-][A-Za-z0-9]+)*")


class Literal(str):
    """A text in a form in which the file that it stands in takes it for text."""

    __slots__ = ()


def is_there(root: Path, path: str) -> bool:
    """Tell whether anything stands at a place in a folder, be it a file, a folder or a link."""
    return os.path.lexists(root / path)


def create(root: Path, path: str, text: str) -> bool:
    """Make a new file; what stands there already is left as it is.

    Args:
        root: The workspace's folder.
        path: The place in it.
        text: What the file is to hold.

    Returns:
        Whether it was made.

    Raises:
        PreventAssureError: If the file cannot be written.
    """
    with locked(root):
        return not is_there(root, path) and write_whole(root / path, text.encode(), root=root, over=None)


def laid_out(name: str, values: Mapping[str, object], templates: Mapping[str, Template]) -> str:
    """Write a file from the template of that name, which sees the views given by name.

    Raises:
        TemplateFault: If the template cannot be used.
    """
    return Renderer(templates, _environment).write(name, values, blank_lines=2)


def _environment(templates: Mapping[str, Template]) -> GuardedEnvironment:
    environment = GuardedEnvironment(templates, finalize=_printed)
    environment.filters.update(
        {"comment": comment, "quoted": _quoted, "literal": _literal, "team": _team, "command": _command}
    )
    return environment


def laid_out_draft(name: str, draft: object, templates: Mapping[str, Template], path: str) -> str:
    """Write a self-assessment or review, which is to lie at a path, from its template, which sees the draft's view.

    Raises:
        InputError: If the template cannot be used, or makes no such file.
    """
    text = laid_out(name, {"draft": draft}, templates)
    what, model = DRAFTS[name]
    error = first_error(text, path, model)
    if error is not None:
        msg = f"{templates[name].origin.shown} makes no {what}: line {error.location.line}: {error.message}"
        raise InputError(msg)
    return text


def first_error(text: str, path: str, model: type[Model]) -> Diagnostic | None:
    """Give the first error that a file of a model would have."""
    found = load_bytes(text.encode(), path, model).diagnostics
    return next((each for each in found if each.severity is Severity.ERROR), None)


def _quoted(text: str) -> Literal:
    """Write a text in double quotes, as JSON and YAML both read it."""
    return Literal(json.dumps(str(text)))


def _literal(text: str) -> Literal:
    """Write a text as literal Markdown."""
    return Literal(escape_markdown(" ".join(str(text).split())))


def _team(text: str) -> Literal:
    """Write a team or person as CODEOWNERS names them."""
    if not is_team(text):
        msg = "a team is written as in @council/prevent"
        raise Refused(msg)
    return Literal(text)


def _command(text: str) -> Literal:
    """Write a command line into a block of code."""
    if _COMMAND.fullmatch(text) is None:
        msg = "a command is one line of printable ASCII"
        raise Refused(msg)
    return Literal(text)


def is_team(text: str) -> bool:
    """Tell whether a text may name a team or person in CODEOWNERS: `@` and a name, or a mail address."""
    return _TEAM.fullmatch(text) is not None


def _printed(value: object) -> str:
    plain = isinstance(value, str) and (not value or _WORD.fullmatch(value))
    if not plain and not isinstance(value, Comment | Literal | int):
        str(value)  # an undefined name says so itself
        msg = "only ids, words, dates and numbers can be printed as they are; a text is printed with `|comment`"
        raise Refused(msg)
    return str(value)
