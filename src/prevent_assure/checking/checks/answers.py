"""Checks of the answers in a self-assessment against the criteria; one function for each rule."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, get_args

from prevent_assure.diagnostics import Finding, Route, Rule, Severity
from prevent_assure.model.answers import ANSWERS, Kind, answers_to, falling_short
from prevent_assure.model.assessment import Answer, BenchmarkAnswers
from prevent_assure.model.criteria import Benchmark, Criteria, Criterion
from prevent_assure.model.nearness import closest
from prevent_assure.rules.cache_by_identity import CacheByIdentity

_PLAIN = {
    kind: frozenset(
        word for word in answers_to(kind) if not ANSWERS[word].needs_evidence and ANSWERS[word].counts != "leaves"
    )
    | {""}
    for kind in get_args(Kind)
}
"""Words that need nothing beside them; `""` is an answer that is still open."""


class LevelWanted(NamedTuple):
    """What is to be answered under one level.

    Attributes:
        kind: What the answers say, `standard` or `warning_sign`.
        criteria: The criteria in the file's order.
        ids: Their ids, in that order.
        known: Their ids.
    """

    kind: str
    criteria: tuple[Criterion, ...]
    ids: tuple[str, ...]
    known: frozenset[str]

    def is_plain(self, given: Mapping[str, Answer | str]) -> bool:
        """Tell whether answers are such that nothing can be wrong with them; most are, and a nation has a million.

        Args:
            given: The answers by criterion.

        Returns:
            Whether each is of a known criterion, and a word that needs nothing beside it.
        """
        words = [
            each if isinstance(each, str) else None if each.parts or each.by_exception else each.answer or ""
            for each in given.values()
        ]
        return self.known.issuperset(given) and _PLAIN[self.kind].issuperset(words)


class BenchmarkWanted(NamedTuple):
    """What is to be answered of one benchmark.

    Attributes:
        benchmark: It.
        levels: Its levels by id, in the file's order.
        contradicting: The level and the criterion of each that contradicts others.
    """

    benchmark: Benchmark
    levels: dict[str, LevelWanted]
    contradicting: tuple[tuple[str, Criterion], ...]


class AnswersWanted:
    """What an edition wants to be answered.

    Attributes:
        kinds: The kind of each of its levels.
        benchmarks: Its benchmarks by id.
    """

    def __init__(self, criteria: Criteria) -> None:
        """Gather it.

        Args:
            criteria: The edition.
        """
        self.kinds: dict[str, str] = {level.id: level.kind for level in criteria.levels}
        self.benchmarks = {each.id: self._of(each) for each in criteria.benchmarks}

    def _of(self, benchmark: Benchmark) -> BenchmarkWanted:
        levels = {}
        for level, criteria in benchmark.criteria.items():
            ids = tuple(each.id for each in criteria)
            levels[level] = LevelWanted(self.kinds.get(level, "standard"), criteria, ids, frozenset(ids))
        contradicting = tuple(each for each in benchmark.each_criterion() if each[1].contradicts)
        return BenchmarkWanted(benchmark, levels, contradicting)


_wanted = CacheByIdentity(AnswersWanted)


def answers_wanted(criteria: Criteria) -> AnswersWanted:
    """Give what an edition wants: what was gathered last time where it is the very same object.

    Args:
        criteria: The edition.

    Returns:
        What it wants.
    """
    return _wanted.of(criteria)


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


def answer_findings(wanted: BenchmarkWanted, kinds: Mapping[str, str], answers: BenchmarkAnswers) -> Iterator[Finding]:
    """Check the answers of one benchmark.

    Args:
        wanted: What the edition wants to be answered of it.
        kinds: The kinds of the edition's levels.
        answers: What the authority says of it.

    Yields:
        What is wrong, routes from the self-assessment's top.
    """
    benchmark = wanted.benchmark
    route: Route = ("benchmarks", benchmark.id, "answers")
    for level, given in answers.answers.items():
        of_level = wanted.levels.get(level)
        if of_level is None:
            yield _unknown_level(benchmark, level, (*route, level), known_elsewhere=level in kinds)
        elif not isinstance(given, str) and not of_level.is_plain(given):
            yield from _unknown_criteria(benchmark, level, of_level.known, given, route)
            yield from _answers(of_level, given, (*route, level))
    yield from _whole_levels(wanted, answers, route)
    yield from _contradictions(wanted, answers, route)


def _answers(wanted: LevelWanted, given: Mapping[str, Answer | str], route: Route) -> Iterator[Finding]:
    for criterion in wanted.criteria:
        answer = given.get(criterion.id)
        if answer is not None:
            word = answer if isinstance(answer, str) else answer.answer or ""
            yield from _one_answer(Answered(wanted.kind, criterion, answer, word, (*route, criterion.id)))


def _unknown_level(benchmark: Benchmark, level: str, route: Route, *, known_elsewhere: bool) -> Finding:
    known = list(benchmark.criteria)
    what = "this benchmark has no criteria under it" if known_elsewhere else "the criteria have no such level"
    hint = None if known_elsewhere else closest(level, known)
    return Finding(UNKNOWN_LEVEL, route, f"`{level}`: {what}", hint or f"levels here: {', '.join(known)}", on_key=True)


def _unknown_criteria(
    benchmark: Benchmark, level: str, known: frozenset[str], given: Iterable[str], route: Route
) -> Iterator[Finding]:
    if known.issuperset(given):
        return
    elsewhere = {criterion.id: other for other, criterion in benchmark.each_criterion()}
    for criterion in given:
        if criterion in known:
            continue
        if criterion in elsewhere:
            hint = f"it stands under `{elsewhere[criterion]}`"
        else:
            hint = closest(criterion, known) or f"criteria here: {', '.join(sorted(known))}"
        message = f"benchmark `{benchmark.id}` has no criterion `{criterion}` under `{level}`"
        yield Finding(UNKNOWN_CRITERION, (*route, level, criterion), message, hint, on_key=True)


def _one_answer(each: Answered) -> Iterator[Finding]:
    wanted = answers_to(each.kind)
    if each.word and each.word not in wanted:
        yield _wrong_kind(each.word_route, each.criterion.id, each.kind)
        return
    if each.word:
        yield from _evidence_needed(each)
    if isinstance(each.answer, Answer):
        yield from _by_exception(each, each.answer)
        yield from _parts(each, each.answer, wanted)


def _wrong_kind(route: Route, named: str, kind: str) -> Finding:
    is_sign = kind == "warning_sign"
    what = (
        "a warning sign is present or absent"
        if is_sign
        else "a criterion is met or not, a warning sign present or absent"
    )
    wanted = ", ".join(answers_to(kind))
    return Finding(WRONG_ANSWER, route, f"`{named}` cannot be answered so: {what}", f"write one of {wanted}")


def _evidence_needed(each: Answered) -> Iterator[Finding]:
    meaning = ANSWERS[each.word]
    leaves = meaning.counts == "leaves"
    if meaning.needs_evidence and not each.evidenced:
        hint = f"say under `evidence` {'why it does not apply' if leaves else 'what the answer rests on'}"
        yield Finding(
            EVIDENCE_MISSING,
            each.route,
            f"`{each.criterion.id}` is {each.word} without evidence",
            hint,
            on_key=True,
        )
    if leaves and each.criterion.applies_when is None:
        message = f"`{each.criterion.id}` always applies: the criteria name no case in which it does not"
        otherwise = " or ".join(falling_short(each.kind))
        yield Finding(NO_CONDITION, each.word_route, message, f"write {otherwise}, and say so in the evidence")


def _by_exception(each: Answered, answer: Answer) -> Iterator[Finding]:
    if not answer.by_exception:
        return
    if not each.evidenced:
        hint = "say under `evidence` what the exception rests on"
        yield Finding(
            EVIDENCE_MISSING,
            each.route,
            f"`{each.criterion.id}` is met by exception without evidence",
            hint,
            on_key=True,
        )
    if each.criterion.exception is None:
        message = f"`{each.criterion.id}` has no exception in the criteria"
        yield Finding(NO_EXCEPTION, (*each.route, "by_exception"), message, "remove `by_exception`", on_key=True)


def _parts(each: Answered, answer: Answer, wanted: tuple[str, ...]) -> Iterator[Finding]:
    known = {part.id for part in each.criterion.parts}
    for part, word in answer.parts.items():
        route = (*each.route, "parts", part)
        if part not in known:
            message = f"criterion `{each.criterion.id}` has no part `{part}`"
            listed = f"parts here: {', '.join(sorted(known))}" if known else "this criterion has no parts"
            yield Finding(UNKNOWN_PART, route, message, closest(part, known) or listed, on_key=True)
        elif word is not None and word not in wanted:
            yield _wrong_kind(route, part, each.kind)
        elif word is not None and each.word and ANSWERS[each.word].satisfies and ANSWERS[word].falls_short:
            message = f"`{each.criterion.id}` is answered as {each.word}, and its part `{part}` is not"
            otherwise = " or ".join(reversed(falling_short(each.kind)))
            yield Finding(PART_NOT_MET, route, message, f"answer the criterion {otherwise}, or mend the part")


def _whole_levels(wanted: BenchmarkWanted, answers: BenchmarkAnswers, route: Route) -> Iterator[Finding]:
    """Check the answers that stand for a whole level, each once."""
    for level, word in answers.answers.items():
        of_level = wanted.levels.get(level)
        if not isinstance(word, str) or of_level is None or not of_level.criteria:
            continue
        kind = of_level.kind
        if word not in answers_to(kind):
            yield _wrong_kind((*route, level), level, kind)
        elif ANSWERS[word].needs_evidence:
            message = f"`{level}` is {word} as a whole, which needs evidence for each criterion"
            yield Finding(EVIDENCE_MISSING, (*route, level), message, "answer each criterion, with its evidence")


def _contradictions(wanted: BenchmarkWanted, answers: BenchmarkAnswers, route: Route) -> Iterator[Finding]:
    def is_true(level: str, criterion: str) -> bool:
        meaning = ANSWERS.get(answers.word(level, criterion) or "")
        return meaning is not None and (meaning.kind, meaning.counts) == (wanted.levels[level].kind, "true")

    seen: set[frozenset[str]] = set()
    for level, criterion in wanted.contradicting:
        if not is_true(level, criterion.id):
            continue
        true = {each.id for other, each in wanted.benchmark.each_criterion() if is_true(other, each.id)}
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
