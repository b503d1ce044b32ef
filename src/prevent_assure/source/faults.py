"""What can be wrong with a file as YAML, and the findings of one file, gathered while it is read."""

from collections.abc import Sequence
from typing import NamedTuple, NoReturn

from prevent_assure.diagnostics import PreventAssureError, Rule, Severity, error_of_form

from .places import Places, Span

SYNTAX = error_of_form("yaml-syntax", "A file that is not written as YAML is.")
DUPLICATE_KEY = error_of_form("yaml-duplicate-key", "A key that stands twice in the same group.")
SIMILAR_KEYS = error_of_form(
    "yaml-similar-keys", "Two keys of a group that differ only by case or by how a letter is encoded."
)
KEY_NOT_TEXT = error_of_form(
    "yaml-key-not-text", "A key that is no plain text: a list, a group, a number, true, false or nothing."
)
MERGE_KEY = error_of_form("yaml-merge-key", "A merge key (`<<`), which YAML 1.2 does not have.")
ANCHOR = error_of_form("yaml-anchor", "An anchor (`&name`): every value is written where it is used.")
ALIAS = error_of_form("yaml-alias", "An alias (`*name`): every value is written where it is used.")
TAG = error_of_form("yaml-tag", "A tag (`!name`): what a value is follows from its key.")
DIRECTIVE = error_of_form("yaml-directive", "A directive (a line that begins with `%`).")
SEVERAL_DOCUMENTS = error_of_form("yaml-several-documents", "Several documents in one file.")
EMPTY = error_of_form("yaml-empty", "A file with nothing in it, or only comments.")
OTHER_KIND = error_of_form(
    "other-kind-of-file", "A Word, Excel or PDF file, a picture, a web page or the like under the name of a text file."
)
MERGE_MARKERS = error_of_form(
    "merge-markers", "Marks that git leaves where two people changed the same part of a file."
)
NOT_UTF8 = error_of_form("yaml-not-utf8", "A file that is not saved as UTF-8.")
REFUSED_CHARACTER = error_of_form(
    "yaml-refused-character", "A character that cannot be seen and changes how the text around it is read or shown."
)
TOO_DEEP = error_of_form("yaml-too-deep", "Groups and lists in one another beyond 32 levels.")
TOO_LARGE = error_of_form("yaml-too-large", "A file, text, key or number of values beyond any that is needed.")
NUMBER = error_of_form("yaml-number", "A number that is infinite, no number, or too long to be meant.")
TEXT_CUT_SHORT = error_of_form(
    "text-cut-short", "A text without quotes that ` #` cuts short, as if a comment began there."
)
INVISIBLE_CHARACTER = Rule(
    "yaml-invisible-character",
    Severity.WARNING,
    "An invisible character of no width, pasted from elsewhere; it is left out.",
)
LINES_RUN_TOGETHER = Rule(
    "text-lines-run-together",
    Severity.WARNING,
    "A text of several paragraphs, or with a list, without the `|-` that keeps its lines apart.",
)

RULES: tuple[Rule, ...] = (
    SYNTAX, DUPLICATE_KEY, SIMILAR_KEYS, KEY_NOT_TEXT, MERGE_KEY, ANCHOR, ALIAS, TAG, DIRECTIVE, SEVERAL_DOCUMENTS,
    EMPTY, OTHER_KIND, MERGE_MARKERS, NOT_UTF8, REFUSED_CHARACTER, INVISIBLE_CHARACTER, TOO_DEEP, TOO_LARGE, NUMBER,
    TEXT_CUT_SHORT, LINES_RUN_TOGETHER,
)  # fmt: skip
"""Every rule of the reader."""


class SourceFinding(NamedTuple):
    """What the reader found in a file. Lines and columns count from 1, columns in code points; ends are exclusive.

    Attributes:
        rule: The rule that found it.
        message: What is wrong; of the file's content at most a key stands in it, cut and escaped.
        hint: How to mend it, or None.
        line: The first line.
        column: The first column.
        end_line: The line of the end.
        end_column: The column behind the last character.
        surplus: Parts of the file that are simply to go, where that mends it beyond doubt.
        corrected: The lines from this one as they should be, where that can be said. They hold what people wrote.
    """

    rule: Rule
    message: str
    hint: str | None
    line: int
    column: int
    end_line: int
    end_column: int
    surplus: tuple[Span, ...] = ()
    corrected: tuple[str, ...] = ()


class SourceError(PreventAssureError):
    """A file that cannot be read as a document.

    Attributes:
        findings: What is wrong with it, in the order of the file.
    """

    def __init__(self, findings: tuple[SourceFinding, ...]) -> None:
        super().__init__("; ".join(f"line {found.line}: {found.message}" for found in findings))
        self.findings = findings


MOST = 100
"""After so many findings a file is read no further."""
_SHOWN = 60


class Report:
    """The findings of one file.

    Attributes:
        places: The file's text and its lines.
    """

    def __init__(self, places: Places) -> None:
        self.places = places
        self._findings: list[SourceFinding] = []
        self._errors = 0

    def add(  # noqa: PLR0913 - a finding has as many parts
        self,
        rule: Rule,
        start: int,
        end: int,
        message: str,
        hint: str | None = None,
        *,
        corrected: tuple[str, ...] = (),
    ) -> None:
        """Note a finding between two indices of the text; after `MOST` of them the file is given up."""
        span = self.places.span(start, max(start, end))
        self._findings.append(
            SourceFinding(
                rule, message, hint, span.line, span.column, span.end_line, span.end_column, corrected=corrected
            )
        )
        self._errors += rule.severity is Severity.ERROR
        if len(self._findings) >= MOST:
            self.stop()

    def add_surplus(self, rule: Rule, parts: Sequence[tuple[int, int]], message: str, hint: str) -> None:
        """Note a finding that is mended by taking parts of the text away, the first of which is its place."""
        self.add(rule, *parts[0], message, hint)
        surplus = tuple(self.places.span(*part) for part in parts)
        self._findings[-1] = self._findings[-1]._replace(surplus=surplus)

    def lines(self) -> set[int]:
        """Give the lines in which an error was found."""
        return {found.line for found in self._findings if found.rule.severity is Severity.ERROR}

    def forget(self, rule: Rule) -> None:
        """Take out what a rule has found that is no error."""
        self._findings = [found for found in self._findings if found.rule is not rule]

    def has(self, rule: Rule) -> bool:
        """Tell whether a rule has found something."""
        return any(found.rule is rule for found in self._findings)

    def fail(self, rule: Rule, start: int, end: int, message: str, hint: str | None = None) -> NoReturn:
        """Note a finding after which the file cannot be read on."""
        self.add(rule, start, end, message, hint)
        self.stop()

    def close(self) -> tuple[SourceFinding, ...]:
        """Give the warnings of a file that was read to its end, or raise its errors."""
        if self._errors:
            self.stop()
        return tuple(self._findings)

    def stop(self) -> NoReturn:
        """Give up on the file and raise what was found, in the order of the file."""
        raise SourceError(tuple(sorted(self._findings, key=lambda found: (found.line, found.column))))


def shown(key: str) -> str:
    """Cut a key for a message, and escape what a terminal would act on."""
    short = key if len(key) <= _SHOWN else f"{key[: _SHOWN - 3]}..."
    return "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in short)
