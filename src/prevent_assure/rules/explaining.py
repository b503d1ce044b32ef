"""A benchmark's outcome in sentences: what the rules say, on what it turned, what would be true for the next one."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from prevent_assure.model import criteria as written
from prevent_assure.model.answers import ANSWERS
from prevent_assure.model.assessment import BenchmarkAnswers
from prevent_assure.model.criteria import Benchmark, Criteria, Criterion, as_levels
from prevent_assure.model.outcome import BenchmarkScore, Reason


def explain_in_words(
    criteria: Criteria, benchmark: Benchmark, score: BenchmarkScore, answers: BenchmarkAnswers | None
) -> list[str]:
    """Explain an outcome.

    Args:
        criteria: The edition.
        benchmark: The benchmark.
        score: Its outcomes, with their explanation.
        answers: What the authority says of it, None where it says nothing.

    Returns:
        Sentences; none for a benchmark that is assured elsewhere.
    """
    if not score.scored:
        return []
    derived = [
        *(_reason(criteria, benchmark, reason, decided=len(score.possible) == 1) for reason in score.because),
        *_open(benchmark, score, answers),
        *_next(criteria, score),
    ]
    reviewed = list(_with_views(criteria, benchmark, score))
    if reviewed:
        derived = [f"By the authority's answers: {sentence}" for sentence in derived]
    return [*derived, *reviewed, *_agreed(criteria, score)]


def _reason(criteria: Criteria, benchmark: Benchmark, reason: Reason, *, decided: bool) -> str:
    own = reason.rules_from == "benchmark" and benchmark.rules is not None
    rule = (benchmark.rules or () if own else criteria.rules)[reason.rule - 1]
    verb = "follows from" if decided else "is possible by"
    whose = f"rule {reason.rule} of {'the benchmark itself' if own else 'the edition'}"
    reading = ", a reading of the criteria" if rule.basis == "interpretation" else ""
    says = " ".join((rule.says or "").split()) or _sentence(in_words(criteria, rule.condition))
    turned = f" It turned on {listed(reason.criteria)}." if reason.criteria else ""
    return f"{criteria.outcome_label(reason.outcome)} {verb} {whose}{reading}: {_ended(says)}{turned}"


def _open(benchmark: Benchmark, score: BenchmarkScore, answers: BenchmarkAnswers | None) -> Iterator[str]:
    if len(score.possible) == 1:
        return
    labels = {word: meaning.label for word, meaning in ANSWERS.items() if meaning.counts == "unknown"}
    left_open: dict[str, list[str]] = {label: [] for label in (*labels.values(), "Not answered")}
    for level, criterion in benchmark.each_criterion():
        word = answers.word(level, criterion.id) if answers is not None else None
        if word is None or word in labels:
            left_open["Not answered" if word is None else labels[word]].append(criterion.id)
    yield from (f"{label}, which leaves it open: {listed(ids)}." for label, ids in left_open.items() if ids)
    if not any(left_open.values()):
        yield "Every answer is settled, and the rules still allow more than one outcome."
    if score.basis == "judgement":
        yield "The adviser judges."


def _next(criteria: Criteria, score: BenchmarkScore) -> Iterator[str]:
    """Ask for more practice and fewer warning signs, never for less: people take this for advice."""
    order = [outcome.id for outcome in criteria.outcomes]
    if score.to_reach_at_least is not None:
        changes = [f"{change.criterion} is {change.to.replace('_', ' ')}" for change in score.to_reach_at_least.changes]
        label = criteria.outcome_label(score.to_reach_at_least.outcome)
        yield f"For at least {label} it would have to be true that {listed(changes)}."
    elif score.possible and score.possible[0] != order[-1]:
        above = criteria.outcome_label(order[order.index(score.possible[0]) + 1])
        yield f"No criteria that become met, and no warning signs that become absent, lead to at least {above}."


def _with_views(criteria: Criteria, benchmark: Benchmark, score: BenchmarkScore) -> Iterator[str]:
    decided = len(score.possible_reviewed or ()) == 1
    for reason in score.because_reviewed or ():
        yield f"With the adviser's views: {_reason(criteria, benchmark, reason, decided=decided)}"


def _agreed(criteria: Criteria, score: BenchmarkScore) -> Iterator[str]:
    if score.override and score.agreed is not None:
        yield f"{criteria.outcome_label(score.agreed)} was agreed outside the rules."


def in_words(criteria: Criteria, condition: written.Condition | None) -> str:  # noqa: PLR0911 - one line a kind
    """Say what a condition asks for.

    Args:
        criteria: The edition.
        condition: The condition, None where there is none.

    Returns:
        A clause.
    """
    match condition:
        case None:
            return "no rule before this one holds"
        case written.All():
            return f"everything under {_levels(criteria, condition.all)} is true"
        case written.Any_():
            return f"something under {_levels(criteria, condition.any)} is true"
        case written.None_():
            return f"nothing under {_levels(criteria, condition.none)} is true"
        case written.AtLeast():
            return f"at least {condition.at_least} of {_counted(criteria, condition)} are true"
        case written.AtShare():
            return f"at least {(condition.share * 100).normalize():f} % of {_counted(criteria, condition)} are true"
        case written.And():
            return ", and ".join(in_words(criteria, each) for each in condition.and_)
        case written.Or():
            return f"either {', or '.join(in_words(criteria, each) for each in condition.or_)}"
        case _:
            return f"it is not so that {in_words(criteria, condition.not_)}"


def _levels(criteria: Criteria, levels: str | tuple[str, ...]) -> str:
    labels = {level.id: level.label for level in criteria.levels}
    return listed(labels.get(level, level) for level in as_levels(levels))


def _counted(criteria: Criteria, condition: written.AtLeast | written.AtShare) -> str:
    if condition.criteria is not None:
        return listed(condition.criteria)
    return f"those under {_levels(criteria, condition.of or ())}"


def listed(words: Iterable[str]) -> str:
    """List words as a sentence does.

    Args:
        words: The words.

    Returns:
        As in `a, b and c`.
    """
    *before, last = words
    return f"{', '.join(before)} and {last}" if before else last


def _sentence(clause: str) -> str:
    return f"{clause[0].upper()}{clause[1:]}."


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


class Deciding(NamedTuple):
    """A rule in whose condition a criterion stands.

    Attributes:
        rule: Its number, from 1.
        rules_from: Whose rules: the `edition`'s or the `benchmark`'s own.
        outcomes: The outcomes that it gives.
        condition: Its condition in words.
        says: What the edition says of the rule, or None.
        basis: Whether the criteria say so or it is our reading of them.
        kinds: The keys under which the criterion stands, as in `all`.
    """

    rule: int
    rules_from: Literal["edition", "benchmark"]
    outcomes: tuple[str, ...]
    condition: str
    says: str | None
    basis: str
    kinds: tuple[str, ...]


def decides(criteria: Criteria, benchmark: Benchmark, level: str, criterion: Criterion) -> list[Deciding]:
    """List the rules in whose conditions a criterion stands.

    Args:
        criteria: The edition.
        benchmark: The criterion's benchmark.
        level: Its level.
        criterion: The criterion.

    Returns:
        Those of the rules that the benchmark has, its own or the edition's, in their order.
    """
    rules_from: Literal["edition", "benchmark"] = "edition" if benchmark.rules is None else "benchmark"
    found = []
    for number, rule in enumerate(criteria.rules_of(benchmark), 1):
        kinds = tuple(dict.fromkeys(_kinds(rule.condition, level, criterion.id)))
        if kinds:
            condition = in_words(criteria, rule.condition)
            found.append(Deciding(number, rules_from, rule.outcomes, condition, rule.says, rule.basis, kinds))
    return found


def _kinds(condition: written.Condition | None, level: str, criterion: str) -> Iterator[str]:
    match condition:
        case written.All():
            yield from ["all"] * (level in as_levels(condition.all))
        case written.Any_():
            yield from ["any"] * (level in as_levels(condition.any))
        case written.None_():
            yield from ["none"] * (level in as_levels(condition.none))
        case written.AtLeast() | written.AtShare():
            kind = "at_least" if isinstance(condition, written.AtLeast) else "share"
            named = condition.criteria
            stands = criterion in named if named is not None else level in as_levels(condition.of or ())
            yield from [kind] * stands
        case written.And():
            yield from (kind for each in condition.and_ for kind in _kinds(each, level, criterion))
        case written.Or():
            yield from (kind for each in condition.or_ for kind in _kinds(each, level, criterion))
        case written.Not():
            yield from _kinds(condition.not_, level, criterion)
