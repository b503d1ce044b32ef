"""Checks of the answers in a self-assessment against the criteria; one function for each rule."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from prevent_assure.diagnostics import Finding, Route, Rule, Severity
from prevent_assure.model.answers import ANSWERS, Kind, answer_for, answers_to, falling_short
from prevent_assure.model.assessment import Answer, Assessment, BenchmarkAnswers
from prevent_assure.model.criteria import Benchmark, Criteria, Criterion
from prevent_assure.model.guesses import folded
from prevent_assure.model.places import belongs
from prevent_assure.model.values import answer_said
from prevent_assure.model.vocabulary import Known, listed, unknown

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


UNREAD = frozenset({UNKNOWN_LEVEL, UNKNOWN_CRITERION, UNKNOWN_PART, WRONG_ANSWER})
"""What leaves an answer out of account, so that an outcome beside it may only look wrong."""


class Answered(NamedTuple):
    """One answer beside its criterion; its word is empty while it is open."""

    kind: Kind
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
    kinds: dict[str, Kind] = {level.id: level.kind for level in criteria.levels}
    if not kinds.keys() >= benchmark.criteria.keys():
        return  # the edition's own check says that it has no such level
    route: Route = ("benchmarks", benchmark.id, "answers")
    for level, given in answers.answers.items():
        if level not in benchmark.criteria:
            yield _unknown_level(criteria, benchmark, level, (*route, level))
        elif not isinstance(given, str):
            yield from _unknown_criteria(criteria, benchmark, level, given, (*route, level))
            yield from _answers(kinds[level], benchmark.criteria[level], given, (*route, level))
    yield from _whole_levels(kinds, benchmark, answers, route)
    yield from _contradictions(kinds, benchmark, answers, route)


def unread_answers(criteria: Criteria, benchmark: Benchmark, assessment: Assessment) -> bool:
    """Tell whether answers of a benchmark cannot be taken as they stand, of which a finding of their own tells."""
    answers = assessment.benchmarks.get(benchmark.id)
    return answers is not None and any(found.rule in UNREAD for found in answer_findings(criteria, benchmark, answers))


def _answers(
    kind: Kind, criteria: Iterable[Criterion], given: Mapping[str, Answer | str], route: Route
) -> Iterator[Finding]:
    for criterion in criteria:
        answer = given.get(criterion.id)
        if answer is None:
            continue
        word = answer if isinstance(answer, str) else answer.answer or ""
        alone = isinstance(answer, str) or not (answer.parts or answer.by_exception)
        if not alone or _NEEDS_NOTHING.get(word) != kind:
            yield from _one_answer(Answered(kind, criterion, answer, word, (*route, criterion.id)))


def _unknown_level(criteria: Criteria, benchmark: Benchmark, level: str, route: Route) -> Finding:
    known = list(benchmark.criteria)
    where = belongs(level, route[:-1], Assessment)
    if criteria.level(level) is not None:
        message = f"`{level}`: this benchmark has no criteria under it"
        return Finding(UNKNOWN_LEVEL, route, message, f"levels here: {', '.join(known)}", on_key=True)
    if where is not None:
        hint = f"`{level}:` belongs {where}: mend the spaces before it"
        return Finding(UNKNOWN_LEVEL, route, f"`{level}:` cannot stand under `answers`", hint, on_key=True)
    for under, criterion in benchmark.each_criterion():
        if criterion.id == level:
            message = f"`{level}` is a criterion, and stands where a level must"
            hint = f"put it below `{under}:`, further to the right"
            return Finding(UNKNOWN_LEVEL, route, message, hint, on_key=True)
    labels = Known(tuple(known), {folded(each.label): each.id for each in criteria.levels})
    return unknown(UNKNOWN_LEVEL, route, f"`{level}`: the criteria have no such level", level, labels, on_key=True)


def _unknown_criteria(
    criteria: Criteria, benchmark: Benchmark, level: str, given: Iterable[str], route: Route
) -> Iterator[Finding]:
    known = [criterion.id for criterion in benchmark.criteria[level]]
    for name in given:
        if name in known:
            continue
        message = f"benchmark `{benchmark.id}` has no criterion `{name}` under `{level}`"
        elsewhere = [other for other, criterion in benchmark.each_criterion() if criterion.id == name]
        if elsewhere:
            hint = f"it stands under `{elsewhere[-1]}` in the criteria: move it below `{elsewhere[-1]}:`"
            yield Finding(UNKNOWN_CRITERION, (*route, name), message, hint, on_key=True)
        else:
            yield unknown_criterion(criteria, (*route, name), message, name, known)


def unknown_criterion(criteria: Criteria, route: Route, message: str, name: str, known: Iterable[str]) -> Finding:
    """Say that a criterion is not one of those that may stand at a place, and which was meant or where it belongs."""
    for benchmark in criteria.benchmarks:
        for level, criterion in benchmark.each_criterion():
            if criterion.id == name:
                hint = f"it is a criterion of `{benchmark.id}`: move it there, below `{level}:`"
                return Finding(UNKNOWN_CRITERION, route, message, hint, on_key=True)
    for benchmark in criteria.benchmarks:
        for _, criterion in benchmark.each_criterion():
            replaced = criterion.replaced.criteria if criterion.replaced is not None else ()
            if {name, f"{route[1]}/{name}"} & {*replaced}:
                hint = f"this edition asks `{criterion.id}` of `{benchmark.id}` in its place"
                return Finding(UNKNOWN_CRITERION, route, message, hint, on_key=True)
    return unknown(UNKNOWN_CRITERION, route, message, name, Known(tuple(known)), on_key=True)


def _one_answer(given: Answered) -> Iterator[Finding]:
    wanted = answers_to(given.kind)
    if given.word and given.word not in wanted:
        yield wrong_kind(given.word_route, given.criterion.id, given.kind, given.word)
        return
    if given.word:
        yield from _evidence_needed(given)
    if isinstance(given.answer, Answer):
        yield from _by_exception(given, given.answer)
        yield from _parts(given, given.answer, wanted)


def wrong_kind(route: Route, named: str, kind: Kind, word: str) -> Finding:
    """Say that a word does not answer the criteria of a kind of level."""
    key = str(route[-1])
    hint, _ = answer_said(word, kind, key)
    if kind == "warning_sign":
        return Finding(WRONG_ANSWER, route, f"`{named}` is a warning sign: it is there or it is not", hint)
    message = f"`{named}` is no warning sign: it is met or it is not"
    return Finding(WRONG_ANSWER, route, message, listed(answers_to(kind), f"{key}: "))


def _wrong_for_level(route: Route, level: str, kind: Kind) -> Finding:
    """Say that a word does not answer all criteria of a level at once."""
    sign, no_sign = answer_for("warning_sign", counts="true"), answer_for("warning_sign", counts="false")
    if kind == "warning_sign":
        hint = f"write `{level}: {no_sign}` if none of them is there; else answer each, with `{sign}` or `{no_sign}`"
        return Finding(WRONG_ANSWER, route, f"what stands under `{level}` are warning signs: there or not", hint)
    message = f"what stands under `{level}` are no warning signs: each is met or it is not"
    return Finding(WRONG_ANSWER, route, message, listed(answers_to(kind), f"{level}: "))


def _evidence_needed(given: Answered) -> Iterator[Finding]:
    meaning = ANSWERS[given.word]
    leaves = meaning.counts == "leaves"
    if meaning.needs_evidence and not given.evidenced:
        why = "why it does not apply" if leaves else "what the answer rests on"
        short = f"`{given.criterion.id}: {{answer: {given.word}, evidence: ...}}`, with {why} in place of the dots"
        below = f"`evidence: |-` below `answer:`, and on the next lines {why}"
        hint = f"write {short if isinstance(given.answer, str) else below}"
        yield Finding(
            EVIDENCE_MISSING,
            given.route,
            f"`{given.criterion.id}` is {given.word} without evidence",
            hint,
            on_key=True,
        )
    if leaves and given.criterion.applies_when is None:
        message = f"`{given.criterion.id}` always applies: the criteria name no case in which it does not"
        otherwise = " or ".join(f"`{word}`" for word in falling_short(given.kind))
        yield Finding(NO_CONDITION, given.word_route, message, f"write {otherwise}, and say so in the evidence")


def _by_exception(given: Answered, answer: Answer) -> Iterator[Finding]:
    if not answer.by_exception:
        return
    if not given.evidenced:
        hint = "write `evidence: |-` beside it, and on the next lines what the exception rests on"
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
    known = [part.id for part in given.criterion.parts]
    for part, word in answer.parts.items():
        route = (*given.route, "parts", part)
        if part not in known:
            message = f"criterion `{given.criterion.id}` has no part `{part}`"
            if known:
                yield unknown(UNKNOWN_PART, route, message, part, Known(tuple(known)), on_key=True)
            else:
                yield Finding(UNKNOWN_PART, route, message, "take `parts:` out: this criterion has none", on_key=True)
        elif word is not None and word not in wanted:
            yield wrong_kind(route, part, given.kind, word)
        elif word is not None and given.word and ANSWERS[given.word].satisfies and ANSWERS[word].falls_short:
            message = f"`{given.criterion.id}` is answered as {given.word}, and its part `{part}` is not"
            otherwise = " or ".join(f"`{word}`" for word in reversed(falling_short(given.kind)))
            yield Finding(PART_NOT_MET, route, message, f"answer the criterion with {otherwise}, or mend the part")


def _whole_levels(
    kinds: Mapping[str, Kind], benchmark: Benchmark, answers: BenchmarkAnswers, route: Route
) -> Iterator[Finding]:
    """Check the answers that stand for a whole level, each once."""
    for level, word in answers.answers.items():
        if not isinstance(word, str) or not benchmark.criteria.get(level):
            continue
        if word not in answers_to(kinds[level]):
            yield _wrong_for_level((*route, level), level, kinds[level])
        elif ANSWERS[word].needs_evidence:
            message = f"`{level}` is {word} as a whole, which needs evidence for each criterion"
            yield Finding(EVIDENCE_MISSING, (*route, level), message, "answer each criterion, with its evidence")


def _contradictions(
    kinds: Mapping[str, Kind], benchmark: Benchmark, answers: BenchmarkAnswers, route: Route
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
                f"change one of the two: {_opposite(kinds, benchmark, criterion.id)} or "
                f"{_opposite(kinds, benchmark, other)}, whichever is so",
            )  # fmt: skip


def _opposite(kinds: Mapping[str, Kind], benchmark: Benchmark, name: str) -> str:
    """Give the line that answers a criterion the other way."""
    level = next(level for level, criterion in benchmark.each_criterion() if criterion.id == name)
    return f"`{name}: {answer_for(kinds[level], counts='false')}`"


def _word_route(answers: BenchmarkAnswers, level: str, criterion: str, route: Route) -> Route:
    """Where the word stands that answers a criterion."""
    given = answers.answers[level]
    if isinstance(given, str):
        return (*route, level)
    return (*route, level, criterion) if isinstance(given[criterion], str) else (*route, level, criterion, "answer")
