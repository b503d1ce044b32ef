"""What a sign-off stands for, in a canonical form, and its seal: a digest of that form.

The form is version 1 and frozen: docs/sign-offs.md lists it field by field, and vectors in the tests hold it. A change
is a new version. A key that is not used does not count, so that a later version of the files makes no seal stale.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from prevent_assure.model.assessment import Answer, Assessment, BenchmarkAnswers
from prevent_assure.model.authority import Authority, People, holder
from prevent_assure.model.base import Model, SignOff
from prevent_assure.model.criteria import Benchmark, Criteria
from prevent_assure.model.review import Review

from .cache_by_identity import CacheByIdentity
from .case import Case
from .digests import digest_of

VERSION = 1
Step = Literal["accepted", "agreed", "cleared"]
STEPS: tuple[Step, ...] = ("accepted", "agreed", "cleared")
State = Literal["sealed", "unsealed", "stale", "unknown"]
"""`unknown`: sealed in a form that this version does not know, so that it cannot be told whether it still holds."""
Content = dict[str, Any]
"""Plain data: texts, and lists and dicts of them."""

_TEXTS = {"benchmarks", "letter", "follow_up"}
_NO_TEXTS: dict[str, Any] = {"benchmarks": {"__all__": {"agreed_to"}}, "letter": {"date", "marking"}}
_NOT_PRINTED: dict[str, Any] = {
    "format": True, "applies_to": True, "note": True, "sources": True, "replaces": True, "rules": True,
    "benchmarks": {"__all__": {"source": True, "rules": True}},
}  # fmt: skip
_NOT_PRINTED_OF_CRITERION = ("note", "replaces", "contradicts")


class SignOffState(NamedTuple):
    """How a sign-off stands to what it was of.

    Attributes:
        step: The sign-off.
        state: Whether it is sealed, and whether that is still so.
        seal: The seal of what stands there now.
    """

    step: Step
    state: State
    seal: str


def sign_off_states(case: Case) -> dict[Step, SignOffState]:
    """Compare each sign-off with what it is of.

    Args:
        case: The authority in its cycle.

    Returns:
        The state of each sign-off that is there, as far as the files that it is of can be read.
    """
    given = {step: found for step in STEPS if (found := signed(case.review, step)) is not None}
    now = seals(case) if given else {}
    return {step: SignOffState(step, _state(given[step].of, now[step]), now[step]) for step in given if step in now}


_STANDING: dict[State, str] = {
    "stale": "What was {step} has changed since: `{command}` signs anew.",
    "unsealed": "`{step}` is not sealed: `{command}` writes what it is of.",
    "unknown": "`{step}` is sealed in a form that this version does not know.",
}
COMMANDS: dict[Step, str] = {"accepted": "accept", "agreed": "agree", "cleared": "clear"}
"""The command that signs each."""


def in_sentences(states: Mapping[Step, SignOffState], *wanted: State) -> tuple[str, ...]:
    """Say which sign-offs do not stand for what is there, in a sentence each.

    Args:
        states: The sign-offs.
        wanted: The states that are told.

    Returns:
        The sentences, in the order of the steps.
    """
    return tuple(
        _STANDING[found.state].format(step=step, command=COMMANDS[step])
        for step, found in states.items()
        if found.state in wanted and found.state in _STANDING
    )


def stale_for_signature(case: Case) -> tuple[str, ...]:
    """Say what was agreed or cleared and has changed since, so that the letter is a draft again.

    Args:
        case: The authority in its cycle.

    Returns:
        A sentence for each sign-off; none of an issued letter, of which its record tells.
    """
    if case.issued:
        return ()
    states = sign_off_states(case)
    states.pop("accepted", None)
    return in_sentences(states, "stale", "unknown")


def signed(review: Review | None, step: Step) -> SignOff | None:
    """Give a sign-off of a review, if it is there."""
    return None if review is None else getattr(review, step)


def _state(of: str | None, seal: str) -> State:
    if of is None:
        return "unsealed"
    if of.partition(":")[0] != str(VERSION):
        return "unknown"
    return "sealed" if of == seal else "stale"


def made_stale(before: Case, after: Case) -> tuple[Step, ...]:
    """Name the sign-offs that a change makes stale, or that it changes what they were of where they have no seal.

    Args:
        before: The authority in its cycle before the change.
        after: The same after it.

    Returns:
        The steps in their order; not those that the change itself signs, nor those that were stale before.
    """
    kept = [step for step in STEPS if signed(before.review, step) == signed(after.review, step) is not None]
    old, new = (seals(before), seals(after)) if kept else ({}, {})
    now = sign_off_states(before) if kept else {}
    stale_before = {step for step, found in now.items() if found.state in {"stale", "unknown"}}
    return tuple(step for step in kept if step in new and old.get(step) != new[step] and step not in stale_before)


def seals(case: Case) -> dict[Step, str]:
    """Give the seal of what each sign-off would be of now, as far as the files for it can be read.

    Args:
        case: The authority in its cycle.

    Returns:
        The seal of each step; that of a clearance is of the two others, too.
    """
    found: dict[Step, str] = {}
    for step, content in sealed_contents(case).items():
        of = {"step": step, "of": content, "with": [found[other] for other in STEPS if other in found]}
        found[step] = f"{VERSION}:{digest_of(of if step == 'cleared' else {'step': step, 'of': content})}"
    return found


def sealed_contents(case: Case) -> dict[Step, Content]:
    """Give what each sign-off is of, in the canonical form.

    Args:
        case: The authority in its cycle.

    Returns:
        Plain data by step; of a clearance what it is of besides the two others. A step is not there where a file for it
        is missing or cannot be read.
    """
    review, assessment, criteria = case.review, case.assessment, case.criteria
    if review is None or assessment is None:
        return {}
    found: dict[Step, Content] = {"accepted": _accepted(review, assessment)}
    if criteria is not None:
        found["agreed"] = _agreed(found["accepted"].get("review", {}), assessment, _editions.of(criteria))
        letter = _letter(case, review, assessment, _editions.of(criteria))
        if letter is not None:
            found["cleared"] = letter
    return found


def _accepted(review: Review, assessment: Assessment) -> Content:
    """The review's texts and outcomes, and the authority's own accounts."""
    texts = _content(review.model_dump(by_alias=True, exclude_defaults=True, include=_TEXTS, exclude=_NO_TEXTS))
    # The long forms that hold no more than the short ones.
    for given in texts.get("benchmarks", {}).values():
        if "views" in given:
            given["views"] = {name: _short(view) for name, view in given["views"].items()}
    if "strengths" in texts.get("letter", {}):
        texts["letter"]["strengths"] = [_short(each) for each in texts["letter"]["strengths"]]
    accounts = {
        name: {"summary": given.summary, "restricted": given.restricted}
        for name, given in assessment.benchmarks.items()
    }
    follow_up = [_dump(each) for each in assessment.follow_up]
    return _content({"review": texts, "assessment": {"benchmarks": accounts, "follow_up": follow_up}})


def _agreed(texts: Content, assessment: Assessment, edition: "_Edition") -> Content:
    """Answers, parts, outcomes, views, reasons and recommendations; of each benchmark its criteria and rules."""
    given = {
        name: {key: value for key, value in found.items() if key in {"agreed", "reason", "views"}}
        for name, found in texts.get("benchmarks", {}).items()
    }
    answered = {name: found for name, found in assessment.benchmarks.items() if name in edition.criteria}
    return _content(
        {
            "review": {
                "benchmarks": given,
                "letter": {"recommendations": texts.get("letter", {}).get("recommendations")},
            },
            "assessment": {
                "benchmarks": {name: _answers(edition.criteria[name], found) for name, found in answered.items()}
            },
            "criteria": {"benchmarks": edition.benchmarks},
        }
    )


def _answers(criteria: Mapping[str, Sequence[str]], given: BenchmarkAnswers) -> Content:
    answers: Content = {}
    for level, names in criteria.items():
        of_level = given.answers.get(level)
        if isinstance(of_level, str):
            answers[level] = dict.fromkeys(names, of_level)
        elif of_level:
            answers[level] = {name: _answer(of_level[name]) for name in names if name in of_level}
    return {"claimed": given.claimed, "answers": answers}


def _answer(answer: Answer | str) -> object:
    if isinstance(answer, str):
        return answer
    parts = {name: word for name, word in answer.parts.items() if word}
    if not parts and not answer.by_exception:
        return answer.answer
    return {"answer": answer.answer, "parts": parts, "by_exception": answer.by_exception}


def _letter(case: Case, review: Review, assessment: Assessment, edition: "_Edition") -> Content | None:
    """What a letter prints besides: not its date, but whoever holds a post on that day."""
    authority, settings = case.authority, case.settings
    if authority is None or settings is None:
        return None
    whom = authority.letter
    people = {role: holder(case.roles, role, review.letter.date) for role in {whom.to, *whom.cc, *whom.thanks}}
    own = settings.cycles.get(case.cycle)
    return _content(
        {
            "cycle": case.cycle,
            "authority": {
                "name": authority.name,
                "address": authority.address,
                "groups": _dump(authority.groups),
                "letter": _dump(whom),
                "people": {role: _dump(found, "from_", "to") for role, found in people.items() if found is not None},
            },
            "settings": {
                "sender": _dump(settings.sender_of(case.cycle)),
                "marking": review.letter.marking or settings.marking,
                "recommendations": [_dump(each) for each in (own.recommendations if own is not None else ())],
            },
            "review": {"discussed": review.discussed.with_ if review.discussed is not None else ()},
            "assessment": {"covers": {name: case.covered.get(name, name) for name in assessment.covers}},
            "joint": {
                each.id: _joint(each, {**settings.people, **each.people}, review.letter.date)
                for each in case.kin
                if each.id in assessment.covers
            },
            "criteria": edition.printed,
            "templates": dict(case.letter_templates),
        }
    )


def _joint(authority: Authority, posts: People, day: datetime.date | None) -> Content:
    """What a letter prints of another authority that it is of: its address, to whom it goes and whom it thanks."""
    whom = authority.letter
    people = {role: holder(posts, role, day) for role in {whom.to, *whom.cc, *whom.thanks}}
    return {
        "address": authority.address,
        "letter": _dump(whom),
        "people": {role: _dump(found, "from_", "to") for role, found in people.items() if found is not None},
    }


class _Edition(NamedTuple):
    """What of an edition sign-offs are of.

    Attributes:
        criteria: By scored benchmark and level, the ids of the criteria.
        benchmarks: By scored benchmark, a digest of what bears on its outcome.
        printed: A digest of what letters print of it.
    """

    criteria: Mapping[str, Mapping[str, Sequence[str]]]
    benchmarks: Mapping[str, str]
    printed: str


def _edition(criteria: Criteria) -> _Edition:
    scored = [benchmark for benchmark in criteria.benchmarks if benchmark.scored]
    return _Edition(
        {
            benchmark.id: {level: [criterion.id for criterion in found] for level, found in benchmark.criteria.items()}
            for benchmark in scored
        },
        {benchmark.id: digest_of(_bearing(criteria, benchmark)) for benchmark in scored},
        digest_of(_printed(criteria)),
    )


_editions = CacheByIdentity(_edition)


def _bearing(criteria: Criteria, benchmark: Benchmark) -> Content:
    """What of an edition bears on the outcome of a benchmark: what is asked, and how the answers decide."""
    asked: dict[str, dict[str, Any]] = {}
    for level, criterion in benchmark.each_criterion():
        asked.setdefault(level, {})[criterion.id] = {
            "text": criterion.text,
            "exception": criterion.exception,
            "applies_when": criterion.applies_when,
            "parts": {part.id: part.text for part in criterion.parts},
        }
    rules = [_dump(each) for each in criteria.rules_of(benchmark)]
    return _content(
        {
            "statement": benchmark.statement,
            "criteria": asked,
            "levels": {each.id: each.kind for each in criteria.levels if each.id in asked},
            "outcomes": [each.id for each in criteria.outcomes],
            "rules": [{key: _one(rule.get(key)) for key in ("outcome", "if")} for rule in rules],
        }
    )


def _printed(criteria: Criteria) -> Content:
    """What letters print of an edition."""
    said = criteria.model_dump(by_alias=True, exclude_defaults=True, exclude=_NOT_PRINTED)
    for benchmark in said["benchmarks"]:
        benchmark["unscored"] = not benchmark.pop("scored", True)
        for criterion in (each for of_level in benchmark.get("criteria", {}).values() for each in of_level):
            for key in _NOT_PRINTED_OF_CRITERION:
                criterion.pop(key, None)
    return _content({**said, "benchmarks": {each["id"]: each for each in said["benchmarks"]}})


def _dump(model: Model, *without: str) -> Content:
    return model.model_dump(by_alias=True, exclude_defaults=True, exclude=set(without))


def _one(value: object) -> object:
    """Give lists of one word the form of that word, as levels and outcomes in rules may have either."""
    if isinstance(value, dict):
        return {key: _one(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return value[0] if len(value) == 1 and isinstance(value[0], str) else [_one(each) for each in value]
    return value


def _short(value: object) -> object:
    """Give a long form that holds only what the short one does the short one: an answer's word, a strength's text."""
    return next(iter(value.values())) if isinstance(value, dict) and value.keys() in _ONE_KEY else value


def plain(value: object) -> object:
    """Give what says the same the same form: texts without white space at line ends, nothing for what is empty."""
    if isinstance(value, str):
        # By far most are words.
        return "\n".join([line.rstrip() for line in value.strip().split("\n")]) if "\n" in value else value.strip()
    if isinstance(value, dict):
        return _content(value)
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        value = format(Decimal(value).normalize(), "f")
    return value


def _content(value: dict[str, Any]) -> Content:
    return {key: made for key, each in value.items() if (made := plain(each)) not in _NOTHING}


_ONE_KEY = ({"answer"}, {"text"})
_NOTHING: tuple[object, ...] = (None, False, "", [], {})


def changes(then: Case, now: Case, step: Step) -> list[str]:
    """Name what of a sign-off is not as it was.

    Args:
        then: The authority's files when it was signed.
        now: The files of now.
        step: The sign-off.

    Returns:
        The way to each, once, as in `review.letter.summary`; of a list the way to the list. Nothing where a file cannot
        be read.
    """
    old, new = sealed_contents(then), sealed_contents(now)
    if step not in old or step not in new:
        return []
    covered: tuple[Step, ...] = STEPS if step == "cleared" else (step,)
    found = dict.fromkeys(".".join(way) for each in covered for way in _differences(old[each], new[each]))
    marked = [case.review.letter.marking for case in (then, now) if case.review is not None]
    return ["review.letter.marking" if way == _MARKING and len({*marked}) > 1 else way for way in found]


def _differences(then: object, now: object, way: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(then, dict) and isinstance(now, dict):
        for key in dict.fromkeys([*now, *then]):
            yield from _differences(then.get(key, {}), now.get(key, {}), (*way, key))
    elif then != now:
        yield way


_MARKING = "settings.marking"
"""Where the form has the letter's marking, also one that the review gives."""
_FILES = {
    "review": "the review",
    "assessment": "the self-assessment",
    "authority": "the authority's file",
    "settings": "the settings",
    "criteria": "the criteria",
    "templates": "the workspace's own templates",
    "joint": "the other authorities that the letter is of",
}
_MOST_NAMED = 6


def in_words(names: Iterable[str]) -> str:
    """Say what has changed.

    Args:
        names: What `changes` gives.

    Returns:
        As in "the review (`letter.summary`), the criteria (`benchmarks.training`)"; long lists are cut.
    """
    found: dict[str, list[str]] = {}
    for name in names:
        file, _, rest = name.partition(".")
        found.setdefault(file, []).extend([rest] * bool(rest))
    return ", ".join(f"{_FILES.get(file, file)}{_listed(rest)}" for file, rest in found.items())


def _listed(names: list[str]) -> str:
    said = ", ".join(f"`{name.replace('`', '')}`" for name in names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    return f" ({said}{f' and {more} more' if more > 0 else ''})" if said else ""
