"""What an agreed outcome rested on, as digests, and whether that is still so.

Digests are of what was said, not of how: short and long forms of an answer, one word for a level, the order of keys
and the breaking of lines make no difference. What does not bear on an outcome (summaries, comments, titles, sources)
is not in them.
"""

from collections.abc import Iterator
from typing import NamedTuple

from prevent_assure.checking.check import check
from prevent_assure.checking.subjects import CycleFile
from prevent_assure.diagnostics import Finding, Route, Rule, Severity
from prevent_assure.model.assessment import Answer, BenchmarkAnswers
from prevent_assure.model.criteria import Benchmark, Criteria, OutcomeRule
from prevent_assure.model.review import AgreedTo
from prevent_assure.rules.case import BasisOfAgreement
from prevent_assure.rules.digests import digest_of
from prevent_assure.rules.status import is_submitted

STALE = Rule(
    "agreement-stale",
    Severity.ERROR,
    "An agreed outcome whose answers, claimed outcome or criteria have changed since.",
)
EVIDENCE_CHANGED = Rule(
    "agreement-evidence-changed", Severity.WARNING, "An agreed outcome whose evidence has changed since."
)


class Changes(NamedTuple):
    """What has changed since an outcome was agreed, in words that follow on a sentence; empty where nobody knows.

    Attributes:
        answers: Of answers, claimed outcome and criteria.
        evidence: Of the evidence.
    """

    answers: str
    evidence: str


NOTHING_KNOWN = Changes("", "")


def basis_digests(criteria: Criteria, benchmark: Benchmark, answers: BenchmarkAnswers | None) -> AgreedTo:
    """Say what an outcome that is agreed now rests on.

    Args:
        criteria: The edition that the self-assessment cites.
        benchmark: The benchmark, as the edition has it.
        answers: What the authority says of it, if anything.

    Returns:
        A digest of the answers with the claimed outcome, the parts and the criteria, and one of the evidence.
    """
    given = answers or BenchmarkAnswers()
    return AgreedTo(
        answers=digest_of(
            {
                "claimed": given.claimed,
                "answers": {
                    f"{level}/{each.id}": _answer(given.answer(level, each.id))
                    for level, each in benchmark.each_criterion()
                },
                "criteria": _criteria(criteria, benchmark),
            }
        ),
        evidence=digest_of(
            {
                f"{level}/{each.id}": _evidence(given.answer(level, each.id))
                for level, each in benchmark.each_criterion()
            }
        ),
    )


def stale_findings(name: str, then: AgreedTo, now: AgreedTo, what: Changes = NOTHING_KNOWN) -> Iterator[Finding]:
    """Compare what an agreed outcome rested on with what it would rest on now.

    Args:
        name: The benchmark's id.
        then: The digests of when it was agreed; those that are None are not compared.
        now: The digests of now.
        what: What has changed in between, as far as history tells.

    Yields:
        What has changed, at the agreed outcome of the review.
    """
    route: Route = ("benchmarks", name, "agreed")
    if then.answers is not None and then.answers != now.answers:
        yield Finding(
            STALE,
            route,
            f"answers, claimed outcome or criteria of `{name}` have changed since its outcome was agreed{what.answers}",
            f"look at them again, then `agree --benchmark {name} --outcome ...` records what the outcome rests on now",
        )
    elif then.evidence is not None and then.evidence != now.evidence:
        yield Finding(
            EVIDENCE_CHANGED,
            route,
            f"evidence of `{name}` has changed since its outcome was agreed{what.evidence}",
            f"look at it again, then `agree --benchmark {name} --outcome ...` records what the outcome rests on now",
        )


