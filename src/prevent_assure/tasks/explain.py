"""Explain a finding, or a criterion: what it says, where it comes from, what it decides."""

from typing import NamedTuple

from prevent_assure.diagnostics import Severity
from prevent_assure.model.answers import answers_to
from prevent_assure.model.criteria import Benchmark, Criteria, Criterion, Level, Source
from prevent_assure.rules.standing import Deciding, decides
from prevent_assure.workspace.findings_page import Example, findings_page

from .catalogue import CATALOGUE


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
    wrong: Example
    right: Example


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
