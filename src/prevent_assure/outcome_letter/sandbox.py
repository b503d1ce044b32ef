"""What a template may do: Jinja's immutable sandbox with fewer filters, and with faults that tell nothing of the data.

How much time and memory it takes is for `template_process` to bound, which ends the process. Here a single step is kept
from making very much, since not every system bounds the memory of a process.
"""

import io
import re
from collections.abc import Callable, Generator, Iterable, Mapping, Sized
from types import CodeType
from typing import Any, cast

from jinja2 import FunctionLoader, StrictUndefined, TemplateNotFound, Undefined, nodes
from jinja2.exceptions import SecurityError, TemplateRuntimeError, TemplateSyntaxError, UndefinedError
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment, safe_range
from jinja2.utils import Cycler, Joiner, Namespace
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from prevent_assure.diagnostics import InputError
from prevent_assure.text.views import VIEWS
from prevent_assure.workspace.templates import Template, UnreadableTemplateError

LONGEST = 4_000_000
"""The most characters that one document, or one step of a template, may make."""
_CONCAT = "put together"  # a name that no template can write
_FILTERS = frozenset({
    "abs", "capitalize", "count", "d", "default", "dictsort", "first", "float", "groupby", "int", "items", "last",
    "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "select", "selectattr", "sort",
    "string", "sum", "title", "trim", "unique", "upper", "wordcount",
})  # fmt: skip
_CALLABLE = (BlockReference, Cycler, Joiner, LoopContext, Macro)
_CLASSES = (Cycler, Joiner, Namespace, dict)
_MOST_BITS = 4096
_LONGEST_MESSAGE = 500
_TOO_MUCH = 1 << 62
_DEBUG_INFO = re.compile(r"^debug_info = '([0-9=&]*)'$", re.MULTILINE)
_UNKNOWN = re.compile(r"No (?:filter|test) named '(\w+)'(?: found)?\.")


class TemplateFault(InputError):  # noqa: N818 - it is the file's fault, not the program's error
    """A template that cannot be used: it names what is not there, does not end, or is no template at all."""


class TemplateExhausted(TemplateFault):
    """A template that took all of the time or memory that there is."""


class Refused(SecurityError):  # noqa: N818 - named for what happened
    """Something that templates may not do; its text is the package's own, and tells nothing of the data."""


class OutOfTime(BaseException):
    """The time for a document has passed; no `Exception`, so that nothing in Jinja takes it for one of a template's."""


class GuardedEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's immutable sandbox with less in it.

    Args:
        templates: Templates by the names under which they include one another, as `letter.html.j2`.
        finalize: How the format writes a value that is printed.
        escape: How the format escapes text, for what is put together with `~`.
        autoescape: Whether what a block or macro makes is escaped already where it is printed.
    """

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(
        self,
        templates: Mapping[str, Template],
        *,
        finalize: Callable[[object], str],
        escape: Callable[[str], str] = str,
        autoescape: bool = False,
    ) -> None:
        super().__init__(
            loader=FunctionLoader(self._source),
            autoescape=autoescape,
            undefined=StrictUndefined,
            finalize=lambda value: _writable(finalize(value)),
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )
        self._templates, self._escape = templates, escape
        self.filters = {name: found for name, found in self.filters.items() if name in _FILTERS}
        self.filters |= {_CONCAT: self._concat, "join": self._join}
        self.globals = {"range": safe_range, "dict": dict, "cycler": Cycler, "joiner": Joiner, "namespace": Namespace}

    def _source(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        found = self._templates.get(name)
        return None if found is None else (found.text, found.origin.shown, lambda: True)

    def write(self, name: str, values: Mapping[str, object], *, blank_lines: int = 1) -> str:
        """Write a document from its template.

        Args:
            name: The template.
            values: What it may see.
            blank_lines: How many empty lines may follow one another.

        Returns:
            The text: LF line ends, no spaces at the ends of lines, one line end at the end.

        Raises:
            TemplateFault: If the template is missing or fails in whatever way; the message names the template's file,
                the line where that is known, and nothing of the values.
        """
        written, length = io.StringIO(), 0  # very many short texts would take many times the memory of one long text
        try:
            pieces = cast("Generator[str, None, None]", self.get_template(name).generate(values))
            for piece in pieces:
                length += len(piece)
                if length > LONGEST:
                    pieces.throw(Refused(f"the template makes too much text (more than {LONGEST:,} characters)"))
                written.write(piece)
            return _tidy(written.getvalue(), blank_lines)
        except (Exception, OutOfTime) as error:  # noqa: BLE001 - whatever a template does, it is the template's fault
            message = self._message(name, error)
            spent = isinstance(error, OutOfTime | MemoryError)
        # Outside of the handler, so that the fault has no memory of an error that may quote the data.
        raise (TemplateExhausted if spent else TemplateFault)(message)

    def _message(self, name: str, error: BaseException) -> str:
        file, line = _place(error, {found.origin.shown for found in self._templates.values()})
        if isinstance(error, UnreadableTemplateError):
            return str(error)
        if file is None and name in self._templates:
            file = self._templates[name].origin.shown
        place = f"{file}{f', line {line}' if line else ''}: " if file else ""
        return f"{place}{' '.join(self._said(error, name).split())[:_LONGEST_MESSAGE]}"

    def _said(self, error: BaseException, asked: str) -> str:
        """Say what is wrong in words that are the package's own or stand in a template: an error may quote the data."""
        if isinstance(error, TemplateSyntaxError):
            return error.message or "this is no template"
        if isinstance(error, TemplateNotFound):
            known = error.name == asked or (isinstance(error.name, str) and self._is_written(error.name))
            return f"there is no template named {error.name}" if known else "there is no template of the name given"
        if isinstance(error, Refused | UndefinedError):
            return str(error)
        unknown = _UNKNOWN.fullmatch(str(error)) if isinstance(error, TemplateRuntimeError) else None
        if unknown is not None and self._is_written(unknown[1]):
            return str(error)
        said = next((said for kind, said in _SAID.items() if isinstance(error, kind)), None)
        return said or f"a value is of the wrong kind for what is done with it ({type(error).__name__})"

    def _is_written(self, name: str) -> bool:
        """Tell whether a name stands in a template, and so need not be one of the data."""
        return any(name.encode("utf-8", "replace") in found.data for found in self._templates.values())

    def _compile(self, source: str, filename: str) -> CodeType:
        try:
            return super()._compile(source, filename)
        except SyntaxError as error:  # Python nests loops and branches only so deep
            line = _line_of_template(source, error.lineno or 1)
            msg = "loops or branches are nested too deeply"
            raise TemplateSyntaxError(msg, line, filename=filename) from None

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

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401 - whatever a template reads
        """Read an item; one that is not there is not named, since its name may be a value of the data."""
        found = super().getitem(obj, argument)
        return self.undefined("there is no such item") if isinstance(found, Undefined) else found

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:  # noqa: ANN401, ARG002 - Jinja's
        """Say that an attribute is not for templates, without its name."""
        return self.undefined("this attribute is not for templates", obj=obj, exc=Refused)

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
            or any(obj is allowed for allowed in (safe_range, *_CLASSES))
        )

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - Jinja's
        """Call something for a template.

        Args:
            context: Jinja's.
            obj: What is called.
            args: What it is called with.
            kwargs: What it is called with by name.

        Returns:
            What it gives.
        """
        if isinstance(obj, Undefined):
            str(obj)  # an undefined name says so itself
        if not self.is_safe_callable(obj):
            msg = f"{getattr(obj, '__name__', type(obj).__name__)!r} cannot be called in a template"
            raise Refused(msg)
        return super().call(context, obj, *args, **kwargs)

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
            Refused: If it would be too long.
        """
        numbers = isinstance(left, int) and isinstance(right, int)
        if _growth(operator, left, right) > (_MOST_BITS if numbers else LONGEST):
            msg = f"the result of {operator} would be too long"
            raise Refused(msg)
        return super().call_binop(context, operator, left, right)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = _Concatenation().visit(super()._parse(source, name, filename))
        tree.set_environment(self)
        return tree

    def _join(self, value: Iterable[Any], d: str = "") -> str:
        return self._concat([part for item in value for part in (d, item)][1:])

    def _concat(self, values: list[Any]) -> str:
        if sum(len(part) for part in values if isinstance(part, str)) > LONGEST:
            msg = "what is put together would be too long"
            raise Refused(msg)
        if any(isinstance(part, Markup) for part in values):
            written = [part if isinstance(part, Markup) else self._escape(str(part)) for part in values]
            return Markup("".join(written))  # noqa: S704 - each part is escaped
        return "".join(str(part) for part in values)


class _Concatenation(NodeTransformer):
    """Lets `~` escape for the format that is written, which Jinja's own does for HTML alone."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - Jinja's name
        parts = nodes.List(node.nodes, lineno=node.lineno)
        return self.generic_visit(nodes.Filter(parts, _CONCAT, [], [], None, None, lineno=node.lineno))


