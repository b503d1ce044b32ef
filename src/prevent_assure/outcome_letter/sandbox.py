"""A template environment that ends: Jinja's immutable sandbox, with limits on time and on text.

The sandbox keeps a template away from Python; it does not stop nested loops, texts that double, or
numbers of a million digits. So each step of a loop, call and inclusion looks at the clock, texts are
measured where they are put together, and only what cannot grow without measure is left of Jinja's
filters. A clock decides only whether a letter comes out at all, never what stands in it.
"""

import io
import re
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from dataclasses import dataclass
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateNotFound, nodes, pass_context
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Joiner, Namespace
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from prevent_assure.diagnostics import InputError
from prevent_assure.text.views import VIEWS
from prevent_assure.workspace.templates import Template

_STEP, _ENTER, _CONCAT = "each step", "each entry", "put together"  # names that no template can write
_FILTERS = frozenset({
    "abs", "capitalize", "count", "d", "default", "dictsort", "first", "float", "groupby", "int", "items", "last",
    "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "select", "selectattr", "sort",
    "string", "sum", "title", "trim", "unique", "upper", "wordcount",
})  # fmt: skip
_CALLABLE = (BlockReference, Cycler, Joiner, LoopContext, Macro)
_CLASSES = (Cycler, Joiner, Namespace, dict)
_LONGEST_RANGE = 10_000
_MOST_BITS = 4096
_TOO_MUCH = 1 << 62


class TemplateFault(InputError):  # noqa: N818 - it is the file's fault, not the program's error
    """A template that cannot be used: it names what is not there, does not end, or is no template at all."""


class LimitReached(Exception):  # noqa: N818 - a limit is no error of the program
    """A template took more time or made more text than it may."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What one document may take.

    Attributes:
        seconds: Time.
        characters: Text, what macros pass on counted again.
    """

    seconds: float = 5.0
    characters: int = 16_000_000


class GuardedEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's immutable sandbox with limits.

    Args:
        templates: Templates by the names under which they include one another, as `letter.html.j2`.
        finalize: How the format writes a value that is printed.
        escape: How the format escapes text, for what is put together with `~`.
        autoescape: Whether what a block or macro makes is escaped already where it is printed.
        budget: What one document may take.
    """

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(
        self,
        templates: Mapping[str, Template],
        *,
        finalize: Callable[[object], str],
        escape: Callable[[str], str] = str,
        autoescape: bool = False,
        budget: Budget | None = None,
    ) -> None:
        super().__init__(
            loader=FunctionLoader(self._source),
            autoescape=autoescape,
            undefined=StrictUndefined,
            finalize=finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )
        self._templates, self._escape, self._budget = templates, escape, budget or Budget()
        self._until, self._left = float("inf"), self._budget.characters
        self.filters = {name: each for name, each in self.filters.items() if name in _FILTERS}
        self.filters |= {_STEP: _each_step, _ENTER: _each_entry, _CONCAT: self._concat, "join": self._join}
        self.globals = {"range": _short_range, "dict": dict, "cycler": Cycler, "joiner": Joiner, "namespace": Namespace}

    def _source(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        found = self._templates.get(name)
        return None if found is None else (found.text, found.origin.shown, lambda: True)

    def write(self, name: str, values: Mapping[str, object], *, blank_lines: int = 1) -> str:
        """Write a document from its template, within the limits.

        Args:
            name: The template.
            values: What it may see.
            blank_lines: How many empty lines may follow one another.

        Returns:
            The text: LF line ends, no spaces at the ends of lines, one line end at the end.

        Raises:
            TemplateFault: If the template is missing, is none, uses an undefined name or goes past a limit; the
                message names the template's file and line.
        """
        self._until, self._left = time.monotonic() + self._budget.seconds, self._budget.characters
        written = io.StringIO()  # very many short texts would take many times the memory of one long text
        try:
            for piece in self.get_template(name).generate(values):
                self.spend(len(piece))
                written.write(piece)
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
        return _tidy(written.getvalue(), blank_lines)

    def _message(self, name: str, error: Exception) -> str:
        file, line = _place(error, {each.origin.shown for each in self._templates.values()})
        if isinstance(error, TemplateNotFound):
            return f"{f'{file}, line {line}: ' if file else ''}there is no template named {error.name}"
        what = "macros or inclusions go on without end" if isinstance(error, RecursionError) else str(error)
        return f"{file or self._templates[name].origin.shown}{f', line {line}' if line else ''}: {what}"

    def spend(self, characters: int) -> None:
        """Count text against the budget, and look at the clock.

        Args:
            characters: How much text was made.

        Raises:
            LimitReached: If the budget is spent.
        """
        self._left -= characters
        if self._left < 0:
            msg = f"the template makes too much text (more than {self._budget.characters:,} characters)"
            raise LimitReached(msg)
        if time.monotonic() > self._until:
            msg = f"the template does not end (it was stopped after {self._budget.seconds:g} seconds)"
            raise LimitReached(msg)

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - whatever a template reads
        """Read a field of a view without further ado; Jinja judges the rest.

        Args:
            obj: What is asked.
            attribute: The attribute's name.

        Returns:
            Its value, or what Jinja makes of a name that is not there or not to be read.
        """
        if type(obj) in VIEWS and not attribute.startswith("_"):
            value = getattr(obj, attribute, self)
            return self.undefined(obj=obj, name=attribute) if value is self else value
        return super().getattr(obj, attribute)

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ANN401 - whatever a template calls
        """Allow macros, blocks, loops and what counts or cycles; a value's methods are not for templates.

        Args:
            obj: What the template calls.

        Returns:
            Whether it may.
        """
        of = getattr(obj, "__self__", None)
        return (
            isinstance(obj, _CALLABLE)
            or isinstance(of, Cycler | LoopContext)
            or any(obj is each for each in (_short_range, *_CLASSES))
        )

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - Jinja's
        """Call something for a template, and measure what comes of it.

        Args:
            context: Jinja's.
            obj: What is called.
            args: What it is called with.
            kwargs: What it is called with by name.

        Returns:
            What it gives.
        """
        self.spend(1)
        if not self.is_safe_callable(obj):
            msg = f"{getattr(obj, '__name__', type(obj).__name__)!r} cannot be called in a template"
            raise SecurityError(msg)
        result = super().call(context, obj, *args, **kwargs)
        self.spend(len(result) if isinstance(result, str) else 0)
        return result

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - Jinja's
        """Calculate for a template where the result has a measure.

        Args:
            context: Jinja's.
            operator: The sign.
            left: What stands before it.
            right: What stands behind it.

        Returns:
            The result.

        Raises:
            LimitReached: If it would be too long.
        """
        numbers = isinstance(left, int) and isinstance(right, int)
        if _growth(operator, left, right) > (_MOST_BITS if numbers else self._left):
            msg = f"the result of {operator} would be too long"
            raise LimitReached(msg)
        return super().call_binop(context, operator, left, right)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = _Guard().visit(super()._parse(source, name, filename))
        tree.set_environment(self)
        return tree

    def _join(self, value: Iterable[Any], d: str = "") -> str:
        values = list(value)
        self.spend(sum(len(str(each)) for each in values) + len(d) * len(values))
        return self._concat([part for each in values for part in (d, each)][1:])

    def _concat(self, values: list[Any]) -> str:
        self.spend(sum(len(each) for each in values if isinstance(each, str)))
        if any(isinstance(each, Markup) for each in values):
            written = [each if isinstance(each, Markup) else self._escape(str(each)) for each in values]
            return Markup("".join(written))  # noqa: S704 - each is escaped
        return "".join(str(each) for each in values)


class _Guard(NodeTransformer):
    """Puts a look at the budget into each place where a template could go on without end."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - Jinja's name
        text = sum(len(data.data) for part in node.body for data in part.find_all(nodes.TemplateData))
        node.iter = _through(_STEP, node.iter, nodes.Const(text))
        return self.generic_visit(node)

    def visit_Include(self, node: nodes.Include | nodes.Import | nodes.FromImport) -> nodes.Node:  # noqa: N802 - Jinja's name
        node.template = _through(_ENTER, node.template)
        return self.generic_visit(node)

    visit_Import = visit_FromImport = visit_Include  # noqa: N815 - likewise

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - Jinja's name
        return self.generic_visit(_through(_CONCAT, nodes.List(node.nodes, lineno=node.lineno)))


