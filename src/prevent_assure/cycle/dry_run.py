"""What a step would write, in lines for whoever tries it first."""

from collections.abc import Iterator, Mapping
from typing import Any

from prevent_assure.diagnostics import Route
from prevent_assure.workspace.editing import REMOVED, Edit
from prevent_assure.workspace.emitting import Flow, Hand, emit

_FREE_TEXTS = ("reason",)
"""Keys of what people wrote themselves, which is not shown: the lines may stand in a log."""


def lines_of(changes: Edit, before: Mapping[str, Any]) -> tuple[str, ...]:
    """Say what an edit writes and takes out, in the order of the edit.

    Args:
        changes: What is to stand where.
        before: What the file holds.

    Returns:
        As in `+ agreed: {by: prevent-adviser, on: 2025-05-06}` and `- cleared`; a further entry of a list by itself.
    """
    return tuple(line for route, value in changes.items() for line in _lines(route, value, _at(before, route)))


def _at(data: Any, route: Route) -> Any:  # noqa: ANN401 - whatever the file holds
    for step in route:
        data = data.get(step) if isinstance(data, Mapping) else None
    return data


def _lines(route: Route, value: object, before: object) -> Iterator[str]:
    key = ".".join(map(str, route))
    if value is REMOVED:
        yield f"- {key}"
        return
    known = len(before) if isinstance(before, list) else before is not None
    if not isinstance(value, list):
        yield f"+ {_line(key, value)}"
    elif len(value) < known:
        yield f"- the last entry of {key}"
    else:
        yield from (f"+ {_line(key, entry)}" for entry in value[known:])


def _line(key: str, value: Any) -> str:  # noqa: ANN401 - whatever is written
    shown = _shown(key.rpartition(".")[2], value)
    return emit({key: Flow(shown) if isinstance(shown, Mapping) else shown}, Hand())


def _shown(name: str, value: Any) -> Any:  # noqa: ANN401 - as above
    if isinstance(value, Mapping):
        return {key: _shown(key, inner) for key, inner in value.items()}
    return "as given" if name in _FREE_TEXTS else value
