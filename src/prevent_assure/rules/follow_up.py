"""What became of the recommendations of earlier cycles."""

from typing import NamedTuple

from prevent_assure.model.assessment import Progress

from .case import Case


class Progressed(NamedTuple):
    """How a recommendation got on.

    Attributes:
        authority: As the authority sees it, or None where it says nothing.
        adviser: As the adviser sees it, where that is otherwise, else None.
    """

    authority: Progress | None = None
    adviser: Progress | None = None


def followed_up(case: Case) -> dict[str, Progressed]:
    """Gather what both files of a cycle say of the recommendations of earlier cycles.

    Args:
        case: The authority in the cycle.

    Returns:
        The two views by the recommendation's one name, as in `2023-24/training`.
    """
    found: dict[str, Progressed] = {}
    for each in case.assessment.follow_up if case.assessment is not None else ():
        found[case.recommendation_named(each.recommendation)] = Progressed(each.progress)
    for each in case.review.follow_up if case.review is not None else ():
        name = case.recommendation_named(each.recommendation)
        found[name] = found.get(name, Progressed())._replace(adviser=each.progress)
    return found


def progress_of(case: Case) -> dict[str, Progress]:
    """Give the progress that stands in the end: the adviser's view where there is one, else the authority's.

    Args:
        case: The authority in the cycle.

    Returns:
        The progress by recommendation.
    """
    seen = {name: each.adviser or each.authority for name, each in followed_up(case).items()}
    return {name: each for name, each in seen.items() if each is not None}
