"""The rows of the tidy tables: what an authority, an edition and an authority's cycle add to each."""

from collections.abc import Iterator

from prevent_assure.model.assessment import Answer, Assessment
from prevent_assure.model.authority import Authority
from prevent_assure.model.criteria import Criteria
from prevent_assure.rules.case import Case
from prevent_assure.rules.recommendations import followed_up, recommended_in

from .columns import ANSWERS, ASSESSMENTS, BENCHMARKS, FOLLOW_UP, RECOMMENDATIONS, Row, Table


def authority_row(name: str, authority: Authority | None) -> Row:
    """Give an authority's row.

    Args:
        name: Its id.
        authority: Its file, None where that cannot be read.

    Returns:
        The row.
    """
    return (name, *((authority.name, authority.type, authority.region) if authority is not None else (None,) * 3))


def criteria_rows(criteria: Criteria) -> Iterator[Row]:
    """Give the rows of an edition.

    Args:
        criteria: The edition.

    Yields:
        A row for each criterion.
    """
    levels = {each.id: each for each in criteria.levels}
    for benchmark in criteria.by_number():
        for level, each in benchmark.each_criterion():
            of = levels.get(level)
            label, kind = (of.label, of.kind) if of is not None else (level, None)
            yield (
                criteria.ref,
                benchmark.id,
                level,
                each.id,
                benchmark.number,
                benchmark.title,
                label,
                kind,
                each.text,
            )


def case_rows(case: Case) -> Iterator[tuple[Table, Row]]:
    """Give the rows of an authority's cycle.

    Args:
        case: The authority in the cycle.

    Yields:
        Table and row; none without a self-assessment that can be read.
    """
    if case.assessment is None or case.criteria is None:
        return
    yield ASSESSMENTS, _assessment(case, case.assessment)
    yield from ((BENCHMARKS, row) for row in _benchmarks(case))
    yield from ((ANSWERS, row) for row in _answers(case, case.assessment, case.criteria))
    yield from ((RECOMMENDATIONS, row) for row in _recommendations(case))
    yield from ((FOLLOW_UP, row) for row in _follow_up(case))


def _assessment(case: Case, assessment: Assessment) -> Row:
    review = case.review
    steps = (
        assessment.submitted,
        *((review.discussed, review.agreed, review.cleared) if review is not None else (None,) * 3),
    )
    dates = [each.on.isoformat() if each is not None else None for each in steps]
    letter = review.letter.date.isoformat() if review is not None and review.letter.date is not None else None
    adviser = review.adviser if review is not None else None
    covers = "|".join(assessment.covers)
    return (case.cycle, case.authority_id, assessment.criteria, case.status, *dates, letter, adviser, covers)


def _benchmarks(case: Case) -> Iterator[Row]:
    for each in case.scores:
        here = (case.cycle, case.authority_id, each.id, each.number, each.scored)
        reviewed = case.review.benchmarks.get(each.id) if case.review is not None else None
        reason = reviewed.reason if reviewed is not None else None
        found = (each.claimed, "|".join(each.possible), each.basis, each.agreed, each.override, reason)
        yield (*here, *(found if each.scored else (None,) * 6))


def _answers(case: Case, assessment: Assessment, criteria: Criteria) -> Iterator[Row]:
    for benchmark in criteria.by_number():
        given = assessment.benchmarks.get(benchmark.id)
        for level, criterion in benchmark.each_criterion():
            answer = given.answer(level, criterion.id) if given is not None else None
            long = answer if isinstance(answer, Answer) else None
            word = long.answer if long is not None else answer if isinstance(answer, str) else None
            told = (
                (long.by_exception, bool(long.evidence), len(long.references))
                if long is not None
                else (False, False, 0)
            )
            here = (case.cycle, case.authority_id, criteria.ref, benchmark.id, level, criterion.id)
            yield (*here, word, *told)


def _recommendations(case: Case) -> Iterator[Row]:
    if case.review is None:
        return
    for made in recommended_in(case.cycle, case.review, case.settings):
        due = made.due.isoformat() if made.due is not None else None
        here = (case.cycle, case.authority_id, made.id, made.shared)
        yield (*here, "|".join(made.benchmarks), made.text, made.owner, due)


def _follow_up(case: Case) -> Iterator[Row]:
    for name, told in followed_up(case).items():
        made_in, _, recommendation = name.partition("/")
        here = (case.cycle, case.authority_id, made_in, recommendation)
        views = [one.progress if one is not None else None for one in told]
        comment = told.authority.comment if told.authority is not None else None
        made_to = "|".join(case.made_to.get(name, (case.authority_id,)))
        yield (*here, told.progress, *views, comment, made_to)
