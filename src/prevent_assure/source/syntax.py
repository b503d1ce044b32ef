"""What the parser says of a file that it cannot read, in words for people who do not write programs.

The parser's own words are never passed on: they name its inner states.
"""

import re
from collections.abc import Callable
from typing import NamedTuple, NoReturn

from .decoding import refuse_character
from .faults import LINES_RUN_TOGETHER, SYNTAX, TEXT_CUT_SHORT, Report
from .mistakes import Failing, mistakes
from .refusals import (
    Stream,
    holds_nothing,
    refuse_alias,
    refuse_anchor,
    refuse_directive,
    refuse_document,
    refuse_nothing,
    refuse_tag,
)


class _Words(NamedTuple):
    """How a fault is said.

    Attributes:
        message: What is wrong.
        hint: How to mend it.
        opening: Whether it is shown where the parser began what it could not finish.
    """

    message: str
    hint: str
    opening: bool = False


_QUOTES = "put the text into quotes, or write it as a |- block"
_INDENT = "what belongs together begins in the same column; what belongs to a key is indented further, with spaces"
_ESCAPES = "between double quotes a `\\` begins an escape; write the text between single quotes or as a |- block"

_BY_PROBLEM = {
    "mapping values are not allowed in this context": _Words(
        "a `:` stands here where there can be no key", f"if it belongs to a text, {_QUOTES}"
    ),
    "block sequence entries are not allowed in this context": _Words(
        "a `-` stands here where no list can begin", "begin the list on the line below its key"
    ),
    "mapping keys are not allowed in this context": _Words(
        "a `?` stands here where there can be no key", f"if it belongs to a text, {_QUOTES}"
    ),
    "could not find expected ':'": _Words(
        "this line has no `:` behind a key and goes on with no text above it",
        "indent it further than the key whose text it goes on with, or begin that text with |-",
        opening=True,
    ),
    "did not find expected key": _Words("this does not fit under what stands above it", _INDENT),
    "did not find expected '-' indicator": _Words("this does not fit into the list above it", _INDENT),
    "did not find expected ',' or ']'": _Words(
        "a list that `[` opens is not closed, or a `,` is missing in it", "close it with `]`", opening=True
    ),
    "did not find expected ',' or '}'": _Words(
        "a group that `{` opens is not closed, or a `,` is missing in it", "close it with `}`", opening=True
    ),
    "did not find expected node content": _Words("something stands here where a value must stand", _QUOTES),
    "did not find expected <document start>": _Words("this stands behind the end of the file's content", _INDENT),
    "found unexpected end of stream": _Words(
        "a text in quotes begins here and does not end", "write the same quote behind the text", opening=True
    ),
    "found unexpected document indicator": _Words(
        "a text in quotes begins here and holds a line of `---` or `...`", "write it as a |- block", opening=True
    ),
    "found unknown escape character": _Words("this escape does not exist", _ESCAPES),
    "did not find expected hexdecimal number": _Words("this escape is not complete", _ESCAPES),
    "found invalid Unicode character escape code": _Words("this escape makes no character", _ESCAPES),
    "did not find expected comment or line break": _Words(
        "a text stands on the line of its `|` or `>`", "begin the text on the line below, indented"
    ),
    "found an indentation indicator equal to 0": _Words("a text cannot be indented by 0", "remove the digit"),
    "found a tab character where an indentation space is expected": _Words(
        "a tab stands here where spaces must stand", "indent with spaces"
    ),
    "found a tab character that violates indentation": _Words(
        "a tab stands here where spaces must stand", "indent with spaces"
    ),
    "found character that cannot start any token": _Words("no value can begin with this character", _QUOTES),
    "found unexpected ':'": _Words(
        "a `:` without a space behind it makes no key",
        f"write a space behind the `:`; if it belongs to a text, {_QUOTES}",
    ),
}
_OTHERWISE = _Words("this cannot be read as YAML", _INDENT)
_TAB = _Words("a tab stands here where spaces must stand", "indent with spaces")
_NO_SPACE = _Words("a `:` without a space behind it makes no key", "write a space behind the `:`", opening=True)
_CUT = _Words(
    "` #` in the line above begins a comment, so its text ends there and cannot go on here",
    "put the whole text into quotes or a |- block",
)

