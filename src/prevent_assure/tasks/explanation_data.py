"""Explanations as plain data, for `--format json`."""

from collections.abc import Iterable
from typing import Any

from .explain import CriterionExplanation, FindingExplanation


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
        "decides": [
            {
                "rule": each.rule,
                "rules_from": each.rules_from,
                "outcomes": list(each.outcomes),
                "kinds": list(each.kinds),
                "condition": each.condition,
                "says": each.says,
                "basis": each.basis,
            }
            for each in explained.decides
        ],
    }
