"""Recommendations put together by id and by text."""

from collections.abc import Iterable
from typing import Any

from prevent_assure.text.narrative import parse

from .counting import authority_page
from .rows import RecommendedRow
from .views import (
    GroupView,
    LinkView,
    SaidView,
)

Rows = Iterable[list[Any]]


def groups(rows: Rows) -> tuple[GroupView, ...]:
    """Put recommendations of one id together, and among them those of one text.

    Args:
        rows: The recommendations.

    Returns:
        The groups, the largest one first.
    """
    found: dict[str, dict[str, list[LinkView]]] = {}
    for row in (RecommendedRow(*each) for each in rows):
        said = found.setdefault(row.id, {}).setdefault(row.text, [])
        said.append(LinkView(row.name, authority_page(row.authority)))
    made = [
        GroupView(
            name,
            sum(len(each) for each in texts.values()),
            tuple(
                SaidView(parse(text), tuple(links))
                for text, links in sorted(texts.items(), key=lambda each: -len(each[1]))
            ),
        )
        for name, texts in found.items()
    ]
    return tuple(sorted(made, key=lambda each: (-each.count, each.id)))
