"""From a path to a model, or to what is wrong with the file. Findings become diagnostics here and nowhere else."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar, get_args

from pydantic import ValidationError

from prevent_assure.diagnostics import Diagnostic, Finding, Fix, Location, Route, Rule, Severity, TextEdit
from prevent_assure.model.answers import ANSWERS
from prevent_assure.model.assessment import Assessment
from prevent_assure.model.authority import Authority
from prevent_assure.model.base import Model
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.faults import RULES as OF_SHAPE
from prevent_assure.model.faults import findings_of
from prevent_assure.model.issue import IssueRecord
from prevent_assure.model.nearness import closest
from prevent_assure.model.published import Published
from prevent_assure.model.review import Review
from prevent_assure.model.settings import Pointer, Settings
from prevent_assure.model.vocabulary import Vocabulary
from prevent_assure.source import Document, SourceError, SourceFinding, Span, read

from .files import FileRefused, read_file
from .layout import FileKind

M = TypeVar("M", bound=Model)

UNKNOWN_FORMAT = Rule("unknown-format", Severity.ERROR, "A file whose `format` is none that is known.", of_form=True)
RULES = (UNKNOWN_FORMAT,)

MODELS: dict[FileKind, type[Model]] = {
    "settings": Settings,
    "authority": Authority,
    "assessment": Assessment,
    "review": Review,
    "criteria": Criteria,
    "record": IssueRecord,
    "published": Published,
}
_BY_FORMAT: list[type[Model]] = [*MODELS.values(), Pointer]
FORMATS = {get_args(model.model_fields["format"].annotation)[0]: model for model in _BY_FORMAT}
"""What the first key of a file says that it is."""


_ODD = re.compile(r"[^\S ]")
"""White space that is no ordinary space."""
_LINES_SHOWN = 6
"""How many lines ready to paste are shown."""
_OF_KNOWN_WORDS = re.compile(rf" *(?:- )?[a-z][a-z_-]*: (?:{'|'.join(ANSWERS)}|\d{{4}}-\d\d(?:-\d\d)?)?")
"""A line without any text or name, so that it may also stand in logs."""


class Loaded(NamedTuple, Generic[M]):
    """A file that was read, as far as it could be.

    Attributes:
        path: As people know it, relative to the workspace.
        model: Its content, or None where the file has errors of form.
        document: The data with its positions, or None where it cannot be read as YAML.
        diagnostics: What is wrong with its form, and warnings of the reader.
    """

    path: str
    model: M | None
    document: Document | None
    diagnostics: tuple[Diagnostic, ...] = ()

    def diagnose(self, finding: Finding) -> Diagnostic:
        """Give a finding of a rule in this file's model its place, with line and column."""
        rule, place, excerpt, at, fix, below = finding.rule, Location(self.path), None, "", None, None
        if self.document is not None:
            span = self.document.locate(finding.route, key=finding.on_key)
            place = Location(self.path, span.line, span.column, span.end_line, span.end_column)
            excerpt, at = self.document.line(span), place_in_words(finding.route, self.document.data)
            below = next((line for line in self.document.lines[span.line :] if line != excerpt), None)
            if finding.instead is not None and finding.instead.sure:
                fix = _replaced(span, self.document.text[span.start : span.end], finding.instead.text)
        return Diagnostic(
            rule.code,
            rule.severity,
            place,
            finding.message,
            finding.hint,
            excerpt,
            finding.route,
            at,
            instead=finding.instead,
            fix=fix,
            below=below,
        )


def _replaced(span: Span, old: str, new: str) -> Fix:
    """Write a word or date in a value's place, between the quotes that stood round the value."""
    if old.lstrip() == new.lstrip():
        before = len(old) - len(old.lstrip())
        spaces = TextEdit(span.line, span.column, span.line, span.column + before, new[: len(new) - len(new.lstrip())])
        return Fix("write ordinary spaces", (spaces,))
    quote = old[:1] if old[:1] in {"'", '"'} and old[-1:] == old[:1] and new[:1] != old[:1] else ""
    return Fix(f"write `{new}`", (TextEdit(*span[:4], f"{quote}{new}{quote}"),))


def place_in_words(route: Route, data: object) -> str:
    """Name a place so that it stays the same one when a list's order changes.

    Args:
        route: Keys and indices.
        data: The document.

    Returns:
        The steps with `.` between them; an item of a list by its `id` or `recommendation`, else by its number from 1.
    """
    steps = []
    for step in route:
        data = _stepped(data, step)
        own = (data.get("id") or data.get("recommendation")) if isinstance(data, dict) else None
        named = own if isinstance(own, str) else str(step + 1) if isinstance(step, int) else ""
        steps.append(named if isinstance(step, int) else step)
    return ".".join(steps)


def _stepped(data: object, step: str | int) -> object:
    if isinstance(data, dict):
        return data.get(step)
    return data[step] if isinstance(data, list) and isinstance(step, int) and step < len(data) else None


def load(path: Path, shown: str, model: type[M], *, root: Path | None = None) -> Loaded[M]:
    """Read a file as a model.

    Args:
        path: The file.
        shown: The path as findings show it.
        model: What the file is to be.
        root: The workspace that no link may lead out of; None for a file named on the command line.

    Returns:
        The model, or what is wrong with the file; it never raises for what a file holds.
    """
    try:
        data = read_file(path, root=root)
    except FileRefused as refusal:
        return Loaded(shown, None, None, (refused(refusal, shown),))
    return load_bytes(data, shown, model)


