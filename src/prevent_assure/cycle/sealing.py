"""The seals that steps write, and what they are of, in lines for whoever signs."""

from collections import Counter
from collections.abc import Iterator, Mapping

from prevent_assure import __version__
from prevent_assure.model.assessment import Assessment
from prevent_assure.model.review import Review
from prevent_assure.rules.case import Case
from prevent_assure.rules.seals import STEPS, Step, seals, signed
from prevent_assure.workspace.editing import Edit, Value


def seal_facts(case: Case, step: Step) -> dict[str, Value]:
    """Give what a sign-off says besides who and when: its seal, and of a clearance which wording the letter had.

    Args:
        case: The authority in its cycle.
        step: The sign-off.

    Returns:
        The keys; none where a file that it would be of cannot be read.
    """
    seal = seals(case).get(step)
    if seal is None:
        return {}
    own_wording = any(name.startswith("wording.") for name in case.letter_templates)
    return {"of": seal, "wording": __version__} if step == "cleared" and not own_wording else {"of": seal}


def missing_seals(case: Case) -> Edit:
    """Seal the sign-offs before a clearance that have no seal yet.

    Args:
        case: The authority in its cycle.

    Returns:
        What is to stand where in the review.
    """
    now = seals(case)
    unsealed = [step for step in STEPS[:2] if (given := signed(case.review, step)) is not None and given.of is None]
    return {(step, "of"): now[step] for step in unsealed if step in now}


def sealed_lines(case: Case, step: Step) -> tuple[str, ...]:
    """Show what a sign-off seals; names and texts are not shown, so that the lines may stand in a log.

    Args:
        case: The authority in its cycle.
        step: The sign-off.

    Returns:
        A line for each kind of thing.
    """
    review, assessment = case.review, case.assessment
    if review is None or assessment is None:
        return ()
    lines = {
        "accepted": _accepted(review, assessment),
        "agreed": _agreed(case, review, assessment),
        "cleared": _cleared(case, review),
    }
    shown = STEPS if step == "cleared" else (step,)
    return tuple(dict.fromkeys(line for each in shown for line in lines[each]))


def _accepted(review: Review, assessment: Assessment) -> Iterator[str]:
    text = review.letter
    comments = sum(bool((given.comments or "").strip()) for given in review.benchmarks.values())
    accounts = sum(bool((given.summary or "").strip()) for given in assessment.benchmarks.values())
    yield f"texts: the letter's summary, {_counted(len(text.strengths), 'strength')}, comments on {comments} benchmarks"
    yield f"the authority's accounts of {accounts} benchmarks"
    yield f"recommendations: {', '.join(each.id for each in text.recommendations) or 'none'}"
    yield f"agreed outcomes: {_outcomes({name: given.agreed for name, given in review.benchmarks.items()})}"


def _agreed(case: Case, review: Review, assessment: Assessment) -> Iterator[str]:
    yield f"agreed outcomes: {_outcomes({name: given.agreed for name, given in review.benchmarks.items()})}"
    yield f"claimed outcomes: {_outcomes({name: given.claimed for name, given in assessment.benchmarks.items()})}"
    words = Counter(
        word
        for benchmark in (case.criteria.benchmarks if case.criteria is not None else ())
        if benchmark.scored and benchmark.id in assessment.benchmarks
        for level, criterion in benchmark.each_criterion()
        if (word := assessment.benchmarks[benchmark.id].word(level, criterion.id)) is not None
    )
    if views := sum(len(given.views) for given in review.benchmarks.values()):
        yield f"the adviser's views of {views} criteria"
    yield f"answers: {', '.join(f'{number} {word}' for word, number in sorted(words.items())) or 'none'}"
    yield f"recommendations: {', '.join(each.id for each in review.letter.recommendations) or 'none'}"
    yield f"criteria and rules of {assessment.criteria}"


def _cleared(case: Case, review: Review) -> Iterator[str]:
    if case.authority is None:
        return
    whom = case.authority.letter
    copies = f", copies to {', '.join(whom.cc)}" if whom.cc else ""
    day = "who hold these posts now" if review.letter.date is None else f"who hold these posts on {review.letter.date}"
    yield f"addressed to {whom.to}{copies}: those {day}"
    yield "sender, marking and shared recommendations of the settings"
    if case.letter_templates:
        yield f"the workspace's own {', '.join(case.letter_templates)}"


def _outcomes(found: Mapping[str, str | None]) -> str:
    return ", ".join(f"{name} {outcome}" for name, outcome in found.items() if outcome is not None) or "none"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
