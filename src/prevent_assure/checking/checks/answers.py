"""Checks of the answers in a self-assessment against the criteria; one function for each rule."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from prevent_assure.diagnostics import Finding, Route, Rule, Severity
from prevent_assure.model.answers import ANSWERS, answers_to, falling_short
from prevent_assure.model.assessment import Answer, BenchmarkAnswers
from prevent_assure.model.criteria import Benchmark, Criteria, Criterion
from prevent_assure.model.nearness import closest

_NEEDS_NOTHING = {
    meaning.word: meaning.kind
    for meaning in ANSWERS.values()
    if not meaning.needs_evidence and meaning.counts != "leaves"
}
"""Words that need nothing beside them, with the kind of level that they answer: a nation has a million of them."""

UNKNOWN_LEVEL = Rule("unknown-level", Severity.ERROR, "A level that the criteria do not have.")
UNKNOWN_CRITERION = Rule(
    "unknown-criterion", Severity.ERROR, "A criterion that the benchmark does not have under this level."
)
UNKNOWN_PART = Rule("unknown-part", Severity.ERROR, "A part that the criterion does not have.")
WRONG_ANSWER = Rule("answer-of-wrong-kind", Severity.ERROR, "An answer that this kind of criterion cannot take.")
PART_NOT_MET = Rule("part-not-met", Severity.ERROR, "A criterion answered as met although one of its parts is not.")
EVIDENCE_MISSING = Rule("evidence-missing", Severity.ERROR, "No evidence where an answer needs it.")
NO_CONDITION = Rule(
    "not-applicable-unexpected", Severity.WARNING, "`not_applicable` where the criterion always applies."
)
NO_EXCEPTION = Rule("exception-unexpected", Severity.WARNING, "`by_exception` where the criterion has no exception.")
CONTRADICTION = Rule("contradicting-answers", Severity.ERROR, "Two answers that cannot both be true.")
ANSWER_RULES = (
    UNKNOWN_LEVEL, UNKNOWN_CRITERION, UNKNOWN_PART, WRONG_ANSWER, PART_NOT_MET, EVIDENCE_MISSING, NO_CONDITION,
    NO_EXCEPTION, CONTRADICTION,
)  # fmt: skip


class Answered(NamedTuple):
    """One answer beside its criterion; its word is empty while it is open."""

    kind: str
    criterion: Criterion
    answer: Answer | str
    word: str
    route: Route

    @property
    def evidenced(self) -> bool:
        """Whether there is any evidence."""
        return not isinstance(self.answer, str) and bool((self.answer.evidence or "").strip())

    @property
    def word_route(self) -> Route:
        """Where the word stands."""
        return self.route if isinstance(self.answer, str) else (*self.route, "answer")


def answer_findings(criteria: Criteria, benchmark: Benchmark, answers: BenchmarkAnswers) -> Iterator[Finding]:
    """Check the answers of one benchmark.

    Args:
        criteria: The edition.
        benchmark: The benchmark in it.
        answers: What the authority says of it.

    Yields:
        What is wrong, routes from the self-assessment's top.
    """
    kinds: dict[str, str] = {level.id: level.kind for level in criteria.levels}
    route: Route = ("benchmarks", benchmark.id, "answers")
    for level, given in answers.answers.items():
        if level not in benchmark.criteria:
            yield _unknown_level(benchmark, level, (*route, level), known_elsewhere=level in kinds)
        elif not isinstance(given, str):
            yield from _unknown_criteria(benchmark, level, given, (*route, level))
            yield from _answers(kinds[level], benchmark.criteria[level], given, (*route, level))
    yield from _whole_levels(kinds, benchmark, answers, route)
    yield from _contradictions(kinds, benchmark, answers, route)


def _answers(
    kind: str, criteria: Iterable[Criterion], given: Mapping[str, Answer | str], route: Route
) -> Iterator[Finding]:
    for criterion in criteria:
        answer = given.get(criterion.id)
        if answer is None:
            continue
        word = answer if isinstance(answer, str) else answer.answer or ""
        alone = isinstance(answer, str) or not (answer.parts or answer.by_exception)
        if not alone or _NEEDS_NOTHING.get(word) != kind:
            yield from _one_answer(Answered(kind, criterion, answer, word, (*route, criterion.id)))


def _unknown_level(benchmark: Benchmark, level: str, route: Route, *, known_elsewhere: bool) -> Finding:
    known = list(benchmark.criteria)
    what = "this benchmark has no criteria under it" if known_elsewhere else "the criteria have no such level"
    hint = None if known_elsewhere else closest(level, known)
    return Finding(UNKNOWN_LEVEL, route, f"`{level}`: {what}", hint or f"levels here: {', '.join(known)}", on_key=True)


def _unknown_criteria(benchmark: Benchmark, level: str, given: Iterable[str], route: Route) -> Iterator[Finding]:
    known = {criterion.id for criterion in benchmark.criteria[level]}
    for name in given:
        if name in known:
            continue
        elsewhere = [other for other, criterion in benchmark.each_criterion() if criterion.id == name]
        if elsewhere:
            hint = f"it stands under `{elsewhere[-1]}`"
        else:
            hint = closest(name, known) or f"criteria here: {', '.join(sorted(known))}"
        message = f"benchmark `{benchmark.id}` has no criterion `{name}` under `{level}`"
        yield Finding(UNKNOWN_CRITERION, (*route, name), message, hint, on_key=True)


def _one_answer(given: Answered) -> Iterator[Finding]:
    wanted = answers_to(given.kind)
    if given.word and given.word not in wanted:
        yield wrong_kind(given.word_route, given.criterion.id, given.kind)
        return
    if given.word:
        yield from _evidence_needed(given)
    if isinstance(given.answer, Answer):
        yield from _by_exception(given, given.answer)
        yield from _parts(given, given.answer, wanted)


def wrong_kind(route: Route, named: str, kind: str) -> Finding:
    """Say that a word does not answer the criteria of a kind of level."""
    is_sign = kind == "warning_sign"
    what = (
        "a warning sign is present or absent"
        if is_sign
        else "a criterion is met or not, a warning sign present or absent"
    )
    wanted = ", ".join(answers_to(kind))
    return Finding(WRONG_ANSWER, route, f"`{named}` cannot be answered so: {what}", f"write one of {wanted}")


def _evidence_needed(given: Answered) -> Iterator[Finding]:
    meaning = ANSWERS[given.word]
    leaves = meaning.counts == "leaves"
    if meaning.needs_evidence and not given.evidenced:
        hint = f"say under `evidence` {'why it does not apply' if leaves else 'what the answer rests on'}"
        yield Finding(
            EVIDENCE_MISSING,
            given.route,
            f"`{given.criterion.id}` is {given.word} without evidence",
            hint,
            on_key=True,
        )
    if leaves and given.criterion.applies_when is None:
        message = f"`{given.criterion.id}` always applies: the criteria name no case in which it does not"
        otherwise = " or ".join(falling_short(given.kind))
        yield Finding(NO_CONDITION, given.word_route, message, f"write {otherwise}, and say so in the evidence")


def _by_exception(given: Answered, answer: Answer) -> Iterator[Finding]:
    if not answer.by_exception:
        return
    if not given.evidenced:
        hint = "say under `evidence` what the exception rests on"
        yield Finding(
            EVIDENCE_MISSING,
            given.route,
            f"`{given.criterion.id}` is met by exception without evidence",
            hint,
            on_key=True,
        )
    if given.criterion.exception is None:
        message = f"`{given.criterion.id}` has no exception in the criteria"
        yield Finding(NO_EXCEPTION, (*given.route, "by_exception"), message, "remove `by_exception`", on_key=True)


def _parts(given: Answered, answer: Answer, wanted: tuple[str, ...]) -> Iterator[Finding]:
    known = {part.id for part in given.criterion.parts}
    for part, word in answer.parts.items():
        route = (*given.route, "parts", part)
        if part not in known:
            message = f"criterion `{given.criterion.id}` has no part `{part}`"
            listed = f"parts here: {', '.join(sorted(known))}" if known else "this criterion has no parts"
            yield Finding(UNKNOWN_PART, route, message, closest(part, known) or listed, on_key=True)
        elif word is not None and word not in wanted:
            yield wrong_kind(route, part, given.kind)
        elif word is not None and given.word and ANSWERS[given.word].satisfies and ANSWERS[word].falls_short:
            message = f"`{given.criterion.id}` is answered as {given.word}, and its part `{part}` is not"
            otherwise = " or ".join(reversed(falling_short(given.kind)))
            yield Finding(PART_NOT_MET, route, message, f"answer the criterion {otherwise}, or mend the part")


def _whole_levels(
    kinds: Mapping[str, str], benchmark: Benchmark, answers: BenchmarkAnswers, route: Route
) -> Iterator[Finding]:
    """Check the answers that stand for a whole level, each once."""
    for level, word in answers.answers.items():
        if not isinstance(word, str) or not benchmark.criteria.get(level):
            continue
        if word not in answers_to(kinds[level]):
            yield wrong_kind((*route, level), level, kinds[level])
        elif ANSWERS[word].needs_evidence:
            message = f"`{level}` is {word} as a whole, which needs evidence for each criterion"
            yield Finding(EVIDENCE_MISSING, (*route, level), message, "answer each criterion, with its evidence")


def _contradictions(
    kinds: Mapping[str, str], benchmark: Benchmark, answers: BenchmarkAnswers, route: Route
) -> Iterator[Finding]:
    def is_true(level: str, criterion: str) -> bool:
        meaning = ANSWERS.get(answers.word(level, criterion) or "")
        return meaning is not None and (meaning.kind, meaning.counts) == (kinds[level], "true")

    seen: set[frozenset[str]] = set()
    for level, criterion in benchmark.each_criterion():
        if not criterion.contradicts or not is_true(level, criterion.id):
            continue
        true = {other.id for under, other in benchmark.each_criterion() if is_true(under, other.id)}
        for other in criterion.contradicts:
            pair = frozenset((criterion.id, other))
            if other not in true or pair in seen:
                continue
            seen.add(pair)
            message = f"the answers to `{criterion.id}` and `{other}` cannot both be true"
            yield Finding(
                CONTRADICTION, _word_route(answers, level, criterion.id, route), message,
                "one of the two answers has to change",
            )  # fmt: skip


def _word_route(answers: BenchmarkAnswers, level: str, criterion: str, route: Route) -> Route:
    """Where the word stands that answers a criterion."""
    given = answers.answers[level]
    if isinstance(given, str):
        return (*route, level)
    return (*route, level, criterion) if isinstance(given[criterion], str) else (*route, level, criterion, "answer")
