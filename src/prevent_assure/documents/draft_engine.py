"""The template of an empty self-assessment into YAML: what people wrote can come out as comments only."""

import re
from collections.abc import Mapping

from jinja2 import DictLoader, StrictUndefined
from jinja2.exceptions import TemplateError

from prevent_assure.diagnostics import InputError

from .comments import Comment, comment
from .draft_views import DRAFT_VIEWS, DraftView
from .sandbox import Budget, GuardedEnvironment, LimitReached

TEMPLATE = "assessment.yaml.j2"
_WORD = re.compile(r"[A-Za-z0-9]+(?:[._/-][A-Za-z0-9]+)*")


def draft_text(view: DraftView, templates: Mapping[str, str], origin: str) -> str:
    """Write an empty self-assessment.

    Args:
        view: What it holds.
        templates: Texts by name, `assessment.yaml.j2` among them.
        origin: How messages name that template.

    Returns:
        The YAML text.

    Raises:
        InputError: If the template cannot be used.
    """
    environment = _environment(templates)
    try:
        text = environment.written(environment.get_template(TEMPLATE), {"draft": view})
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
        plain=DRAFT_VIEWS,
        loader=DictLoader(templates),
        autoescape=False,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.filters["comment"] = comment
    return environment


def _finalize(value: object) -> str:
    plain = isinstance(value, str) and (not value or _WORD.fullmatch(value))
    if not plain and not isinstance(value, Comment | int):
        str(value)  # an undefined name says so itself
        msg = "only ids, words, dates and numbers can be printed as they are; a text is printed with `|comment`"
        raise TypeError(msg)
    return str(value)
