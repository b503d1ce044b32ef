"""Answers carried from one edition of criteria to another: what still means the same, and nothing else."""

from collections.abc import Iterator, Mapping

from prevent_assure.model.assessment import Answer, AnswerWord, Assessment, BenchmarkAnswers
from prevent_assure.model.criteria import Benchmark
from prevent_assure.rules.edition_changes import Change, EditionChanges, Place

Given = Answer | AnswerWord


def carried(assessment: Assessment, changes: EditionChanges) -> dict[str, BenchmarkAnswers]:
    """Carry a self-assessment's answers to another edition.

    Args:
        assessment: The self-assessment, which goes by the earlier edition.
        changes: From that edition to the other.

    Returns:
        What it then says of each benchmark: claims and summaries as they are, answers only where they still mean the
        same.
    """
    found: dict[str, BenchmarkAnswers] = {}
    for benchmark in changes.after.benchmarks:
        answers = _answers(benchmark, assessment.benchmarks, changes) if benchmark.scored else {}
        given = assessment.benchmarks.get(benchmark.id)
        if benchmark.scored and (answers or given is not None):
            claimed, summary = (given.claimed, given.summary) if given is not None else (None, None)
            found[benchmark.id] = BenchmarkAnswers(claimed=claimed, summary=summary, answers=answers)
    return found


def _answers(
    benchmark: Benchmark, given: Mapping[str, BenchmarkAnswers], changes: EditionChanges
) -> dict[str, AnswerWord | dict[str, Given]]:
    found: dict[str, AnswerWord | dict[str, Given]] = {}
    for level, members in benchmark.criteria.items():
        word = whole_level(benchmark.id, level, given, changes)
        if word is not None:
            found[level] = word
            continue
        changed = ((each.id, changes.of_new(benchmark.id, each.id)) for each in members)
        answers = {name: answer for name, change in changed if (answer := carried_answer(change, given))}
        if answers:
            found[level] = answers
    return found


def whole_level(
    benchmark: str, level: str, given: Mapping[str, BenchmarkAnswers], changes: EditionChanges
) -> AnswerWord | None:
    """Give the word that answers a whole level, where each criterion of it stood there before and asks the same.

    Args:
        benchmark: The benchmark's id.
        level: The level's id.
        given: The earlier answers.
        changes: From the earlier edition to the later one.

    Returns:
        The word, which can stay as it is; None where it cannot, or there is none.
    """
    word = given[benchmark].answers.get(level) if benchmark in given else None
    after = changes.after.benchmark(benchmark)
    if not isinstance(word, str) or after is None or not after.scored or level not in after.criteria:
        return None
    for criterion in after.criteria[level]:
        change = changes.of_new(benchmark, criterion.id)
        here = f"{benchmark}/{criterion.id}", level
        if not change.carried or (change.before[0].name, change.before[0].level) != here:
            return None
    return word


def carried_answer(change: Change, given: Mapping[str, BenchmarkAnswers]) -> Given | None:
    """Give the answer that a change of criteria carries, with those of its parts that there still are, if any."""
    answer = given_to(change.before[0], given) if change.carried else None
    if not isinstance(answer, Answer):
        return answer
    known = {part.id for part in change.after[0].criterion.parts}
    return answer.model_copy(update={"parts": {name: word for name, word in answer.parts.items() if name in known}})


def given_to(place: Place, given: Mapping[str, BenchmarkAnswers]) -> Given | None:
    """Find the answer to a criterion as it stands; None where there is none or nothing stands in it yet."""
    here = given.get(place.benchmark.id)
    answer = here.answer(place.level, place.criterion.id) if here is not None else None
    return None if answer is None or is_blank(answer) else answer


def is_blank(answer: Given) -> bool:
    """Tell whether an answer is laid out to be filled in, and neither a word nor a text stands in it yet."""
    if not isinstance(answer, Answer):
        return False
    texts = (answer.answer, (answer.evidence or "").strip(), *answer.parts.values(), *answer.references)
    return not any(texts) and not answer.by_exception


def dropped(assessment: Assessment, changes: EditionChanges) -> Iterator[tuple[Place, Change]]:
    """Give the criteria whose answers are not carried, since they are asked for afresh or no more, and why."""
    for change in changes.changes:
        for place in change.before if not change.carried else ():
            if given_to(place, assessment.benchmarks) is not None:
                yield place, change


def asked(changes: EditionChanges) -> list[Place]:
    """Say which criteria of the later edition are asked afresh, or for the first time: no answer is carried to them."""
    return [place for change in changes.changes if not change.carried for place in change.after]
