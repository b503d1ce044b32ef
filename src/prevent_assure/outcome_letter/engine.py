"""View and template into text: a sandbox in which whatever is printed is escaped for the format that is written.

What escapes is decided by the format, never by a template's name. A value that is printed is data and
gets escaped; a narrative prints itself in the format's block form. Templates come as texts with a name
each; no file is read here.
"""

import re
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape as escape_html
from typing import Literal

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound
from jinja2.exceptions import TemplateError
from markupsafe import Markup

from prevent_assure.diagnostics import PreventAssureError
from prevent_assure.model.answers import answer_label, falling_short
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

from .committee import CommitteeView
from .sandbox import Budget, GuardedEnvironment, LimitReached
from .views import LetterView

Format = Literal["html", "md"]
FORMATS: tuple[Format, ...] = ("html", "md")


class TemplateFault(PreventAssureError):  # noqa: N818 - it is the file's fault, not the program's error
    """A template that cannot be used: it names what is not there, does not end, or is no template at all."""


@dataclass(frozen=True, slots=True)
class TemplateSource:
    """A template.

    Attributes:
        text: Its text.
        origin: The file's name, for messages.
    """

    text: str
    origin: str


class Engine:
    """Templates ready to render; compiles each once.

    Args:
        templates: Texts by the names under which templates include one another, as `letter.html.j2`.
        budget: How much time and text one letter may take.
    """

    def __init__(self, templates: Mapping[str, TemplateSource], budget: Budget | None = None) -> None:
        self._templates = templates
        self._budget = budget or Budget()
        self._environments: dict[Format, GuardedEnvironment] = {}

    def render(self, view: LetterView, format_: Format) -> str:
        """Write a letter.

        Args:
            view: The letter.
            format_: The format, which is also the template's: `letter.html.j2`, `letter.md.j2`.

        Returns:
            The text: LF line ends, no white space at the end of lines, one line end at the end.

        Raises:
            TemplateFault: If the template is missing, is none, uses an undefined name or goes past a
            limit; the message
                names the template's file and line.
        """
        return self._written(f"letter.{format_}.j2", {"letter": view}, format_)

    def paper(self, view: CommitteeView, format_: Format) -> str:
        """Write a paper for a scrutiny committee.

        Args:
            view: The paper.
            format_: The format, which is also the template's: `committee.html.j2`, `committee.md.j2`.

        Returns:
            The text, as `render` gives it.

        Raises:
            TemplateFault: As `render` does.
        """
        return self._written(f"committee.{format_}.j2", {"letter": view}, format_)

    def page(self, name: str, view: object) -> str:
        """Write a page of a site.

        Args:
            name: The template, as `overview/index.html.j2`.
            view: What it sees as `page`.

        Returns:
            The page.

        Raises:
            TemplateFault: As `render` does.
        """
        return self._written(name, {"page": view}, "html")

    def _written(self, name: str, values: Mapping[str, object], format_: Format) -> str:
        environment = self._environments.get(format_)
        if environment is None:
            environment = self._environments[format_] = _environment(format_, self._templates, self._budget)
        try:
            return _tidy(environment.written(environment.get_template(name), values))
        except (
            TemplateError,
            LimitReached,
            ArithmeticError,
            LookupError,
            RecursionError,
            TypeError,
            ValueError,
        ) as error:
            raise TemplateFault(self._message(name, error)) from error

    def _message(self, name: str, error: Exception) -> str:
        origins = {each.origin for each in self._templates.values()}
        file, line = _place(error, origins)
        if isinstance(error, TemplateNotFound):
            return f"{f'{file}, line {line}: ' if file else ''}there is no template named {error.name}"
        what = "macros or inclusions go on without end" if isinstance(error, RecursionError) else str(error)
        return f"{file or self._templates[name].origin}{f', line {line}' if line else ''}: {what}"


def render(view: LetterView, format_: Format, templates: Mapping[str, TemplateSource]) -> str:
    """Write one letter; for many, keep an `Engine`.

    Args:
        view: The letter.
        format_: The format.
        templates: Texts by name.

    Returns:
        The letter's text.

    Raises:
        TemplateFault: As `Engine.render` does.
    """
    return Engine(templates).render(view, format_)


class _Loader(BaseLoader):
    def __init__(self, templates: Mapping[str, TemplateSource]) -> None:
        self._templates = templates

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        del environment
        source = self._templates.get(template)
        if source is None:
            raise TemplateNotFound(template)
        return source.text, source.origin, lambda: True


def _environment(format_: Format, templates: Mapping[str, TemplateSource], budget: Budget) -> GuardedEnvironment:
    escape, block, filters = _WRITERS[format_]

    def finalize(value: object) -> Markup:
        if isinstance(value, Markup):
            written = value
        elif isinstance(value, str | int):
            written = Markup(escape(str(value)))  # noqa: S704 - it has just been escaped
        elif isinstance(value, Narrative):
            written = Markup(block(value))  # noqa: S704 - its writer escapes
        else:
            _refuse(value)
        environment.spend(len(written))
        return written

    environment = GuardedEnvironment(
        budget=budget,
        escape=escape,
        loader=_Loader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.filters.update(
        {name: _marked(each) for name, each in {"escape": escape, "e": escape, **filters}.items()}
    )
    environment.filters["lines"] = _lines
    environment.filters["answer_label"] = answer_label
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


def _refuse(value: object) -> None:
    str(value)  # an undefined name says so itself
    msg = f"only text, numbers and narratives can be printed, and this is {type(value).__name__}"
    raise TypeError(msg)


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


def _place(error: BaseException, origins: set[str]) -> tuple[str | None, int | None]:
    """The innermost line of a template that the error came through."""
    found: tuple[str | None, int | None] = (getattr(error, "filename", None), getattr(error, "lineno", None))
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file in origins:
            found = (file, trace.tb_lineno)
        trace = trace.tb_next
    return found


def _tidy(text: str) -> str:
    """Leave out spaces at the ends of lines, and all but one of several empty lines."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    tidy = "\n".join([line.rstrip(" \t") for line in text.split("\n")])
    while "\n\n\n" in tidy:
        tidy = tidy.replace("\n\n\n", "\n\n")
    return tidy.strip("\n") + "\n"