_SAID: dict[type[BaseException], str] = {
    OutOfTime: "the template does not end (it was stopped)",
    RecursionError: "macros or inclusions go on without end, or something is nested too deeply",
    MemoryError: "the template takes too much memory",
    ZeroDivisionError: "division by zero",
    UnicodeError: "half a character (a surrogate on its own) is printed, which no file can hold",
    OverflowError: "a number or a range is too large",
}
"""What is said of an exception whose own words may quote the data."""


def _writable(text: str) -> str:
    if not text.isascii():
        text.encode()
    return text


def _growth(sign: str, left: Any, right: Any) -> int:  # noqa: ANN401 - whatever a template calculates with
    """How long the result may become: in bits for numbers, else in characters or items."""
    if isinstance(left, int) and isinstance(right, int):
        bits = {"+": 1, "%": 0, "*": right.bit_length(), "**": left.bit_length() * max(right, 0)}[sign]
        return left.bit_length() + bits
    if sign == "+":
        return sum(len(part) for part in (left, right) if isinstance(part, Sized))
    if sign == "*":
        sized, times = (left, right) if isinstance(left, Sized) else (right, left)
        return len(sized) * times if isinstance(sized, Sized) and isinstance(times, int) else 0
    return _TOO_MUCH if isinstance(left, str) else 0  # a format says by itself how wide its result is


def _place(error: BaseException, origins: set[str]) -> tuple[str | None, int | None]:
    """The innermost line of a template that the error came through."""
    found: tuple[str | None, int | None] = (None, None)
    step = error.__traceback__
    while step is not None:
        file = step.tb_frame.f_code.co_filename
        if file in origins:
            compiled = step.tb_frame.f_globals.get("__jinja_template__")  # where Jinja has not put its own lines yet
            line = step.tb_lineno
            found = (file, line if compiled is None else compiled.get_corresponding_lineno(line))
        step = step.tb_next
    return (error.filename, error.lineno) if isinstance(error, TemplateSyntaxError) and error.filename else found


def _line_of_template(source: str, line: int) -> int:
    """The line of a template that a line of the Python made from it came from, as Jinja writes at its end."""
    known = _DEBUG_INFO.findall(source)
    pairs = [pair.split("=") for pair in known[-1].split("&")] if known and known[-1] else []
    return next((int(before) for before, after in reversed(pairs) if int(after) <= line), 1)


def _tidy(text: str, blank_lines: int) -> str:
    """Leave out spaces at the ends of lines, and empty lines that are too many."""
    lines = "\n".join(line.rstrip(" \t") for line in re.split("\r\n?|\n", text))
    return re.sub(rf"\n{{{blank_lines + 2},}}", "\n" * (blank_lines + 1), lines).strip("\n") + "\n"
