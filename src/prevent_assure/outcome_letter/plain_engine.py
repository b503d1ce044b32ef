"""Templates of files that people will go on writing: what comes from outside can come out as what it is, and no more.

An id, a word, a date or a number is printed as it is. A text comes out as a comment, in quotes, or as literal Markdown.
"""

import json
import re
from collections.abc import Mapping

from jinja2 import DictLoader, StrictUndefined
from jinja2.exceptions import TemplateError

from prevent_assure.diagnostics import InputError
from prevent_assure.text.narrative import escape_markdown
from prevent_assure.workspace.commenting import Comment, comment

from .sandbox import Budget, GuardedEnvironment, LimitReached

_TEAM = re.compile(r"@?[A-Za-z0-9]+(?:[._/@-][A-Za-z0-9]+)*")
_WORD = re.compile(r"[A-Za-z0-9]+(?:[._/-][A-Za-z0-9]+)*")


class Literal(str):
    """A text in a form in which the file that it stands in takes it for text."""

    __slots__ = ()


def laid_out(name: str, values: Mapping[str, object], templates: Mapping[str, str], origin: str) -> str:
    """Write a file from its template.

    Args:
        name: The template.
        values: What it sees: views, by name.
        templates: Texts by name.
        origin: How messages name the template.

    Returns:
        The text: LF line ends, no white space at the end of lines, one line end at the end.

    Raises:
        InputError: If the template cannot be used.
    """
    environment = _environment(templates)
    try:
        text = environment.written(environment.get_template(name), values)
    except (
        TemplateError,
        LimitReached,
        ArithmeticError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        line = getattr(error, "lineno", None)
        msg = f"{origin}{f', line {line}' if line else ''}: {error}"
        raise InputError(msg) from error
    lines = [line.rstrip() for line in text.split("\n")]
    return re.sub(r"\n{4,}", "\n\n\n", "\n".join(lines)).strip("\n") + "\n"


def _environment(templates: Mapping[str, str]) -> GuardedEnvironment:
    environment = GuardedEnvironment(
        budget=Budget(),
        escape=str,
        loader=DictLoader(templates),
        autoescape=False,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.filters.update({"comment": comment, "quoted": _quoted, "literal": _literal, "team": _team})
    return environment


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
        raise ValueError(msg)
    return Literal(text)


def is_team(text: str) -> bool:
    """Tell whether a text may name a team or person in CODEOWNERS.

    Args:
        text: Any text.

    Returns:
        Whether it is `@` and a name, or a mail address.
    """
    return _TEAM.fullmatch(text) is not None


def _finalize(value: object) -> str:
    plain = isinstance(value, str) and (not value or _WORD.fullmatch(value))
    if not plain and not isinstance(value, Comment | Literal | int):
        str(value)  # an undefined name says so itself
        msg = "only ids, words, dates and numbers can be printed as they are; a text is printed with `|comment`"
        raise TypeError(msg)
    return str(value)
