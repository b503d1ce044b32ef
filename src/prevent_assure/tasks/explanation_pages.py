"""Explanations as pages: what a terminal and Markdown show of them."""

from collections.abc import Iterator

from prevent_assure.documents.narrative import escape_markdown, markdown_blocks, parse, plain_text
from prevent_assure.model.criteria import Source
from prevent_assure.output.page import Example, Items, Page, Prose
from prevent_assure.rules.standing import Deciding

from .explain import CriterionExplanation, FindingExplanation

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
    )


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
            _narrative(criterion.text),
            *_more(explained),
            _line(f"{benchmark.number}, {benchmark.title}", "Benchmark"),
            _line(_level(explained), "Level"),
            _line(", ".join(explained.answers), "Answers"),
            *([_narrative(benchmark.source, "Source")] if benchmark.source is not None else []),
            _line(f"{explained.edition}, {explained.origin}" if explained.origin else explained.edition, "Edition"),
            *([Items("The edition's sources", tuple(map(_source, explained.sources)))] if explained.sources else []),
            Items("It stands in the conditions of", tuple(_rule(each, explained.labels) for each in explained.decides))
            if explained.decides
            else _line("No rule's condition names it; it decides nothing.", "Decides"),
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
            yield _narrative(text, label)
    if criterion.parts:
        yield Items("Parts", tuple(_narrative(part.text, part.id) for part in criterion.parts))
    if criterion.contradicts:
        yield _line(", ".join(criterion.contradicts), "Cannot be true beside")


def _level(explained: CriterionExplanation) -> str:
    level = explained.level
    kind = "a warning sign" if level.kind == "warning_sign" else "a demand"
    return f"{level.label}, {kind}" + (f" ({level.note})" if level.note else "")


def _rule(each: Deciding, labels: dict[str, str]) -> Prose:
    outcomes = " or ".join(labels.get(outcome, outcome) for outcome in each.outcomes)
    whose = "the benchmark itself" if each.rules_from == "benchmark" else "the edition"
    says = " ".join((each.says or f"If {each.condition}.").split())
    return _line(f"{outcomes}, by rule {each.rule} of {whose} ({', '.join(each.kinds)}; {_BASIS[each.basis]}): {says}")


def _source(source: Source) -> Prose:
    known = (source.title, source.url, source.published and f"published {source.published}", source.licence)
    return _line(", ".join(str(each) for each in known if each))


def _narrative(text: str, label: str | None = None) -> Prose:
    narrative = parse(text)
    return Prose(plain_text(narrative).rstrip("\n"), markdown_blocks(narrative).rstrip("\n"), label)


def _line(text: str, label: str | None = None) -> Prose:
    return Prose(text, escape_markdown(text), label)