@check(STALE, EVIDENCE_CHANGED, of="review")
def agreed_outcomes_rest_on_what_is_still_so(file: CycleFile) -> Iterator[Finding]:
    """Look for agreed outcomes that rest on what has changed since, once the self-assessment is submitted."""
    case, review = file.case, file.review
    if case.criteria is None or not is_submitted(case.assessment, review):
        return
    answers = case.assessment.benchmarks if case.assessment is not None else {}
    for name, given in review.benchmarks.items():
        benchmark = case.criteria.benchmark(name)
        if benchmark is None or not benchmark.scored or given.agreed is None:
            continue
        basis = case.agreed_on.get(name)
        then = _then(given.agreed_to, basis)
        if then is not None and given.agreed_to is None and review.agreed is not None and review.agreed.of is not None:
            then = AgreedTo(evidence=then.evidence)  # the rest is sealed
        if then is not None:
            now = basis_digests(case.criteria, benchmark, answers.get(name))
            what = _changes(basis, case.criteria, benchmark, answers.get(name)) if basis else NOTHING_KNOWN
            yield from stale_findings(name, then, now, what)


def _then(said: AgreedTo | None, basis: BasisOfAgreement | None) -> AgreedTo | None:
    """What the review says that an outcome rested on; what it leaves out, from history."""
    if basis is None:
        return said
    told = basis_digests(basis.criteria, basis.benchmark, basis.answers)
    if said is None:
        return told
    return AgreedTo(answers=said.answers or told.answers, evidence=said.evidence or told.evidence)


def _changes(
    basis: BasisOfAgreement, criteria: Criteria, benchmark: Benchmark, answers: BenchmarkAnswers | None
) -> Changes:
    """Name what is not as it was."""
    then, now = basis.answers or BenchmarkAnswers(), answers or BenchmarkAnswers()
    pairs = {
        each.id: (then.answer(level, each.id), now.answer(level, each.id)) for level, each in benchmark.each_criterion()
    }
    answered = [name for name, (old, new) in pairs.items() if _answer(old) != _answer(new)]
    shown = [name for name, (old, new) in pairs.items() if _evidence(old) != _evidence(new)]
    said = [f"the answers to {_listed(answered)}"] * bool(answered)
    said += ["the claimed outcome"] * (then.claimed != now.claimed)
    said += ["the criteria"] * (_criteria(basis.criteria, basis.benchmark) != _criteria(criteria, benchmark))
    since = f" (in commit {basis.commit[:10]})"
    return Changes(f"{since}: {', '.join(said)}" if said else "", f"{since}: that of {_listed(shown)}" if shown else "")


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{each}`" for each in names)


def _answer(answer: Answer | str | None) -> object:
    """An answer in its shortest form."""
    if not isinstance(answer, Answer):
        return answer
    parts = {name: word for name, word in answer.parts.items() if word is not None}
    if not parts and not answer.by_exception:
        return answer.answer
    return {"answer": answer.answer, "parts": parts, "by_exception": answer.by_exception}


def _evidence(answer: Answer | str | None) -> object:
    if not isinstance(answer, Answer):
        return None
    references = [each.model_dump(mode="json", exclude_defaults=True) for each in answer.references]
    return {"text": _words(answer.evidence), "references": references} if answer.evidence or references else None


def _criteria(criteria: Criteria, benchmark: Benchmark) -> object:
    """What of an edition bears on the outcome of a benchmark: what is asked, and how the answers decide."""
    return {
        "statement": _words(benchmark.statement),
        "criteria": {
            f"{level}/{each.id}": {
                "texts": [_words(text) for text in (each.text, each.exception, each.applies_when)],
                "parts": {part.id: _words(part.text) for part in each.parts},
            }
            for level, each in benchmark.each_criterion()
        },
        "levels": {each.id: each.kind for each in criteria.levels if each.id in benchmark.criteria},
        "outcomes": [each.id for each in criteria.outcomes],
        "rules": [_rule(each) for each in criteria.rules_of(benchmark)],
    }


def _rule(rule: OutcomeRule) -> object:
    data = rule.model_dump(mode="json", by_alias=True, include={"outcome", "condition"}, exclude_none=True)
    return {"outcome": list(rule.outcomes), "if": data.get("if")}


def _words(text: str | None) -> str | None:
    """A text without regard to how its lines are broken; an empty one is none."""
    return " ".join(text.split()) or None if text is not None else None
