"""What a letter explains: the abbreviations and outcomes that occur in it, and no others."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import fields, is_dataclass

from prevent_assure.model.criteria import Criteria
from prevent_assure.publication.edition import MeaningView
from prevent_assure.text.narrative import Narrative, of_line, plain_text
from prevent_assure.text.phrasing import optional

from .views import OutcomeRowView


def abbreviations_in(criteria: Criteria, *content: object) -> frozenset[str]:
    """Find the abbreviations that stand in some text.

    Args:
        criteria: The criteria, with their glossary.
        content: Texts, narratives, views and tuples of them.

    Returns:
        Those of the glossary that occur as whole words; a plural `s` may follow.
    """
    if not criteria.glossary:
        return frozenset()
    text = "\n".join(texts_in(content))
    return frozenset(term for term in criteria.glossary if _stands_in(term, text))


def _stands_in(term: str, text: str) -> bool:
    # What comes before is looked at last: a pattern that begins with a look behind is slow.
    found = re.finditer(rf"{re.escape(term)}s?(?!\w)", text)
    return any(re.match(r"\w", text[each.start() - 1 : each.start()]) is None for each in found)


def abbreviations(criteria: Criteria, found: Collection[str]) -> tuple[MeaningView, ...]:
    """Explain abbreviations.

    Args:
        criteria: The criteria, with their glossary.
        found: The abbreviations.

    Returns:
        The abbreviations in the glossary's order, with their meanings.
    """
    return tuple(MeaningView(term, of_line(meaning)) for term, meaning in criteria.glossary.items() if term in found)


def outcome_meanings(criteria: Criteria, rows: Iterable[OutcomeRowView]) -> tuple[MeaningView, ...]:
    """Explain the outcomes that a letter prints.

    Args:
        criteria: The criteria, with the outcomes' meanings.
        rows: Annex A.

    Returns:
        The outcomes that occur and have a meaning, worst first.
    """
    printed = {row.outcome_id for row in rows}
    return tuple(
        MeaningView(each.label, meaning)
        for each in criteria.outcomes
        if each.id in printed and (meaning := optional(each.meaning)) is not None
    )


def texts_in(content: object) -> Iterator[str]:
    """Give all texts of a view.

    Args:
        content: A view, a text, a narrative, or a tuple of them.

    Yields:
        Each.
    """
    if isinstance(content, str):
        yield content
    elif isinstance(content, Narrative):
        yield plain_text(content)
    elif isinstance(content, tuple):
        yield from (text for part in content for text in texts_in(part))
    elif is_dataclass(content):
        yield from (text for field in fields(content) for text in texts_in(getattr(content, field.name)))
