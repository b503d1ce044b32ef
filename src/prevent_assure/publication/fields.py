"""Which fields of which files a letter prints: for findings of the finished letter."""

from collections.abc import Iterable, Iterator
from typing import Any

from prevent_assure.diagnostics import Route
from prevent_assure.text.narrative import parse, plain_text
from prevent_assure.workspace.loading import Loaded


def texts_in_fields(file: Loaded[Any]) -> Iterator[tuple[Route, str]]:
    """Give all texts of a file.

    Args:
        file: The file.

    Yields:
        Each text with its place.
    """
    if file.document is not None:
        yield from _texts((), file.document.data)


def _texts(route: Route, data: object) -> Iterator[tuple[Route, str]]:
    if isinstance(data, str):
        yield route, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _texts((*route, key), value)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _texts((*route, index), value)


def printed_lines(texts: Iterable[str]) -> set[str]:
    """Give the texts that a letter prints, with single spaces."""
    return {" ".join(text.split()) for text in texts}


def said_in(printed: set[str], text: str) -> bool:
    """Tell whether a letter says a text: one of its lines at least.

    Args:
        printed: What the letter says.
        text: The text.

    Returns:
        Whether it does.
    """
    said = [" ".join(each.lstrip(" -").split()) for each in plain_text(parse(text)).splitlines() if each.strip()]
    return any(each in whole for each in said for whole in printed)
