"""Validate a file that belongs to no workspace: its form, and its answers against the packaged criteria."""

from collections.abc import Iterator
from pathlib import Path

from prevent_assure.diagnostics import Diagnostic, Location
from prevent_assure.model.assessment import Assessment
from prevent_assure.model.authority import Authority
from prevent_assure.model.base import Model
from prevent_assure.model.criteria import Criteria
from prevent_assure.model.review import Review
from prevent_assure.rules.assessment_checks import assessment_findings, unknown_edition
from prevent_assure.rules.case import Case
from prevent_assure.rules.follow_up_checks import RECOMMENDATION_UNVERIFIED
from prevent_assure.rules.lint.checks import assessment_lint, review_lint
from prevent_assure.rules.replacement_checks import replacement_findings
from prevent_assure.rules.review_checks import review_findings
from prevent_assure.rules.workspace_checks import authority_findings
from prevent_assure.workspace.editions import packaged_criteria, packaged_editions
from prevent_assure.workspace.files import FileRefused, read_file
from prevent_assure.workspace.loading import Loaded, load_any

from .edition import edition_of
from .results import ValidationResult
from .settling import settle


def validate_alone(path: Path, *, here: Path) -> ValidationResult:
    """Validate a file that belongs to no workspace.

    Args:
        path: The file.
        here: The folder that its shown path is relative to.

    Returns:
        What is wrong with it, as far as that can be said without a workspace.
    """
    absolute = path.parent.resolve() / path.name
    shown = absolute.relative_to(here).as_posix() if absolute.is_relative_to(here) else path.as_posix()
    try:
        data = read_file(path, root=None)
    except FileRefused as refusal:
        found = Diagnostic(refusal.rule.code, refusal.rule.severity, Location(shown), refusal.message, refusal.hint)
        return ValidationResult(1, (found,), (shown,))
    return validate_text(data, shown)


def validate_text(data: bytes, shown: str) -> ValidationResult:
    """Validate a file's bytes, held against the packaged criteria only.

    Args:
        data: The bytes.
        shown: How findings name the file, as in `-`.

    Returns:
        What is wrong with it.
    """
    loaded = load_any(data, shown)
    model = loaded.model
    found = [*loaded.diagnostics, *(_alone(loaded, model) if model is not None else ())]
    return ValidationResult(1, settle(found, None), (shown,))


def _alone(loaded: Loaded[Model], model: Model) -> Iterator[Diagnostic]:
    if isinstance(model, Criteria):
        yield from edition_of(Loaded(loaded.path, model, loaded.document)).diagnostics
        before = packaged_criteria(model.replaces.edition) if model.replaces is not None else None
        if before is not None or model.replaces is None:
            found = replacement_findings(model, before.model if before is not None else None, packaged_editions())
            yield from (loaded.diagnose(each) for each in found)
    elif isinstance(model, Authority):
        yield from (loaded.diagnose(each) for each in authority_findings(model, None))
    elif isinstance(model, Assessment):
        yield from _assessment_alone(loaded, model)
    elif isinstance(model, Review):
        case = Case(model.authority, model.cycle, None, None, None, model, None)
        every = (*review_findings(case), *review_lint(case, None))
        yield from (loaded.diagnose(each) for each in every if each.rule != RECOMMENDATION_UNVERIFIED)


def _assessment_alone(loaded: Loaded[Model], model: Assessment) -> Iterator[Diagnostic]:
    edition = packaged_criteria(model.criteria)
    if edition is None:
        yield loaded.diagnose(unknown_edition(model.criteria, packaged_editions()))
    criteria = edition.model if edition is not None else None
    case = Case(model.authority, model.cycle, None, None, model, None, criteria)
    found = (*assessment_findings(case), *assessment_lint(case, None))
    yield from (loaded.diagnose(each) for each in found if each.rule != RECOMMENDATION_UNVERIFIED)