_BY_CONTEXT: dict[str, Callable[[Report, int, int], None]] = {
    "while scanning an alias": refuse_alias,
    "while scanning an anchor": refuse_anchor,
    "while scanning a tag": refuse_tag,
    "while parsing a tag": refuse_tag,
    "while scanning a directive": refuse_directive,
    "while scanning a %YAML directive": refuse_directive,
    "while scanning a %TAG directive": refuse_directive,
    "while scanning a tag directive": refuse_directive,
    "while parsing a %TAG directive": refuse_directive,
    "while parsing a tag directive": refuse_directive,
}
_DIRECTIVES = {"found duplicate %YAML directive", "found duplicate %TAG directive", "found incompatible YAML document"}
_BEHIND_THE_END = "did not find expected <document start>"
_NO_CHARACTER = "found invalid Unicode character escape code"
_NO_KEY = {"mapping values are not allowed in this context", "could not find expected ':'"}
# What is repeated here never gives back what it took: with two ways to take one text, forty lines would take years.
_BEFORE_DIRECTIVE = re.compile(r"(?:[ \t]*+(?:#[^\r\n]*+)?+(?:\r\n?+|\n))*+(?=%)")
_SURROGATE = re.compile(r"\\(?:u|U0000)([dD][89a-fA-F][0-9a-fA-F]{2})")
_CUT_LINE = re.compile(r"[^\s][ \t]+#[^#\s]")
_UNSPACED = re.compile(r"[ \t]*(?:- +)*([A-Za-z_][\w-]*:[^\s:/][^\r\n]*)")


def explain(report: Report, stream: Stream, error: Exception, failing: Failing) -> NoReturn:
    """Raise what was found, with why the parser could not go on in our own words.

    Args:
        report: What was found before.
        stream: How far the document was read.
        error: What the parser said.
        failing: Reads a corrected text.
    """
    text = report.places.text
    # In a file that cannot be read a text may seem to go on for many lines, as its quotation mark is not closed.
    report.forget(LINES_RUN_TOGETHER)
    if isinstance(error, MemoryError):
        report.fail(SYNTAX, 0, 0, "there is not enough memory to read the file")
    problem = getattr(error, "problem", None) or ""
    context = getattr(error, "context", None) or ""
    at = min(fault_index(error, "problem_mark", 0), len(text))
    opening = min(fault_index(error, "context_mark", at), len(text))
    first = _BEFORE_DIRECTIVE.match(text)
    if first is not None and (problem in _DIRECTIVES or not stream.begun):
        refuse_directive(report, first.end(), report.places.line_end(first.end()))
    elif holds_nothing(text):
        refuse_nothing(report)
    elif problem == "found undefined tag handle":
        refuse_tag(report, at, report.places.word_end(at))
    elif context in _BY_CONTEXT:
        _BY_CONTEXT[context](report, opening, report.places.word_end(opening))
        _say_mistakes(report, failing)
    elif stream.closed and problem == _BEHIND_THE_END:
        refuse_document(report, at, report.places.word_end(at))
    elif problem == _NO_CHARACTER and (half := _SURROGATE.match(text, text.rfind("\\", 0, at))):
        refuse_character(report, chr(int(half[1], 16)), *half.span())
    else:
        _say_what_was_mistyped(report, failing, problem, at, opening)
    report.stop()


def _say_what_was_mistyped(report: Report, failing: Failing, problem: str, at: int, opening: int) -> None:
    if _cut_above(report.places.text, at):
        if not report.has(TEXT_CUT_SHORT):
            report.add(SYNTAX, at, report.places.word_end(at), _CUT.message, _CUT.hint)
    elif not _say_mistakes(report, failing):
        _say(report, problem, at, opening)


def _say_mistakes(report: Report, failing: Failing) -> bool:
    """Say where mistakes were made, but for a line of which something is told already; whether any is known."""
    known, told = False, report.lines()
    for mistake in mistakes(report.places.text, failing):
        known = True
        start = report.places.index(mistake.line + 1, mistake.start + 1)
        end = min(start + mistake.end - mistake.start, report.places.line_end(start))
        if mistake.line + 1 not in told:
            report.add(SYNTAX, start, end, mistake.message, mistake.hint, corrected=mistake.lines)
    return known


def _cut_above(text: str, at: int) -> bool:
    """Tell whether the text of the line above was cut short by ` #`, so that this line follows nothing."""
    line = text.rfind("\n", 0, at) + 1
    above = text.rfind("\n", 0, max(0, line - 1)) + 1
    return (
        not text[line:at].strip(" \t") and text[at : at + 1] != "\t" and _CUT_LINE.search(text, above, line) is not None
    )


def _say(report: Report, problem: str, at: int, opening: int) -> None:
    """Say what the parser says, where no correction is known."""
    words = _BY_PROBLEM.get(problem, _OTHERWISE)
    start = opening if words.opening else at
    report.add(SYNTAX, start, report.places.word_end(start), words.message, words.hint)


def fault_index(error: Exception | None, name: str, otherwise: int) -> int:
    """Give the place that a fault of the parser names, or another where it names none."""
    index = getattr(getattr(error, name, None), "index", otherwise)
    return index if isinstance(index, int) else otherwise
