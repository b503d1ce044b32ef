"""What stands around the one document of a file: directives, other documents, nothing at all."""

from typing import Any, NoReturn

from .faults import EMPTY
from .refusals import refuse_directive, refuse_document
from .report import Report

Event = Any
"""An event of the parser, which has no types."""


class Stream:
    """How far the parser has come.

    Attributes:
        begun: Whether the document has begun.
        closed: Whether it has been closed by `...`.
    """

    def __init__(self, report: Report) -> None:
        """Begin at the beginning.

        Args:
            report: Where to note findings; it has the text.
        """
        self._report = report
        self.begun = False
        self.closed = False

    def turn(self, event: Event) -> None:
        """Take the start of the stream, or the start or end of a document.

        Args:
            event: The event.

        Raises:
            SourceError: If a second document begins.
        """
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

    def check_content(self, content: list[Any], marks: list[int]) -> None:
        """Look whether there is anything in the file.

        Args:
            content: The document's data, if any.
            marks: The places of its values.

        Raises:
            SourceError: If there is nothing.
        """
        if content and (content[0] is not None or marks[0] != marks[1]):
            return
        self.refuse_nothing()

    def refuse_nothing(self) -> NoReturn:
        """Refuse a file that holds nothing.

        Raises:
            SourceError: Always.
        """
        bare = not self._report.places.text.strip()
        what = "the file is empty" if bare else "the file holds nothing but comments"
        self._report.fail(
            EMPTY, 0, 0, what, "a file begins with what it is, as in `format: prevent-assure/assessment/1`"
        )
