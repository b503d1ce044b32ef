"""From a path to a model, or to what is wrong with the file. Findings become diagnostics here and nowhere else."""

import re
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import ValidationError

from prevent_assure.diagnostics import Diagnostic, Finding, Location, Route, Rule, Severity
from prevent_assure.model.assessment import Assessment
from prevent_assure.model.authority import Authority
from prevent_assure.model.base import Model
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.faults import findings_of
from prevent_assure.model.issue import IssueRecord
from prevent_assure.model.nearness import closest
from prevent_assure.model.review import Review
from prevent_assure.model.settings import Pointer, Settings
from prevent_assure.source import Document, SourceError, SourceFinding, read

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
}
FORMATS: dict[str, type[Model]] = {
    "prevent-assure/workspace/1": Settings,
    "prevent-assure/pointer/1": Pointer,
    "prevent-assure/authority/1": Authority,
    "prevent-assure/assessment/1": Assessment,
    "prevent-assure/review/1": Review,
    "prevent-assure/criteria/1": Criteria,
    "prevent-assure/issue/1": IssueRecord,
}
"""What the first key of a file says that it is."""


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
        """Give a finding its place in this file.

        Args:
            finding: What a rule found in the file's model.

        Returns:
            The finding with its line and column.
        """
        place, excerpt = _place(self.path, self.document, finding)
        rule = finding.rule
        at = place_in_words(finding.route, self.document.data) if self.document is not None else ""
        return Diagnostic(rule.code, rule.severity, place, finding.message, finding.hint, excerpt, finding.route, at)


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


def _place(path: str, document: Document | None, finding: Finding) -> tuple[Location, str | None]:
    if document is None:
        return Location(path), None
    span = document.locate(finding.route, key=finding.on_key)
    return Location(path, span.line, span.column, span.end_line, span.end_column), document.line(span)


def load(path: Path | str, shown: str, model: type[M], *, root: Path | None = None) -> Loaded[M]:
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
    read_as: Loaded[M] = _document(data, shown)
    return read_as if read_as.document is None else _modelled(read_as, read_as.document, model)


def load_any(data: bytes, shown: str) -> Loaded[Model]:
    """Read bytes as whatever they say that they are.

    Args:
        data: The file's bytes.
        shown: The path as findings show it.

    Returns:
        The model, or what is wrong.
    """
    read_as: Loaded[Model] = _document(data, shown)
    if read_as.document is None:
        return read_as
    model = _model_named(read_as.document)
    if model is None:
        unknown = read_as.diagnose(_unknown_format(read_as.document))
        return read_as._replace(diagnostics=(*read_as.diagnostics, unknown))
    return _modelled(read_as, read_as.document, model)


def _document(data: bytes, shown: str) -> Loaded[Any]:
    try:
        document = read(data)
    except SourceError as error:
        lines = re.split(r"\r\n|\r|\n", data.decode("utf-8-sig", "replace"))
        return Loaded(shown, None, None, tuple(_of_source(each, shown, lines) for each in error.findings))
    return Loaded(shown, None, document, tuple(_of_source(each, shown, document.lines) for each in document.warnings))


def _modelled(loaded: Loaded[M], document: Document, model: type[M]) -> Loaded[M]:
    try:
        return loaded._replace(model=model.model_validate(document.data))
    except ValidationError as error:
        found = tuple(loaded.diagnose(each) for each in findings_of(error, model, document.data))
        return loaded._replace(diagnostics=(*loaded.diagnostics, *found))


def _model_named(document: Document) -> type[Model] | None:
    named = document.data.get("format") if isinstance(document.data, dict) else None
    return FORMATS.get(named) if isinstance(named, str) else None


def _unknown_format(document: Document) -> Finding:
    named = document.data.get("format") if isinstance(document.data, dict) else None
    hint = closest(named, FORMATS) if isinstance(named, str) else None
    known = "the first line of a file says what it is, as in `format: prevent-assure/assessment/1`"
    return Finding(
        UNKNOWN_FORMAT, ("format",), "the file does not say which of the known formats it has", hint or known
    )


def refused(refusal: FileRefused, shown: str) -> Diagnostic:
    """Give a refusal its place.

    Args:
        refusal: Why a file was not read.
        shown: The path as findings show it.

    Returns:
        The finding.
    """
    return Diagnostic(refusal.rule.code, refusal.rule.severity, Location(shown), refusal.message, refusal.hint)


def _of_source(found: SourceFinding, shown: str, lines: list[str]) -> Diagnostic:
    place = Location(shown, found.line, found.column, found.end_line, found.end_column)
    excerpt = lines[found.line - 1] if 0 < found.line <= len(lines) else None
    return Diagnostic(found.rule.code, found.rule.severity, place, found.message, found.hint, excerpt)
