"""What a file may not hold although YAML has it: how that is said of each part of YAML, and of too much of any."""

import re
from typing import Any, NoReturn

from prevent_assure.diagnostics import Rule

from .corrections import without_comment
from .faults import ALIAS, ANCHOR, DIRECTIVE, EMPTY, KEY_NOT_TEXT, SEVERAL_DOCUMENTS, TAG, TOO_DEEP, TOO_LARGE, Report
from .limits import DEPTH, NODES
from .signs import in_quotes

_PROPERTY = re.compile(r"&[^\s,\[\]{}]*|!<[^>\s]*>|![^\s,\[\]{}]*")
# Possessive here and below, as what is given back would be remembered for each of a million spaces.
_BETWEEN = re.compile(r"(?:\s++|(?<=\s)#[^\r\n]*+)*+")
_NOTHING = re.compile(r"(?:\s++|#[^\r\n]*+|(?m:^)%[^\r\n]*+|---|\.\.\.)*+")


def _refuse_sign(report: Report, rule: Rule, start: int, end: int) -> None:
    """Note what a text begins with that has a meaning of its own there."""
    line = without_comment(report.places.line(start))[0]
    message = f"a text that begins with `{report.places.text[start]}` needs quotation marks"
    hint = 'put the text between quotation marks: `"..."`'
    report.add(rule, start, end, message, hint, corrected=in_quotes(line))


def refuse_alias(report: Report, start: int, end: int) -> None:
    """Note an alias."""
    _refuse_sign(report, ALIAS, start, end)


def refuse_anchor(report: Report, start: int, end: int) -> None:
    """Note an anchor."""
    _refuse_sign(report, ANCHOR, start, end)


def refuse_tag(report: Report, start: int, end: int) -> None:
    """Note a tag."""
    _refuse_sign(report, TAG, start, end)


def refuse_directive(report: Report, start: int, end: int) -> None:
    """Note a directive."""
    message = "a line that begins with `%` is a directive, and directives are not used here"
    report.add(DIRECTIVE, start, end, message, "take the line away; a text that begins with `%` needs quotation marks")


def refuse_document(report: Report, start: int, end: int) -> NoReturn:
    """Refuse a second document."""
    message = "a line of `---` or `...` ends what is in the file, and something follows it"
    hint = "take that line away; two councils or two cycles need two files"
    report.fail(SEVERAL_DOCUMENTS, start, end, message, hint)


def refuse_properties(report: Report, start: int) -> None:
    """Note the anchor and the tag that a value begins with."""
    text = report.places.text
    while found := _PROPERTY.match(text, start):
        refuse = refuse_anchor if found[0].startswith("&") else refuse_tag
        refuse(report, *found.span())
        between = _BETWEEN.match(text, found.end())
        start = found.end() if between is None else between.end()


def refuse_depth(report: Report, start: int, end: int) -> NoReturn:
    """Refuse a group or a list that stands too deep."""
    message = f"more than {DEPTH} groups and lists stand in one another"
    report.fail(TOO_DEEP, start, end, message, "no file needs so many; look for a bracket that is not closed")


def refuse_number(report: Report, start: int) -> NoReturn:
    """Refuse a file with too many keys and values."""
    message = f"the file has more than {NODES} keys and values"
    report.fail(TOO_LARGE, start, start, message, "split it, or remove what does not belong into it")


def refuse_key(report: Report, start: int, end: int) -> NoReturn:
    """Refuse a group or a list where a key must stand: what follows cannot be told apart."""
    braces = report.places.text.startswith("{{", max(0, start - 1))
    hint = "put `{{ ... }}` into quotes" if braces else "a key is a text with `:` behind it"
    report.fail(KEY_NOT_TEXT, start, end, "a list or a group stands where a key must stand", hint)


def refuse_nothing(report: Report) -> NoReturn:
    """Refuse a file that holds nothing."""
    what = "the file holds nothing but comments" if report.places.text.strip() else "the file is empty"
    report.fail(EMPTY, 0, 0, what, "a file begins with what it is, as in `format: prevent-assure/assessment/1`")


def holds_nothing(text: str) -> bool:
    """Tell whether a file holds nothing but comments, directives and the `---` and `...` of documents."""
    return _NOTHING.fullmatch(text) is not None


class Stream:
    """Watches for the beginning and end of the one document that a file may hold.

    Attributes:
        begun: Whether the document has begun.
        closed: Whether it has been closed by `...`.
    """

    def __init__(self, report: Report) -> None:
        self._report = report
        self.begun = False
        self.closed = False

    def turn(self, event: Any) -> None:  # noqa: ANN401 - the parser has no types
        """Take an event that begins or ends a document, or the stream; a second document is refused."""
        if not hasattr(event, "explicit"):
            return
        if not hasattr(event, "version"):
            self.closed = event.explicit
            return
        start, end = event.start_mark.index, event.end_mark.index
        if self.begun:
            refuse_document(self._report, start, end)
        self.begun = True
        if event.version is not None or event.tags:
            refuse_directive(self._report, start, self._report.places.line_end(start))
