"""A review that is to be written: the adviser's file, laid out."""

from prevent_assure.diagnostics import InputError, Severity
from prevent_assure.model.review import Review
from prevent_assure.outcome_letter.plain_engine import laid_out
from prevent_assure.rules.case import Case
from prevent_assure.workspace.layout import review_path
from prevent_assure.workspace.loading import load_bytes
from prevent_assure.workspace.templates import UnreadableTemplateError, templates
from prevent_assure.workspace.workspace import Workspace

from .form_view import ReviewDraftBenchmark, ReviewDraftFollowUp, ReviewDraftView

TEMPLATE = "review.yaml.j2"


def review_text(workspace: Workspace, case: Case) -> str:
    """Lay out an adviser's file.

    Args:
        workspace: The workspace, for its templates.
        case: The authority in its cycle.

    Returns:
        The YAML text.

    Raises:
        InputError: If the template cannot be used, or makes no review.
    """
    try:
        found = templates(workspace)
    except UnreadableTemplateError as error:
        raise InputError(str(error)) from error
    origin = found[TEMPLATE].origin.shown
    texts = {name: each.text for name, each in found.items()}
    text = laid_out(TEMPLATE, {"draft": _view(case)}, texts, origin)
    loaded = load_bytes(text.encode(), review_path(case.cycle, case.authority_id), Review)
    first = next((each for each in loaded.diagnostics if each.severity is Severity.ERROR), None)
    if first is not None:
        msg = f"{origin} makes no review: line {first.location.line}: {first.message}"
        raise InputError(msg)
    return text


def _view(case: Case) -> ReviewDraftView:
    follow_up = case.assessment.follow_up if case.assessment is not None else ()
    return ReviewDraftView(
        authority=case.authority_id,
        authority_name=case.authority.name if case.authority is not None else case.authority_id,
        cycle=case.cycle,
        outcomes=tuple(each.id for each in case.criteria.outcomes) if case.criteria is not None else (),
        benchmarks=tuple(
            ReviewDraftBenchmark(each.id, each.number, each.title, each.claimed or "", each.possible)
            for each in case.scores
            if each.scored
        ),
        follow_up=tuple(ReviewDraftFollowUp(each.recommendation, each.progress or "") for each in follow_up),
    )