def _through(filter_: str, node: nodes.Node, *args: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(node, filter_, list(args), [], None, None, lineno=node.lineno)


@pass_context
def _each_step(context: Context, items: Iterable[Any], text: int) -> Iterator[Any]:
    environment = context.environment
    for item in items:
        environment.spend(1 + text)  # type: ignore[attr-defined] # it is the guarded one
        yield item


@pass_context
def _each_entry(context: Context, template: Any) -> Any:  # noqa: ANN401 - a name or several
    context.environment.spend(1)  # type: ignore[attr-defined] # it is the guarded one
    return template


def _short_range(*args: int) -> range:
    numbers = range(*args)
    if len(numbers) > _LONGEST_RANGE:
        msg = f"a range of more than {_LONGEST_RANGE:,} numbers"
        raise LimitReached(msg)
    return numbers


def _growth(sign: str, left: Any, right: Any) -> int:  # noqa: ANN401 - whatever a template calculates with
    """How long the result may become: in bits for numbers, else in characters or items."""
    if isinstance(left, int) and isinstance(right, int):
        bits = {"+": 1, "%": 0, "*": right.bit_length(), "**": left.bit_length() * max(right, 0)}[sign]
        return left.bit_length() + bits
    if sign == "+":
        return sum(len(each) for each in (left, right) if isinstance(each, Sized))
    if sign == "*":
        sized, times = (left, right) if isinstance(left, Sized) else (right, left)
        return len(sized) * times if isinstance(sized, Sized) and isinstance(times, int) else 0
    return _TOO_MUCH if isinstance(left, str) else 0  # a format says by itself how wide its result is


def _place(error: BaseException, origins: set[str]) -> tuple[str | None, int | None]:
    """The innermost line of a template that the error came through."""
    found: tuple[str | None, int | None] = (getattr(error, "filename", None), getattr(error, "lineno", None))
    for frame, line in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_filename in origins:
            found = (frame.f_code.co_filename, line)
    return found


def _tidy(text: str, blank_lines: int) -> str:
    """Leave out spaces at the ends of lines, and empty lines that are too many."""
    lines = "\n".join(line.rstrip(" \t") for line in re.split("\r\n?|\n", text))
    return re.sub(rf"\n{{{blank_lines + 2},}}", "\n" * (blank_lines + 1), lines).strip("\n") + "\n"
