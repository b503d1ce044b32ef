"""The text that reminds a late authority of its self-assessment: a template in, plain text out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import DictLoader, StrictUndefined
from jinja2.exceptions import TemplateError

from prevent_assure.diagnostics import InputError

from .sandbox import Budget, GuardedEnvironment, LimitReached


@dataclass(frozen=True, slots=True)
class ReminderView:
    """A reminder.

    Attributes:
        authority: The authority's name.
        cycle: The cycle, as `2024/25`.
        to: Whom it goes to, by name and title; by title where the post is vacant.
        salutation: How they are addressed.
        due: The day on which the self-assessment was due, as `31 March 2025`.
        days: How many days ago that was.
        returned: Whether it was submitted, and returned.
        needs: What is still to do before it can be submitted, in sentences.
        sender: Who sends the reminder.
        sender_title: Their post.
    """

    authority: str
    cycle: str
    to: str
    salutation: str
    due: str
    days: int
    returned: bool
    needs: tuple[str, ...]
    sender: str
    sender_title: str


def reminder_text(name: str, view: ReminderView, templates: Mapping[str, str], origin: str) -> str:
    """Write a reminder.

    Args:
        name: The template.
        view: What it sees, as `reminder`.
        templates: Texts by name.
        origin: How messages name the template.

    Returns:
        The text: LF line ends, one line end at the end.

    Raises:
        InputError: If the template cannot be used.
    """
    environment = GuardedEnvironment(
        budget=Budget(),
        escape=_on_one_line,
        plain=frozenset({ReminderView}),
        loader=DictLoader(templates),
        autoescape=False,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    try:
        text = environment.written(environment.get_template(name), {"reminder": view})
    except (TemplateError, LimitReached, ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
        line = getattr(error, "lineno", None)
        msg = f"{origin}{f', line {line}' if line else ''}: {error}"
        raise InputError(msg) from error
    lines = [line.rstrip() for line in text.replace("\r", "").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _finalize(value: object) -> str:
    text = str(value)  # an undefined name says so itself
    if isinstance(value, bool) or not isinstance(value, str | int):
        msg = f"only texts and numbers can be printed, and this is {type(value).__name__}"
        raise TypeError(msg)
    return _on_one_line(text)
