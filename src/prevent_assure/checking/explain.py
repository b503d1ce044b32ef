"""Explain a finding, or a criterion: what it says, where it comes from, what it decides."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from prevent_assure.diagnostics import Severity
from prevent_assure.model.answers import answers_to
from prevent_assure.model.criteria import Benchmark, Criteria, Criterion, Level, Source
from prevent_assure.rules.explaining import Deciding, decides
from prevent_assure.text.blocks import Example, Items, Page, Prose, Styled, Table, narrative, words
from prevent_assure.workspace.packaged import WrittenExample, findings_page

from .registry import CATALOGUE


class FindingExplanation(NamedTuple):
    """What a finding means.

    Attributes:
        code: Its code.
        severity: How much it weighs unless the settings say otherwise.
        of_form: Whether a file with it cannot be read as what it is.
        summary: What it is about, in a sentence.
        paragraphs: What it means and why it matters, in Markdown.
        wrong: How a file looks that has it.
        right: How it looks when it is mended.
    """

    code: str
    severity: Severity
    of_form: bool
    summary: str
    paragraphs: tuple[str, ...]
    wrong: WrittenExample
    right: WrittenExample


class CriterionExplanation(NamedTuple):
    """What a criterion asks for, and what it decides.

    Attributes:
        edition: The edition, as in `local-authority/2024-25`.
        origin: Where the edition was taken from.
        benchmark: The benchmark that it stands in.
        level: The level that it stands under.
        criterion: The criterion: its text, exception, parts.
        answers: The words that answer it.
        sources: Where the edition comes from.
        decides: The rules in whose conditions it stands.
        labels: The outcomes' labels by id.
    """

    edition: str
    origin: str
    benchmark: Benchmark
    level: Level
    criterion: Criterion
    answers: tuple[str, ...]
    sources: tuple[Source, ...]
    decides: tuple[Deciding, ...]
    labels: dict[str, str]


def explain_finding(code: str) -> FindingExplanation:
    """Explain a finding.

    Args:
        code: Its code.

    Returns:
        What it means.

    Raises:
        KeyError: If there is no such finding.
    """
    rule, entry = CATALOGUE[code], findings_page()[code]
    return FindingExplanation(
        code, rule.severity, rule.of_form, rule.summary, entry.paragraphs, entry.wrong, entry.right
    )


def explain_findings() -> list[FindingExplanation]:
    """Explain every finding.

    Returns:
        What each means, by code.
    """
    return [explain_finding(code) for code in sorted(CATALOGUE)]


def explain_criterion(criteria: Criteria, benchmark: str, criterion: str, *, origin: str = "") -> CriterionExplanation:
    """Explain a criterion.

    Args:
        criteria: The edition.
        benchmark: The benchmark's id.
        criterion: The criterion's id.
        origin: Where the edition was taken from.

    Returns:
        What it asks for, and what it decides.

    Raises:
        KeyError: If the edition has no such criterion.
    """
    of_id = criteria.benchmark(benchmark)
    if of_id is None:
        raise KeyError(benchmark)
    places = {each.id: (level, each) for level, each in of_id.each_criterion()}
    level_id, found = places[criterion]
    level = criteria.level(level_id)
    if level is None:
        raise KeyError(level_id)
    return CriterionExplanation(
        edition=criteria.ref,
        origin=origin,
        benchmark=of_id,
        level=level,
        criterion=found,
        answers=answers_to(level.kind),
        sources=criteria.sources,
        decides=tuple(decides(criteria, of_id, level_id, found)),
        labels={each.id: each.label for each in criteria.outcomes},
    )


def findings_data(explained: Iterable[FindingExplanation]) -> dict[str, Any]:
    """Give explanations of findings as data.

    Args:
        explained: The explanations.

    Returns:
        `prevent-assure/explained-findings/1`.
    """
    return {"format": "prevent-assure/explained-findings/1", "findings": [_finding(each) for each in explained]}


def _finding(each: FindingExplanation) -> dict[str, Any]:
    return {
        "code": each.code,
        "severity": each.severity.value,
        "of_form": each.of_form,
        "summary": each.summary,
        "explanation": list(each.paragraphs),
        "wrong": each.wrong.text,
        "right": each.right.text,
    }


def criterion_data(explained: CriterionExplanation) -> dict[str, Any]:
    """Give the explanation of a criterion as data.

    Args:
        explained: The explanation.

    Returns:
        `prevent-assure/explained-criterion/1`; null stands for what the edition does not say.
    """
    benchmark, criterion, level = explained.benchmark, explained.criterion, explained.level
    return {
        "format": "prevent-assure/explained-criterion/1",
        "criteria": explained.edition,
        "benchmark": {"id": benchmark.id, "number": benchmark.number, "title": benchmark.title},
        "level": {"id": level.id, "label": level.label, "kind": level.kind},
        "id": criterion.id,
        "text": criterion.text,
        "exception": criterion.exception,
        "applies_when": criterion.applies_when,
        "parts": [{"id": part.id, "text": part.text} for part in criterion.parts],
        "contradicts": list(criterion.contradicts),
        "note": criterion.note,
        "answers": list(explained.answers),
        "source": benchmark.source,
        "sources": [{"title": each.title, "url": each.url} for each in explained.sources],
        "decides": [{key: getattr(rule, key) for key in _OF_RULE} for rule in explained.decides],
    }


_OF_RULE = ("rule", "rules_from", "outcomes", "kinds", "condition", "says", "basis")
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.SUGGESTION: "bold cyan"}
_BASIS = {"criteria": "so the criteria say", "interpretation": "a reading of the criteria"}


def finding_page(explained: FindingExplanation) -> Page:
    """Lay out what a finding means.

    Args:
        explained: The explanation.

    Returns:
        The page.
    """
    badge = "Error of form" if explained.of_form else explained.severity.value.capitalize()
    examples = ((label, each) for label, each in (("Wrong", explained.wrong), ("Right", explained.right)))
    return Page(
        explained.code,
        badge,
        (
            *(Prose(each, each) for each in explained.paragraphs),
            *(Example(label, each.language, each.text) for label, each in examples),
        ),
        _STYLES[explained.severity],
    )


def findings_table(explained: Iterable[FindingExplanation]) -> Table:
    """List what can be explained.

    Args:
        explained: The explanations.

    Returns:
        Code, severity and summary of each.
    """
    rows = [
        (Styled(each.code, "bold"), Styled(each.severity.value, _STYLES[each.severity]), each.summary)
        for each in explained
    ]
    return Table(("Code", "Severity", "Summary"), rows, overflow="ellipsis", bare=True)


def criterion_page(explained: CriterionExplanation) -> Page:
    """Lay out what a criterion asks for and decides.

    Args:
        explained: The explanation.

    Returns:
        The page.
    """
    benchmark, criterion = explained.benchmark, explained.criterion
    return Page(
        f"{benchmark.id}/{criterion.id}",
        explained.level.label,
        (
            narrative(criterion.text),
            *_more(explained),
            words(f"{benchmark.number}, {benchmark.title}", "Benchmark"),
            words(_level(explained), "Level"),
            words(", ".join(explained.answers), "Answers"),
            *([narrative(benchmark.source, "Source")] if benchmark.source is not None else []),
            words(f"{explained.edition}, {explained.origin}" if explained.origin else explained.edition, "Edition"),
            *([Items("The edition's sources", tuple(map(_source, explained.sources)))] if explained.sources else []),
            Items("It stands in the conditions of", tuple(_rule(each, explained.labels) for each in explained.decides))
            if explained.decides
            else words("No rule's condition names it; it decides nothing.", "Decides"),
        ),
    )


def _more(explained: CriterionExplanation) -> Iterator[Prose | Items]:
    criterion = explained.criterion
    for label, text in (
        ("Exception", criterion.exception),
        ("Applies when", criterion.applies_when),
        ("Note", criterion.note),
    ):
        if text is not None:
            yield narrative(text, label)
    if criterion.parts:
        yield Items("Parts", tuple(narrative(part.text, part.id) for part in criterion.parts))
    if criterion.contradicts:
        yield words(", ".join(criterion.contradicts), "Cannot be true beside")


def _level(explained: CriterionExplanation) -> str:
    level = explained.level
    kind = "a warning sign" if level.kind == "warning_sign" else "a demand"
    return f"{level.label}, {kind}" + (f" ({level.note})" if level.note else "")


def _rule(each: Deciding, labels: dict[str, str]) -> Prose:
    outcomes = " or ".join(labels.get(outcome, outcome) for outcome in each.outcomes)
    whose = "the benchmark itself" if each.rules_from == "benchmark" else "the edition"
    says = " ".join((each.says or f"If {each.condition}.").split())
    return words(f"{outcomes}, by rule {each.rule} of {whose} ({', '.join(each.kinds)}; {_BASIS[each.basis]}): {says}")


def _source(source: Source) -> Prose:
    known = (source.title, source.url, source.published and f"published {source.published}", source.licence)
    return words(", ".join(str(each) for each in known if each))
