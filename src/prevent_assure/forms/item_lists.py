"""Lists whose items have no names, as papers and strengths: one that is filled in further down takes the next place."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from .merging import Returned
from .paragraphs import one_line_each

_ITEM = re.compile(r"(?P<of>/.+/(?:references|strengths))/(?P<index>\d+)/(?P<key>[a-z]+)")


class _Value(NamedTuple):
    """A value of an item: its route, and what the form says."""

    route: str
    said: Returned


def closed_up(returned: Mapping[str, Returned], file: Mapping[str, str]) -> dict[str, Returned]:
    """Give the values of a form with the items of lists where the file would have them.

    A file has no empty places between items, a form may: without this, an item far down would be added again each time
    that the same form is read.

    Args:
        returned: What a form says by route.
        file: The file's values by route.

    Returns:
        The same; an item that was added moves up into a place that was left empty, and what is as the file has it is
        left out.
    """
    lists: dict[str, dict[int, dict[str, _Value]]] = {}
    for route, said in returned.items():
        if (found := _ITEM.fullmatch(route)) is not None:
            items = lists.setdefault(found["of"], {})
            items.setdefault(int(found["index"]), {})[found["key"]] = _Value(route, said)
    result = dict(returned)
    for of, items in lists.items():
        if _texts(items) == _in_file(of, items, file):
            for route in (value.route for item in items.values() for value in item.values()):
                del result[route]
            continue
        free: list[int] = []
        for index in sorted(items):
            if not any(value.said.value or value.said.base for value in items[index].values()):
                free.append(index)
            elif free and not any(value.said.base for value in items[index].values()):
                for key, value in items[index].items():
                    place = items[free[0]][key]
                    result[place.route], result[value.route] = value.said, place.said
                free = [*free[1:], index]
    return result


def _texts(items: Mapping[int, Mapping[str, _Value]]) -> list[dict[str, str]]:
    said = (
        {key: one_line_each(value.said.value) for key, value in items[index].items() if value.said.value}
        for index in sorted(items)
    )
    return [item for item in said if item]


def _in_file(of: str, items: Mapping[int, Mapping[str, _Value]], file: Mapping[str, str]) -> list[dict[str, str]]:
    there = (
        {key: one_line_each(text) for key in items[index] if (text := file.get(f"{of}/{index}/{key}"))}
        for index in sorted(items)
    )
    return [item for item in there if item]
