"""What a letter still lacks before it is more than a draft."""

from collections.abc import Iterator

from .case import Case
from .status import is_submitted


def missing_for_signature(case: Case, *, errors: int) -> tuple[str, ...]:
    """Say what is missing until a letter may be signed.

    Args:
        case: The authority in its cycle.
        errors: How many errors `validate` finds in its files.

    Returns:
        One sentence for each thing that is missing; none where nothing is.
    """
    return tuple(_missing(case, errors))


def _missing(case: Case, errors: int) -> Iterator[str]:
    review = case.review
    if not is_submitted(case.assessment, review):
        returned = case.assessment is not None and case.assessment.submitted is not None
        done = "was returned to the authority" if returned else "is not submitted"
        yield f"The self-assessment {done}."
    given = review.benchmarks if review is not None else {}
    agreed = {name for name, each in given.items() if each.agreed is not None}
    for benchmark in case.criteria.by_number() if case.criteria is not None else ():
        if benchmark.scored and benchmark.id not in agreed:
            yield f"No outcome is agreed for benchmark {benchmark.number}, {benchmark.title}."
    if review is None or not (review.letter.summary or "").strip():
        yield "The letter's summary is not written."
    if review is None or review.agreed is None:
        yield "The adviser has not agreed the review."
    if errors:
        yield f"The files have {errors} {'error' if errors == 1 else 'errors'}: `prevent-assure validate` names them."
