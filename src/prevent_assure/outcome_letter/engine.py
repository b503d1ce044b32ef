"""View and template into text: a sandbox in which whatever is printed is escaped for the format that is written.

What escapes is decided by the format, never by a template's name. A value that is printed is data and
gets escaped; a narrative prints itself in the format's block form. No file is read here.
"""

import re
import textwrap
from collections.abc import Callable, Mapping
from functools import partial
from html import escape as escape_html
from typing import Literal, NoReturn

from markupsafe import Markup

from prevent_assure.model.answers import answer_label, falling_short
from prevent_assure.rules.status import stage_label
from prevent_assure.text.narrative import (
    Narrative,
    escape_markdown,
    html_blocks,
    html_inline,
    html_item,
    markdown_blocks,
    markdown_cell,
    markdown_inline,
    plain_text,
)
from prevent_assure.workspace.templates import Template

from .committee import CommitteeView
from .sandbox import GuardedEnvironment, Refused
from .template_process import Renderer
from .views import LetterView

Format = Literal["html", "md"]
FORMATS: tuple[Format, ...] = ("html", "md")


class Engine:
    """Templates ready to render; compiles each once.

    Args:
        templates: Templates by the names under which they include one another, as `letter.html.j2`.
    """

    def __init__(self, templates: Mapping[str, Template]) -> None:
        self._renderers = {format_: Renderer(templates, partial(_environment, format_)) for format_ in FORMATS}

    def render(self, view: LetterView | CommitteeView, format_: Format) -> str:
        """Write a letter, or a paper for a scrutiny committee.

        Args:
            view: The letter or paper.
            format_: The format, which is also the template's: `letter.html.j2`, `committee.md.j2`.

        Returns:
            The text.

        Raises:
            TemplateFault: If the template cannot be used.
        """
        name = "committee" if isinstance(view, CommitteeView) else "letter"
        return self._renderers[format_].write(f"{name}.{format_}.j2", {"letter": view})

    def page(self, name: str, view: object) -> str:
        """Write a page of a site.

        Args:
            name: The template, as `overview/index.html.j2`.
            view: What it sees as `page`.

        Returns:
            The page.

        Raises:
            TemplateFault: If the template cannot be used.
        """
        return self._renderers["html"].write(name, {"page": view})


def _environment(format_: Format, templates: Mapping[str, Template]) -> GuardedEnvironment:
    escape, block, filters = _WRITERS[format_]

    def finalize(value: object) -> Markup:
        if isinstance(value, Markup):
            return value
        if isinstance(value, str | int):
            return Markup(escape(str(value)))  # noqa: S704 - it has just been escaped
        if isinstance(value, Narrative):
            return Markup(block(value))  # noqa: S704 - its writer escapes
        return _refuse(value)

    environment = GuardedEnvironment(templates, finalize=finalize, escape=escape, autoescape=True)
    environment.filters.update(
        {name: _marked(each) for name, each in {"escape": escape, "e": escape, **filters}.items()}
    )
    environment.filters["lines"] = _lines
    environment.filters["answer_label"] = answer_label
    environment.filters["stage_label"] = stage_label
    environment.filters["falling_short"] = _falling_short
    environment.filters["words"] = lambda narrative: len(plain_text(narrative).split())
    return environment


def _lines(text: str, width: int) -> tuple[str, ...]:
    """Part a text into lines, which are escaped where they are printed, and not before."""
    plain = text.unescape() if isinstance(text, Markup) else text
    return tuple(textwrap.wrap(plain, width)) or ("",)


def _falling_short(kind: str) -> str:
    """List the answers that fall short, as a sentence does: `not met or partly met`."""
    *before, last = (answer_label(word).lower() for word in falling_short(kind))
    return f"{', '.join(before)} or {last}" if before else last


def _refuse(value: object) -> NoReturn:
    str(value)  # an undefined name says so itself
    msg = f"only text, numbers and narratives can be printed, and this is {type(value).__name__}"
    raise Refused(msg)


def _marked(write: Callable[..., str]) -> Callable[..., Markup]:
    return lambda value, *args: value if isinstance(value, Markup) else Markup(write(value, *args))  # noqa: S704 - escaped


def _css_string(text: str) -> str:
    """Write a text between the quotes of a style sheet: letters, digits and plain punctuation, a space for all else.

    One word is parted into two strings, which read as one: old browsers took it for a call, and checkers still do.
    """
    plain = re.sub(r"[^\w .,:;/\u2013\u2014-]", " ", text)
    return re.sub("(?i)(express)(ion)", r'\1" "\2', plain)


_WRITERS: dict[Format, tuple[Callable[[str], str], Callable[[Narrative], str], dict[str, Callable[..., str]]]] = {
    "html": (escape_html, html_blocks, {"item": html_item, "inline": html_inline, "css_string": _css_string}),
    "md": (
        escape_markdown,
        markdown_blocks,
        {
            "item": lambda text, indent=2: markdown_blocks(text, indent),
            "inline": markdown_inline,
            "cell": markdown_cell,
        },
    ),
}
