"""The parts of YAML that the files do without, each with its words: met as an event or as a fault of the parser."""

from typing import NoReturn

from .faults import ALIAS, ANCHOR, DIRECTIVE, SEVERAL_DOCUMENTS, TAG
from .report import Report


def refuse_alias(report: Report, start: int, end: int) -> None:
    """Note an alias.

    Args:
        report: Where to note it.
        start: Where it begins.
        end: Where it ends.
    """
    message = "`*` at the start of a value makes an alias, and aliases are not used here"
    report.add(ALIAS, start, end, message, "if the text is to begin with `*`, put it into quotes or a |- block")


def refuse_anchor(report: Report, start: int, end: int) -> None:
    """Note an anchor.

    Args:
        report: Where to note it.
        start: Where it begins.
        end: Where it ends.
    """
    message = "`&` at the start of a value makes an anchor, and anchors are not used here"
    report.add(ANCHOR, start, end, message, "if the text is to begin with `&`, put it into quotes or a |- block")


def refuse_tag(report: Report, start: int, end: int) -> None:
    """Note a tag.

    Args:
        report: Where to note it.
        start: Where it begins.
        end: Where it ends.
    """
    message = "`!` at the start of a value makes a tag, and tags are not used here"
    report.add(TAG, start, end, message, "if the text is to begin with `!`, put it into quotes or a |- block")


def refuse_directive(report: Report, start: int, end: int) -> None:
    """Note a directive.

    Args:
        report: Where to note it.
        start: Where it begins.
        end: Where it ends.
    """
    message = "`%` at the start of a line makes a directive, and directives are not used here"
    report.add(DIRECTIVE, start, end, message, "remove the line; a text that begins with `%` needs quotes")


def refuse_document(report: Report, start: int, end: int) -> NoReturn:
    """Refuse a second document.

    Args:
        report: Where to note it.
        start: Where it begins.
        end: Where its mark ends.

    Raises:
        SourceError: Always.
    """
    message = "a second document begins here, and a file holds one"
    report.fail(SEVERAL_DOCUMENTS, start, end, message, "put it into a file of its own, or remove the line of `---`")
