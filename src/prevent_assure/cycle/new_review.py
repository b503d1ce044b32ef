"""A review that is to be written: the adviser's file, laid out."""

from prevent_assure.rules.case import Case
from prevent_assure.workspace.layout import review_path
from prevent_assure.workspace.templates import templates
from prevent_assure.workspace.workspace import Workspace

from .draft_views import ReviewDraftBenchmark, ReviewDraftFollowUp, ReviewDraftView
from .laying_out import REVIEW, laid_out_draft


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
    path = review_path(case.cycle, case.authority_id)
    return laid_out_draft(REVIEW, _view(case), templates(workspace), path)


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