def load_bytes(data: bytes, shown: str, model: type[M]) -> Loaded[M]:
    """Read bytes as a model.

    Args:
        data: The file's bytes.
        shown: The path as findings show it.
        model: What the file is to be.

    Returns:
        The model, or what is wrong.
    """
    return _modelled(_document(data, shown), model)


def load_any(data: bytes, shown: str) -> Loaded[Model]:
    """Read bytes as whatever they say that they are.

    Args:
        data: The file's bytes.
        shown: The path as findings show it.

    Returns:
        The model, or what is wrong.
    """
    loaded: Loaded[Model] = _document(data, shown)
    if loaded.document is None:
        return loaded
    data_read = loaded.document.data
    named = data_read.get("format") if isinstance(data_read, dict) else None
    named = named if isinstance(named, str) else ""
    if named in FORMATS:
        return _modelled(loaded, FORMATS[named])
    known = "the first line of a file says what it is, as in `format: prevent-assure/assessment/1`"
    message = "the file does not say which of the known formats it has"
    unknown = Finding(UNKNOWN_FORMAT, ("format",), message, closest(named, FORMATS) or known)
    return loaded._replace(diagnostics=(*loaded.diagnostics, loaded.diagnose(unknown)))


def _document(data: bytes, shown: str) -> Loaded[Any]:
    try:
        document = read(data)
    except SourceError as error:
        lines = re.split(r"\r\n|\r|\n", data.decode("utf-8-sig", "replace"))
        return Loaded(shown, None, None, tuple(_of_source(found, shown, lines) for found in error.findings))
    warnings = tuple(_of_source(found, shown, document.lines) for found in document.warnings)
    return Loaded(shown, None, document, warnings)


def in_words(loaded: Loaded[M], model: type[M], words: Vocabulary) -> tuple[Diagnostic, ...]:
    """Say again what is wrong with a file that is not what it is to be, in the words that fit in it.

    Args:
        loaded: The file.
        model: What it is to be.
        words: What is known around it.

    Returns:
        All that is wrong with it.
    """
    if loaded.model is not None or loaded.document is None:
        return loaded.diagnostics
    codes = {rule.code for rule in OF_SHAPE}
    kept = tuple(each for each in loaded.diagnostics if each.code not in codes)
    return _modelled(loaded._replace(diagnostics=kept), model, words).diagnostics


def _modelled(loaded: Loaded[M], model: type[M], words: Vocabulary | None = None) -> Loaded[M]:
    if loaded.document is None:
        return loaded
    data = loaded.document.data
    try:
        return loaded._replace(model=model.model_validate(data))
    except ValidationError as error:
        found = (loaded.diagnose(finding) for finding in findings_of(error, model, data, words or Vocabulary()))
        return loaded._replace(diagnostics=(*loaded.diagnostics, *found))


def refused(refusal: FileRefused, shown: str) -> Diagnostic:
    """Give the reason why a file was not read its place."""
    return Diagnostic(refusal.rule.code, refusal.rule.severity, Location(shown), refusal.message, refusal.hint)


def _of_source(found: SourceFinding, path: str, lines: list[str]) -> Diagnostic:
    place = Location(path, found.line, found.column, found.end_line, found.end_column)
    excerpt = lines[found.line - 1] if 0 < found.line <= len(lines) else None
    fix = Fix("take it away", tuple(TextEdit(*span[:4], "") for span in found.surplus)) if found.surplus else None
    if found.corrected:
        fix = _with_plain_spaces(found, lines[found.line - 1 : found.line - 1 + len(found.corrected)])
    rule, hint, shown = found.rule, found.hint, None
    if (
        len(found.corrected) == 1
        and _OF_KNOWN_WORDS.fullmatch(found.corrected[0])
        and _seen(excerpt) != _seen(found.corrected[0])
    ):
        hint = f"write `{found.corrected[0].strip()}`"
    elif found.corrected:
        shown = _ready_to_paste(found)
    return Diagnostic(rule.code, rule.severity, place, found.message, hint, excerpt, shown=shown, fix=fix)


def _seen(line: str | None) -> str:
    """What can be seen of a line, all but its spaces."""
    return "".join((line or "").split())


def _with_plain_spaces(found: SourceFinding, lines: Sequence[str]) -> Fix | None:
    """Write ordinary spaces for tabs and hard spaces, where that is all that makes lines the corrected ones."""
    edits = []
    for number, (old, new) in enumerate(zip(lines, found.corrected, strict=False), found.line):
        if old == new:
            continue
        if _seen(old) != _seen(new):
            return None
        start = _in_common(old, new)
        same = _in_common(old[start:][::-1], new[start:][::-1])
        if not _ODD.search(old, start, len(old) - same):
            return None
        edits.append(TextEdit(number, start + 1, number, len(old) - same + 1, new[start : len(new) - same]))
    return Fix("write ordinary spaces", tuple(edits)) if edits else None


def _in_common(one: str, other: str) -> int:
    """Count the characters that two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))


def _ready_to_paste(found: SourceFinding) -> str:
    """Give a hint, and below it the lines as they should be, with their numbers."""
    lines = [f"{number} | {line}" for number, line in enumerate(found.corrected[:_LINES_SHOWN], found.line)]
    return "\n".join([f"hint: {found.hint}", *lines, *(["..."] if len(found.corrected) > _LINES_SHOWN else [])])
