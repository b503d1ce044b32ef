"""What a letter explains: the abbreviations and outcomes that occur in it, and no others."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from prevent_assure.model.criteria import Criteria

from .narrative import Narrative, of_line, parse, plain_text
from .views import MeaningView, OutcomeRowView


def abbreviations(criteria: Criteria, *content: object) -> tuple[MeaningView, ...]:
    """Find the abbreviations that a letter uses.

    Args:
        criteria: The criteria, with their glossary.
        content: Whatever the letter says: texts, narratives, views and tuples of them.

    Returns:
        Those of the glossary that occur as whole words (a plural `s` may follow), in its order, with
        their meanings.
    """
    if not criteria.glossary:
        return ()
    text = "\n".join(_texts(content))
    return tuple(
        MeaningView(term, of_line(meaning))
        for term, meaning in criteria.glossary.items()
        if re.search(rf"(?<!\w){re.escape(term)}s?(?!\w)", text)
    )


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
        MeaningView(each.label, parse(each.meaning))
        for each in criteria.outcomes
        if each.id in printed and each.meaning is not None
    )


def _texts(content: object) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, Narrative):
        yield plain_text(content)
    elif isinstance(content, tuple):
        for each in content:
            yield from _texts(each)
    elif is_dataclass(content):
        for field in fields(content):
            yield from _texts(getattr(content, field.name))
