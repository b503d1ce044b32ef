"""Answers carried from one edition of criteria to another: what still means the same, and nothing else."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from prevent_assure.model.assessment import Answer, AnswerWord, Assessment, BenchmarkAnswers
from prevent_assure.model.criteria import Benchmark, Criterion
from prevent_assure.rules.edition_changes import Change, EditionChanges, Place

Given = Answer | AnswerWord


class Dropped(NamedTuple):
    """An answer that is not carried.

    Attributes:
        place: The criterion of the earlier edition that it answers.
        change: What became of that criterion.
    """

    place: Place
    change: Change


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
        word = whole_level(benchmark, level, given, changes)
        if word is not None:
            found[level] = word
            continue
        answers = {each.id: answer for each in members if (answer := _answer(benchmark, each, given, changes))}
        if answers:
            found[level] = answers
    return found


def whole_level(
    benchmark: Benchmark, level: str, given: Mapping[str, BenchmarkAnswers], changes: EditionChanges
) -> AnswerWord | None:
    """Give the word that answers a whole level and can stay so.

    Args:
        benchmark: A benchmark of the later edition.
        level: The level.
        given: The earlier answers.
        changes: From the earlier edition to the later one.

    Returns:
        The word, where each criterion of the level stood there before and asks the same; else None.
    """
    here = given.get(benchmark.id)
    word = here.answers.get(level) if here is not None else None
    if not isinstance(word, str):
        return None
    for criterion in benchmark.criteria[level]:
        change = changes.of_new(benchmark.id, criterion.id)
        if not change.carried or (change.before[0].name, change.before[0].level) != (
            f"{benchmark.id}/{criterion.id}",
            level,
        ):
            return None
    return word


def _answer(
    benchmark: Benchmark, criterion: Criterion, given: Mapping[str, BenchmarkAnswers], changes: EditionChanges
) -> Given | None:
    change = changes.of_new(benchmark.id, criterion.id)
    if not change.carried:
        return None
    answer = given_to(change.before[0], given)
    if not isinstance(answer, Answer):
        return answer
    known = {part.id for part in criterion.parts}
    return answer.model_copy(update={"parts": {name: word for name, word in answer.parts.items() if name in known}})


def given_to(place: Place, given: Mapping[str, BenchmarkAnswers]) -> Given | None:
    """Find the answer to a criterion.

    Args:
        place: The criterion.
        given: The answers.

    Returns:
        The answer in the form in which it stands, None where there is none or nothing stands in it yet.
    """
    here = given.get(place.benchmark.id)
    answer = here.answer(place.level, place.criterion.id) if here is not None else None
    return None if answer is None or is_blank(answer) else answer


def is_blank(answer: Given) -> bool:
    """Tell whether an answer is laid out to be filled in, and nothing stands in it yet.

    Args:
        answer: The answer.

    Returns:
        Whether it holds neither a word nor a text.
    """
    if not isinstance(answer, Answer):
        return False
    texts = (answer.answer, (answer.evidence or "").strip(), *answer.parts.values(), *answer.references)
    return not any(texts) and not answer.by_exception


def dropped(assessment: Assessment, changes: EditionChanges) -> Iterator[Dropped]:
    """Say which answers are not carried.

    Args:
        assessment: The self-assessment.
        changes: From its edition to another.

    Yields:
        Each answer that is there and is asked for afresh or no more.
    """
    for change in changes.changes:
        for place in change.before if not change.carried else ():
            if given_to(place, assessment.benchmarks) is not None:
                yield Dropped(place, change)


def asked(changes: EditionChanges) -> list[Place]:
    """Say which criteria of the later edition are asked afresh, or for the first time.

    Args:
        changes: From one edition to another.

    Returns:
        The criteria that no answer is carried to.
    """
    return [place for change in changes.changes if not change.carried for place in change.after]
